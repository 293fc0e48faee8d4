//! The two figures of a report: hours on and off admitted work, and pledge against work.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{EffortRecorded, Work, number};
use rowlock_core::id::PartyId;

use crate::document::{Chart, Column, Dots, Figure, Series, Table, top};
use crate::names;

/// The most weeks that are drawn one by one; a longer time is drawn by months.
const MOST_WEEKS: i64 = 53;
/// The most months that are drawn: the last twenty years.
const MOST_MONTHS: i64 = 240;
/// The days over which pledge and work are compared.
const WINDOW: i64 = 56;

/// Hours on and off admitted work, week by week or month by month; none without hours.
pub fn hours(alliance: &Alliance, on: Date) -> Option<Figure> {
    let efforts = || alliance.efforts.iter().filter(|effort| effort.on <= on).map(|effort| &effort.value);
    let joint = || efforts().filter(|effort| effort.work != Work::Outside);
    let first = joint().map(|effort| effort.from).min()?;
    let last = joint().map(|effort| effort.to.min(on)).max()?;
    let first = last.checked_sub(MOST_MONTHS.months()).map_or(first, |reach| first.max(reach));
    let monthly = i64::from((last - first).get_days()) / 7 >= MOST_WEEKS;
    let begins = |day: Date| if monthly { day.first_of_month() } else { monday_of(day) };
    let mut periods: BTreeMap<Date, [f64; 2]> = BTreeMap::new();
    let next = |begin: Date| begin.checked_add(if monthly { 1.month() } else { 7.days() }).ok();
    let mut begin = begins(first);
    while begin <= last {
        periods.insert(begin, [0.0; 2]);
        begin = next(begin)?;
    }
    for effort in joint() {
        let off = usize::from(!counts(alliance, effort, on));
        let each = effort.hours / days(effort);
        let (mut from, to) = (effort.from.max(begins(first)), effort.to.min(on));
        while from <= to {
            let period = begins(from);
            let end = next(period)?.yesterday().ok()?.min(to);
            let days = f64::from((end - from).get_days()) + 1.0;
            periods.entry(period).or_default()[off] += each * days;
            from = end.tomorrow().ok()?;
        }
    }
    Some(bars(&periods, monthly))
}

fn bars(periods: &BTreeMap<Date, [f64; 2]>, monthly: bool) -> Figure {
    let period = if monthly { "month" } else { "week" };
    let mut table = Table::new([
        Column::text(if monthly { "Month" } else { "Week from" }, 3),
        Column::numbers("Admitted and joint", 3),
        Column::numbers("Admitted by nobody", 3),
        Column::numbers("Share", 2),
    ]);
    let mut labels = Vec::new();
    let mut month = None;
    for (begin, [inside, outside]) in periods {
        let all = inside + outside;
        let share = if all > 0.0 { format!("{:.0} %", 100.0 * outside / all) } else { "\u{2013}".to_owned() };
        let name = if monthly { begin.strftime("%B %Y").to_string() } else { names::short_day(*begin) };
        table.row([name, number(*inside), number(*outside), share]);
        let fresh = month != Some((begin.year(), begin.month()));
        month = Some((begin.year(), begin.month()));
        labels.push(if fresh { label(*begin, monthly, periods.len()) } else { String::new() });
    }
    let series = |place: usize| periods.values().map(|hours| hours[place]).collect::<Vec<_>>();
    let (inside, outside): (f64, f64) = (series(0).iter().sum(), series(1).iter().sum());
    let share = 100.0 * outside / (inside + outside).max(1.0);
    let most = periods.iter().filter(|(_, hours)| hours[1] > 0.0).max_by(|a, b| a.1[1].total_cmp(&b.1[1]));
    let sentence = match most {
        None => format!(
            "None of the {} joint hours on record went to a project that nobody had admitted by this day.",
            number(inside)
        ),
        Some((begin, hours)) => {
            let when = if monthly { begin.strftime("%B %Y").to_string() } else { names::day(*begin) };
            let when = if monthly { when } else { format!("the week of {when}") };
            format!(
                "Of {} joint hours on record {} ({share:.0} %) went to projects that nobody had admitted by this day. The \
                 most was {} hours in {when}.",
                number(inside + outside),
                number(outside),
                number(hours[1])
            )
        }
    };
    let title = format!("Hours a {period} on and off admitted work");
    table.caption = Some(title.clone());
    let chart = Chart::Bars {
        unit: format!("hours a {period}"),
        labels,
        top: top(periods.values().map(|hours| hours[0] + hours[1])),
        series: vec![
            Series { name: "admitted projects and joint work".to_owned(), values: series(0) },
            Series { name: "projects that nobody admitted".to_owned(), values: series(1) },
        ],
    };
    Figure { title, sentence, chart, table }
}

/// What stands under the first bar of a month: its name, or the year. Where bars are many, most stay without.
fn label(begin: Date, monthly: bool, bars: usize) -> String {
    let every = match (monthly, bars) {
        (true, 41..) => 12,
        (true, 15..) => 3,
        _ => 1,
    };
    if begin.month() == 1 && monthly {
        begin.year().to_string()
    } else if (begin.month() - 1) % every == 0 {
        begin.strftime("%b").to_string()
    } else {
        String::new()
    }
}

/// Hours a week that each party pledged, and gave to admitted and joint work in the last eight weeks on record;
/// none without pledges or hours.
pub fn pledges(alliance: &Alliance, on: Date) -> Option<Figure> {
    let recorded = alliance.efforts.iter().map(|effort| effort.value.to).filter(|day| *day <= on).max()?;
    let running = alliance.running_since(on)?;
    let since = recorded.checked_sub((WINDOW - 1).days()).ok()?.max(running);
    let weeks = (f64::from((recorded - since).get_days()) + 1.0) / 7.0;
    let mut rows = Vec::new();
    let mut table = Table::new([
        Column::text("Party", 4),
        Column::numbers("Pledged", 2),
        Column::numbers("Given", 2),
        Column::numbers("Share", 2),
    ]);
    for party in alliance.signers(on) {
        let Some(pledge) = alliance.pledge(party, on).filter(|pledge| pledge.value > 0.0) else { continue };
        let given = given(alliance, party, since, recorded, on) / weeks.max(1.0 / 7.0);
        let share = format!("{:.0} %", 100.0 * given / pledge.value);
        let name = alliance.party_name(party).to_owned();
        table.row([name.clone(), number(pledge.value), number(given), share]);
        rows.push(Dots { name, values: [pledge.value, given] });
    }
    let furthest =
        rows.iter().min_by(|a, b| (a.values[1] / a.values[0]).total_cmp(&(b.values[1] / b.values[0])))?;
    let sentence = format!(
        "From {} to {}. Furthest from the pledge is {}: {} of {} hours a week. Hours on projects that nobody admitted \
         do not count.",
        names::day(since),
        names::day(recorded),
        furthest.name,
        number(furthest.values[1]),
        number(furthest.values[0]),
    );
    let title = "Hours a week pledged and given".to_owned();
    table.caption = Some(title.clone());
    let chart = Chart::Dots {
        unit: "hours a week".to_owned(),
        kinds: ["pledged".to_owned(), "given".to_owned()],
        top: top(rows.iter().flat_map(|row| row.values)),
        rows,
    };
    Some(Figure { title, sentence, chart, table })
}

/// Hours that a party gave to admitted and joint work from `since` to `until`.
fn given(alliance: &Alliance, party: &PartyId, since: Date, until: Date, on: Date) -> f64 {
    let efforts = alliance.efforts.iter().map(|effort| &effort.value).filter(|effort| effort.party == *party);
    let inside = |effort: &EffortRecorded| {
        let (from, to) = (effort.from.max(since), effort.to.min(until));
        if from > to { 0.0 } else { (f64::from((to - from).get_days()) + 1.0) / days(effort) }
    };
    efforts.filter(|effort| counts(alliance, effort, on)).map(|effort| effort.hours * inside(effort)).sum()
}

/// Whether hours went to joint work, or to a project that was admitted by a day.
fn counts(alliance: &Alliance, effort: &EffortRecorded, on: Date) -> bool {
    match &effort.work {
        Work::Joint => true,
        Work::Project(id) => alliance.projects.get(id).is_some_and(|project| project.is_admitted(on)),
        Work::Outside => false,
    }
}

fn days(effort: &EffortRecorded) -> f64 {
    (f64::from((effort.to - effort.from).get_days()) + 1.0).max(1.0)
}

fn monday_of(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(back.days()).unwrap_or(day)
}
