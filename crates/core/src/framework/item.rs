//! Items: the questions of an area, what may be answered, and how answers are compared.

use crate::fact::{RoundForm, Stage};
use crate::id::{ItemId, OptionId};

/// One question.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own in the framework file")]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What may be answered.
    pub kind: Kind,
    /// What kind of statement an answer is.
    pub role: Role,
    /// The question, with the placeholders `{joint}` and `{partner}`.
    pub text: String,
    /// Whether respondents also predict each partner's answer.
    pub predict: bool,
    /// Whether respondents may mark answers they could not live with.
    pub redline: bool,
    /// Whether a high answer is bad.
    pub reverse: bool,
    /// Whether a release of items leaves it out unless all consent to that.
    pub sensitive: bool,
    /// Whom the answer is about.
    pub target: Target,
    /// How answers are scored.
    pub score: Score,
    /// The stages at which it is asked.
    pub stages: Vec<Stage>,
    /// The forms that hold it.
    pub forms: Vec<RoundForm>,
    /// What a gap usually means.
    pub gap_says: String,
}

/// What kind of statement an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// There is no right answer; people are compared.
    Stance,
    /// Higher is better.
    Level,
    /// Something that can be checked; disagreement is itself a finding.
    Fact,
}

/// What may be answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A point from 1 to 7.
    Likert {
        /// What 1 means.
        low: String,
        /// What 7 means.
        high: String,
    },
    /// One option.
    Choice {
        /// The options.
        options: Options,
        /// Whether their order is a scale.
        ordinal: bool,
        /// Pairs that count as half a match.
        near: Vec<(OptionId, OptionId)>,
    },
    /// Any number of options.
    Multi {
        /// The options.
        options: Options,
    },
    /// One hundred points shared out over the options.
    Allocation {
        /// The options.
        options: Options,
    },
    /// A number.
    Number {
        /// Its unit.
        unit: String,
        /// The least.
        min: f64,
        /// The most.
        max: f64,
        /// How distance is measured.
        kind: Tolerance,
        /// Answers within this are aligned.
        tol: f64,
        /// Answers beyond this are a gap.
        far: f64,
    },
    /// A point from 1 to 7 for each row.
    Matrix {
        /// The rows.
        rows: Options,
        /// What 1 means.
        low: String,
        /// What 7 means.
        high: String,
    },
    /// One option for each row.
    MatrixChoice {
        /// The rows.
        rows: Options,
        /// The options.
        options: Options,
    },
}

/// The options of an item, or the rows of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the record of the alliance adds or replaces.
    pub from: Option<FromRecord>,
    /// Those of the framework; where `from` is given, they stand in while the record has none.
    pub fixed: Vec<Choice>,
}

/// An option or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: OptionId,
    /// Its words.
    pub text: String,
}

/// The part of the record that options are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FromRecord {
    /// The market segments of the joint business.
    Segments,
    /// The capabilities it needs.
    Capabilities,
    /// The parties.
    Parties,
}

/// How the distance of two numbers is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// By their difference.
    Abs,
    /// By their ratio.
    Ratio,
}

/// How answers are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Score {
    /// How close the answers are.
    Agreement,
    /// How high they are.
    Level,
    /// Both.
    AgreementAndLevel,
    /// How well partners predict each other.
    Accuracy,
    /// Whether each need is covered.
    Coverage,
    /// Whether each role is claimed once.
    Claims,
    /// Whether the shares that partners claim add up to more than all.
    Overclaim,
}

/// Whom an answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The respondent.
    Own,
    /// Each partner, with one answer each.
    EachPartner,
}
