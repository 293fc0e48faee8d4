//! Making a playbook of an alliance: what is taken along, by seats and days, without names.

use jiff::civil::Date;

use super::{
    AdmissionTest, ClauseText, DecisionRow, Duty, Names, Origin, PlannedRound, Playbook, Pulses, Seating,
    Shares, StopSign, Used, Votes,
};
use crate::alliance::{Alliance, by_then, last_on, until};
use crate::charter::decision_rights;
use crate::fact::{AllianceForm, FrameworkRef, Outcome, RoundForm, Split};
use crate::framework::Framework;
use crate::id::{ClauseId, FrameworkId, ObligationId, PartyId, PlaybookId};

/// Obligations that fall due within so many days of the start are taken along unless others are chosen.
pub const FIRST_DAYS: u32 = 100;

/// What whoever makes a playbook chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: PlaybookId,
    /// Its name.
    pub name: String,
    /// The clauses to take along, of those that are agreed; none: all of them.
    pub clauses: Option<Vec<ClauseId>>,
    /// The obligations to take along; none: those of the first [`FIRST_DAYS`] days.
    pub obligations: Option<Vec<ObligationId>>,
    /// What was learned.
    pub lessons: Vec<String>,
    /// What parties are called in texts besides their names.
    pub known_as: Vec<(PartyId, String)>,
}

/// How an alliance came out by a day; ongoing where that is not known.
pub fn outcome(alliance: &Alliance, on: Date) -> Outcome {
    alliance.outcome(on).map_or(Outcome::Ongoing, |known| known.value)
}

/// The lessons on record by a day: those that an earlier playbook took along, else those of debriefs, else what
/// debriefs say is to change.
pub fn lessons_on_record(alliance: &Alliance, on: Date) -> Vec<String> {
    if let Some(made) = last_on(&alliance.playbooks, on) {
        return made.value.lessons.clone();
    }
    let lessons: Vec<String> =
        until(&alliance.debriefs, on).flat_map(|debrief| debrief.value.lessons.iter().cloned()).collect();
    if !lessons.is_empty() {
        return lessons;
    }
    let changes = until(&alliance.debriefs, on).flat_map(|debrief| debrief.value.change.split(". "));
    let lessons = changes.map(|lesson| lesson.trim().trim_end_matches('.').to_owned());
    lessons.filter(|lesson| !lesson.is_empty()).map(|lesson| format!("{lesson}.")).collect()
}

impl Playbook {
    /// The playbook that an alliance makes on a day, its clauses in the order of the framework. It names nobody.
    pub fn made(alliance: &Alliance, framework: &Framework, on: Date, choice: &Choice) -> Self {
        let seating = Seating::of(alliance, on);
        let names = Names::of(alliance, &seating, &choice.known_as, on);
        let mut playbook = Self::standing(alliance, on);
        playbook.id = choice.id.clone();
        let ids = framework.clauses.iter().map(|clause| &clause.id);
        let ids = ids.filter(|id| choice.clauses.as_ref().is_none_or(|chosen| chosen.contains(id)));
        let agreed = ids.filter_map(|id| {
            let agreed = alliance.clauses.get(id)?.agreed(on)?;
            Some(ClauseText { clause: id.clone(), text: agreed.value.text.clone() })
        });
        playbook.clauses = agreed.collect();
        playbook.obligations.retain(|duty| match &choice.obligations {
            Some(chosen) => chosen.contains(&duty.obligation),
            None => duty.days <= FIRST_DAYS,
        });
        playbook.name.clone_from(&choice.name);
        playbook.lessons.clone_from(&choice.lessons);
        for text in playbook.texts() {
            *text = names.without(text);
        }
        playbook
    }

    /// An alliance as it stands on a day, in the words of a playbook: what another one is held against. Names stay.
    pub fn standing(alliance: &Alliance, on: Date) -> Self {
        let seating = Seating::of(alliance, on);
        let begun = alliance.founded_on.unwrap_or(on);
        let running = alliance.running_since(on).unwrap_or(begun);
        let framework = alliance.framework.clone();
        Self {
            id: PlaybookId::parse("standing").unwrap_or_else(|_| unreachable!("it is an id")),
            name: alliance.name.clone(),
            version: 1,
            framework: framework.unwrap_or_else(|| FrameworkRef {
                id: FrameworkId::parse("none").unwrap_or_else(|_| unreachable!("it is an id")),
                version: "".into(),
            }),
            form: alliance.form(on).unwrap_or(AllianceForm::Informal),
            clauses: drafts(alliance, on),
            decisions: rows(alliance, &seating, on),
            votes: votes(alliance, &seating, on),
            split: split(alliance, &seating, on),
            admission: last_on(&alliance.admission_tests, on).and_then(|test| {
                let decides = seating.decider(&test.value.decides)?;
                Some(AdmissionTest { questions: test.value.questions.clone(), decides })
            }),
            stop_rules: stop_rules(alliance, running, on),
            ladder: alliance.ladder(on).map(|ladder| ladder.value.steps.clone()).unwrap_or_default(),
            rounds: rounds(alliance, begun, on),
            pulses: pulses(alliance, on),
            diligence: checks(alliance, &seating, on),
            obligations: duties(alliance, &seating, running, on),
            lessons: Vec::new(),
            origin: Origin { outcome: outcome(alliance, on), began: begun, until: on },
            used: Used::default(),
        }
    }

    /// Every text of it that somebody wrote.
    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let clauses = self.clauses.iter_mut().map(|clause| &mut clause.text);
        let rows = self.decisions.iter_mut().map(|row| &mut row.name);
        let questions = self.admission.iter_mut().flat_map(|test| &mut test.questions);
        let signs = self.stop_rules.iter_mut().map(|rule| &mut rule.sign);
        let steps = self.ladder.iter_mut().map(|step| &mut step.what);
        let duties = self.obligations.iter_mut().map(|duty| &mut duty.what);
        let freeze = self.split.iter_mut().filter_map(|split| match split {
            Shares::Fixed { .. } => None,
            Shares::Dynamic { freeze, .. } => Some(freeze),
        });
        clauses
            .chain(rows)
            .chain(questions)
            .chain(signs)
            .chain(steps)
            .chain(duties)
            .chain(freeze)
            .chain(&mut self.lessons)
            .chain(std::iter::once(&mut self.name))
    }
}

fn days(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).get_days()).unwrap_or(0)
}

fn drafts(alliance: &Alliance, on: Date) -> Vec<ClauseText> {
    let latest = alliance.clauses.iter().filter_map(|(id, clause)| {
        Some(ClauseText { clause: id.clone(), text: clause.latest(on)?.value.text.clone() })
    });
    latest.collect()
}

fn rows(alliance: &Alliance, seating: &Seating, on: Date) -> Vec<DecisionRow> {
    let rows = decision_rights(alliance, on).filter_map(|(kind, row)| {
        let row = &row.value;
        Some(DecisionRow {
            kind: kind.clone(),
            name: row.name.clone(),
            proposes: seating.seats(&row.proposes),
            must_agree: seating.seats(&row.must_agree),
            heard: seating.seats(&row.heard),
            decides: seating.decider(&row.decides)?,
            carries_out: seating.seats(&row.carries_out),
            limit: row.limit,
            reserved: row.reserved,
        })
    });
    rows.collect()
}

fn votes(alliance: &Alliance, seating: &Seating, on: Date) -> Option<Votes> {
    let agreed = &alliance.voting(on)?.value;
    let all: f64 = agreed.votes.values().sum();
    if all <= 0.0 {
        return None;
    }
    let votes =
        agreed.votes.iter().filter_map(|(party, votes)| Some((seating.seat(party)?, *votes))).collect();
    Some(Votes { votes, quota: agreed.quota / all, vetoes: seating.seats(&agreed.vetoes) })
}

fn split(alliance: &Alliance, seating: &Seating, on: Date) -> Option<Shares> {
    Some(match &alliance.split(on)?.value.split {
        Split::Fixed { shares } => Shares::Fixed {
            shares: shares.iter().filter_map(|(party, share)| Some((seating.seat(party)?, *share))).collect(),
        },
        Split::Dynamic { weights, freeze } => {
            Shares::Dynamic { weights: weights.clone(), freeze: freeze.clone() }
        }
    })
}

fn stop_rules(alliance: &Alliance, running: Date, on: Date) -> Vec<StopSign> {
    let agreed = alliance.stop_rules.iter().filter(|(_, rule)| rule.agreed.on <= on);
    let signs = agreed.map(|(id, rule)| StopSign {
        rule: id.clone(),
        sign: rule.agreed.value.sign.clone(),
        days: days(running, rule.agreed.value.by_date),
    });
    signs.collect()
}

fn rounds(alliance: &Alliance, begun: Date, on: Date) -> Vec<PlannedRound> {
    let held = alliance.rounds.values().filter(|round| {
        matches!(round.drafted.value.form, RoundForm::Full | RoundForm::Short)
            && by_then(round.locked.as_ref(), on).is_some()
    });
    let mut rounds: Vec<PlannedRound> = held
        .filter_map(|round| {
            let opened = by_then(round.opened.as_ref(), on)?;
            Some(PlannedRound { form: round.drafted.value.form, days: days(begun, opened.on) })
        })
        .collect();
    rounds.sort_by_key(|round| round.days);
    rounds
}

/// The plan of pulses; where there was none and pulses were held, how far apart they were and how long they took.
fn pulses(alliance: &Alliance, on: Date) -> Option<Pulses> {
    if let Some(plan) = alliance.pulse_plan(on) {
        let plan = &plan.value;
        return Some(Pulses { every_weeks: plan.every_weeks, answer_within_days: plan.answer_within_days });
    }
    let held = alliance.rounds.values().filter(|round| round.drafted.value.form == RoundForm::Pulse);
    let mut held: Vec<(Date, Date)> = held
        .filter_map(|round| {
            Some((by_then(round.opened.as_ref(), on)?.on, by_then(round.locked.as_ref(), on)?.on))
        })
        .collect();
    held.sort_unstable();
    let mut gaps: Vec<u32> = held.windows(2).map(|two| days(two[0].0, two[1].0)).collect();
    let mut took: Vec<u32> = held.iter().map(|(opened, locked)| days(*opened, *locked)).collect();
    gaps.sort_unstable();
    took.sort_unstable();
    let gap = *gaps.get(gaps.len() / 2)?;
    let took = *took.get(took.len() / 2)?;
    Some(Pulses { every_weeks: (gap / 7).clamp(1, 26), answer_within_days: took.clamp(1, 60) })
}

fn checks(alliance: &Alliance, seating: &Seating, on: Date) -> Vec<crate::id::CheckId> {
    let asked = seating.parties().filter_map(|party| alliance.parties.get(party)).flat_map(|party| {
        let asked = party.diligence.iter().filter(|(_, known)| by_then(known.asked.as_ref(), on).is_some());
        asked.map(|(check, _)| check.clone())
    });
    let mut checks: Vec<_> = asked.collect();
    checks.sort_unstable();
    checks.dedup();
    checks
}

fn duties(alliance: &Alliance, seating: &Seating, running: Date, on: Date) -> Vec<Duty> {
    let taken = alliance.obligations.iter().filter(|(_, duty)| duty.taken.on <= on);
    let mut duties: Vec<Duty> = taken
        .filter_map(|(id, duty)| {
            let taken = &duty.taken.value;
            Some(Duty {
                obligation: id.clone(),
                what: taken.what.clone(),
                who: seating.seat(&taken.who)?,
                days: days(running, taken.due),
            })
        })
        .collect();
    duties.sort_by(|one, other| (one.days, &one.obligation).cmp(&(other.days, &other.obligation)));
    duties
}
