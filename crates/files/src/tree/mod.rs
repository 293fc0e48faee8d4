//! A file as a tree: the values of a TOML or JSON text, each with its place in the text, so that every
//! later complaint can name its line.

mod json;
mod limits;
mod toml;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};

/// A value and where it stands in the text, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands. For a TOML table this is its header.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// The name of a field and where it stands in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Range<usize>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// JSON's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Another number; TOML also knows `inf` and `nan`.
    Float(f64),
    /// A text.
    String(String),
    /// A TOML date or time, as it would be written in full.
    Date(String),
    /// A list.
    Array(Vec<Node>),
    /// A table, in the order of the text.
    Table(Vec<(Key, Node)>),
}

impl Node {
    /// The value of a field, if this is a table that has it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entry(name).map(|(_, node)| node)
    }

    /// The key and the value of a field, if this is a table that has it.
    pub fn entry(&self, name: &str) -> Option<(&Key, &Node)> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|(key, _)| key.name == name).map(|(k, n)| (k, n)),
            _ => None,
        }
    }

    /// The value at a JSON pointer such as `/project/3/id`.
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        pointer.split('/').skip(1).try_fold(self, |node, step| match &node.value {
            Value::Array(nodes) => nodes.get(step.parse::<usize>().ok()?),
            _ => node.get(&step.replace("~1", "/").replace("~0", "~")),
        })
    }

    /// The text, if this is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether the name of a file says that it holds JSON; any other file holds TOML.
pub fn is_json(file: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// The most faults of syntax that are told: after one, a parser guesses.
const MOST_FAULTS: usize = 5;

/// Reads a text as a tree. Refuses text that is too long or nested too deeply before parsing it.
pub fn parse(file: &str, text: &str) -> Result<Node, Diagnostics> {
    if text.len() > limits::LONGEST {
        return Err(Diagnostic::of_file(file, "the text is longer than 16 MiB").into());
    }
    let parsed = match limits::depth(text) {
        Err(fault) => Err(vec![fault]),
        Ok(()) if is_json(file) => json::parse(text).map_err(|fault| vec![fault]),
        Ok(()) => toml::parse(text),
    };
    parsed.map_err(|faults| told(file, text, faults))
}

/// The first faults, one for each line.
fn told(file: &str, text: &str, mut faults: Vec<Fault>) -> Diagnostics {
    faults.sort_by_key(|fault| fault.offset);
    let mut problems: Vec<Diagnostic> = Vec::new();
    for fault in faults {
        let (line, column) = line_and_column(text, fault.offset);
        if problems.last().is_some_and(|problem| problem.line == line) {
            continue;
        }
        if problems.len() == MOST_FAULTS {
            break;
        }
        let line_text = text.lines().nth(line - 1).unwrap_or_default();
        let problem = Diagnostic::at(file, line, column, fault.message);
        problems.push(if line_text.trim().is_empty() { problem } else { problem.found(line_text) });
    }
    Diagnostics::gather(problems)
        .unwrap_or_else(|| Diagnostic::of_file(file, "this file cannot be read").into())
}

/// A text that is not TOML or JSON.
struct Fault {
    /// Where, in bytes.
    offset: usize,
    message: String,
}

impl Fault {
    fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { offset, message: message.into() }
    }
}

/// The line and the column, both from 1, of a place in a text.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let line = before.split(|byte| *byte == b'\n').count();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
    // Characters, not bytes: continuation bytes of UTF-8 do not begin one.
    let column = before[start..].iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
    (line, column)
}

/// The tree as a JSON value; dates become strings. A number that JSON cannot hold becomes `null`.
pub fn to_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
        Value::String(text) | Value::Date(text) => text.as_str().into(),
        Value::Array(nodes) => nodes.iter().map(to_json).collect(),
        Value::Table(entries) => {
            entries.iter().map(|(key, node)| (key.name.clone(), to_json(node))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_give_the_same_tree() {
        let toml = parse("a.toml", "on = 2025-01-06\n[[p]]\nid = \"x\"\nn = [1, 2.5, true]\n").unwrap();
        let json =
            parse("a.json", r#"{"on": "2025-01-06", "p": [{"id": "x", "n": [1, 2.5, true]}]}"#).unwrap();
        assert_eq!(to_json(&toml), to_json(&json));
        let Value::Array(tables) = &toml.get("p").unwrap().value else { panic!("not a list") };
        assert_eq!(tables[0].span, 16..21);
    }

    #[test]
    fn faults_name_their_line() {
        for (file, text, line) in [
            ("a.toml", "a = 1\nb = \n", 2),
            ("a.toml", "a = 1\na = 2\n", 2),
            ("a.json", "{\n\"a\": 1,\n\"a\": 2}", 3),
            ("a.json", "{\"a\": 1,}", 1),
            ("a.json", "", 1),
            ("a.json", "{\"a\": 01}", 1),
        ] {
            let first = parse(file, text).unwrap_err().iter().map(|problem| problem.line).next();
            assert_eq!(first, Some(line), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_unread() {
        let deep = "[".repeat(100_000);
        assert!(parse("a.json", &deep).unwrap_err().to_string().contains("64 levels"));
        assert!(parse("a.toml", &format!("a = {deep}")).unwrap_err().to_string().contains("64 levels"));
        let dotted = "a.".repeat(1000) + "a = 1";
        assert!(parse("a.toml", &dotted).unwrap_err().to_string().contains("64 levels"));
    }

    #[test]
    fn dots_within_brackets_are_refused_without_overflow() {
        let key = "a.".repeat(60) + "a";
        let text = format!("{key} = {{").repeat(60) + "a = 1" + &"}".repeat(60);
        assert!(parse("a.toml", &text).unwrap_err().to_string().contains("64 levels"));
        assert!(parse("a.toml", &format!("a = [{text}")).is_err());
    }

    #[test]
    fn several_faults_are_told_the_first_line_first() {
        let faults = parse("a.toml", "a = = 1\nb = 2\nc = = 3\n").unwrap_err();
        assert_eq!(faults.iter().map(|problem| problem.line).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        for (file, text) in [("a.toml", "\u{feff}a = 1"), ("a.json", "\u{feff}{\"a\": 1}")] {
            assert_eq!(to_json(&parse(file, text).unwrap())["a"], 1);
        }
    }
}
