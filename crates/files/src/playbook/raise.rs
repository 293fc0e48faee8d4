//! From a playbook to the tables of its file.

use rowlock_core::fact::{AllianceForm, Outcome, RoundForm};
use rowlock_core::playbook::{Playbook, Seat, SeatDecider, Shares, Used};

use super::format::{
    AdmissionTable, ClauseTextTable, DecisionRowTable, DutyTable, OriginTable, PlannedRoundTable,
    PlaybookFile, PulsesTable, SharesTable, StopSignTable, UsedTable, VotesTable,
};
use super::lower::contribution;
use crate::case::format::{AllianceFormWord, Id, LadderStepTable, OutcomeWord, RoundFormWord};

impl From<&Playbook> for PlaybookFile {
    fn from(playbook: &Playbook) -> Self {
        let used = playbook.used;
        Self {
            id: id(&playbook.id),
            name: playbook.name.clone(),
            version: playbook.version,
            framework: id(&playbook.framework.id),
            framework_version: playbook.framework.version.to_string(),
            form: form(playbook.form),
            lessons: playbook.lessons.clone(),
            diligence: playbook.diligence.iter().map(id).collect(),
            made_from: OriginTable {
                outcome: outcome(playbook.origin.outcome),
                began: playbook.origin.began,
                until: playbook.origin.until,
            },
            used: (used != Used::default()).then_some(UsedTable {
                reached: used.reached,
                some: used.some,
                failed: used.failed,
                going_on: used.going_on,
            }),
            clause: playbook
                .clauses
                .iter()
                .map(|clause| ClauseTextTable { id: id(&clause.clause), text: clause.text.clone() })
                .collect(),
            decision: decisions(playbook),
            votes: playbook.votes.as_ref().map(|votes| VotesTable {
                votes: votes.votes.iter().map(|(seat, votes)| (seat.word().to_string(), *votes)).collect(),
                quota: votes.quota,
                vetoes: words(&votes.vetoes),
            }),
            split: playbook.split.as_ref().map(shares),
            admission: playbook.admission.as_ref().map(|test| AdmissionTable {
                questions: test.questions.clone(),
                decides: decider(test.decides),
            }),
            stop_rule: playbook
                .stop_rules
                .iter()
                .map(|rule| StopSignTable { id: id(&rule.rule), sign: rule.sign.clone(), days: rule.days })
                .collect(),
            ladder: playbook
                .ladder
                .iter()
                .map(|step| LadderStepTable { what: step.what.clone(), days: step.days })
                .collect(),
            round: playbook
                .rounds
                .iter()
                .map(|round| PlannedRoundTable { form: round_form(round.form), days: round.days })
                .collect(),
            pulses: playbook.pulses.map(|pulses| PulsesTable {
                every_weeks: pulses.every_weeks,
                answer_within_days: pulses.answer_within_days,
            }),
            obligation: playbook
                .obligations
                .iter()
                .map(|duty| DutyTable {
                    id: id(&duty.obligation),
                    what: duty.what.clone(),
                    who: duty.who.word().to_string(),
                    days: duty.days,
                })
                .collect(),
        }
    }
}

fn decisions(playbook: &Playbook) -> Vec<DecisionRowTable> {
    let rows = playbook.decisions.iter().map(|row| DecisionRowTable {
        id: id(&row.kind),
        name: row.name.clone(),
        proposes: words(&row.proposes),
        must_agree: words(&row.must_agree),
        heard: words(&row.heard),
        decides: decider(row.decides),
        carries_out: words(&row.carries_out),
        limit: row.limit,
        reserved: row.reserved,
    });
    rows.collect()
}

fn shares(split: &Shares) -> SharesTable {
    let none = SharesTable { shares: [].into(), weights: [].into(), freeze: None };
    match split {
        Shares::Fixed { shares } => SharesTable {
            shares: shares.iter().map(|(seat, share)| (seat.word().to_string(), *share)).collect(),
            ..none
        },
        Shares::Dynamic { weights, freeze } => SharesTable {
            weights: weights.iter().map(|(kind, weight)| (contribution(*kind).to_owned(), *weight)).collect(),
            freeze: Some(freeze.clone()),
            ..none
        },
    }
}

fn id(id: &impl ToString) -> Id {
    Id(id.to_string())
}

fn words(seats: &[Seat]) -> Vec<String> {
    seats.iter().map(|seat| seat.word().to_string()).collect()
}

fn decider(decider: SeatDecider) -> String {
    match decider {
        SeatDecider::Lead => "lead".to_owned(),
        SeatDecider::Majority => "majority".to_owned(),
        SeatDecider::All => "all".to_owned(),
        SeatDecider::Seat(seat) => seat.word().to_string(),
    }
}

pub(super) fn form(form: AllianceForm) -> AllianceFormWord {
    match form {
        AllianceForm::Contract => AllianceFormWord::Contract,
        AllianceForm::Entity => AllianceFormWord::Entity,
        AllianceForm::Informal => AllianceFormWord::Informal,
    }
}

fn outcome(outcome: Outcome) -> OutcomeWord {
    match outcome {
        Outcome::Succeeded => OutcomeWord::Succeeded,
        Outcome::Mixed => OutcomeWord::Mixed,
        Outcome::Failed => OutcomeWord::Failed,
        Outcome::Ongoing => OutcomeWord::Ongoing,
    }
}

/// Rounds of other forms are not planned by playbooks.
fn round_form(form: RoundForm) -> RoundFormWord {
    match form {
        RoundForm::Full => RoundFormWord::Full,
        RoundForm::Short => RoundFormWord::Short,
        _ => RoundFormWord::Pulse,
    }
}
