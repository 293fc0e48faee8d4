//! Putting the entries of a case file on a record, one decision at a time, so that a file yields the same
//! facts as the application would. All refusals are gathered; what only fails because of an earlier refusal
//! is left out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rowlock_core::alliance::{Alliance, fold};
use rowlock_core::answers::seal_answers;
use rowlock_core::bounds::Bounds;
use rowlock_core::decide::{Refusal, Unfit, decide, unfit_answers};
use rowlock_core::fact::{
    Actor, AnswerValue, Event, FactWithdrawn, Pack, RoundOpened, ScoreSheet, Seq, Sheet,
};
use rowlock_core::framework::Framework;
use rowlock_core::gate;
use rowlock_core::id::{ExchangeId, PartyId, PersonId, RoundId, ScoringId};
use rowlock_core::pack::{self, seal_pack};
use rowlock_core::record::{NewFact, Record};
use rowlock_core::scores::{UnfitScore, seal_scores, unfit_scores};
use rowlock_core::seal::{Keyring, Seed};

use super::lower::{Entry, Problem, Wish};
use crate::answers::typed;

/// The hour, in universal time, at which a case file's facts count as written down.
const NOON: i8 = 12;

struct Builder<'a> {
    framework: &'a Framework,
    bounds: Bounds,
    seed: &'a Seed,
    record: Record,
    alliance: Alliance,
    ring: Keyring,
    written: BTreeMap<String, Vec<Seq>>,
    refused: BTreeSet<String>,
    problems: Vec<Problem>,
}

/// Builds the record of the entries, in the order in which they were written down.
pub(super) fn build(
    mut entries: Vec<Entry>,
    framework: &Framework,
    seed: &Seed,
    bounds: Bounds,
) -> Result<(Record, Keyring), Vec<Problem>> {
    // From memory everything is written down on one day, in the order in which it happened.
    let recalled = entries.iter().any(|entry| is_recalled(&entry.wish));
    entries.sort_by_key(|entry| (entry.recorded, recalled.then_some(entry.on)));
    let mut builder = Builder {
        framework,
        bounds,
        seed,
        record: Record::default(),
        alliance: Alliance::default(),
        ring: Keyring::default(),
        written: BTreeMap::new(),
        refused: BTreeSet::new(),
        problems: Vec::new(),
    };
    for entry in entries {
        builder.take(entry);
    }
    if builder.problems.is_empty() { Ok((builder.record, builder.ring)) } else { Err(builder.problems) }
}

fn is_recalled(wish: &Wish) -> bool {
    let Wish::Fact(event) = wish else { return false };
    matches!(event.as_ref(), Event::AllianceFounded(data) if data.recalled)
}

impl Builder<'_> {
    fn take(&mut self, entry: Entry) {
        let Entry { recorded, on, actor, wish, path } = entry;
        match wish {
            Wish::Fact(event) => self.decide(recorded, on, &actor, *event, &path),
            Wish::Answers { round, person, sheet } => {
                self.answers(recorded, on, &actor, (&round, &person), *sheet, &path);
            }
            Wish::Scores { scoring, person, sheet } => {
                self.scores(recorded, on, (&scoring, &person), &sheet, &path);
            }
            Wish::Pack { exchange, party, pack } => {
                self.pack(recorded, on, &actor, (&exchange, &party), &pack, &path);
            }
            Wish::Withdraw { path: withdrawn, why } => {
                let inside = format!("{withdrawn}/");
                let facts: Vec<Seq> = self
                    .written
                    .iter()
                    .filter(|(place, _)| **place == withdrawn || place.starts_with(&inside))
                    .flat_map(|(_, facts)| facts.iter().copied())
                    .collect();
                for fact in facts {
                    let event = FactWithdrawn { fact, why: why.clone() }.into();
                    self.decide(recorded, on, &actor, event, &path);
                }
            }
        }
    }

    fn decide(&mut self, recorded: Date, on: Date, actor: &Actor, mut event: Event, path: &str) {
        if let Event::AllianceFounded(data) = &mut event {
            data.framework.version = self.framework.version.as_str().into();
        }
        if let Event::RoundOpened(data) = &mut event {
            self.freeze(data);
        }
        let declared = declares(&event);
        let within = self.bounds.day("recorded", recorded).and_then(|()| self.bounds.event(on, &event));
        if let Err(refusal) = within {
            return self.refuse(&refusal, declared, path);
        }
        match decide(&self.alliance, self.framework, on, actor, event) {
            Ok(facts) => {
                for (actor, event) in facts {
                    self.append(recorded, on, actor, event, path);
                }
            }
            Err(refusal) => self.refuse(&refusal, declared, path),
        }
    }

    /// The rule of confidentiality by the framework, in the words that respondents are shown.
    fn freeze(&self, opened: &mut RoundOpened) {
        let Some(round) = self.alliance.rounds.get(&opened.round) else { return };
        opened.rule = gate::rule_at_opening(self.framework, &round.drafted.value, opened.rule.adviser.take());
    }

    fn append(&mut self, recorded: Date, on: Date, actor: Actor, event: Event, path: &str) {
        let new = NewFact { recorded_at: noon(recorded), effective_on: on, actor, event };
        match self.record.append(new) {
            Ok(seq) => {
                if let Some(fact) = self.record.fact(seq) {
                    self.alliance = fold(std::mem::take(&mut self.alliance), fact);
                }
                self.written.entry(path.to_owned()).or_default().push(seq);
            }
            Err(error) => self.problem(path, None, format!("the fact cannot be written: {error}")),
        }
    }

    fn answers(
        &mut self,
        recorded: Date,
        on: Date,
        actor: &Actor,
        (round, person): (&RoundId, &PersonId),
        mut sheet: Sheet,
        path: &str,
    ) {
        let Some(known) = self.alliance.rounds.get(round) else { return };
        let drafted = &known.drafted.value;
        let respondent = drafted.respondents.iter().find(|respondent| respondent.person == *person);
        if let Some(respondent) = respondent {
            type_answers(&mut sheet, self.framework);
            let party = &respondent.party;
            let unfit = unfit_answers(&sheet, party, drafted.form, &self.alliance, self.framework, on);
            if !unfit.is_empty() {
                self.problems.extend(unfit.into_iter().map(|unfit| unfit_problem(unfit, path)));
                self.refused.insert(person.to_string());
                return;
            }
        }
        match seal_answers(self.framework, drafted, person, sheet, &mut self.ring, self.seed) {
            Ok(submitted) => {
                let party = respondent_party(&self.alliance, round, person);
                let actor = party.map_or_else(|| actor.clone(), Actor::Party);
                self.decide(recorded, on, &actor, submitted.into(), path);
            }
            Err(error) => self.problem(path, None, format!("the answers cannot be sealed: {error}")),
        }
    }

    fn scores(
        &mut self,
        recorded: Date,
        on: Date,
        (scoring, person): (&ScoringId, &PersonId),
        sheet: &ScoreSheet,
        path: &str,
    ) {
        let Some(known) = self.alliance.scorings.get(scoring) else { return };
        let unfit = unfit_scores(sheet, known);
        if !unfit.is_empty() {
            self.problems.extend(unfit.into_iter().map(|unfit| unfit_score(&unfit, path)));
            return;
        }
        let reviewer = known.opened.value.reviewers.iter().find(|reviewer| reviewer.person == *person);
        let party = reviewer.and_then(|reviewer| reviewer.party.clone());
        let actor = party.map_or_else(|| Actor::Adviser(person.clone()), Actor::Party);
        match seal_scores(scoring, person, sheet, &mut self.ring, self.seed) {
            Ok(submitted) => self.decide(recorded, on, &actor, submitted.into(), path),
            Err(error) => self.problem(path, None, format!("the scores cannot be sealed: {error}")),
        }
    }

    fn pack(
        &mut self,
        recorded: Date,
        on: Date,
        actor: &Actor,
        (exchange, party): (&ExchangeId, &PartyId),
        pack: &Pack,
        path: &str,
    ) {
        let Some(known) = self.alliance.pack_exchanges.get(exchange) else { return };
        let asked = &known.opened.value.checks;
        let unasked = pack.shown.keys().filter(|check| !asked.contains(check)).map(|check| Problem {
            path: format!("{path}/shown/{check}"),
            message: format!("the check {check} is not asked in the exchange {exchange}"),
            found: None,
            expected: None,
            hint: Some("add it to `checks`, or take it out of the pack".to_owned()),
        });
        let missing = pack::missing(pack, known, self.framework).into_iter().map(|missing| Problem {
            path: format!("{path}/shown/{}", missing.check),
            message: format!("the pack of {party} is not whole at the check {}", missing.check),
            found: None,
            expected: None,
            hint: Some(missing.what.to_owned()),
        });
        let problems: Vec<Problem> = unasked.chain(missing).collect();
        if !problems.is_empty() {
            self.problems.extend(problems);
            self.refused.insert(exchange.to_string());
            return;
        }
        match seal_pack(pack, exchange, party, &mut self.ring, self.seed) {
            Ok(handed_in) => self.decide(recorded, on, actor, handed_in.into(), path),
            Err(error) => self.problem(path, None, format!("the pack cannot be sealed: {error}")),
        }
        for consent in gate::consents_due(&self.alliance, self.framework, &self.ring, on) {
            self.decide(recorded, on, &Actor::Rowlock, consent.into(), path);
        }
    }

    fn refuse(&mut self, refusal: &Refusal, declared: Option<String>, path: &str) {
        let follows = matches!(refusal, Refusal::Unknown { found, .. } if self.refused.contains(found));
        self.refused.extend(declared);
        if follows {
            return;
        }
        let (found, expected, hint) = match refusal {
            Refusal::Unknown { found, known, .. } => (Some(found.clone()), None, Some(nearest(found, known))),
            Refusal::AlreadyThere { found, .. } => (
                Some(found.clone()),
                None,
                Some("give it an id of its own, or take one of the two out".to_owned()),
            ),
            Refusal::OutOfRange { found, expected, .. } | Refusal::TooMuch { found, expected, .. } => {
                (Some(found.clone()), Some(expected.clone()), None)
            }
            Refusal::TooEarly { found, earliest, .. } => {
                (Some(found.to_string()), Some(format!("{earliest} or later")), None)
            }
            Refusal::NotNow { hint, .. } => (None, None, Some(hint.clone())),
        };
        let path = format!("{path}/{}", refusal.field());
        self.problems.push(Problem { path, message: refusal.to_string(), found, expected, hint });
    }

    fn problem(&mut self, path: &str, expected: Option<String>, message: String) {
        self.problems.push(Problem { path: path.to_owned(), message, found: None, expected, hint: None });
    }
}

/// The id that a fact brings in, so that what refers to it is not reported too when it is refused.
fn declares(event: &Event) -> Option<String> {
    Some(match event {
        Event::PartyJoined(data) => data.party.to_string(),
        Event::RoundDrafted(data) => data.round.to_string(),
        Event::ScoringOpened(data) => data.scoring.to_string(),
        Event::TrialAgreed(data) => data.trial.to_string(),
        Event::ExchangeOpened(data) => data.exchange.to_string(),
        Event::HandOverAsked(data) => data.hand_over.to_string(),
        Event::ProjectProposed(data) => data.project.to_string(),
        Event::LeadFound(data) => data.lead.to_string(),
        Event::InterestNoted(data) => data.interest.to_string(),
        Event::IssueRaised(data) => data.issue.to_string(),
        Event::ControlPointNamed(data) => data.point.to_string(),
        Event::ObligationTaken(data) => data.obligation.to_string(),
        Event::MeetingPlanned(data) => data.meeting.to_string(),
        Event::StopRuleAgreed(data) => data.rule.to_string(),
        Event::ClauseDrafted(data) => data.clause.to_string(),
        Event::DecisionRightAgreed(data) => data.decision_kind.to_string(),
        Event::AttemptBegun(data) => data.attempt.to_string(),
        _ => return None,
    })
}

fn respondent_party(
    alliance: &Alliance,
    round: &RoundId,
    person: &PersonId,
) -> Option<rowlock_core::id::PartyId> {
    let round = alliance.rounds.get(round)?;
    let asked = &round.drafted.value.respondents;
    asked.iter().find(|respondent| respondent.person == *person).map(|respondent| respondent.party.clone())
}

fn noon(day: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(day.at(NOON, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn unfit_problem(unfit: Unfit, path: &str) -> Problem {
    let part = unfit.part.map_or(String::new(), |part| format!("/{part}"));
    Problem {
        path: format!("{path}/answers/{}{part}", unfit.item),
        message: format!("this answer does not fit the item {}", unfit.item),
        found: Some(unfit.found),
        expected: Some(unfit.expected),
        hint: None,
    }
}

fn unfit_score(unfit: &UnfitScore, path: &str) -> Problem {
    let (part, message, found, expected) = match unfit {
        UnfitScore::Candidate(party) => {
            (format!("/{party}"), "this party is not scored here", party.to_string(), "one of `candidates`")
        }
        UnfitScore::Criterion(party, criterion) => (
            format!("/{party}/{criterion}"),
            "this is no criterion of the scoring",
            criterion.to_string(),
            "the id of one of `criteria`",
        ),
        UnfitScore::Point(party, criterion, point) => (
            format!("/{party}/{criterion}"),
            "this is no point of the scale",
            point.to_string(),
            "a whole number from 1 to 7",
        ),
        UnfitScore::Remark(party, length) => (
            format!("/{party}"),
            "this remark is too long",
            format!("{length} characters"),
            "at most 1,000 characters",
        ),
        UnfitScore::Empty => {
            (String::new(), "nothing is scored", "no point".to_owned(), "at least one point")
        }
    };
    let table = if matches!(unfit, UnfitScore::Remark(..)) { "remarks" } else { "points" };
    Problem {
        path: format!("{path}/{table}{part}"),
        message: message.to_owned(),
        found: Some(found),
        expected: Some(expected.to_owned()),
        hint: None,
    }
}

fn nearest(found: &str, known: &[String]) -> String {
    let best = known.iter().map(|name| (strsim::damerau_levenshtein(found, name), name)).min();
    match best {
        Some((distance, name)) if distance <= 1 + found.len() / 4 => format!("did you mean `{name}`?"),
        _ if known.is_empty() => "there are none at that time; is it dated later, or missing?".to_owned(),
        _ if known.len() <= 12 => format!("there are: {}", known.join(", ")),
        _ => format!("there are {} of them; look for the id where it is defined", known.len()),
    }
}

/// Gives each value the type that its item asks for.
fn type_answers(sheet: &mut Sheet, framework: &Framework) {
    for (id, answer) in &mut sheet.items {
        let Some((_, item)) = framework.item(id) else { continue };
        let values =
            answer.own.iter_mut().chain(answer.about.values_mut()).chain(answer.predicted.values_mut());
        for value in values {
            let read = std::mem::replace(value, AnswerValue::DontKnow);
            *value = typed(&item.kind, read);
        }
    }
}
