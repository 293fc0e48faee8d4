//! How much a record keeps: the days that a fact may be about, and how long its texts and lists may be. A record within
//! these bounds is read, replayed and printed in bounded time, so they hold where facts are kept, whatever way they came.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use serde_json::Value;

use crate::decide::Refusal;
use crate::fact::{Event, Fact};
use crate::record::known_on;

/// The first day that a fact may be about.
pub const EARLIEST: Date = date(1900, 1, 1);
/// How many years past the present day a fact may reach.
pub const YEARS_AHEAD: i64 = 10;
/// The most characters of a text.
pub const LONGEST_TEXT: usize = 20_000;
/// The most characters of a name, or of another text of one line.
pub const LONGEST_NAME: usize = 200;
/// The most entries of a list.
pub const LONGEST_LIST: usize = 1_000;
/// The most characters that all texts of one fact have together, those that are sealed aside.
pub const LONGEST_FACT: usize = 128 << 10;
/// The most characters of one thing that is sealed.
pub const LONGEST_SEALED: usize = 4 << 20;
/// The most facts of one record.
pub const MOST_FACTS: usize = 200_000;

/// What is written in one line.
const NAMES: [&str; 5] = ["name", "asked_by", "typed_name", "unit", "version"];
/// What is sealed.
const SEALED: &str = "cipher";

/// The bounds as they are on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    latest: Date,
}

impl Bounds {
    /// The bounds where it is not known which day it is.
    pub const WIDEST: Self = Self { latest: date(2199, 12, 31) };

    /// The bounds on a day.
    pub fn on(today: Date) -> Self {
        Self { latest: today.checked_add(YEARS_AHEAD.years()).unwrap_or(Self::WIDEST.latest) }
    }

    /// The last day that a fact may be about.
    pub fn latest(self) -> Date {
        self.latest
    }

    /// Whether a day is within them.
    pub fn hold(self, day: Date) -> bool {
        (EARLIEST..=self.latest).contains(&day)
    }

    /// Refuses a day outside.
    ///
    /// # Errors
    /// With the field that is named.
    pub fn day(self, place: &str, day: Date) -> Result<(), Refusal> {
        if self.hold(day) {
            return Ok(());
        }
        Err(Refusal::TooMuch {
            place: place.to_owned(),
            found: day.to_string(),
            expected: format!("a day from {EARLIEST} to {}", self.latest),
        })
    }

    /// Refuses a fact with a day, a text or a list outside.
    ///
    /// # Errors
    /// With the field, what was found there and what would do.
    pub fn event(self, on: Date, event: &Event) -> Result<(), Refusal> {
        self.day("on", on)?;
        let Ok(Value::Object(mut whole)) = serde_json::to_value(event) else { return Ok(()) };
        let mut left = LONGEST_FACT;
        whole.remove("data").map_or(Ok(()), |data| self.value("", &data, &mut left))
    }

    /// Refuses a fact of a record, as [`Self::event`] does, and the moment at which it was written down.
    ///
    /// # Errors
    /// With the field, what was found there and what would do.
    pub fn fact(self, fact: &Fact) -> Result<(), Refusal> {
        self.day("recorded_at", known_on(fact))?;
        self.event(fact.effective_on, &fact.event)
    }

    fn value(self, place: &str, value: &Value, left: &mut usize) -> Result<(), Refusal> {
        match value {
            Value::String(text) => self.text(place, text, left),
            Value::Array(values) => {
                entries(place, values.len())?;
                values.iter().try_for_each(|value| self.value(place, value, left))
            }
            Value::Object(table) => {
                entries(place, table.len())?;
                table.iter().try_for_each(|(key, value)| {
                    spend(place, key.len(), left)?;
                    self.value(key, value, left)
                })
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }

    fn text(self, place: &str, text: &str, left: &mut usize) -> Result<(), Refusal> {
        let most = if place == SEALED {
            LONGEST_SEALED
        } else if NAMES.contains(&place) {
            LONGEST_NAME
        } else {
            LONGEST_TEXT
        };
        // Bytes are counted before characters: a text of megabytes is not walked through.
        let length = if text.len() > most { text.chars().take(most + 1).count() } else { 0 };
        if length > most {
            return Err(Refusal::TooMuch {
                place: place.to_owned(),
                found: format!("{} characters", text.chars().count()),
                expected: format!("at most {most} characters"),
            });
        }
        if place != SEALED {
            spend(place, text.len(), left)?;
        }
        day_of(text).map_or(Ok(()), |day| self.day(place, day))
    }
}

/// The day so many days after another, or before it; none where it is beyond all days. How many comes from forms and
/// files and may be any number.
pub fn days_from(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn entries(place: &str, count: usize) -> Result<(), Refusal> {
    if count <= LONGEST_LIST {
        return Ok(());
    }
    Err(Refusal::TooMuch {
        place: place.to_owned(),
        found: format!("a list of {count}"),
        expected: format!("at most {LONGEST_LIST} entries"),
    })
}

fn spend(place: &str, length: usize, left: &mut usize) -> Result<(), Refusal> {
    *left = left.checked_sub(length).ok_or_else(|| Refusal::TooMuch {
        place: place.to_owned(),
        found: format!("part of a fact with more than {LONGEST_FACT} characters"),
        expected: "less text in one fact; write it as several".to_owned(),
    })?;
    Ok(())
}

/// The day that a text says, where it is a day or a moment as facts write them.
fn day_of(text: &str) -> Option<Date> {
    // The longest way in which either is written has 36 characters.
    if text.len() > 40 || !text.contains('-') {
        return None;
    }
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    let moment = || text.parse::<Timestamp>().ok().map(|moment| TimeZone::UTC.to_datetime(moment).date());
    day.or_else(moment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{NoteMade, ObligationTaken};

    const TODAY: Date = date(2026, 3, 2);

    fn refused(on: Date, event: impl Into<Event>) -> Option<String> {
        Bounds::on(TODAY).event(on, &event.into()).err().map(|refusal| refusal.field().to_owned())
    }

    fn note(text: &str) -> NoteMade {
        serde_json::from_value(serde_json::json!({ "text": text })).unwrap()
    }

    #[test]
    fn days_begin_in_1900_and_end_in_ten_years() {
        for day in [EARLIEST, TODAY, date(2036, 3, 2)] {
            assert_eq!(refused(day, note("as it is")), None, "{day}");
        }
        for day in
            [date(1899, 12, 31), date(23, 1, 1), date(-44, 3, 15), date(2036, 3, 3), Date::MAX, Date::MIN]
        {
            assert_eq!(refused(day, note("as it is")).as_deref(), Some("on"), "{day}");
        }
    }

    #[test]
    fn a_day_within_a_fact_is_bounded_too() {
        let taken = |due: Date| ObligationTaken {
            obligation: "o1".parse().unwrap(),
            who: "ana".parse().unwrap(),
            what: "the lease".into(),
            due,
        };
        assert_eq!(refused(TODAY, taken(TODAY)), None);
        assert_eq!(refused(TODAY, taken(Date::MAX)).as_deref(), Some("due"));
        assert_eq!(refused(TODAY, taken(date(23, 1, 1))).as_deref(), Some("due"));
    }

    #[test]
    fn any_number_of_days_leads_to_a_day_or_to_none() {
        assert_eq!(days_from(TODAY, 1), Some(date(2026, 3, 3)));
        assert_eq!(days_from(TODAY, -2), Some(date(2026, 2, 28)));
        for days in [i64::MAX, i64::MIN, i64::from(u32::MAX), 4_000_000] {
            assert_eq!(days_from(TODAY, days), None, "{days}");
        }
    }

    #[test]
    fn texts_are_bounded_and_told_by_their_field() {
        assert_eq!(refused(TODAY, note(&"\u{e4}".repeat(LONGEST_TEXT))), None);
        assert_eq!(refused(TODAY, note(&"\u{e4}".repeat(LONGEST_TEXT + 1))).as_deref(), Some("text"));
        assert_eq!(day_of("2026-03-02"), Some(TODAY));
        assert_eq!(day_of("2026-03-02T10:00:00Z"), Some(TODAY));
        assert_eq!(day_of("a-b"), None);
    }
}
