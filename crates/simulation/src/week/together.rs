//! What is done together: meetings, promises, and the person who leaves.

use jiff::civil::Date;
use rowlock_core::fact::{
    CapabilityEnded, MeetingCancelled, MeetingHeld, MeetingPlanned, MissedFor, ObligationDone,
    ObligationMissed, ObligationTaken,
};
use rowlock_core::id::PartyId;

use super::{Week, id};
use crate::chance::Chance;
use crate::kind::Kind;
use crate::rates;
use crate::scribe::{Scribe, weekday};
use crate::words::{ERRANDS, TALKS};

impl Week<'_> {
    /// They meet every second week.
    pub(super) fn meets(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        if !number.is_multiple_of(2) {
            return;
        }
        let meeting = format!("meeting-{}", self.new_number());
        let lead = self.parties[0].clone();
        let due = weekday(monday, 1);
        let about = (*chance.pick(&TALKS)).to_owned();
        scribe.hears(monday, &lead, MeetingPlanned { meeting: id(&meeting), about, due });
        if chance.happens(rates::CALLED_OFF) {
            let off = MeetingCancelled {
                meeting: id(&meeting),
                by: vec![lead.clone()],
                why: "too much to do".into(),
            };
            scribe.hears(due, &lead, off);
            return;
        }
        let (lapse, full) = rates::ABSENCE;
        let (absent, present): (Vec<(usize, PartyId)>, Vec<_>) = self
            .parties
            .iter()
            .cloned()
            .enumerate()
            .partition(|(party, _)| chance.happens(self.likely(lapse, full, self.lacks(*party, number))));
        let parties = |of: Vec<(usize, PartyId)>| of.into_iter().map(|(_, party)| party).collect();
        let held = MeetingHeld {
            meeting: id(&meeting),
            present: parties(present),
            absent: parties(absent),
            minutes: "talked over, and written down".into(),
        };
        scribe.hears(due, &lead, held);
    }

    /// Promises with a day, kept or not.
    pub(super) fn promises(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let (rate, lapse, full) = rates::OBLIGATIONS;
        for _ in 0..chance.times(rate) {
            let obligation = format!("promise-{}", self.new_number());
            let who = self.someone(chance);
            let party = self.parties[who].clone();
            let taken = ObligationTaken {
                obligation: id(&obligation),
                what: (*chance.pick(&ERRANDS)).to_owned(),
                who: party.clone(),
                due: weekday(monday, 5),
            };
            scribe.hears(monday, &party, taken);
            if chance.happens(self.likely(lapse, full, self.lacks(who, number))) {
                let reason = if chance.happens(0.5) { MissedFor::OwnWork } else { MissedFor::ThirdParty };
                let missed = ObligationMissed {
                    obligation: id(&obligation),
                    reason,
                    note: "not done by the day".into(),
                };
                scribe.hears(weekday(monday, 6), &party, missed);
            } else {
                scribe.hears(weekday(monday, 4), &party, ObligationDone { obligation: id(&obligation) });
            }
        }
    }

    /// The person on whom the key ability stands goes, when the decline begins.
    pub(super) fn leaves(&mut self, scribe: &mut Scribe<'_>, number: usize, monday: Date) {
        if self.plan.kind != Kind::OnePerson || self.has_left || number < self.pressure.begins() {
            return;
        }
        self.has_left = true;
        let seats = self.plan.cast.seats;
        let (seat, party) = (&seats[seats.len() - 1], &self.parties[seats.len() - 1]);
        let ended = CapabilityEnded {
            party: party.clone(),
            person: id(seat.person),
            capability: id(self.plan.cast.skills[1]),
            why: "takes a post elsewhere".into(),
        };
        scribe.hears(weekday(monday, 2), party, ended);
    }
}
