//! What an alliance knows of choosing partners: offers, judgments on pairs, scorings, trials, and how it ended.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Alliance, Dated, by_then, last_on, until};
use crate::fact::{
    CandidateProfiled, Criterion, Event, Fact, PairJudged, Reviewer, ScoreSheet, ScoringOpened, Together,
    TrialAgreed, TrialDebriefed, Weighting,
};
use crate::id::{PartyId, PersonId};
use crate::seal::Sealed;

/// Candidates scored by several people, each alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// How it began.
    pub opened: Dated<ScoringOpened>,
    /// When each reviewer handed in their scores.
    pub submitted: BTreeMap<PersonId, Dated<()>>,
    /// Who will not score, and why.
    pub excused: BTreeMap<PersonId, Dated<String>>,
    /// When the scores were opened to all.
    pub locked: Option<Dated<()>>,
    /// How the criteria were weighted, over time.
    pub weightings: Vec<Dated<Weighting>>,
    pub(crate) sheets: BTreeMap<PersonId, Sealed<ScoreSheet>>,
}

impl Scoring {
    /// Whether the scores are open by a day.
    pub fn is_locked(&self, on: Date) -> bool {
        by_then(self.locked.as_ref(), on).is_some()
    }

    /// The criteria.
    pub fn criteria(&self) -> &[Criterion] {
        &self.opened.value.criteria
    }

    /// Who scores and was not excused by a day.
    pub fn reviewers(&self, on: Date) -> impl Iterator<Item = &Reviewer> {
        let excused = move |person: &PersonId| self.excused.get(person).is_some_and(|entry| entry.on <= on);
        self.opened.value.reviewers.iter().filter(move |reviewer| !excused(&reviewer.person))
    }

    /// Whether somebody is still asked for their scores on a day.
    pub fn waits_for(&self, person: &PersonId, on: Date) -> bool {
        !self.is_locked(on)
            && self.opened.on <= on
            && self.reviewers(on).any(|reviewer| reviewer.person == *person)
            && self.submitted.get(person).is_none_or(|entry| entry.on > on)
    }

    /// How the criteria are weighted on a day.
    pub fn weighting(&self, on: Date) -> Option<&Dated<Weighting>> {
        last_on(&self.weightings, on)
    }
}

/// A trial project with a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// What was agreed.
    pub agreed: Dated<TrialAgreed>,
    /// What each side saw.
    pub debriefs: Vec<Dated<TrialDebriefed>>,
}

impl Trial {
    /// What a side saw, by a day.
    pub fn debrief(&self, by: &PartyId, on: Date) -> Option<&Dated<TrialDebriefed>> {
        until(&self.debriefs, on).rev().find(|debrief| debrief.value.by == *by)
    }
}

impl Alliance {
    /// What a candidate offers and asks on a day.
    pub fn offer(&self, party: &PartyId, on: Date) -> Option<&Dated<CandidateProfiled>> {
        until(&self.offers, on).rev().find(|offer| offer.value.party == *party)
    }

    /// The latest judgment on each pair by a day, as far as there is something to say.
    pub fn pairs(&self, on: Date) -> Vec<&Dated<PairJudged>> {
        let mut known = BTreeSet::new();
        let latest = until(&self.pair_judgments, on).rev().filter(|judged| {
            let mut pair: Vec<&PartyId> = judged.value.between.iter().collect();
            pair.sort();
            known.insert(pair)
        });
        latest.filter(|judged| judged.value.together != Together::Neutral).collect()
    }

    pub(super) fn apply_candidate(&mut self, fact: &Fact) {
        fn at<T>(fact: &Fact, value: T) -> Dated<T> {
            Dated { on: fact.effective_on, seq: fact.seq, value }
        }
        match &fact.event {
            Event::CandidateProfiled(data) => self.offers.push(at(fact, data.clone())),
            Event::PairJudged(data) => self.pair_judgments.push(at(fact, data.clone())),
            Event::ScoringOpened(data) => {
                let scoring = Scoring {
                    opened: at(fact, data.clone()),
                    submitted: BTreeMap::new(),
                    excused: BTreeMap::new(),
                    locked: None,
                    weightings: Vec::new(),
                    sheets: BTreeMap::new(),
                };
                self.scorings.insert(data.scoring.clone(), scoring);
            }
            Event::ScoresSubmitted(data) => {
                if let Some(scoring) = self.scorings.get_mut(&data.scoring) {
                    scoring.submitted.insert(data.person.clone(), at(fact, ()));
                    scoring.sheets.insert(data.person.clone(), data.sheet.clone());
                }
            }
            Event::ReviewerExcused(data) => {
                if let Some(scoring) = self.scorings.get_mut(&data.scoring) {
                    scoring.excused.insert(data.person.clone(), at(fact, data.why.clone()));
                }
            }
            Event::ScoringLocked(data) => {
                if let Some(scoring) = self.scorings.get_mut(&data.scoring) {
                    scoring.locked = Some(at(fact, ()));
                }
            }
            Event::CriteriaWeighted(data) => {
                if let Some(scoring) = self.scorings.get_mut(&data.scoring) {
                    scoring.weightings.push(at(fact, data.weighting.clone()));
                }
            }
            Event::TrialAgreed(data) => {
                let trial = Trial { agreed: at(fact, data.clone()), debriefs: Vec::new() };
                self.trials.insert(data.trial.clone(), trial);
            }
            Event::TrialDebriefed(data) => {
                if let Some(trial) = self.trials.get_mut(&data.trial) {
                    trial.debriefs.push(at(fact, data.clone()));
                }
            }
            Event::SelectionConcluded(data) => self.conclusions.push(at(fact, data.clone())),
            _ => {}
        }
    }
}
