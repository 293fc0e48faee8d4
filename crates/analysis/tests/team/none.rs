//! No team: what contradicts itself, and how far what would have to give way.

use rowlock_analysis::team::{Brief, Question, Unanswerable};

use crate::{brief, needed, none, ways};

#[test]
fn a_level_that_too_few_reach_is_told_with_the_level_that_enough_reach() {
    let told = none(|brief| brief.needs[1].level = 6);
    assert_eq!(
        told.sentence,
        "Somebody has to reach level 6 in law; nobody who can be on the team does. At level 5 there would be enough."
    );
    ways(&told, &["Do without law at level 6."]);
}

#[test]
fn a_budget_that_is_too_small_is_told_with_the_one_that_would_do() {
    let told = none(|brief| brief.budget = Some(4_000.0));
    assert_eq!(told.sentence, "The budget is 4,000 EUR a month; the cheapest team costs at least 4,400 EUR.");
    ways(
        &told,
        &["Do without law at level 5.", "Raise the budget from 4,000 EUR to 5,000 EUR a month."]
            .into_iter()
            .filter(|way| way.starts_with("Raise"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn two_who_are_in_and_in_conflict_are_named() {
    let told = none(|brief| {
        brief.conflicts = vec![(0, 1)];
        brief.fixed_in = vec![0, 1];
    });
    assert_eq!(told.sentence, "Ana and Ben are both in by decision, and in conflict with each other.");
    ways(
        &told,
        &[
            "Settle the conflicts that stand in the way: without any there is a team.",
            "Leave open whether Ben is in.",
        ],
    );
}

#[test]
fn a_need_that_only_a_search_finds_impossible_is_told_with_its_ways_out() {
    // Each of the two who know the law is in conflict with each of the two who sell.
    let told = none(|brief| {
        brief.candidates.truncate(4);
        brief.candidates[3].levels[1] = Some(5);
        brief.conflicts = vec![(0, 1), (0, 2), (3, 1), (3, 2)];
    });
    assert_eq!(told.sentence, "No team of these candidates meets the whole need.");
    assert_eq!(told.contradiction, None);
    ways(
        &told,
        &[
            "Do without selling at level 5.",
            "Do without law at level 5.",
            "Settle the conflicts that stand in the way: without any there is a team.",
        ],
    );
}

#[test]
fn where_no_single_change_is_enough_that_is_said() {
    let told = none(|brief| {
        brief.hours = 400.0;
        brief.needs.push(needed(0, 7, 1));
    });
    ways(&told, &[]);
    assert_eq!(
        told.remark.as_deref(),
        Some(
            "No single number, conflict or decision is enough: two at least would have to give way at once, or a level."
        )
    );
}

#[test]
fn hours_and_sizes_are_told_in_numbers() {
    let told = none(|brief| brief.hours = 400.0);
    assert_eq!(
        told.sentence,
        "400 hours a month are asked for in all; a team of these candidates brings 270 hours at most."
    );
    let told = none(|brief| brief.needs.push(needed(0, 6, 2)));
    assert_eq!(
        told.sentence,
        "2 have to reach level 6 in selling; only one who can be on the team does. At level 5 there would be enough."
    );
}

#[test]
fn a_question_needs_somebody_and_something_to_choose_by() {
    assert_eq!(Question::new(Brief::default()).err(), Some(Unanswerable::Nobody));
    let mut blank = brief();
    blank.candidates.iter_mut().for_each(|candidate| candidate.fit = None);
    assert_eq!(Question::new(blank).err(), Some(Unanswerable::NoFit));
}

#[test]
fn what_is_not_known_is_said() {
    let mut brief = brief();
    brief.candidates[0].cost = None;
    brief.candidates[1].fit = None;
    assert_eq!(
        Question::new(brief).unwrap().unknowns(),
        [
            "The cost of Ana is not known and counts as nothing, so ask before you decide.",
            "The fit of Ben is not known and counts as 0.",
        ]
    );
}
