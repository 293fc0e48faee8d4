//! Values and schemas in words, for messages.

use serde_json::Value as Json;

use super::Validator;
use crate::tree::{Node, Value};

/// What a value is.
pub(super) fn kind(node: &Node) -> &'static str {
    match node.value {
        Value::Null => "`null`",
        Value::Bool(_) => "true or false",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number",
        Value::String(_) => "a text",
        Value::Date(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// The words of an enumeration: `enum`, `const`, or `oneOf` of these.
pub(super) fn words(schema: &Json) -> Option<Vec<&str>> {
    if let Some(word) = schema.get("const") {
        return Some(vec![word.as_str()?]);
    }
    if let Some(all) = schema.get("enum") {
        return all.as_array()?.iter().map(Json::as_str).collect();
    }
    let all: Option<Vec<Vec<&str>>> = schema.get("oneOf")?.as_array()?.iter().map(words).collect();
    Some(all?.concat())
}

/// "`a`, `b` or `c`", with what it is called in front when there are several.
pub(crate) fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    if quoted.len() > 2 { format!("one of {}", either(&quoted)) } else { either(&quoted) }
}

/// "a, b or c", each once.
pub(super) fn either(parts: &[String]) -> String {
    let first = |(index, part): &(usize, &String)| !parts[..*index].contains(part);
    let once: Vec<&str> = parts.iter().enumerate().filter(first).map(|(_, part)| part.as_str()).collect();
    match once.as_slice() {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

impl<'a> Validator<'a> {
    /// What a schema asks for.
    pub(super) fn describe(&self, schema: &'a Json) -> String {
        let schema = self.resolve(schema);
        if let Some(words) = words(schema) {
            return one_of(&words);
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(alternatives) = schema.get(word).and_then(Json::as_array) {
                let parts: Vec<String> = alternatives
                    .iter()
                    .filter(|alternative| !self.is_null(alternative))
                    .map(|alternative| self.describe(alternative))
                    .collect();
                return either(&parts);
            }
        }
        let parts: Vec<String> =
            types(schema).filter(|name| *name != "null").map(|name| describe_type(name, schema)).collect();
        either(&parts)
    }
}

/// The types that a schema allows; none when it allows all.
pub(super) fn types(schema: &Json) -> impl Iterator<Item = &str> {
    let named = schema.get("type");
    let many = named.and_then(Json::as_array).into_iter().flatten();
    named.filter(|types| types.is_string()).into_iter().chain(many).filter_map(Json::as_str)
}

fn describe_type(name: &str, schema: &Json) -> String {
    match name {
        "boolean" => "true or false".to_owned(),
        "integer" => format!("a whole number{}", range(schema)),
        "number" => format!("a number{}", range(schema)),
        "string" if schema.get("format").and_then(Json::as_str) == Some("date") => "a date".to_owned(),
        "string" if schema.get("pattern").is_some() => "a short name in lower case".to_owned(),
        "string" => "a text".to_owned(),
        "array" => "a list".to_owned(),
        "object" => "a table".to_owned(),
        _ => name.to_owned(),
    }
}

/// The bounds of a number by the width of its type, which the schema of a type of 32 bits leaves unsaid.
pub(super) fn width(schema: &Json) -> (f64, f64) {
    match schema.get("format").and_then(Json::as_str) {
        Some("int32") => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Some("uint32") => (0.0, f64::from(u32::MAX)),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

/// The bounds of a number, in words.
pub(super) fn range(schema: &Json) -> String {
    // Widths such as `uint32` need no mention: nobody writes that many.
    let bound =
        |word: &str| schema.get(word).filter(|bound| bound.as_f64().is_some_and(|b| b.abs() < 60000.0));
    match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => format!(" from {} to {}", plain(least), plain(most)),
        (Some(least), None) => format!(", {} or more", plain(least)),
        (None, Some(most)) => format!(", {} or less", plain(most)),
        (None, None) => String::new(),
    }
}

fn plain(bound: &Json) -> String {
    bound.as_f64().map_or_else(|| bound.to_string(), |bound| bound.to_string())
}
