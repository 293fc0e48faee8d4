//! Who may do what: one table of roles, resources and actions. Every route and every command asks it.

use crate::fact::Event;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the table.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    )*};
}

words! {
    /// What a person is to an alliance.
    Role {
        /// Speaks for the lead party.
        Lead = "lead",
        /// Speaks for a partner.
        Partner = "partner",
        /// Advises, while all parties consent.
        Adviser = "adviser",
        /// Looks on, and sees no result, signal or issue; the lead gives the seat, all parties see who has one.
        Viewer = "viewer",
        /// Answers a round by a personal link.
        Respondent = "respondent",
        /// Has nothing to do with this alliance.
        Stranger = "stranger",
    }

    /// What the table speaks of.
    Resource {
        /// The alliance, its stage and its form.
        Alliance = "alliance",
        /// The joint business.
        JointBusiness = "joint_business",
        /// Parties, their models and capabilities.
        Party = "party",
        /// Due diligence: what is asked of whom, and what was found.
        Diligence = "diligence",
        /// Candidates: what they offer, trials with them, scorings and how a selection ended.
        Candidate = "candidate",
        /// The scores that somebody gives to candidates.
        Scores = "scores",
        /// Packs of due diligence: each party's own, and those that the gate opens after the exchange.
        Pack = "pack",
        /// The adviser's seat.
        AdviserSeat = "adviser_seat",
        /// Rounds: their preparation and states.
        Round = "round",
        /// Invitations to a round, whose links let somebody answer as another.
        Invitation = "invitation",
        /// A respondent's own answers.
        OwnAnswers = "own_answers",
        /// The results of a round, as far as the gate releases them.
        RoundResult = "round_result",
        /// Consent to the release of items.
        Release = "release",
        /// Gaps.
        Gap = "gap",
        /// Clauses, decision rights, the admission test, stop rules.
        Charter = "charter",
        /// Approval of clauses.
        Approval = "approval",
        /// Projects, hours, leads, clients.
        Work = "work",
        /// The register of outside interests.
        Interest = "interest",
        /// Issues.
        Issue = "issue",
        /// What somebody tells the adviser alone: each sees their own, and the adviser what they were told.
        Confidence = "confidence",
        /// An adviser's own notes: nobody sees them but the one who wrote them.
        Note = "note",
        /// One's own next look and pause, which sort one's own desk.
        Mark = "mark",
        /// Decisions.
        Decision = "decision",
        /// Control points.
        ControlPoint = "control_point",
        /// Obligations and meetings.
        Meeting = "meeting",
        /// Thresholds of signals.
        Threshold = "threshold",
        /// Signals and the verdict.
        Verdict = "verdict",
        /// What leaving costs the owner, and the owner's decision.
        OwnersPosition = "owners_position",
        /// Attempts to settle what is open.
        Attempt = "attempt",
        /// Debriefs and playbooks.
        Learning = "learning",
        /// Handing the whole case over to another installation.
        HandOver = "hand_over",
        /// A party's consent to a hand-over.
        HandOverConsent = "hand_over_consent",
        /// The record itself: facts, chain, export.
        Record = "record",
    }

    /// What one may do.
    Action {
        /// See it.
        See = "see",
        /// Put facts of this kind on record.
        Write = "write",
    }
}

use Action::{See, Write};
use Role::{Adviser, Lead, Partner, Respondent, Viewer};

/// The roles that may take `action` on `resource`.
pub fn allowed(resource: Resource, action: Action) -> &'static [Role] {
    match (resource, action) {
        (Resource::OwnAnswers, _) => &[Respondent],
        (Resource::Invitation, _) => &[Lead, Adviser],
        // Whoever answers by a personal link speaks for a party: as to that round they may what a partner may.
        (Resource::RoundResult | Resource::Gap, See) => &[Lead, Partner, Adviser, Respondent],
        // A candidate has no seat: it fills its pack, and says what it found, by a personal link.
        (Resource::Pack, See) | (Resource::Diligence, Write) => &[Lead, Partner, Adviser, Respondent],
        (Resource::Pack, Write) => &[Lead, Partner, Respondent],
        (Resource::Gap, Write) => &[Lead, Partner, Adviser, Respondent],
        (Resource::Release, Write) => &[Lead, Partner, Respondent],
        (Resource::Verdict, See) => &[Lead, Partner, Adviser],
        (Resource::OwnersPosition, See) => &[Lead, Adviser],
        (Resource::OwnersPosition | Resource::Threshold | Resource::Alliance, Write) => &[Lead],
        (Resource::Approval | Resource::AdviserSeat | Resource::HandOverConsent, Write) => &[Lead, Partner],
        (Resource::HandOver, Write) => &[Lead, Adviser],
        (Resource::RoundResult | Resource::Verdict, Write) => &[],
        (Resource::Note, _) => &[Adviser],
        (
            Resource::Diligence
            | Resource::Candidate
            | Resource::Scores
            | Resource::Interest
            | Resource::Issue
            | Resource::Confidence
            | Resource::Mark
            | Resource::Attempt
            | Resource::Learning,
            See,
        ) => &[Lead, Partner, Adviser],
        (Resource::Record | Resource::HandOver | Resource::HandOverConsent, See) => &[Lead, Partner, Adviser],
        (_, See) => &[Lead, Partner, Adviser, Viewer],
        (_, Write) => &[Lead, Partner, Adviser],
    }
}

/// Whether `role` may take `action` on `resource`.
pub fn may(role: Role, resource: Resource, action: Action) -> bool {
    allowed(resource, action).contains(&role)
}

/// The resource that a fact writes to.
pub fn resource(event: &Event) -> Resource {
    match event {
        Event::AllianceFounded(_)
        | Event::StageMoved(_)
        | Event::FormChanged(_)
        | Event::AllianceEnded(_) => Resource::Alliance,
        Event::JointBusinessDescribed(_) => Resource::JointBusiness,
        Event::PartyJoined(_)
        | Event::PartyRoleChanged(_)
        | Event::AbsenceSaid(_)
        | Event::BusinessModelDescribed(_)
        | Event::CapabilityClaimed(_)
        | Event::CapabilityEnded(_)
        | Event::AccountsCompared(_) => Resource::Party,
        Event::DiligenceAsked(_)
        | Event::DiligenceFound(_)
        | Event::DiligenceExchanged(_)
        | Event::DiligenceConsented(_)
        | Event::ExchangeOpened(_)
        | Event::ExchangeClosed(_) => Resource::Diligence,
        Event::PackHandedIn(_) | Event::PackTakenBack(_) => Resource::Pack,
        Event::AdviserInvited(_) | Event::AdviserConsented(_) | Event::AdviserRevoked(_) => {
            Resource::AdviserSeat
        }
        Event::CandidateProfiled(_)
        | Event::PairJudged(_)
        | Event::ScoringOpened(_)
        | Event::ReviewerExcused(_)
        | Event::ScoringLocked(_)
        | Event::CriteriaWeighted(_)
        | Event::TrialAgreed(_)
        | Event::TrialDebriefed(_)
        | Event::SelectionConcluded(_) => Resource::Candidate,
        Event::ScoresSubmitted(_) => Resource::Scores,
        Event::RoundDrafted(_)
        | Event::RoundOpened(_)
        | Event::RoundLocked(_)
        | Event::ResultKept(_)
        | Event::ItemsReleased(_)
        | Event::PulseScheduled(_) => Resource::Round,
        Event::AnswersSubmitted(_) | Event::RespondentWithdrew(_) => Resource::OwnAnswers,
        Event::ReleaseConsented(_) => Resource::Release,
        Event::GapConfirmed(_) | Event::GapMisread(_) | Event::GapSettled(_) => Resource::Gap,
        Event::ClauseDrafted(_)
        | Event::ClauseCommented(_)
        | Event::LadderAgreed(_)
        | Event::SplitAgreed(_)
        | Event::DecisionRightAgreed(_)
        | Event::VotingAgreed(_)
        | Event::AdmissionTestAgreed(_)
        | Event::StopRuleAgreed(_)
        | Event::StopRuleReached(_)
        | Event::StopRuleAnswered(_) => Resource::Charter,
        Event::ClauseApproved(_) => Resource::Approval,
        Event::ProjectProposed(_)
        | Event::ProjectStarted(_)
        | Event::ProjectDecided(_)
        | Event::ScopeJudged(_)
        | Event::ProjectPaid(_)
        | Event::ProjectEnded(_)
        | Event::PledgeMade(_)
        | Event::EffortRecorded(_)
        | Event::ContributionMade(_)
        | Event::LeadFound(_)
        | Event::LeadPassed(_)
        | Event::LeadKept(_)
        | Event::ClientRecorded(_) => Resource::Work,
        Event::InterestNoted(_) | Event::BreachFound(_) => Resource::Interest,
        Event::IssueRaised(_)
        | Event::IssueStepped(_)
        | Event::IssueCauseNamed(_)
        | Event::IssueClosed(_)
        | Event::IssueReopened(_) => Resource::Issue,
        Event::DecisionTaken(_) => Resource::Decision,
        Event::ControlPointNamed(_) | Event::ControlPointChecked(_) => Resource::ControlPoint,
        Event::ObligationTaken(_)
        | Event::ObligationDone(_)
        | Event::ObligationMissed(_)
        | Event::MeetingPlanned(_)
        | Event::MeetingHeld(_)
        | Event::MeetingCancelled(_) => Resource::Meeting,
        Event::ThresholdChanged(_) => Resource::Threshold,
        Event::AttemptBegun(_) | Event::AttemptAnswered(_) => Resource::Attempt,
        Event::LeavingEstimated(_) | Event::OwnerDecided(_) => Resource::OwnersPosition,
        Event::DebriefHeld(_) | Event::PlaybookMade(_) | Event::PlaybookApplied(_) => Resource::Learning,
        Event::HandOverAsked(_) | Event::HandedOver(_) | Event::TakenOver(_) => Resource::HandOver,
        Event::HandOverConsented(_) | Event::HandOverRefused(_) => Resource::HandOverConsent,
        Event::NoteMade(_) | Event::FactWithdrawn(_) => Resource::Record,
    }
}

/// The table as text, a line for each resource and action: the golden file of the rights.
pub fn table() -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for &resource in Resource::ALL {
        for &action in Action::ALL {
            let roles: Vec<&str> = allowed(resource, action).iter().map(|role| role.word()).collect();
            let roles = if roles.is_empty() { "nobody".to_owned() } else { roles.join(" ") };
            let _ = writeln!(text, "{:<16} {:<6} {roles}", resource.word(), action.word());
        }
    }
    text
}
