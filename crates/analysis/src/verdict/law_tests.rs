//! Laws of the verdict over every situation that the rules can tell apart.

use super::flip::flips;
use super::rules::{Word, word};
use super::situation::{Part, Situation, Warning};
use rowlock_core::framework::VerdictRules;

const PARTS: [Part; 5] = [Part::Fit, Part::Alignment, Part::Drift, Part::Issues, Part::Control];
const WARNINGS: [Warning; 4] = [Warning::NotEnough, Warning::NoneSeen, Warning::Likely, Warning::Certain];

/// The rules as the default framework has them.
fn rules() -> VerdictRules {
    VerdictRules {
        certain_for_repair: 1,
        likely_for_repair: 2,
        certain_for_restructure: 2,
        engines_known_for_proceed: 3,
        words: Vec::new(),
        repair: String::new(),
        restructure: String::new(),
        separate: String::new(),
        structured_attempt: String::new(),
        must_show: Vec::new(),
        precommit: String::new(),
    }
}

/// One situation of `engines` and of the bits of `flags`.
fn situation(before_signing: bool, engines: [Warning; 5], flags: u32) -> Situation {
    let bit = |place: u32| flags & (1 << place) != 0;
    Situation {
        before_signing,
        engines: PARTS.into_iter().zip(engines).collect(),
        clash_after_attempt: bit(0),
        clash: bit(0) || bit(1),
        no_structure_acceptable: bit(2),
        way_out_no_worse: [None, Some(false), Some(true), Some(true)][(flags as usize >> 3) & 3],
        breach: bit(5),
        money_lost: bit(6),
        name_lost: bit(7),
        restoring_refused: bit(8),
        control_slipped: bit(9),
        gap_after_attempt: bit(10),
        removable: bit(11),
        open_gaps: usize::from(bit(12)),
        flags: usize::from(bit(13)),
        diligence_known: bit(14),
        charter_agreed: bit(15),
        attempt_refused: bit(16),
    }
}

const FLAGS: u32 = 1 << 17;

/// All warnings of all engines.
fn all_engines() -> impl Iterator<Item = [Warning; 5]> {
    (0..4_usize.pow(5))
        .map(|code| std::array::from_fn(|place| WARNINGS[code / 4_usize.pow(place as u32) % 4]))
}

/// Flags that reach every rule: none, each alone, each pair, and each missing from all.
fn flag_sets() -> Vec<u32> {
    let bits: Vec<u32> = (0..17).map(|place| 1 << place).collect();
    let pairs = bits.iter().flat_map(|a| bits.iter().map(move |b| a | b));
    let locked_out = 1 << 6 | 1 << 7 | 1 << 8;
    let no_win = 1 | 1 << 2 | 1 << 4;
    let rest = [0, FLAGS - 1, locked_out, no_win, locked_out | no_win];
    pairs.chain(bits.iter().map(|bit| FLAGS - 1 - bit)).chain(rest).collect()
}

/// How strong a word is. Not to know is the weakest; so is to go on.
fn strength(word: Word) -> u8 {
    match word {
        Word::NotEnoughKnown | Word::Proceed | Word::GoAhead => 0,
        Word::Repair | Word::SettleFirst => 1,
        Word::Restructure => 2,
        Word::Separate | Word::DoNotStart => 3,
    }
}

#[test]
fn not_enough_known_never_strengthens_the_word() {
    let rules = rules();
    for before_signing in [false, true] {
        for flags in flag_sets() {
            for engines in all_engines() {
                let now = word(&situation(before_signing, engines, flags), &rules);
                for place in 0..5 {
                    let mut fewer = engines;
                    fewer[place] = Warning::NotEnough;
                    let then = word(&situation(before_signing, fewer, flags), &rules);
                    assert!(
                        strength(then) <= strength(now),
                        "{now:?} became {then:?} when {:?} was not known: {engines:?}, {flags:b}",
                        PARTS[place]
                    );
                    let better = matches!(then, Word::Proceed | Word::GoAhead);
                    assert!(
                        !better
                            || matches!(now, Word::Proceed | Word::GoAhead)
                            || now_was_a_warning(engines[place]),
                        "{now:?} became {then:?} by knowing less"
                    );
                }
            }
        }
    }
}

/// Knowing less may take a warning away, and with it the reason for a word; it may not add a reason to go on.
fn now_was_a_warning(said: Warning) -> bool {
    said >= Warning::Likely
}

#[test]
fn a_louder_warning_never_weakens_the_word() {
    let rules = rules();
    for before_signing in [false, true] {
        for flags in flag_sets() {
            for engines in all_engines() {
                let now = word(&situation(before_signing, engines, flags), &rules);
                for place in 0..5 {
                    for louder in WARNINGS.into_iter().filter(|louder| *louder > engines[place]) {
                        let mut other = engines;
                        other[place] = louder;
                        let then = word(&situation(before_signing, other, flags), &rules);
                        let silent = engines[place] == Warning::NotEnough;
                        assert!(
                            silent || strength(then) >= strength(now),
                            "{now:?} became {then:?}: {engines:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_not_written_down_about_leaving_never_strengthens_the_word() {
    let rules = rules();
    for engines in all_engines() {
        for flags in flag_sets() {
            let known = situation(false, engines, flags);
            let unknown = Situation { way_out_no_worse: None, ..known.clone() };
            assert!(strength(word(&unknown, &rules)) <= strength(word(&known, &rules)));
        }
    }
}

#[test]
fn every_flip_that_is_told_leads_to_another_word() {
    let rules = rules();
    for before_signing in [false, true] {
        for flags in flag_sets() {
            for engines in all_engines().step_by(7) {
                let now = situation(before_signing, engines, flags);
                let said = word(&now, &rules);
                for flip in flips(said, &now, &rules) {
                    assert_ne!(flip.word, said, "{}", flip.change);
                    let before = matches!(flip.word, Word::GoAhead | Word::SettleFirst | Word::DoNotStart);
                    let after = matches!(
                        flip.word,
                        Word::Proceed | Word::Repair | Word::Restructure | Word::Separate
                    );
                    assert!(
                        if before_signing { !after } else { !before },
                        "{}: {:?}",
                        flip.change,
                        flip.word
                    );
                }
            }
        }
    }
}

#[test]
fn the_words_before_signing_are_those_and_no_others() {
    let rules = rules();
    for flags in flag_sets() {
        for engines in all_engines() {
            let before = word(&situation(true, engines, flags), &rules);
            assert!(matches!(
                before,
                Word::NotEnoughKnown | Word::GoAhead | Word::SettleFirst | Word::DoNotStart
            ));
            let after = word(&situation(false, engines, flags), &rules);
            assert!(matches!(
                after,
                Word::NotEnoughKnown | Word::Proceed | Word::Repair | Word::Restructure | Word::Separate
            ));
        }
    }
}

#[test]
fn going_on_takes_three_engines_that_know() {
    let rules = rules();
    for engines in all_engines() {
        let now = situation(false, engines, 0);
        let said = word(&now, &rules);
        assert_eq!(
            said == Word::Proceed,
            now.known() >= 3 && now.count(Warning::Certain) == 0 && now.count(Warning::Likely) < 2
        );
    }
}
