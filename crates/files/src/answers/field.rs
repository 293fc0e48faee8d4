//! The lines of a sheet that are filled in, and values as they stand there.

use std::collections::BTreeMap;
use std::fmt::Display;

use rowlock_core::fact::AnswerValue;
use rowlock_core::framework::{Item, Kind, Options};
use rowlock_core::id::OptionId;

use super::{DONT_KNOW, Sheetwork};

/// Where a value goes: into one line, or into one for each row.
pub(super) enum Field {
    Line(String),
    Rows(Vec<(OptionId, String)>),
}

impl Field {
    /// The lines for `value`, an answer to an item of this kind; empty ones where there is none.
    pub fn of(work: &Sheetwork<'_>, kind: &Kind, value: Option<&AnswerValue>) -> Self {
        let rows = match kind {
            Kind::Allocation { options: rows }
            | Kind::Matrix { rows, .. }
            | Kind::MatrixChoice { rows, .. } => Some(rows),
            Kind::Likert { .. } | Kind::Choice { .. } | Kind::Multi { .. } | Kind::Number { .. } => None,
        };
        match (rows, value) {
            (_, Some(AnswerValue::DontKnow)) => Self::Line(text(DONT_KNOW)),
            (_, Some(AnswerValue::Likert(point))) => Self::Line(point.to_string()),
            (_, Some(AnswerValue::Number(amount))) => Self::Line(number(*amount)),
            (_, Some(AnswerValue::Choice(option))) => Self::Line(text(option.as_str())),
            (_, Some(AnswerValue::Multi(chosen))) => Self::Line(words(chosen)),
            (Some(rows), Some(AnswerValue::Allocation(points))) => {
                Self::rows(work, rows, points, |points| number(*points))
            }
            (Some(rows), Some(AnswerValue::Matrix(points))) => Self::rows(work, rows, points, u8::to_string),
            (Some(rows), Some(AnswerValue::MatrixChoice(chosen))) => {
                Self::rows(work, rows, chosen, |option| text(option.as_str()))
            }
            (Some(rows), None) => Self::rows(work, rows, &BTreeMap::<OptionId, u8>::new(), u8::to_string),
            (None, _) => Self::Line(text("")),
        }
    }

    /// A line for each row there is, and for each that has a value from the days when it was there.
    fn rows<T>(
        work: &Sheetwork<'_>,
        rows: &Options,
        values: &BTreeMap<OptionId, T>,
        show: impl Fn(&T) -> String,
    ) -> Self {
        let mut ids: Vec<OptionId> = work.choices(rows).into_iter().map(|(id, _)| id).collect();
        let more: Vec<_> = values.keys().filter(|id| !ids.contains(id)).cloned().collect();
        ids.extend(more);
        if ids.is_empty() {
            return Self::Line(text(""));
        }
        let value = |id: &OptionId| values.get(id).map_or_else(|| text(""), &show);
        Self::Rows(ids.into_iter().map(|id| (value(&id), id)).map(|(value, id)| (id, value)).collect())
    }
}

/// What a red line of this item looks like; none where it takes none.
pub(super) fn red_line_shape(item: &Item) -> Option<&'static str> {
    let shape = match item.kind {
        Kind::Likert { .. } => "\"low\" (1 and 2) or \"high\" (6 and 7)",
        Kind::Choice { .. } | Kind::Multi { .. } => "words of the question, in quotation marks",
        Kind::MatrixChoice { .. } => "\"line/word\", a line and a word of the question",
        Kind::Allocation { .. } | Kind::Number { .. } | Kind::Matrix { .. } => return None,
    };
    item.redline.then_some(shape)
}

/// A text in quotation marks.
pub(super) fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A text between two lines of three marks, where quotation marks may stand as they like.
pub(super) fn block(written: &str) -> String {
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    if written.contains("''") || written.contains(odd) {
        return text(written);
    }
    let end = if written.is_empty() || written.ends_with('\n') { "" } else { "\n" };
    format!("'''\n{written}{end}'''")
}

/// A list of words.
pub(super) fn words<T: Display>(words: impl IntoIterator<Item = T>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| text(&word.to_string())).collect();
    format!("[{}]", quoted.join(", "))
}

/// A number, without a fraction where it has none.
fn number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        toml::Value::Float(number).to_string()
    }
}
