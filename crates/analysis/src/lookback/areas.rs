//! The areas as they stood: settled, asked and not settled, or never asked; and what came up in each.

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, RoundState, last_on, until};
use rowlock_core::fact::Seq;
use rowlock_core::framework::{Area, Framework};
use rowlock_core::id::AreaId;

use super::Past;
use super::families::FamilyLook;
use crate::finding::State;

/// How far an area had been settled by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settled {
    /// A clause on it was agreed by all, and no gap in it was open.
    Yes,
    /// It was asked about, drafted or tried, and not settled.
    NotYet,
    /// Nobody had asked.
    NeverAsked,
}

impl Settled {
    /// The state as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "settled",
            Self::NotYet => "unsettled",
            Self::NeverAsked => "never_asked",
        }
    }

    /// The state as reports say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Yes => "Settled",
            Self::NotYet => "Open",
            Self::NeverAsked => "Never asked",
        }
    }
}

/// An area, looked back at.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaLook {
    /// Which.
    pub area: AreaId,
    /// Its name.
    pub name: String,
    /// How far it was settled when the joint business began.
    pub at_start: Settled,
    /// How far it was settled at the end.
    pub at_end: Settled,
    /// How many issues were about it.
    pub issues: usize,
    /// How many issues grew out of a root in it, where that was something else than an issue about it.
    pub rooted: usize,
    /// The signals on it that came to an alarm, by name, each with the first day.
    pub alarms: Vec<(String, Date)>,
    /// Whether those who held the debrief named it.
    pub named: bool,
    /// The facts of its issues.
    pub facts: Vec<Seq>,
}

impl AreaLook {
    /// Whether it was not settled when the joint business began, and something came up in it.
    pub fn is_behind(&self) -> bool {
        self.at_start != Settled::Yes && self.weight() > 0
    }

    /// How much came up in it: a count of issues, alarms and the word of a debrief, for the order alone.
    fn weight(&self) -> usize {
        self.issues + self.rooted + self.alarms.len() + usize::from(self.named)
    }
}

/// How far an area is settled on a day. An area counts as settled when a clause that the framework names for it is agreed
/// and no gap that people confirmed in it is open.
pub fn settled(alliance: &Alliance, framework: &Framework, area: &Area, on: Date) -> Settled {
    let gaps = || {
        let confirmed = alliance.gaps.iter().filter(|(key, _)| key.area == area.id);
        confirmed.filter(|(_, gap)| until(&gap.confirmed, on).next().is_some())
    };
    let at_rest = |settled: Option<Date>| settled.is_some_and(|day| day <= on);
    let is_open = gaps().any(|(_, gap)| !at_rest(gap.settled.as_ref().map(|entry| entry.on)));
    let came_to_rest = gaps().any(|(_, gap)| at_rest(gap.settled.as_ref().map(|entry| entry.on)));
    let clauses = || area.clauses.iter().filter_map(|clause| alliance.clauses.get(clause));
    let agreed = clauses().any(|clause| clause.agreed(on).is_some());
    if (agreed || came_to_rest) && !is_open {
        return Settled::Yes;
    }
    let asked = alliance.rounds.values().any(|round| {
        round.state(on) >= RoundState::Locked
            && framework.items_of(round.drafted.value.form).any(|(known, _)| known.id == area.id)
    });
    let drafted = clauses().any(|clause| clause.latest(on).is_some());
    let tried = alliance
        .attempts
        .values()
        .any(|attempt| attempt.begun.on <= on && attempt.begun.value.areas.contains(&area.id));
    if asked || drafted || tried || is_open { Settled::NotYet } else { Settled::NeverAsked }
}

/// All areas, those in which most came up first.
pub(super) fn areas(past: &Past<'_>, families: &[FamilyLook]) -> Vec<AreaLook> {
    let mut areas: Vec<AreaLook> =
        past.framework.areas.iter().map(|area| look(past, area, families)).collect();
    areas.sort_by_key(|area| (!area.is_behind(), std::cmp::Reverse(area.weight())));
    areas
}

fn look(past: &Past<'_>, area: &Area, families: &[FamilyLook]) -> AreaLook {
    let alliance = past.alliance;
    // What was agreed by the day before the start was known to all on it.
    let standing = |on| settled(&past.record.as_of(on), past.framework, area, on);
    let issues = || {
        let raised = alliance.issues.values().filter(|issue| issue.raised.on <= past.to);
        raised.filter(|issue| issue.raised.value.area == area.id)
    };
    let debrief = last_on(&alliance.debriefs, Date::MAX);
    AreaLook {
        area: area.id.clone(),
        name: area.name.clone(),
        at_start: standing(past.from),
        at_end: standing(past.to),
        issues: issues().count(),
        rooted: rooted(past, area, families),
        alarms: alarms(past, area),
        named: debrief.is_some_and(|held| held.value.areas.contains(&area.id)),
        facts: issues().map(|issue| issue.raised.seq).collect(),
    }
}

fn rooted(past: &Past<'_>, area: &Area, families: &[FamilyLook]) -> usize {
    let about = |seq: &&Seq| {
        let mut issues = past.alliance.issues.values();
        issues.any(|issue| issue.raised.seq == **seq && issue.raised.value.area == area.id)
    };
    let here = families.iter().filter(|family| family.area == area.id);
    here.flat_map(|family| &family.facts).filter(|seq| !about(seq)).count()
}

fn alarms(past: &Past<'_>, area: &Area) -> Vec<(String, Date)> {
    let signals = past.framework.signals.iter().filter(|signal| signal.area == area.id);
    let first = |id| past.steps.iter().find(|step| step.signals.get(id) == Some(&State::Alarm));
    signals.filter_map(|signal| Some((signal.name.clone(), first(&signal.id)?.on))).collect()
}
