//! Time spent, and times of the day, as exports write them.

use super::mapping::Unit;

/// The most hours that a text can amount to: a year and a day.
const MOST_HOURS: f64 = 366.0 * 24.0;

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Hours, from `1:30:00`, `1:30`, `1.5`, `1,5`, `90 min`, `1h 30m`; a number alone counts in `unit`.
pub(super) fn hours(text: &str, unit: Unit) -> Option<f64> {
    let text = text.trim();
    let hours = if text.contains(':') {
        clock(text)? as f64 / 3600.0
    } else if let Some(number) = number(text) {
        match unit {
            Unit::Hours => number,
            Unit::Minutes => number / 60.0,
            Unit::Days => number * 24.0,
        }
    } else {
        with_units(text)?
    };
    (0.0..=MOST_HOURS).contains(&hours).then_some(hours)
}

/// Seconds since midnight, from `9:30`, `9:30:00`, `9:30 AM`, `9`, or a fraction of a day such as `0.395`.
pub(super) fn time_of_day(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches(['Z', 'z']).trim_end_matches("Uhr").trim_end();
    let lower = text.to_lowercase();
    let half = ["am", "a.m.", "pm", "p.m."].into_iter().find(|half| lower.ends_with(half));
    let plain = lower.strip_suffix(half.unwrap_or_default()).unwrap_or(&lower).trim_end();
    let seconds = if plain.contains(':') {
        clock(plain)?
    } else if plain.len() <= 2 {
        plain.parse::<u8>().map(|hours| i64::from(hours) * 3600).ok()?
    } else {
        let days = number(plain).filter(|days| *days < 1.0 && half.is_none())?;
        (days * DAY as f64).round() as i64
    };
    let noon = 12 * 3600;
    match half {
        None => (seconds <= DAY).then_some(seconds),
        Some(_) if !(3600..3600 + noon).contains(&seconds) => None,
        Some(half) => Some(seconds % noon + if half.starts_with('p') { noon } else { 0 }),
    }
}

/// Seconds, from hours, minutes and perhaps seconds between colons; parts of a second are cut off.
fn clock(text: &str) -> Option<i64> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let parts: Vec<&str> = whole.split(':').collect();
    let part = |index: usize, most: i64| {
        let Some(part) = parts.get(index) else { return Some(0) };
        let is_plain = matches!(part.len(), 1..=4) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>().ok().filter(|value| is_plain && *value <= most)
    };
    let has_parts = matches!(parts.len(), 2 | 3) && (parts.len() == 3 || whole == text);
    let seconds = part(0, 9_999)? * 3600 + part(1, 59)? * 60 + part(2, 59)?;
    has_parts.then_some(seconds)
}

/// A number with a point or a comma, and no sign, exponent or thousands.
pub(super) fn number(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && text.bytes().filter(|byte| !byte.is_ascii_digit()).count() <= 1
        && text.bytes().any(|byte| byte.is_ascii_digit());
    text.replacen(',', ".", 1).parse().ok().filter(|_| is_plain)
}

/// Numbers with units, such as `1 h 30 min`; minutes behind hours need none.
fn with_units(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut hours = 0.0;
    let mut after_hours = false;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        let (value, behind) = rest.split_at(end);
        let behind = behind.trim_start();
        let end = behind.find(|c: char| c.is_ascii_digit()).unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(end);
        let value = number(value)?;
        hours += match unit.trim().trim_end_matches(['.', ',']).to_lowercase().as_str() {
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" => value,
            "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => value / 60.0,
            "s" | "sec" | "sek" | "seconds" | "sekunden" => value / 3600.0,
            "" if after_hours && behind.is_empty() => value / 60.0,
            _ => return None,
        };
        after_hours = true;
        rest = behind;
    }
    after_hours.then_some(hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, unit: Unit, expected: Option<f64>) {
        let found = hours(text, unit);
        let is_same = found.zip(expected).is_some_and(|(found, expected)| (found - expected).abs() < 1e-9);
        assert!(is_same || (found.is_none() && expected.is_none()), "{text}: {found:?}");
    }

    #[test]
    fn time_spent_is_read() {
        for text in
            ["1:30:00", "01:30", "1.5", "1,5", "90 min", "90min", "1h 30m", "1h30", "1,5 Std.", "1 h, 30 min"]
        {
            check(text, Unit::Hours, Some(1.5));
        }
        check("26:15:00", Unit::Hours, Some(26.25));
        check("90", Unit::Minutes, Some(1.5));
        check("0.0625", Unit::Days, Some(1.5));
        check("0:00:36.5", Unit::Hours, Some(0.01));
        for text in
            ["", "-1", "-1:00", "1:75", "1:2:3:4", "=1+2", "1.234,5", "1e3", "h", "90 apples", "99999", "NaN"]
        {
            check(text, Unit::Hours, None);
        }
    }

    #[test]
    fn times_of_the_day_are_read() {
        for text in ["9:30", "09:30:00", "9:30 AM", "9:30am", "0.3958333333", "09:30:00Z"] {
            assert_eq!(time_of_day(text), Some(34_200), "{text}");
        }
        assert_eq!(time_of_day("12:15 AM"), Some(900));
        assert_eq!(time_of_day("12:15 p.m."), Some(44_100));
        assert_eq!(time_of_day("9"), Some(32_400));
        assert_eq!(time_of_day("24:00"), Some(DAY));
        for text in ["", "9.30", "25:00", "13:00 PM", "9:61", "noon"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
