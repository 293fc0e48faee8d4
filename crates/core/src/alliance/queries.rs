//! Questions that every reader of an alliance asks: who is in on a day, what holds, where a round stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Alliance, Attempt, CapabilityLevel, Clause, ClauseVersion, Dated, Issue, IssueTurn, Obligation, Party,
    Project, Round, RoundState,
};
use crate::bounds::days_from;
use crate::fact::{
    Admission, AllianceEnded, AllianceForm, BusinessModelDescribed, FrozenRule, JointBusinessDescribed,
    LadderAgreed, Outcome, PartyRole, ProjectDecided, ProjectProposed, PulseScheduled, ReleaseScope,
    RoundDrafted, RoundForm, SplitAgreed, Stage, VotingAgreed,
};
use crate::id::{CapabilityId, PartyId, PersonId, ProjectId};

/// The last entry that holds on a day.
pub fn last_on<T>(entries: &[Dated<T>], on: Date) -> Option<&Dated<T>> {
    entries.iter().rev().find(|entry| entry.on <= on)
}

/// The entries that hold on a day or held before.
pub fn until<T>(entries: &[Dated<T>], on: Date) -> impl DoubleEndedIterator<Item = &Dated<T>> {
    entries.iter().filter(move |entry| entry.on <= on)
}

/// Whether an entry is there on a day.
pub fn by_then<T>(entry: Option<&Dated<T>>, on: Date) -> Option<&Dated<T>> {
    entry.filter(|entry| entry.on <= on)
}

impl Alliance {
    /// Its stage on a day.
    pub fn stage(&self, on: Date) -> Option<Stage> {
        last_on(&self.stages, on).map(|entry| entry.value)
    }

    /// Its form on a day.
    pub fn form(&self, on: Date) -> Option<AllianceForm> {
        last_on(&self.forms, on).map(|entry| entry.value)
    }

    /// How it came out, as far as anybody said so by a day: the word of the last ending or debrief, and where it
    /// stands. That it goes on is no outcome.
    pub fn outcome(&self, on: Date) -> Option<Dated<Outcome>> {
        let ended = until(&self.endings, on).map(|entry| (entry.on, entry.seq, entry.value.outcome));
        let debriefed = until(&self.debriefs, on).map(|entry| (entry.on, entry.seq, entry.value.outcome));
        let known = ended.chain(debriefed).filter(|(.., outcome)| *outcome != Outcome::Ongoing);
        let (on, seq, value) = known.max_by_key(|(on, seq, _)| (*on, *seq))?;
        Some(Dated { on, seq, value })
    }

    /// How it ended, where it is over on a day.
    pub fn ended(&self, on: Date) -> Option<&Dated<AllianceEnded>> {
        last_on(&self.endings, on).filter(|_| self.stage(on) == Some(Stage::Ended))
    }

    /// The day on which what was meant to be watched was over: the first debrief with an outcome, or the end,
    /// whichever came first.
    pub fn closed_on(&self, on: Date) -> Option<Date> {
        let ended = until(&self.stages, on).filter(|entry| entry.value == Stage::Ended).map(|entry| entry.on);
        let debriefed = until(&self.debriefs, on).filter(|entry| entry.value.outcome != Outcome::Ongoing);
        ended.chain(debriefed.map(|entry| entry.on)).min()
    }

    /// The day on which the joint business began to run.
    pub fn running_since(&self, on: Date) -> Option<Date> {
        until(&self.stages, on).find(|entry| entry.value == Stage::Running).map(|entry| entry.on)
    }

    /// The joint business as described on a day.
    pub fn joint_business(&self, on: Date) -> Option<&Dated<JointBusinessDescribed>> {
        last_on(&self.joint_business, on)
    }

    /// The votes as agreed on a day.
    pub fn voting(&self, on: Date) -> Option<&Dated<VotingAgreed>> {
        last_on(&self.voting, on)
    }

    /// The escalation ladder on a day.
    pub fn ladder(&self, on: Date) -> Option<&Dated<LadderAgreed>> {
        last_on(&self.ladders, on)
    }

    /// How shares are held on a day.
    pub fn split(&self, on: Date) -> Option<&Dated<SplitAgreed>> {
        last_on(&self.splits, on)
    }

    /// The plan of pulses on a day; none where none was made, or it was ended.
    pub fn pulse_plan(&self, on: Date) -> Option<&Dated<PulseScheduled>> {
        last_on(&self.pulse_plans, on).filter(|plan| plan.value.every_weeks > 0)
    }

    /// The day of the next pulse under the plan: the latest day of the plan that is not to come, while no pulse has
    /// been opened on it or since; else the next one.
    pub fn next_pulse(&self, on: Date) -> Option<Date> {
        let plan = self.pulse_plan(on)?;
        let step = 7 * i64::from(plan.value.every_weeks);
        let behind = i64::from((on - plan.on).get_days()) / step * step;
        let latest = days_from(plan.on, behind)?;
        let opened = |round: &Round| {
            round.drafted.value.form == RoundForm::Pulse
                && by_then(round.opened.as_ref(), on).is_some_and(|opened| opened.on >= latest)
        };
        if self.rounds.values().any(opened) { days_from(latest, step) } else { Some(latest) }
    }

    /// What people call a party; its id where nothing else is known.
    pub fn party_name<'a>(&'a self, party: &'a PartyId) -> &'a str {
        self.parties.get(party).map_or(party.as_str(), |entry| &entry.joined.value.name)
    }

    /// The lead and the partners on a day, the lead first.
    pub fn signers(&self, on: Date) -> Vec<&PartyId> {
        let role = |(_, party): &(&PartyId, &Party)| party.role(on);
        let in_it =
            |entry: &(&PartyId, &Party)| matches!(role(entry), Some(PartyRole::Lead | PartyRole::Partner));
        let mut signers: Vec<_> = self.parties.iter().filter(in_it).collect();
        signers.sort_by_key(|entry| (role(entry), entry.1.joined.seq));
        signers.into_iter().map(|(id, _)| id).collect()
    }

    /// The party that leads on a day: of those with that role, the one that took it last.
    pub fn lead_on(&self, on: Date) -> Option<&PartyId> {
        let leads = self.parties.iter().filter_map(|(id, party)| {
            let role = last_on(&party.roles, on).filter(|role| role.value == PartyRole::Lead)?;
            Some((role.on, role.seq, id))
        });
        leads.max().map(|(.., id)| id)
    }

    /// The candidates on a day, in the order in which they came in.
    pub fn candidates(&self, on: Date) -> Vec<&PartyId> {
        let mut candidates: Vec<_> =
            self.parties.iter().filter(|(_, party)| party.role(on) == Some(PartyRole::Candidate)).collect();
        candidates.sort_by_key(|(_, party)| party.joined.seq);
        candidates.into_iter().map(|(id, _)| id).collect()
    }

    /// The people of lead and partners who have `capability` at `level` or above on a day.
    pub fn people_who_can(
        &self,
        capability: &CapabilityId,
        level: u8,
        on: Date,
    ) -> Vec<(&PartyId, &PersonId, CapabilityLevel)> {
        let mut people = Vec::new();
        for id in self.signers(on) {
            for ((claimed, person), entry) in &self.parties[id].capabilities {
                if let Some(Some(found)) = last_on(&entry.levels, on).map(|entry| entry.value)
                    && claimed == capability
                    && found.checked() >= level
                {
                    people.push((id, person, found));
                }
            }
        }
        people
    }

    /// Hours a week that a party had pledged on a day.
    pub fn pledge(&self, party: &PartyId, on: Date) -> Option<&Dated<f64>> {
        last_on(self.pledges.get(party)?, on)
    }

    /// Projects known on a day.
    pub fn projects_on(&self, on: Date) -> impl Iterator<Item = (&ProjectId, &Project)> {
        self.projects.iter().filter(move |(_, project)| project.proposed.on <= on)
    }

    /// Rounds that were locked by a day, the last first.
    pub fn locked_rounds(&self, on: Date) -> Vec<&Round> {
        let mut rounds: Vec<_> =
            self.rounds.values().filter(|round| round.state(on) >= RoundState::Locked).collect();
        rounds
            .sort_by_key(|round| std::cmp::Reverse(round.locked.as_ref().map(|entry| (entry.on, entry.seq))));
        rounds
    }

    /// The number that a signal uses on a day: as changed on the record, else as the framework has it.
    pub fn threshold(&self, signal: &crate::framework::Signal, number: &str, on: Date) -> f64 {
        until(&self.thresholds, on)
            .rev()
            .find(|change| change.value.signal == signal.id && change.value.number == number)
            .map(|change| change.value.value)
            .or_else(|| signal.rule.numbers.get(number).copied())
            .unwrap_or(f64::INFINITY)
    }

    /// Clauses whose latest agreed version was agreed by a day.
    pub fn agreed_clauses(&self, on: Date) -> impl Iterator<Item = (&crate::id::ClauseId, &Clause)> {
        self.clauses.iter().filter(move |(_, clause)| clause.agreed(on).is_some())
    }
}

impl Party {
    /// Its role on a day; none before it came in.
    pub fn role(&self, on: Date) -> Option<PartyRole> {
        last_on(&self.roles, on).map(|entry| entry.value)
    }

    /// Its own business as described on a day.
    pub fn model(&self, on: Date) -> Option<&Dated<BusinessModelDescribed>> {
        last_on(&self.models, on)
    }
}

impl Clause {
    /// The latest version that was agreed by a day.
    pub fn agreed(&self, on: Date) -> Option<&Dated<ClauseVersion>> {
        self.versions.iter().rev().find(|version| by_then(version.value.agreed.as_ref(), on).is_some())
    }

    /// The latest version drafted by a day.
    pub fn latest(&self, on: Date) -> Option<&Dated<ClauseVersion>> {
        last_on(&self.versions, on)
    }
}

impl Round {
    pub(super) fn drafted(drafted: Dated<RoundDrafted>) -> Self {
        Self {
            drafted,
            opened: None,
            withdrawn: BTreeMap::new(),
            locked: None,
            kept: None,
            consents: Vec::new(),
            released: Vec::new(),
            submitted: BTreeMap::new(),
            sheets: BTreeMap::new(),
            taken_back: BTreeSet::new(),
        }
    }

    /// Where it stands on a day.
    pub fn state(&self, on: Date) -> RoundState {
        if self.released_on(ReleaseScope::Items, on).is_some() {
            RoundState::Released
        } else if by_then(self.locked.as_ref(), on).is_some() {
            RoundState::Locked
        } else if self.rule(on).is_some() {
            RoundState::Open
        } else {
            RoundState::Draft
        }
    }

    /// Its rule, once opened.
    pub fn rule(&self, on: Date) -> Option<&FrozenRule> {
        by_then(self.opened.as_ref(), on).map(|entry| &entry.value)
    }

    /// Those whose answers are in, for a party.
    pub fn answered_for<'a>(&'a self, party: &'a PartyId) -> impl Iterator<Item = &'a PersonId> {
        let asked = self.drafted.value.respondents.iter();
        let asked = asked.filter(move |one| one.party == *party && self.submitted.contains_key(&one.person));
        asked.map(|one| &one.person)
    }

    /// Whether somebody who answered has agreed to a release by a day.
    pub fn person_agreed(&self, party: &PartyId, person: &PersonId, scope: ReleaseScope, on: Date) -> bool {
        until(&self.consents, on).map(|given| &given.value).any(|given| {
            given.party == *party
                && given.scope == scope
                && given.person.as_ref().is_none_or(|said| said == person)
        })
    }

    /// Whether everybody who answered for a party has agreed to a release by a day.
    pub fn party_agreed(&self, party: &PartyId, scope: ReleaseScope, on: Date) -> bool {
        self.answered_for(party).all(|person| self.person_agreed(party, person, scope, on))
    }

    /// When `scope` was released, if by a day.
    pub fn released_on(&self, scope: ReleaseScope, on: Date) -> Option<&Dated<ReleaseScope>> {
        until(&self.released, on).find(|entry| entry.value == scope)
    }

    /// How many are asked and have not withdrawn by a day.
    pub fn asked(&self, on: Date) -> usize {
        let gone = self.withdrawn.values().filter(|entry| entry.on <= on).count();
        self.drafted.value.respondents.len().saturating_sub(gone)
    }

    /// How many have submitted by a day.
    pub fn answered(&self, on: Date) -> usize {
        self.submitted.values().filter(|entry| entry.on <= on).count()
    }

    /// Whether it asks somebody who speaks for `party`.
    pub fn asks(&self, party: &PartyId) -> bool {
        self.drafted.value.respondents.iter().any(|respondent| respondent.party == *party)
    }

    /// The parties of those who submitted, each once, in the order in which they were asked.
    pub fn parties(&self) -> Vec<&PartyId> {
        let mut parties: Vec<&PartyId> = Vec::new();
        for respondent in &self.drafted.value.respondents {
            if self.submitted.contains_key(&respondent.person) && !parties.contains(&&respondent.party) {
                parties.push(&respondent.party);
            }
        }
        parties
    }
}

impl Project {
    pub(super) fn proposed(proposed: Dated<ProjectProposed>) -> Self {
        Self {
            proposed,
            started: None,
            decisions: Vec::new(),
            judged: Vec::new(),
            paid: Vec::new(),
            ended: None,
        }
    }

    /// The latest decision on its admission by a day.
    pub fn decision(&self, on: Date) -> Option<&Dated<ProjectDecided>> {
        last_on(&self.decisions, on)
    }

    /// Whether it was admitted by a day.
    pub fn is_admitted(&self, on: Date) -> bool {
        self.decision(on)
            .is_some_and(|d| matches!(d.value.admission, Admission::Admit | Admission::AmendScope))
    }

    /// The latest judgment of each party on whether it is in scope, by a day.
    pub fn judgments(&self, on: Date) -> BTreeMap<&PartyId, bool> {
        until(&self.judged, on).map(|entry| (&entry.value.0, entry.value.1)).collect()
    }
}

impl Issue {
    /// Whether it is open on a day.
    pub fn is_open(&self, on: Date) -> bool {
        self.raised.on <= on
            && !until(&self.turns, on)
                .rev()
                .find(|turn| !matches!(turn.value, IssueTurn::Step(..)))
                .is_some_and(|turn| matches!(turn.value, IssueTurn::Closed(_)))
    }

    /// Whether it was ever reopened by a day.
    pub fn was_reopened(&self, on: Date) -> bool {
        until(&self.turns, on).any(|turn| matches!(turn.value, IssueTurn::Reopened(_)))
    }

    /// When its present step of the ladder is due.
    pub fn answer_by(&self, on: Date) -> Option<Date> {
        until(&self.turns, on)
            .rev()
            .find_map(|turn| match turn.value {
                IssueTurn::Step(_, due) => Some(due),
                _ => None,
            })
            .unwrap_or(self.raised.value.answer_by)
    }
}

impl Obligation {
    /// Whether it was done by a day.
    pub fn is_done(&self, on: Date) -> bool {
        by_then(self.done.as_ref(), on).is_some()
    }
}

/// What a proposal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// Answers are still out, and its day has not come.
    Open,
    /// All accept.
    Accepted,
    /// One refuses, or its day passed without all answers.
    Refused,
}

impl Attempt {
    /// What it came to by a day, asked of `parties`.
    pub fn outcome(&self, parties: &[&PartyId], on: Date) -> AttemptOutcome {
        let said = |party: &PartyId| {
            until(&self.answers, on).rev().find(|a| a.value.party == *party).map(|a| a.value.accepts)
        };
        let others = parties.iter().filter(|party| ***party != self.begun.value.by);
        let said: Vec<Option<bool>> = others.map(|party| said(party)).collect();
        if said.contains(&Some(false)) {
            AttemptOutcome::Refused
        } else if said.iter().all(|answer| *answer == Some(true)) {
            AttemptOutcome::Accepted
        } else if on > self.begun.value.decide_by {
            AttemptOutcome::Refused
        } else {
            AttemptOutcome::Open
        }
    }
}
