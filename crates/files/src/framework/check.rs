//! What must hold across a framework file: ids are unique, references lead somewhere, numbers agree.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::charter::FILLED;
use rowlock_core::framework::Measure;

use super::format::{ConfidentialityTable, FormWord, FrameworkFile, ScoringTable, SignalTable};
use super::item;
use crate::diagnostic::{Diagnostic, MOST};
use crate::source::Locator;
use crate::tree::{Node, Value};
use crate::validate::{nearest, one_of};

/// The fewest items behind a band, and the fewest parties from which answers may be called anonymous: what the
/// rule of confidentiality asks for whatever a framework says.
const FEWEST_BEHIND_A_BAND: u32 = 3;
const FEWEST_FOR_ANONYMOUS: u32 = 5;

/// The problems found so far.
pub(super) struct Checks<'a> {
    pub(super) locator: &'a Locator,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Checks<'a> {
    pub(super) fn new(locator: &'a Locator) -> Self {
        Self { locator, problems: Vec::new() }
    }

    pub(super) fn report(&mut self, problem: Diagnostic) {
        if self.problems.len() < MOST {
            self.problems.push(problem);
        }
    }

    /// A problem with the value at a pointer.
    pub(super) fn wrong(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        // To find a line takes time by the length of the text; beyond the last problem told it is not sought.
        if self.problems.len() >= MOST {
            return Diagnostic::of_file(self.locator.file(), message);
        }
        self.locator.diagnostic(pointer, message)
    }

    pub(super) fn file(&mut self, file: &FrameworkFile) {
        let locator = self.locator;
        self.texts(locator.root(), "");
        self.unique(file);
        self.references(file);
        self.scoring(&file.scoring);
        self.clusters(file);
        for (index, signal) in file.signal.iter().enumerate() {
            self.signal(signal, &format!("/signal/{index}/rule"));
        }
        for (a, area) in file.area.iter().enumerate() {
            if area.item.is_empty() {
                self.report(self.wrong(&format!("/area/{a}/item"), "this area has no items"));
            }
            for (i, table) in area.item.iter().enumerate() {
                item::check(self, table, &format!("/area/{a}/item/{i}"));
            }
        }
    }

    /// No text is empty, and no text holds a placeholder that nothing fills.
    fn texts(&mut self, node: &Node, pointer: &str) {
        match &node.value {
            Value::String(text) if text.trim().is_empty() => {
                self.report(self.wrong(pointer, "this text is empty"));
            }
            Value::String(text) => {
                let is_start = pointer.starts_with("/clause/") && pointer.ends_with("/start");
                let known: &[&str] = if is_start { &FILLED } else { &["joint", "partner"] };
                if let Some(unknown) = unknown_placeholder(text, known) {
                    let message = format!("nothing fills the placeholder `{{{unknown}}}`");
                    let known: Vec<String> = known.iter().map(|word| format!("`{{{word}}}`")).collect();
                    let problem = self.wrong(pointer, message).expected(known.join(" or "));
                    self.report(problem);
                }
            }
            Value::Array(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    self.texts(node, &format!("{pointer}/{index}"));
                }
            }
            Value::Table(entries) => {
                for (key, node) in entries {
                    let name = key.name.replace('~', "~0").replace('/', "~1");
                    self.texts(node, &format!("{pointer}/{name}"));
                }
            }
            _ => {}
        }
    }

    fn unique(&mut self, file: &FrameworkFile) {
        let at =
            |list: &'static str, field: &'static str| move |index: usize| format!("/{list}/{index}/{field}");
        self.once("area", file.area.iter().map(|x| x.id.as_str()).enumerate().map(place(at("area", "id"))));
        self.once(
            "clause",
            file.clause.iter().map(|x| x.id.as_str()).enumerate().map(place(at("clause", "id"))),
        );
        self.once(
            "signal",
            file.signal.iter().map(|x| x.id.as_str()).enumerate().map(place(at("signal", "id"))),
        );
        self.once(
            "check",
            file.diligence.iter().map(|x| x.id.as_str()).enumerate().map(place(at("diligence", "id"))),
        );
        self.once(
            "open question",
            file.open_question
                .iter()
                .map(|x| x.id.as_str())
                .enumerate()
                .map(place(at("open_question", "id"))),
        );
        self.once(
            "term",
            file.term.iter().map(|x| x.term.as_str()).enumerate().map(place(at("term", "term"))),
        );
        let items = file.area.iter().enumerate().flat_map(|(a, area)| {
            area.item
                .iter()
                .enumerate()
                .map(move |(i, item)| (item.id.as_str(), format!("/area/{a}/item/{i}/id")))
        });
        self.once("item", items);
    }

    /// Reports every name that stands a second time.
    pub(super) fn once<'n>(&mut self, what: &str, names: impl Iterator<Item = (&'n str, String)>) {
        let mut seen = BTreeSet::new();
        for (name, pointer) in names {
            if !seen.insert(name) {
                let problem = self.wrong(&pointer, format!("an earlier {what} is called so too"));
                self.report(problem.hint("give one of them another name"));
            }
        }
    }

    fn references(&mut self, file: &FrameworkFile) {
        let areas: Vec<&str> = file.area.iter().map(|area| area.id.as_str()).collect();
        let clauses: Vec<&str> = file.clause.iter().map(|clause| clause.id.as_str()).collect();
        let sources: Vec<&str> = file.source.keys().map(String::as_str).collect();
        let items: Vec<&str> =
            file.area.iter().flat_map(|area| &area.item).map(|item| item.id.as_str()).collect();
        for (a, area) in file.area.iter().enumerate() {
            self.known(
                "clause",
                &clauses,
                area.clauses.iter().map(std::borrow::Borrow::borrow),
                &format!("/area/{a}/clauses"),
            );
            for (e, evidence) in area.evidence.iter().enumerate() {
                let pointer = format!("/area/{a}/evidence/{e}/sources");
                self.known(
                    "source",
                    &sources,
                    evidence.sources.iter().map(std::borrow::Borrow::borrow),
                    &pointer,
                );
            }
        }
        for (e, evidence) in file.evidence_general.iter().enumerate() {
            let pointer = format!("/evidence_general/{e}/sources");
            self.known(
                "source",
                &sources,
                evidence.sources.iter().map(std::borrow::Borrow::borrow),
                &pointer,
            );
        }
        for (c, clause) in file.clause.iter().enumerate() {
            self.known(
                "area",
                &areas,
                clause.areas.iter().map(std::borrow::Borrow::borrow),
                &format!("/clause/{c}/areas"),
            );
        }
        for (d, check) in file.diligence.iter().enumerate() {
            self.known(
                "area",
                &areas,
                check.areas.iter().map(std::borrow::Borrow::borrow),
                &format!("/diligence/{d}/areas"),
            );
        }
        for (name, members) in &file.scoring.clusters {
            let pointer = format!("/scoring/clusters/{name}");
            self.known("area", &areas, members.iter().map(std::borrow::Borrow::borrow), &pointer);
        }
        for (s, signal) in file.signal.iter().enumerate() {
            self.one_known("area", &areas, signal.area.as_str(), &format!("/signal/{s}/area"));
            if let Some(item) = &signal.rule.item {
                self.one_known("item", &items, item.as_str(), &format!("/signal/{s}/rule/item"));
            }
        }
    }

    fn known<'n>(&mut self, what: &str, known: &[&str], names: impl Iterator<Item = &'n str>, pointer: &str) {
        for (index, name) in names.enumerate() {
            self.one_known(what, known, name, &format!("{pointer}/{index}"));
        }
    }

    /// Reports a name that nothing is called by.
    pub(super) fn one_known(&mut self, what: &str, known: &[&str], name: &str, pointer: &str) {
        if known.contains(&name) {
            return;
        }
        let problem = self.wrong(pointer, format!("there is no {what} `{name}`"));
        let problem = match nearest(name, known) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None if known.len() <= 12 && !known.is_empty() => problem.expected(one_of(known)),
            None => problem,
        };
        self.report(problem);
    }

    /// The mild band of each pair lies before the severe one.
    fn scoring(&mut self, scoring: &ScoringTable) {
        let pairs = [
            (
                "likert_talk_max_gap",
                scoring.likert_talk_max_gap,
                "likert_aligned_max_gap",
                scoring.likert_aligned_max_gap,
            ),
            (
                "allocation_talk_max",
                scoring.allocation_talk_max,
                "allocation_aligned_max",
                scoring.allocation_aligned_max,
            ),
            (
                "area_gap_mean_distance",
                scoring.area_gap_mean_distance,
                "area_talk_mean_distance",
                scoring.area_talk_mean_distance,
            ),
            ("level_watch_mean", scoring.level_watch_mean, "level_alarm_min", scoring.level_alarm_min),
            ("overclaim_gap", scoring.overclaim_gap, "overclaim_talk", scoring.overclaim_talk),
        ];
        for (upper, high, lower, low) in pairs {
            if high <= low {
                let problem = self.wrong(&format!("/scoring/{upper}"), "these bands are in the wrong order");
                self.report(problem.expected(format!("more than {low}, which is `{lower}`")));
            }
        }
        self.confidentiality(&scoring.confidentiality);
    }

    /// A framework may be stricter than the program's own rule of confidentiality, never looser.
    fn confidentiality(&mut self, rule: &ConfidentialityTable) {
        let looser = [
            (rule.min_items_behind_a_band < FEWEST_BEHIND_A_BAND, "min_items_behind_a_band", "3 or more"),
            (rule.name_outlier, "name_outlier", "false"),
            (!rule.lock_answers_before_any_result, "lock_answers_before_any_result", "true"),
            (
                rule.anonymous_word_allowed_from < FEWEST_FOR_ANONYMOUS,
                "anonymous_word_allowed_from",
                "5 or more",
            ),
        ];
        for (is_looser, field, expected) in looser {
            if is_looser {
                let message = "this is looser than the rule of confidentiality that every round obeys";
                let problem = self.wrong(&format!("/scoring/confidentiality/{field}"), message);
                self.report(problem.expected(expected));
            }
        }
    }

    /// Every area is in one cluster, and a cluster has enough items of the short form to show a band.
    fn clusters(&mut self, file: &FrameworkFile) {
        let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
        let least = file.scoring.confidentiality.min_items_behind_a_band as usize;
        for (name, members) in &file.scoring.clusters {
            let pointer = format!("/scoring/clusters/{name}");
            if !rowlock_core::id::is_id(name) {
                self.report(self.wrong(&pointer, "this cannot stand as an id"));
            }
            for (index, area) in members.iter().enumerate() {
                if let Some(home) = homes.insert(area.as_str(), name) {
                    let message = format!("area `{area}` is in cluster `{home}` already");
                    self.report(self.wrong(&format!("{pointer}/{index}"), message));
                }
            }
            let short = |area: &&super::format::AreaTable| members.contains(&area.id);
            let items = file.area.iter().filter(short).flat_map(|area| &area.item);
            let count = items.filter(|item| item.forms.contains(&FormWord::Short)).count();
            if count < least {
                let message = format!("this cluster has {count} items of the short form");
                let expected = format!("at least {least}, by `min_items_behind_a_band`");
                self.report(self.wrong(&pointer, message).expected(expected));
            }
        }
        for (a, area) in file.area.iter().enumerate() {
            if !homes.contains_key(area.id.as_str()) {
                let problem = self.wrong(&format!("/area/{a}/id"), "this area is in no cluster");
                self.report(problem.hint("name it in one of [scoring.clusters]"));
            }
        }
    }

    /// The numbers of a rule are those that its measure asks for.
    fn signal(&mut self, signal: &SignalTable, pointer: &str) {
        let measure = Measure::from(signal.rule.measure);
        let wanted = measure.numbers();
        for name in signal.rule.numbers.keys().filter(|name| !wanted.contains(&name.as_str())) {
            let place = format!("{pointer}/numbers/{}", name.replace('~', "~0").replace('/', "~1"));
            let problem = self.wrong(&place, format!("`{}` asks for no such number", measure.word()));
            let problem = match nearest(name, wanted) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.expected(one_of(wanted)),
            };
            self.report(problem);
        }
        for name in wanted {
            let place = format!("{pointer}/numbers/{name}");
            match signal.rule.numbers.get(*name) {
                None => self.report(self.wrong(&place, format!("`{}` asks for this number", measure.word()))),
                Some(number) if *number < 0.0 => {
                    self.report(self.wrong(&place, "this number is too small").expected("0 or more"));
                }
                Some(_) => {}
            }
        }
        if measure.reads_answers() && signal.rule.item.is_none() {
            let message = format!("`{}` reads the answers to an item", measure.word());
            self.report(self.wrong(&format!("{pointer}/item"), message).expected("the id of an item"));
        }
    }
}

fn place<'n>(at: impl Fn(usize) -> String) -> impl Fn((usize, &'n str)) -> (&'n str, String) {
    move |(index, name)| (name, at(index))
}

/// The first `{word}` that is none of those known.
fn unknown_placeholder<'t>(text: &'t str, known: &[&str]) -> Option<&'t str> {
    let words = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(word, _)| word));
    words.into_iter().find(|word| !known.contains(word))
}
