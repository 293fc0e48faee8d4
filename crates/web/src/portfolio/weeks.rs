//! The last weeks of an alliance, and their small picture: a mark for each verdict, bars for signals at alarm and at
//! watch. All pictures have one scale, so that they can be compared.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rowlock_analysis::State;
use rowlock_analysis::report::replay_on;
use rowlock_analysis::verdict::Word;
use rowlock_core::gate::Viewer;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::case::Case;
use crate::summary::reading_day;
use crate::words::day;

/// How many weeks are kept.
const WEEKS: i64 = 12;
/// How wide a week is drawn.
const STEP: f64 = 14.0;
/// Where the bars stand, and how high one signal is.
const BASE: f64 = 39.0;
const ONE: f64 = 2.0;
/// The most signals that are drawn.
const MOST: u32 = 12;

/// What was said at the end of a week, knowing what was known then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Week {
    /// The day.
    pub on: Date,
    /// How many signals were at alarm.
    pub alarms: u32,
    /// How many were at watch.
    pub watches: u32,
    /// The verdict.
    pub verdict: String,
}

/// The last weeks of a case in JSON. A week that is kept already is not read again: what was known then does not change,
/// unless all of the record is remembered.
pub(crate) fn of(app: &App, case: &Case, today: Date, kept: &str) -> String {
    let on = reading_day(case, today);
    let Some((first, _)) = case.record.span() else { return String::new() };
    let known: Vec<Week> =
        if case.record.is_recalled() { Vec::new() } else { serde_json::from_str(kept).unwrap_or_default() };
    let days: Vec<Date> = sundays(on).into_iter().filter(|day| *day >= first).collect();
    let missing: Vec<Date> =
        days.iter().copied().filter(|day| !known.iter().any(|week| week.on == *day)).collect();
    let steps = replay_on(&case.record, &app.framework, &case.ring, &Viewer::AllParties, &missing);
    let fresh = steps.iter().map(|step| {
        let at = |state| step.signals.values().filter(|known| **known == state).count() as u32;
        let verdict = step.verdict.word.title().to_owned();
        Week { on: step.on, alarms: at(State::Alarm), watches: at(State::Watch), verdict }
    });
    let mut weeks: Vec<Week> =
        known.into_iter().filter(|week| days.contains(&week.on)).chain(fresh).collect();
    weeks.sort_by_key(|week| week.on);
    serde_json::to_string(&weeks).unwrap_or_default()
}

/// The last Sundays before a day, oldest first.
fn sundays(on: Date) -> Vec<Date> {
    let last = on.nth_weekday(-1, Weekday::Sunday);
    let back = |weeks: i64| last.clone().ok()?.checked_sub((7 * weeks).days()).ok();
    (0..WEEKS).rev().filter_map(back).collect()
}

/// The small picture of an alliance, with its table and its sentence.
pub(crate) struct Strip {
    /// The weeks, the present day last.
    pub weeks: Vec<Week>,
    /// One sentence.
    pub says: String,
}

/// A week as it is drawn.
pub(crate) struct Mark {
    pub state: &'static str,
    pub x: String,
    pub middle: String,
    /// Top and height of the bar of signals at alarm.
    pub alarms: (String, String),
    /// The same of those at watch.
    pub watches: (String, String),
}

impl Strip {
    /// Of the weeks that are kept and the present day.
    pub fn of(mut weeks: Vec<Week>, now: Week) -> Self {
        weeks.retain(|week| week.on < now.on);
        weeks.push(now);
        let says = says(&weeks);
        Self { weeks, says }
    }

    /// How wide it is.
    #[expect(clippy::unused_self, reason = "a template reaches it through the strip")]
    pub fn width(&self) -> String {
        format!("{:.0}", STEP * (WEEKS + 1) as f64)
    }

    /// Each week as it is drawn, the present day at the right end.
    pub fn marks(&self) -> Vec<Mark> {
        let before = (WEEKS as usize + 1).saturating_sub(self.weeks.len());
        let mark = |(place, week): (usize, &Week)| {
            let x = STEP * (before + place) as f64;
            let alarms = ONE * f64::from(week.alarms.min(MOST));
            let watches = ONE * f64::from(week.watches.min(MOST - week.alarms.min(MOST)));
            Mark {
                state: state(&week.verdict),
                x: format!("{:.1}", x + 2.0),
                middle: format!("{:.1}", x + STEP / 2.0),
                alarms: (format!("{:.1}", BASE - alarms), format!("{alarms:.1}")),
                watches: (format!("{:.1}", BASE - alarms - watches), format!("{watches:.1}")),
            }
        };
        self.weeks.iter().enumerate().map(mark).collect()
    }
}

/// The state that stands for a verdict.
pub(crate) fn state(verdict: &str) -> &'static str {
    let known = [
        (Word::Separate, "alarm"),
        (Word::Restructure, "alarm"),
        (Word::DoNotStart, "alarm"),
        (Word::Repair, "watch"),
        (Word::SettleFirst, "watch"),
        (Word::Proceed, "clear"),
        (Word::GoAhead, "clear"),
    ];
    known.iter().find(|(word, _)| word.title() == verdict).map_or("unknown", |(_, state)| state)
}

fn says(weeks: &[Week]) -> String {
    let Some(now) = weeks.last() else { return String::new() };
    let mut text =
        format!("Now {}, {} at alarm, {} at watch", now.verdict.to_lowercase(), now.alarms, now.watches);
    let since = weeks.iter().rev().take_while(|week| week.verdict == now.verdict).last();
    let before = weeks.iter().rev().find(|week| week.verdict != now.verdict);
    if let (Some(since), Some(before)) = (since, before) {
        text.push_str(&format!("; {} until {}", before.verdict.to_lowercase(), day(since.on)));
    }
    if let Some(first) = weeks.first().filter(|first| first.on < now.on) {
        text.push_str(&format!(
            "; on {} {} at alarm, {} at watch",
            day(first.on),
            first.alarms,
            first.watches
        ));
    }
    text + "."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(on: &str, verdict: &str, alarms: u32) -> Week {
        Week { on: on.parse().unwrap_or_default(), alarms, watches: 2, verdict: verdict.to_owned() }
    }

    #[test]
    fn a_strip_says_what_changed_and_ends_now() {
        let kept = vec![week("2026-02-15", "Proceed", 0), week("2026-02-22", "Repair", 1)];
        let strip = Strip::of(kept, week("2026-03-02", "Repair", 3));
        let says = "Now repair, 3 at alarm, 2 at watch; proceed until 22\u{a0}February\u{a0}2026; on \
                    15\u{a0}February\u{a0}2026 0 at alarm, 2 at watch.";
        assert_eq!(strip.says, says);
        let marks = strip.marks();
        assert_eq!(marks.iter().map(|mark| mark.state).collect::<Vec<_>>(), ["clear", "watch", "watch"]);
        assert_eq!((marks[2].x.as_str(), marks[2].alarms.1.as_str()), ("170.0", "6.0"));
    }

    #[test]
    fn the_weeks_end_on_sundays_before_the_day() {
        let on = jiff::civil::date(2026, 3, 2);
        let days = sundays(on);
        assert_eq!((days.len(), days.last().map(ToString::to_string).as_deref()), (12, Some("2026-03-01")));
        assert_eq!(
            sundays(jiff::civil::date(2026, 3, 1)).last().map(ToString::to_string).as_deref(),
            Some("2026-02-22")
        );
    }
}
