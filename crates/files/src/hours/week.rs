//! Weeks from Monday to Sunday.

use jiff::ToSpan;
use jiff::civil::Date;

/// A week, by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Week(Date);

impl Week {
    /// The week in which a day lies.
    pub(super) fn of(day: Date) -> Self {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        Self(day.checked_sub(back.days()).unwrap_or(day))
    }

    pub(super) fn monday(self) -> Date {
        self.0
    }

    pub(super) fn sunday(self) -> Date {
        self.0.checked_add(6.days()).unwrap_or(self.0)
    }

    /// Shares out hours that were spent from one day to another among the weeks in which these lie, evenly by
    /// day.
    pub(super) fn share(from: Date, to: Date, hours: f64) -> Vec<(Self, f64)> {
        let days = |from: Date, to: Date| f64::from((to - from).get_days() + 1);
        let mut shares = Vec::new();
        let mut day = from;
        while day <= to {
            let week = Self::of(day);
            let last = week.sunday().min(to);
            shares.push((week, hours * days(day, last) / days(from, to)));
            match last.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn hours_are_shared_out_by_day() {
        let (sunday, monday) = (date(2026, 11, 22), date(2026, 11, 23));
        let weeks = [Week(date(2026, 11, 16)), Week(monday)];
        assert_eq!(Week::share(sunday, sunday, 3.0), [(weeks[0], 3.0)]);
        assert_eq!(Week::share(sunday, monday, 3.0), [(weeks[0], 1.5), (weeks[1], 1.5)]);
        assert_eq!(
            Week::share(date(2026, 11, 16), date(2026, 11, 29), 28.0),
            [(weeks[0], 14.0), (weeks[1], 14.0)]
        );
        let month: f64 =
            Week::share(date(2026, 11, 1), date(2026, 11, 30), 160.0).iter().map(|(_, h)| h).sum();
        assert!((month - 160.0).abs() < 1e-9);
    }
}
