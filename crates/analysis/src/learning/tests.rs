//! Learning from cases made up to be counted by hand.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rowlock_core::fact::Outcome;

use super::*;
use crate::verdict::{Part, Warning, Word};

const FROM: Date = date(2025, 1, 6);

fn framework() -> Framework {
    rowlock_files::framework::default_framework().unwrap()
}

/// A case of 40 weeks with an alarm and a word for a change from the weeks given on.
fn case(name: &str, outcome: Option<Outcome>, alarm: Option<i64>, change: Option<i64>) -> PastCase {
    let looks = (1..=40_i64).map(|week| {
        let is_on = |from: Option<i64>| from.is_some_and(|from| week >= from);
        let drift = if is_on(alarm) { Warning::Certain } else { Warning::NoneSeen };
        PastLook {
            on: FROM.checked_add((7 * week - 1).days()).unwrap(),
            word: if is_on(change) { Word::Repair } else { Word::Proceed },
            alarms: usize::from(is_on(alarm)),
            engines: BTreeMap::from([(Part::Drift, drift), (Part::Issues, drift)]),
        }
    });
    let area = |id: &str, came_up| PastArea { area: id.parse().unwrap(), was_settled: false, came_up };
    PastCase {
        name: name.to_owned(),
        goes_on: outcome.is_none(),
        outcome,
        ran: true,
        from: FROM,
        to: FROM.checked_add((7 * 40).days()).unwrap(),
        source: Source::Replayed,
        looks: looks.collect(),
        areas: vec![area("scope", outcome == Some(Outcome::Failed)), area("values", false)],
    }
}

fn failed(count: usize) -> Vec<PastCase> {
    (0..count).map(|place| case(&format!("f{place}"), Some(Outcome::Failed), Some(10), Some(20))).collect()
}

fn reached(count: usize) -> Vec<PastCase> {
    (0..count).map(|place| case(&format!("r{place}"), Some(Outcome::Succeeded), None, None)).collect()
}

#[test]
fn nothing_is_learned_from_nothing() {
    let learned = learn(&[], &framework());
    assert_eq!(learned.summary, ["There is no case to learn from yet."]);
    assert_eq!(learned.false_alarms, None);
}

#[test]
fn the_hit_table_reads_fixed_days_before_the_end() {
    let cases = [failed(2), reached(3)].concat();
    let learned = learn(&cases, &framework());
    let far = &learned.hits[0];
    assert_eq!(far.weeks_before, 26);
    // 26 weeks before the end is the end of week 14: the alarm stands, the word does not ask for a change yet.
    assert_eq!(far.rows, [Hit { word: Word::Proceed, reached: 3, some: 0, failed: 2 }]);
    let near = &learned.hits[2].rows;
    assert_eq!(near[0], Hit { word: Word::Proceed, reached: 3, some: 0, failed: 0 });
    assert_eq!(near[1], Hit { word: Word::Repair, reached: 0, some: 0, failed: 2 });
}

#[test]
fn leads_are_weeks_to_the_end_and_those_never_warned_have_none() {
    let mut cases = failed(2);
    cases.push(case("late", Some(Outcome::Failed), Some(38), None));
    cases.push(case("never", Some(Outcome::Failed), None, None));
    let leads = learn(&cases, &framework()).leads;
    assert_eq!(leads.median_alarm, Some(30.0));
    assert_eq!(leads.each.iter().filter(|lead| lead.alarm.is_none()).count(), 1);
    assert!(leads.sentence().unwrap().contains("Of 4 that failed, 3 had an alarm"));
}

#[test]
fn false_alarms_are_counted_as_they_begin_over_years() {
    let mut noisy = case("noisy", Some(Outcome::Succeeded), Some(30), None);
    noisy.looks[4].alarms = 1;
    let learned = learn(&[noisy, reached(1).remove(0), failed(1).remove(0)], &framework());
    let found = learned.false_alarms.unwrap();
    assert_eq!((found.cases, found.episodes), (2, 2));
    assert!((found.years - 2.0 * 280.0 / 365.25).abs() < 1e-9);
}

#[test]
fn mixed_outcomes_are_neither() {
    let learned = learn(&[case("mixed", Some(Outcome::Mixed), Some(2), None)], &framework());
    assert_eq!((learned.some, learned.known()), (1, 1));
    assert_eq!(learned.false_alarms, None);
    assert!(learned.leads.each.is_empty());
}

#[test]
fn lessons_are_told_from_five_failures_on() {
    let framework = framework();
    assert!(learn(&failed(FEWEST_CASES - 1), &framework).lessons.is_empty());
    let lessons = learn(&failed(FEWEST_CASES), &framework).lessons;
    assert_eq!(lessons.len(), 1, "only what came up is told");
    assert_eq!((lessons[0].failed.hits, lessons[0].failed.all, lessons[0].reached), (5, 5, None));
    let beside = learn(&[failed(5), reached(5)].concat(), &framework).lessons;
    assert_eq!(beside[0].reached.map(|share| share.hits), Some(0));
}

#[test]
fn no_probability_below_forty_outcomes_with_ten_of_each() {
    let framework = framework();
    for (reaching, failing) in [(30, 9), (9, 40), (19, 20)] {
        let learned = learn(&[reached(reaching), failed(failing)].concat(), &framework);
        assert_eq!(learned.odds, Odds::TooFew { reached: reaching, failed: failing });
        assert!(learned.odds.sentence().starts_with("No probability is given"));
    }
}

#[test]
fn probabilities_are_given_where_they_beat_the_base_rate() {
    let mut cases = [failed(20), reached(20)].concat();
    cases.push(case("quiet", None, None, None));
    cases.push(case("loud", None, Some(5), None));
    let learned = learn(&cases, &framework());
    let Odds::Better { trial, going_on } = &learned.odds else { panic!("{:?}", learned.odds) };
    assert!(trial.model < trial.base_rate);
    let of = |name: &str| going_on.iter().find(|(known, _)| known == name).unwrap().1;
    assert!(of("quiet").value < 0.5 && of("loud").value > 0.5);
    assert!(in_words(&of("loud")).starts_with("about "));
}

#[test]
fn engines_that_know_nothing_give_no_probability() {
    let mute = |mut case: PastCase| {
        case.looks.iter_mut().for_each(|look| look.engines.clear());
        case
    };
    let cases: Vec<PastCase> = [failed(20), reached(20)].concat().into_iter().map(mute).collect();
    assert!(matches!(learn(&cases, &framework()).odds, Odds::NoBetter(_)));
}

#[test]
fn the_order_of_cases_changes_nothing_and_a_success_never_makes_failures_more() {
    let framework = framework();
    let mut cases = [failed(6), reached(7)].concat();
    let before = learn(&cases, &framework);
    cases.reverse();
    assert_eq!(learn(&cases, &framework), before);
    cases.extend(reached(1));
    assert_eq!(learn(&cases, &framework).lessons[0].failed, before.lessons[0].failed);
}

#[test]
fn looks_as_given_take_the_place_of_a_replay_where_they_reach_back() {
    let replayed = case("f", Some(Outcome::Failed), Some(10), Some(20));
    let look = |days: i64| PastLook {
        on: FROM.checked_add(days.days()).unwrap(),
        word: Word::Repair,
        alarms: 1,
        engines: BTreeMap::new(),
    };
    // The end is day 280; what was said after it is no warning.
    assert_eq!(replayed.clone().given(&[look(253), look(290)]), replayed);
    let given = replayed.clone().given(&[look(90), look(290)]);
    assert_eq!((given.source, given.looks.len()), (Source::Given, 1));
    assert_eq!(given.from, look(90).on, "years before the first look are nobody's quiet years");
    let learned = learn(&[given, replayed], &framework());
    assert_eq!((learned.cases, learned.given), (2, 1));
    assert_eq!(learned.hits[0].too_early, 0);
    assert_eq!(learned.hits[0].rows.iter().map(|row| row.failed).sum::<usize>(), 2);
}

#[test]
fn one_that_reached_some_of_its_aim_changes_no_share_rate_or_lead() {
    let framework = framework();
    let mut cases = [failed(6), reached(7)].concat();
    let before = learn(&cases, &framework);
    cases.push(case("mixed", Some(Outcome::Mixed), Some(2), Some(3)));
    let after = learn(&cases, &framework);
    assert_eq!((after.leads, after.false_alarms), (before.leads, before.false_alarms));
    assert_eq!((after.lessons, after.odds), (before.lessons, before.odds));
}

#[test]
fn one_that_is_over_without_a_word_on_how_is_neither_quiet_nor_going_on() {
    let silent = PastCase { goes_on: false, ..case("silent", None, Some(2), None) };
    assert_eq!(learn(&[silent], &framework()).false_alarms, None);
}
