//! The table of an item. Which of its fields belong depends on its type.

use rowlock_core::id::{ItemId, OptionId};

use super::{FormWord, FromRecordWord, KindWord, RoleWord, ScoreWord, StageWord, TargetWord, ToleranceWord};
use crate::case::format::{Id, tables};

tables! {
    /// One question.
    ItemTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: ItemId,
        /// What may be answered.
        r#type: KindWord,
        /// What kind of statement an answer is.
        role: RoleWord,
        /// The question; `{joint}` and `{partner}` stand for names.
        text: String,
        /// What 1 means, for `likert` and `matrix`.
        #[serde(default)]
        low: Option<String>,
        /// What 7 means, for `likert` and `matrix`.
        #[serde(default)]
        high: Option<String>,
        /// The options.
        #[serde(default)]
        options: Vec<ChoiceTable>,
        /// The part of the record that options are taken from.
        #[serde(default)]
        options_from: Option<FromRecordWord>,
        /// The rows of a matrix.
        #[serde(default)]
        rows: Vec<ChoiceTable>,
        /// The part of the record that rows are taken from.
        #[serde(default)]
        rows_from: Option<FromRecordWord>,
        /// Whether the order of the options is a scale, for `choice`.
        #[serde(default)]
        ordinal: Option<bool>,
        /// Pairs of options that count as half a match, for `choice`.
        #[serde(default)]
        #[schemars(with = "Vec<(Id, Id)>")]
        near: Vec<(OptionId, OptionId)>,
        /// The unit of a number.
        #[serde(default)]
        unit: Option<String>,
        /// The least number.
        #[serde(default)]
        min: Option<f64>,
        /// The greatest number.
        #[serde(default)]
        max: Option<f64>,
        /// How the distance of two numbers is measured.
        #[serde(default)]
        tol_kind: Option<ToleranceWord>,
        /// Numbers within this are aligned.
        #[serde(default)]
        tol: Option<f64>,
        /// Numbers beyond this are a gap.
        #[serde(default)]
        far: Option<f64>,
        /// Whether respondents also predict each partner's answer.
        #[serde(default)]
        predict: bool,
        /// Whether respondents may mark answers they could not live with.
        #[serde(default)]
        redline: bool,
        /// Whom the answer is about; the respondent if left out.
        #[serde(default)]
        target: TargetWord,
        /// Whether a high answer is bad.
        #[serde(default)]
        reverse: bool,
        /// Whether it is released only with the consent of all.
        #[serde(default)]
        sensitive: bool,
        /// How answers are scored.
        score: ScoreWord,
        /// The stages at which it is asked.
        stages: Vec<StageWord>,
        /// The forms that hold it.
        forms: Vec<FormWord>,
        /// What a gap usually means.
        gap_says: String,
    }

    /// An option or a row.
    ChoiceTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: OptionId,
        /// Its words.
        text: String,
    }
}
