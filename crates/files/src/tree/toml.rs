//! TOML text as a tree.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::limits::DEEPEST;
use super::{Fault, Key, Node, Value};

/// Parses a TOML document.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(errors.iter().map(fault).collect());
    }
    let value = table(document.get_ref(), 0).map_err(|fault| vec![fault])?;
    Ok(Node { span: 0..0, value })
}

fn fault(error: &toml::de::Error) -> Fault {
    let offset = error.span().map_or(0, |span| span.start);
    Fault::new(offset, format!("this is not TOML: {}", error.message().trim_end().replace('\n', ", ")))
}

fn table(entries: &DeTable<'_>, depth: usize) -> Result<Value, Fault> {
    let mut nodes = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let key = Key { name: key.get_ref().to_string(), span: key.span() };
        nodes.push((key, node(value, depth + 1)?));
    }
    nodes.sort_by_key(|(key, _)| key.span.start);
    Ok(Value::Table(nodes))
}

fn node(value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Fault> {
    let span = value.span();
    if depth > DEEPEST {
        return Err(Fault::new(span.start, "lists and tables are nested deeper than 64 levels here"));
    }
    let value = match value.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => integer(number.as_str(), number.radix(), &span)?,
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Value::Float(number),
            Err(_) => return Err(Fault::new(span.start, "this is not a number")),
        },
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(values) => {
            Value::Array(values.iter().map(|value| node(value, depth + 1)).collect::<Result<_, _>>()?)
        }
        DeValue::Table(entries) => table(entries, depth)?,
    };
    Ok(Node { span, value })
}

fn integer(digits: &str, radix: u32, span: &Range<usize>) -> Result<Value, Fault> {
    i64::from_str_radix(digits, radix)
        .map(Value::Integer)
        .map_err(|_| Fault::new(span.start, "this whole number is too large"))
}
