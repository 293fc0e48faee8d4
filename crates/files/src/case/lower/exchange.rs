//! Tables on exchanges of diligence packs.

use rowlock_core::fact::{self, Evidence, EvidenceNote, Pack, Shown};
use rowlock_core::id::ExchangeId;

use super::{Lowering, Place, Problem, Wish};
use crate::case::format::{PackExchangeTable, PackTable, ShownTable};

impl Lowering<'_> {
    pub(super) fn exchanges(&mut self) {
        for (index, table) in self.case.pack_exchange.iter().enumerate() {
            let place = self.place("pack_exchange", index, table.recorded, table.recorded_by.as_ref());
            self.exchange(&place, table);
        }
    }

    fn exchange(&mut self, place: &Place, table: &PackExchangeTable) {
        let exchange: ExchangeId = self.id(&table.id, &place.path);
        let opened = fact::ExchangeOpened {
            exchange: exchange.clone(),
            parties: self.ids(&table.parties, &place.path),
            checks: self.ids(&table.checks, &place.path),
            due: table.due,
            why: table.why.clone(),
        };
        self.put(place, table.opened, opened);
        for (index, pack) in table.pack.iter().enumerate() {
            let mut part = place.part(&format!("pack/{index}"), pack.recorded);
            let party = self.party(&pack.party, &part.path);
            part.actor = fact::Actor::Party(party.clone());
            let shown = Box::new(self.pack(pack, &part.path));
            self.wish(&part, pack.on, Wish::Pack { exchange: exchange.clone(), party, pack: shown });
        }
        for (index, back) in table.taken_back.iter().enumerate() {
            let mut part = place.part(&format!("taken_back/{index}"), back.recorded);
            let party = self.party(&back.party, &part.path);
            part.actor = fact::Actor::Party(party.clone());
            self.put(&part, back.on, fact::PackTakenBack { exchange: exchange.clone(), party });
        }
        if let Some(closed) = &table.closed {
            let part = place.part("closed", closed.recorded);
            self.put(&part, closed.on, fact::ExchangeClosed { exchange, why: closed.why.clone() });
        }
    }

    fn pack(&mut self, table: &PackTable, path: &str) -> Pack {
        let mut pack = Pack::default();
        for (check, shown) in &table.shown {
            let path = format!("{path}/shown/{check}");
            let id = self.text_id(check, &path);
            let what = self.evidence(shown, &path);
            pack.shown.insert(id, Shown { consented_on: shown.consented, what });
        }
        pack
    }

    fn evidence(&mut self, table: &ShownTable, path: &str) -> Evidence {
        let told = usize::from(table.nothing.is_some()) + usize::from(table.declined.is_some());
        if told + usize::from(!table.notes.is_empty()) > 1 {
            self.problems.push(Problem {
                path: path.to_owned(),
                message: "a check has notes, or a reason why there are none, and not both".to_owned(),
                found: None,
                expected: Some("one of `notes`, `nothing` and `declined`".to_owned()),
                hint: None,
            });
        }
        match (&table.nothing, &table.declined) {
            (Some(why), _) => Evidence::Nothing(why.clone()),
            (None, Some(why)) => Evidence::Declined(why.clone()),
            (None, None) => {
                let notes = table.notes.iter();
                let notes = notes.map(|note| EvidenceNote { on: note.on, text: note.text.clone() });
                Evidence::Given { notes: notes.collect(), files: Vec::new() }
            }
        }
    }
}
