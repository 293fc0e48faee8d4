//! Tables on rounds: their states, answers, consents and what people said of suspected gaps.

use rowlock_core::fact::{self, FrozenRule};
use rowlock_core::id::{PersonId, RoundId};

use super::{Lowering, Place, Wish};
use crate::case::format::{GapWord, RoundTable};

impl Lowering<'_> {
    pub(super) fn rounds(&mut self) {
        for (index, table) in self.case.round.iter().enumerate() {
            let place = self.place("round", index, table.recorded, None);
            self.round(&place, table);
        }
    }

    fn round(&mut self, place: &Place, table: &RoundTable) {
        let round: RoundId = self.id(&table.id, &place.path);
        let mut respondents = Vec::new();
        for (index, respondent) in table.respondents.iter().enumerate() {
            let path = format!("{}/respondents/{index}", place.path);
            let (person, party) = (self.id(&respondent.person, &path), self.party(&respondent.party, &path));
            respondents.push(fact::Respondent { person, party });
        }
        let adviser: Option<PersonId> = self.maybe_id(table.adviser.as_ref(), &place.path);
        let form = table.form.into();
        let drafted = fact::RoundDrafted {
            round: round.clone(),
            form,
            respondents,
            asked_by: table.asked_by.clone(),
            why: table.why.clone(),
        };
        self.put(place, table.drafted, drafted);
        if let Some(opened) = table.opened {
            // The framework has the fewest items behind a band, and the words follow from it: the builder fills both in.
            let rule = FrozenRule { min_items_behind_a_band: 0, adviser, shown: String::new() };
            let part = place.day("opened", opened);
            self.put(&part, opened, fact::RoundOpened { round: round.clone(), rule });
        }
        for (index, entry) in table.withdrawn.iter().enumerate() {
            let part = place.part(&format!("withdrawn/{index}"), entry.recorded);
            let person = self.id(&entry.person, &part.path);
            self.put(&part, entry.on, fact::RespondentWithdrew { round: round.clone(), person });
        }
        for (index, sheet) in table.sheet.iter().enumerate() {
            let part = place.part(&format!("sheet/{index}"), sheet.recorded);
            let person: PersonId = self.id(&sheet.person, &part.path);
            let answers = self.sheet(sheet, &part.path);
            let wish = Wish::Answers { round: round.clone(), person, sheet: Box::new(answers) };
            self.wish(&part, sheet.on, wish);
        }
        if let Some(locked) = table.locked {
            let part = place.day("locked", locked);
            self.put(&part, locked, fact::RoundLocked { round: round.clone() });
        }
        self.after_lock(place, table, &round);
    }

    fn after_lock(&mut self, place: &Place, table: &RoundTable, round: &RoundId) {
        for (index, consent) in table.consent.iter().enumerate() {
            let mut part = place.part(&format!("consent/{index}"), consent.recorded);
            let party = self.party(&consent.party, &part.path);
            part.actor = fact::Actor::Party(party.clone());
            let scope = consent.scope.into();
            let consented = fact::ReleaseConsented { round: round.clone(), party, person: None, scope };
            self.put(&part, consent.on, consented);
        }
        for (index, gap) in table.gap.iter().enumerate() {
            let mut part = place.part(&format!("gap/{index}"), gap.recorded);
            let by = self.party(&gap.by, &part.path);
            part.actor = fact::Actor::Party(by.clone());
            let area = self.id(&gap.area, &part.path);
            let item = self.maybe_id(gap.item.as_ref(), &part.path);
            let round = round.clone();
            match gap.says {
                GapWord::Differ => self.put(&part, gap.on, fact::GapConfirmed { round, area, item, by }),
                GapWord::Misread => self.put(&part, gap.on, fact::GapMisread { round, area, item, by }),
            }
        }
    }
}
