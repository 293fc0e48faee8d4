//! The flip test: each single change is tried out on the situation, and those that lead to another word are told.

use rowlock_core::framework::VerdictRules;

use super::Flip;
use super::rules::{Word, word};
use super::situation::{Part, Situation, Warning};

type Change = (&'static str, fn(&Situation) -> bool, fn(&mut Situation));

/// The single changes that are tried: when it applies, and what it does.
const CHANGES: &[Change] = &[
    (
        "Both sides of the red line accept a structure, in writing",
        |s| s.clash || s.clash_after_attempt,
        |s| {
            s.clash = false;
            s.clash_after_attempt = false;
            s.no_structure_acceptable = false;
            s.gap_after_attempt = false;
            s.open_gaps = 0;
            set(s, Part::Alignment, Warning::NoneSeen);
        },
    ),
    (
        "The refused proposal is accepted by all",
        |s| s.attempt_refused,
        |s| {
            s.attempt_refused = false;
            s.clash_after_attempt = false;
            s.no_structure_acceptable = false;
            s.gap_after_attempt = false;
            s.restoring_refused = false;
        },
    ),
    (
        "Leaving turns out to cost more than staying",
        |s| s.way_out_no_worse == Some(true),
        |s| s.way_out_no_worse = Some(false),
    ),
    (
        "You write down that leaving now costs no more than staying",
        |s| s.way_out_no_worse.is_none() && !s.before_signing,
        |s| s.way_out_no_worse = Some(true),
    ),
    (
        "The keys come back: the bank and the other control points work for you again",
        |s| s.control_slipped || s.money_lost || s.name_lost,
        |s| {
            s.control_slipped = false;
            s.money_lost = false;
            s.name_lost = false;
            set(s, Part::Control, Warning::NoneSeen);
        },
    ),
    (
        "The written proposal to restore control is refused",
        |s| s.money_lost && s.name_lost && !s.restoring_refused,
        |s| s.restoring_refused = true,
    ),
    (
        "Projects pass an admission test again and hours return to the joint business",
        |s| s.warning(Part::Drift) >= Warning::Likely,
        |s| set(s, Part::Drift, Warning::NoneSeen),
    ),
    (
        "The open issues are closed",
        |s| s.warning(Part::Issues) >= Warning::Likely,
        |s| set(s, Part::Issues, Warning::NoneSeen),
    ),
    (
        "The structural conflict is taken out of the business models",
        |s| s.warning(Part::Fit) >= Warning::Likely,
        |s| set(s, Part::Fit, Warning::NoneSeen),
    ),
    (
        "Every gap where you must agree is closed by a clause",
        |s| s.open_gaps > 0 && !s.clash,
        |s| {
            s.open_gaps = 0;
            s.gap_after_attempt = false;
            set(s, Part::Alignment, Warning::NoneSeen);
        },
    ),
    ("The flag of due diligence is cleared", |s| s.flags > 0, |s| s.flags = 0),
    (
        "All parties approve the charter",
        |s| s.before_signing && !s.charter_agreed,
        |s| s.charter_agreed = true,
    ),
    (
        "A key that everything hangs on (the bank, a key contract) stops working for you",
        |s| !s.before_signing && !s.control_slipped,
        |s| {
            s.control_slipped = true;
            set(s, Part::Control, Warning::Certain);
        },
    ),
    (
        "A second likely warning comes up",
        |s| !s.before_signing && s.count(Warning::Likely) == 1 && s.count(Warning::Certain) == 0,
        |s| {
            if let Some(quiet) = s.engines.iter_mut().find(|(_, said)| *said < Warning::Likely) {
                quiet.1 = Warning::Likely;
            }
        },
    ),
    ("A breach is found", |s| !s.breach, |s| s.breach = true),
];

fn set(situation: &mut Situation, part: Part, warning: Warning) {
    for engine in situation.engines.iter_mut().filter(|(known, _)| *known == part) {
        engine.1 = warning;
    }
}

/// The single changes that lead to another word.
pub(super) fn flips(now: Word, situation: &Situation, rules: &VerdictRules) -> Vec<Flip> {
    let mut flips = Vec::new();
    for (text, applies, change) in CHANGES {
        if applies(situation) {
            let mut other = situation.clone();
            change(&mut other);
            let then = word(&other, rules);
            if then != now {
                flips.push(Flip { change: (*text).to_owned(), word: then });
            }
        }
    }
    flips
}
