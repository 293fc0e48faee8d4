//! Which areas stood open at the start and came up later, in those that failed and in those that reached their aim.

use rowlock_core::fact::Outcome;
use rowlock_core::framework::Framework;
use rowlock_core::id::AreaId;

use super::{LEVEL, PastCase};
use crate::method::interval::{Interval, share};

/// The fewest cases behind a share.
pub const FEWEST_CASES: usize = 5;

/// A count of cases with its share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many.
    pub hits: usize,
    /// Of how many.
    pub all: usize,
    /// The share with its interval.
    pub interval: Interval,
}

/// One area across cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Which.
    pub area: AreaId,
    /// Its name.
    pub name: String,
    /// Failures in which it was not settled at the start and came up later.
    pub failed: Share,
    /// The same in those that reached their aim; none below the fewest cases.
    pub reached: Option<Share>,
    /// In a sentence.
    pub sentence: String,
}

/// The lessons, the most frequent in failures first; none below the fewest failures.
pub(super) fn lessons(cases: &[PastCase], framework: &Framework) -> Vec<Lesson> {
    let of = |outcome| cases.iter().filter(move |case| case.outcome == Some(outcome)).collect::<Vec<_>>();
    let (failures, successes) = (of(Outcome::Failed), of(Outcome::Succeeded));
    let lesson = |area: &rowlock_core::framework::Area| {
        let failed = counted(&failures, &area.id)?;
        let reached = counted(&successes, &area.id);
        let sentence = sentence(&area.name, failed, reached);
        Some(Lesson { area: area.id.clone(), name: area.name.clone(), failed, reached, sentence })
    };
    let mut lessons: Vec<Lesson> = framework.areas.iter().filter_map(lesson).collect();
    lessons.retain(|lesson| lesson.failed.hits > 0);
    lessons.sort_by_key(|lesson| std::cmp::Reverse(lesson.failed.hits));
    lessons
}

fn counted(cases: &[&PastCase], area: &AreaId) -> Option<Share> {
    if cases.len() < FEWEST_CASES {
        return None;
    }
    let stood_open = |case: &&&PastCase| {
        case.areas.iter().any(|past| past.area == *area && !past.was_settled && past.came_up)
    };
    let hits = cases.iter().filter(stood_open).count();
    Some(Share { hits, all: cases.len(), interval: share(hits, cases.len(), LEVEL)? })
}

fn sentence(name: &str, failed: Share, reached: Option<Share>) -> String {
    let percent = |value: f64| format!("{:.0}", value * 100.0);
    let told = |share: Share| {
        let (low, high) = (percent(share.interval.low), percent(share.interval.high));
        format!("{} of {} ({low} to {high} %)", share.hits, share.all)
    };
    let beside = match reached {
        Some(reached) => format!("; of those that reached their aim {}", told(reached)),
        None => format!("; too few reached their aim to set beside it (fewer than {FEWEST_CASES})"),
    };
    format!("{name} was not settled at the start and came up later in {} that failed{beside}.", told(failed))
}
