//! The end, as people told it.

use jiff::civil::Date;
use rowlock_core::fact::{Actor, AllianceEnded, Ending, Outcome};

use crate::plan::{End, Plan};
use crate::scribe::{Refused, Scribe};
use crate::week::id;

/// Writes down how it ended, where it did.
pub(crate) fn close(scribe: &mut Scribe<'_>, plan: &Plan<'_>, on: Date) -> Result<(), Refused> {
    let (how, outcome, why) = match plan.end {
        End::ByKind if plan.kind.is_failing() => {
            (Ending::BrokeDown, Outcome::Failed, "we could not agree on how to go on")
        }
        End::ByKind | End::GoesOn | End::Considering => return Ok(()),
        End::InOrder => {
            (Ending::InOrder, Outcome::Mixed, "the lease ran out, and each has enough to do alone")
        }
        End::AimReached => (Ending::AimReached, Outcome::Succeeded, "what we set out to do is done"),
        End::BoughtOut => {
            (Ending::BoughtOut, Outcome::Succeeded, "one of us takes it over at the agreed price")
        }
    };
    let ended = AllianceEnded { how, outcome, why: why.into(), measures: Vec::new() };
    scribe.write(on, &Actor::Party(id(plan.cast.seats[0].id)), ended)
}
