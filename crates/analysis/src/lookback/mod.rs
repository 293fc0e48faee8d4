//! Looking back at one alliance: what was settled when it began and what was never asked, when the first warning stood
//! and what was done then, which issues grew out of which root. It says what stood where and when; that one thing was
//! the cause of another only people can say, and where they did it is told as theirs.

mod areas;
mod families;
mod turns;
mod warnings;
mod words;

pub use areas::{AreaLook, Settled, settled};
pub use families::FamilyLook;
pub use turns::{Turn, TurnKind};
pub use warnings::{FirstWarning, Response, Sign};
pub use words::NextTime;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Dated, last_on, until};
use rowlock_core::fact::{AllianceEnded, DebriefHeld, Measure, Outcome};
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;

use crate::report::{self, Every, Step};

/// What is seen when an alliance is looked back at. Everything in it may be read by all parties, but for what is
/// marked as the owner's.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookback {
    /// How it came out, as far as anybody said so.
    pub outcome: Option<Dated<Outcome>>,
    /// How it ended, where it did.
    pub ending: Option<Dated<AllianceEnded>>,
    /// The last debrief that was held.
    pub debrief: Option<Dated<DebriefHeld>>,
    /// What was reached, against what was aimed at.
    pub measures: Vec<Measure>,
    /// The day from which it is looked at: when the joint business began to run, else when the record begins.
    pub from: Date,
    /// The day up to which it is looked at: when the outcome was known, else the day asked for.
    pub to: Date,
    /// Whether the joint business ever ran.
    pub ran: bool,
    /// The weeks between.
    pub weeks: i32,
    /// Whether it was entered afterwards from memory.
    pub recalled: bool,
    /// The areas, those behind most first.
    pub areas: Vec<AreaLook>,
    /// What happened, in order.
    pub turns: Vec<Turn>,
    /// The first watch, the first alarm and the first word for a change.
    pub warnings: Vec<FirstWarning>,
    /// Issues by where they began, the biggest family first; those that stand alone among them.
    pub families: Vec<FamilyLook>,
    /// How many issues were raised.
    pub issues: usize,
    /// How many of them were closed by the end.
    pub closed: usize,
    /// The whole in a few sentences.
    pub summary: Vec<String>,
    /// What to ask and to write down before the next start.
    pub next_time: Vec<NextTime>,
}

/// What an analysis of the past works with.
struct Past<'a> {
    record: &'a Record,
    framework: &'a Framework,
    ring: &'a Keyring,
    /// The alliance at the end, with all that is known of it.
    alliance: &'a Alliance,
    known: Date,
    from: Date,
    to: Date,
    steps: &'a [Step],
}

impl Lookback {
    /// What all parties may read of it: without what is the owner's own.
    #[must_use]
    pub fn for_all(mut self) -> Self {
        self.turns.retain(|turn| !turn.is_owners);
        for warning in &mut self.warnings {
            warning.done.retain(|response| !response.is_owners);
        }
        self
    }
}

impl Past<'_> {
    /// The week of a day, counted from the Monday of the record's first day.
    fn week(&self, on: Date) -> i32 {
        report::week(self.record, on).unwrap_or(0)
    }

    /// Whole weeks from a day to the end.
    fn weeks_left(&self, on: Date) -> i32 {
        (self.to - on).get_days() / 7
    }
}

/// Looks back at an alliance from `on`, by what was known on `known`. The verdict and the signals are those that would have been said at the end of each
/// week by what was known in it; of a record entered from memory, by what is remembered.
pub fn look_back(record: &Record, framework: &Framework, ring: &Keyring, on: Date, known: Date) -> Lookback {
    let steps = report::replay(record, framework, ring, &Viewer::AllParties, Every::Week, on);
    look_back_by(&steps, record, framework, ring, on, known)
}

/// The same by looks at the end of each week that were replayed already.
pub(crate) fn look_back_by(
    steps: &[Step],
    record: &Record,
    framework: &Framework,
    ring: &Keyring,
    on: Date,
    known: Date,
) -> Lookback {
    let alliance = record.alliance(on, known);
    let begun = alliance.running_since(on);
    let from = begun.or(alliance.founded_on).unwrap_or(on);
    let to = alliance.closed_on(on).unwrap_or(on).max(from);
    let steps = &steps[..steps.partition_point(|step| step.on <= to)];
    let past = Past { record, framework, ring, alliance: &alliance, known, from, to, steps };
    let families = families::families(&past);
    let areas = areas::areas(&past, &families);
    let warnings = warnings::warnings(&past);
    let issues = || alliance.issues.values().filter(|issue| issue.raised.on <= to);
    let debrief = last_on(&alliance.debriefs, on).cloned();
    let mut looked = Lookback {
        outcome: alliance.outcome(on),
        ending: until(&alliance.endings, on).next_back().cloned(),
        measures: measures(&alliance, on),
        ran: begun.is_some(),
        weeks: ((to - from).get_days() + 6) / 7,
        recalled: record.is_recalled(),
        turns: turns::turns(&past),
        issues: issues().count(),
        closed: issues().filter(|issue| !issue.is_open(to)).count(),
        next_time: words::next_time(&past, &areas),
        summary: Vec::new(),
        debrief,
        from,
        to,
        areas,
        warnings,
        families,
    };
    looked.summary = words::summary(&past, &looked);
    looked
}

/// What was measured at the end and in debriefs; the later word on a thing takes the place of an earlier one.
fn measures(alliance: &Alliance, on: Date) -> Vec<Measure> {
    let ended = until(&alliance.endings, on).map(|entry| (entry.seq, &entry.value.measures));
    let debriefed = until(&alliance.debriefs, on).map(|entry| (entry.seq, &entry.value.measures));
    let mut told: Vec<_> = ended.chain(debriefed).collect();
    told.sort_by_key(|(seq, _)| *seq);
    let mut measures: Vec<Measure> = Vec::new();
    for measure in told.into_iter().flat_map(|(_, measures)| measures) {
        match measures.iter_mut().find(|known| known.what == measure.what) {
            Some(known) => known.clone_from(measure),
            None => measures.push(measure.clone()),
        }
    }
    measures
}
