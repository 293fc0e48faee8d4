//! Decisions, and who holds the account, the name and the know-how.

use jiff::civil::Date;
use rowlock_core::fact::{ControlPointChecked, DecisionTaken, Holder, Works};

use super::{POINTS, Week, id};
use crate::chance::Chance;
use crate::pressure::Side;
use crate::rates;
use crate::scribe::{Scribe, weekday};
use crate::words::BUYS;

impl Week<'_> {
    pub(super) fn decisions(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let (rate, lapse, full) = rates::DECISIONS;
        let control = self.bears(Side::Control, number);
        for _ in 0..chance.times(rate) {
            let decision = id(&format!("decision-{}", self.new_number()));
            let alone = chance.happens(self.likely(lapse, full, control));
            let by = if alone { vec![self.parties[self.weak].clone()] } else { self.parties.clone() };
            let taken = DecisionTaken {
                decision,
                what: (*chance.pick(&BUYS)).to_owned(),
                decision_kind: Some(id("spending")),
                by: by.clone(),
                against: Vec::new(),
                carried: true,
                amount: Some((chance.between((0.2, 3.0)) * 1_000.0).round()),
                why: "it was due".into(),
            };
            scribe.hears(weekday(monday, 1), &by[0], taken);
        }
    }

    pub(super) fn checks(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let (every, unclear) = rates::CHECKS;
        if !number.is_multiple_of(every) {
            return;
        }
        let control = self.bears(Side::Control, number);
        for ((point, _), slips_at) in POINTS.into_iter().zip(self.slips_at) {
            let slipped = control >= slips_at;
            let (holder, works_for_lead, seen) = if slipped {
                (Holder::Party(self.parties[self.weak].clone()), Works::No, "one of us has it alone")
            } else if chance.happens(unclear * self.plan.noise) {
                (Holder::Joint, Works::Unknown, "nobody could say")
            } else {
                (Holder::Joint, Works::Yes, "tried, and it works")
            };
            let checked = ControlPointChecked { point: id(point), holder, works_for_lead, seen: seen.into() };
            scribe.hears(weekday(monday, 2), &self.parties[0], checked);
        }
    }
}
