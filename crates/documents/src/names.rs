//! Words for what the core names: days, parties, deciders, rules.

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Decider, PartyRole, list};
use rowlock_core::framework::Rule;
use rowlock_core::id::PartyId;

/// A day in words: "12 October 2025".
pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A day in short: "12 Oct 2025".
pub fn short_day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// The names of parties, or "all" where they are all of `signers`; a dash for nobody.
pub fn parties(alliance: &Alliance, named: &[PartyId], signers: &[&PartyId]) -> String {
    if named.is_empty() {
        return "\u{2013}".to_owned();
    }
    if signers.len() > 1 && signers.iter().all(|party| named.contains(party)) {
        return "all".to_owned();
    }
    list(&named.iter().map(|party| alliance.party_name(party)).collect::<Vec<_>>())
}

/// Who decides.
pub fn decider<'a>(alliance: &'a Alliance, decider: &'a Decider) -> &'a str {
    match decider {
        Decider::Lead => "the lead party",
        Decider::Party(party) => alliance.party_name(party),
        Decider::Majority => "a majority",
        Decider::All => "all",
    }
}

/// A role in a word.
pub fn role(role: Option<PartyRole>) -> &'static str {
    match role {
        Some(PartyRole::Lead) => "leads",
        Some(PartyRole::Partner) => "partner",
        Some(PartyRole::Candidate) => "candidate",
        Some(PartyRole::Left) | None => "not in it",
    }
}

/// What a difference means by the rule of an area.
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::MustAgree => "must agree",
        Rule::MustBeKnown => "may differ if known",
        Rule::ShouldDiffer => "should differ",
        Rule::MustBeHigh => "must be high",
    }
}

/// A count with its noun: "1 clause", "3 clauses".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A number of parties in words.
pub fn parties_count(number: usize) -> String {
    if number == 1 { "1 party".to_owned() } else { format!("{number} parties") }
}
