//! Tables for the watch, on attempts, on the owner's position and on what was learned.

use rowlock_core::fact;
use rowlock_core::id::{AttemptId, ControlPointId, IssueId, MeetingId, ObligationId};

use super::{Lowering, Place};
use crate::case::format::{CostTable, IssueTable, MeasureTable};

impl Lowering<'_> {
    pub(super) fn watch(&mut self) {
        self.control_points();
        for (index, table) in self.case.issue.iter().enumerate() {
            let place = self.place("issue", index, table.recorded, table.recorded_by.as_ref());
            self.issue(&place, table);
        }
        for (index, table) in self.case.decision.iter().enumerate() {
            let place = self.place("decision", index, table.recorded, table.recorded_by.as_ref());
            let taken = fact::DecisionTaken {
                decision: self.id(&table.id, &place.path),
                what: table.what.clone(),
                decision_kind: self.maybe_id(table.kind.as_ref(), &place.path),
                by: self.ids(&table.by, &place.path),
                against: self.ids(&table.against, &place.path),
                carried: table.carried,
                amount: table.amount,
                why: table.why.clone(),
            };
            self.put(&place, table.on, taken);
        }
        self.obligations();
        self.meetings();
        for (index, table) in self.case.threshold.iter().enumerate() {
            let place = self.place("threshold", index, table.recorded, table.recorded_by.as_ref());
            let changed = fact::ThresholdChanged {
                signal: self.id(&table.signal, &place.path),
                number: table.number.as_str().into(),
                value: table.value,
                why: table.why.clone(),
            };
            self.put(&place, table.on, changed);
        }
    }

    fn issue(&mut self, place: &Place, table: &IssueTable) {
        let issue: IssueId = self.id(&table.id, &place.path);
        let raised = fact::IssueRaised {
            issue: issue.clone(),
            by: self.party(&table.by, &place.path),
            between: self.ids(&table.between, &place.path),
            area: self.id(&table.area, &place.path),
            severity: table.severity.into(),
            summary: table.summary.clone(),
            caused_by: self.causes(&table.caused_by, &format!("{}/caused_by", place.path)),
            answer_by: table.answer_by,
        };
        self.put(place, table.on, raised);
        for (index, step) in table.steps.iter().enumerate() {
            let part = place.part(&format!("steps/{index}"), step.recorded);
            let stepped = fact::IssueStepped {
                issue: issue.clone(),
                step: step.step.clone(),
                answer_by: step.answer_by,
            };
            self.put(&part, step.on, stepped);
        }
        for (index, named) in table.causes.iter().enumerate() {
            let part = place.part(&format!("causes/{index}"), named.recorded);
            let by = self.party(&named.by, &part.path);
            if let Some(cause) = self.cause(&named.cause, &format!("{}/cause", part.path)) {
                self.put(&part, named.on, fact::IssueCauseNamed { issue: issue.clone(), cause, by });
            }
        }
        for (index, closed) in table.closed.iter().enumerate() {
            let part = place.part(&format!("closed/{index}"), closed.recorded);
            self.put(&part, closed.on, fact::IssueClosed { issue: issue.clone(), how: closed.how.clone() });
        }
        for (index, reopened) in table.reopened.iter().enumerate() {
            let part = place.part(&format!("reopened/{index}"), reopened.recorded);
            self.put(
                &part,
                reopened.on,
                fact::IssueReopened { issue: issue.clone(), why: reopened.why.clone() },
            );
        }
    }

    fn control_points(&mut self) {
        for (index, table) in self.case.control_point.iter().enumerate() {
            let place = self.place("control_point", index, table.recorded, table.recorded_by.as_ref());
            let point: ControlPointId = self.id(&table.id, &place.path);
            let named = fact::ControlPointNamed {
                point: point.clone(),
                lever: table.lever.into(),
                what: table.what.clone(),
                should_hold: self.holder(&table.should_hold, &format!("{}/should_hold", place.path)),
            };
            self.put(&place, table.on, named);
            for (number, check) in table.checks.iter().enumerate() {
                let part = place.part(&format!("checks/{number}"), check.recorded);
                let checked = fact::ControlPointChecked {
                    point: point.clone(),
                    holder: self.holder(&check.holder, &format!("{}/holder", part.path)),
                    works_for_lead: check.works.into(),
                    seen: check.seen.clone(),
                };
                self.put(&part, check.on, checked);
            }
        }
    }

    fn obligations(&mut self) {
        for (index, table) in self.case.obligation.iter().enumerate() {
            let place = self.place("obligation", index, table.recorded, table.recorded_by.as_ref());
            let obligation: ObligationId = self.id(&table.id, &place.path);
            let taken = fact::ObligationTaken {
                obligation: obligation.clone(),
                what: table.what.clone(),
                who: self.party(&table.who, &place.path),
                due: table.due,
            };
            self.put(&place, table.on, taken);
            if let Some(missed) = &table.missed {
                let part = place.part("missed", missed.recorded);
                let (reason, note) = (missed.reason.into(), missed.note.clone());
                let obligation = obligation.clone();
                self.put(&part, missed.on, fact::ObligationMissed { obligation, reason, note });
            }
            if let Some(done) = table.done {
                let part = place.day("done", done);
                self.put(&part, done, fact::ObligationDone { obligation });
            }
        }
    }

    fn meetings(&mut self) {
        for (index, table) in self.case.meeting.iter().enumerate() {
            let place = self.place("meeting", index, table.recorded, table.recorded_by.as_ref());
            let meeting: MeetingId = self.id(&table.id, &place.path);
            let planned =
                fact::MeetingPlanned { meeting: meeting.clone(), about: table.about.clone(), due: table.due };
            self.put(&place, table.planned, planned);
            if let Some(held) = &table.held {
                let part = place.part("held", held.recorded);
                let held_fact = fact::MeetingHeld {
                    meeting: meeting.clone(),
                    present: self.ids(&held.present, &part.path),
                    absent: self.ids(&held.absent, &part.path),
                    minutes: held.minutes.clone(),
                };
                self.put(&part, held.on, held_fact);
            }
            if let Some(cancelled) = &table.cancelled {
                let part = place.part("cancelled", cancelled.recorded);
                let by = self.ids(&cancelled.by, &part.path);
                self.put(
                    &part,
                    cancelled.on,
                    fact::MeetingCancelled { meeting, by, why: cancelled.why.clone() },
                );
            }
        }
    }

    pub(super) fn learning(&mut self) {
        self.attempts();
        let cost = |table: &CostTable| fact::Cost { amount: table.amount, what: table.what.clone() };
        for (index, table) in self.case.leaving.iter().enumerate() {
            let place = self.place("leaving", index, table.recorded, table.recorded_by.as_ref());
            let (now, in_six_months) = (cost(&table.now), cost(&table.in_six_months));
            let staying = cost(&table.staying);
            self.put(&place, table.on, fact::LeavingEstimated { now, in_six_months, staying });
        }
        for (index, table) in self.case.breach.iter().enumerate() {
            let place = self.place("breach", index, table.recorded, table.recorded_by.as_ref());
            let party = self.party(&table.party, &place.path);
            self.put(&place, table.on, fact::BreachFound { party, what: table.what.clone() });
        }
        for (index, table) in self.case.owner_decision.iter().enumerate() {
            let place = self.place("owner_decision", index, table.recorded, table.recorded_by.as_ref());
            self.put(
                &place,
                table.on,
                fact::OwnerDecided { course: table.course.into(), why: table.why.clone() },
            );
        }
        for (index, table) in self.case.ending.iter().enumerate() {
            let place = self.place("ending", index, table.recorded, table.recorded_by.as_ref());
            let ended = fact::AllianceEnded {
                how: table.how.into(),
                outcome: table.outcome.into(),
                why: table.why.clone(),
                measures: measures(&table.measures),
            };
            self.put(&place, table.on, ended);
        }
        for (index, table) in self.case.debrief.iter().enumerate() {
            let place = self.place("debrief", index, table.recorded, table.recorded_by.as_ref());
            let held = fact::DebriefHeld {
                round: self.maybe_id(table.round.as_ref(), &place.path),
                meant: table.meant.clone(),
                happened: table.happened.clone(),
                why: table.why.clone(),
                change: table.change.clone(),
                outcome: table.outcome.into(),
                areas: self.ids(&table.areas, &place.path),
                lessons: table.lessons.clone(),
                measures: measures(&table.measures),
            };
            self.put(&place, table.on, held);
        }
        for (index, table) in self.case.playbook.iter().enumerate() {
            let place = self.place("playbook", index, table.recorded, table.recorded_by.as_ref());
            let made = fact::PlaybookMade {
                playbook: self.id(&table.id, &place.path),
                name: table.name.clone(),
                clauses: self.ids(&table.clauses, &place.path),
                lessons: table.lessons.clone(),
            };
            self.put(&place, table.on, made);
        }
        for (index, table) in self.case.note.iter().enumerate() {
            let place = self.place("note", index, table.recorded, table.recorded_by.as_ref());
            self.put(&place, table.on, fact::NoteMade { text: table.text.clone() });
        }
    }

    fn attempts(&mut self) {
        for (index, table) in self.case.attempt.iter().enumerate() {
            let place = self.place("attempt", index, table.recorded, table.recorded_by.as_ref());
            let attempt: AttemptId = self.id(&table.id, &place.path);
            let begun = fact::AttemptBegun {
                attempt: attempt.clone(),
                by: self.party(&table.by, &place.path),
                areas: self.ids(&table.areas, &place.path),
                structure: table.structure.iter().map(|word| (*word).into()).collect(),
                proposal: table.proposal.clone(),
                decide_by: table.decide_by,
                structured: table.structured,
            };
            self.put(&place, table.on, begun);
            for (number, answer) in table.answers.iter().enumerate() {
                let mut part = place.part(&format!("answers/{number}"), answer.recorded);
                let party = self.party(&answer.party, &part.path);
                part.actor = fact::Actor::Party(party.clone());
                let answered = fact::AttemptAnswered {
                    attempt: attempt.clone(),
                    party,
                    accepts: answer.accepts,
                    why: answer.why.clone(),
                };
                self.put(&part, answer.on, answered);
            }
        }
    }
}

fn measures(tables: &[MeasureTable]) -> Vec<fact::Measure> {
    let measure = |table: &MeasureTable| fact::Measure {
        what: table.what.clone(),
        aimed: table.aimed,
        reached: table.reached,
        unit: table.unit.clone(),
    };
    tables.iter().map(measure).collect()
}
