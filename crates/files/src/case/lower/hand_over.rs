//! Tables on hand-overs of the case.

use rowlock_core::fact::{self, Actor};
use rowlock_core::id::HandOverId;

use super::{Lowering, Place};
use crate::case::format::{HandOverTable, Id};

impl Lowering<'_> {
    pub(super) fn hand_overs(&mut self) {
        for (index, table) in self.case.hand_over.iter().enumerate() {
            let place = self.place("hand_over", index, table.recorded, table.recorded_by.as_ref());
            self.hand_over(&place, table);
        }
    }

    fn hand_over(&mut self, place: &Place, table: &HandOverTable) {
        let hand_over: HandOverId = self.id(&table.id, &place.path);
        let (to, why) = (table.to.clone(), table.why.clone());
        self.put(place, table.on, fact::HandOverAsked { hand_over: hand_over.clone(), to, why });
        for (index, consent) in table.consent.iter().enumerate() {
            let mut part = place.part(&format!("consent/{index}"), consent.recorded);
            let party = self.party(&consent.party, &part.path);
            part.actor = Actor::Party(party.clone());
            let under_seal = consent.under_seal.into();
            let hand_over = hand_over.clone();
            self.put(&part, consent.on, fact::HandOverConsented { hand_over, party, under_seal, keys: None });
        }
        if let Some(refused) = &table.refused {
            let mut part = place.part("refused", refused.recorded);
            let party = self.party(&refused.party, &part.path);
            part.actor = Actor::Party(party.clone());
            let (hand_over, why) = (hand_over.clone(), refused.why.clone());
            self.put(&part, refused.on, fact::HandOverRefused { hand_over, party, why });
        }
        if let Some(made) = &table.made {
            let part = self.part_by(place, ("made", made.recorded), made.by.as_ref());
            self.put(&part, made.on, fact::HandedOver { hand_over: hand_over.clone() });
        }
        if let Some(taken) = &table.taken {
            let part = self.part_by(place, ("taken", taken.recorded), taken.by.as_ref());
            let without = self.ids(&taken.without, &part.path);
            self.put(&part, taken.on, fact::TakenOver { hand_over, without });
        }
    }

    /// A part of a table that somebody else may have written down.
    fn part_by(
        &mut self,
        place: &Place,
        (field, recorded): (&str, Option<jiff::civil::Date>),
        by: Option<&Id>,
    ) -> Place {
        let mut part = place.part(field, recorded);
        if by.is_some() {
            part.actor = self.recorder(by, &part.path);
        }
        part
    }
}
