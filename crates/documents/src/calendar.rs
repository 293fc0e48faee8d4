//! A feed of days and moments as an `.ics` file, for any calendar.

use icalendar::{Component, Event, Property, ValueType};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// When an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// All of a day.
    Day(Date),
    /// From one moment to another.
    Moment {
        /// When it begins.
        from: Timestamp,
        /// When it ends.
        to: Timestamp,
    },
}

impl When {
    /// The day on which it begins, in universal time.
    fn day(&self) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Moment { from, .. } => jiff::tz::TimeZone::UTC.to_datetime(*from).date(),
        }
    }
}

/// The most entries of a feed.
const MOST_ENTRIES: usize = 2_000;
/// The most characters of one line of an entry.
const LONGEST_LINE: usize = 500;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name among all entries of all calendars; the same as long as it is the same entry.
    pub uid: String,
    /// What a calendar shows.
    pub summary: String,
    /// When it is.
    pub when: When,
    /// More on it.
    pub description: String,
}

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What people call it.
    pub name: String,
    /// Its entries.
    pub entries: Vec<Entry>,
}

impl Calendar {
    /// Writes it as a feed that was made at `made`.
    ///
    /// ```
    /// use rowlock_documents::{Calendar, Entry, When};
    /// let entry = Entry {
    ///     uid: "review-1@rowboat".to_owned(),
    ///     summary: "Review, all four".to_owned(),
    ///     when: When::Day(jiff::civil::date(2026, 1, 19)),
    ///     description: String::new(),
    /// };
    /// let feed = Calendar { name: "Rowboat".to_owned(), entries: vec![entry] }.feed(jiff::Timestamp::UNIX_EPOCH);
    /// assert!(feed.contains("DTSTART;VALUE=DATE:20260119\r\n") && feed.contains("SUMMARY:Review\\, all four\r\n"));
    /// ```
    pub fn feed(&self, made: Timestamp) -> String {
        let mut calendar = icalendar::Calendar::empty();
        calendar.append_property(Property::new("VERSION", "2.0"));
        calendar.append_property(Property::new("PRODID", "-//Rowlock//Rowlock//EN"));
        calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
        calendar.name(&line(&self.name));
        // Of very many the last ones: what is over long ago waits for nobody.
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        if entries.len() > MOST_ENTRIES {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.when.day()));
            entries.truncate(MOST_ENTRIES);
        }
        for entry in entries {
            calendar.push(event(entry, made));
        }
        calendar.to_string()
    }
}

fn event(entry: &Entry, made: Timestamp) -> Event {
    let mut event = Event::new();
    event.uid(&line(&entry.uid)).summary(&line(&entry.summary)).add_property("DTSTAMP", moment(made));
    if !entry.description.is_empty() {
        let fits = |letter: &char| *letter == '\n' || !letter.is_control();
        event.description(&entry.description.chars().take(4 * LONGEST_LINE).filter(fits).collect::<String>());
    }
    match entry.when {
        When::Day(day) => {
            event.append_property(on("DTSTART", day));
            if let Ok(next) = day.checked_add(1.day()) {
                event.append_property(on("DTEND", next));
            }
            // A day by which something is due does not make anybody busy.
            event.add_property("TRANSP", "TRANSPARENT");
        }
        When::Moment { from, to } => {
            event.add_property("DTSTART", moment(from)).add_property("DTEND", moment(to.max(from)));
        }
    }
    event.done()
}

fn on(key: &str, day: Date) -> Property {
    let mut property = Property::new(key, day.strftime("%Y%m%d").to_string());
    property.append_parameter(ValueType::Date).done()
}

fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// One line of text.
fn line(text: &str) -> String {
    text.chars().take(LONGEST_LINE).map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
