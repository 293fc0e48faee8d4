//! A plan, and the whole life that comes of it.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::framework::Framework;
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;

use crate::cast::Cast;
use crate::chance::Chance;
use crate::kind::Kind;
use crate::pressure::{Pressure, Side};
use crate::scribe::{Refused, Scribe};
use crate::week::Week;
use crate::{closing, opening, pulse, rates};

/// How it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// As its kind has it: what fails breaks down, what holds goes on.
    ByKind,
    /// The partners end it in order, having reached some of their aim.
    InOrder,
    /// What it was for is done.
    AimReached,
    /// One of them takes it over.
    BoughtOut,
    /// It is only being considered: the work never began.
    Considering,
    /// It goes on, whatever lies underneath.
    GoesOn,
}

/// What is to be made up.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// What it is underneath.
    pub kind: Kind,
    /// How much goes wrong in good times, against 1: lapses happen so many times as often.
    pub noise: f64,
    /// The first day of the record, a Monday.
    pub begins: Date,
    /// How many weeks it runs; none: drawn as [`rates`] has it.
    pub weeks: Option<usize>,
    /// How it ends.
    pub end: End,
    /// Who is in it.
    pub cast: &'a Cast,
}

/// A whole life of an alliance, and the truth about it.
pub struct Life {
    /// Its record.
    pub record: Record,
    /// The keys of what is sealed in it.
    pub ring: Keyring,
    /// What it was underneath.
    pub kind: Kind,
    /// The day on which the joint business began to run.
    pub runs_from: Date,
    /// The day on which it began to go down, where it did.
    pub declines_from: Option<Date>,
    /// The last day of the record.
    pub until: Date,
}

/// Weeks in which it is talked over before the joint business runs.
const WEEKS_BEFORE: usize = 6;

/// Makes up an alliance: the same plan and seed give the same record, byte for byte.
///
/// # Errors
/// When a fact is refused: the cast or the framework is not what the crate expects.
pub fn alliance(framework: &Framework, plan: &Plan<'_>, seed: u64) -> Result<Life, Refused> {
    let mut chance = Chance::new(seed);
    let weeks = plan.weeks.unwrap_or_else(|| drawn_weeks(plan.kind, &mut chance));
    let pressure = Pressure::draw(plan.kind, weeks, &mut chance);
    let mut scribe = Scribe::new(framework, chance.bytes());
    opening::open(&mut scribe, plan, &mut chance)?;
    let runs_from = day(plan.begins, WEEKS_BEFORE);
    if plan.end == End::Considering {
        return Ok(scribe.into_life(plan.kind, runs_from, None));
    }
    opening::begin_to_run(&mut scribe, plan, runs_from, &mut chance)?;
    let mut week = Week::first(plan, pressure, &mut chance);
    for number in 0..weeks {
        let monday = day(runs_from, number);
        week.pass(&mut scribe, number, monday, &mut chance);
        pulse::ask(&mut scribe, &week, number, monday, &mut chance);
        scribe.write_down()?;
    }
    closing::close(&mut scribe, plan, day(runs_from, weeks))?;
    let declines = week.pressure.begins();
    let declines_from = (declines < weeks && plan.kind.is_failing()).then(|| day(runs_from, declines));
    Ok(scribe.into_life(plan.kind, runs_from, declines_from))
}

fn drawn_weeks(kind: Kind, chance: &mut Chance) -> usize {
    let range = if kind.is_failing() { rates::WEEKS_FAILING } else { rates::WEEKS_HEALTHY };
    chance.between(range) as usize
}

fn day(from: Date, weeks: usize) -> Date {
    from.checked_add((7 * weeks as i64).days()).unwrap_or(Date::MAX)
}

impl Week<'_> {
    /// How far pressure bears on a side in a week.
    pub(crate) fn bears(&self, side: Side, number: usize) -> f64 {
        self.pressure.on(side, number)
    }
}
