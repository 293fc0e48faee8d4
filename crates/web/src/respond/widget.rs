//! The fields of one answer: how a question of each kind is shown, and how what was chosen is read back.

use askama::Template;
use jiff::civil::Date;
use rowlock_analysis::alignment::option_in_words;
use rowlock_core::alliance::Alliance;
use rowlock_core::decide::option_ids;
use rowlock_core::fact::{AnswerValue, capital};
use rowlock_core::framework::{Item, Kind, Options};
use rowlock_core::id::OptionId;

use crate::form::{Fields, typed_number};

/// An option with its words.
pub(crate) struct Choice {
    pub id: OptionId,
    pub text: String,
}

/// The options of an item as they stand on a day, in words.
pub(crate) fn choices(options: &Options, alliance: &Alliance, on: Date) -> Vec<Choice> {
    let text = |id: &OptionId| capital(&option_in_words(options, id, alliance));
    option_ids(options, alliance, on).into_iter().map(|id| Choice { text: text(&id), id }).collect()
}

/// The fields of one answer.
#[derive(Template)]
#[template(path = "respond/widget.html")]
pub(crate) struct Widget<'a> {
    /// The name under which its fields are sent.
    pub name: &'a str,
    /// What it asks, for whoever listens to the page.
    pub label: &'a str,
    /// Whether the label is seen, or only heard.
    pub shows_label: bool,
    /// Whether this is a guess about somebody, which takes less room.
    pub is_small: bool,
    /// Whether one may say that one does not know.
    pub may_not_know: bool,
    kind: &'a Kind,
    rows: Vec<Choice>,
    options: Vec<Choice>,
    fields: &'a Fields,
}

impl<'a> Widget<'a> {
    /// The widget of an item.
    pub fn of(
        item: &'a Item,
        name: &'a str,
        label: &'a str,
        fields: &'a Fields,
        alliance: &Alliance,
        on: Date,
    ) -> Self {
        let listed = |options: &Options| choices(options, alliance, on);
        let (rows, options) = match &item.kind {
            Kind::Choice { options, .. } | Kind::Multi { options } | Kind::Allocation { options } => {
                (Vec::new(), listed(options))
            }
            Kind::Matrix { rows, .. } => (listed(rows), Vec::new()),
            Kind::MatrixChoice { rows, options } => (listed(rows), listed(options)),
            _ => (Vec::new(), Vec::new()),
        };
        Self {
            name,
            label,
            shows_label: false,
            is_small: false,
            may_not_know: true,
            kind: &item.kind,
            rows,
            options,
            fields,
        }
    }

    fn part(&self, id: &OptionId) -> String {
        format!("{}.{id}", self.name)
    }

    fn value(&self, name: &str) -> &str {
        self.fields.text(name)
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.fields.has(name, value)
    }

    /// With its label seen, as where one of several is asked about.
    pub fn labelled(self) -> Self {
        Self { shows_label: true, ..self }
    }

    /// As a guess about somebody else, which may be left out.
    pub fn guess(self) -> Self {
        Self { shows_label: true, is_small: true, may_not_know: false, ..self }
    }

    /// The widget as HTML.
    pub fn shown(&self) -> String {
        self.render().unwrap_or_default()
    }
}

const DONT_KNOW: &str = "dont_know";

/// Reads an answer back; none where nothing was chosen.
///
/// # Errors
/// One sentence on what is wrong.
pub(crate) fn read(item: &Item, name: &str, fields: &Fields) -> Result<Option<AnswerValue>, String> {
    if fields.text(&format!("{name}.unknown")) == "yes" || fields.text(name) == DONT_KNOW {
        return Ok(Some(AnswerValue::DontKnow));
    }
    match &item.kind {
        Kind::Likert { .. } => point(fields.text(name)).map(|point| point.map(AnswerValue::Likert)),
        Kind::Choice { .. } => option(fields.text(name)).map(|option| option.map(AnswerValue::Choice)),
        Kind::Multi { .. } => {
            let chosen = fields.all(name).filter(|text| !text.is_empty());
            let chosen: Result<Vec<_>, _> =
                chosen.map(|text| OptionId::parse(text).map_err(|e| e.to_string())).collect();
            Ok(Some(chosen?).filter(|chosen| !chosen.is_empty()).map(AnswerValue::Multi))
        }
        Kind::Number { min, max, unit, .. } => number(fields.text(name), *min, *max, unit),
        Kind::Allocation { .. } => allocation(&ids_under(name, fields), name, fields),
        Kind::Matrix { .. } => {
            let mut points = std::collections::BTreeMap::new();
            for id in ids_under(name, fields) {
                if let Some(point) = point(fields.text(&format!("{name}.{id}")))? {
                    points.insert(id, point);
                }
            }
            Ok(Some(points).filter(|points| !points.is_empty()).map(AnswerValue::Matrix))
        }
        Kind::MatrixChoice { .. } => {
            let mut chosen = std::collections::BTreeMap::new();
            for id in ids_under(name, fields) {
                if let Some(option) = option(fields.text(&format!("{name}.{id}")))? {
                    chosen.insert(id, option);
                }
            }
            Ok(Some(chosen).filter(|chosen| !chosen.is_empty()).map(AnswerValue::MatrixChoice))
        }
    }
}

/// The rows or options whose fields were sent under a name.
fn ids_under(name: &str, fields: &Fields) -> Vec<OptionId> {
    let prefix = format!("{name}.");
    let parts = fields.names().filter_map(|known| known.strip_prefix(&prefix));
    parts.filter(|part| *part != "unknown").filter_map(|part| OptionId::parse(part).ok()).collect()
}

fn point(text: &str) -> Result<Option<u8>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse() {
        Ok(point @ 1..=7) => Ok(Some(point)),
        _ => Err("Choose a point from 1 to 7.".to_owned()),
    }
}

fn option(text: &str) -> Result<Option<OptionId>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    OptionId::parse(text).map(Some).map_err(|_| "Choose one of the options.".to_owned())
}

fn number(text: &str, min: f64, max: f64, unit: &str) -> Result<Option<AnswerValue>, String> {
    let otherwise = format!("is not a number from {min} to {max} ({unit}).");
    Ok(typed_number(text, (min, max), &otherwise)?.map(AnswerValue::Number))
}

fn allocation(ids: &[OptionId], name: &str, fields: &Fields) -> Result<Option<AnswerValue>, String> {
    let mut points = std::collections::BTreeMap::new();
    for id in ids {
        let text = fields.text(&format!("{name}.{id}"));
        if let Some(number) = typed_number(text, (0.0, 100.0), "is not a number of points from 0 to 100.")? {
            points.insert(id.clone(), number);
        }
    }
    if points.is_empty() {
        return Ok(None);
    }
    let sum: f64 = points.values().sum();
    if (sum - 100.0).abs() > 0.5 {
        return Err(format!("The points should sum to 100; these sum to {sum:.0}."));
    }
    Ok(Some(AnswerValue::Allocation(points)))
}

/// Puts an answer into fields, as if it had just been chosen.
pub(crate) fn fill(fields: &mut Fields, name: &str, answer: &AnswerValue) {
    match answer {
        AnswerValue::Likert(point) => fields.put(name, point.to_string()),
        AnswerValue::Choice(option) => fields.put(name, option.as_str()),
        AnswerValue::Multi(options) => {
            for option in options {
                fields.put(name, option.as_str());
            }
        }
        AnswerValue::Number(number) => fields.put(name, number.to_string()),
        AnswerValue::Allocation(points) => {
            for (id, points) in points {
                fields.put(format!("{name}.{id}"), points.to_string());
            }
        }
        AnswerValue::Matrix(points) => {
            for (id, point) in points {
                fields.put(format!("{name}.{id}"), point.to_string());
            }
        }
        AnswerValue::MatrixChoice(chosen) => {
            for (id, option) in chosen {
                fields.put(format!("{name}.{id}"), option.as_str());
            }
        }
        AnswerValue::DontKnow => {
            fields.put(name, DONT_KNOW);
            fields.put(format!("{name}.unknown"), "yes");
        }
    }
}
