//! Tables on the alliance, its joint business and its parties.

use rowlock_core::fact;

use super::{Lowering, Place};
use crate::case::format::{ModelTable, PartyTable};

/// The framework that a case file uses unless it names another.
pub(crate) const DEFAULT_FRAMEWORK: &str = "core-alignment-12";

impl Lowering<'_> {
    pub(super) fn alliance(&mut self) {
        let table = &self.case.alliance;
        let path = "/alliance".to_owned();
        let lead = self.party(&table.lead, &path);
        let actor = fact::Actor::Party(lead.clone());
        let place = Place { path: path.clone(), recorded: table.recorded, actor };
        let id = table.framework.as_ref().map_or(DEFAULT_FRAMEWORK, |id| id.0.as_str());
        let framework = fact::FrameworkRef { id: self.text_id(id, &path), version: "".into() };
        let founded = fact::AllianceFounded {
            name: table.name.clone(),
            form: table.form.into(),
            stage: table.stage.into(),
            lead,
            framework,
            from_playbook: self.maybe_id(table.from_playbook.as_ref(), &path),
            recalled: table.recalled.is_some(),
        };
        self.put(&place, table.on, founded);
    }

    pub(super) fn moves(&mut self) {
        for (index, table) in self.case.stage.iter().enumerate() {
            let place = self.place("stage", index, table.recorded, table.recorded_by.as_ref());
            self.put(
                &place,
                table.on,
                fact::StageMoved { stage: table.stage.into(), why: table.why.clone() },
            );
        }
        for (index, table) in self.case.form.iter().enumerate() {
            let place = self.place("form", index, table.recorded, table.recorded_by.as_ref());
            self.put(&place, table.on, fact::FormChanged { form: table.form.into(), why: table.why.clone() });
        }
        for (index, table) in self.case.accounts.iter().enumerate() {
            let place = self.place("accounts", index, table.recorded, table.recorded_by.as_ref());
            let [first, second] = &table.between;
            let compared = fact::AccountsCompared {
                between: [self.party(first, &place.path), self.party(second, &place.path)],
                accounts: table.accounts,
                common: table.common,
                common_rivals: table.common_rivals,
                note: table.note.clone(),
            };
            self.put(&place, table.on, compared);
        }
        for (index, table) in self.case.diligence_exchange.iter().enumerate() {
            let place = self.place("diligence_exchange", index, table.recorded, table.recorded_by.as_ref());
            let parties = self.ids(&table.parties, &place.path);
            self.put(&place, table.on, fact::DiligenceExchanged { parties, exchange: None });
        }
        self.advisers();
    }

    pub(super) fn parties(&mut self) {
        for (index, table) in self.case.party.iter().enumerate() {
            let place = self.place("party", index, table.recorded, table.recorded_by.as_ref());
            let people = if table.people.is_empty() { vec![table.id.clone()] } else { table.people.clone() };
            let joined = fact::PartyJoined {
                party: self.party(&table.id, &place.path),
                name: table.name.clone(),
                party_kind: table.kind.into(),
                role: table.role.into(),
                people: self.ids(&people, &place.path),
                brings: table.brings.clone(),
            };
            self.put(&place, table.on, joined);
        }
        for (index, table) in self.case.joint_business.iter().enumerate() {
            let place = self.place("joint_business", index, table.recorded, table.recorded_by.as_ref());
            let path = place.path.clone();
            let needs = table.need.iter().map(|need| fact::Need {
                capability: self.id(&need.capability, &path),
                level: need.level,
                cover: need.cover,
                hours_a_month: need.hours_a_month,
                must_have: need.must_have,
            });
            let needs = needs.collect();
            let described = fact::JointBusinessDescribed {
                purpose: table.purpose.clone(),
                offers: table.offers.clone(),
                activities: self.ids(&table.activities, &path),
                segments: self.ids(&table.segments, &path),
                foe: table.foe.clone(),
                in_scope: table.in_scope.clone(),
                out_of_scope: table.out_of_scope.clone(),
                edge: table.edge.clone(),
                needs,
                revenue_aim: table.revenue_aim,
            };
            self.put(&place, table.on, described);
        }
        for (index, table) in self.case.party.iter().enumerate() {
            let place = self.place("party", index, table.recorded, table.recorded_by.as_ref());
            self.party_parts(&place, table);
        }
    }

    fn party_parts(&mut self, place: &Place, table: &PartyTable) {
        let party = self.party(&table.id, &place.path);
        for (index, change) in table.role_change.iter().enumerate() {
            let part = place.part(&format!("role_change/{index}"), change.recorded);
            let changed = fact::PartyRoleChanged {
                party: party.clone(),
                role: change.role.into(),
                why: change.why.clone(),
            };
            self.put(&part, change.on, changed);
        }
        for (index, said) in table.absence.iter().enumerate() {
            let mut part = place.part(&format!("absence/{index}"), said.recorded);
            let by = self.party(&said.by, &part.path);
            part.actor = fact::Actor::Party(by.clone());
            let absence = said.says.into();
            let (party, why) = (party.clone(), said.why.clone());
            self.put(&part, said.on, fact::AbsenceSaid { party, absence, by, why });
        }
        for (index, model) in table.model.iter().enumerate() {
            let part = place.part(&format!("model/{index}"), model.recorded);
            let described = self.model(&party, model, &part.path);
            self.put(&part, model.on, described);
        }
        for (index, claim) in table.capability.iter().enumerate() {
            let part = place.part(&format!("capability/{index}"), claim.recorded);
            let first = table.people.first().unwrap_or(&table.id);
            let person: rowlock_core::id::PersonId =
                self.id(claim.person.as_ref().unwrap_or(first), &part.path);
            let capability: rowlock_core::id::CapabilityId = self.id(&claim.capability, &part.path);
            let claimed = fact::CapabilityClaimed {
                party: party.clone(),
                person: person.clone(),
                capability: capability.clone(),
                level: claim.level,
                peer_level: claim.peer_level,
                evidence: claim.evidence.clone(),
            };
            self.put(&part, claim.on, claimed);
            if let Some(ended) = &claim.ended {
                let part = part.part("ended", ended.recorded);
                let why = ended.why.clone();
                self.put(
                    &part,
                    ended.on,
                    fact::CapabilityEnded { party: party.clone(), person, capability, why },
                );
            }
        }
        for (index, check) in table.diligence.iter().enumerate() {
            let part = place.part(&format!("diligence/{index}"), check.recorded);
            let id: rowlock_core::id::CheckId = self.id(&check.check, &part.path);
            let asked =
                fact::DiligenceAsked { party: party.clone(), check: id.clone(), consented: check.consented };
            self.put(&part, check.asked, asked);
            for (place_of, result) in check.result.iter().enumerate() {
                let part = part.part(&format!("result/{place_of}"), result.recorded);
                let found = fact::DiligenceFound {
                    party: party.clone(),
                    check: id.clone(),
                    finding: result.finding.into(),
                    evidence: result.evidence.clone(),
                    stale_on: result.stale_on,
                };
                self.put(&part, result.on, found);
            }
        }
    }

    fn model(
        &mut self,
        party: &rowlock_core::id::PartyId,
        model: &ModelTable,
        path: &str,
    ) -> fact::BusinessModelDescribed {
        let mut sells = Vec::new();
        for sale in &model.sells {
            sells.push(fact::Sale {
                activity: self.id(&sale.activity, path),
                segments: self.ids(&sale.segments, path),
                revenue_share: sale.revenue_share,
            });
        }
        let mut pulls = Vec::new();
        for pull in &model.pulls {
            let against = self.maybe_id(pull.against.as_ref(), path);
            pulls.push(fact::Pull { against, why: pull.why.clone() });
        }
        let ties = model.ties.iter().map(|tie| fact::Tie { to: tie.to.clone(), what: tie.what.clone() });
        fact::BusinessModelDescribed {
            party: party.clone(),
            sells,
            excludes: self.ids(&model.excludes, path),
            segments: self.ids(&model.segments, path),
            rivals: model.rivals.clone(),
            paid_by: model.paid_by.iter().map(|word| (*word).into()).collect(),
            ties: ties.collect(),
            pulls,
        }
    }

    fn advisers(&mut self) {
        for (index, table) in self.case.adviser.iter().enumerate() {
            let mut place = self.place("adviser", index, table.recorded, Some(&table.invited_by));
            let adviser: rowlock_core::id::PersonId = self.id(&table.id, &place.path);
            let by = self.party(&table.invited_by, &place.path);
            self.put(&place, table.on, fact::AdviserInvited { adviser: adviser.clone(), by });
            for (given, consents) in [(true, &table.consents), (false, &table.revoked)] {
                for (number, entry) in consents.iter().enumerate() {
                    let field = if given { "consents" } else { "revoked" };
                    let party = self.party(&entry.party, &place.path);
                    place.actor = fact::Actor::Party(party.clone());
                    let part = place.part(&format!("{field}/{number}"), entry.recorded);
                    let adviser = adviser.clone();
                    if given {
                        self.put(&part, entry.on, fact::AdviserConsented { adviser, party });
                    } else {
                        self.put(&part, entry.on, fact::AdviserRevoked { adviser, party });
                    }
                }
            }
        }
    }
}
