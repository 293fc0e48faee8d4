//! What a playbook proposes to an alliance that began from it, as facts that can be put on record once the parties
//! have agreed to them. What is on record already is proposed no more.

use jiff::civil::Date;

use super::{Part, Playbook, Seating, Shares};
use crate::alliance::{Alliance, last_on};
use crate::bounds::days_from;
use crate::fact::{
    AdmissionTestAgreed, DecisionRightAgreed, DiligenceAsked, Event, LadderAgreed, ObligationTaken,
    PulseScheduled, Respondent, Split, SplitAgreed, StopRuleAgreed, VotingAgreed,
};
use crate::framework::Framework;
use crate::id::DecisionKindId;

/// One part of a playbook with the facts that take it over.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Which part.
    pub part: Part,
    /// The facts.
    pub events: Vec<Event>,
}

/// What `playbook` proposes on a day, part by part; days count from `start`, on which the joint business begins.
pub fn proposals(
    playbook: &Playbook,
    alliance: &Alliance,
    framework: &Framework,
    on: Date,
    start: Date,
) -> Vec<Proposal> {
    let seating = Seating::of(alliance, on);
    let bench = Bench { playbook, alliance, framework, seating, on, start };
    let parts = [
        (Part::Decisions, bench.decisions()),
        (Part::Votes, bench.votes().into_iter().collect()),
        (Part::Split, bench.split().into_iter().collect()),
        (Part::Admission, bench.admission().into_iter().collect()),
        (Part::StopRules, bench.stop_rules()),
        (Part::Ladder, bench.ladder().into_iter().collect()),
        (Part::Pulses, bench.pulses().into_iter().collect()),
        (Part::Diligence, bench.diligence()),
        (Part::Obligations, bench.obligations()),
    ];
    let parts = parts.into_iter().filter(|(_, events)| !events.is_empty());
    parts.map(|(part, events)| Proposal { part, events }).collect()
}

/// Rows of the decision table that nobody here decides by themselves: the seat is empty, or several sit on it.
pub fn open_rows<'p>(
    playbook: &'p Playbook,
    alliance: &Alliance,
    on: Date,
) -> Vec<(&'p DecisionKindId, &'p str)> {
    let seating = Seating::of(alliance, on);
    let open = playbook.decisions.iter().filter(|row| {
        seating.deciding(row.decides).is_none() && !alliance.decision_rights.contains_key(&row.kind)
    });
    open.map(|row| (&row.kind, row.name.as_str())).collect()
}

struct Bench<'a> {
    playbook: &'a Playbook,
    alliance: &'a Alliance,
    framework: &'a Framework,
    seating: Seating,
    on: Date,
    start: Date,
}

impl Bench<'_> {
    fn day(&self, days: u32) -> Date {
        days_from(self.start, i64::from(days)).unwrap_or(Date::MAX)
    }

    fn decisions(&self) -> Vec<Event> {
        let rows = self.playbook.decisions.iter();
        let rows = rows.filter(|row| !self.alliance.decision_rights.contains_key(&row.kind));
        rows.filter_map(|row| {
            let agreed = DecisionRightAgreed {
                decision_kind: row.kind.clone(),
                name: row.name.clone(),
                proposes: self.seating.at_all(&row.proposes),
                must_agree: self.seating.at_all(&row.must_agree),
                heard: self.seating.at_all(&row.heard),
                decides: self.seating.deciding(row.decides)?,
                carries_out: self.seating.at_all(&row.carries_out),
                limit: row.limit,
                reserved: row.reserved,
            };
            Some(agreed.into())
        })
        .collect()
    }

    fn votes(&self) -> Option<Event> {
        let proposed = self.playbook.votes.as_ref().filter(|_| self.alliance.voting.is_empty())?;
        let votes = proposed
            .votes
            .iter()
            .flat_map(|(seat, votes)| self.seating.at(*seat).into_iter().map(move |party| (party, *votes)));
        let votes: std::collections::BTreeMap<_, _> = votes.collect();
        let all: f64 = votes.values().sum();
        (votes.len() == self.seating.parties().count() && all > 0.0).then(|| {
            let vetoes = self.seating.at_all(&proposed.vetoes);
            VotingAgreed { quota: proposed.quota * all, vetoes, votes }.into()
        })
    }

    /// Fixed shares only where the same seats are taken: percentages of other partners would be invented.
    fn split(&self) -> Option<Event> {
        let proposed = self.playbook.split.as_ref().filter(|_| self.alliance.splits.is_empty())?;
        let split = match proposed {
            Shares::Dynamic { weights, freeze } => {
                Split::Dynamic { weights: weights.clone(), freeze: freeze.clone() }
            }
            Shares::Fixed { shares } => {
                let mut fixed = std::collections::BTreeMap::new();
                for (seat, share) in shares {
                    match self.seating.at(*seat).as_slice() {
                        [one] => fixed.insert(one.clone(), *share),
                        _ => return None,
                    };
                }
                if fixed.len() != self.seating.parties().count() {
                    return None;
                }
                Split::Fixed { shares: fixed }
            }
        };
        Some(SplitAgreed { split }.into())
    }

    fn admission(&self) -> Option<Event> {
        let test = self.playbook.admission.as_ref()?;
        if last_on(&self.alliance.admission_tests, Date::MAX).is_some() {
            return None;
        }
        let decides = self.seating.deciding(test.decides)?;
        Some(AdmissionTestAgreed { questions: test.questions.clone(), decides }.into())
    }

    fn stop_rules(&self) -> Vec<Event> {
        let rules = self.playbook.stop_rules.iter();
        let rules = rules.filter(|rule| !self.alliance.stop_rules.contains_key(&rule.rule));
        rules
            .map(|rule| {
                let agreed_by = self.seating.parties().cloned().collect();
                let by_date = self.day(rule.days);
                StopRuleAgreed { rule: rule.rule.clone(), sign: rule.sign.clone(), by_date, agreed_by }.into()
            })
            .collect()
    }

    fn ladder(&self) -> Option<Event> {
        let steps = &self.playbook.ladder;
        (!steps.is_empty() && self.alliance.ladders.is_empty())
            .then(|| LadderAgreed { steps: steps.clone() }.into())
    }

    fn pulses(&self) -> Option<Event> {
        let pulses = self.playbook.pulses.as_ref().filter(|_| self.alliance.pulse_plans.is_empty())?;
        let first = |party: &crate::id::PartyId| {
            let person = self.alliance.parties.get(party)?.joined.value.people.first()?.clone();
            Some(Respondent { person, party: party.clone() })
        };
        let respondents: Option<Vec<Respondent>> = self.seating.parties().map(first).collect();
        let (every_weeks, answer_within_days) = (pulses.every_weeks, pulses.answer_within_days);
        let respondents = respondents.filter(|respondents| respondents.len() >= 2)?;
        Some(PulseScheduled { every_weeks, respondents, answer_within_days }.into())
    }

    /// Checks that need a written consent are not asked for here: the consent comes first.
    fn diligence(&self) -> Vec<Event> {
        let checks = self
            .playbook
            .diligence
            .iter()
            .filter(|check| self.framework.check(check).is_some_and(|known| !known.consent));
        let asked = checks.flat_map(|check| {
            let of = self.seating.parties().filter(|party| {
                let entry = self.alliance.parties.get(*party);
                entry.is_some_and(|entry| !entry.diligence.contains_key(check) && entry.joined.on <= self.on)
            });
            of.map(|party| {
                DiligenceAsked { party: party.clone(), check: check.clone(), consented: false }.into()
            })
        });
        asked.collect()
    }

    fn obligations(&self) -> Vec<Event> {
        let duties = self.playbook.obligations.iter();
        let duties = duties.filter(|duty| !self.alliance.obligations.contains_key(&duty.obligation));
        duties
            .filter_map(|duty| match self.seating.at(duty.who).as_slice() {
                [who] => Some(
                    ObligationTaken {
                        obligation: duty.obligation.clone(),
                        what: duty.what.clone(),
                        who: who.clone(),
                        due: self.day(duty.days),
                    }
                    .into(),
                ),
                _ => None,
            })
            .collect()
    }
}
