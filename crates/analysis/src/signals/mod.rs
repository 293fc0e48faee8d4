//! The watch: signals measured from recorded facts. Which signals there are, and their thresholds, stands in
//! the framework; the methods of measuring stand here.

mod charter;
mod control;
mod issues;
mod people;
mod pulse;
mod scope;
mod work;

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::Seq;
use rowlock_core::framework::{Engine, Measure, Signal};
use rowlock_core::halt;
use rowlock_core::id::{AreaId, SignalId};

use crate::alignment::Look;
use crate::finding::{Reading, State};

/// A signal on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalFinding {
    /// Which signal.
    pub id: SignalId,
    /// Its name.
    pub name: String,
    /// The area it speaks of.
    pub area: AreaId,
    /// The engine of the verdict it counts under.
    pub speaks_for: Engine,
    /// Its state.
    pub state: State,
    /// Since when it has been in this state, looking back week by week; none where clear or unknown.
    pub since: Option<Date>,
    /// One sentence.
    pub sentence: String,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// What a measure reads with.
pub(crate) struct Gauge<'a> {
    pub look: Look<'a>,
    pub signal: &'a Signal,
    pub on: Date,
}

impl<'a> Gauge<'a> {
    /// A number of the signal: as changed on the record, else as the framework has it.
    pub fn number(&self, name: &str) -> f64 {
        self.look.alliance.threshold(self.signal, name, self.on)
    }

    pub fn alliance(&self) -> &'a Alliance {
        self.look.alliance
    }

    pub fn name(&self, party: &'a rowlock_core::id::PartyId) -> &'a str {
        self.alliance().party_name(party)
    }
}

/// The state of a measure where more is worse.
fn state_from(value: f64, watch: f64, alarm: f64) -> State {
    if value >= alarm {
        State::Alarm
    } else if value >= watch {
        State::Watch
    } else {
        State::Clear
    }
}

/// All signals of the framework on a day, in its order.
pub fn signals(look: Look<'_>, on: Date) -> Vec<SignalFinding> {
    look.framework.signals.iter().map(|signal| signal_on(look, signal, on)).collect()
}

/// All signals on a day without looking back: `since` is left out.
pub(crate) fn readings(look: Look<'_>, on: Date) -> Vec<SignalFinding> {
    look.framework.signals.iter().map(|signal| finding(signal, read(look, signal, on), None)).collect()
}

fn signal_on(look: Look<'_>, signal: &Signal, on: Date) -> SignalFinding {
    let reading = read(look, signal, on);
    let since = match reading.state {
        State::Watch | State::Alarm => Some(since(look, signal, reading.state, on)),
        State::Clear | State::Unknown => None,
    };
    finding(signal, reading, since)
}

fn finding(signal: &Signal, reading: Reading, since: Option<Date>) -> SignalFinding {
    SignalFinding {
        id: signal.id.clone(),
        name: signal.name.clone(),
        area: signal.area.clone(),
        speaks_for: signal.rule.speaks_for,
        state: reading.state,
        since,
        sentence: reading.sentence,
        facts: reading.facts,
    }
}

/// How many weeks back the first day of a state is looked for: twenty years.
const FARTHEST: i64 = 1040;

/// The first day of the present state: back week by week while it holds, then day by day.
fn since(look: Look<'_>, signal: &Signal, state: State, on: Date) -> Date {
    let begun = look.alliance.running_since(on).unwrap_or(on);
    let begun = on.checked_sub(FARTHEST.weeks()).map_or(begun, |reach| begun.max(reach));
    let holds = |day: Date| {
        halt::point();
        day >= begun && read(look, signal, day).state == state
    };
    let mut first = on;
    while let Ok(earlier) = first.checked_sub(7.days()) {
        if !holds(earlier) {
            break;
        }
        first = earlier;
    }
    while let Ok(earlier) = first.yesterday() {
        if !holds(earlier) {
            break;
        }
        first = earlier;
    }
    first
}

/// What a signal reads on a day.
pub(crate) fn read(look: Look<'_>, signal: &Signal, on: Date) -> Reading {
    if look.alliance.running_since(on).is_none() {
        return Reading::unknown("The watch begins when the joint business runs.");
    }
    let gauge = Gauge { look, signal, on };
    match signal.rule.measure {
        Measure::OffScopeShare => scope::off_scope_share(&gauge),
        Measure::SkippedAdmission => scope::skipped_admission(&gauge),
        Measure::UndeclaredInterest => work::undeclared_interest(&gauge),
        Measure::LeadLeakage => work::lead_leakage(&gauge),
        Measure::PledgeGap => work::pledge_gap(&gauge),
        Measure::PriorityInversion => work::priority_inversion(&gauge),
        Measure::SingleCover => people::single_cover(&gauge),
        Measure::FairnessSlide => pulse::fairness_slide(&gauge),
        Measure::OffCharterDecisions => charter::off_charter_decisions(&gauge),
        Measure::FounderControl => control::founder_control(&gauge),
        Measure::ClientConcentration => control::client_concentration(&gauge),
        Measure::IssueSpread => issues::issue_spread(&gauge),
        Measure::IssueAge => issues::issue_age(&gauge),
        Measure::Silence => people::silence(&gauge),
        Measure::WouldNotStartAgain => pulse::would_not_start_again(&gauge),
        Measure::StopRule => charter::stop_rule(&gauge),
    }
}
