//! Closeness: for the adviser's page and nowhere else. How near answers stand over the questions on which
//! partners must agree, and how well each predicts the other. Never a measure of a whole alliance.

use rowlock_core::fact::{AnswerValue, RoundForm};
use rowlock_core::framework::{Framework, Item, Kind, Options, Rule, Target};
use rowlock_core::gate::OpenSheet;
use rowlock_core::id::{OptionId, PartyId};

use super::distance::distance;
use crate::method::agreement::{
    Agreement, QuestionDistance, expected_linear_distance, from_distances, min_questions,
};
use crate::method::coorientation::{View, view};

/// The points of the scale.
const POINTS: usize = 7;

/// How near answers stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Closeness {
    /// Over the questions on which partners must agree; none below the minimum of common questions.
    pub agreement: Option<Agreement>,
    /// How many common questions there are.
    pub questions: usize,
    /// How many there have to be for this number of partners.
    pub needed: usize,
    /// How one partner sees another, for each direction with enough predicted questions.
    pub views: Vec<(PartyId, PartyId, View)>,
}

pub(super) fn closeness(framework: &Framework, form: RoundForm, sheets: &[OpenSheet<'_>]) -> Closeness {
    let must_agree = framework.areas.iter().filter(|area| area.rule == Rule::MustAgree);
    let asked = must_agree.flat_map(|area| &area.items).filter(|item| item.forms.contains(&form));
    let questions: Vec<QuestionDistance> = asked.flat_map(|item| distances(item, sheets)).collect();
    let needed = min_questions(sheets.len());
    let agreement = (questions.len() >= needed).then(|| from_distances(&questions).ok()).flatten();
    Closeness { agreement, questions: questions.len(), needed, views: views(framework, sheets) }
}

/// The mean distance on an item against what uniform answers give; a matrix counts row by row. Items whose
/// chance distance cannot be told (points shared out, numbers) stay out.
fn distances(item: &Item, sheets: &[OpenSheet<'_>]) -> Vec<QuestionDistance> {
    let answers: Vec<&AnswerValue> =
        sheets.iter().filter_map(|sheet| sheet.sheet.items.get(&item.id)?.own.as_ref()).collect();
    match &item.kind {
        Kind::Likert { .. } => {
            mean_distance(&answers, expected_linear_distance(POINTS), |a, b| distance(item, a, b))
                .into_iter()
                .collect()
        }
        Kind::Choice { options, .. } => {
            let chance = chance_distance(item, options);
            mean_distance(&answers, chance, |a, b| distance(item, a, b)).into_iter().collect()
        }
        Kind::MatrixChoice { rows, options, .. } => {
            let chance = 1.0 - 1.0 / options.fixed.len().max(1) as f64;
            let row = |row: &OptionId| mean_distance(&answers, chance, |a, b| cell_distance(row, a, b));
            rows.fixed.iter().filter_map(|known| row(&known.id)).collect()
        }
        _ => Vec::new(),
    }
}

fn mean_distance(
    answers: &[&AnswerValue],
    expected: f64,
    distance: impl Fn(&AnswerValue, &AnswerValue) -> Option<f64>,
) -> Option<QuestionDistance> {
    let mut found = Vec::new();
    for (place, a) in answers.iter().enumerate() {
        found.extend(answers[place + 1..].iter().filter_map(|b| distance(a, b)));
    }
    let observed = found.iter().sum::<f64>() / found.len() as f64;
    (!found.is_empty() && expected > 0.0).then_some(QuestionDistance { observed, expected })
}

fn cell_distance(row: &OptionId, a: &AnswerValue, b: &AnswerValue) -> Option<f64> {
    match (a, b) {
        (AnswerValue::MatrixChoice(a), AnswerValue::MatrixChoice(b)) => {
            Some(if a.get(row)? == b.get(row)? { 0.0 } else { 1.0 })
        }
        _ => None,
    }
}

/// The mean distance of two options drawn at random.
fn chance_distance(item: &Item, options: &Options) -> f64 {
    let choices: Vec<AnswerValue> =
        options.fixed.iter().map(|option| AnswerValue::Choice(option.id.clone())).collect();
    let all: f64 =
        choices.iter().flat_map(|a| choices.iter().filter_map(move |b| distance(item, a, b))).sum();
    all / (choices.len() * choices.len()).max(1) as f64
}

/// How each partner sees each other one, over the scale questions with a prediction.
fn views(framework: &Framework, sheets: &[OpenSheet<'_>]) -> Vec<(PartyId, PartyId, View)> {
    let scales =
        |item: &&Item| item.predict && item.target == Target::Own && matches!(item.kind, Kind::Likert { .. });
    let items: Vec<&Item> = framework.areas.iter().flat_map(|area| &area.items).filter(scales).collect();
    let own = |sheet: &OpenSheet<'_>| -> Vec<Option<f64>> {
        items.iter().map(|item| point(sheet.sheet.items.get(&item.id)?.own.as_ref()?)).collect()
    };
    let mut found = Vec::new();
    for a in sheets {
        for b in sheets.iter().filter(|b| b.party != a.party) {
            let predicted: Vec<Option<f64>> = items
                .iter()
                .map(|item| point(a.sheet.items.get(&item.id)?.predicted.get(b.party)?))
                .collect();
            if let Ok(seen) = view(&own(a), &predicted, &own(b), POINTS) {
                found.push((a.party.clone(), b.party.clone(), seen));
            }
        }
    }
    found
}

fn point(answer: &AnswerValue) -> Option<f64> {
    match answer {
        AnswerValue::Likert(point) => Some(f64::from(*point)),
        _ => None,
    }
}
