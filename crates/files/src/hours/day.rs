//! Days as exports write them. Whether `03/04/2026` is in March or in April is decided over a whole column.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::mapping::DayOrder;
use super::spent::number;

/// The years in which hours can lie.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2200;

/// The serial numbers that spreadsheets give to the days from 1970 to 2200.
const SERIALS: std::ops::Range<f64> = 25_569.0..109_938.0;

/// A day as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// It can be read in one way only.
    Day(Date),
    /// Two numbers, of which one is the day and the other the month.
    Either { first: i8, second: i8, year: i16 },
}

/// What a column tells of the order of day and month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It does not matter.
    Any,
    /// It is this one.
    Order(DayOrder),
    /// It could be either; with an example.
    Open(String),
    /// No order fits all days; with an example of each.
    Mixed { day_first: String, month_first: String },
}

/// The day with which a text begins, and what comes after it.
pub(super) fn split(text: &str) -> Option<(Written, &str)> {
    let text = text.trim();
    let end = text.find([' ', 'T', '\u{a0}', ',']).unwrap_or(text.len());
    let (day, rest) = text.split_at(end);
    if let Some(written) = written(day) {
        return Some((written, rest.trim_start_matches([' ', 'T', '\u{a0}', ','])));
    }
    // A serial number may have the time as its fraction, with a comma for a point.
    let serial = number(text).filter(|serial| SERIALS.contains(serial))?;
    let day = date(1899, 12, 30).checked_add((serial.floor() as i64).days()).ok()?;
    let fraction = text.find(['.', ',']).map_or("", |point| &text[point..]);
    Some((Written::Day(day), fraction))
}

fn written(text: &str) -> Option<Written> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(separator);
    let (Some(first), Some(second), Some(third), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let number = |part: &str| {
        let is_plain = matches!(part.len(), 1..=4) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| is_plain)
    };
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let small = |value: i16| i8::try_from(value).ok();
    if first.len() == 4 {
        return valid(a, small(b)?, small(c)?).map(Written::Day);
    }
    let year = match third.len() {
        4 => c,
        2 => 2000 + c,
        _ => return None,
    };
    let (first, second) = (small(a)?, small(b)?);
    if separator == '.' {
        return valid(year, second, first).map(Written::Day);
    }
    let written = Written::Either { first, second, year };
    let is_day = written.day(DayOrder::DayFirst).is_some() || written.day(DayOrder::MonthFirst).is_some();
    is_day.then_some(written)
}

fn valid(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|_| YEARS.contains(&year))
}

impl Written {
    /// The day, if it is one in that order.
    pub(super) fn day(self, order: DayOrder) -> Option<Date> {
        match (self, order) {
            (Self::Day(day), _) => Some(day),
            (Self::Either { first, second, year }, DayOrder::DayFirst) => valid(year, second, first),
            (Self::Either { first, second, year }, DayOrder::MonthFirst) => valid(year, first, second),
        }
    }
}

/// Decides the order over all cells of a column; those that are no days have no say.
pub(super) fn decide<'c>(cells: impl Iterator<Item = &'c str>) -> Verdict {
    let (mut only_day_first, mut only_month_first, mut open) = (None, None, None);
    for cell in cells {
        let Some((written @ Written::Either { .. }, _)) = split(cell) else { continue };
        match (written.day(DayOrder::DayFirst), written.day(DayOrder::MonthFirst)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(_), Some(_)) => open = open.or(Some(cell)),
            (Some(_), None) => only_day_first = only_day_first.or(Some(cell)),
            (None, Some(_)) => only_month_first = only_month_first.or(Some(cell)),
            (None, None) => {}
        }
    }
    match (only_day_first, only_month_first, open) {
        (Some(day), Some(month), _) => {
            Verdict::Mixed { day_first: day.to_owned(), month_first: month.to_owned() }
        }
        (Some(_), None, _) => Verdict::Order(DayOrder::DayFirst),
        (None, Some(_), _) => Verdict::Order(DayOrder::MonthFirst),
        (None, None, Some(example)) => Verdict::Open(example.to_owned()),
        (None, None, None) => Verdict::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, order: DayOrder, expected: Option<(Date, &str)>) {
        let found = split(text).and_then(|(written, rest)| Some((written.day(order)?, rest)));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_are_read() {
        let day = date(2026, 11, 23);
        for text in
            ["2026-11-23", "2026/11/23", "23.11.2026", "23.11.26", "23/11/2026", "23-11-2026", "46349"]
        {
            check(text, DayOrder::DayFirst, Some((day, "")));
        }
        check("11/23/2026", DayOrder::MonthFirst, Some((day, "")));
        check("2026-11-23T09:30:00", DayOrder::DayFirst, Some((day, "09:30:00")));
        check("23.11.2026 9:30", DayOrder::DayFirst, Some((day, "9:30")));
        check("46349.5", DayOrder::DayFirst, Some((day, ".5")));
        check("46349,5", DayOrder::DayFirst, Some((day, ",5")));
        for text in
            ["", "today", "2026-13-01", "31.02.2026", "1.5", "12", "2026", "1/2/3/4", "11/23/2026", "1e5"]
        {
            check(text, DayOrder::DayFirst, None);
        }
    }

    #[test]
    fn a_column_decides() {
        let decide = |cells: &[&str]| decide(cells.iter().copied());
        assert_eq!(decide(&["2026-11-23", "x", "11/11/2026"]), Verdict::Any);
        assert_eq!(decide(&["03/04/2026", "13/04/2026"]), Verdict::Order(DayOrder::DayFirst));
        assert_eq!(decide(&["03/04/2026", "04/13/2026"]), Verdict::Order(DayOrder::MonthFirst));
        assert_eq!(decide(&["03/04/2026", "11/11/2026"]), Verdict::Open("03/04/2026".into()));
        assert!(matches!(decide(&["13/04/2026", "04/13/2026"]), Verdict::Mixed { .. }));
    }
}
