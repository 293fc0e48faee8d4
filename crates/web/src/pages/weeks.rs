//! Small pictures of the last weeks, all drawn alike, each with a sentence under it and its table behind it: hours
//! on and off admitted work, hours given against hours pledged, issues raised and closed, control points.

use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, IssueTurn, last_on, until};
use rowlock_core::fact::{Work, number};
use rowlock_core::id::ProjectId;

/// Bars of weeks, two parts to a bar.
#[derive(Template)]
#[template(path = "pages/weeks.html")]
pub(crate) struct Weeks {
    /// What it shows.
    pub title: &'static str,
    /// The lower part of a bar, and the upper one.
    pub parts: [&'static str; 2],
    /// The weeks, oldest first.
    pub weeks: Vec<Week>,
    /// The most of any week, for the scale.
    pub most: f64,
    /// What is counted: "h" for hours; nothing for things.
    pub unit: &'static str,
    /// One sentence under it.
    pub says: String,
}

/// One week: the Monday it begins on, and the two parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Week {
    /// The Monday it begins on.
    pub monday: Date,
    /// The lower part, and the upper one.
    pub parts: [f64; 2],
}

const WEEKS: usize = 26;
const HEIGHT: f64 = 110.0;
const WIDTH: f64 = 660.0;
const BASE: f64 = 115.0;

/// One part of one bar, as it is drawn.
struct Bar {
    kind: &'static str,
    x: String,
    y: String,
    height: String,
}

impl Weeks {
    fn of(
        title: &'static str,
        parts: [&'static str; 2],
        unit: &'static str,
        weeks: Vec<Week>,
        says: String,
    ) -> Self {
        let most = weeks.iter().map(|week| week.parts.iter().sum()).fold(1.0, f64::max);
        Self { title, parts, weeks, most, unit, says }
    }

    /// How wide one bar is.
    fn width(&self) -> String {
        format!("{:.1}", (WIDTH / self.weeks.len() as f64 * 0.7).min(34.0))
    }

    fn bars(&self) -> Vec<Bar> {
        let step = WIDTH / self.weeks.len() as f64;
        let mut bars = Vec::new();
        for (place, week) in self.weeks.iter().enumerate() {
            let heights = week.parts.map(|part| HEIGHT * part / self.most);
            let gap = if week.parts[1] > 0.0 { 1.0 } else { 0.0 };
            let tops = [BASE - heights[0], BASE - heights[0] - heights[1] - gap];
            for (part, kind) in ["on", "off"].into_iter().enumerate() {
                bars.push(Bar {
                    kind,
                    x: format!("{:.1}", step * place as f64),
                    y: format!("{:.1}", tops[part]),
                    height: format!("{:.1}", heights[part]),
                });
            }
        }
        bars
    }

    fn most_in_words(&self) -> String {
        format!("{} {}", number(self.most), self.unit).trim_end().to_owned()
    }
}

/// The Mondays of the last weeks, oldest first.
fn mondays(on: Date) -> Vec<Date> {
    let monday = on.checked_sub(i64::from(on.weekday().to_monday_zero_offset()).days());
    let back = |weeks: usize| monday.clone().ok()?.checked_sub((7 * weeks as i64).days()).ok();
    (0..WEEKS).rev().filter_map(back).collect()
}

/// The weeks with the parts that `of` gives for the days from a Monday to the Sunday after it, or to the day looked
/// at; from the first week on in which there is anything.
fn counted(on: Date, of: impl Fn(Date, Date) -> [f64; 2]) -> Vec<Week> {
    let week = |monday: Date| {
        let sunday = monday.checked_add(6.days()).unwrap_or(monday).min(on);
        Week { monday, parts: of(monday, sunday) }
    };
    let mut weeks: Vec<Week> = mondays(on).into_iter().map(week).collect();
    let used = weeks.iter().position(|week| week.parts.iter().any(|part| *part > 0.0));
    weeks.drain(..used.unwrap_or(weeks.len()));
    weeks
}

/// Hours by the Monday of their week: on admitted or joint work, and on projects that nobody admitted.
fn worked(alliance: &Alliance, on: Date) -> Vec<Week> {
    let mondays = mondays(on);
    let mut weeks: Vec<Week> =
        mondays.iter().map(|monday| Week { monday: *monday, parts: [0.0; 2] }).collect();
    let Some(first) = mondays.first() else { return weeks };
    for effort in until(&alliance.efforts, on).filter(|effort| effort.on >= *first) {
        let place = usize::try_from((effort.on - *first).get_days() / 7).unwrap_or(usize::MAX);
        let Some(week) = weeks.get_mut(place) else { continue };
        match &effort.value.work {
            Work::Outside => {}
            Work::Project(project) if !is_admitted(alliance, project, effort.on) => {
                week.parts[1] += effort.value.hours;
            }
            _ => week.parts[0] += effort.value.hours,
        }
    }
    weeks
}

fn is_admitted(alliance: &Alliance, project: &ProjectId, on: Date) -> bool {
    alliance.projects.get(project).is_some_and(|project| project.is_admitted(on))
}

fn sums(weeks: &[Week]) -> [f64; 2] {
    weeks.iter().fold([0.0; 2], |sum, week| [sum[0] + week.parts[0], sum[1] + week.parts[1]])
}

/// Hours on and off admitted work; none where none are on record.
pub(crate) fn hours(alliance: &Alliance, on: Date) -> Option<Weeks> {
    let worked = worked(alliance, on);
    let used = worked.iter().position(|week| week.parts.iter().sum::<f64>() > 0.0)?;
    let weeks = worked[used..].to_vec();
    let [inside, outside] = sums(&weeks);
    let says = format!(
        "Hours a week by all parties in {}: {inside:.0} on admitted or joint work, {outside:.0} on projects that nobody \
         admitted ({:.0}\u{a0}%).",
        crate::words::count(weeks.len(), "week", "weeks"),
        100.0 * outside / (inside + outside).max(1.0)
    );
    Some(Weeks::of("Where the hours go", ["Admitted or joint", "Admitted by nobody"], "h", weeks, says))
}

/// Hours given to admitted or joint work, and what was pledged beyond them; none without a pledge.
fn pledges(alliance: &Alliance, on: Date) -> Option<Weeks> {
    let worked = worked(alliance, on);
    let running = alliance.running_since(on)?;
    let weeks = counted(on, |monday, sunday| {
        if sunday < running {
            return [0.0; 2];
        }
        let pledged: f64 = alliance
            .signers(sunday)
            .into_iter()
            .filter_map(|party| Some(alliance.pledge(party, sunday)?.value))
            .sum();
        let given = worked.iter().find(|week| week.monday == monday).map_or(0.0, |week| week.parts[0]);
        if pledged > 0.0 { [given, (pledged - given).max(0.0)] } else { [0.0; 2] }
    });
    if weeks.is_empty() {
        return None;
    }
    let [given, missing] = sums(&weeks);
    let says = format!(
        "In {} the parties gave {given:.0} hours to admitted or joint work; {missing:.0} more were pledged for weeks that \
         fell short.",
        crate::words::count(weeks.len(), "week", "weeks"),
    );
    Some(Weeks::of("Pledged and given", ["Given", "Pledged and not given"], "h", weeks, says))
}

/// Issues closed and raised; none where none were raised.
fn issues(alliance: &Alliance, on: Date) -> Option<Weeks> {
    let within = |day: Date, from: Date, to: Date| day >= from && day <= to;
    let weeks = counted(on, |monday, sunday| {
        let all = || alliance.issues.values();
        let raised = all().filter(|issue| within(issue.raised.on, monday, sunday)).count();
        let turns = all().flat_map(|issue| until(&issue.turns, on));
        let turns: Vec<_> = turns.filter(|turn| within(turn.on, monday, sunday)).collect();
        let closed = turns.iter().filter(|turn| matches!(turn.value, IssueTurn::Closed(_))).count();
        let again = turns.iter().filter(|turn| matches!(turn.value, IssueTurn::Reopened(_))).count();
        [closed as f64, (raised + again) as f64]
    });
    if weeks.is_empty() {
        return None;
    }
    let open = alliance.issues.values().filter(|issue| issue.is_open(on)).count();
    let [closed, raised] = sums(&weeks);
    let says = format!(
        "In {}: {raised:.0} raised or open again, {closed:.0} closed. Open on this day: {open}.",
        crate::words::count(weeks.len(), "week", "weeks"),
    );
    Some(Weeks::of("Issues", ["Closed", "Raised or open again"], "", weeks, says))
}

/// Control points where they should be, and those that are not, or of which nobody knows; none where none is named.
fn control_points(alliance: &Alliance, on: Date) -> Option<Weeks> {
    let weeks = counted(on, |_, sunday| {
        let named = alliance.control_points.values().filter(|point| point.named.on <= sunday);
        let mut parts = [0.0; 2];
        for point in named {
            let check = last_on(&point.checks, sunday);
            let is_there = check.is_some_and(|check| check.value.holder == point.named.value.should_hold);
            parts[usize::from(!is_there)] += 1.0;
        }
        parts
    });
    let last = weeks.last()?;
    let says = format!(
        "Of {:.0} control points {:.0} are where they should be, as last seen.",
        last.parts[0] + last.parts[1],
        last.parts[0]
    );
    let parts = ["Where they should be", "Elsewhere, or nobody knows"];
    Some(Weeks::of("Control points", parts, "", weeks, says))
}

/// All pictures for which there is anything on record.
pub(crate) fn multiples(alliance: &Alliance, on: Date) -> Vec<Weeks> {
    [hours(alliance, on), pledges(alliance, on), issues(alliance, on), control_points(alliance, on)]
        .into_iter()
        .flatten()
        .collect()
}
