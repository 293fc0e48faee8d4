//! Tables on the charter, and on gaps that came to rest.

use rowlock_core::fact;

use rowlock_core::id::{ClauseId, PartyId};

use super::{Lowering, Place};
use crate::case::format::CommentTable;

impl Lowering<'_> {
    pub(super) fn charter(&mut self) {
        self.clauses();
        for (index, table) in self.case.decision_right.iter().enumerate() {
            let place = self.place("decision_right", index, table.recorded, table.recorded_by.as_ref());
            let path = place.path.clone();
            let agreed = fact::DecisionRightAgreed {
                decision_kind: self.id(&table.id, &path),
                name: table.name.clone(),
                proposes: self.ids(&table.proposes, &path),
                must_agree: self.ids(&table.must_agree, &path),
                heard: self.ids(&table.heard, &path),
                decides: self.decider(&table.decides, &format!("{path}/decides")),
                carries_out: self.ids(&table.carries_out, &path),
                limit: table.limit,
                reserved: table.reserved,
            };
            self.put(&place, table.on, agreed);
        }
        for (index, table) in self.case.voting.iter().enumerate() {
            let place = self.place("voting", index, table.recorded, table.recorded_by.as_ref());
            let path = format!("{}/votes", place.path);
            let votes =
                table.votes.iter().map(|(party, votes)| (self.text_id(party, &path), *votes)).collect();
            let vetoes = self.ids(&table.vetoes, &path);
            self.put(&place, table.on, fact::VotingAgreed { votes, quota: table.quota, vetoes });
        }
        for (index, table) in self.case.admission_test.iter().enumerate() {
            let place = self.place("admission_test", index, table.recorded, table.recorded_by.as_ref());
            let decides = self.decider(&table.decides, &format!("{}/decides", place.path));
            self.put(
                &place,
                table.on,
                fact::AdmissionTestAgreed { questions: table.questions.clone(), decides },
            );
        }
        self.stop_rules();
        self.settled_gaps();
    }

    fn clauses(&mut self) {
        for (index, table) in self.case.clause.iter().enumerate() {
            for (number, draft) in table.draft.iter().enumerate() {
                let mut place = self.place("clause", index, draft.recorded, draft.recorded_by.as_ref());
                place = place.part(&format!("draft/{number}"), draft.recorded);
                let clause: rowlock_core::id::ClauseId = self.id(&table.id, &place.path);
                let drafted = fact::ClauseDrafted { clause: clause.clone(), text: draft.text.clone() };
                self.put(&place, draft.on, drafted);
                for (which, approval) in draft.approvals.iter().enumerate() {
                    let mut part = place.part(&format!("approvals/{which}"), approval.recorded);
                    let party = self.party(&approval.party, &part.path);
                    part.actor = fact::Actor::Party(party.clone());
                    let approved = fact::ClauseApproved {
                        clause: clause.clone(),
                        version: number as u32 + 1,
                        party,
                        typed_name: approval.typed_name.clone(),
                        method: approval.method.clone(),
                    };
                    self.put(&part, approval.on, approved);
                }
                self.comments(&place, &clause, number as u32 + 1, &draft.comments);
            }
        }
    }

    fn comments(&mut self, place: &Place, clause: &ClauseId, version: u32, comments: &[CommentTable]) {
        for (which, comment) in comments.iter().enumerate() {
            let mut part = place.part(&format!("comments/{which}"), comment.recorded);
            let by: Option<PartyId> = self.maybe_id(comment.by.as_ref(), &part.path);
            part.actor = match (&by, self.case.adviser.first()) {
                (Some(party), _) => fact::Actor::Party(party.clone()),
                (None, Some(adviser)) => fact::Actor::Adviser(self.id(&adviser.id, &part.path)),
                (None, None) => part.actor,
            };
            let (clause, text) = (clause.clone(), comment.text.clone());
            self.put(&part, comment.on, fact::ClauseCommented { clause, version, by, text });
        }
    }

    fn stop_rules(&mut self) {
        for (index, table) in self.case.stop_rule.iter().enumerate() {
            let place = self.place("stop_rule", index, table.recorded, table.recorded_by.as_ref());
            let rule: rowlock_core::id::StopRuleId = self.id(&table.id, &place.path);
            let agreed = fact::StopRuleAgreed {
                rule: rule.clone(),
                sign: table.sign.clone(),
                by_date: table.by_date,
                agreed_by: self.ids(&table.agreed_by, &place.path),
            };
            self.put(&place, table.on, agreed);
            if let Some(reached) = &table.reached {
                let part = place.part("reached", reached.recorded);
                self.put(
                    &part,
                    reached.on,
                    fact::StopRuleReached { rule: rule.clone(), what: reached.what.clone() },
                );
            }
            if let Some(answered) = &table.answered {
                let part = place.part("answered", answered.recorded);
                let decision = answered.decision.clone();
                self.put(&part, answered.on, fact::StopRuleAnswered { rule, decision });
            }
        }
    }

    fn settled_gaps(&mut self) {
        for (index, table) in self.case.gap_settled.iter().enumerate() {
            let place = self.place("gap_settled", index, table.recorded, table.recorded_by.as_ref());
            let how = match (&table.clause, &table.accepted) {
                (Some(clause), None) => fact::Settlement::Clause(self.id(clause, &place.path)),
                (None, Some(text)) => fact::Settlement::AcceptedDifference(text.clone()),
                (clause, _) => {
                    let found = if clause.is_some() { "both `clause` and `accepted`" } else { "neither" };
                    let path = place.path.clone();
                    self.problem(
                        &path,
                        "it is not clear how the gap came to rest",
                        found,
                        "`clause` or `accepted`",
                    );
                    continue;
                }
            };
            let area = self.id(&table.area, &place.path);
            let item = self.maybe_id(table.item.as_ref(), &place.path);
            self.put(&place, table.on, fact::GapSettled { area, item, how });
        }
    }
}
