//! The state of an alliance on a day: what its facts, folded in order, amount to.
//!
//! Every entry keeps the days on which it changed and the facts that say so, so that analyses can look
//! back from any day and show their evidence.

mod candidates;
mod entries;
mod exchange;
mod fold;
mod hand_over;
mod queries;

pub use candidates::*;
pub use entries::*;
pub use exchange::*;
pub use fold::fold;
pub use hand_over::*;
pub use queries::{AttemptOutcome, by_then, last_on, until};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::fact::{
    AccountsCompared, AdmissionTestAgreed, AllianceEnded, AllianceForm, BreachFound, CandidateProfiled,
    ContributionMade, DebriefHeld, DecisionRightAgreed, DecisionTaken, DiligenceExchanged, EffortRecorded,
    FrameworkRef, JointBusinessDescribed, LadderAgreed, LeavingEstimated, OwnerDecided, PairJudged,
    PlaybookApplied, PlaybookMade, PulseScheduled, SelectionConcluded, Seq, SplitAgreed, Stage,
    ThresholdChanged, VotingAgreed,
};
use crate::id::{
    AttemptId, ClauseId, ClientId, ControlPointId, DecisionKindId, ExchangeId, HandOverId, InterestId,
    IssueId, LeadId, MeetingId, ObligationId, PartyId, PersonId, PlaybookId, ProjectId, RoundId, ScoringId,
    StopRuleId, TrialId,
};

/// Something that holds from a day on, and the fact that says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated<T> {
    /// The day.
    pub on: Date,
    /// The fact.
    pub seq: Seq,
    /// What holds.
    pub value: T,
}

/// An alliance as its facts have it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alliance {
    /// What people call it.
    pub name: String,
    /// Whether it is a past alliance, entered afterwards from memory.
    pub recalled: bool,
    /// The day on which the record begins.
    pub founded_on: Option<Date>,
    /// The lead party.
    pub lead: Option<PartyId>,
    /// The framework in use.
    pub framework: Option<FrameworkRef>,
    /// Its forms over time.
    pub forms: Vec<Dated<AllianceForm>>,
    /// Its stages over time.
    pub stages: Vec<Dated<Stage>>,
    /// The joint business over time.
    pub joint_business: Vec<Dated<JointBusinessDescribed>>,
    /// The parties, candidates and leavers among them.
    pub parties: BTreeMap<PartyId, Party>,
    /// Comparisons of accounts.
    pub accounts: Vec<Dated<AccountsCompared>>,
    /// Exchanges of diligence packs.
    pub exchanges: Vec<Dated<DiligenceExchanged>>,
    /// Exchanges of diligence packs that are made here, pack by pack.
    pub pack_exchanges: BTreeMap<ExchangeId, Exchange>,
    /// Advisers.
    pub advisers: BTreeMap<PersonId, Adviser>,
    /// What candidates offer, over time.
    pub offers: Vec<Dated<CandidateProfiled>>,
    /// Judgments on how two parties would be together, over time.
    pub pair_judgments: Vec<Dated<PairJudged>>,
    /// Scorings of candidates.
    pub scorings: BTreeMap<ScoringId, Scoring>,
    /// Trial projects with candidates.
    pub trials: BTreeMap<TrialId, Trial>,
    /// How selections ended.
    pub conclusions: Vec<Dated<SelectionConcluded>>,
    /// Rounds.
    pub rounds: BTreeMap<RoundId, Round>,
    /// Gaps that people spoke of.
    pub gaps: BTreeMap<GapKey, Gap>,
    /// Clauses with at least one draft.
    pub clauses: BTreeMap<ClauseId, Clause>,
    /// The decision table.
    pub decision_rights: BTreeMap<DecisionKindId, Vec<Dated<DecisionRightAgreed>>>,
    /// The escalation ladder over time.
    pub ladders: Vec<Dated<LadderAgreed>>,
    /// The plans of pulses over time.
    pub pulse_plans: Vec<Dated<PulseScheduled>>,
    /// How shares are held, over time.
    pub splits: Vec<Dated<SplitAgreed>>,
    /// What was contributed.
    pub contributions: Vec<Dated<ContributionMade>>,
    /// The votes over time.
    pub voting: Vec<Dated<VotingAgreed>>,
    /// The admission test over time.
    pub admission_tests: Vec<Dated<AdmissionTestAgreed>>,
    /// Stop rules.
    pub stop_rules: BTreeMap<StopRuleId, StopRule>,
    /// Projects.
    pub projects: BTreeMap<ProjectId, Project>,
    /// Hours a week that each party pledged, over time.
    pub pledges: BTreeMap<PartyId, Vec<Dated<f64>>>,
    /// Hours worked, in order of their last day.
    pub efforts: Vec<Dated<EffortRecorded>>,
    /// Leads.
    pub leads: BTreeMap<LeadId, Lead>,
    /// Outside interests.
    pub interests: BTreeMap<InterestId, Interest>,
    /// Clients and their contacts over time.
    pub clients: BTreeMap<ClientId, Vec<Dated<crate::fact::ClientRecorded>>>,
    /// Issues.
    pub issues: BTreeMap<IssueId, Issue>,
    /// Decisions in order of their day.
    pub decisions: Vec<Dated<DecisionTaken>>,
    /// Control points.
    pub control_points: BTreeMap<ControlPointId, ControlPoint>,
    /// Obligations.
    pub obligations: BTreeMap<ObligationId, Obligation>,
    /// Meetings and reviews.
    pub meetings: BTreeMap<MeetingId, Meeting>,
    /// Changed thresholds.
    pub thresholds: Vec<Dated<ThresholdChanged>>,
    /// Attempts to settle what is open.
    pub attempts: BTreeMap<AttemptId, Attempt>,
    /// What leaving and staying cost, over time.
    pub leaving: Vec<Dated<LeavingEstimated>>,
    /// Breaches.
    pub breaches: Vec<Dated<BreachFound>>,
    /// The owner's decisions.
    pub owner_decisions: Vec<Dated<OwnerDecided>>,
    /// How it ended; more than one where it was taken up again.
    pub endings: Vec<Dated<AllianceEnded>>,
    /// Debriefs.
    pub debriefs: Vec<Dated<DebriefHeld>>,
    /// Hand-overs of the case.
    pub hand_overs: BTreeMap<HandOverId, HandOver>,
    /// The playbook it was begun from, by id.
    pub from_playbook: Option<PlaybookId>,
    /// That playbook, as it was then.
    pub begun_from: Option<Dated<PlaybookApplied>>,
    /// Playbooks made from this alliance.
    pub playbooks: Vec<Dated<PlaybookMade>>,
}
