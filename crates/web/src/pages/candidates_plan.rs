//! What a pool of candidates would put on a record: who is new, what of it is known already and not written twice, and
//! the facts.

use std::collections::BTreeSet;

use rowlock_core::alliance::last_on;
use rowlock_core::fact::{
    CandidateProfiled, CapabilityClaimed, Event, PairJudged, PartyJoined, PartyKind, PartyRole, Together,
    amount, list, number, words,
};
use rowlock_core::id::{CapabilityId, PartyId, PersonId};
use rowlock_files::pool::{Candidate, Kind, Pool};
use rowlock_store::Person;

use super::candidates::needs;
use crate::case::Scene;
use crate::form::is_address;
use crate::found::{free_slug, slug};

/// A candidate as they would come in.
pub(super) struct Planned {
    pub name: String,
    pub told: String,
}

/// All that would be put on the record.
#[derive(Default)]
pub(super) struct Plan {
    pub lines: Vec<Planned>,
    pub events: Vec<Event>,
    pub people: Vec<Person>,
}

/// A plan in the making.
struct Planning<'a> {
    scene: &'a Scene,
    source: &'a str,
    capabilities: Vec<CapabilityId>,
    parties: BTreeSet<String>,
    persons: BTreeSet<String>,
    plan: Plan,
    problems: Vec<String>,
}

impl Plan {
    /// Plans a pool from a file; what cannot be put on the record is told instead.
    pub fn of(scene: &Scene, pool: &Pool, source: &str) -> Result<Self, Vec<String>> {
        let whole = &scene.case.whole;
        let needed = needs(scene);
        let capability = |name: &String| {
            let known = needed.iter().find(|need| words(need.capability.as_str()).eq_ignore_ascii_case(name));
            known.map_or_else(|| CapabilityId::parse(&slug(name)).ok(), |need| Some(need.capability.clone()))
        };
        let people = whole.parties.values().flat_map(|party| &party.joined.value.people);
        let mut planning = Planning {
            scene,
            source,
            capabilities: pool.capabilities.iter().filter_map(capability).collect(),
            parties: whole.parties.keys().map(ToString::to_string).collect(),
            persons: people.chain(whole.advisers.keys()).map(ToString::to_string).collect(),
            plan: Self::default(),
            problems: Vec::new(),
        };
        let parties: Vec<Option<PartyId>> =
            pool.candidates.iter().map(|candidate| planning.candidate(candidate)).collect();
        planning.pairs(pool, &parties);
        if planning.problems.is_empty() { Ok(planning.plan) } else { Err(planning.problems) }
    }
}

impl Planning<'_> {
    fn candidate(&mut self, candidate: &Candidate) -> Option<PartyId> {
        if !candidate.mail.is_empty() && !is_address(&candidate.mail) {
            self.problems.push(format!(
                "Row {}: \u{201c}{}\u{201d} is not a mail address. Write one such as ana@example.org, or leave it empty.",
                candidate.row, candidate.mail
            ));
            return None;
        }
        let whole = &self.scene.case.whole;
        let known = whole
            .parties
            .iter()
            .find(|(_, party)| party.joined.value.name.to_lowercase() == candidate.name.to_lowercase());
        let mut told = Vec::new();
        let (party, person) = match known {
            Some((id, party)) if party.role(self.scene.today) == Some(PartyRole::Candidate) => {
                told.push("known already".to_owned());
                let person = party.joined.value.people.first().cloned()?;
                (id.clone(), person)
            }
            Some((_, party)) => {
                let name = &party.joined.value.name;
                self.problems.push(format!(
                    "Row {}: {name} is a party here already and no candidate. Take the row out, or give the party the role \
                     of a candidate first.",
                    candidate.row
                ));
                return None;
            }
            None => {
                told.push("new".to_owned());
                self.joins(candidate)?
            }
        };
        told.extend(self.claims(candidate, &party, &person));
        told.extend(self.offer(candidate, &party));
        self.plan.lines.push(Planned { name: candidate.name.clone(), told: told.join("; ") });
        Some(party)
    }

    fn joins(&mut self, candidate: &Candidate) -> Option<(PartyId, PersonId)> {
        let party = free_slug(&candidate.name, |id| self.parties.contains(id));
        let speaks = if candidate.contact.is_empty() { &candidate.name } else { &candidate.contact };
        let person = free_slug(speaks, |id| self.persons.contains(id));
        self.parties.insert(party.clone());
        self.persons.insert(person.clone());
        let address = Some(candidate.mail.to_lowercase()).filter(|mail| !mail.is_empty());
        self.plan.people.push(Person { id: person.clone(), name: speaks.clone(), address });
        let (party, person) = (PartyId::parse(&party).ok()?, PersonId::parse(&person).ok()?);
        let is_firm = match candidate.kind {
            Some(kind) => kind == Kind::Firm,
            None => !candidate.contact.is_empty(),
        };
        let joined = PartyJoined {
            party: party.clone(),
            name: candidate.name.clone(),
            party_kind: if is_firm { PartyKind::Firm } else { PartyKind::Person },
            role: PartyRole::Candidate,
            people: vec![person.clone()],
            brings: Some(candidate.brings.clone()).filter(|brings| !brings.is_empty()),
        };
        self.plan.events.push(joined.into());
        Some((party, person))
    }

    /// Levels that are not on the record yet, in words.
    fn claims(&mut self, candidate: &Candidate, party: &PartyId, person: &PersonId) -> Option<String> {
        let mut told = Vec::new();
        for (capability, level) in self.capabilities.clone().into_iter().zip(&candidate.levels) {
            let Some(level) = level.filter(|level| *level > 0) else { continue };
            let known = self.scene.case.whole.parties.get(party).and_then(|entry| {
                let entry = entry.capabilities.get(&(capability.clone(), person.clone()))?;
                last_on(&entry.levels, self.scene.today)?.value
            });
            if known.is_some_and(|known| known.claimed == level) {
                continue;
            }
            told.push(format!("{} {level}", words(capability.as_str())));
            let evidence = Some(format!("From the list {}", self.source));
            let claimed = CapabilityClaimed {
                party: party.clone(),
                person: person.clone(),
                capability,
                level,
                peer_level: None,
                evidence,
            };
            self.plan.events.push(claimed.into());
        }
        (!told.is_empty()).then(|| list(&told))
    }

    fn offer(&mut self, candidate: &Candidate, party: &PartyId) -> Option<String> {
        let (hours, cost) = (candidate.hours, candidate.cost);
        if hours.is_none() && cost.is_none() {
            return None;
        }
        if hours.is_some_and(|hours| hours > 744.0) {
            self.problems.push(format!(
                "Row {}: {} hours do not fit into a month. Write the hours that this candidate would bring in one.",
                candidate.row,
                number(hours.unwrap_or_default())
            ));
            return None;
        }
        let known = self.scene.case.whole.offer(party, self.scene.today).map(|offer| &offer.value);
        if known.is_some_and(|known| known.hours_a_month == hours && known.cost_a_month == cost) {
            return None;
        }
        let profiled = CandidateProfiled {
            party: party.clone(),
            hours_a_month: hours,
            cost_a_month: cost,
            source: Some(format!("The list {}", self.source)),
            note: None,
        };
        self.plan.events.push(profiled.into());
        let parts = [
            hours.map(|hours| format!("{} hours a month", number(hours))),
            cost.map(|cost| format!("{} a month", amount(cost))),
        ];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" at "))
    }

    fn pairs(&mut self, pool: &Pool, parties: &[Option<PartyId>]) {
        let conflicts = pool.conflicts.iter().map(|pair| (*pair, Together::Apart));
        let others = pool
            .pairs
            .iter()
            .map(|pair| (pair.between, if pair.value < 0.0 { Together::Chafe } else { Together::Well }));
        let known = self.scene.case.whole.pairs(self.scene.today);
        for ((one, other), together) in conflicts.chain(others) {
            let (Some(one), Some(other)) = (&parties[one], &parties[other]) else { continue };
            let same = known.iter().any(|judged| {
                let between = &judged.value.between;
                between.contains(one) && between.contains(other) && judged.value.together == together
            });
            if !same {
                let why = format!("So the list {} has it", self.source);
                let judged = PairJudged { between: [one.clone(), other.clone()], together, why };
                self.plan.events.push(judged.into());
            }
        }
    }
}
