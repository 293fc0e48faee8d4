//! One analysis: everything that is found on a day, and the time line of what was found when.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::fact::{Fact, Seq};
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::halt;
use rowlock_core::id::SignalId;
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;
use rowlock_core::unfolding::Unfolding;

use crate::alignment::{Alignment, Look, alignment};
use crate::cascade::{Cascade, cascade};
use crate::control::{Voting, voting};
use crate::drift::{Drift, drift};
use crate::finding::State;
use crate::fit::{FitFinding, fit};
use crate::signals::{SignalFinding, signals};
use crate::verdict::{Verdict, verdict};

/// Everything that is found on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The day.
    pub on: Date,
    /// Fit.
    pub fit: Vec<FitFinding>,
    /// Alignment, as far as the viewer may see it.
    pub alignment: Alignment,
    /// The signals.
    pub signals: Vec<SignalFinding>,
    /// The issue cascade.
    pub cascade: Cascade,
    /// The votes.
    pub voting: Option<Voting>,
    /// Drift.
    pub drift: Drift,
    /// The verdict.
    pub verdict: Verdict,
}

/// Analyses an alliance on a day.
pub fn analyse(look: Look<'_>, on: Date) -> Analysis {
    let fit = fit(look.alliance, on);
    halt::point();
    let alignment = alignment(look, on);
    halt::point();
    let signals = signals(look, on);
    halt::point();
    let verdict = common_verdict(look, &fit, &alignment, &signals, on);
    Analysis {
        on,
        cascade: cascade(look.alliance, on),
        voting: voting(look.alliance, on),
        drift: drift(look.alliance, on),
        fit,
        alignment,
        signals,
        verdict,
    }
}

/// The verdict hears what all parties may see, whoever looks, so that its word is the same for everybody.
fn common_verdict(
    look: Look<'_>,
    fit: &[FitFinding],
    seen: &Alignment,
    read: &[SignalFinding],
    on: Date,
) -> Verdict {
    if *look.viewer == Viewer::AllParties {
        return verdict(look, fit, seen, read, on);
    }
    let common = Look { viewer: &Viewer::AllParties, ..look };
    verdict(common, fit, &alignment(common, on), &crate::signals::readings(common, on), on)
}

/// How often a replay looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// At the end of each week, on Sunday.
    Week,
    /// At the end of each month.
    Month,
}

/// One look of a replay.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The day.
    pub on: Date,
    /// The week, counted from the Monday of the record's first day.
    pub week: i32,
    /// The verdict.
    pub verdict: Verdict,
    /// The state of each signal.
    pub signals: BTreeMap<SignalId, State>,
    /// The facts that became known since the look before.
    pub facts: Vec<Seq>,
}

/// The most looks of a replay: weeks of twenty years. Of a record that goes on longer the last ones are looked at.
pub const MOST_LOOKS: i64 = 1040;

/// What would have been said at each look up to the day `until`, knowing on each day what was known on it.
pub fn replay(
    record: &Record,
    framework: &Framework,
    ring: &Keyring,
    viewer: &Viewer,
    every: Every,
    until: Date,
) -> Vec<Step> {
    let Some((first, last)) = record.span() else { return Vec::new() };
    replay_on(record, framework, ring, viewer, &looks(first, last, every, until))
}

/// What would have been said on each of some days, the earliest first, knowing on each what was known on it.
pub fn replay_on(
    record: &Record,
    framework: &Framework,
    ring: &Keyring,
    viewer: &Viewer,
    days: &[Date],
) -> Vec<Step> {
    let Some((first, _)) = record.span() else { return Vec::new() };
    let monday = monday_of(first);
    let mut unfolding = Unfolding::new(record);
    let mut steps = Vec::new();
    let mut before: Option<Date> = None;
    for on in days.iter().copied() {
        halt::point();
        let alliance = unfolding.on(on);
        let look = Look { alliance, framework, ring, viewer };
        let (fit, alignment) = (fit(alliance, on), alignment(look, on));
        let signals = crate::signals::readings(look, on);
        let verdict = common_verdict(look, &fit, &alignment, &signals, on);
        let known = |fact: &&Fact| {
            let day = fact.effective_on.max(rowlock_core::record::known_on(fact));
            day <= on && before.is_none_or(|before| day > before)
        };
        steps.push(Step {
            on,
            week: (on - monday).get_days() / 7 + 1,
            signals: signals.iter().map(|signal| (signal.id.clone(), signal.state)).collect(),
            facts: record.facts().iter().filter(known).map(|fact| fact.seq).collect(),
            verdict,
        });
        before = Some(on);
    }
    steps
}

/// The week of a day, counted from the Monday of the record's first day.
pub fn week(record: &Record, on: Date) -> Option<i32> {
    record.span().map(|(first, _)| (on - monday_of(first)).get_days().div_euclid(7) + 1)
}

fn monday_of(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(back.days()).unwrap_or(day)
}

/// The days of the looks, none after `until`: a fact may be dated long after the day on which it is read.
fn looks(first: Date, last: Date, every: Every, until: Date) -> Vec<Date> {
    let mut looks = Vec::new();
    let end = last.min(until);
    let reach = match every {
        Every::Week => end.checked_sub((7 * (MOST_LOOKS - 1)).days()),
        Every::Month => end.checked_sub((MOST_LOOKS - 1).months()),
    };
    let first = reach.map_or(first, |reach| first.max(reach));
    let mut day = match every {
        Every::Week => monday_of(first).checked_add(6.days()).unwrap_or(first),
        Every::Month => first.last_of_month(),
    };
    loop {
        // Past the last day nothing is on the record, and days without records are no days without work.
        let look = day.min(last);
        if look > until {
            return looks;
        }
        looks.push(look);
        if day >= last {
            return looks;
        }
        let next = match every {
            Every::Week => day.checked_add(7.days()),
            Every::Month => day.checked_add(1.day()).map(Date::last_of_month),
        };
        match next {
            Ok(next) => day = next,
            Err(_) => return looks,
        }
    }
}
