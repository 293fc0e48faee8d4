//! Laws: what is written is read back, and nothing that comes makes the reader panic.

use proptest::prelude::*;
use rowlock_core::decide::option_ids;
use rowlock_core::fact::{AnswerValue, ItemAnswer, RedLine, RoundForm, Sheet};
use rowlock_core::framework::{Item, Kind, Options, Target};
use rowlock_core::id::{OptionId, PartyId};
use rowlock_files::answers::{filled, read_answers};

use crate::{FRAMEWORK, FULL_ROUND, TWO_ASK, id, knows_nothing};

/// An answer to `item`, from random numbers.
fn answer(item: &Item, others: &[PartyId], mut draw: impl FnMut() -> u32) -> ItemAnswer {
    let options = |options: &Options| option_ids(options, &FULL_ROUND.alliance, FULL_ROUND.on);
    let mut value = || {
        let mut pick = |from: &[OptionId]| from[draw() as usize % from.len()].clone();
        match &item.kind {
            _ if pick(&[id("x"), id("y"), id("z")]) == id("x") => AnswerValue::DontKnow,
            Kind::Choice { options: choices, .. } => AnswerValue::Choice(pick(&options(choices))),
            Kind::MatrixChoice { rows, options: choices } => AnswerValue::MatrixChoice(
                options(rows).into_iter().map(|row| (row, pick(&options(choices)))).collect(),
            ),
            Kind::Allocation { options: choices } => {
                let [one, other] = [0, 1].map(|_| pick(&options(choices)));
                let share = f64::from(draw() % 1000) / 10.0;
                let points = [(one, share), (other, 100.0 - share)];
                let sum = points.iter().map(|(_, points)| points).sum::<f64>();
                let alone = points[0].0 == points[1].0;
                AnswerValue::Allocation(if alone {
                    [(points[0].0.clone(), sum)].into()
                } else {
                    points.into()
                })
            }
            Kind::Likert { .. } => AnswerValue::Likert((draw() % 7) as u8 + 1),
            Kind::Multi { options: choices } => {
                let keep = draw();
                let all = options(choices).into_iter().enumerate();
                AnswerValue::Multi(
                    all.filter(|(i, _)| keep >> i & 1 == 1).map(|(_, option)| option).collect(),
                )
            }
            Kind::Number { min, max, .. } => {
                AnswerValue::Number(min + (max - min) * f64::from(draw()) / f64::from(u32::MAX))
            }
            Kind::Matrix { rows, .. } => AnswerValue::Matrix(
                options(rows).into_iter().map(|row| (row, (draw() % 7) as u8 + 1)).collect(),
            ),
        }
    };
    let mut each = || others.iter().map(|party| (party.clone(), value())).collect();
    let (about, predicted) = (each(), each());
    let own = value();
    let importance = Some((draw() % 6) as u8).filter(|importance| *importance > 0);
    let red_lines = match &item.kind {
        Kind::Likert { .. } => vec![RedLine::High, RedLine::Low],
        Kind::Choice { options: choices, .. } => options(choices).into_iter().map(RedLine::Option).collect(),
        Kind::MatrixChoice { rows, options: choices } => {
            vec![RedLine::Cell(options(rows)[0].clone(), options(choices)[0].clone())]
        }
        _ => Vec::new(),
    };
    ItemAnswer {
        own: Some(own).filter(|_| item.target == Target::Own),
        about: if item.target == Target::EachPartner { about } else { [].into() },
        predicted: if item.predict { predicted } else { [].into() },
        red_lines: if item.redline { red_lines } else { Vec::new() },
        importance,
    }
}

/// A span of the text, from one character boundary to another.
fn span(text: &str, from: usize, length: usize) -> std::ops::Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = floor(from % (text.len() + 1));
    start..floor(start + length).max(start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_back(
        numbers in proptest::collection::vec(any::<u32>(), 1..200),
        words in proptest::collection::vec(".{0,40}|['\"\\\\\n\r\t a]{0,12}", 5),
        windows in any::<bool>(),
    ) {
        let mut numbers = numbers.into_iter().cycle();
        let others = ["founder", "finance", "market"].map(id);
        let items = FRAMEWORK.items_of(RoundForm::Full);
        let items = items.map(|(_, item)| (item.id.clone(), answer(item, &others, || numbers.next().unwrap())));
        let words = FRAMEWORK.open_questions.iter().zip(&words);
        let words = words.map(|(question, text)| (question.id.clone(), text.replace('\r', "\n").trim().to_owned()));
        let sheet = Sheet { items: items.collect(), open: words.filter(|(_, text)| !text.is_empty()).collect() };
        let person = id("hvac");
        let mut text = filled(&FULL_ROUND.work(&person), &sheet).unwrap();
        // As an editor on Windows would save it.
        if windows {
            text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        }
        let read = FULL_ROUND.read("hvac", &text);
        prop_assert!(read.as_ref().is_ok_and(|read| *read == sheet), "{:?}\n{text}", read.err());
    }

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = TWO_ASK.read("ana", &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_entries(lines in "((answer|about|predicted|red_lines|importance)(\\.(ana|ben|zoe|price|roofing|schools|~0))? = (\"[a-z/_ ]{0,8}\"|-?[0-9]{1,3}|nan|inf|1e400|\\[\\]|\\[\"low\"\\]|\\{\\}|2025-01-01)\n){0,4}", item in 0_usize..24) {
        let text = knows_nothing();
        let (at, _) = text.match_indices("\n[item.").nth(item).unwrap();
        let start = at + 1 + text[at + 1..].find('\n').unwrap() + 1;
        let end = text[start..].find("\n\n").map_or(text.len(), |end| start + end);
        let _ = TWO_ASK.read("ana", &format!("{}{lines}{}", &text[..start], &text[end..]));
    }

    #[test]
    fn mutated_files(
        edits in proptest::collection::vec((any::<u32>(), 0_usize..60, any::<u32>(), 0_u8..3), 1..6),
    ) {
        let mut text = knows_nothing();
        for (from, length, other, kind) in edits {
            let here = span(&text, from as usize, length);
            let there = text[span(&text, other as usize, length)].to_owned();
            match kind {
                0 => text.replace_range(here, ""),
                1 => text.insert_str(here.start, &there),
                _ => text.replace_range(here, &there),
            }
        }
        let _ = TWO_ASK.read("ana", &text);
        let _ = read_answers("answers.json", &text, &TWO_ASK.work(&id("ana")));
    }
}
