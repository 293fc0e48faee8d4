//! Amounts and differences as a founder reads them.

use rowlock_core::fact::{list, number};
use rowlock_selection::Team;

use super::question::Question;
use super::scales::{AMOUNT, POINT};

/// A share in percent: one decimal below ten, and never a 0 that is none.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 0.1 {
        "less than 0.1 %".to_owned()
    } else if percent < 9.95 {
        format!("{} %", number(percent))
    } else {
        format!("{percent:.0} %")
    }
}

/// How often, of all weights that were tried: 100 % and 0 % are said only where they are true.
pub(super) fn share_of_weights(share: f64) -> String {
    let percent = match share * 100.0 {
        percent if percent > 0.0 && percent < 1.0 => return "less than 1 %".to_owned(),
        percent if percent > 99.0 && percent < 99.999 => return "more than 99 %".to_owned(),
        percent => percent.round(),
    };
    format!("{percent:.0} %")
}

/// A count with its noun; the plural is given, as it may be another word.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl Question {
    /// Engine units of money in words.
    pub(super) fn money(&self, units: i64) -> String {
        let amount = units as f64 / AMOUNT;
        let brief = self.brief();
        if brief.currency.is_empty() {
            number(amount)
        } else {
            format!("{} {}", number(amount), brief.currency)
        }
    }

    /// Engine units of time in words.
    pub(super) fn hours(units: i64) -> String {
        let hours = number(units as f64 / AMOUNT);
        if hours == "1" { "1 hour".to_owned() } else { format!("{hours} hours") }
    }

    /// Names in a row.
    pub(super) fn names(&self, candidates: &[usize]) -> String {
        list(&candidates.iter().map(|&who| self.name(who)).collect::<Vec<_>>())
    }

    pub(super) fn capability(&self, capability: usize) -> &str {
        self.brief().capabilities.get(capability).map_or("this", String::as_str)
    }

    /// "law at level 5", for a need by its place.
    pub(super) fn asked(&self, place: usize) -> String {
        let asked = self.brief().needs[place];
        format!("{} at level {}", self.capability(asked.capability), asked.level)
    }

    /// A difference of value against a team: "4 % less", "just as much", "0.5 % more".
    pub(super) fn difference(best: i64, loss: i64) -> String {
        if loss == 0 {
            return "just as much".to_owned();
        }
        let word = if loss > 0 { "less" } else { "more" };
        // Percent of nothing, or of less than nothing, say nothing.
        if best > 0 {
            format!("{} {word}", percent(loss.abs() as f64 / best as f64))
        } else {
            format!("{} points {word}", number(loss.abs() as f64 / POINT))
        }
    }

    /// Points of fit in words.
    pub(super) fn points(units: i64) -> String {
        let points = units as f64 / POINT;
        if points > 0.0 && points < 0.05 {
            return "less than 0.1 points".to_owned();
        }
        let points = number(points);
        if points == "1" { "1 point".to_owned() } else { format!("{points} points") }
    }

    /// Who comes and who goes from one team to another: "Dario Neri for Jonas Berg".
    pub(super) fn change(&self, from: &Team, to: &Team) -> String {
        let only = |one: &Team, other: &Team| -> Vec<usize> {
            one.members().iter().copied().filter(|&member| !other.has(member)).collect()
        };
        let (comes, goes) = (only(to, from), only(from, to));
        match (comes.is_empty(), goes.is_empty()) {
            (false, false) => format!("{} for {}", self.names(&comes), self.names(&goes)),
            (false, true) => format!("{} besides", self.names(&comes)),
            (true, false) => format!("without {}", self.names(&goes)),
            (true, true) => "the same team".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_are_short_and_true() {
        for (share, text) in [
            (0.0, "0 %"),
            (0.0004, "less than 0.1 %"),
            (0.008, "0.8 %"),
            (0.04, "4 %"),
            (0.0994, "9.9 %"),
            (0.1234, "12 %"),
        ] {
            assert_eq!(percent(share), text);
        }
        for (share, text) in [
            (0.0, "0 %"),
            (0.004, "less than 1 %"),
            (0.9961, "more than 99 %"),
            (1.0, "100 %"),
            (0.92, "92 %"),
        ] {
            assert_eq!(share_of_weights(share), text);
        }
    }

    #[test]
    fn differences_are_told_against_the_best() {
        assert_eq!(Question::difference(200, 0), "just as much");
        assert_eq!(Question::difference(200, 8), "4 % less");
        assert_eq!(Question::difference(200, -1), "0.5 % more");
        assert_eq!(Question::difference(0, 2_500), "2.5 points less");
    }

    #[test]
    fn points_and_hours_have_their_noun() {
        assert_eq!(Question::points(1_000), "1 point");
        assert_eq!(Question::points(12_340), "12.3 points");
        assert_eq!(Question::points(1), "less than 0.1 points");
        assert_eq!(Question::hours(100), "1 hour");
        assert_eq!(Question::hours(21_050), "210 hours");
    }
}
