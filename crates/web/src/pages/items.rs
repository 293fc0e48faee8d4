//! The questions of one area with the answers, where the gate shows them: words for everybody, and a picture with
//! labelled dots on one scale where there is a scale.

use rowlock_analysis::alignment::{Band, Coorientation, ItemView, answer_in_words, question};
use rowlock_core::fact::AnswerValue;
use rowlock_core::framework::{Item, Kind};

use crate::case::Scene;

/// One question with its answers.
pub(crate) struct ItemCard {
    /// The question.
    pub text: String,
    /// The state of its band.
    pub state: &'static str,
    /// The band in words.
    pub word: &'static str,
    /// Whether they know how they stand to each other.
    pub known: Option<&'static str>,
    /// Whether a red line is crossed.
    pub red_line: bool,
    /// Each party's answer in words.
    pub answers: Vec<(String, String)>,
    /// The picture.
    pub dots: Option<Dots>,
    /// What a gap here usually means.
    pub says: String,
}

/// Labelled dots on one scale.
pub(crate) struct Dots {
    /// A row for each party: the name, and how far right its dot is.
    pub rows: Vec<(String, String)>,
    /// The two ends of the scale.
    pub ends: (String, String),
    /// What it shows, in a sentence.
    pub says: String,
}

/// The left and the right end of the scale, in units of the picture.
const LEFT: f64 = 8.0;
const RIGHT: f64 = 232.0;

/// The cards of an area, the widest gaps first.
pub(crate) fn cards(scene: &Scene, items: &[ItemView]) -> Vec<ItemCard> {
    let mut items: Vec<&ItemView> = items.iter().collect();
    items.sort_by_key(|item| std::cmp::Reverse((item.red_line, item.band, item.coorientation)));
    items.into_iter().filter_map(|seen| card(scene, seen)).collect()
}

fn card(scene: &Scene, seen: &ItemView) -> Option<ItemCard> {
    let (_, item) = scene.app.framework.item(&seen.item)?;
    let alliance = &scene.alliance;
    let told = |answer: &AnswerValue| answer_in_words(item, answer, alliance);
    let answers: Vec<(String, String)> = seen
        .answers
        .iter()
        .map(|(party, answer)| (alliance.party_name(party).to_owned(), told(answer)))
        .collect();
    let (state, word) = match seen.band {
        Band::Gap => ("alarm", "Gap"),
        Band::Talk => ("watch", "Talk about it"),
        Band::Aligned => ("clear", "Close"),
        Band::Unknown => ("unknown", "Not enough answers"),
    };
    let known = seen.coorientation.map(|known| match known {
        Coorientation::Shared => "You agree, and know it.",
        Coorientation::NeedlessWorry => "You agree, and at least one of you thinks you do not.",
        Coorientation::KnownDifference => "You differ, and know it.",
        Coorientation::HiddenGap => "You differ, and at least one of you thinks you agree.",
    });
    let named: Vec<(&str, &AnswerValue)> =
        seen.answers.iter().map(|(party, answer)| (alliance.party_name(party), answer)).collect();
    Some(ItemCard {
        text: question(item, &alliance.name),
        state,
        word,
        known,
        red_line: seen.red_line,
        dots: dots(item, &named, &answers),
        answers,
        says: item.gap_says.replace("{joint}", &alliance.name),
    })
}

/// Where on the scale an answer stands, from 0 to 1.
type Place<'a> = Box<dyn Fn(&AnswerValue) -> Option<f64> + 'a>;

/// The picture of answers on a scale; none for answers that are not on one.
fn dots(item: &Item, named: &[(&str, &AnswerValue)], told: &[(String, String)]) -> Option<Dots> {
    let (ends, place): ((String, String), Place<'_>) = match &item.kind {
        Kind::Likert { low, high } => {
            let place = |answer: &AnswerValue| match answer {
                AnswerValue::Likert(point) => Some((f64::from(*point) - 1.0) / 6.0),
                _ => None,
            };
            ((format!("1: {low}"), format!("7: {high}")), Box::new(place))
        }
        Kind::Choice { options, ordinal: true, .. } if options.fixed.len() > 1 => {
            let ids: Vec<_> = options.fixed.iter().map(|option| option.id.clone()).collect();
            let (first, last) = (options.fixed.first()?, options.fixed.last()?);
            let place = move |answer: &AnswerValue| match answer {
                AnswerValue::Choice(option) => {
                    let at = ids.iter().position(|id| id == option)?;
                    Some(at as f64 / (ids.len() - 1) as f64)
                }
                _ => None,
            };
            ((first.text.clone(), last.text.clone()), Box::new(place))
        }
        _ => return None,
    };
    let row = |(name, answer): &(&str, &AnswerValue)| {
        let x = LEFT + (RIGHT - LEFT) * place(answer)?;
        Some(((*name).to_owned(), format!("{x:.1}")))
    };
    let rows: Vec<(String, String)> = named.iter().filter_map(row).collect();
    if rows.len() < 2 {
        return None;
    }
    let says: Vec<String> = told.iter().map(|(name, answer)| format!("{name}: {answer}")).collect();
    Some(Dots { rows, ends, says: says.join(". ") })
}
