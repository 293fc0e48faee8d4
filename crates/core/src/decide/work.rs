//! Deciding on facts about projects, hours, leads, outside interests and clients.

use jiff::civil::Date;

use super::{Bench, Refusal, amount, said, within};
use crate::fact::{Admission, Disclosure, EffortRecorded, Event, Holder, ProjectDecided, Work};
use crate::id::{LeadId, ProjectId};

impl Bench<'_> {
    pub(super) fn check_work(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::ProjectProposed(data) => {
                if self.alliance.projects.contains_key(&data.project) {
                    return Err(Refusal::there("id", "project", data.project.as_str()));
                }
                said("name", &data.name)?;
                self.party("proposer", &data.proposer)
            }
            Event::ProjectStarted(data) => {
                self.project(&data.project)?;
                match self.alliance.projects[&data.project].decision(self.on).map(|d| d.value.admission) {
                    Some(decided @ (Admission::Refuse | Admission::Refer)) => {
                        let how = if decided == Admission::Refuse { "refused" } else { "referred out" };
                        let why = format!("{} was {how}", data.project);
                        Err(Refusal::not_now(
                            "started",
                            why,
                            "decide on its admission anew before work begins",
                        ))
                    }
                    _ => Ok(()),
                }
            }
            Event::ProjectDecided(data) => self.admission(data),
            Event::ScopeJudged(data) => {
                self.project(&data.project)?;
                self.party("party", &data.party)
            }
            Event::ProjectPaid(data) => {
                self.project(&data.project)?;
                amount("amount", data.amount)?;
                self.holder("to", &data.to)
            }
            Event::ProjectEnded(data) => self.project(&data.project),
            Event::PledgeMade(data) => {
                self.party("party", &data.party)?;
                within("hours_a_week", data.hours_a_week, 0.0, 168.0)
            }
            Event::EffortRecorded(data) => self.effort(data),
            Event::LeadFound(data) => {
                if self.alliance.leads.contains_key(&data.lead) {
                    return Err(Refusal::there("id", "lead", data.lead.as_str()));
                }
                self.party("found_by", &data.by)
            }
            Event::LeadPassed(data) => self.lead(&data.lead),
            Event::LeadKept(data) => {
                self.lead(&data.lead)?;
                self.party("party", &data.by)
            }
            Event::InterestNoted(data) => {
                if self.alliance.interests.contains_key(&data.interest) {
                    return Err(Refusal::there("id", "outside interest", data.interest.as_str()));
                }
                self.party("party", &data.party)?;
                match &data.disclosure {
                    Disclosure::FoundBy(finder) if *finder == data.party => Err(Refusal::not_now(
                        "found_by",
                        "a party does not find its own interest",
                        "write `disclosure = \"declared\"` or `\"declared_late\"`",
                    )),
                    Disclosure::FoundBy(finder) => self.party("found_by", finder),
                    Disclosure::Declared | Disclosure::DeclaredLate => Ok(()),
                }
            }
            Event::ClientRecorded(data) => {
                self.party("contact", &data.contact)?;
                self.parties("second", &data.second)?;
                if data.second.as_ref() == Some(&data.contact) {
                    let hint = "name another party, or leave `second` out";
                    return Err(Refusal::not_now("second", "the second contact is the first one", hint));
                }
                amount("revenue", data.revenue)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn project(&self, project: &ProjectId) -> Result<(), Refusal> {
        match self.alliance.projects.get(project) {
            None => {
                Err(Refusal::unknown("project", "project", project.as_str(), self.alliance.projects.keys()))
            }
            Some(entry) => self.not_before("the project was proposed", entry.proposed.on),
        }
    }

    pub(super) fn not_before(&self, since: &str, earliest: Date) -> Result<(), Refusal> {
        if self.on < earliest {
            return Err(Refusal::too_early("on", self.on, since, earliest));
        }
        Ok(())
    }

    pub(super) fn holder(&self, field: &'static str, holder: &Holder) -> Result<(), Refusal> {
        match holder {
            Holder::Party(party) => self.party(field, party),
            Holder::Joint | Holder::Outside | Holder::Unknown => Ok(()),
        }
    }

    fn admission(&self, data: &ProjectDecided) -> Result<(), Refusal> {
        self.project(&data.project)?;
        self.parties("by", &data.by)?;
        if data.by.is_empty() {
            return Err(Refusal::OutOfRange {
                field: "by",
                found: "empty".to_owned(),
                expected: "at least one party that decided".to_owned(),
            });
        }
        said("why", &data.why)
    }

    fn effort(&self, data: &EffortRecorded) -> Result<(), Refusal> {
        self.party("party", &data.party)?;
        if let Work::Project(project) = &data.work
            && !self.alliance.projects.contains_key(project)
        {
            let known = self.alliance.projects.keys();
            return Err(Refusal::unknown("work", "project", project.as_str(), known));
        }
        if data.to < data.from {
            return Err(Refusal::too_early("to", data.to, "the period begins", data.from));
        }
        let days = f64::from((data.to - data.from).get_days()) + 1.0;
        within("hours", data.hours, 0.0, days * 24.0)
    }

    fn lead(&self, lead: &LeadId) -> Result<(), Refusal> {
        match self.alliance.leads.get(lead) {
            None => Err(Refusal::unknown("lead", "lead", lead.as_str(), self.alliance.leads.keys())),
            Some(entry) if entry.fate.is_some() => {
                let why = format!("what became of {lead} is on the record already");
                Err(Refusal::not_now("passed", why, "a lead is either passed or kept"))
            }
            Some(entry) => self.not_before("the lead was found", entry.found.on),
        }
    }
}
