//! Deciding on facts about choosing partners, and what they entail: the last scores open all of them.

use super::{Bench, Refusal, amount, said, within};
use crate::alliance::Scoring;
use crate::fact::{
    CandidateProfiled, CriteriaWeighted, Event, PairJudged, PartyRole, Reviewer, ScoringLocked,
    ScoringOpened, SelectionConcluded, Seq, TrialAgreed, TrialDebriefed, Weighting,
};
use crate::gate;
use crate::id::{CriterionId, PartyId, PersonId, ScoringId};

/// The most hours of a month.
const HOURS_OF_A_MONTH: f64 = 744.0;
/// The most criteria of one scoring, and the most people who score.
const MOST: usize = 12;

impl Bench<'_> {
    pub(super) fn check_candidate(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::CandidateProfiled(data) => self.offers(data),
            Event::PairJudged(data) => self.judges_pair(data),
            Event::ScoringOpened(data) => self.opens_scoring(data),
            Event::ScoresSubmitted(data) => self.still_asked(&data.scoring, &data.person),
            Event::ReviewerExcused(data) => {
                self.still_asked(&data.scoring, &data.person)?;
                said("why", &data.why)
            }
            Event::ScoringLocked(data) => {
                let scoring = self.scoring(&data.scoring)?;
                if self.opens_by(scoring, None) {
                    return Ok(());
                }
                let hint = "the scores open by themselves when everybody has scored or was excused";
                Err(Refusal::not_now("scoring", "somebody has not scored yet", hint))
            }
            Event::CriteriaWeighted(data) => self.weights(data),
            Event::TrialAgreed(data) => self.agrees_trial(data),
            Event::TrialDebriefed(data) => self.debriefs_trial(data),
            Event::SelectionConcluded(data) => self.concludes(data),
            Event::FactWithdrawn(data) => self.withdraws_scores(data.fact),
            _ => Ok(()),
        }
    }

    /// The last scores, or the last excuse, open the scores of all.
    pub(super) fn entailed_by_scores(&self, command: &Event) -> Vec<Event> {
        let (id, person) = match command {
            Event::ScoresSubmitted(data) => (&data.scoring, &data.person),
            Event::ReviewerExcused(data) => (&data.scoring, &data.person),
            _ => return Vec::new(),
        };
        let submits = matches!(command, Event::ScoresSubmitted(_));
        let Some(scoring) = self.alliance.scorings.get(id) else { return Vec::new() };
        let somebody_scored = submits || !scoring.submitted.is_empty();
        if somebody_scored && self.opens_by(scoring, Some(person)) {
            vec![ScoringLocked { scoring: id.clone() }.into()]
        } else {
            Vec::new()
        }
    }

    /// Whether nobody is waited for any more, once `done` is.
    fn opens_by(&self, scoring: &Scoring, done: Option<&PersonId>) -> bool {
        let waits = |reviewer: &Reviewer| {
            Some(&reviewer.person) != done && !scoring.submitted.contains_key(&reviewer.person)
        };
        !scoring.is_locked(self.on) && !scoring.reviewers(self.on).any(waits)
    }

    fn offers(&self, data: &CandidateProfiled) -> Result<(), Refusal> {
        self.party("party", &data.party)?;
        within("hours_a_month", data.hours_a_month.unwrap_or(0.0), 0.0, HOURS_OF_A_MONTH)?;
        amount("cost_a_month", data.cost_a_month.unwrap_or(0.0))
    }

    fn judges_pair(&self, data: &PairJudged) -> Result<(), Refusal> {
        self.parties("between", &data.between)?;
        if data.between[0] == data.between[1] {
            return Err(Refusal::OutOfRange {
                field: "between",
                found: format!("{} twice", data.between[0]),
                expected: "two different parties".to_owned(),
            });
        }
        said("why", &data.why)
    }

    fn opens_scoring(&self, data: &ScoringOpened) -> Result<(), Refusal> {
        if self.alliance.scorings.contains_key(&data.scoring) {
            return Err(Refusal::there("id", "scoring", data.scoring.as_str()));
        }
        some("criteria", data.criteria.len(), "criteria")?;
        for criterion in &data.criteria {
            said("criteria", &criterion.name)?;
        }
        once("criteria", "criterion", data.criteria.iter().map(|one| one.criterion.as_str()))?;
        if data.candidates.is_empty() {
            return Err(Refusal::OutOfRange {
                field: "candidates",
                found: "nobody".to_owned(),
                expected: "at least one candidate".to_owned(),
            });
        }
        once("candidates", "candidate", data.candidates.iter().map(PartyId::as_str))?;
        data.candidates.iter().try_for_each(|party| self.is_candidate("candidates", party))?;
        some("reviewers", data.reviewers.len(), "people who score")?;
        once("reviewers", "reviewer", data.reviewers.iter().map(|one| one.person.as_str()))?;
        data.reviewers.iter().try_for_each(|reviewer| self.may_score(reviewer))
    }

    fn may_score(&self, reviewer: &Reviewer) -> Result<(), Refusal> {
        let Some(party) = &reviewer.party else {
            if gate::adviser_may_see(self.alliance, &reviewer.person, self.on) {
                return Ok(());
            }
            let why = format!("{} is no adviser whom all parties let in", reviewer.person);
            let hint = "name the party that they speak for, or let all parties consent to the adviser first";
            return Err(Refusal::not_now("reviewers", why, hint));
        };
        self.party("reviewers", party)?;
        self.person_of("reviewers", &reviewer.person, party)?;
        if self.alliance.signers(self.on).contains(&party) {
            return Ok(());
        }
        let why = format!("{party} is neither the lead nor a partner");
        Err(Refusal::not_now("reviewers", why, "candidates do not score candidates"))
    }

    fn is_candidate(&self, field: &'static str, party: &PartyId) -> Result<(), Refusal> {
        self.party(field, party)?;
        let role = self.alliance.parties.get(party).and_then(|entry| entry.role(self.on));
        if role == Some(PartyRole::Candidate) {
            return Ok(());
        }
        let why = format!("{party} is not a candidate on that day");
        Err(Refusal::not_now(field, why, "give the party the role `candidate` first, or leave it out"))
    }

    fn scoring(&self, id: &ScoringId) -> Result<&Scoring, Refusal> {
        match self.alliance.scorings.get(id) {
            None => Err(Refusal::unknown("scoring", "scoring", id.as_str(), self.alliance.scorings.keys())),
            Some(scoring) => self.not_before("the scoring began", scoring.opened.on).map(|()| scoring),
        }
    }

    fn still_asked(&self, id: &ScoringId, person: &PersonId) -> Result<(), Refusal> {
        let scoring = self.scoring(id)?;
        let asked = &scoring.opened.value.reviewers;
        if !asked.iter().any(|reviewer| reviewer.person == *person) {
            let known = asked.iter().map(|reviewer| &reviewer.person);
            return Err(Refusal::unknown("person", "reviewer of this scoring", person.as_str(), known));
        }
        if scoring.is_locked(self.on) {
            let hint = "begin a new scoring to look again";
            return Err(Refusal::not_now("scoring", "the scores are open already", hint));
        }
        if scoring.submitted.contains_key(person) {
            return Err(Refusal::there("person", "sheet of scores by", person.as_str()));
        }
        if scoring.excused.contains_key(person) {
            let why = format!("{person} was excused");
            return Err(Refusal::not_now("person", why, "who was excused does not score"));
        }
        Ok(())
    }

    fn weights(&self, data: &CriteriaWeighted) -> Result<(), Refusal> {
        let scoring = self.scoring(&data.scoring)?;
        let known: Vec<&CriterionId> = scoring.criteria().iter().map(|one| &one.criterion).collect();
        let named: Vec<&CriterionId> = match &data.weighting {
            Weighting::Ranking(order) => order.iter().collect(),
            Weighting::Swings(points) => points.keys().collect(),
        };
        if let Some(other) = named.iter().find(|one| !known.contains(one)) {
            let known = known.into_iter();
            return Err(Refusal::unknown("weighting", "criterion of this scoring", other.as_str(), known));
        }
        once("weighting", "criterion", named.iter().map(|one| one.as_str()))?;
        if named.len() < known.len() {
            return Err(Refusal::OutOfRange {
                field: "weighting",
                found: format!("{} of {} criteria", named.len(), known.len()),
                expected: "each criterion once".to_owned(),
            });
        }
        let Weighting::Swings(points) = &data.weighting else { return Ok(()) };
        points.values().try_for_each(|points| within("weighting", *points, 0.0, 100.0))?;
        if points.values().any(|points| *points > 0.0) {
            return Ok(());
        }
        Err(Refusal::OutOfRange {
            field: "weighting",
            found: "0 points for each criterion".to_owned(),
            expected: "100 points for the greatest swing, fewer for the others".to_owned(),
        })
    }

    fn agrees_trial(&self, data: &TrialAgreed) -> Result<(), Refusal> {
        if self.alliance.trials.contains_key(&data.trial) {
            return Err(Refusal::there("id", "trial", data.trial.as_str()));
        }
        self.is_candidate("party", &data.party)?;
        said("what", &data.what)?;
        amount("paid", data.paid.unwrap_or(0.0))?;
        if data.until < self.on {
            return Err(Refusal::too_early("until", data.until, "the trial is agreed", self.on));
        }
        if data.signs.iter().any(|sign| !sign.trim().is_empty()) {
            return Ok(());
        }
        Err(Refusal::OutOfRange {
            field: "signs",
            found: "no sign".to_owned(),
            expected: "at least one sign by which both sides can tell that it went well".to_owned(),
        })
    }

    fn debriefs_trial(&self, data: &TrialDebriefed) -> Result<(), Refusal> {
        let Some(trial) = self.alliance.trials.get(&data.trial) else {
            let known = self.alliance.trials.keys();
            return Err(Refusal::unknown("trial", "trial", data.trial.as_str(), known));
        };
        self.not_before("the trial was agreed", trial.agreed.on)?;
        self.party("by", &data.by)?;
        said("seen", &data.seen)?;
        let with = &trial.agreed.value.party;
        if data.by != *with && !self.alliance.signers(self.on).contains(&&data.by) {
            let why = format!("{} has no part in this trial", data.by);
            let hint = "it is debriefed by the candidate, the lead or a partner";
            return Err(Refusal::not_now("by", why, hint));
        }
        if trial.debriefs.iter().any(|debrief| debrief.value.by == data.by) {
            return Err(Refusal::there("by", "debrief of this trial by", data.by.as_str()));
        }
        Ok(())
    }

    fn concludes(&self, data: &SelectionConcluded) -> Result<(), Refusal> {
        once("chosen", "candidate", data.chosen.iter().map(PartyId::as_str))?;
        data.chosen.iter().try_for_each(|party| self.is_candidate("chosen", party))?;
        said("why", &data.why)
    }

    /// The course of a scoring stays: scores taken back and given anew would tell by the difference.
    fn withdraws_scores(&self, fact: Seq) -> Result<(), Refusal> {
        for scoring in self.alliance.scorings.values() {
            let locked = scoring.locked.iter().map(|entry| entry.seq);
            let submitted = scoring.submitted.values().map(|entry| entry.seq);
            let excused = scoring.excused.values().map(|entry| entry.seq);
            // Who scores and whom they score, too: a scoring that vanishes shows again as if nobody had scored.
            let asked = &scoring.opened.value;
            let reviewers = asked.reviewers.iter().filter_map(|reviewer| reviewer.party.as_ref());
            let parties = reviewers.chain(&asked.candidates);
            let joined = parties.filter_map(|party| self.alliance.parties.get(party));
            let opened = (!scoring.submitted.is_empty())
                .then(|| std::iter::once(scoring.opened.seq).chain(joined.map(|party| party.joined.seq)));
            let opened = opened.into_iter().flatten();
            if locked.chain(submitted).chain(excused).chain(opened).any(|seq| seq == fact) {
                let why = format!("fact {fact} belongs to the course of a scoring, which stays as it was");
                return Err(Refusal::not_now("fact", why, "begin a new scoring to look again"));
            }
        }
        Ok(())
    }
}

fn some(field: &'static str, count: usize, what: &str) -> Result<(), Refusal> {
    if (1..=MOST).contains(&count) {
        return Ok(());
    }
    Err(Refusal::OutOfRange {
        field,
        found: format!("{count} {what}"),
        expected: format!("1 to {MOST} {what}"),
    })
}

fn once<'a>(
    field: &'static str,
    what: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<(), Refusal> {
    let mut known = std::collections::BTreeSet::new();
    match names.into_iter().find(|name| !known.insert(*name)) {
        Some(twice) => Err(Refusal::there(field, what, twice)),
        None => Ok(()),
    }
}
