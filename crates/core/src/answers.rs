//! A respondent's own answers: sealed as they are saved, read back by their owner alone, and sealed for the
//! record when they are submitted.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{AnswersSubmitted, RoundDrafted, Sheet};
use crate::framework::Framework;
use crate::id::{PersonId, RoundId};
use crate::seal::{Keyring, ROOM_FOR_WORDS, SealError, Sealed, Seed, Subject, draft_of, draft_to_text};

/// Seals answers for the record: what all may see once released under one key of the respondent, what is for the
/// adviser alone under another, written or not. Keys that are missing are made.
///
/// # Errors
/// As sealing does.
pub fn seal_answers(
    framework: &Framework,
    drafted: &RoundDrafted,
    person: &PersonId,
    mut sheet: Sheet,
    ring: &mut Keyring,
    seed: &Seed,
) -> Result<AnswersSubmitted, SealError> {
    let is_private = |id: &crate::id::QuestionId| {
        framework.open_questions.iter().any(|question| question.id == *id && question.adviser_only)
    };
    let private: BTreeMap<_, _> = sheet.open.extract_if(.., |id, _| is_private(id)).collect();
    let place = drafted.round.as_str();
    let mut seal = |room: usize, subject: Subject, sheet: &Sheet| {
        ring.create(&subject, seed);
        Sealed::seal_in(room, sheet, (&subject, place), ring, seed)
    };
    let mut questions = framework.open_questions_of(drafted.form, true);
    let adviser_only = if private.is_empty() && !questions.any(|question| question.adviser_only) {
        None
    } else {
        let private = Sheet { open: private, ..Sheet::default() };
        Some(seal(ROOM_FOR_WORDS, Subject::adviser_only(person), &private)?)
    };
    let sheet = seal(room(framework, drafted), Subject::answers(person), &sheet)?;
    Ok(AnswersSubmitted { round: drafted.round.clone(), person: person.clone(), sheet, adviser_only })
}

/// Room for one answer to one item, in bytes.
const ROOM_FOR_AN_ANSWER: usize = 64;

/// Room for any sheet of a round: the own answer to each item, one about each party, and words.
fn room(framework: &Framework, drafted: &RoundDrafted) -> usize {
    let parties: BTreeSet<_> = drafted.respondents.iter().map(|respondent| &respondent.party).collect();
    let items = framework.items_of(drafted.form).count();
    let words = framework.open_questions_of(drafted.form, true).next().map_or(0, |_| ROOM_FOR_WORDS);
    items * ROOM_FOR_AN_ANSWER * (1 + parties.len()) + words
}

/// Seals unfinished answers, as text for a store.
///
/// # Errors
/// As sealing does; the key of the respondent has to be there.
pub fn seal_draft(
    sheet: &Sheet,
    round: &RoundId,
    person: &PersonId,
    ring: &Keyring,
    seed: &Seed,
) -> Result<String, SealError> {
    draft_to_text(sheet, &Subject::answers(person), round.as_str(), ring, seed)
}

/// Reads a respondent's unfinished answers back, for that respondent and nobody else.
///
/// # Errors
/// `Broken` when they are somebody else's or were changed; `NoKey` when their key was destroyed.
pub fn own_draft(
    draft: &str,
    round: &RoundId,
    person: &PersonId,
    ring: &Keyring,
) -> Result<Sheet, SealError> {
    draft_of(draft, &Subject::answers(person), round.as_str(), ring)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{AnswerValue, ItemAnswer};
    use crate::id::ItemId;

    #[test]
    fn a_draft_is_read_back_by_its_owner_alone() {
        let (ana, ben) = (PersonId::parse("ana").unwrap(), PersonId::parse("ben").unwrap());
        let round = RoundId::parse("r1").unwrap();
        let mut ring = Keyring::default();
        for person in [&ana, &ben] {
            ring.create(&Subject::answers(person), &Seed([7; 32]));
        }
        let answer = ItemAnswer { own: Some(AnswerValue::Likert(6)), ..ItemAnswer::default() };
        let sheet = Sheet { items: [(ItemId::parse("pur-3").unwrap(), answer)].into(), ..Sheet::default() };
        let draft = seal_draft(&sheet, &round, &ana, &ring, &Seed([9; 32])).unwrap();
        assert!(!draft.contains("pur-3"));
        assert!(own_draft(&draft, &round, &ana, &ring).is_ok_and(|read| read == sheet));
        assert_eq!(own_draft(&draft, &round, &ben, &ring).err(), Some(SealError::Broken));
        assert_eq!(
            own_draft(&draft, &RoundId::parse("r2").unwrap(), &ana, &ring).err(),
            Some(SealError::Broken)
        );
    }
}
