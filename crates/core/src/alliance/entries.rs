//! The entries of an alliance: parties, rounds, clauses, projects, issues and the rest, each with its
//! history.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Dated;
use crate::fact::{
    AbsenceSaid, AttemptAnswered, AttemptBegun, BusinessModelDescribed, Cause, ClauseApproved,
    ClauseCommented, ControlPointChecked, ControlPointNamed, DiligenceAsked, DiligenceFound, FrozenRule,
    GapConfirmed, InterestNoted, IssueRaised, KeptWords, LeadFound, MeetingCancelled, MeetingHeld,
    MeetingPlanned, ObligationMissed, ObligationTaken, PartyJoined, PartyRole, ProjectDecided, ProjectPaid,
    ProjectProposed, ReleaseConsented, ReleaseScope, RoundDrafted, Settlement, Sheet, StopRuleAgreed,
};
use crate::id::{AreaId, CapabilityId, CheckId, ItemId, PartyId, PersonId, RoundId};
use crate::seal::Sealed;

/// A party and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// How it came in.
    pub joined: Dated<PartyJoined>,
    /// Its roles over time.
    pub roles: Vec<Dated<PartyRole>>,
    /// Its own business over time.
    pub models: Vec<Dated<BusinessModelDescribed>>,
    /// What its people can do.
    pub capabilities: BTreeMap<(CapabilityId, PersonId), Capability>,
    /// Checks of due diligence on it.
    pub diligence: BTreeMap<CheckId, Diligence>,
    /// What others said of its not being at the table.
    pub absences: Vec<Dated<AbsenceSaid>>,
}

/// What one person can do, over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Capability {
    /// Levels claimed and seen by peers; none: it ended on that day.
    pub levels: Vec<Dated<Option<CapabilityLevel>>>,
}

/// A level of a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapabilityLevel {
    /// The level claimed, 1 to 7.
    pub claimed: u8,
    /// The level that peers see, 1 to 7.
    pub peers: Option<u8>,
}

impl CapabilityLevel {
    /// The peers' level where there is one, else the claim.
    pub fn checked(self) -> u8 {
        self.peers.unwrap_or(self.claimed)
    }
}

/// One check of due diligence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diligence {
    /// When it was asked for.
    pub asked: Option<Dated<DiligenceAsked>>,
    /// What was found, over time.
    pub found: Vec<Dated<DiligenceFound>>,
}

/// An adviser and who lets them see the case.
#[derive(Debug, Clone, PartialEq)]
pub struct Adviser {
    /// When the adviser was asked in.
    pub invited: Dated<PartyId>,
    /// Consent of each party over time.
    pub consents: BTreeMap<PartyId, Vec<Dated<bool>>>,
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoundState {
    /// Being prepared.
    Draft,
    /// Being answered; nothing is shown.
    Open,
    /// Locked; bands are shown.
    Locked,
    /// Items are released.
    Released,
}

/// A round of questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// What was prepared.
    pub drafted: Dated<RoundDrafted>,
    /// When it was opened, and under which rule.
    pub opened: Option<Dated<FrozenRule>>,
    /// Who withdrew.
    pub withdrawn: BTreeMap<PersonId, Dated<()>>,
    /// When it was locked.
    pub locked: Option<Dated<()>>,
    /// What was kept of its result at the lock, sealed.
    pub(crate) kept: Option<Dated<Sealed<KeptWords>>>,
    /// Who agreed to which release.
    pub consents: Vec<Dated<ReleaseConsented>>,
    /// What was released.
    pub released: Vec<Dated<ReleaseScope>>,
    /// When each respondent submitted.
    pub submitted: BTreeMap<PersonId, Dated<()>>,
    pub(crate) sheets: BTreeMap<PersonId, SealedSheets>,
    /// Who took submitted answers back. They are on the record all the same, sealed.
    pub(crate) taken_back: BTreeSet<PersonId>,
}

/// What one respondent submitted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SealedSheets {
    pub(crate) sheet: Sealed<Sheet>,
    pub(crate) adviser_only: Option<Sealed<Sheet>>,
}

/// What a gap is on: an item, or an area as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GapKey {
    /// The area.
    pub area: AreaId,
    /// The item; none: the area as a whole.
    pub item: Option<ItemId>,
}

/// A gap that people spoke of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gap {
    /// Who said: yes, we differ.
    pub confirmed: Vec<Dated<GapConfirmed>>,
    /// Who said: I misread it, and in which round.
    pub misread: Vec<Dated<(PartyId, RoundId)>>,
    /// How it came to rest.
    pub settled: Option<Dated<Settlement>>,
}

/// One version of a clause.
#[derive(Debug, Clone, PartialEq)]
pub struct ClauseVersion {
    /// Its text.
    pub text: String,
    /// Its hash, as parties approve it.
    pub hash: String,
    /// Who approved it.
    pub approvals: Vec<Dated<ClauseApproved>>,
    /// What was said of it.
    pub comments: Vec<Dated<ClauseCommented>>,
    /// When all parties had approved it.
    pub agreed: Option<Dated<()>>,
}

/// A clause and its versions, the first one first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clause {
    /// The versions.
    pub versions: Vec<Dated<ClauseVersion>>,
}

/// A stop rule.
#[derive(Debug, Clone, PartialEq)]
pub struct StopRule {
    /// What was agreed.
    pub agreed: Dated<StopRuleAgreed>,
    /// When its sign was seen.
    pub reached: Option<Dated<String>>,
    /// When it was answered by a decision.
    pub answered: Option<Dated<String>>,
}

/// A project.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What was proposed.
    pub proposed: Dated<ProjectProposed>,
    /// When work began.
    pub started: Option<Dated<()>>,
    /// Decisions on its admission.
    pub decisions: Vec<Dated<ProjectDecided>>,
    /// What partners say on whether it is in scope.
    pub judged: Vec<Dated<(PartyId, bool)>>,
    /// Payments.
    pub paid: Vec<Dated<ProjectPaid>>,
    /// When and how it ended.
    pub ended: Option<Dated<String>>,
}

/// What became of a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadFate {
    /// Passed to the joint business.
    Passed,
    /// Kept by a party.
    Kept(PartyId),
}

/// A lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// What was found.
    pub found: Dated<LeadFound>,
    /// What became of it.
    pub fate: Option<Dated<LeadFate>>,
}

/// An outside interest.
#[derive(Debug, Clone, PartialEq)]
pub struct Interest {
    /// How it came to light.
    pub noted: Dated<InterestNoted>,
}

/// A turn in the life of an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueTurn {
    /// A step of the ladder, and when it is due.
    Step(String, Option<Date>),
    /// Closed, and how.
    Closed(String),
    /// Reopened, and why.
    Reopened(String),
}

/// An issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// How it was raised.
    pub raised: Dated<IssueRaised>,
    /// What led to it, as known when raised or later.
    pub causes: Vec<Dated<Cause>>,
    /// What became of it.
    pub turns: Vec<Dated<IssueTurn>>,
}

/// A control point.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlPoint {
    /// How it was named.
    pub named: Dated<ControlPointNamed>,
    /// What was seen, over time.
    pub checks: Vec<Dated<ControlPointChecked>>,
}

/// An obligation.
#[derive(Debug, Clone, PartialEq)]
pub struct Obligation {
    /// What was taken on.
    pub taken: Dated<ObligationTaken>,
    /// When it was done.
    pub done: Option<Dated<()>>,
    /// When it was noted as missed, and why.
    pub missed: Option<Dated<ObligationMissed>>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// What was planned.
    pub planned: Dated<MeetingPlanned>,
    /// It took place.
    pub held: Option<Dated<MeetingHeld>>,
    /// It was cancelled.
    pub cancelled: Option<Dated<MeetingCancelled>>,
}

/// An attempt to settle what is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// How it began.
    pub begun: Dated<AttemptBegun>,
    /// What the parties said.
    pub answers: Vec<Dated<AttemptAnswered>>,
}
