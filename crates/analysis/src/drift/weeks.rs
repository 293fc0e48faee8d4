//! Hours off the model week by week: whether the last weeks differ from those before, and where the series
//! changed if it changed once. A picture, not a signal.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::Work;

use super::{Placed, Placing};
use crate::finding::{day_in_words, percent};
use crate::method::change_point;
use crate::method::trend::{MIN_WEEKS, RECENT_WEEKS, Week, trend};

/// The weeks of a month, for a difference that has to last two months.
const MONTH: usize = 4;
/// How many weeks back hours are looked at: twenty years.
const FARTHEST: i64 = 1040;

/// What the weeks say, in up to two sentences; none below sixteen weeks of hours.
pub(super) fn movement(alliance: &Alliance, projects: &[Placed], on: Date) -> Option<String> {
    let (first, weeks) = weeks(alliance, projects, on)?;
    if weeks.len() < MIN_WEEKS {
        return None;
    }
    let now = trend(&weeks).ok()?;
    let before = trend(&weeks[..weeks.len() - MONTH]).ok();
    let lasts =
        now.counts() && before.is_some_and(|before| before.counts() && before.points * now.points > 0.0);
    let judged = if lasts {
        "more than the weeks vary by anyway, two months running"
    } else {
        "within what the weeks vary by anyway, or not yet two months running"
    };
    let mut text = format!(
        "In the last {RECENT_WEEKS} weeks {} of joint hours went outside it, before {}: {judged}.",
        percent(now.recent),
        percent(now.before)
    );
    if let Some(change) = change(&weeks)
        && let Ok(day) = first.checked_add((7 * (change.0 as i64 + 1)).days())
    {
        text.push_str(&format!(
            " If it changed once, it was most likely in the week of {}, from {} to {}.",
            day_in_words(day),
            percent(change.1),
            percent(change.2)
        ));
    }
    Some(text)
}

/// Joint hours and those off the model in each week, from the first week with hours on.
fn weeks(alliance: &Alliance, projects: &[Placed], on: Date) -> Option<(Date, Vec<Week>)> {
    let reach = on.checked_sub(FARTHEST.weeks()).unwrap_or(Date::MIN);
    let efforts = || {
        let joint =
            alliance.efforts.iter().filter(|effort| effort.on <= on && effort.value.work != Work::Outside);
        joint.filter(|effort| effort.value.to >= reach)
    };
    let earliest = efforts().map(|effort| effort.value.from.max(reach)).min()?;
    let back = i64::from(earliest.weekday().to_monday_zero_offset());
    let first = earliest.checked_sub(back.days()).ok()?;
    let length = usize::try_from((on - first).get_days() / 7 + 1).ok()?;
    let off: std::collections::BTreeSet<_> = projects
        .iter()
        .filter(|placed| placed.placing == Placing::Off)
        .map(|placed| &placed.project)
        .collect();
    let mut weeks = vec![Week { part: 0.0, whole: 0.0 }; length];
    for effort in efforts() {
        let value = &effort.value;
        let week = usize::try_from((value.to - first).get_days() / 7).ok()?;
        let is_off = matches!(&value.work, Work::Project(id) if off.contains(id));
        let entry = weeks.get_mut(week)?;
        entry.whole += value.hours;
        entry.part += if is_off { value.hours } else { 0.0 };
    }
    Some((first, weeks))
}

/// The most likely week of a single change and the shares before and after, where one change explains the weeks
/// better than none.
fn change(weeks: &[Week]) -> Option<(usize, f64, f64)> {
    let series: Vec<(u32, u32)> = weeks
        .iter()
        .map(|week| {
            let whole = week.whole.round() as u32;
            ((week.part.round() as u32).min(whole), whole)
        })
        .collect();
    let found = change_point::shares(&series).ok()?;
    (found.log_evidence > 0.0).then_some((found.most_likely, found.before, found.after))
}
