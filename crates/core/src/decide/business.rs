//! Deciding on facts about the alliance, its joint business and its parties.

use super::{Bench, Refusal, amount, said, within};
use crate::fact::{Event, JointBusinessDescribed, PartyJoined, PartyRole, PartyRoleChanged, Stage};
use crate::id::{CheckId, PartyId};

impl Bench<'_> {
    pub(super) fn check_business(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::AllianceFounded(data) => said("name", &data.name),
            Event::StageMoved(data) => self.stage(data.stage),
            Event::JointBusinessDescribed(data) => Self::joint_business(data),
            Event::PartyJoined(data) => self.joins(data),
            Event::PartyRoleChanged(data) => self.takes_role(data),
            Event::BusinessModelDescribed(data) => {
                self.party("party", &data.party)?;
                self.parties("pulls", data.pulls.iter().filter_map(|pull| pull.against.as_ref()))?;
                let shares: f64 = data.sells.iter().filter_map(|sale| sale.revenue_share).sum();
                within("sells", shares, 0.0, 1.0 + 1e-9)
            }
            Event::CapabilityClaimed(data) => {
                self.party("party", &data.party)?;
                self.person_of("person", &data.person, &data.party)?;
                within("level", f64::from(data.level), 1.0, 7.0)?;
                within("peer_level", f64::from(data.peer_level.unwrap_or(1)), 1.0, 7.0)
            }
            Event::CapabilityEnded(data) => {
                self.party("party", &data.party)?;
                let claimed = self.alliance.parties.get(&data.party).map(|party| &party.capabilities);
                let key = (data.capability.clone(), data.person.clone());
                if claimed.is_some_and(|claimed| claimed.contains_key(&key)) {
                    return Ok(());
                }
                let why = format!("{} has not claimed {}", data.person, data.capability);
                Err(Refusal::not_now("capability", why, "claim it first"))
            }
            Event::AccountsCompared(data) => {
                self.parties("between", &data.between)?;
                let most = data.accounts[0].min(data.accounts[1]);
                within("common", f64::from(data.common), 0.0, f64::from(most))
            }
            Event::DiligenceAsked(data) => {
                self.party("party", &data.party)?;
                self.consented(&data.check, data.consented)
            }
            Event::DiligenceFound(data) => self.found(&data.party, &data.check),
            Event::DiligenceExchanged(data) => {
                self.parties("parties", &data.parties)?;
                Self::is_exchanged_elsewhere(data)
            }
            Event::AdviserInvited(data) => self.party("invited_by", &data.by),
            Event::AdviserConsented(data) => self.adviser(&data.adviser, &data.party),
            Event::AdviserRevoked(data) => self.adviser(&data.adviser, &data.party),
            _ => Ok(()),
        }
    }

    fn stage(&self, stage: Stage) -> Result<(), Refusal> {
        let now = self.alliance.stage(self.on);
        if now == Some(stage) {
            let why = format!("the stage is {} already", stage.word());
            return Err(Refusal::not_now("stage", why, "leave this move out"));
        }
        if now == Some(Stage::Ended) {
            let hint = "a new beginning is a record of its own";
            return Err(Refusal::not_now("stage", "the alliance has ended", hint));
        }
        Ok(())
    }

    fn joint_business(data: &JointBusinessDescribed) -> Result<(), Refusal> {
        said("purpose", &data.purpose)?;
        amount("revenue_aim", data.revenue_aim.unwrap_or(0.0))?;
        for need in &data.needs {
            within("level", f64::from(need.level), 1.0, 7.0)?;
            amount("hours_a_month", need.hours_a_month.unwrap_or(0.0))?;
            if data.needs.iter().filter(|other| other.capability == need.capability).count() > 1 {
                return Err(Refusal::there("capability", "need for", need.capability.as_str()));
            }
        }
        Ok(())
    }

    fn joins(&self, data: &PartyJoined) -> Result<(), Refusal> {
        said("name", &data.name)?;
        if self.alliance.parties.contains_key(&data.party) {
            return Err(Refusal::there("id", "party", data.party.as_str()));
        }
        if data.role == PartyRole::Lead && self.alliance.lead.as_ref() != Some(&data.party) {
            let lead = self.alliance.lead.as_ref().map_or("nobody", PartyId::as_str);
            let why = format!("the lead party is {lead}");
            return Err(Refusal::not_now(
                "role",
                why,
                "an alliance has one lead; give this party the role `partner`",
            ));
        }
        let taken =
            |person| self.alliance.parties.values().any(|other| other.joined.value.people.contains(person));
        match data.people.iter().find(|person| taken(person)) {
            Some(person) => Err(Refusal::there("people", "person in another party, called", person.as_str())),
            None => Ok(()),
        }
    }

    fn takes_role(&self, data: &PartyRoleChanged) -> Result<(), Refusal> {
        self.party("party", &data.party)?;
        let leads = |party: &PartyId| {
            self.alliance.parties.get(party).is_some_and(|entry| entry.role(self.on) == Some(PartyRole::Lead))
        };
        match self.alliance.lead_on(self.on).filter(|lead| **lead != data.party && leads(lead)) {
            Some(lead) if data.role == PartyRole::Lead => {
                let why = format!("the lead party is {lead}");
                Err(Refusal::not_now(
                    "role",
                    why,
                    "an alliance has one lead; give the present lead another role first",
                ))
            }
            _ => Ok(()),
        }
    }

    fn consented(&self, check: &CheckId, consented: bool) -> Result<(), Refusal> {
        let Some(known) = self.framework.check(check) else {
            let known = self.framework.diligence.iter().map(|check| &check.id);
            return Err(Refusal::unknown("check", "check in the framework", check.as_str(), known));
        };
        if known.consent && !consented {
            let why = format!("the check \u{201c}{}\u{201d} needs the party's written consent", known.name);
            return Err(Refusal::not_now(
                "consented",
                why,
                "get the consent first, then write `consented = true`",
            ));
        }
        Ok(())
    }

    fn found(&self, party: &PartyId, check: &CheckId) -> Result<(), Refusal> {
        self.party("party", party)?;
        let asked =
            self.alliance.parties.get(party).and_then(|entry| entry.diligence.get(check)?.asked.as_ref());
        match asked {
            None => Err(Refusal::not_now(
                "check",
                format!("{check} was not asked of {party}"),
                "ask for it first",
            )),
            Some(asked) if self.on < asked.on => {
                Err(Refusal::too_early("on", self.on, "it was asked for", asked.on))
            }
            Some(_) => self.not_declined(party, check),
        }
    }

    fn adviser(&self, adviser: &crate::id::PersonId, party: &PartyId) -> Result<(), Refusal> {
        self.party("party", party)?;
        if self.alliance.advisers.contains_key(adviser) {
            return Ok(());
        }
        Err(Refusal::unknown("adviser", "adviser", adviser.as_str(), self.alliance.advisers.keys()))
    }
}
