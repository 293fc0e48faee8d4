//! What a word tells about any single answer, enumerated: for every area and group of areas of the default framework,
//! whatever all the others answered, know and guess. docs/methods/seal.md says what is assumed (nothing of what the
//! others know) and what is reached.

use std::collections::BTreeSet;
use std::fmt::Write;

use rowlock_core::fact::{AnswerValue, AreaWord, RoundForm};
use rowlock_core::framework::{Framework, Item, Kind, Rule};
use rowlock_core::seal::Chance;

use super::distance::{Band, band, distance};
use super::word::{Coins, Tally, stands_behind_a_word};

/// What a word may tell of one answer at most, in bits, and the surest guess from a guess of 0.3.
const BITS: f64 = 0.3;
const SUREST: f64 = 0.7;
const GUESS: f64 = 0.3;
/// More heads in a row than questions stand behind any word change nothing.
const MOST_HEADS: u32 = 24;

/// What one answer can make of its question, whatever the others answered to it.
const STANDS: [Option<Band>; 4] = [Some(Band::Aligned), Some(Band::Talk), Some(Band::Gap), None];

fn framework() -> Framework {
    rowlock_files::framework::default_framework().unwrap()
}

/// One area or group of areas: its name, and the questions behind its word.
fn units(framework: &Framework) -> Vec<(RoundForm, String, Vec<&Item>)> {
    let behind = |form: RoundForm, areas: &[rowlock_core::id::AreaId]| -> Vec<&Item> {
        let speaking = framework.areas.iter().filter(|area| area.rule != Rule::ShouldDiffer);
        let chosen = speaking.filter(|area| areas.contains(&area.id)).flat_map(|area| &area.items);
        chosen.filter(|item| stands_behind_a_word(item, form)).collect()
    };
    let areas = framework.areas.iter().map(|area| {
        let one = std::slice::from_ref(&area.id);
        (RoundForm::Full, area.id.to_string(), behind(RoundForm::Full, one))
    });
    let groups = framework
        .scoring
        .clusters
        .iter()
        .map(|group| (RoundForm::Short, group.id.to_string(), behind(RoundForm::Short, &group.areas)));
    let fewest = framework.scoring.confidentiality.min_items_behind_a_band as usize;
    areas.chain(groups).filter(|(.., items)| items.len() >= fewest).collect()
}

/// The tally of all questions but one, with that one added.
fn with(rest: Tally, stand: Option<Band>) -> Tally {
    let mut tally = Tally { asked: rest.asked + 1, ..rest };
    match stand {
        None | Some(Band::Unknown) => tally.unknown += 1,
        Some(Band::Aligned) => tally.close += 1,
        Some(Band::Gap) => tally.far += 1,
        Some(Band::Talk) => {}
    }
    tally
}

/// How probable each word is, by the coins.
fn chances(tally: Tally, share: f64) -> [f64; 3] {
    let mut found = [0.0; 3];
    let heads = |heads: u32| 0.5_f64.powi(heads.min(MOST_HEADS - 1) as i32 + 1);
    // The last number of heads stands for itself and all above it.
    let weight = |h: u32| if h == MOST_HEADS { heads(MOST_HEADS - 1) } else { heads(h) };
    for said in 0..=MOST_HEADS {
        for which in 0..=MOST_HEADS {
            let place = match tally.word(share, Coins { said, which }) {
                AreaWord::NotKnown => 0,
                AreaWord::AsUsual => 1,
                AreaWord::Talk => 2,
            };
            found[place] += weight(said) * weight(which);
        }
    }
    found
}

/// Every tally of all questions of a unit but one.
fn rests(questions: usize) -> Vec<Tally> {
    let asked = questions as u32 - 1;
    let mut rests = Vec::new();
    for far in 0..=asked {
        for close in 0..=asked - far {
            for unknown in 0..=asked - far - close {
                rests.push(Tally { asked, far, close, unknown });
            }
        }
    }
    rests
}

/// The information between an answer and the word, in bits, and the surest that one becomes of any answer of which one
/// was no surer than 0.3; `rows` has for each answer how probable it is and how probable each word is then.
fn told(rows: &[(f64, [f64; 3])]) -> (f64, f64) {
    let (mut bits, mut surest) = (0.0, 0.0_f64);
    for word in 0..3 {
        let all: f64 = rows.iter().map(|(prior, row)| prior * row[word]).sum();
        for (prior, row) in rows.iter().filter(|(prior, row)| prior * row[word] > 0.0) {
            bits += prior * row[word] * (row[word] / all).log2();
            if *prior <= GUESS + 1e-9 {
                surest = surest.max(prior * row[word] / all);
            }
        }
    }
    (bits, surest)
}

/// No prior whatever makes more of `rows` than this, in bits (Blahut 1972, Arimoto 1972: the bound from above).
fn capacity(rows: &[[f64; 3]]) -> f64 {
    let mut prior = vec![1.0 / rows.len() as f64; rows.len()];
    let mut bound = f64::INFINITY;
    for _ in 0..200 {
        let all: [f64; 3] =
            std::array::from_fn(|word| prior.iter().zip(rows).map(|(p, row)| p * row[word]).sum());
        let apart =
            |row: &[f64; 3]| -> f64 { (0..3).map(|word| row[word] * (row[word] / all[word]).log2()).sum() };
        bound = rows.iter().map(apart).fold(0.0, f64::max);
        for (p, row) in prior.iter_mut().zip(rows) {
            *p *= apart(row).exp2();
        }
        let sum: f64 = prior.iter().sum();
        for p in &mut prior {
            *p /= sum;
        }
    }
    bound
}

/// The answers that an item takes, where they can be counted.
fn answers(item: &Item) -> Vec<AnswerValue> {
    match &item.kind {
        Kind::Likert { .. } => (1..=7).map(AnswerValue::Likert).collect(),
        Kind::Choice { options, .. } => {
            options.fixed.iter().map(|option| AnswerValue::Choice(option.id.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// What each answer makes of its question beside one own answer; the last is "I do not know".
fn profiles(item: &Item, framework: &Framework) -> BTreeSet<Vec<Option<Band>>> {
    let all = answers(item);
    let stand = |own: &AnswerValue, other: &AnswerValue| {
        distance(item, own, other).map(|apart| band(item, apart, &framework.scoring))
    };
    let beside = |own: &AnswerValue| all.iter().map(|other| stand(own, other)).chain([None]).collect();
    all.iter().map(beside).collect()
}

/// A guess before the word: all answers alike, or one of them with 0.3 and the others alike.
fn priors(answers: usize) -> Vec<Vec<f64>> {
    let peaked = |peak: usize| {
        let rest = (1.0 - GUESS) / (answers as f64 - 1.0);
        (0..answers).map(|answer| if answer == peak { GUESS } else { rest }).collect()
    };
    let alike = vec![1.0 / answers as f64; answers];
    (0..answers).map(peaked).chain([alike]).collect()
}

/// The most bits and the surest guess over every question of a unit, each own answer, each prior, and everything that
/// the others may have answered or may know of all other questions.
fn worst(items: &[&Item], framework: &Framework) -> (f64, f64) {
    let share = framework.scoring.min_answered_share;
    let mut worst = (0.0_f64, 0.0_f64);
    for rest in rests(items.len()) {
        let rows = STANDS.map(|stand| chances(with(rest, stand), share));
        let row = |stand: &Option<Band>| rows[STANDS.iter().position(|known| known == stand).unwrap()];
        for item in items {
            for profile in profiles(item, framework) {
                for prior in priors(profile.len()) {
                    let rows: Vec<_> =
                        prior.iter().zip(&profile).map(|(p, stand)| (*p, row(stand))).collect();
                    let (bits, surest) = told(&rows);
                    worst = (worst.0.max(bits), worst.1.max(surest));
                }
            }
        }
    }
    worst
}

#[test]
fn one_answer_changes_the_chance_of_a_word_at_most_fourfold_whatever_the_others_do() {
    let framework = framework();
    let share = framework.scoring.min_answered_share;
    for (_, name, items) in units(&framework) {
        for rest in rests(items.len()) {
            let rows = STANDS.map(|stand| chances(with(rest, stand), share));
            for word in 0..3 {
                let of_word = || rows.iter().map(|row| row[word]);
                let (most, least) = (of_word().fold(0.0, f64::max), of_word().fold(1.0, f64::min));
                assert!(most <= 4.0 * least * (1.0 + 1e-6), "{name}, {rest:?}: {rows:?}");
            }
            // Whatever is guessed before, by whomever: no prior makes more of it.
            assert!(capacity(&rows) < 0.19, "{name}, {rest:?}: {}", capacity(&rows));
        }
    }
    // Fourfold odds make of a guess of 0.3 at most this.
    const { assert!(4.0 * GUESS / (4.0 * GUESS + 1.0 - GUESS) < 0.632) }
}

#[test]
fn no_strategy_learns_much_of_any_single_answer() {
    let framework = framework();
    let mut table = String::from("form  | unit        | questions | bits  | surest guess from 0.3\n");
    for (form, name, items) in units(&framework) {
        let (bits, surest) = worst(&items, &framework);
        assert!(bits < BITS && surest < SUREST, "{name}: {bits} bits, {surest}");
        let _ =
            writeln!(table, "{:<5} | {name:<11} | {:>9} | {bits:.3} | {surest:.3}", form.word(), items.len());
    }
    insta::assert_snapshot!(table);
}

#[test]
fn an_answer_stands_behind_one_word_alone() {
    let framework = framework();
    for form in [RoundForm::Full, RoundForm::Short] {
        let units = units(&framework);
        let mut seen = BTreeSet::new();
        for (.., items) in units.iter().filter(|(of, ..)| *of == form) {
            for item in items {
                assert!(seen.insert(&item.id), "{} stands behind two words", item.id);
                assert!(!item.sensitive);
            }
        }
        assert!(seen.len() > 10, "{}", seen.len());
    }
}

/// How often a word is right, for two who agree but for a slip of one point each, and two who stand three points apart.
#[test]
fn a_word_is_right_more_often_than_not() {
    let framework = framework();
    let share = framework.scoring.min_answered_share;
    let mut table =
        String::from("questions | like-minded: talk, usual, not known | apart: talk, usual, not known\n");
    for asked in [3, 4, 5, 6, 10] {
        // Close, near and far for each question.
        let mut lines = Vec::new();
        for [close, near, far] in [[0.71, 0.21, 0.08], [0.14, 0.23, 0.63]] {
            let mut found = [0.0; 3];
            for tally in rests(asked + 1).into_iter().filter(|tally| tally.unknown == 0) {
                let between = tally.asked - tally.far - tally.close;
                let ways = factorial(tally.asked)
                    / factorial(tally.far)
                    / factorial(tally.close)
                    / factorial(between);
                let chance = ways
                    * f64::powi(close, tally.close as i32)
                    * f64::powi(near, between as i32)
                    * f64::powi(far, tally.far as i32);
                for (sum, word) in found.iter_mut().zip(chances(tally, share)) {
                    *sum += chance * word;
                }
            }
            lines.push(format!("{:.2}  {:.2}  {:.2}", found[2], found[1], found[0]));
        }
        let _ = writeln!(table, "{asked:>9} | {:<35} | {}", lines[0], lines[1]);
    }
    insta::assert_snapshot!(table);
}

fn factorial(n: u32) -> f64 {
    (1..=n).map(f64::from).product()
}

#[test]
fn coins_are_fair_and_each_is_its_own() {
    let heads = |secret: u16, place: &str| Chance::of("r1", &secret.to_le_bytes()).heads(place);
    let many: Vec<u32> = (0..4096).map(|secret| heads(secret, "purpose/which")).collect();
    for most in 0..5 {
        let share = many.iter().filter(|heads| **heads > most).count() as f64 / many.len() as f64;
        assert!((share - 0.5_f64.powi(most as i32 + 1)).abs() < 0.02, "more than {most}: {share}");
    }
    let both =
        (0..4096).filter(|secret| heads(*secret, "purpose/said") > 0 && heads(*secret, "purpose/which") > 0);
    assert!((both.count() as f64 / 4096.0 - 0.25).abs() < 0.02);
}

/// Why there are coins: the same tally with a plain threshold, wherever it lies.
#[test]
fn a_rule_without_chance_would_give_an_answer_away() {
    let framework = framework();
    for (_, name, items) in units(&framework) {
        for threshold in 1 - (items.len() as i64)..items.len() as i64 {
            // Partners of many years know most answers of each other: here all but one.
            let plain = |tally: Tally| -> [f64; 3] {
                if i64::from(tally.far) - i64::from(tally.close) > threshold {
                    [0.0, 0.0, 1.0]
                } else {
                    [0.0, 1.0, 0.0]
                }
            };
            let most = rests(items.len()).into_iter().map(|rest| {
                let rows =
                    [Some(Band::Aligned), Some(Band::Gap)].map(|stand| (0.5, plain(with(rest, stand))));
                told(&rows).0
            });
            assert!(most.fold(0.0, f64::max) > 0.999, "{name}: one bit of one bit");
        }
    }
}
