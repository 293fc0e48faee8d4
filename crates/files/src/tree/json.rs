//! JSON text as a tree: JSON by the letter, without comments, trailing commas or repeated names.

use std::collections::HashSet;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions};

use super::{Fault, Key, Node, Value};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Parses a JSON document.
pub(super) fn parse(text: &str) -> Result<Node, Fault> {
    // A byte order mark, as some editors write it, becomes blanks: the places after it stay what they are.
    let blanked = text.strip_prefix('\u{feff}').map(|rest| format!("   {rest}"));
    let text = blanked.as_deref().unwrap_or(text);
    let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &STRICT)
        .map_err(|error| Fault::new(error.range().start, format!("this is not JSON: {}", reason(&error))))?;
    let value = parsed.value.ok_or_else(|| Fault::new(0, "this is not JSON: the text is empty"))?;
    node(&value)
}

fn reason(error: &jsonc_parser::errors::ParseError) -> String {
    let kind = error.kind().to_string();
    let mut letters = kind.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

fn node(value: &ast::Value<'_>) -> Result<Node, Fault> {
    let span = value.start()..value.end();
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::StringLit(literal) => Value::String(literal.value.to_string()),
        ast::Value::NumberLit(literal) => number(literal.value)
            .ok_or_else(|| Fault::new(span.start, "this is not JSON: a number is written 12, -3 or 4.5"))?,
        ast::Value::Array(array) => Value::Array(array.elements.iter().map(node).collect::<Result<_, _>>()?),
        ast::Value::Object(object) => {
            let mut names = HashSet::new();
            let mut entries = Vec::with_capacity(object.properties.len());
            for property in &object.properties {
                let name = property.name.as_str().to_owned();
                let key = Key { name: name.clone(), span: property.start()..property_name_end(property) };
                if !names.insert(name) {
                    return Err(Fault::new(
                        key.span.start,
                        format!("the name `{}` stands here twice", key.name),
                    ));
                }
                entries.push((key, node(&property.value)?));
            }
            Value::Table(entries)
        }
    };
    Ok(Node { span, value })
}

fn property_name_end(property: &ast::ObjectProp<'_>) -> usize {
    match &property.name {
        ast::ObjectPropName::String(literal) => literal.range.end,
        ast::ObjectPropName::Word(literal) => literal.range.end,
    }
}

/// A number by the letter of JSON; a whole number too large for 64 bits becomes a float.
fn number(text: &str) -> Option<Value> {
    match serde_json::from_str::<serde_json::Number>(text).ok()? {
        number if number.is_i64() => number.as_i64().map(Value::Integer),
        number => number.as_f64().map(Value::Float),
    }
}
