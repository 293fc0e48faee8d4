//! Who else: alternatives, those outside, and what if somebody must be in.

use rowlock_analysis::team::{Effort, keep};

use crate::{asked, best};

#[test]
fn alternatives_say_who_changes_and_what_it_costs() {
    let best = best(|_| ());
    let told: Vec<&str> = best.alternatives.iter().map(|other| other.sentence.as_str()).collect();
    assert_eq!(
        told,
        [
            "Dora for Cid: worth 1.9 % less; 400 EUR a month dearer.",
            "Dora for Ben: worth 6.7 % less; 100 EUR a month cheaper.",
            "without Cid: worth 33 % less; 2,000 EUR a month cheaper.",
        ]
    );
    assert_eq!(
        (best.alternatives[0].comes.as_slice(), best.alternatives[0].goes.as_slice()),
        (&[3][..], &[2][..])
    );
}

#[test]
fn who_is_outside_learns_what_would_have_to_change() {
    let best = best(|_| ());
    let told: Vec<&str> = best.outside.iter().map(|other| other.sentence.as_str()).collect();
    assert_eq!(
        told,
        [
            "With Dora the best team is worth 1.9 % less: Dora for Cid. The fit of Dora would have to rise by 4 points. \
             Dora reaches none of the levels that are asked for, and is one short in law.",
            "No team with Eli meets the need: they cost 9,000 EUR, and the budget is 8,000 EUR. \
             With a larger budget, a best team would have Eli.",
        ]
    );
    assert_eq!(best.outside[0].short_by, Some(4.0));
}

#[test]
fn conflicts_are_named_with_whom() {
    let best = best(|brief| {
        brief.candidates[3].fit = Some(75.0);
        brief.conflicts = vec![(1, 3)];
    });
    assert_eq!(
        best.outside[0].sentence,
        "With Dora the best team is worth 2.4 % less: Dora for Ben. The fit of Dora would have to rise by 5 points. \
         Dora is in conflict with Ben, on the team. Without the conflicts of Dora, a best team would have them. \
         Dora reaches none of the levels that are asked for, and is one short in law."
    );
}

#[test]
fn a_conflict_with_somebody_who_is_in_by_decision_rules_somebody_out() {
    let best = best(|brief| {
        brief.conflicts = vec![(0, 3)];
        brief.fixed_in = vec![0];
    });
    let dora = best.outside.iter().find(|other| other.candidate == 3).unwrap();
    assert!(
        dora.sentence.starts_with(
            "No team with Dora meets the need, as Ana is in by decision and in conflict with them."
        ),
        "{}",
        dora.sentence
    );
}

#[test]
fn keeping_somebody_has_a_price() {
    let question = asked(|brief| brief.fixed_out = vec![3]);
    let team = [0, 1, 2];
    let kept = |who: usize| keep(&question, &team, who, &Effort::default()).unwrap();
    assert_eq!(kept(1).sentence, "Ben is on the team already.");
    let dora = kept(3);
    assert_eq!(dora.team, Some(vec![0, 1, 3]));
    assert!(
        dora.sentence.starts_with(
            "Dora is out by decision. With Dora the best team is worth 1.9 % less: Dora for Cid."
        )
    );
    assert_eq!(kept(4).team, None);
}
