//! Facts: what an alliance's record is made of. A fact is never edited; a mistake is corrected by a
//! later fact.
//!
//! The payloads in this module are the one thing in the core with a serialised shape: a record kept
//! for years is a promise about exactly these names.

mod business;
mod candidate;
mod charter;
mod diligence;
mod ending;
mod hand_over;
mod round;
mod sentence;
mod structure;
mod watch;
mod work;

pub use business::*;
pub use candidate::*;
pub use charter::*;
pub use diligence::*;
pub use ending::*;
pub use hand_over::*;
pub use round::*;
pub use sentence::{amount, capital, list, number, sentence, words};
pub use structure::*;
pub use watch::*;
pub use work::*;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::id::{PartyId, PersonId};

/// The place of a fact in its record, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Who put a fact on the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Somebody who speaks for a party.
    Party(PartyId),
    /// The adviser.
    Adviser(PersonId),
    /// The program, where one fact entails another.
    Rowlock,
}

/// One dated fact of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its place in the record.
    pub seq: Seq,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// The day on which it holds.
    pub effective_on: Date,
    /// Who wrote it down.
    pub actor: Actor,
    /// What it says.
    pub event: Event,
}

macro_rules! events {
    ($($(#[$doc:meta])* $kind:literal $name:ident,)*) => {
        /// What a fact says. As an argument of `decide` it is a command: the fact its actor wants on record.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "data")]
        pub enum Event {
            $($(#[$doc])* #[serde(rename = $kind)] $name($name),)*
        }

        impl Event {
            /// The name of this kind of fact, as records spell it.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind,)* }
            }

            /// The names of all kinds of fact.
            pub const KINDS: &'static [&'static str] = &[$($kind,)*];
        }

        $(impl From<$name> for Event {
            fn from(data: $name) -> Self {
                Self::$name(data)
            }
        })*
    };
}

events! {
    /// The record begins.
    "alliance_founded" AllianceFounded,
    /// The alliance moves to another stage.
    "stage_moved" StageMoved,
    /// The alliance takes another form.
    "form_changed" FormChanged,
    /// The joint business is described, or described anew.
    "joint_business_described" JointBusinessDescribed,
    /// A party comes in, or is considered.
    "party_joined" PartyJoined,
    /// A party takes another role, or leaves.
    "party_role_changed" PartyRoleChanged,
    /// A party's own business is described.
    "business_model_described" BusinessModelDescribed,
    /// A capability is claimed, or claimed anew.
    "capability_claimed" CapabilityClaimed,
    /// A capability is there no more.
    "capability_ended" CapabilityEnded,
    /// The accounts of two parties were compared.
    "accounts_compared" AccountsCompared,
    /// A check of due diligence was asked for.
    "diligence_asked" DiligenceAsked,
    /// A check of due diligence found something.
    "diligence_found" DiligenceFound,
    /// The diligence packs were exchanged.
    "diligence_exchanged" DiligenceExchanged,
    /// An adviser was asked in.
    "adviser_invited" AdviserInvited,
    /// A party lets the adviser see the case.
    "adviser_consented" AdviserConsented,
    /// A party takes that back.
    "adviser_revoked" AdviserRevoked,
    /// A round was prepared.
    "round_drafted" RoundDrafted,
    /// A round was opened, and its rule frozen.
    "round_opened" RoundOpened,
    /// One respondent submitted sealed answers.
    "answers_submitted" AnswersSubmitted,
    /// One respondent withdrew from a round.
    "respondent_withdrew" RespondentWithdrew,
    /// A round was locked.
    "round_locked" RoundLocked,
    /// A party agrees to the release of items.
    "release_consented" ReleaseConsented,
    /// Items were released, to all at one moment.
    "items_released" ItemsReleased,
    /// A party says: yes, we differ.
    "gap_confirmed" GapConfirmed,
    /// A party says: I misread it.
    "gap_misread" GapMisread,
    /// A gap was closed by a clause or accepted as a difference.
    "gap_settled" GapSettled,
    /// A clause was drafted, or drafted anew.
    "clause_drafted" ClauseDrafted,
    /// A party approved one version of a clause.
    "clause_approved" ClauseApproved,
    /// A row of the decision table was agreed.
    "decision_right_agreed" DecisionRightAgreed,
    /// The votes were agreed.
    "voting_agreed" VotingAgreed,
    /// The project admission test was agreed.
    "admission_test_agreed" AdmissionTestAgreed,
    /// A stop rule was agreed.
    "stop_rule_agreed" StopRuleAgreed,
    /// A stop rule's sign was seen.
    "stop_rule_reached" StopRuleReached,
    /// A stop rule was answered by a decision.
    "stop_rule_answered" StopRuleAnswered,
    /// A project was proposed.
    "project_proposed" ProjectProposed,
    /// Work on a project began.
    "project_started" ProjectStarted,
    /// The admission of a project was decided.
    "project_decided" ProjectDecided,
    /// A party says whether a project is in scope.
    "scope_judged" ScopeJudged,
    /// A project was paid.
    "project_paid" ProjectPaid,
    /// A project ended.
    "project_ended" ProjectEnded,
    /// A party pledged hours.
    "pledge_made" PledgeMade,
    /// Hours were worked.
    "effort_recorded" EffortRecorded,
    /// A lead was found.
    "lead_found" LeadFound,
    /// A lead was passed to the joint business.
    "lead_passed" LeadPassed,
    /// A lead was kept by a party.
    "lead_kept" LeadKept,
    /// An outside interest came to light.
    "interest_noted" InterestNoted,
    /// A client and its contacts.
    "client_recorded" ClientRecorded,
    /// An issue was raised.
    "issue_raised" IssueRaised,
    /// An issue went a step up the ladder.
    "issue_stepped" IssueStepped,
    /// The cause of an issue was named.
    "issue_cause_named" IssueCauseNamed,
    /// An issue was closed.
    "issue_closed" IssueClosed,
    /// An issue came back.
    "issue_reopened" IssueReopened,
    /// A decision was taken, or a proposal voted down.
    "decision_taken" DecisionTaken,
    /// A control point was named.
    "control_point_named" ControlPointNamed,
    /// A control point was checked.
    "control_point_checked" ControlPointChecked,
    /// An obligation was taken on.
    "obligation_taken" ObligationTaken,
    /// An obligation was done.
    "obligation_done" ObligationDone,
    /// An obligation was missed.
    "obligation_missed" ObligationMissed,
    /// A meeting was planned.
    "meeting_planned" MeetingPlanned,
    /// A meeting took place.
    "meeting_held" MeetingHeld,
    /// A meeting was cancelled.
    "meeting_cancelled" MeetingCancelled,
    /// A threshold of a signal was changed.
    "threshold_changed" ThresholdChanged,
    /// A structured attempt to settle what is open began.
    "attempt_begun" AttemptBegun,
    /// A party answered the attempt's proposal.
    "attempt_answered" AttemptAnswered,
    /// The owner wrote down what leaving and staying cost.
    "leaving_estimated" LeavingEstimated,
    /// A breach was found.
    "breach_found" BreachFound,
    /// The owner decided.
    "owner_decided" OwnerDecided,
    /// A debrief was held.
    "debrief_held" DebriefHeld,
    /// A playbook was made from this alliance.
    "playbook_made" PlaybookMade,
    /// Somebody asks that the case be handed over.
    "hand_over_asked" HandOverAsked,
    /// A party consents to a hand-over.
    "hand_over_consented" HandOverConsented,
    /// A party says no to a hand-over.
    "hand_over_refused" HandOverRefused,
    /// The case was handed over and lives elsewhere.
    "handed_over" HandedOver,
    /// The case was taken in and goes on there.
    "taken_over" TakenOver,
    /// A note without effect on any analysis.
    "note_made" NoteMade,
    /// An earlier fact was a mistake and no longer counts.
    "fact_withdrawn" FactWithdrawn,
    /// Somebody commented on a clause.
    "clause_commented" ClauseCommented,
    /// The escalation ladder was agreed.
    "ladder_agreed" LadderAgreed,
    /// Pulses were planned.
    "pulse_scheduled" PulseScheduled,
    /// It was agreed how shares are held.
    "split_agreed" SplitAgreed,
    /// A party contributed something.
    "contribution_made" ContributionMade,
    /// A candidate's offer was written down.
    "candidate_profiled" CandidateProfiled,
    /// It was judged how two parties would be together.
    "pair_judged" PairJudged,
    /// Several people begin to score candidates, each alone.
    "scoring_opened" ScoringOpened,
    /// One reviewer handed in sealed scores.
    "scores_submitted" ScoresSubmitted,
    /// One reviewer will not score.
    "reviewer_excused" ReviewerExcused,
    /// The scores are open to all who scored.
    "scoring_locked" ScoringLocked,
    /// The criteria of a scoring were weighted.
    "criteria_weighted" CriteriaWeighted,
    /// A trial project with a candidate was agreed.
    "trial_agreed" TrialAgreed,
    /// One side's debrief of a trial.
    "trial_debriefed" TrialDebriefed,
    /// A selection came to its end, with somebody or with nobody.
    "selection_concluded" SelectionConcluded,
    /// An exchange of diligence packs was opened.
    "exchange_opened" ExchangeOpened,
    /// A party handed in its pack, sealed.
    "pack_handed_in" PackHandedIn,
    /// A party took its pack back.
    "pack_taken_back" PackTakenBack,
    /// A party's written consent became known.
    "diligence_consented" DiligenceConsented,
    /// An exchange ended without one.
    "exchange_closed" ExchangeClosed,
    /// The alliance is over.
    "alliance_ended" AllianceEnded,
    /// This alliance began from a playbook.
    "playbook_applied" PlaybookApplied,
    /// A party says that another is not at the table any more.
    "absence_said" AbsenceSaid,
    /// The result of a locked round was kept.
    "result_kept" ResultKept,
}
