//! The shape of a sheet of questions. It holds answers, so nothing here can be printed.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// A sheet of questions as it comes back.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswersFile {
    /// The round.
    pub round: String,
    /// Who answers.
    pub person: String,
    /// The framework and its version.
    pub framework: String,
    /// The answers by item.
    #[serde(default)]
    pub item: BTreeMap<String, ItemTable>,
    /// Answers in words.
    #[serde(default)]
    pub question: BTreeMap<String, String>,
}

/// The answers to one item. An empty text stands for no answer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemTable {
    /// The own answer.
    #[serde(default)]
    pub answer: Option<Entry>,
    /// The answer about each partner.
    #[serde(default)]
    pub about: BTreeMap<String, Entry>,
    /// What each partner will answer.
    #[serde(default)]
    pub predicted: BTreeMap<String, Entry>,
    /// What the respondent could not live with.
    #[serde(default)]
    pub red_lines: Vec<String>,
    /// How much it matters.
    #[serde(default)]
    pub importance: Option<Cell>,
}

/// A value by its look.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Entry {
    /// A number.
    Number(f64),
    /// A word, a number in quotes, or nothing.
    Word(String),
    /// Several words.
    Words(Vec<String>),
    /// A value for each row or option.
    Rows(BTreeMap<String, Cell>),
}

/// A single value within a table.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Cell {
    /// A number.
    Number(f64),
    /// A word, a number in quotes, or nothing.
    Word(String),
}
