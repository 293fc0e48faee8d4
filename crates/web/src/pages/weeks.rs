//! Hours a week on admitted work and on projects that nobody admitted, as a picture with its table behind it.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, until};
use rowlock_core::fact::Work;
use rowlock_core::id::ProjectId;

/// A bar chart of weeks.
pub(crate) struct Chart {
    /// The weeks, oldest first.
    pub weeks: Vec<Week>,
    /// The most hours of any week, for the scale.
    pub most: String,
    /// One sentence under it.
    pub says: String,
}

/// One week.
pub(crate) struct Week {
    /// The Monday it begins on.
    pub monday: Date,
    /// Hours on admitted or joint work.
    pub on: f64,
    /// Hours on projects that nobody admitted.
    pub off: f64,
    /// Where its bars stand, in units of the picture.
    pub x: f64,
    /// The height of the lower bar.
    pub on_height: f64,
    /// The height of the upper bar.
    pub off_height: f64,
}

const WEEKS: usize = 26;
const HEIGHT: f64 = 110.0;
const WIDTH: f64 = 660.0;
const BASE: f64 = 115.0;

impl Week {
    /// The top of the lower bar.
    pub fn on_top(&self) -> String {
        format!("{:.1}", BASE - self.on_height)
    }

    /// The top of the upper bar, which stands on the other.
    pub fn off_top(&self) -> String {
        format!("{:.1}", BASE - self.on_height - self.off_height - if self.off > 0.0 { 1.0 } else { 0.0 })
    }
}

/// The hours of the last weeks; none where none are on record.
pub(crate) fn chart(alliance: &Alliance, on: Date) -> Option<Chart> {
    let monday = on.checked_sub(i64::from(on.weekday().to_monday_zero_offset()).days()).ok()?;
    let mut weeks: Vec<Week> = Vec::new();
    for back in (0..WEEKS).rev() {
        let monday = monday.checked_sub((7 * back as i64).days()).ok()?;
        weeks.push(Week { monday, on: 0.0, off: 0.0, x: 0.0, on_height: 0.0, off_height: 0.0 });
    }
    let first = weeks.first()?.monday;
    for effort in until(&alliance.efforts, on).filter(|effort| effort.on >= first) {
        let place = (effort.on - first).get_days() / 7;
        let Some(week) = weeks.get_mut(usize::try_from(place).ok()?) else { continue };
        match &effort.value.work {
            Work::Outside => {}
            Work::Project(project) if !is_admitted(alliance, project, effort.on) => {
                week.off += effort.value.hours;
            }
            _ => week.on += effort.value.hours,
        }
    }
    let used = weeks.iter().position(|week| week.on + week.off > 0.0)?;
    weeks.drain(..used);
    let most = weeks.iter().map(|week| week.on + week.off).fold(1.0, f64::max);
    let step = WIDTH / weeks.len() as f64;
    for (place, week) in weeks.iter_mut().enumerate() {
        week.x = step * place as f64;
        week.on_height = HEIGHT * week.on / most;
        week.off_height = HEIGHT * week.off / most;
    }
    let (all_on, all_off) = weeks.iter().fold((0.0, 0.0), |sum, week| (sum.0 + week.on, sum.1 + week.off));
    let share = 100.0 * all_off / (all_on + all_off).max(1.0);
    let says = format!(
        "Hours a week by all parties in {} weeks: {:.0} on admitted or joint work, {:.0} on projects that nobody admitted ({share:.0}\u{a0}%).",
        weeks.len(),
        all_on,
        all_off
    );
    Some(Chart { weeks, most: format!("{most:.0} h"), says })
}

fn is_admitted(alliance: &Alliance, project: &ProjectId, on: Date) -> bool {
    alliance.projects.get(project).is_some_and(|project| project.is_admitted(on))
}

impl Chart {
    /// How wide one bar is.
    pub fn width(&self) -> String {
        format!("{:.1}", (WIDTH / self.weeks.len() as f64 * 0.7).min(34.0))
    }
}
