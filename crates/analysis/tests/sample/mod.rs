//! Cases to look at: the two samples, and small ones written in a line or two.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::sync::LazyLock;

use jiff::civil::Date;
use rowlock_analysis::report::{Analysis, analyse};
use rowlock_analysis::signals::{SignalFinding, signals};
use rowlock_analysis::{Look, State};
use rowlock_core::alliance::Alliance;
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};
use rowlock_files::case::format::Case;
use rowlock_files::case::{read_case, write_toml};
use rowlock_files::framework::default_framework;

/// The alliance that failed.
pub const ROWBOAT: &str = include_str!("../../../../examples/rowboat.toml");
/// The alliance that worked.
pub const NO_CONFLICT: &str = include_str!("../../../../examples/no-conflict.toml");

/// The default framework, read once.
static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| default_framework().unwrap());

/// A civil date.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A record with its keys and the framework it was read with.
pub struct Sample {
    /// The framework.
    pub framework: Framework,
    /// The record.
    pub record: Record,
    /// The keys.
    pub ring: Keyring,
}

impl Sample {
    /// Reads a case file.
    #[track_caller]
    pub fn read(text: &str) -> Self {
        let framework = FRAMEWORK.clone();
        let case = read_case("case.toml", text).unwrap_or_else(|problems| panic!("{problems}"));
        let (record, ring) =
            case.record(&framework, &Seed([5; 32])).unwrap_or_else(|problems| panic!("{problems}"));
        Self { framework, record, ring }
    }

    /// Reads a case that was put together in a test.
    #[track_caller]
    pub fn of(case: &Case) -> Self {
        Self::read(&write_toml(case).unwrap())
    }

    /// The alliance as the whole record has it.
    pub fn whole(&self) -> Alliance {
        self.record.alliance(Date::MAX, Date::MAX)
    }

    /// The analysis of an alliance on a day, as `viewer` may see it.
    pub fn analyse(&self, alliance: &Alliance, viewer: &Viewer, on: Date) -> Analysis {
        analyse(Look { alliance, framework: &self.framework, ring: &self.ring, viewer }, on)
    }

    /// The analysis of a day, as all parties may see it.
    pub fn on(&self, on: Date) -> Analysis {
        self.analyse(&self.record.alliance(on, Date::MAX), &Viewer::AllParties, on)
    }

    /// The signals on a day over `alliance`.
    pub fn signals(&self, alliance: &Alliance, viewer: &Viewer, on: Date) -> Vec<SignalFinding> {
        signals(Look { alliance, framework: &self.framework, ring: &self.ring, viewer }, on)
    }

    /// One signal on a day, as all parties may see it.
    pub fn signal(&self, id: &str, on: &str) -> SignalFinding {
        let (alliance, on) = (self.record.alliance(day(on), Date::MAX), day(on));
        let all = self.signals(&alliance, &Viewer::AllParties, on);
        all.into_iter().find(|signal| signal.id.as_str() == id).unwrap()
    }

    /// Every so many days from the first day of the record to a little after its last.
    pub fn days(&self, step: i64) -> Vec<Date> {
        let (first, last) = self.record.span().unwrap();
        let length = i64::from((last - first).get_days()) + 30;
        (0..=length / step).map(|n| first.checked_add(jiff::Span::new().days(n * step)).unwrap()).collect()
    }
}

/// The tables of a case file.
pub fn case_of(text: &str) -> Case {
    read_case("case.toml", text).unwrap_or_else(|problems| panic!("{problems}")).case().clone()
}

/// A running alliance of Ana (who leads), Ben, Cas and Dan since the first Monday of 2025, and `more`.
pub fn running(more: &str) -> String {
    let mut text = "[alliance]\nname = \"Rowboat\"\nform = \"contract\"\nstage = \"running\"\nlead = \"ana\"\non = 2025-01-06\n".to_owned();
    for party in ["ana", "ben", "cas", "dan"] {
        let role = if party == "ana" { "lead" } else { "partner" };
        text.push_str(&format!(
            "[[party]]\nid = \"{party}\"\nname = \"{}\"\nkind = \"person\"\nrole = \"{role}\"\non = 2025-01-06\npeople = [\"{party}-1\"]\n",
            party.to_uppercase()
        ));
    }
    text + more
}

/// Checks the state of a signal of a small running alliance on days.
#[track_caller]
pub fn check(signal: &str, more: &str, days: &[(&str, State)]) {
    let sample = Sample::read(&running(more));
    for (on, state) in days {
        let found = sample.signal(signal, on);
        assert_eq!(found.state, *state, "{signal} on {on}: {}", found.sentence);
    }
}
