//! A tree against a JSON Schema, as `schemars` writes it for the types of this crate. Every problem is
//! reported, not the first alone, with the nearest known name where a name is not known.

mod describe;
mod scalar;

pub(crate) use describe::one_of;

use serde_json::Value as Json;

use crate::diagnostic::{Diagnostic, MOST};
use crate::source::Locator;
use crate::tree::{Key, Node, Value};

/// How many references may follow one another without a value in between.
const LONGEST_CHAIN: usize = 32;

/// The most known names that a message lists.
const MOST_NAMES: usize = 12;

/// Checks the locator's tree against a schema; gives the problems found, at most 100.
pub fn validate(locator: &Locator, schema: &Json) -> Vec<Diagnostic> {
    let mut validator = Validator { locator, root: schema, most: MOST, problems: Vec::new() };
    validator.check(locator.root(), schema, "");
    validator.problems
}

struct Validator<'a> {
    locator: &'a Locator,
    root: &'a Json,
    /// How many problems are gathered; with 0 the first ends the search and is not described.
    most: usize,
    problems: Vec<Diagnostic>,
}

impl<'a> Validator<'a> {
    fn report(&mut self, problem: Diagnostic) {
        if self.problems.len() < self.most.max(1) {
            self.problems.push(problem);
        }
    }

    /// Whether nothing more is to be found out.
    fn is_full(&self) -> bool {
        self.problems.len() >= self.most.max(1)
    }

    /// A problem with the value at a pointer. To find its line takes time by the length of the text, which
    /// is spent only where the problem will be told.
    fn problem(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        if self.problems.len() < self.most {
            self.locator.diagnostic(pointer, message)
        } else {
            Diagnostic::of_file(self.locator.file(), message)
        }
    }

    /// Whether a value fits, without saying why not.
    fn fits(&self, node: &Node, schema: &'a Json, pointer: &str) -> bool {
        let mut attempt = Validator { locator: self.locator, root: self.root, most: 0, problems: Vec::new() };
        attempt.check(node, schema, pointer);
        attempt.problems.is_empty()
    }

    fn check(&mut self, node: &Node, schema: &'a Json, pointer: &str) {
        if self.is_full() {
            return;
        }
        let schema = self.resolve(schema);
        if let Some(words) = describe::words(schema) {
            return self.check_word(node, &words, pointer);
        }
        for part in list(schema, "allOf") {
            self.check(node, part, pointer);
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(alternatives) = schema.get(word).and_then(Json::as_array) {
                self.check_alternatives(node, alternatives, pointer);
            }
        }
        if !Self::has_type(node, schema) {
            return self.wrong_type(node, schema, pointer);
        }
        match &node.value {
            Value::Table(entries) => self.check_table(entries, schema, pointer),
            Value::Array(nodes) => self.check_list(nodes, schema, pointer),
            _ => self.check_scalar(node, schema, pointer),
        }
    }

    /// Follows references to the definition.
    fn resolve(&self, mut schema: &'a Json) -> &'a Json {
        for _ in 0..LONGEST_CHAIN {
            let target = schema.get("$ref").and_then(Json::as_str).and_then(|name| name.strip_prefix('#'));
            match target.and_then(|pointer| self.root.pointer(pointer)) {
                Some(next) => schema = next,
                None => break,
            }
        }
        schema
    }

    /// Some types are told apart by the kind of value alone: one must hold, and the problems of an
    /// alternative are told only where it is the one that was meant.
    fn check_alternatives(&mut self, node: &Node, alternatives: &'a [Json], pointer: &str) {
        if alternatives.iter().any(|alternative| self.fits(node, alternative, pointer)) {
            return;
        }
        if self.most == 0 {
            return self.report(Diagnostic::of_file(self.locator.file(), "no alternative fits"));
        }
        let mut meant = Vec::new();
        for alternative in alternatives {
            let most = self.most - self.problems.len().min(self.most);
            let mut attempt =
                Validator { locator: self.locator, root: self.root, most, problems: Vec::new() };
            attempt.check(node, alternative, pointer);
            if !self.is_null(alternative) {
                let like = Self::has_type(node, self.resolve(alternative));
                meant.push((alternative, like, attempt.problems));
            }
        }
        let like = meant.iter().filter(|(_, like, _)| *like).count();
        if meant.len() == 1 || like == 1 {
            let only = meant.len() == 1;
            let problems =
                meant.into_iter().filter(|(_, like, _)| only || *like).flat_map(|(_, _, problems)| problems);
            return self.problems.extend(problems);
        }
        let kinds: Vec<String> = meant.iter().map(|(schema, _, _)| self.describe(schema)).collect();
        let message = format!("{} does not belong here", describe::kind(node));
        let problem = self.problem(pointer, message).expected(describe::either(&kinds));
        self.report(problem);
    }

    fn is_null(&self, schema: &'a Json) -> bool {
        self.resolve(schema).get("type").and_then(Json::as_str) == Some("null")
    }

    fn check_table(&mut self, entries: &[(Key, Node)], schema: &'a Json, pointer: &str) {
        let properties = schema.get("properties").and_then(Json::as_object);
        for (key, node) in entries {
            if self.is_full() {
                return;
            }
            let place = step(pointer, &key.name);
            if let Some(property) = properties.and_then(|properties| properties.get(&key.name)) {
                self.check(node, property, &place);
                continue;
            }
            match schema.get("additionalProperties") {
                Some(Json::Bool(false)) => self.unknown(&key.name, schema, &place),
                Some(values) => self.check(node, values, &place),
                None => {}
            }
        }
        for name in list(schema, "required").iter().filter_map(Json::as_str) {
            if entries.iter().any(|(key, _)| key.name == name) {
                continue;
            }
            let mut problem = self.problem(&step(pointer, name), "this field is missing");
            if let Some(property) = properties.and_then(|properties| properties.get(name)) {
                problem = problem.expected(self.describe(property));
            }
            self.report(problem);
        }
    }

    fn unknown(&mut self, name: &str, schema: &Json, pointer: &str) {
        let known: Vec<&str> = schema
            .get("properties")
            .and_then(Json::as_object)
            .map(|properties| properties.keys().map(String::as_str).collect())
            .unwrap_or_default();
        let mut problem = self.problem(pointer, "this field is not known here");
        problem.field = Some(name.chars().take(40).collect());
        if let Some(near) = nearest(name, &known) {
            problem = problem.hint(format!("did you mean `{near}`?"));
        } else if !known.is_empty() && known.len() <= MOST_NAMES {
            problem = problem.expected(describe::one_of(&known));
        }
        self.report(problem);
    }

    fn check_list(&mut self, nodes: &[Node], schema: &'a Json, pointer: &str) {
        let bound = |word: &str| schema.get(word).and_then(Json::as_u64).map(|count| count as usize);
        let (least, most) = (bound("minItems").unwrap_or(0), bound("maxItems").unwrap_or(usize::MAX));
        if nodes.len() < least || nodes.len() > most {
            let expected = match (least, most) {
                (least, most) if least == most => format!("{least}"),
                (least, usize::MAX) => format!("at least {least}"),
                (0, most) => format!("at most {most}"),
                (least, most) => format!("{least} to {most}"),
            };
            let message = match nodes.len() {
                1 => "this list has 1 entry".to_owned(),
                count => format!("this list has {count} entries"),
            };
            let problem = self.problem(pointer, message).expected(expected);
            self.report(problem);
        }
        let first = list(schema, "prefixItems");
        for (index, node) in nodes.iter().enumerate() {
            if let Some(item) = first.get(index).or_else(|| schema.get("items")) {
                self.check(node, item, &step(pointer, &index.to_string()));
            }
        }
    }
}

fn list<'a>(schema: &'a Json, word: &str) -> &'a [Json] {
    schema.get(word).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// One step further along a JSON pointer.
pub(crate) fn step(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The known name nearest to `name`, if one is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let length = name.chars().count();
    if length > 64 {
        return None;
    }
    known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= length.max(candidate.chars().count()).div_ceil(3))
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str, schema: &Json) -> Vec<Diagnostic> {
        let root = crate::tree::parse("a.toml", text).unwrap();
        validate(&Locator::new("a.toml", text, root), schema)
    }

    #[test]
    fn one_problem_is_told_once_whatever_the_alternatives() {
        let schema = serde_json::json!({ "properties": { "a": { "anyOf": [
            { "type": "string" }, { "type": "number" }, { "type": "boolean" },
        ] } } });
        for (text, count) in [("a = 1.5", 0), ("a = true", 0), ("a = nan", 1), ("a = []", 1)] {
            assert_eq!(problems(text, &schema).len(), count, "{text}");
        }
    }

    #[test]
    fn a_number_beyond_its_width_is_told_at_its_field() {
        let schema = serde_json::json!({ "properties": { "a": { "type": "integer", "format": "uint32", "minimum": 0 } } });
        for (text, count) in [("a = 4294967295", 0), ("a = 4294967296", 1), ("a = -1", 1)] {
            assert_eq!(problems(text, &schema).len(), count, "{text}");
        }
    }
}
