//! How early those that failed were warned, and how often those that did not were alarmed.

use rowlock_core::fact::Outcome;

use super::hits::asks_for_change;
use super::{LEVEL, PastCase, PastLook};
use crate::method::interval::{Interval, rate};

/// How early one failed alliance was warned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// What people call it.
    pub name: String,
    /// Whole weeks from the first alarm to the end; none: there was no alarm.
    pub alarm: Option<i32>,
    /// Whole weeks from the first verdict that asked for a change to the end; none: there was none.
    pub change: Option<i32>,
}

impl Lead {
    /// How early one was warned.
    pub fn of(case: &PastCase) -> Self {
        let weeks = |first: Option<&PastLook>| first.map(|look| (case.to - look.on).get_days() / 7);
        let before = || case.looks.iter().filter(|look| look.on < case.to);
        Self {
            name: case.name.clone(),
            alarm: weeks(before().find(|look| look.alarms > 0)),
            change: weeks(before().find(|look| asks_for_change(look.word))),
        }
    }
}

/// How early those that failed were warned.
#[derive(Debug, Clone, PartialEq)]
pub struct Leads {
    /// Each of them.
    pub each: Vec<Lead>,
    /// The median of weeks from the first alarm, over those that had one.
    pub median_alarm: Option<f64>,
    /// The median of weeks from the first verdict that asked for a change, over those that had one.
    pub median_change: Option<f64>,
}

impl Leads {
    /// In a sentence; none where nothing failed.
    pub fn sentence(&self) -> Option<String> {
        let all = self.each.len();
        if all == 0 {
            return None;
        }
        let warned = self.each.iter().filter(|lead| lead.alarm.is_some()).count();
        let median = self.median_alarm.map_or_else(String::new, |weeks| {
            format!(", with a median of {} weeks to the end", rowlock_core::fact::number(weeks))
        });
        Some(format!("Of {all} that failed, {warned} had an alarm before the end{median}."))
    }
}

/// Alarms in alliances that reached their aim or go on.
#[derive(Debug, Clone, PartialEq)]
pub struct FalseAlarms {
    /// How many such alliances.
    pub cases: usize,
    /// The years that they ran, together.
    pub years: f64,
    /// Times at which an alarm began: looks with an alarm after one without.
    pub episodes: usize,
    /// Episodes a year, with the exact interval.
    pub a_year: Interval,
}

impl FalseAlarms {
    /// In a sentence.
    pub fn sentence(&self) -> String {
        let number = |value: f64| rowlock_core::fact::number((value * 10.0).round() / 10.0);
        format!(
            "In {} that reached the aim or {} on, an alarm began {} in {} years: {} a year ({} to {}).",
            if self.cases == 1 { "1 alliance".to_owned() } else { format!("{} alliances", self.cases) },
            if self.cases == 1 { "goes" } else { "go" },
            if self.episodes == 1 { "once".to_owned() } else { format!("{} times", self.episodes) },
            number(self.years),
            number(self.a_year.value),
            number(self.a_year.low),
            number(self.a_year.high)
        )
    }
}

pub(super) fn leads(cases: &[PastCase]) -> Leads {
    let failed = cases.iter().filter(|case| case.outcome == Some(Outcome::Failed));
    let mut each: Vec<Lead> = failed.map(Lead::of).collect();
    each.sort_by(|one, other| (&one.alarm, &one.name).cmp(&(&other.alarm, &other.name)));
    Leads {
        median_alarm: median(each.iter().filter_map(|lead| lead.alarm)),
        median_change: median(each.iter().filter_map(|lead| lead.change)),
        each,
    }
}

fn median(weeks: impl Iterator<Item = i32>) -> Option<f64> {
    let mut weeks: Vec<i32> = weeks.collect();
    weeks.sort_unstable();
    let middle = weeks.len() / 2;
    match weeks.len() {
        0 => None,
        len if len % 2 == 1 => Some(f64::from(weeks[middle])),
        _ => Some(f64::midpoint(f64::from(weeks[middle - 1]), f64::from(weeks[middle]))),
    }
}

pub(super) fn false_alarms(cases: &[PastCase]) -> Option<FalseAlarms> {
    let healthy: Vec<&PastCase> = cases
        .iter()
        .filter(|case| case.ran && (case.goes_on || case.outcome == Some(Outcome::Succeeded)))
        .collect();
    let years: f64 = healthy.iter().map(|case| case.years()).sum();
    let episodes = healthy.iter().map(|case| episodes(&case.looks)).sum();
    let a_year = rate(episodes, years, LEVEL)?;
    Some(FalseAlarms { cases: healthy.len(), years, episodes, a_year })
}

/// How often an alarm began: looks with one after a look without.
fn episodes(looks: &[PastLook]) -> usize {
    let mut before = 0;
    let mut begun = 0;
    for look in looks {
        begun += usize::from(look.alarms > 0 && before == 0);
        before = look.alarms;
    }
    begun
}
