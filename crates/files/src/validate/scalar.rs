//! Single values against a schema: type, word, date, pattern and range.

use serde_json::Value as Json;

use super::{Validator, describe, nearest};
use crate::tree::{Node, Value, is_json};

/// How the case format writes the pattern of an id.
const ID: &str = "^[a-z0-9][a-z0-9_-]{0,63}$";

const DATE_HINT: &str = "dates are written 2025-01-06, without quotes in TOML";

impl<'a> Validator<'a> {
    pub(super) fn has_type(node: &Node, schema: &Json) -> bool {
        let mut types = describe::types(schema).peekable();
        // Without a type it is a choice, which is checked on its own.
        if types.peek().is_none() {
            return true;
        }
        types.any(|name| match &node.value {
            Value::Null => name == "null",
            Value::Bool(_) => name == "boolean",
            Value::Integer(_) => name == "integer" || name == "number",
            Value::Float(_) => name == "number",
            Value::String(_) => name == "string",
            Value::Date(_) => name == "string" && is_date(schema),
            Value::Array(_) => name == "array",
            Value::Table(_) => name == "object",
        })
    }

    pub(super) fn wrong_type(&mut self, node: &Node, schema: &'a Json, pointer: &str) {
        let wanted = self.describe(schema);
        let name = header(pointer);
        let is_row = pointer.rsplit('/').next().is_some_and(is_index);
        let wants = |name: &str| describe::types(schema).any(|own| own == name);
        let hint = match &node.value {
            _ if is_date(schema) => Some(DATE_HINT.to_owned()),
            Value::Date(_) | Value::Integer(_) | Value::Float(_) if wants("string") => {
                Some("put it in quotes".to_owned())
            }
            Value::String(text) if number_or_bool(text, &wants) => Some("write it without quotes".to_owned()),
            _ if is_json(self.locator.file()) || is_row => None,
            Value::Table(_) if wants("array") => Some(format!("write `[[{name}]]` with double brackets")),
            Value::Array(_) if wants("object") => {
                Some(format!("write `[{name}]` once, with single brackets"))
            }
            _ if wants("array") => Some("write it in square brackets, even if it is one".to_owned()),
            _ => None,
        };
        let message = format!("this is {}, not {}", describe::kind(node), without_range(&wanted));
        let mut problem = self.problem(pointer, message).expected(wanted);
        problem.hint = hint;
        self.report(problem);
    }

    pub(super) fn check_word(&mut self, node: &Node, words: &[&str], pointer: &str) {
        let problem = match node.text() {
            Some(text) if words.contains(&text) => return,
            Some(text) => {
                let problem = self.problem(pointer, "this word is not known here");
                match nearest(text, words) {
                    Some(near) => problem.hint(format!("did you mean `{near}`?")),
                    None => problem,
                }
            }
            None => self.problem(pointer, format!("this is {}, not a word", describe::kind(node))),
        };
        self.report(problem.expected(describe::one_of(words)));
    }

    pub(super) fn check_scalar(&mut self, node: &Node, schema: &'a Json, pointer: &str) {
        match &node.value {
            Value::Integer(number) => self.check_range(*number as f64, schema, pointer),
            Value::Float(number) if number.is_finite() => self.check_range(*number, schema, pointer),
            // Where there is no type, the alternatives have told it.
            Value::Float(_) if describe::types(schema).next().is_none() => {}
            Value::Float(_) => {
                let problem = self.problem(pointer, "this number is not finite");
                let problem = problem.expected(self.describe(schema));
                self.report(problem);
            }
            Value::String(text) | Value::Date(text) if is_date(schema) => self.check_date(text, pointer),
            Value::String(text) => self.check_text(text, schema, pointer),
            _ => {}
        }
    }

    fn check_range(&mut self, number: f64, schema: &'a Json, pointer: &str) {
        let bound = |word: &str| schema.get(word).and_then(Json::as_f64);
        let (least, most) = describe::width(schema);
        let low = number < bound("minimum").unwrap_or(least)
            || bound("exclusiveMinimum").is_some_and(|least| number <= least);
        let high = number > bound("maximum").unwrap_or(most)
            || bound("exclusiveMaximum").is_some_and(|most| number >= most);
        if low || high {
            let message = if low { "this number is too small" } else { "this number is too large" };
            let problem = self.problem(pointer, message);
            let problem = match (low, bound("minimum").is_some(), bound("maximum").is_some()) {
                (true, false, _) => problem.expected(format!("{least} or more")),
                (false, _, false) => problem.expected(format!("at most {most}")),
                _ => problem.expected(self.describe(schema)),
            };
            self.report(problem);
        }
    }

    fn check_date(&mut self, text: &str, pointer: &str) {
        // Jiff reads more than a plain date, such as a time of day; the day alone has ten characters.
        if text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok() {
            return;
        }
        let problem = self.problem(pointer, "this is not a date of the calendar");
        self.report(problem.expected("a date").hint(DATE_HINT));
    }

    fn check_text(&mut self, text: &str, schema: &'a Json, pointer: &str) {
        if schema.get("pattern").and_then(Json::as_str) == Some(ID) && !rowlock_core::id::is_id(text) {
            let problem = self.problem(pointer, "this cannot stand as an id");
            self.report(
                problem.expected(
                    "1 to 64 characters from a-z, 0-9, `-` and `_`, beginning with a letter or digit",
                ),
            );
        }
        let length = text.chars().count() as u64;
        let bound = |word: &str| schema.get(word).and_then(Json::as_u64);
        if bound("minLength").is_some_and(|least| length < least) {
            let message = if text.is_empty() { "this text is empty" } else { "this text is too short" };
            let problem = self.problem(pointer, message);
            self.report(problem);
        }
        if let Some(most) = bound("maxLength").filter(|most| length > *most) {
            let problem = self.problem(pointer, "this text is too long");
            self.report(problem.expected(format!("at most {most} characters")));
        }
    }
}

/// The TOML header of the table at a pointer.
fn header(pointer: &str) -> String {
    let names: Vec<&str> = pointer.split('/').skip(1).filter(|step| !is_index(step)).collect();
    names.join(".")
}

fn is_index(step: &str) -> bool {
    step.parse::<usize>().is_ok()
}

fn is_date(schema: &Json) -> bool {
    schema.get("format").and_then(Json::as_str) == Some("date")
}

fn number_or_bool(text: &str, wants: &impl Fn(&str) -> bool) -> bool {
    let number = (wants("integer") || wants("number")) && text.parse::<f64>().is_ok();
    number || wants("boolean") && matches!(text, "true" | "false")
}

fn without_range(wanted: &str) -> &str {
    for whole in ["a whole number", "a number"] {
        if wanted.starts_with(whole) && !wanted.contains(" or a") {
            return whole;
        }
    }
    wanted
}
