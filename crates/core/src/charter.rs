//! The charter in words: where each clause stands, the text that a draft begins with, and the tables that are
//! clauses as well.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::alliance::{Alliance, Clause, ClauseVersion, Dated, last_on};
use crate::fact::{Decider, DecisionRightAgreed, number, words};
use crate::framework;
use crate::id::{ClauseId, DecisionKindId, PartyId};

/// What people fill in.
pub const BLANK: &str = "___";

/// The words in braces that the record fills in where a starting text has them.
pub const FILLED: [&str; 12] = [
    "joint",
    "parties",
    "lead",
    "purpose",
    "offers",
    "segments",
    "foe",
    "in_scope",
    "out_of_scope",
    "edge",
    "decision_table",
    "reserved",
];

/// How an approval given in the application is recorded.
pub const IN_ROWLOCK: &str = "in Rowlock";

/// Where a clause stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody has drafted it.
    Missing,
    /// There is a draft, and some of the parties have approved it.
    Drafted {
        /// How many have.
        approved: usize,
        /// Of how many.
        parties: usize,
    },
    /// All parties approved the latest version.
    Agreed,
    /// An earlier version is agreed, and a newer one is not yet.
    Amending {
        /// How many approved the newer one.
        approved: usize,
        /// Of how many.
        parties: usize,
    },
}

/// Where `clause` stands on a day.
pub fn standing(alliance: &Alliance, clause: &ClauseId, on: Date) -> Standing {
    let Some(known) = alliance.clauses.get(clause) else { return Standing::Missing };
    let Some(latest) = known.latest(on) else { return Standing::Missing };
    let signers = alliance.signers(on);
    let approved = signers.iter().filter(|party| has_approved(latest, party, on)).count();
    match known.agreed(on) {
        Some(agreed) if agreed.seq == latest.seq => Standing::Agreed,
        Some(_) => Standing::Amending { approved, parties: signers.len() },
        None => Standing::Drafted { approved, parties: signers.len() },
    }
}

/// Whether a party had approved a version by a day.
pub fn has_approved(version: &Dated<ClauseVersion>, party: &PartyId, on: Date) -> bool {
    version.value.approvals.iter().any(|approval| approval.value.party == *party && approval.on <= on)
}

/// The number of a version, counted from 1.
pub fn number_of(clause: &Clause, version: &Dated<ClauseVersion>) -> u32 {
    let place = clause.versions.iter().position(|known| known.seq == version.seq);
    place.map_or(0, |place| place as u32 + 1)
}

/// The text that a draft of a clause begins with: that of the framework, with what the record knows filled in and
/// `___` for what it does not.
pub fn starting_text(clause: &framework::Clause, alliance: &Alliance, on: Date) -> String {
    let Some(start) = &clause.start else {
        return format!("*{}*\n\n{BLANK}", clause.answers);
    };
    let joint = alliance.joint_business(on).map(|joint| &joint.value);
    let lines = |lines: Option<&Vec<String>>| joined(lines.into_iter().flatten().map(String::as_str));
    let segments: Vec<String> =
        joint.iter().flat_map(|joint| &joint.segments).map(|segment| words(segment.as_str())).collect();
    let parties = alliance.signers(on);
    let lead = alliance.lead_on(on).map_or(BLANK, |lead| alliance.party_name(lead));
    let values: [String; FILLED.len()] = [
        alliance.name.clone(),
        joined(parties.iter().map(|party| alliance.party_name(party))),
        lead.to_owned(),
        joint.map_or_else(|| BLANK.to_owned(), |joint| joint.purpose.clone()),
        lines(joint.map(|joint| &joint.offers)),
        joined(segments.iter().map(String::as_str)),
        joint.and_then(|joint| joint.foe.clone()).unwrap_or_else(|| BLANK.to_owned()),
        lines(joint.map(|joint| &joint.in_scope)),
        lines(joint.map(|joint| &joint.out_of_scope)),
        lines(joint.map(|joint| &joint.edge)),
        decision_table(alliance, on),
        reserved(alliance, on),
    ];
    let filled = FILLED.iter().zip(values);
    filled.fold(start.trim().to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &value))
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.map(|line| line.trim().trim_end_matches('.')).collect();
    if lines.is_empty() { BLANK.to_owned() } else { lines.join("; ") }
}

/// The rows of the decision table as they stand on a day, by kind.
pub fn decision_rights(
    alliance: &Alliance,
    on: Date,
) -> impl Iterator<Item = (&DecisionKindId, &Dated<DecisionRightAgreed>)> {
    alliance.decision_rights.iter().filter_map(move |(kind, rows)| Some((kind, last_on(rows, on)?)))
}

/// The decision table of a day in Markdown.
pub fn decision_table(alliance: &Alliance, on: Date) -> String {
    let mut text = String::from(
        "| Decision | proposes | must agree | is heard | decides | carries out | alone up to |\n\
         |---|---|---|---|---|---|---|\n",
    );
    let mut rows = 0;
    for (_, row) in decision_rights(alliance, on) {
        let row = &row.value;
        let of = |parties: &[PartyId]| party_names(alliance, parties);
        let limit = row.limit.map_or_else(|| "–".to_owned(), number);
        let name = row.name.replace('|', "/");
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} | {limit} |",
            of(&row.proposes),
            of(&row.must_agree),
            of(&row.heard),
            decider_in_words(alliance, &row.decides),
            of(&row.carries_out),
        );
        rows += 1;
    }
    if rows == 0 {
        text.push_str(&format!("| {BLANK} | {BLANK} | {BLANK} | {BLANK} | {BLANK} | {BLANK} | {BLANK} |\n"));
    }
    text.trim_end().to_owned()
}

fn reserved(alliance: &Alliance, on: Date) -> String {
    let rows = decision_rights(alliance, on).filter(|(_, row)| row.value.reserved);
    let names: Vec<&str> = rows.map(|(_, row)| row.value.name.as_str()).collect();
    if names.is_empty() { BLANK.to_owned() } else { names.join("; ") }
}

/// The names of parties, one after the other; a dash where there are none.
pub fn party_names(alliance: &Alliance, parties: &[PartyId]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| alliance.party_name(party)).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// Who decides, in words.
pub fn decider_in_words(alliance: &Alliance, decider: &Decider) -> String {
    match decider {
        Decider::Lead => "the lead party".to_owned(),
        Decider::Party(party) => alliance.party_name(party).to_owned(),
        Decider::Majority => "more than half of the votes".to_owned(),
        Decider::All => "all parties".to_owned(),
    }
}

/// The clause that says in words what the admission test of a day is.
pub fn admission_text(alliance: &Alliance, on: Date) -> Option<String> {
    let test = &last_on(&alliance.admission_tests, on)?.value;
    let mut text =
        String::from("Before work on a project begins, whoever brings it answers these questions:\n\n");
    for (place, question) in test.questions.iter().enumerate() {
        let _ = writeln!(text, "{}. {question}", place + 1);
    }
    let _ = write!(
        text,
        "\nDecided by: {}. A yes, a no, a referral or \u{201c}yourself, outside, and disclosed\u{201d} is recorded \
         with its reason. A project that skips this is recorded as having skipped it.",
        decider_in_words(alliance, &test.decides)
    );
    Some(text)
}
