//! Deciding on facts about the charter.

use super::{Bench, Refusal, amount, said};
use crate::alliance::{ClauseVersion, Dated};
use crate::charter::IN_ROWLOCK;
use crate::fact::{Actor, ClauseApproved, Decider, Event, VotingAgreed};
use crate::id::{ClauseId, StopRuleId};

impl Bench<'_> {
    pub(super) fn check_charter(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::ClauseDrafted(data) => {
                self.clause_in_framework("clause", &data.clause)?;
                said("text", &data.text)
            }
            Event::ClauseApproved(data) => self.approval(data),
            Event::DecisionRightAgreed(data) => {
                let named =
                    data.proposes.iter().chain(&data.must_agree).chain(&data.heard).chain(&data.carries_out);
                self.parties("proposes", named)?;
                self.decider(&data.decides)?;
                amount("limit", data.limit.unwrap_or(0.0))
            }
            Event::VotingAgreed(data) => self.votes(data),
            Event::AdmissionTestAgreed(data) => {
                if data.questions.is_empty() {
                    let expected = "at least one question".to_owned();
                    return Err(Refusal::OutOfRange {
                        field: "questions",
                        found: "empty".to_owned(),
                        expected,
                    });
                }
                self.decider(&data.decides)
            }
            Event::StopRuleAgreed(data) => {
                if self.alliance.stop_rules.contains_key(&data.rule) {
                    return Err(Refusal::there("id", "stop rule", data.rule.as_str()));
                }
                said("sign", &data.sign)?;
                self.parties("agreed_by", &data.agreed_by)
            }
            Event::StopRuleReached(data) => self.stop_rule(&data.rule),
            Event::StopRuleAnswered(data) => self.stop_rule(&data.rule),
            _ => Ok(()),
        }
    }

    pub(super) fn clause_in_framework(&self, field: &'static str, clause: &ClauseId) -> Result<(), Refusal> {
        if self.framework.clause(clause).is_some() {
            return Ok(());
        }
        let known = self.framework.clauses.iter().map(|clause| &clause.id);
        Err(Refusal::unknown(field, "clause in the framework", clause.as_str(), known))
    }

    fn approval(&self, data: &ClauseApproved) -> Result<(), Refusal> {
        self.party("party", &data.party)?;
        let version = self.version("clause", &data.clause, data.version)?;
        if self.on < version.on {
            return Err(Refusal::too_early("on", self.on, "this version was drafted", version.on));
        }
        if version.value.approvals.iter().any(|approval| approval.value.party == data.party) {
            return Err(Refusal::there("party", "approval of this version by", data.party.as_str()));
        }
        said("typed_name", &data.typed_name)
    }

    /// One version of a clause.
    pub(super) fn version(
        &self,
        field: &'static str,
        clause: &ClauseId,
        version: u32,
    ) -> Result<&Dated<ClauseVersion>, Refusal> {
        let Some(known) = self.alliance.clauses.get(clause) else {
            let known = self.alliance.clauses.keys();
            return Err(Refusal::unknown(field, "drafted clause", clause.as_str(), known));
        };
        (version as usize).checked_sub(1).and_then(|place| known.versions.get(place)).ok_or_else(|| {
            let why = format!("{clause} has {} versions", known.versions.len());
            Refusal::not_now("version", why, "name a version that was drafted")
        })
    }

    /// An approval that is given in the application is given by the party itself; what was signed on paper may be
    /// written down by another.
    pub(super) fn approves_for_itself(actor: &Actor, command: &Event) -> Result<(), Refusal> {
        match (command, actor) {
            (Event::ClauseApproved(data), actor)
                if data.method == IN_ROWLOCK && *actor != Actor::Party(data.party.clone()) =>
            {
                let why = format!("{} approves for itself here", data.party);
                Err(Refusal::not_now("party", why, "let somebody who speaks for that party approve it"))
            }
            _ => Ok(()),
        }
    }

    fn decider(&self, decider: &Decider) -> Result<(), Refusal> {
        match decider {
            Decider::Party(party) => self.party("decides", party),
            Decider::Lead | Decider::Majority | Decider::All => Ok(()),
        }
    }

    fn votes(&self, data: &VotingAgreed) -> Result<(), Refusal> {
        self.parties("votes", data.votes.keys().chain(&data.vetoes))?;
        data.votes.values().try_for_each(|votes| amount("votes", *votes))?;
        let all: f64 = data.votes.values().sum();
        if data.quota > all / 2.0 && data.quota <= all {
            return Ok(());
        }
        Err(Refusal::OutOfRange {
            field: "quota",
            found: data.quota.to_string(),
            expected: format!("more than half of the {all} votes, and no more than all of them"),
        })
    }

    fn stop_rule(&self, rule: &StopRuleId) -> Result<(), Refusal> {
        match self.alliance.stop_rules.get(rule) {
            None => Err(Refusal::unknown("id", "stop rule", rule.as_str(), self.alliance.stop_rules.keys())),
            Some(entry) if self.on < entry.agreed.on => {
                Err(Refusal::too_early("on", self.on, "the rule was agreed", entry.agreed.on))
            }
            Some(_) => Ok(()),
        }
    }
}
