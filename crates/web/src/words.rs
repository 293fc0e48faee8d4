//! Small words of pages: days, counts, and what was just done.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A day in words: "8 June 2025".
pub(crate) fn day(day: Date) -> String {
    // No line ends within a day.
    day.strftime("%-d\u{a0}%B\u{a0}%Y").to_string()
}

/// A day in words, for templates, which hand over references.
pub(crate) fn on(date: &Date) -> String {
    day(*date)
}

/// A number with at most one decimal, for templates, which hand over references.
pub(crate) fn number(value: &f64) -> String {
    rowlock_core::fact::number(*value)
}

/// An amount with its thousands set apart, for templates, which hand over references.
pub(crate) fn amount(value: &f64) -> String {
    rowlock_core::fact::amount(*value)
}

/// A share of 1 in percent, for templates, which hand over references.
pub(crate) fn percent(share: &f64) -> String {
    format!("{} %", rowlock_core::fact::amount(share * 100.0))
}

/// The day of the week.
pub(crate) fn weekday(day: Date) -> String {
    day.strftime("%A").to_string()
}

/// The day of a moment, in universal time.
pub(crate) fn day_of(moment: Timestamp) -> String {
    day(TimeZone::UTC.to_datetime(moment).date())
}

/// A moment in words: "8 June 2025, 14:05 UTC".
pub(crate) fn moment(moment: Timestamp) -> String {
    let time = TimeZone::UTC.to_datetime(moment);
    format!("{}, {} UTC", day(time.date()), time.strftime("%H:%M"))
}

/// How long ago, roughly: "just now", "3 hours ago", "2 days ago".
pub(crate) fn ago(then: Timestamp, now: Timestamp) -> String {
    let minutes = (now - then).as_secs().max(0) / 60;
    match minutes {
        i64::MIN..=1 => "just now".to_owned(),
        2..=59 => format!("{minutes} minutes ago"),
        60..=119 => "an hour ago".to_owned(),
        120..=2879 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1440),
    }
}

/// A count with its noun: "1 party", "3 parties".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let noun = if number == 1 { one } else { many };
    match words.get(number) {
        Some(word) => format!("{word} {noun}"),
        None => format!("{number} {noun}"),
    }
}

/// A count with its noun, for templates, which hand over references.
pub(crate) fn counted(number: &usize, one: &str, many: &str) -> String {
    count(*number, one, many)
}

/// The same at the beginning of a sentence.
pub(crate) fn counted_first(number: &usize, one: &str, many: &str) -> String {
    rowlock_core::fact::capital(&count(*number, one, many))
}

/// A text as a sentence: a capital first, a full stop last.
pub(crate) fn sentence(text: &str) -> String {
    let text = rowlock_core::fact::capital(text.trim());
    if text.ends_with(['.', '?', '!']) { text } else { format!("{text}.") }
}

/// The word for so many reminders, for the address that a form leads to.
pub(crate) fn reminded(mails: usize) -> String {
    format!("reminded-{}", mails.min(6))
}

/// What was just done, by the word in the address that a form leads to.
pub(crate) fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "Saved, and on the record.",
        "playbook-made" => "The playbook is made, and it is yours. The record says that you made it.",
        "playbook-in" => "The playbook is in.",
        "playbook-saved" => "Saved as a new version. The one before stays.",
        "playbook-same" => "Nothing was different, so no version was saved.",
        "begun-from" => {
            "The record has begun, with the clauses of the playbook as drafts. Nothing is agreed yet."
        }
        "taken-over" => "Taken over, and on the record.",
        "over" => "The end is on the record. What is left is to look back.",
        "debriefed" => "The debrief is on the record, with its lessons.",
        "founded" => "The record has begun.",
        "imported" => "The case is in. Every fact of it is on the record.",
        "invited" => "The invitation is on its way.",
        "linked" => "A new link was made. It is shown once, below.",
        "revoked" => "The link was revoked. It opens nothing any more.",
        "opened" => "The round is open, and its rule is frozen.",
        "locked" => "The round is locked. Bands are shown from now on.",
        "drafted" => "The round is prepared. Nobody has been asked yet.",
        "said" => "Your word is on the record.",
        "consented" => "Your consent is on the record.",
        "reminded-0" => {
            "No mail was sent. Whoever is missing was reminded within a day, wants no reminders, or has no link by mail."
        }
        "reminded-1" => "One mail was sent to remind.",
        "reminded-2" => "Two mails were sent to remind.",
        "reminded-3" => "Three mails were sent to remind.",
        "reminded-4" => "Four mails were sent to remind.",
        "reminded-5" => "Five mails were sent to remind.",
        "reminded-6" => "More than five mails were sent to remind.",
        "seated" => "The seat is given.",
        "seat-waits" => {
            "Those who speak for that party were asked. The seat begins when one of them says yes."
        }
        "seat-refused" => "That seat was not given.",
        "unseated" => "The seat was taken back.",
        "let-in" => "You let the adviser see the case. You can take it back at any time.",
        "kept-out" => "The adviser no longer sees the case.",
        "password" => "The password is changed, and every other session has ended.",
        "named" => "Your name is changed.",
        "view-saved" => "The view is saved. It is yours alone.",
        "view-forgotten" => "The view is forgotten.",
        "letters" => "What you want of letters is noted.",
        "ended" => "That session has ended.",
        "noted" => "The note is on the record.",
        "withdrawn" => "The fact no longer counts. It stays on the record, with the reason.",
        "clause-drafted" => "The text is on the record. Now every party can approve it.",
        "approved" => "Your approval is on the record.",
        "proposed" => "The project is proposed. Now those who decide can decide.",
        "decided" => "Your decision is on the record, beside the verdict.",
        "hours" => "The hours are on the record, by week.",
        "scoring" => "The scoring has begun. Each of you finds their sheet here.",
        "handed-in" => "Your scores are in, sealed.",
        "kept" => "Saved, sealed. Nobody else can read it.",
        "candidates" => "The candidates of the file are on the record.",
        "concluded" => "How the search ended is on the record.",
        "settled" => "That is on the record, and the gap has come to rest.",
        "confided" => "The adviser can read it now, and nobody else.",
        "answered" => "They can read your answer now.",
        "taken_back" => "It is taken back. Nobody can read it any more.",
        "note-kept" => "The note is kept, sealed. Nobody but you can read it.",
        "note-changed" => "The note is changed.",
        "note-deleted" => "The note is deleted.",
        "notes-deleted" => "The notes on that alliance are deleted.",
        "marked" => "Your marks are kept. Nobody but you sees them.",
        "raised" => "The issue is raised. All parties see it.",
        "calendar-ended" => "The private address was taken back. It shows nothing any more.",
        "exchange-opened" => "The exchange is open. Fill in your pack, and send the others their links.",
        "exchange-closed" => "It has ended without an exchange. Every pack is erased.",
        "hand-over-asked" => "It is asked for. Every party finds it here and says its word.",
        "hand-over-refused" => "That is on the record, and this hand-over has ended.",
        "hand-over-in" => {
            "The case is in, its chain is whole, and it goes on here. Give the other parties their seats."
        }
        "hand-over-back" => {
            "The case is back, with what was written elsewhere. Its chain is whole, and it goes on here."
        }
        "hand-over-undone" => {
            "The case goes on here. If somebody else took that file in, their record and this one go different ways now."
        }
        "taken-in" => "The answers in the file were taken in.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_said_in_words() {
        assert_eq!(count(1, "party", "parties"), "one party");
        assert_eq!(count(4, "party", "parties"), "four parties");
        assert_eq!(count(14, "party", "parties"), "14 parties");
    }
}
