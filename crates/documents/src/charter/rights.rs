//! The decision table, the votes, the admission test and the stop rules.

use jiff::civil::Date;
use rowlock_analysis::control;
use rowlock_core::alliance::{Alliance, StopRule, by_then, last_on};
use rowlock_core::fact::{amount, list, number};

use crate::document::{Block, Column, Document, Level, ListKind, Run, Table};
use crate::names;

/// The decision table.
pub fn decisions(document: &mut Document, alliance: &Alliance, on: Date) {
    let entries = alliance.decision_rights.values();
    let mut rights: Vec<_> =
        entries.filter_map(|entries| Some((entries.first()?.seq, last_on(entries, on)?))).collect();
    if rights.is_empty() {
        return;
    }
    // In the order in which the parties wrote them down.
    rights.sort_by_key(|(first, _)| *first);
    document.heading(Level::One, "Who decides what");
    let signers = alliance.signers(on);
    let mut table = Table::new([
        Column::text("Decision", 6),
        Column::text("Proposes", 3),
        Column::text("Must agree", 3),
        Column::text("Is heard", 3),
        Column::text("Decides", 3),
        Column::text("Carries out", 3),
    ]);
    for (_, right) in rights {
        let right = &right.value;
        let parties = |named| vec![Run::plain(names::parties(alliance, named, &signers))];
        let mut name = vec![Run::strong(&right.name)];
        if right.reserved {
            name.push(Run::quiet(". Reserved"));
        }
        if let Some(limit) = right.limit {
            name.push(Run::quiet(format!(". One party alone up to {}", amount(limit))));
        }
        table.rows.push(vec![
            name,
            parties(&right.proposes),
            parties(&right.must_agree),
            parties(&right.heard),
            vec![Run::plain(names::decider(alliance, &right.decides))],
            parties(&right.carries_out),
        ]);
    }
    document.push(Block::Table(table));
}

/// The votes, and what they are worth.
pub fn votes(document: &mut Document, alliance: &Alliance, on: Date) {
    let Some(agreed) = alliance.voting(on) else { return };
    document.heading(Level::One, "Votes");
    let rule = &agreed.value;
    let all: f64 = rule.votes.values().sum();
    let vetoes: Vec<&str> = rule.vetoes.iter().map(|party| alliance.party_name(party)).collect();
    let veto = if vetoes.is_empty() {
        String::new()
    } else {
        format!(" Nothing is carried without {}.", list(&vetoes))
    };
    document.paragraph(format!("{} of {} votes carry.{veto}", number(rule.quota), number(all)));
    let Some(voting) = control::voting(alliance, on) else { return };
    let mut table = Table::new([
        Column::text("Party", 4),
        Column::numbers("Votes", 2),
        Column::numbers("Share of votes", 2),
        Column::numbers("Share of the say", 2),
        Column::text("Alone it can", 5),
    ]);
    for power in &voting.powers {
        let can = match (power.can_act_alone, power.can_block) {
            (true, _) => "carry everything",
            (false, true) => "block everything",
            (false, false) => "be outvoted",
        };
        table.row([
            alliance.party_name(&power.party).to_owned(),
            number(rule.votes.get(&power.party).copied().unwrap_or(0.0)),
            format!("{:.0} %", 100.0 * power.votes),
            format!("{:.0} %", 100.0 * power.banzhaf),
            can.to_owned(),
        ]);
    }
    document.push(Block::Table(table));
}

/// The questions that a project must pass.
pub fn admission_test(document: &mut Document, alliance: &Alliance, on: Date) {
    let Some(test) = last_on(&alliance.admission_tests, on) else { return };
    document.heading(Level::One, "The admission test");
    document.paragraph(format!(
        "A project has to pass every question. Who decides: {}. Agreed on {}.",
        names::decider(alliance, &test.value.decides),
        names::day(test.on)
    ));
    document.list(ListKind::Numbers, test.value.questions.iter().cloned());
}

/// The stop rules, and what became of each.
pub fn stop_rules(document: &mut Document, alliance: &Alliance, on: Date) {
    let mut rules: Vec<&StopRule> =
        alliance.stop_rules.values().filter(|rule| rule.agreed.on <= on).collect();
    if rules.is_empty() {
        return;
    }
    rules.sort_by_key(|rule| (rule.agreed.value.by_date, rule.agreed.seq));
    document.heading(Level::One, "Stop rules");
    let signers = alliance.signers(on);
    let mut table = Table::new([
        Column::text("If this is seen, we decide whether to go on", 6),
        Column::text("At the latest by", 3),
        Column::text("Agreed by", 3),
        Column::text("What became of it", 5),
    ]);
    for rule in rules {
        let agreed = &rule.agreed.value;
        table.row([
            agreed.sign.clone(),
            names::short_day(agreed.by_date),
            names::parties(alliance, &agreed.agreed_by, &signers),
            fate(rule, on),
        ]);
    }
    document.push(Block::Table(table));
}

fn fate(rule: &StopRule, on: Date) -> String {
    if let Some(answered) = by_then(rule.answered.as_ref(), on) {
        format!("{}: {}", names::short_day(answered.on), answered.value)
    } else if let Some(reached) = by_then(rule.reached.as_ref(), on) {
        format!("Seen on {}: {}", names::short_day(reached.on), reached.value)
    } else if rule.agreed.value.by_date < on {
        "Its day has passed without a decision".to_owned()
    } else {
        "Open".to_owned()
    }
}
