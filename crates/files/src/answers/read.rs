//! Reading a sheet that came back: that it is the right one, and then item by item what was answered and what
//! is still to be answered.

use std::collections::BTreeMap;

use rowlock_core::fact::{AnswerValue, ItemAnswer, Sheet};
use rowlock_core::framework::{Item, Target};
use rowlock_core::id::{ItemId, PartyId, QuestionId};

use super::Sheetwork;
use super::format::{AnswersFile, Entry, ItemTable};
use super::value::{Found, Part};
use crate::diagnostic::{Diagnostic, Diagnostics, MOST};
use crate::source::{self, Locator};
use crate::validate::{nearest, one_of, step};

/// The most names that a message lists.
const MOST_NAMES: usize = 12;

/// Reads the answers of `work` from a text.
pub(super) fn read(file: &str, text: &str, work: &Sheetwork<'_>) -> Result<Sheet, Diagnostics> {
    let own = work.party().map_err(|error| Diagnostic::of_file(file, error.to_string()))?;
    let (table, locator) = source::read::<AnswersFile>(file, text).map_err(with_hints)?;
    let mut reader = Reader { work, own, others: work.others(own), locator: &locator, problems: Vec::new() };
    reader.heading(&table);
    // What stands in a file for somebody else would only be told as wrong all over.
    if reader.problems.is_empty() {
        let sheet = Sheet { items: reader.items(&table), open: reader.questions(&table) };
        Diagnostics::check(reader.problems)?;
        return Ok(sheet);
    }
    Diagnostics::check(reader.problems).map(|()| Sheet::default())
}

/// What does not even have the shape of the file was mistyped, or turned by an editor of letters: said where
/// there is no better hint.
fn with_hints(problems: Diagnostics) -> Diagnostics {
    let turned = |c| matches!(c, '\u{2018}'..='\u{201f}');
    let hinted = problems.iter().cloned().map(|problem| match &problem.found {
        _ if problem.hint.is_some() => problem,
        Some(found) if found.contains(turned) => {
            problem.hint("use straight quotation marks, as in answer = \"word\"")
        }
        _ => problem.hint("an answer stands between two quotation marks; leave all else as you got it"),
    });
    Diagnostics::gather(hinted.collect()).unwrap_or(problems)
}

pub(super) struct Reader<'a> {
    pub work: &'a Sheetwork<'a>,
    pub own: &'a PartyId,
    pub others: Vec<&'a PartyId>,
    locator: &'a Locator,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Tells a problem. To find its line takes time by the length of the text, so that no more are looked up
    /// than are told.
    pub fn say(&mut self, at: &str, message: &str, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        if self.problems.len() < MOST {
            self.problems.push(more(self.locator.diagnostic(at, message)));
        }
    }

    /// Tells that a name is not known, with the one that was meant or those there are.
    pub fn unknown(&mut self, at: &str, message: &str, name: &str, known: &[&str]) {
        self.say(at, message, |problem| match nearest(name, known) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None if known.is_empty() => problem.hint("there is none on record yet"),
            None if known.len() <= MOST_NAMES => problem.expected(one_of(known)),
            None => problem.hint("the names stand as they should in the file as you got it"),
        });
    }

    fn heading(&mut self, table: &AnswersFile) {
        let work = self.work;
        let rows = [
            ("/round", "this file was made for another round", &table.round, work.round_id().to_string()),
            ("/person", "this file was made for somebody else", &table.person, work.person.to_string()),
            (
                "/framework",
                "this file was made with another version of the questions",
                &table.framework,
                work.edition(),
            ),
        ];
        for (at, message, found, expected) in rows {
            if *found != expected {
                self.say(at, message, |problem| {
                    problem.expected(expected).hint("get the file of this round anew and answer in that one")
                });
            }
        }
    }

    fn items(&mut self, table: &AnswersFile) -> BTreeMap<ItemId, ItemAnswer> {
        let framework = self.work.framework;
        let asked: Vec<&Item> =
            framework.items_of(self.work.round.drafted.value.form).map(|(_, item)| item).collect();
        let known: Vec<&str> = asked.iter().map(|item| item.id.as_str()).collect();
        for name in table.item.keys().filter(|name| !known.contains(&name.as_str())) {
            self.unknown(&step("/item", name), "this round does not ask such a question", name, &known);
        }
        if table.item.is_empty() && !asked.is_empty() {
            self.say("", "there is no question in this file", |problem| {
                problem.hint("get the file of this round anew, and leave all of it in")
            });
            return BTreeMap::new();
        }
        let mut answers = BTreeMap::new();
        for item in asked {
            let at = format!("/item/{}", item.id);
            let Some(table) = table.item.get(item.id.as_str()) else {
                self.say(&at, "this question is missing in the file", |problem| {
                    problem.hint(format!("put it in again: [item.{}] and the lines below it", item.id))
                });
                continue;
            };
            let answer = self.item(item, table, &at);
            if answer != ItemAnswer::default() {
                answers.insert(item.id.clone(), answer);
            }
        }
        answers
    }

    fn item(&mut self, item: &Item, table: &ItemTable, at: &str) -> ItemAnswer {
        let own = self.own_answer(item, table.answer.as_ref(), &format!("{at}/answer"));
        let about = self.by_party(item, &table.about, Part::About, at);
        let predicted = self.by_party(item, &table.predicted, Part::Predicted, at);
        let red_lines = self.red_lines(item, &table.red_lines, &format!("{at}/red_lines"));
        let importance = table.importance.as_ref();
        let importance = importance.and_then(|cell| self.importance(item, cell, &format!("{at}/importance")));
        ItemAnswer { own, about, predicted, red_lines, importance }
    }

    fn own_answer(&mut self, item: &Item, entry: Option<&Entry>, at: &str) -> Option<AnswerValue> {
        match entry.map_or(Found::Nothing, |entry| self.value(item, entry, Part::Own, at)) {
            Found::Nothing if item.target == Target::Own => {
                self.unanswered(item, at, "this question is not answered");
                None
            }
            Found::Nothing | Found::Wrong => None,
            Found::Value(value) => {
                let answer = Part::Own.answer(None, value.clone());
                self.fits(item, answer, at, Part::Own.way_out()).then_some(value)
            }
        }
    }

    fn by_party(
        &mut self,
        item: &Item,
        entries: &BTreeMap<String, Entry>,
        part: Part,
        at: &str,
    ) -> BTreeMap<PartyId, AnswerValue> {
        let at = format!("{at}/{}", part.name());
        let alliance = self.work.alliance;
        let mut values = BTreeMap::new();
        let mut open = self.others.clone();
        for (name, entry) in entries {
            let at = step(&at, name);
            let known = PartyId::parse(name).ok().filter(|id| alliance.parties.contains_key(id));
            let Some(party) = known.filter(|id| id != self.own) else {
                let others: Vec<&str> = self.others.iter().map(|party| party.as_str()).collect();
                self.unknown(&at, "this is none of the others in this round", name, &others);
                continue;
            };
            let found = self.value(item, entry, part, &at);
            if !matches!(found, Found::Nothing) {
                open.retain(|other| **other != party);
            }
            if let Found::Value(value) = found
                && self.fits(item, part.answer(Some(&party), value.clone()), &at, part.way_out())
            {
                values.insert(party, value);
            }
        }
        if let (Part::About, Target::EachPartner, Some(first)) = (part, item.target, open.first()) {
            let names: Vec<&str> = open.iter().map(|party| party.as_str()).collect();
            self.unanswered(
                item,
                &step(&at, first.as_str()),
                &format!("this is not answered for {}", names.join(", ")),
            );
        }
        values
    }

    fn unanswered(&mut self, item: &Item, at: &str, message: &str) {
        let expected = rowlock_core::decide::shape(&item.kind);
        self.say(at, message, |problem| {
            problem.expected(expected).hint(format!("answer it, or write \"{}\"", super::DONT_KNOW))
        });
    }

    fn questions(&mut self, table: &AnswersFile) -> BTreeMap<QuestionId, String> {
        let questions = &self.work.framework.open_questions;
        let known: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
        let mut answers = BTreeMap::new();
        for (name, written) in &table.question {
            let at = step("/question", name);
            let Some(question) = questions.iter().find(|question| question.id.as_str() == name) else {
                self.unknown(&at, "there is no such question in words", name, &known);
                continue;
            };
            let written = written.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
            if written.is_empty() {
                continue;
            }
            if question.adviser_only && self.work.adviser().is_none() {
                self.say(&at, "this would go to the adviser alone, and the round names none", |problem| {
                    problem.hint("take the line out")
                });
                continue;
            }
            answers.insert(question.id.clone(), written);
        }
        answers
    }
}
