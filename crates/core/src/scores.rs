//! A reviewer's own scores: checked, sealed as they are saved, read back by their owner alone, and sealed for the record
//! when they are handed in.

use crate::alliance::Scoring;
use crate::fact::{ScoreSheet, ScoresSubmitted};
use crate::id::{CriterionId, PartyId, PersonId, ScoringId};
use crate::seal::{Keyring, SealError, Sealed, Seed, Subject, WIDE_ROOM, draft_of, draft_to_text};

/// The highest point; the lowest is 1.
pub const HIGHEST_POINT: u8 = 7;
/// The longest remark, in characters.
pub const LONGEST_REMARK: usize = 1000;

/// One thing on a sheet of scores that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnfitScore {
    /// The candidate is not scored here.
    Candidate(PartyId),
    /// The criterion is not one of these.
    Criterion(PartyId, CriterionId),
    /// The point lies outside 1 to 7.
    Point(PartyId, CriterionId, u8),
    /// The remark is too long, by its number of characters.
    Remark(PartyId, usize),
    /// Nothing was scored at all.
    Empty,
}

/// Everything on a sheet that does not fit the scoring.
pub fn unfit_scores(sheet: &ScoreSheet, scoring: &Scoring) -> Vec<UnfitScore> {
    let asked = &scoring.opened.value;
    let mut unfit = Vec::new();
    for (candidate, points) in &sheet.points {
        if !asked.candidates.contains(candidate) {
            unfit.push(UnfitScore::Candidate(candidate.clone()));
            continue;
        }
        for (criterion, point) in points {
            if !asked.criteria.iter().any(|known| known.criterion == *criterion) {
                unfit.push(UnfitScore::Criterion(candidate.clone(), criterion.clone()));
            } else if !(1..=HIGHEST_POINT).contains(point) {
                unfit.push(UnfitScore::Point(candidate.clone(), criterion.clone(), *point));
            }
        }
    }
    for (candidate, remark) in &sheet.remarks {
        let length = remark.chars().count();
        if !asked.candidates.contains(candidate) {
            unfit.push(UnfitScore::Candidate(candidate.clone()));
        } else if length > LONGEST_REMARK {
            unfit.push(UnfitScore::Remark(candidate.clone(), length));
        }
    }
    if sheet.points.values().all(std::collections::BTreeMap::is_empty) {
        unfit.push(UnfitScore::Empty);
    }
    unfit
}

/// Seals scores for the record under a key of the reviewer, which is made where it is missing.
///
/// # Errors
/// As sealing does.
pub fn seal_scores(
    scoring: &ScoringId,
    person: &PersonId,
    sheet: &ScoreSheet,
    ring: &mut Keyring,
    seed: &Seed,
) -> Result<ScoresSubmitted, SealError> {
    let subject = Subject::scores(person);
    ring.create(&subject, seed);
    let sheet = Sealed::seal_in(WIDE_ROOM, sheet, (&subject, scoring.as_str()), ring, seed)?;
    Ok(ScoresSubmitted { scoring: scoring.clone(), person: person.clone(), sheet })
}

/// Seals unfinished scores, as text for a store.
///
/// # Errors
/// As sealing does; the key of the reviewer has to be there.
pub fn seal_scores_draft(
    sheet: &ScoreSheet,
    scoring: &ScoringId,
    person: &PersonId,
    ring: &Keyring,
    seed: &Seed,
) -> Result<String, SealError> {
    draft_to_text(sheet, &Subject::scores(person), scoring.as_str(), ring, seed)
}

/// Reads a reviewer's unfinished scores back, for that reviewer and nobody else.
///
/// # Errors
/// `Broken` when they are somebody else's or were changed; `NoKey` when their key was destroyed.
pub fn own_scores_draft(
    draft: &str,
    scoring: &ScoringId,
    person: &PersonId,
    ring: &Keyring,
) -> Result<ScoreSheet, SealError> {
    draft_of(draft, &Subject::scores(person), scoring.as_str(), ring)
}
