//! A week: what people do in it, under the pressure that bears on them.

mod control;
mod quarrels;
mod together;
mod work;

use std::fmt::Debug;
use std::str::FromStr;

use jiff::civil::Date;
use rowlock_core::fact::Lever;
use rowlock_core::id::{IssueId, PartyId};

use crate::chance::Chance;
use crate::kind::Kind;
use crate::plan::Plan;
use crate::pressure::{Pressure, Side};
use crate::rates;
use crate::scribe::Scribe;

/// The control points of every alliance here.
pub(crate) const POINTS: [(&str, Lever); 3] =
    [("account", Lever::Bank), ("name", Lever::Brand), ("know-how", Lever::KnowHow)];

/// What goes on from one week to the next.
pub(crate) struct Week<'a> {
    pub plan: &'a Plan<'a>,
    pub pressure: Pressure,
    pub parties: Vec<PartyId>,
    /// The party that lets go first; never the lead.
    weak: usize,
    /// The share of weeks in which hours are written down.
    diligence: f64,
    /// Whether answers of pulses are shown to each other.
    pub releases: bool,
    pub asks_pulses: bool,
    /// The height of pressure at which each control point slips.
    slips_at: [f64; 3],
    /// How much is pledged, about.
    habit: Vec<f64>,
    /// The ids of projects that are being worked on: admitted, and not.
    running: Vec<usize>,
    strays: Vec<usize>,
    open_issues: Vec<IssueId>,
    /// A number for each new thing.
    count: usize,
    has_left: bool,
}

impl<'a> Week<'a> {
    /// Before the first week.
    pub fn first(plan: &'a Plan<'a>, pressure: Pressure, chance: &mut Chance) -> Self {
        let seats = plan.cast.seats.len();
        Self {
            plan,
            pressure,
            parties: plan.cast.seats.iter().map(|seat| id(seat.id)).collect(),
            weak: if plan.kind == Kind::OnePerson { seats - 1 } else { 1 + chance.place(seats - 1) },
            diligence: chance.between(rates::DILIGENCE),
            releases: chance.happens(rates::RELEASES),
            asks_pulses: chance.happens(rates::ASKS_PULSES),
            slips_at: [0; 3].map(|_| chance.between((0.25, 1.1))),
            habit: (0..seats).map(|_| chance.between(rates::PLEDGE)).collect(),
            running: Vec::new(),
            strays: Vec::new(),
            open_issues: Vec::new(),
            count: 0,
            has_left: false,
        }
    }

    /// Lets a week pass.
    pub fn pass(&mut self, scribe: &mut Scribe<'_>, number: usize, monday: Date, chance: &mut Chance) {
        self.proposals(scribe, number, monday, chance);
        self.hours(scribe, number, monday, chance);
        self.leads(scribe, number, monday, chance);
        self.interests(scribe, number, monday, chance);
        self.meets(scribe, number, monday, chance);
        self.promises(scribe, number, monday, chance);
        self.issues(scribe, number, monday, chance);
        self.decisions(scribe, number, monday, chance);
        self.checks(scribe, number, monday, chance);
        self.leaves(scribe, number, monday);
    }

    /// How likely a lapse is: in good times times the noise, and under pressure as much more as bears.
    fn likely(&self, lapse: f64, full: f64, bears: f64) -> f64 {
        (lapse * self.plan.noise + full * bears).min(0.95)
    }

    fn new_number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn someone(&self, chance: &mut Chance) -> usize {
        chance.place(self.parties.len())
    }

    /// How far hours dry up for a party.
    fn lacks(&self, party: usize, number: usize) -> f64 {
        if party == self.weak { self.bears(Side::Hours, number) } else { 0.0 }
    }
}

/// An id out of words of this crate and of casts.
///
/// # Panics
/// When the text is no id; casts are constants, and tests go through all of them.
pub(crate) fn id<T: FromStr<Err: Debug>>(text: &str) -> T {
    match text.parse() {
        Ok(id) => id,
        Err(error) => panic!("\u{201c}{text}\u{201d}: {error:?}"),
    }
}
