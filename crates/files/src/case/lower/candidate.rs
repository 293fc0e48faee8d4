//! Tables on choosing partners: offers, pairs, scorings, trials, and how a selection ended.

use rowlock_core::fact::{self, ScoreSheet, Weighting};
use rowlock_core::id::{PartyId, PersonId, ScoringId, TrialId};

use super::{Lowering, Place, Wish};
use crate::case::format::{ScoreSheetTable, ScoringTable, WeightingTable};

impl Lowering<'_> {
    pub(super) fn candidates(&mut self) {
        for (index, table) in self.case.offer.iter().enumerate() {
            let place = self.place("offer", index, table.recorded, table.recorded_by.as_ref());
            let offered = fact::CandidateProfiled {
                party: self.party(&table.party, &place.path),
                hours_a_month: table.hours_a_month,
                cost_a_month: table.cost_a_month,
                source: table.source.clone(),
                note: table.note.clone(),
            };
            self.put(&place, table.on, offered);
        }
        for (index, table) in self.case.pair.iter().enumerate() {
            let place = self.place("pair", index, table.recorded, table.recorded_by.as_ref());
            let [one, other] = &table.between;
            let judged = fact::PairJudged {
                between: [self.party(one, &place.path), self.party(other, &place.path)],
                together: table.together.into(),
                why: table.why.clone(),
            };
            self.put(&place, table.on, judged);
        }
        for (index, table) in self.case.scoring.iter().enumerate() {
            let place = self.place("scoring", index, table.recorded, table.recorded_by.as_ref());
            self.scoring(&place, table);
        }
        self.trials();
        for (index, table) in self.case.selection.iter().enumerate() {
            let place = self.place("selection", index, table.recorded, table.recorded_by.as_ref());
            let chosen = self.ids(&table.chosen, &place.path);
            self.put(&place, table.on, fact::SelectionConcluded { chosen, why: table.why.clone() });
        }
    }

    fn scoring(&mut self, place: &Place, table: &ScoringTable) {
        let path = &place.path;
        let scoring: ScoringId = self.id(&table.id, path);
        let mut criteria = Vec::new();
        for criterion in &table.criteria {
            criteria.push(fact::Criterion {
                criterion: self.id(&criterion.id, path),
                name: criterion.name.clone(),
                low: criterion.low.clone(),
                high: criterion.high.clone(),
            });
        }
        let mut reviewers = Vec::new();
        for reviewer in &table.reviewers {
            let person = self.id(&reviewer.person, path);
            let party = self.maybe_id(reviewer.party.as_ref(), path);
            reviewers.push(fact::Reviewer { person, party });
        }
        let candidates = self.ids(&table.candidates, path);
        let opened = fact::ScoringOpened { scoring: scoring.clone(), criteria, candidates, reviewers };
        self.put(place, table.on, opened);
        for (index, sheet) in table.sheet.iter().enumerate() {
            let part = place.part(&format!("sheet/{index}"), sheet.recorded);
            let person: PersonId = self.id(&sheet.person, &part.path);
            let given = Box::new(self.scores(sheet, &part.path));
            self.wish(&part, sheet.on, Wish::Scores { scoring: scoring.clone(), person, sheet: given });
        }
        for (index, excused) in table.excused.iter().enumerate() {
            let part = place.part(&format!("excused/{index}"), excused.recorded);
            let person = self.id(&excused.person, &part.path);
            let why = excused.why.clone();
            self.put(&part, excused.on, fact::ReviewerExcused { scoring: scoring.clone(), person, why });
        }
        for (index, weighting) in table.weighting.iter().enumerate() {
            let part = place.part(&format!("weighting/{index}"), weighting.recorded);
            if let Some(how) = self.weighting(weighting, &part.path) {
                let weighted = fact::CriteriaWeighted { scoring: scoring.clone(), weighting: how };
                self.put(&part, weighting.on, weighted);
            }
        }
    }

    fn scores(&mut self, table: &ScoreSheetTable, path: &str) -> ScoreSheet {
        let mut sheet = ScoreSheet::default();
        for (candidate, points) in &table.points {
            let path = format!("{path}/points/{candidate}");
            let candidate: PartyId = self.text_id(candidate, &path);
            let points =
                points.iter().map(|(criterion, point)| (self.text_id(criterion, &path), *point)).collect();
            sheet.points.insert(candidate, points);
        }
        for (candidate, remark) in &table.remarks {
            let candidate = self.text_id(candidate, &format!("{path}/remarks"));
            sheet.remarks.insert(candidate, remark.clone());
        }
        sheet
    }

    fn weighting(&mut self, table: &WeightingTable, path: &str) -> Option<Weighting> {
        match (table.ranking.is_empty(), table.swings.is_empty()) {
            (false, true) => Some(Weighting::Ranking(self.ids(&table.ranking, path))),
            (true, false) => {
                let points = table.swings.iter();
                let points = points.map(|(criterion, points)| (self.text_id(criterion, path), *points));
                Some(Weighting::Swings(points.collect()))
            }
            (none, _) => {
                let found = if none { "neither" } else { "both" };
                let expected = "either `ranking` or `swings`";
                self.problem(path, "it is not clear how the criteria are weighted", found, expected);
                None
            }
        }
    }

    fn trials(&mut self) {
        for (index, table) in self.case.trial.iter().enumerate() {
            let place = self.place("trial", index, table.recorded, table.recorded_by.as_ref());
            let trial: TrialId = self.id(&table.id, &place.path);
            let agreed = fact::TrialAgreed {
                trial: trial.clone(),
                party: self.party(&table.party, &place.path),
                what: table.what.clone(),
                until: table.until,
                paid: table.paid,
                signs: table.signs.clone(),
            };
            self.put(&place, table.on, agreed);
            for (number, debrief) in table.debrief.iter().enumerate() {
                let part = place.part(&format!("debrief/{number}"), debrief.recorded);
                let debriefed = fact::TrialDebriefed {
                    trial: trial.clone(),
                    by: self.party(&debrief.by, &part.path),
                    again: debrief.again.into(),
                    seen: debrief.seen.clone(),
                };
                self.put(&part, debrief.on, debriefed);
            }
        }
    }
}
