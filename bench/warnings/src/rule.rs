//! Ways of warning: the watch itself, read three ways, and plain rules beside it.

use rowlock_analysis::learning::asks_for_change;

use crate::watched::{Look, Watched};

/// A way of warning.
#[derive(Clone, Copy)]
pub enum Rule {
    /// The watch: any signal at watch or alarm.
    Raised,
    /// The watch: any signal at alarm.
    Alarm,
    /// The watch: two signals at alarm.
    TwoAlarms,
    /// The verdict asks for a change of course.
    Verdict,
    /// So many issues are open.
    Open(usize),
    /// So many issues were ever raised.
    Total(usize),
    /// Any issue was raised in the last 30 days.
    AnyThisMonth,
}

/// Weeks without a warning that part one episode from the next.
const QUIET: usize = 4;

impl Rule {
    /// All that are held beside each other.
    pub fn all() -> impl Iterator<Item = Self> {
        let watch = [Self::Raised, Self::Alarm, Self::TwoAlarms, Self::Verdict];
        let open = [1, 2, 3, 4, 6].map(Self::Open);
        let total = [3, 5, 10, 20].map(Self::Total);
        watch.into_iter().chain(open).chain(total).chain([Self::AnyThisMonth])
    }

    /// The rule in words.
    pub fn words(self) -> String {
        match self {
            Self::Raised => "watch: any signal raised".into(),
            Self::Alarm => "watch: any alarm".into(),
            Self::TwoAlarms => "watch: two alarms".into(),
            Self::Verdict => "watch: verdict asks for a change".into(),
            Self::Open(1) => "1 issue open".into(),
            Self::Open(count) => format!("{count} issues open"),
            Self::Total(count) => format!("{count} issues in total"),
            Self::AnyThisMonth => "any issue this month".into(),
        }
    }

    /// Whether it warns at a look.
    pub fn warns(self, look: &Look) -> bool {
        match self {
            Self::Raised => look.raised > 0,
            Self::Alarm => look.alarms > 0,
            Self::TwoAlarms => look.alarms > 1,
            Self::Verdict => asks_for_change(look.word),
            Self::Open(count) => look.open >= count,
            Self::Total(count) => look.total >= count,
            Self::AnyThisMonth => look.this_month > 0,
        }
    }

    /// Weeks from the first look with a warning, since the decline began, to the end; none: no warning.
    pub fn lead(self, watched: &Watched) -> Option<i32> {
        let begun = watched.declines_from?;
        let first = watched.looks.iter().find(|look| look.on >= begun && self.warns(look))?;
        Some((watched.until - first.on).get_days() / 7)
    }

    /// How many times it began to warn, a pause of fewer than four weeks counting as none.
    pub fn episodes(self, watched: &Watched) -> usize {
        let (mut episodes, mut quiet) = (0, QUIET);
        for look in &watched.looks {
            if self.warns(look) {
                episodes += usize::from(quiet >= QUIET);
                quiet = 0;
            } else {
                quiet += 1;
            }
        }
        episodes
    }

    /// In how many weeks it warns.
    pub fn weeks(self, watched: &Watched) -> usize {
        watched.looks.iter().filter(|look| self.warns(look)).count()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use rowlock_analysis::verdict::Word;
    use rowlock_simulation::Kind;

    use super::{Look, Rule, Watched};

    fn watched(alarms: &[usize]) -> Watched {
        let begun = date(2024, 1, 7);
        let looks = alarms.iter().enumerate().map(|(week, alarms)| Look {
            on: begun.checked_add((7 * week as i64).days()).unwrap(),
            word: Word::Proceed,
            raised: *alarms,
            alarms: *alarms,
            open: 0,
            total: 0,
            this_month: 0,
        });
        let looks: Vec<Look> = looks.collect();
        let until = looks.last().unwrap().on.checked_add(7.days()).unwrap();
        let declines_from = Some(begun.checked_add(14.days()).unwrap());
        Watched { kind: Kind::OwnProjects, looks, declines_from, until }
    }

    #[test]
    fn a_short_pause_is_no_new_episode() {
        assert_eq!(Rule::Alarm.episodes(&watched(&[1, 0, 0, 0, 1, 0])), 1);
        assert_eq!(Rule::Alarm.episodes(&watched(&[1, 0, 0, 0, 0, 1])), 2);
        assert_eq!(Rule::Alarm.episodes(&watched(&[0, 0])), 0);
    }

    #[test]
    fn a_warning_before_the_decline_gives_no_lead() {
        assert_eq!(Rule::Alarm.lead(&watched(&[1, 1, 0, 0, 0, 0])), None);
        assert_eq!(Rule::Alarm.lead(&watched(&[1, 1, 0, 0, 1, 1])), Some(2));
    }
}
