//! Folding a fact into an alliance. Total and silent: what a fact refers to and is not there is passed
//! over, since `decide` has seen to it before the fact was written.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::{
    Adviser, Alliance, Attempt, CapabilityLevel, ClauseVersion, ControlPoint, Dated, Exchange, GapKey,
    Interest, Issue, IssueTurn, Lead, LeadFate, Meeting, Obligation, Party, Project, Round, SealedSheets,
    StopRule,
};
use crate::fact::{ClauseApproved, Event, Fact, PartyRole};
use crate::id::PartyId;
use crate::seal::{digest, hex};

/// The alliance after one more fact.
pub fn fold(mut alliance: Alliance, fact: &Fact) -> Alliance {
    alliance.apply(fact);
    alliance
}

fn edit<K: Ord + Borrow<str>, V>(entries: &mut BTreeMap<K, V>, id: &K, change: impl FnOnce(&mut V)) {
    if let Some(entry) = entries.get_mut(id.borrow()) {
        change(entry);
    }
}

impl Alliance {
    /// Takes one more fact in.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of fact: it reads as a table")]
    pub(crate) fn apply(&mut self, fact: &Fact) {
        fn at<T>(fact: &Fact, value: T) -> Dated<T> {
            Dated { on: fact.effective_on, seq: fact.seq, value }
        }
        match &fact.event {
            Event::AllianceFounded(data) => {
                self.name.clone_from(&data.name);
                self.founded_on = Some(fact.effective_on);
                self.recalled = data.recalled;
                self.lead = Some(data.lead.clone());
                self.framework = Some(data.framework.clone());
                self.from_playbook.clone_from(&data.from_playbook);
                self.forms.push(at(fact, data.form));
                self.stages.push(at(fact, data.stage));
            }
            Event::StageMoved(data) => self.stages.push(at(fact, data.stage)),
            Event::FormChanged(data) => self.forms.push(at(fact, data.form)),
            Event::JointBusinessDescribed(data) => self.joint_business.push(at(fact, data.clone())),
            Event::AccountsCompared(data) => self.accounts.push(at(fact, data.clone())),
            Event::DiligenceExchanged(data) => {
                if let Some(id) = &data.exchange {
                    edit(&mut self.pack_exchanges, id, |exchange| exchange.exchanged = Some(at(fact, ())));
                }
                self.exchanges.push(at(fact, data.clone()));
            }
            Event::ExchangeOpened(data) => {
                self.pack_exchanges.insert(data.exchange.clone(), Exchange::opened(at(fact, data.clone())));
            }
            Event::PackHandedIn(data) => edit(&mut self.pack_exchanges, &data.exchange, |exchange| {
                exchange.hand_in(data.party.clone(), at(fact, ()), data.pack.clone());
            }),
            Event::PackTakenBack(data) => {
                edit(&mut self.pack_exchanges, &data.exchange, |exchange| exchange.take_back(&data.party));
            }
            Event::DiligenceConsented(data) => edit(&mut self.pack_exchanges, &data.exchange, |exchange| {
                exchange.consents.insert(data.party.clone(), at(fact, data.clone()));
            }),
            Event::ExchangeClosed(data) => edit(&mut self.pack_exchanges, &data.exchange, |exchange| {
                exchange.closed = Some(at(fact, data.why.clone()));
            }),

            Event::PartyJoined(data) => {
                let party = Party {
                    joined: at(fact, data.clone()),
                    roles: vec![at(fact, data.role)],
                    models: Vec::new(),
                    capabilities: BTreeMap::new(),
                    diligence: BTreeMap::new(),
                    absences: Vec::new(),
                };
                self.parties.insert(data.party.clone(), party);
            }
            Event::PartyRoleChanged(data) => {
                edit(&mut self.parties, &data.party, |party| party.roles.push(at(fact, data.role)));
                if data.role == PartyRole::Lead {
                    self.lead = Some(data.party.clone());
                }
            }
            Event::AbsenceSaid(data) => {
                edit(&mut self.parties, &data.party, |party| party.absences.push(at(fact, data.clone())));
            }
            Event::BusinessModelDescribed(data) => {
                edit(&mut self.parties, &data.party, |party| party.models.push(at(fact, data.clone())));
            }
            Event::CapabilityClaimed(data) => edit(&mut self.parties, &data.party, |party| {
                let level = CapabilityLevel { claimed: data.level, peers: data.peer_level };
                let key = (data.capability.clone(), data.person.clone());
                party.capabilities.entry(key).or_default().levels.push(at(fact, Some(level)));
            }),
            Event::CapabilityEnded(data) => edit(&mut self.parties, &data.party, |party| {
                let key = (data.capability.clone(), data.person.clone());
                party.capabilities.entry(key).or_default().levels.push(at(fact, None));
            }),
            Event::DiligenceAsked(data) => edit(&mut self.parties, &data.party, |party| {
                party.diligence.entry(data.check.clone()).or_default().asked = Some(at(fact, data.clone()));
            }),
            Event::DiligenceFound(data) => edit(&mut self.parties, &data.party, |party| {
                party.diligence.entry(data.check.clone()).or_default().found.push(at(fact, data.clone()));
            }),
            Event::AdviserInvited(data) => {
                let invited = at(fact, data.by.clone());
                let consents = BTreeMap::new();
                self.advisers.entry(data.adviser.clone()).or_insert(Adviser { invited, consents });
            }
            Event::AdviserConsented(data) => edit(&mut self.advisers, &data.adviser, |adviser| {
                adviser.consents.entry(data.party.clone()).or_default().push(at(fact, true));
            }),
            Event::AdviserRevoked(data) => edit(&mut self.advisers, &data.adviser, |adviser| {
                adviser.consents.entry(data.party.clone()).or_default().push(at(fact, false));
            }),

            Event::RoundDrafted(data) => {
                self.rounds.insert(data.round.clone(), Round::drafted(at(fact, data.clone())));
            }
            Event::RoundOpened(data) => edit(&mut self.rounds, &data.round, |round| {
                round.opened = Some(at(fact, data.rule.clone()));
            }),
            Event::AnswersSubmitted(data) => edit(&mut self.rounds, &data.round, |round| {
                round.submitted.insert(data.person.clone(), at(fact, ()));
                let sheets =
                    SealedSheets { sheet: data.sheet.clone(), adviser_only: data.adviser_only.clone() };
                round.sheets.insert(data.person.clone(), sheets);
            }),
            Event::RespondentWithdrew(data) => edit(&mut self.rounds, &data.round, |round| {
                round.withdrawn.insert(data.person.clone(), at(fact, ()));
                round.submitted.remove(&data.person);
                if round.sheets.remove(&data.person).is_some() {
                    round.taken_back.insert(data.person.clone());
                }
            }),
            Event::RoundLocked(data) => {
                edit(&mut self.rounds, &data.round, |round| round.locked = Some(at(fact, ())));
            }
            Event::ResultKept(data) => edit(&mut self.rounds, &data.round, |round| {
                round.kept.get_or_insert_with(|| at(fact, data.result.clone()));
            }),
            Event::ReleaseConsented(data) => edit(&mut self.rounds, &data.round, |round| {
                round.consents.push(at(fact, data.clone()));
            }),
            Event::ItemsReleased(data) => {
                edit(&mut self.rounds, &data.round, |round| round.released.push(at(fact, data.scope)));
            }
            Event::GapConfirmed(data) => {
                let key = GapKey { area: data.area.clone(), item: data.item.clone() };
                self.gaps.entry(key).or_default().confirmed.push(at(fact, data.clone()));
            }
            Event::GapMisread(data) => {
                let key = GapKey { area: data.area.clone(), item: data.item.clone() };
                let said = at(fact, (data.by.clone(), data.round.clone()));
                self.gaps.entry(key).or_default().misread.push(said);
            }
            Event::GapSettled(data) => {
                let key = GapKey { area: data.area.clone(), item: data.item.clone() };
                self.gaps.entry(key).or_default().settled = Some(at(fact, data.how.clone()));
            }

            Event::ClauseDrafted(data) => {
                let hash = hex(&digest(&[data.clause.as_str().as_bytes(), data.text.as_bytes()]));
                let version = ClauseVersion {
                    text: data.text.clone(),
                    hash,
                    approvals: Vec::new(),
                    comments: Vec::new(),
                    agreed: None,
                };
                self.clauses.entry(data.clause.clone()).or_default().versions.push(at(fact, version));
            }
            Event::ClauseApproved(data) => self.approve(data, fact),
            Event::DecisionRightAgreed(data) => {
                let rows = self.decision_rights.entry(data.decision_kind.clone()).or_default();
                rows.push(at(fact, data.clone()));
            }
            Event::ClauseCommented(data) => edit(&mut self.clauses, &data.clause, |clause| {
                let place = (data.version as usize).wrapping_sub(1);
                if let Some(version) = clause.versions.get_mut(place) {
                    version.value.comments.push(at(fact, data.clone()));
                }
            }),
            Event::LadderAgreed(data) => self.ladders.push(at(fact, data.clone())),
            Event::PulseScheduled(data) => self.pulse_plans.push(at(fact, data.clone())),
            Event::SplitAgreed(data) => self.splits.push(at(fact, data.clone())),
            Event::ContributionMade(data) => self.contributions.push(at(fact, data.clone())),
            Event::VotingAgreed(data) => self.voting.push(at(fact, data.clone())),
            Event::AdmissionTestAgreed(data) => self.admission_tests.push(at(fact, data.clone())),
            Event::StopRuleAgreed(data) => {
                let rule = StopRule { agreed: at(fact, data.clone()), reached: None, answered: None };
                self.stop_rules.insert(data.rule.clone(), rule);
            }
            Event::StopRuleReached(data) => edit(&mut self.stop_rules, &data.rule, |rule| {
                rule.reached = Some(at(fact, data.what.clone()));
            }),
            Event::StopRuleAnswered(data) => edit(&mut self.stop_rules, &data.rule, |rule| {
                rule.answered = Some(at(fact, data.decision.clone()));
            }),

            Event::ProjectProposed(data) => {
                self.projects.insert(data.project.clone(), Project::proposed(at(fact, data.clone())));
            }
            Event::ProjectStarted(data) => {
                edit(&mut self.projects, &data.project, |project| project.started = Some(at(fact, ())));
            }
            Event::ProjectDecided(data) => {
                edit(&mut self.projects, &data.project, |project| {
                    project.decisions.push(at(fact, data.clone()));
                });
            }
            Event::ScopeJudged(data) => edit(&mut self.projects, &data.project, |project| {
                project.judged.push(at(fact, (data.party.clone(), data.in_scope)));
            }),
            Event::ProjectPaid(data) => {
                edit(&mut self.projects, &data.project, |project| project.paid.push(at(fact, data.clone())));
            }
            Event::ProjectEnded(data) => edit(&mut self.projects, &data.project, |project| {
                project.ended = Some(at(fact, data.how.clone()));
            }),
            Event::PledgeMade(data) => {
                let pledges = self.pledges.entry(data.party.clone()).or_default();
                pledges.push(at(fact, data.hours_a_week));
            }
            Event::EffortRecorded(data) => self.efforts.push(at(fact, data.clone())),
            Event::LeadFound(data) => {
                self.leads.insert(data.lead.clone(), Lead { found: at(fact, data.clone()), fate: None });
            }
            Event::LeadPassed(data) => {
                edit(&mut self.leads, &data.lead, |lead| lead.fate = Some(at(fact, LeadFate::Passed)));
            }
            Event::LeadKept(data) => edit(&mut self.leads, &data.lead, |lead| {
                lead.fate = Some(at(fact, LeadFate::Kept(data.by.clone())));
            }),
            Event::InterestNoted(data) => {
                self.interests.insert(data.interest.clone(), Interest { noted: at(fact, data.clone()) });
            }
            Event::ClientRecorded(data) => {
                self.clients.entry(data.client.clone()).or_default().push(at(fact, data.clone()));
            }

            Event::IssueRaised(data) => {
                let causes = data.caused_by.iter().map(|cause| at(fact, cause.clone())).collect();
                let issue = Issue { raised: at(fact, data.clone()), causes, turns: Vec::new() };
                self.issues.insert(data.issue.clone(), issue);
            }
            Event::IssueStepped(data) => edit(&mut self.issues, &data.issue, |issue| {
                issue.turns.push(at(fact, IssueTurn::Step(data.step.clone(), data.answer_by)));
            }),
            Event::IssueCauseNamed(data) => {
                edit(&mut self.issues, &data.issue, |issue| issue.causes.push(at(fact, data.cause.clone())));
            }
            Event::IssueClosed(data) => edit(&mut self.issues, &data.issue, |issue| {
                issue.turns.push(at(fact, IssueTurn::Closed(data.how.clone())));
            }),
            Event::IssueReopened(data) => edit(&mut self.issues, &data.issue, |issue| {
                issue.turns.push(at(fact, IssueTurn::Reopened(data.why.clone())));
            }),
            Event::DecisionTaken(data) => self.decisions.push(at(fact, data.clone())),
            Event::ControlPointNamed(data) => {
                let point = ControlPoint { named: at(fact, data.clone()), checks: Vec::new() };
                self.control_points.insert(data.point.clone(), point);
            }
            Event::ControlPointChecked(data) => {
                edit(&mut self.control_points, &data.point, |point| {
                    point.checks.push(at(fact, data.clone()));
                });
            }
            Event::ObligationTaken(data) => {
                let obligation = Obligation { taken: at(fact, data.clone()), done: None, missed: None };
                self.obligations.insert(data.obligation.clone(), obligation);
            }
            Event::ObligationDone(data) => {
                edit(&mut self.obligations, &data.obligation, |entry| entry.done = Some(at(fact, ())));
            }
            Event::ObligationMissed(data) => edit(&mut self.obligations, &data.obligation, |entry| {
                entry.missed = Some(at(fact, data.clone()));
            }),
            Event::MeetingPlanned(data) => {
                let meeting = Meeting { planned: at(fact, data.clone()), held: None, cancelled: None };
                self.meetings.insert(data.meeting.clone(), meeting);
            }
            Event::MeetingHeld(data) => {
                edit(&mut self.meetings, &data.meeting, |meeting| {
                    meeting.held = Some(at(fact, data.clone()));
                });
            }
            Event::MeetingCancelled(data) => edit(&mut self.meetings, &data.meeting, |meeting| {
                meeting.cancelled = Some(at(fact, data.clone()));
            }),
            Event::ThresholdChanged(data) => self.thresholds.push(at(fact, data.clone())),

            Event::AttemptBegun(data) => {
                let attempt = Attempt { begun: at(fact, data.clone()), answers: Vec::new() };
                self.attempts.insert(data.attempt.clone(), attempt);
            }
            Event::AttemptAnswered(data) => edit(&mut self.attempts, &data.attempt, |attempt| {
                attempt.answers.push(at(fact, data.clone()));
            }),
            Event::LeavingEstimated(data) => self.leaving.push(at(fact, data.clone())),
            Event::BreachFound(data) => self.breaches.push(at(fact, data.clone())),
            Event::OwnerDecided(data) => self.owner_decisions.push(at(fact, data.clone())),
            Event::AllianceEnded(data) => self.endings.push(at(fact, data.clone())),
            Event::DebriefHeld(data) => self.debriefs.push(at(fact, data.clone())),
            Event::PlaybookMade(data) => self.playbooks.push(at(fact, data.clone())),
            Event::PlaybookApplied(data) => self.begun_from = Some(at(fact, data.clone())),
            Event::HandOverAsked(_)
            | Event::HandOverConsented(_)
            | Event::HandOverRefused(_)
            | Event::HandedOver(_)
            | Event::TakenOver(_) => self.apply_hand_over(fact),
            Event::CandidateProfiled(_)
            | Event::PairJudged(_)
            | Event::ScoringOpened(_)
            | Event::ScoresSubmitted(_)
            | Event::ReviewerExcused(_)
            | Event::ScoringLocked(_)
            | Event::CriteriaWeighted(_)
            | Event::TrialAgreed(_)
            | Event::TrialDebriefed(_)
            | Event::SelectionConcluded(_) => self.apply_candidate(fact),
            Event::NoteMade(_) | Event::FactWithdrawn(_) => {}
        }
    }

    fn approve(&mut self, data: &ClauseApproved, fact: &Fact) {
        let signers: Vec<PartyId> = self.signers(fact.effective_on).into_iter().cloned().collect();
        let Some(clause) = self.clauses.get_mut(&data.clause) else { return };
        let Some(version) = clause.versions.get_mut((data.version as usize).wrapping_sub(1)) else { return };
        let version = &mut version.value;
        version.approvals.push(Dated { on: fact.effective_on, seq: fact.seq, value: data.clone() });
        let has_signed =
            |party: &PartyId| version.approvals.iter().any(|approval| approval.value.party == *party);
        if version.agreed.is_none() && signers.iter().all(has_signed) {
            version.agreed = Some(Dated { on: fact.effective_on, seq: fact.seq, value: () });
        }
    }
}
