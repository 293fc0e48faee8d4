//! What people answered in their own words: shown when items are, and what is for the adviser alone to that adviser.

use jiff::civil::Date;

use super::{Level, Viewer, is_whole, pass};
use crate::alliance::{Alliance, Round};
use crate::fact::{RoundForm, Sheet};
use crate::id::{PartyId, QuestionId};
use crate::seal::Keyring;

/// An answer in somebody's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The question.
    pub question: QuestionId,
    /// Whose it is; nobody's in a round whose answers are compared, where words would name the one who differs.
    pub by: Option<PartyId>,
    /// The words.
    pub text: String,
}

/// What was said in words in a round, as far as `viewer` may read it on `on`, by question. Before the items are released
/// nobody reads any, nor where the sheet of anybody was erased; who looked back reads then who said what, and other rounds show the words without their owner. Only
/// the adviser named in the rule reads what is for the adviser alone.
pub fn words(round: &Round, viewer: &Viewer, alliance: &Alliance, ring: &Keyring, on: Date) -> Vec<Said> {
    // Where one sheet is erased none is shown: what is missing from words without names would name its owner.
    if pass(viewer, alliance, round, on).level() < Level::Items || !is_whole(round, ring) {
        return Vec::new();
    }
    let reads_all = match viewer {
        Viewer::Owner => true,
        Viewer::Adviser(adviser) => round.rule(on).is_some_and(|rule| rule.adviser.as_ref() == Some(adviser)),
        _ => false,
    };
    let named = reads_all || round.drafted.value.form == RoundForm::Debrief;
    let place = round.drafted.value.round.as_str();
    let mut said = Vec::new();
    for respondent in &round.drafted.value.respondents {
        let in_time = round.submitted.get(&respondent.person).is_some_and(|entry| entry.on <= on);
        let Some(sealed) = round.sheets.get(&respondent.person).filter(|_| in_time) else { continue };
        let private = sealed.adviser_only.as_ref().filter(|_| reads_all);
        let sheets = std::iter::once(&sealed.sheet).chain(private);
        let open = sheets.filter_map(|sealed| sealed.open(place, ring).ok());
        said.extend(open.flat_map(|sheet: Sheet| sheet.open).map(|(question, text)| Said {
            question,
            by: named.then(|| respondent.party.clone()),
            text,
        }));
    }
    // Without names the order must not tell either.
    said.sort_by(|one, other| {
        (&one.question, &one.by, &one.text).cmp(&(&other.question, &other.by, &other.text))
    });
    said
}
