//! Deciding on facts for the watch, on attempts and on what was learned.

use super::{Bench, Refusal, amount, said};
use crate::fact::{AttemptAnswered, Cause, Event, IssueRaised, ThresholdChanged};
use crate::id::{AreaId, IssueId};

impl Bench<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of fact: it reads as a table")]
    pub(super) fn check_watch(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::IssueRaised(data) => self.raises(data),
            Event::IssueStepped(data) => self.issue(&data.issue),
            Event::IssueCauseNamed(data) => {
                self.issue(&data.issue)?;
                self.party("by", &data.by)?;
                self.cause("cause", &data.cause, Some(&data.issue))
            }
            Event::IssueClosed(data) => {
                self.issue(&data.issue)?;
                self.is_open(&data.issue, true, "closed", "it is closed already")
            }
            Event::IssueReopened(data) => {
                self.issue(&data.issue)?;
                self.is_open(&data.issue, false, "reopened", "it is still open")
            }
            Event::DecisionTaken(data) => {
                if self.alliance.decisions.iter().any(|other| other.value.decision == data.decision) {
                    return Err(Refusal::there("id", "decision", data.decision.as_str()));
                }
                self.parties("by", &data.by)?;
                self.parties("against", &data.against)?;
                amount("amount", data.amount.unwrap_or(0.0))?;
                match &data.decision_kind {
                    Some(kind) if !self.alliance.decision_rights.contains_key(kind) => {
                        let known = self.alliance.decision_rights.keys();
                        Err(Refusal::unknown("kind", "row of the decision table", kind.as_str(), known))
                    }
                    _ => Ok(()),
                }
            }
            Event::ControlPointNamed(data) => {
                if self.alliance.control_points.contains_key(&data.point) {
                    return Err(Refusal::there("id", "control point", data.point.as_str()));
                }
                self.holder("should_hold", &data.should_hold)
            }
            Event::ControlPointChecked(data) => {
                let known = &self.alliance.control_points;
                let Some(point) = known.get(&data.point) else {
                    return Err(Refusal::unknown("id", "control point", data.point.as_str(), known.keys()));
                };
                self.not_before("the control point was named", point.named.on)?;
                self.holder("holder", &data.holder)
            }
            Event::ObligationTaken(data) => {
                if self.alliance.obligations.contains_key(&data.obligation) {
                    return Err(Refusal::there("id", "obligation", data.obligation.as_str()));
                }
                self.party("who", &data.who)
            }
            Event::ObligationDone(data) => self.obligation(&data.obligation),
            Event::ObligationMissed(data) => self.obligation(&data.obligation),
            Event::MeetingPlanned(data) => {
                if self.alliance.meetings.contains_key(&data.meeting) {
                    return Err(Refusal::there("id", "meeting", data.meeting.as_str()));
                }
                said("about", &data.about)
            }
            Event::MeetingHeld(data) => {
                self.meeting(&data.meeting)?;
                self.parties("present", data.present.iter().chain(&data.absent))?;
                match data.present.iter().find(|party| data.absent.contains(party)) {
                    Some(party) => {
                        let why = format!("{party} was both present and absent");
                        Err(Refusal::not_now("absent", why, "name each party once"))
                    }
                    None => Ok(()),
                }
            }
            Event::MeetingCancelled(data) => {
                self.meeting(&data.meeting)?;
                self.parties("by", &data.by)
            }
            Event::ThresholdChanged(data) => self.threshold(data),
            Event::AttemptBegun(data) => {
                if self.alliance.attempts.contains_key(&data.attempt) {
                    return Err(Refusal::there("id", "attempt", data.attempt.as_str()));
                }
                self.party("by", &data.by)?;
                data.areas.iter().try_for_each(|area| self.area("areas", area))?;
                if data.decide_by < self.on {
                    return Err(Refusal::too_early(
                        "decide_by",
                        data.decide_by,
                        "the attempt begins",
                        self.on,
                    ));
                }
                said("proposal", &data.proposal)
            }
            Event::AttemptAnswered(data) => self.answers(data),
            Event::LeavingEstimated(data) => {
                amount("now", data.now.amount)?;
                amount("in_six_months", data.in_six_months.amount)?;
                amount("staying", data.staying.amount)
            }
            Event::BreachFound(data) => self.party("party", &data.party),
            Event::PlaybookApplied(data) => self.begins_from(&data.playbook),
            Event::PlaybookMade(data) => {
                data.clauses.iter().try_for_each(|clause| self.clause_in_framework("clauses", clause))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn area(&self, field: &'static str, area: &AreaId) -> Result<(), Refusal> {
        if self.framework.area(area).is_some() {
            return Ok(());
        }
        let known = self.framework.areas.iter().map(|area| &area.id);
        Err(Refusal::unknown(field, "area in the framework", area.as_str(), known))
    }

    fn raises(&self, data: &IssueRaised) -> Result<(), Refusal> {
        if self.alliance.issues.contains_key(&data.issue) {
            return Err(Refusal::there("id", "issue", data.issue.as_str()));
        }
        self.party("by", &data.by)?;
        self.parties("between", &data.between)?;
        self.area("area", &data.area)?;
        said("summary", &data.summary)?;
        if data.between.len() < 2 {
            return Err(Refusal::OutOfRange {
                field: "between",
                found: format!("{} party", data.between.len()),
                expected: "two parties or more".to_owned(),
            });
        }
        if let Some(due) = data.answer_by
            && due < self.on
        {
            return Err(Refusal::too_early("answer_by", due, "the issue is raised", self.on));
        }
        data.caused_by.iter().try_for_each(|cause| self.cause("caused_by", cause, Some(&data.issue)))
    }

    fn issue(&self, issue: &IssueId) -> Result<(), Refusal> {
        match self.alliance.issues.get(issue) {
            None => Err(Refusal::unknown("issue", "issue", issue.as_str(), self.alliance.issues.keys())),
            Some(entry) => self.not_before("the issue was raised", entry.raised.on),
        }
    }

    fn is_open(&self, issue: &IssueId, open: bool, field: &'static str, why: &str) -> Result<(), Refusal> {
        if self.alliance.issues.get(issue).is_some_and(|entry| entry.is_open(self.on) == open) {
            return Ok(());
        }
        Err(Refusal::not_now(
            field,
            format!("{issue}: {why}"),
            "an issue is open, then closed, then perhaps reopened",
        ))
    }

    fn cause(&self, field: &'static str, cause: &Cause, own: Option<&IssueId>) -> Result<(), Refusal> {
        match cause {
            Cause::Issue(id) if Some(id) == own => {
                Err(Refusal::not_now(field, "an issue does not cause itself", "name an earlier issue"))
            }
            Cause::Issue(id) => self.issue(id).map_err(|refusal| refusal.about(field)),
            Cause::Project(id) => self.project(id).map_err(|refusal| refusal.about(field)),
            Cause::Clause(id) => self.clause_in_framework(field, id),
            Cause::Interest(id) if !self.alliance.interests.contains_key(id) => {
                Err(Refusal::unknown(field, "outside interest", id.as_str(), self.alliance.interests.keys()))
            }
            Cause::ControlPoint(id) if !self.alliance.control_points.contains_key(id) => Err(
                Refusal::unknown(field, "control point", id.as_str(), self.alliance.control_points.keys()),
            ),
            Cause::Interest(_) | Cause::ControlPoint(_) => Ok(()),
        }
    }

    fn obligation(&self, id: &crate::id::ObligationId) -> Result<(), Refusal> {
        match self.alliance.obligations.get(id) {
            None => Err(Refusal::unknown("id", "obligation", id.as_str(), self.alliance.obligations.keys())),
            Some(entry) => self.not_before("the obligation was taken on", entry.taken.on),
        }
    }

    fn meeting(&self, id: &crate::id::MeetingId) -> Result<(), Refusal> {
        match self.alliance.meetings.get(id) {
            None => Err(Refusal::unknown("id", "meeting", id.as_str(), self.alliance.meetings.keys())),
            Some(entry) if entry.held.is_some() || entry.cancelled.is_some() => {
                let why = format!("what became of the meeting {id} is on the record already");
                Err(Refusal::not_now("held", why, "a meeting is either held or cancelled"))
            }
            Some(entry) => self.not_before("the meeting was planned", entry.planned.on),
        }
    }

    fn threshold(&self, data: &ThresholdChanged) -> Result<(), Refusal> {
        let Some(signal) = self.framework.signal(&data.signal) else {
            let known = self.framework.signals.iter().map(|signal| &signal.id);
            return Err(Refusal::unknown("signal", "signal in the framework", data.signal.as_str(), known));
        };
        if !signal.rule.numbers.contains_key(&data.number) {
            let what = format!("number of the signal {}", data.signal);
            return Err(Refusal::unknown("number", &what, &data.number, signal.rule.numbers.keys()));
        }
        said("why", &data.why)?;
        amount("value", data.value)
    }

    fn answers(&self, data: &AttemptAnswered) -> Result<(), Refusal> {
        self.party("party", &data.party)?;
        match self.alliance.attempts.get(&data.attempt) {
            None => {
                Err(Refusal::unknown("id", "attempt", data.attempt.as_str(), self.alliance.attempts.keys()))
            }
            Some(entry) => self.not_before("the attempt began", entry.begun.on),
        }
    }
}
