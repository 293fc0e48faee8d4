//! Tables on projects, hours, leads, outside interests and clients.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::bounds::MOST_FACTS;
use rowlock_core::fact;
use rowlock_core::id::{LeadId, PartyId, ProjectId};

use super::{Lowering, Place};
use crate::case::format::{DisclosureWord, EffortTable, ProjectTable};

impl Lowering<'_> {
    pub(super) fn work(&mut self) {
        for (index, table) in self.case.project.iter().enumerate() {
            let place = self.place("project", index, table.recorded, table.recorded_by.as_ref());
            self.project(&place, table);
        }
        for (index, table) in self.case.pledge.iter().enumerate() {
            let place = self.place("pledge", index, table.recorded, table.recorded_by.as_ref());
            let party = self.party(&table.party, &place.path);
            self.put(&place, table.on, fact::PledgeMade { party, hours_a_week: table.hours_a_week });
        }
        for (index, table) in self.case.effort.iter().enumerate() {
            let place = self.place("effort", index, table.recorded, table.recorded_by.as_ref());
            self.effort(&place, table);
        }
        for (index, table) in self.case.lead.iter().enumerate() {
            let place = self.place("lead", index, table.recorded, table.recorded_by.as_ref());
            let lead: LeadId = self.id(&table.id, &place.path);
            let by = self.party(&table.found_by, &place.path);
            let found = fact::LeadFound {
                lead: lead.clone(),
                what: table.what.clone(),
                by,
                in_scope: table.in_scope,
            };
            self.put(&place, table.on, found);
            if let Some(passed) = table.passed {
                let part = place.day("passed", passed);
                self.put(&part, passed, fact::LeadPassed { lead: lead.clone() });
            }
            if let Some(kept) = &table.kept {
                let part = place.part("kept", kept.recorded);
                let by = self.party(&kept.party, &part.path);
                self.put(&part, kept.on, fact::LeadKept { lead, by });
            }
        }
        self.interests();
        self.clients();
    }

    fn project(&mut self, place: &Place, table: &ProjectTable) {
        let project: ProjectId = self.id(&table.id, &place.path);
        let tags =
            table.tags.iter().map(|tag| fact::Tag { tag: tag.tag.into(), line: tag.line.clone() }).collect();
        let proposed = fact::ProjectProposed {
            project: project.clone(),
            name: table.name.clone(),
            description: table.description.clone(),
            client: self.maybe_id(table.client.as_ref(), &place.path),
            proposer: self.party(&table.proposer, &place.path),
            tags,
        };
        self.put(place, table.proposed, proposed);
        for (index, decision) in table.decision.iter().enumerate() {
            let part = place.part(&format!("decision/{index}"), decision.recorded);
            let answers = decision.answers.iter();
            let answers = answers
                .map(|a| fact::TestAnswer { question: a.question.clone(), passes: a.passes })
                .collect();
            let decided = fact::ProjectDecided {
                project: project.clone(),
                admission: decision.admission.into(),
                by: self.ids(&decision.by, &part.path),
                why: decision.why.clone(),
                answers,
            };
            self.put(&part, decision.on, decided);
        }
        if let Some(started) = table.started {
            let part = place.day("started", started);
            self.put(&part, started, fact::ProjectStarted { project: project.clone() });
        }
        for (index, judged) in table.judged.iter().enumerate() {
            let part = place.part(&format!("judged/{index}"), judged.recorded);
            let party = self.party(&judged.party, &part.path);
            let said = fact::ScopeJudged { project: project.clone(), party, in_scope: judged.in_scope };
            self.put(&part, judged.on, said);
        }
        for (index, paid) in table.paid.iter().enumerate() {
            let part = place.part(&format!("paid/{index}"), paid.recorded);
            let to = self.holder(&paid.to, &format!("{}/to", part.path));
            self.put(&part, paid.on, fact::ProjectPaid { project: project.clone(), amount: paid.amount, to });
        }
        if let Some(ended) = &table.ended {
            let part = place.part("ended", ended.recorded);
            self.put(&part, ended.on, fact::ProjectEnded { project, how: ended.how.clone() });
        }
    }

    /// Hours in all stand as one fact; hours a week as one fact for each week of the period, each on its
    /// last day, so that a look at an earlier day sees the weeks up to it.
    fn effort(&mut self, place: &Place, table: &EffortTable) {
        let party: PartyId = self.party(&table.party, &place.path);
        let work = self.effort_on(&table.work, &format!("{}/work", place.path));
        let put = |lowering: &mut Self, hours: f64, from: Date, to: Date| {
            let recorded = fact::EffortRecorded { party: party.clone(), work: work.clone(), hours, from, to };
            lowering.put(place, to, recorded);
        };
        match (table.hours, table.hours_a_week) {
            (Some(hours), None) => put(self, hours, table.from, table.to),
            (None, Some(hours)) => {
                let mut from = table.from;
                while from <= table.to && self.entries.len() <= MOST_FACTS {
                    let Ok(week_end) = from.checked_add(6.days()) else { break };
                    let to = week_end.min(table.to);
                    let days = f64::from((to - from).get_days()) + 1.0;
                    put(self, hours * days / 7.0, from, to);
                    match to.tomorrow() {
                        Ok(next) => from = next,
                        Err(_) => break,
                    }
                }
            }
            (hours, _) => {
                let found = if hours.is_some() { "both `hours` and `hours_a_week`" } else { "neither" };
                self.problem(
                    &place.path,
                    "it is not clear how many hours",
                    found,
                    "`hours` or `hours_a_week`",
                );
            }
        }
    }

    fn interests(&mut self) {
        for (index, table) in self.case.outside_interest.iter().enumerate() {
            let place = self.place("outside_interest", index, table.recorded, table.recorded_by.as_ref());
            let disclosure = match (table.disclosure, &table.found_by) {
                (DisclosureWord::Declared, None) => fact::Disclosure::Declared,
                (DisclosureWord::DeclaredLate, None) => fact::Disclosure::DeclaredLate,
                (DisclosureWord::Found, Some(finder)) => {
                    fact::Disclosure::FoundBy(self.party(finder, &place.path))
                }
                (_, finder) => {
                    let found = if finder.is_some() {
                        "`found_by` with a declared interest"
                    } else {
                        "no `found_by`"
                    };
                    let expected = "`found_by` exactly where `disclosure = \"found\"`";
                    self.problem(
                        &place.path,
                        "it is not clear who brought the interest to light",
                        found,
                        expected,
                    );
                    continue;
                }
            };
            let noted = fact::InterestNoted {
                interest: self.id(&table.id, &place.path),
                party: self.party(&table.party, &place.path),
                what: table.what.clone(),
                disclosure,
            };
            self.put(&place, table.on, noted);
        }
    }

    fn clients(&mut self) {
        for (index, table) in self.case.client.iter().enumerate() {
            let place = self.place("client", index, None, None);
            for (number, contact) in table.contacts.iter().enumerate() {
                let part = place.part(&format!("contacts/{number}"), contact.recorded);
                let recorded = fact::ClientRecorded {
                    client: self.id(&table.id, &place.path),
                    name: table.name.clone(),
                    contact: self.party(&contact.contact, &part.path),
                    second: self.maybe_id(contact.second.as_ref(), &part.path),
                    revenue: contact.revenue,
                };
                self.put(&part, contact.on, recorded);
            }
        }
    }
}
