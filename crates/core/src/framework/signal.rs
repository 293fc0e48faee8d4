//! Signals of drift: what is watched, in words for people and as a rule for the machine.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::id::{AreaId, ItemId, SignalId};

/// A measured fact that may mean drift.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// Its id.
    pub id: SignalId,
    /// Its name.
    pub name: String,
    /// The area it speaks to.
    pub area: AreaId,
    /// What is measured, in words.
    pub measure: String,
    /// When to look, in words.
    pub watch: String,
    /// When to act, in words.
    pub alarm: String,
    /// The records it is measured on, in words.
    pub source_data: String,
    /// The same as a rule.
    pub rule: SignalRule,
}

/// How a signal is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalRule {
    /// The method.
    pub measure: Measure,
    /// The part of the verdict that it speaks for.
    pub speaks_for: Engine,
    /// The item whose answers it reads.
    pub item: Option<ItemId>,
    /// The numbers that the method asks for, by name.
    pub numbers: BTreeMap<SmolStr, f64>,
}

/// A part of the verdict for which a signal may speak. The fifth part, fit, has no signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// What partners want.
    Alignment,
    /// What partners do.
    Drift,
    /// What they quarrel about.
    Issues,
    /// Who holds the keys.
    Control,
}

impl Engine {
    /// The part as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alignment => "alignment",
            Self::Drift => "drift",
            Self::Issues => "issues",
            Self::Control => "control",
        }
    }
}

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident = $word:literal [$($number:literal),* $(,)?],)*) => {
        /// A method of measuring a signal.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure { $($(#[$doc])* $name,)* }

        impl Measure {
            /// All methods.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word for it in a framework file.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The names of the numbers it asks for.
            pub fn numbers(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($number),*],)* }
            }
        }
    };
}

measures! {
    /// Share of hours on projects that failed or skipped the admission test.
    OffScopeShare = "off_scope_share" ["window_days", "watch", "alarm_factor", "rising_months"],
    /// Projects with hours and no admission.
    SkippedAdmission = "skipped_admission" ["window_days", "watch", "alarm"],
    /// Outside interests that were found and not declared.
    UndeclaredInterest = "undeclared_interest" ["watch", "alarm"],
    /// Share of leads that ought to have come to the joint business and did not.
    LeadLeakage = "lead_leakage" ["window_days", "watch", "alarm", "concentrated_from"],
    /// Share of pledged hours that were not worked.
    PledgeGap = "pledge_gap" ["window_days", "watch", "alarm", "periods"],
    /// Own work that went before the joint work.
    PriorityInversion = "priority_inversion" ["window_days", "watch", "alarm"],
    /// Share of needed capabilities that one party alone covers.
    SingleCover = "single_cover" ["watch"],
    /// The answer to an item, falling.
    FairnessSlide = "fairness_slide" ["watch_drop", "watch_below", "alarm_at"],
    /// Share of decisions that were not taken as the charter says.
    OffCharterDecisions = "off_charter_decisions" ["window_days", "watch", "alarm"],
    /// Control points that the lead party no longer holds.
    FounderControl = "founder_control" ["watch_lost", "alarm_lost"],
    /// Share of clients whose contact one party holds.
    ClientConcentration = "client_concentration" ["watch", "alarm"],
    /// Issues that spread over relationships, return and pile up.
    IssueSpread = "issue_spread" [
        "window_days", "watch_relationships", "alarm_relationships", "alarm_reopened",
        "months_opened_exceeds_closed",
    ],
    /// Days that issues stay open beyond their day.
    IssueAge = "issue_age" ["watch_days_late", "alarm_days_late"],
    /// Meetings and pulses missed.
    Silence = "silence" ["window_days", "watch", "alarm"],
    /// The answer to an item, against what partners predicted.
    WouldNotStartAgain = "would_not_start_again" ["watch_below", "alarm_at", "predicted_from"],
    /// A stop rule that is near or reached.
    StopRule = "stop_rule" ["watch_days_before"],
}

impl Measure {
    /// Whether it reads the answers to an item, which the rule then must name.
    pub fn reads_answers(self) -> bool {
        matches!(self, Self::FairnessSlide | Self::WouldNotStartAgain)
    }
}
