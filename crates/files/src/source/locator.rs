//! Finds the line, the table and the field of a value in a text.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::tree::{Key, Node, Value, line_and_column};

/// The fields that name a table, the most telling first.
const NAMES: [&str; 5] = ["id", "name", "party", "person", "term"];

/// The longest name of a table that a message repeats, in characters.
const LONGEST_NAME: usize = 40;

/// A text with its tree.
#[derive(Debug, Clone)]
pub struct Locator {
    file: String,
    text: String,
    root: Node,
}

impl Locator {
    /// A locator over a text and the tree that was parsed from it.
    pub fn new(file: &str, text: &str, root: Node) -> Self {
        Self { file: file.to_owned(), text: text.to_owned(), root }
    }

    /// The tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// A problem with the value at a JSON pointer such as `/project/3/decision/0/by`. Where the pointer
    /// leads to nothing, the problem stands at the table that lacks the field.
    pub fn diagnostic(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        let trail = self.follow(pointer);
        let (line, column) = line_and_column(&self.text, trail.offset);
        let mut problem = Diagnostic::at(&self.file, line, column, message);
        problem.place = trail.place;
        problem.field = trail.field;
        match trail.echo.and_then(|span| self.text.get(span)) {
            Some(text) => problem.found(text),
            None => problem,
        }
    }

    fn follow(&self, pointer: &str) -> Trail {
        let mut trail = Trail::default();
        let mut list: Option<&Key> = None;
        let mut node = &self.root;
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            match &node.value {
                Value::Table(_) => {
                    let Some((key, next)) = node.entry(&step) else {
                        return trail.lacks(step);
                    };
                    trail.enter(key, next);
                    (node, list) = (next, Some(key));
                }
                Value::Array(nodes) => {
                    let found = step.parse::<usize>().ok().and_then(|index| Some((index, nodes.get(index)?)));
                    let Some((index, next)) = found else { return trail };
                    trail.enter_row(list.map_or("row", |key| key.name.as_str()), index, next);
                    node = next;
                }
                _ => return trail,
            }
        }
        trail
    }
}

/// What is known of a place, step by step.
#[derive(Default)]
struct Trail {
    place: String,
    /// Whether the last part of `place` is a bare name, to which a table within is joined by a dot.
    bare: bool,
    field: Option<String>,
    offset: usize,
    echo: Option<Range<usize>>,
}

impl Trail {
    fn enter(&mut self, key: &Key, node: &Node) {
        self.offset = key.span.start;
        self.echo = None;
        match &node.value {
            Value::Table(_) => {
                let separator = if self.bare { "." } else { ", " };
                self.push(separator, &shorten(&key.name));
                (self.bare, self.field) = (true, None);
            }
            // Tables with a header of their own are no single stretch of text.
            Value::Array(nodes) if nodes.iter().any(|node| matches!(node.value, Value::Table(_))) => {
                self.field = Some(shorten(&key.name));
            }
            _ => {
                self.field = Some(shorten(&key.name));
                self.echo = Some(key.span.start..node.span.end);
            }
        }
    }

    fn enter_row(&mut self, list: &str, index: usize, node: &Node) {
        self.offset = node.span.start;
        if !matches!(node.value, Value::Table(_)) {
            self.echo = Some(node.span.clone());
            return;
        }
        let name = NAMES.iter().find_map(|field| node.get(field)?.text());
        let part = match name {
            Some(name) => format!("{} \"{}\"", shorten(list), shorten(name)),
            None => format!("{} {}", shorten(list), index + 1),
        };
        self.push(", ", &part);
        (self.bare, self.field, self.echo) = (false, None, None);
    }

    fn lacks(mut self, field: String) -> Self {
        self.echo = None;
        self.field = Some(field);
        self
    }

    fn push(&mut self, separator: &str, part: &str) {
        if !self.place.is_empty() {
            self.place.push_str(separator);
        }
        self.place.push_str(part);
    }
}

fn shorten(name: &str) -> String {
    let printable = name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    printable.take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[alliance]\nname = \"x\"\n\n[[project]]\nid = \"hospital\"\nwords = [1, 2]\n\
                        \n[[project.decision]]\nby = \"a\"\n[project.test.more]\nn = 1\n";

    fn at(pointer: &str) -> (usize, String, Option<String>) {
        let root = crate::tree::parse("a.toml", TEXT).unwrap();
        let problem = Locator::new("a.toml", TEXT, root).diagnostic(pointer, "");
        (problem.line, problem.place, problem.field)
    }

    #[test]
    fn places_are_named() {
        let field = |name: &str| Some(name.to_owned());
        assert_eq!(at(""), (1, String::new(), None));
        assert_eq!(at("/alliance/name"), (2, "alliance".into(), field("name")));
        assert_eq!(at("/alliance/currency"), (1, "alliance".into(), field("currency")));
        assert_eq!(at("/project/0"), (4, "project \"hospital\"".into(), None));
        assert_eq!(at("/project/0/words/1"), (6, "project \"hospital\"".into(), field("words")));
        assert_eq!(at("/project/0/decision/0"), (8, "project \"hospital\", decision 1".into(), None));
        assert_eq!(
            at("/project/0/decision/0/on"),
            (8, "project \"hospital\", decision 1".into(), field("on"))
        );
        assert_eq!(at("/project/0/test/more/n"), (11, "project \"hospital\", test.more".into(), field("n")));
    }
}
