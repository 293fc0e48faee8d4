//! What an import would put on the record: hours by party, work and week, as facts that `decide` accepts.

mod check;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{EffortRecorded, Work};
use rowlock_core::id::{PartyId, ProjectId};

use super::assignment::Assignment;
use super::entry::Entry;
use super::week::Week;
use check::{Assigned, Check};

/// The hours of a week.
const HOURS_OF_A_WEEK: f64 = 168.0;

/// The most that one fact over a week may hold.
const HUNDREDTHS_OF_A_WEEK: u64 = 16_800;

/// What an import would do. Where there are problems it does nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// What goes on the record.
    pub efforts: Vec<Planned>,
    /// What is left out, and why.
    pub left_out: Vec<LeftOut>,
    /// How many rows are not imported because the assignment says so.
    pub set_aside: usize,
    /// What is wrong, at most 50.
    pub problems: Vec<Problem>,
    /// How many problems there are beyond those.
    pub more_problems: usize,
}

/// A fact to put on the record, dated on the last day of its week.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The fact.
    pub effort: EffortRecorded,
    /// The rows that it adds up.
    pub rows: Vec<usize>,
}

impl Planned {
    /// The day on which the fact holds.
    pub fn on(&self) -> Date {
        self.effort.to
    }
}

/// Hours that are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The fact that is not put on the record.
    pub effort: EffortRecorded,
    /// The rows that it adds up.
    pub rows: Vec<usize>,
    /// Why.
    pub why: Why,
}

/// Why hours are left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// The record has hours of the same party on the same work in the same week.
    Recorded {
        /// How many.
        hours: f64,
    },
    /// The record has hours of the same party on the same work in a period that meets the week.
    Overlapping {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// The week is not over: what is still worked in it could not be told from a duplicate later.
    NotOver,
    /// They are less than half a hundredth of an hour.
    NoHours,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let EffortRecorded { party, work, hours, from, to } = &self.effort;
        let work = match work {
            Work::Project(project) => project.as_str(),
            Work::Joint => "joint work",
            Work::Outside => "outside work",
        };
        write!(f, "{party}, {work}, {from} to {to}, {hours} h: ")?;
        match self.why {
            Why::Recorded { hours: recorded } if (recorded - hours).abs() < 0.01 => {
                f.write_str("the record has them already")
            }
            Why::Recorded { hours } => write!(
                f,
                "the record has {hours} h for this week; export whole weeks, and if the record is wrong, \
                 withdraw that entry first"
            ),
            Why::Overlapping { from, to } => {
                write!(f, "the record has hours from {from} to {to}, which may be the same")
            }
            Why::NotOver => f.write_str("the week is not over; import it when it is"),
            Why::NoHours => f.write_str("there is no time in it"),
        }
    }
}

/// Something that stands in the way of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row, or the first of several.
    pub row: usize,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {} ({})", self.row, self.message, self.hint)
    }
}

/// Plans the import of entries into an alliance as it is known today.
///
/// Hours are added up by party, work and week from Monday to Sunday, to hundredths of an hour. Hours from one
/// week into the next are shared out evenly by day. More than 168 hours of one party on one work in a week, as a
/// firm can have, become several facts.
pub fn plan(entries: &[Entry], assignment: &Assignment, alliance: &Alliance, today: Date) -> Plan {
    let mut check = Check::new(assignment.index(), alliance, today);
    let mut sums: BTreeMap<Key<'_>, Sum> = BTreeMap::new();
    let mut plan = Plan::default();
    for entry in entries {
        let (party, work) = match check.entry(entry) {
            Assigned::To(party, work) => (party, work),
            Assigned::Aside => {
                plan.set_aside += 1;
                continue;
            }
            Assigned::Unclear => continue,
        };
        for (week, hours) in Week::share(entry.from, entry.to, entry.hours) {
            check.week(entry, party, week, hours);
            let sum = sums.entry(Key { party, work: WorkKey::of(work), week }).or_default();
            sum.hours += hours;
            sum.rows.push(entry.row);
        }
    }
    (plan.problems, plan.more_problems) = check.told();
    if plan.problems.is_empty() {
        let recorded = Recorded::of(alliance);
        for (key, sum) in sums {
            plan.put(&key, sum, &recorded, today);
        }
    }
    plan
}

impl Plan {
    fn put(&mut self, key: &Key<'_>, sum: Sum, recorded: &Recorded<'_>, today: Date) {
        let (from, to) = (key.week.monday(), key.week.sunday());
        let hundredths = (sum.hours * 100.0).round() as u64;
        let hours = hundredths as f64 / 100.0;
        let effort = EffortRecorded { party: key.party.clone(), work: key.work.work(), hours, from, to };
        let why = if hundredths == 0 {
            Some(Why::NoHours)
        } else if to > today {
            Some(Why::NotOver)
        } else {
            recorded.why(key)
        };
        if let Some(why) = why {
            self.left_out.push(LeftOut { effort, rows: sum.rows, why });
            return;
        }
        let parts = hundredths.div_ceil(HUNDREDTHS_OF_A_WEEK);
        for index in 0..parts {
            let share = hundredths / parts + u64::from(index < hundredths % parts);
            let effort = EffortRecorded { hours: share as f64 / 100.0, ..effort.clone() };
            self.efforts.push(Planned { effort, rows: sum.rows.clone() });
        }
    }
}

/// Which hours are added up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    party: &'a PartyId,
    work: WorkKey<'a>,
    week: Week,
}

#[derive(Debug, Default)]
struct Sum {
    hours: f64,
    rows: Vec<usize>,
}

/// A work that can be put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WorkKey<'a> {
    Project(&'a ProjectId),
    Joint,
    Outside,
}

impl<'a> WorkKey<'a> {
    fn of(work: &'a Work) -> Self {
        match work {
            Work::Project(project) => Self::Project(project),
            Work::Joint => Self::Joint,
            Work::Outside => Self::Outside,
        }
    }

    fn work(self) -> Work {
        match self {
            Self::Project(project) => Work::Project(project.clone()),
            Self::Joint => Work::Joint,
            Self::Outside => Work::Outside,
        }
    }
}

/// The hours on record, by party and work.
struct Recorded<'a>(BTreeMap<(&'a PartyId, WorkKey<'a>), Vec<&'a EffortRecorded>>);

impl<'a> Recorded<'a> {
    fn of(alliance: &'a Alliance) -> Self {
        let mut efforts: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for effort in alliance.efforts.iter().map(|effort| &effort.value) {
            efforts.entry((&effort.party, WorkKey::of(&effort.work))).or_default().push(effort);
        }
        Self(efforts)
    }

    /// Why the hours of a week cannot be added to these.
    fn why(&self, key: &Key<'a>) -> Option<Why> {
        let (from, to) = (key.week.monday(), key.week.sunday());
        let meets = |effort: &&&EffortRecorded| effort.from <= to && effort.to >= from;
        let efforts = self.0.get(&(key.party, key.work))?;
        let meeting: Vec<_> = efforts.iter().filter(meets).collect();
        let same = meeting.iter().filter(|effort| effort.from == from && effort.to == to);
        let hours: Vec<f64> = same.map(|effort| effort.hours).collect();
        if !hours.is_empty() {
            return Some(Why::Recorded { hours: hours.iter().sum() });
        }
        meeting.first().map(|effort| Why::Overlapping { from: effort.from, to: effort.to })
    }
}
