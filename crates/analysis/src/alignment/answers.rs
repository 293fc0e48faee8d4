//! Answers as a person would read them: the words of options, not their ids.

use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{AnswerValue, capital, number, words};
use rowlock_core::framework::{Item, Kind, Options};
use rowlock_core::id::OptionId;

/// The text of an item as a question on the alliance called `joint`.
pub fn question(item: &Item, joint: &str) -> String {
    let text = item.text.replace("{joint}", joint).replace("{partner}", "your partner");
    let text = capital(text.trim().trim_end_matches("...").trim_end());
    if text.ends_with(['?', '.', '!']) { text } else { format!("{text} \u{2026}") }
}

/// An option or a row in words: those of the framework, or the name of a party, or the id without its hyphens.
pub fn option_in_words(options: &Options, id: &OptionId, alliance: &Alliance) -> String {
    let fixed = options.fixed.iter().find(|option| option.id == *id);
    let party = || alliance.parties.iter().find(|(party, _)| party.as_str() == id.as_str());
    fixed
        .map(|option| option.text.replace("{joint}", &alliance.name))
        .or_else(|| party().map(|(_, party)| party.joined.value.name.clone()))
        .unwrap_or_else(|| words(id.as_str()))
}

/// An answer to `item` in words.
pub fn answer_in_words(item: &Item, answer: &AnswerValue, alliance: &Alliance) -> String {
    let options = match &item.kind {
        Kind::Choice { options, .. }
        | Kind::Multi { options }
        | Kind::Allocation { options }
        | Kind::MatrixChoice { options, .. } => Some(options),
        _ => None,
    };
    let rows = match &item.kind {
        Kind::Matrix { rows, .. } | Kind::MatrixChoice { rows, .. } => Some(rows),
        _ => None,
    };
    let told = |known: Option<&Options>, id: &OptionId| {
        known.map_or_else(|| words(id.as_str()), |known| option_in_words(known, id, alliance))
    };
    match (answer, &item.kind) {
        (AnswerValue::Likert(point), Kind::Likert { low, high }) => {
            format!("{point} of 7 (1: {low}; 7: {high})").replace("{joint}", &alliance.name)
        }
        (AnswerValue::Likert(point), _) => format!("{point} of 7"),
        (AnswerValue::Choice(option), _) => told(options, option),
        (AnswerValue::Multi(chosen), _) => {
            chosen.iter().map(|id| told(options, id)).collect::<Vec<_>>().join("; ")
        }
        (AnswerValue::Number(value), Kind::Number { unit, .. }) => format!("{} {unit}", number(*value)),
        (AnswerValue::Number(value), _) => value.to_string(),
        (AnswerValue::Allocation(points), _) => {
            let mut points: Vec<_> = points.iter().collect();
            points.sort_by(|a, b| b.1.total_cmp(a.1));
            let told = points.iter().map(|(id, points)| format!("{points:.0} {}", told(options, id)));
            told.collect::<Vec<_>>().join(", ")
        }
        (AnswerValue::Matrix(points), _) => {
            let told = points.iter().map(|(row, point)| format!("{} {point}", told(rows, row)));
            told.collect::<Vec<_>>().join(", ")
        }
        (AnswerValue::MatrixChoice(chosen), _) => {
            let told = chosen.iter().map(|(row, id)| format!("{}: {}", told(rows, row), told(options, id)));
            told.collect::<Vec<_>>().join("; ")
        }
        (AnswerValue::DontKnow, _) => "does not know".to_owned(),
    }
}
