//! One alliance, replayed: what each look of each week knew.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_analysis::State;
use rowlock_analysis::report::{Every, replay};
use rowlock_analysis::verdict::Word;
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::id::SignalId;
use rowlock_core::unfolding::Unfolding;
use rowlock_simulation::{Kind, Life};

/// What was known at the end of one week.
pub struct Look {
    pub on: Date,
    pub word: Word,
    /// Signals at watch or alarm.
    pub raised: usize,
    /// The signals at alarm.
    pub alarms: Vec<SignalId>,
    /// Issues open.
    pub open: usize,
    /// Issues raised so far.
    pub total: usize,
    /// Issues raised in the last 30 days.
    pub this_month: usize,
}

/// One alliance, as it was seen while it ran.
pub struct Watched {
    pub kind: Kind,
    /// The weeks in which the joint business ran, before the end.
    pub looks: Vec<Look>,
    pub declines_from: Option<Date>,
    pub until: Date,
}

impl Watched {
    /// Replays a life, as known on each day.
    pub fn of(life: &Life, framework: &Framework) -> Self {
        let steps = replay(&life.record, framework, &life.ring, &Viewer::AllParties, Every::Week, Date::MAX);
        let mut unfolding = Unfolding::new(&life.record);
        let running = steps.iter().filter(|step| step.on >= life.runs_from && step.on < life.until);
        let looks = running.map(|step| {
            let on = step.on;
            let month = on.checked_sub(30.days()).unwrap_or(on);
            let issues = &unfolding.on(on).issues;
            let at = |wanted: State| step.signals.iter().filter(move |(_, state)| **state == wanted);
            let alarms: Vec<SignalId> = at(State::Alarm).map(|(signal, _)| signal.clone()).collect();
            Look {
                on,
                word: step.verdict.word,
                raised: alarms.len() + at(State::Watch).count(),
                alarms,
                open: issues.values().filter(|issue| issue.is_open(on)).count(),
                total: issues.len(),
                this_month: issues.values().filter(|issue| issue.raised.on > month).count(),
            }
        });
        Self { kind: life.kind, looks: looks.collect(), declines_from: life.declines_from, until: life.until }
    }

    /// The years that it ran.
    pub fn years(&self) -> f64 {
        self.looks.len() as f64 * 7.0 / 365.25
    }
}
