//! The team that was found: proof, reasons, cover.

use std::cell::Cell;

use rowlock_analysis::team::{Effort, Found, report};

use crate::{asked, best, needed};

fn because(best: &rowlock_analysis::team::Best) -> Vec<&str> {
    best.members.iter().map(|member| member.sentence.as_str()).collect()
}

#[test]
fn a_team_is_told_with_its_proof() {
    let best = best(|_| ());
    assert_eq!(best.team, [0, 1, 2]);
    assert_eq!(best.proof.sentence, "No better team exists.");
    assert_eq!(
        best.summary,
        "3 people or firms; 7,500 EUR a month of 8,000 EUR at most; 210 hours a month; worth 210 points."
    );
}

#[test]
fn a_search_that_was_stopped_says_how_much_better_a_team_could_be() {
    // Stopped at once after the first question; nothing is found out by searching then.
    let asked_often = Cell::new(0);
    let stop = || {
        asked_often.set(asked_often.get() + 1);
        true
    };
    let effort = Effort { stop: &stop, ..Effort::default() };
    match report(&asked(|_| ()), &effort).found {
        Found::Team(best) => {
            assert!(
                best.proof.sentence.contains("No better team exists.")
                    || best.proof.sentence.contains("the search was stopped")
            );
            assert!(best.proof.is_proven || best.alternatives.is_empty());
        }
        Found::Nothing { sentence } => assert!(sentence.contains("give it more time")),
        Found::Impossible(_) => panic!("there is a team"),
    }
    assert!(asked_often.get() > 0);
}

#[test]
fn each_member_is_in_for_a_reason() {
    assert_eq!(
        because(&best(|_| ())),
        [
            "Without Ana no team meets the need: nobody else reaches level 5 in law."
                .replace(
                    "nobody else reaches level 5 in law",
                    "the others cannot cover it together within size, budget, hours and conflicts"
                )
                .as_str(),
            "Without Ben the best team is worth 6.7 % less: Dora for Ben.",
            "Without Cid the best team is worth 1.9 % less: Dora for Cid.",
        ]
    );
}

#[test]
fn who_alone_reaches_a_level_is_named_for_it() {
    let best = best(|brief| brief.candidates[4].levels[1] = Some(3));
    assert_eq!(because(&best)[0], "Without Ana no team meets the need: nobody else reaches level 5 in law.");
}

#[test]
fn who_is_one_of_just_enough_is_named_for_it() {
    let best = best(|brief| {
        brief.needs[0].people = 3;
        brief.budget = None;
        brief.largest = Some(4);
    });
    assert!(because(&best)[1].ends_with("only 2 others reach level 5 in selling."), "{:?}", because(&best));
}

#[test]
fn a_decision_is_told_as_one() {
    let best = best(|brief| brief.fixed_in = vec![3]);
    assert_eq!(best.team, [0, 1, 3]);
    assert_eq!(
        because(&best)[2],
        "Dora is in by decision. Without Dora the best team is worth 1.9 % more: Cid for Dora."
    );
}

#[test]
fn who_could_be_exchanged_at_no_loss_is_told_so() {
    let best = best(|brief| {
        brief.candidates[3].fit = Some(70.0);
        brief.candidates[3].levels[0] = Some(5);
    });
    assert!(
        because(&best).contains(&"A team without Cid is worth just as much: Dora for Cid."),
        "{:?}",
        because(&best)
    );
}

#[test]
fn what_hangs_on_one_person_is_said() {
    let best = best(|_| ());
    let law = &best.covers[1];
    assert_eq!(law.sentence, "Law at level 5, 1 asked for: Ana (5).");
    assert_eq!(law.warning.as_deref(), Some("Only Ana covers law. If Ana goes, nobody does."));
    let selling = &best.covers[0];
    assert_eq!(selling.sentence, "Selling at level 5, 1 asked for: Ben (6) and Cid (5).");
    assert_eq!(selling.warning, None);
    assert_eq!(selling.levels, [Some(1), Some(6), Some(5)]);
}

#[test]
fn just_enough_people_and_just_enough_hours_are_said() {
    let two = best(|brief| brief.needs[0].people = 2);
    assert_eq!(
        two.covers[0].warning.as_deref(),
        Some("Selling needs 2 people: Ben and Cid. If one of them goes, one is missing.")
    );
    let hours = best(|brief| brief.needs[0].hours = 120.0);
    assert_eq!(
        hours.covers[0].sentence,
        "Selling at level 5, 1 asked for: Ben (6) and Cid (5); 170 hours a month, 120 asked for."
    );
    assert_eq!(hours.covers[0].warning.as_deref(), Some("If Cid goes, the hours for selling are too few."));
}

#[test]
fn pairs_are_part_of_the_value_and_told() {
    let best = best(|brief| {
        brief.pairs = vec![(0, 1, 12.0), (1, 2, -4.5)];
        brief.needs.push(needed(0, 5, 2));
    });
    assert_eq!(
        best.pairs,
        ["Ana and Ben work well together: that adds 12 points.", "Ben and Cid chafe: that costs 4.5 points."]
    );
}

#[test]
fn a_team_is_worth_what_its_members_and_pairs_are() {
    let best = best(|brief| brief.pairs = vec![(0, 1, 12.0)]);
    assert!((best.value - 222.0).abs() < 1e-9);
    assert!((best.cost - 7_500.0).abs() < 1e-9);
}
