//! The words of a framework file, each standing for a value of the core.

use rowlock_core::fact::{RoundForm, Stage};
use rowlock_core::framework::{
    ClauseTier, Engine, Fit, FromRecord, Measure, Role, Rule, Score, Seen, Strength, Tolerance,
};

/// Writes an enumeration of words and what each stands for.
macro_rules! mirrors {
    ($($(#[$meta:meta])* $name:ident for $core:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)* }

        impl From<$name> for $core {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$variant,)* }
            }
        }
    )*};
}

crate::case::format::words! {
    /// What may be answered.
    KindWord {
        /// A point from 1 to 7.
        Likert,
        /// One option.
        Choice,
        /// Any number of options.
        Multi,
        /// One hundred points shared out.
        Allocation,
        /// A number.
        Number,
        /// A point for each row.
        Matrix,
        /// An option for each row.
        MatrixChoice,
    }

    /// Who may read the answer to an open question.
    VisibilityWord {
        /// The adviser alone.
        AdviserOnly,
        /// The parties, when all consent.
        ReleaseByConsent,
    }
}

/// Whom an answer is about.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub enum TargetWord {
    /// The respondent.
    #[default]
    #[serde(rename = "self")]
    Own,
    /// Each partner, with one answer each.
    #[serde(rename = "each_partner")]
    EachPartner,
}

mirrors! {
    /// What a difference in an area means.
    RuleWord for Rule {
        /// A gap is a problem until it is closed.
        MustAgree = "must_agree",
        /// Partners may differ if it is stated.
        MustBeKnown = "must_be_known",
        /// Difference is the point.
        ShouldDiffer = "should_differ",
        /// Higher is better.
        MustBeHigh = "must_be_high",
    }

    /// How much stands behind a finding.
    StrengthWord for Strength {
        /// A meta-analysis or systematic review.
        Strong = "strong",
        /// Several primary studies.
        Moderate = "moderate",
        /// One or two primary studies, or theory and one case.
        Limited = "limited",
        /// A survey by a firm, expert practice or a rule.
        Practitioner = "practitioner",
        /// A single story.
        Anecdotal = "anecdotal",
    }

    /// How much of a source was read.
    SeenWord for Seen {
        /// Its abstract.
        Abstract = "abstract",
        /// A part.
        Excerpt = "excerpt",
        /// What another source says of it.
        Secondary = "secondary",
        /// Nothing; it must be checked.
        Memory = "memory",
    }

    /// What kind of statement an answer is.
    RoleWord for Role {
        /// There is no right answer.
        Stance = "stance",
        /// Higher is better.
        Level = "level",
        /// Something that can be checked.
        Fact = "fact",
    }

    /// The part of the record that options are taken from.
    FromRecordWord for FromRecord {
        /// The market segments.
        Segments = "alliance.segments",
        /// The capabilities needed.
        Capabilities = "alliance.capabilities",
        /// The parties.
        Parties = "alliance.parties",
    }

    /// How the distance of two numbers is measured.
    ToleranceWord for Tolerance {
        /// By their difference.
        Abs = "abs",
        /// By their ratio.
        Ratio = "ratio",
    }

    /// How answers are scored.
    ScoreWord for Score {
        /// How close they are.
        Agreement = "agreement",
        /// How high they are.
        Level = "level",
        /// Both.
        AgreementAndLevel = "agreement+level",
        /// How well partners predict each other.
        Accuracy = "accuracy",
        /// Whether each need is covered.
        Coverage = "coverage",
        /// Whether each role is claimed once.
        Claims = "claims",
        /// Whether claimed shares exceed the whole.
        Overclaim = "overclaim",
    }

    /// A stage at which an item is asked.
    StageWord for Stage {
        /// Partners are being considered.
        Considering = "select",
        /// Partners are settling the terms.
        Forming = "form",
        /// The joint business runs.
        Running = "run",
    }

    /// A form of a round.
    FormWord for RoundForm {
        /// The short form.
        Short = "short",
        /// All items.
        Full = "full",
        /// A few items, often.
        Pulse = "pulse",
        /// Looking back, in words.
        Debrief = "debrief",
    }

    /// A form of alliance that a clause fits.
    FitWord for Fit {
        /// Independent firms under a contract.
        Contract = "contract",
        /// A joint entity.
        Entity = "entity",
    }

    /// How early a clause is wanted.
    TierWord for ClauseTier {
        /// In a first charter.
        Starter = "starter",
        /// In a full one.
        Full = "full",
    }

    /// An engine of the verdict.
    EngineWord for Engine {
        /// What partners want.
        Alignment = "alignment",
        /// What partners do.
        Drift = "drift",
        /// What they quarrel about.
        Issues = "issues",
        /// Who holds the keys.
        Control = "control",
    }

    /// A method of measuring a signal.
    MeasureWord for Measure {
        /// Share of hours on projects that failed or skipped the admission test.
        OffScopeShare = "off_scope_share",
        /// Projects with hours and no admission.
        SkippedAdmission = "skipped_admission",
        /// Outside interests found and not declared.
        UndeclaredInterest = "undeclared_interest",
        /// Share of leads that did not come to the joint business.
        LeadLeakage = "lead_leakage",
        /// Share of pledged hours not worked.
        PledgeGap = "pledge_gap",
        /// Own work that went first.
        PriorityInversion = "priority_inversion",
        /// Share of needs that one party alone covers.
        SingleCover = "single_cover",
        /// The answer to an item, falling.
        FairnessSlide = "fairness_slide",
        /// Share of decisions not taken as the charter says.
        OffCharterDecisions = "off_charter_decisions",
        /// Control points that the lead party lost.
        FounderControl = "founder_control",
        /// Share of clients whose contact one party holds.
        ClientConcentration = "client_concentration",
        /// Issues that spread, return and pile up.
        IssueSpread = "issue_spread",
        /// Days that issues stay open beyond their day.
        IssueAge = "issue_age",
        /// Meetings and pulses missed.
        Silence = "silence",
        /// The answer to an item, against what partners predicted.
        WouldNotStartAgain = "would_not_start_again",
        /// A stop rule that is near or reached.
        StopRule = "stop_rule",
    }
}
