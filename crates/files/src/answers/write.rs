//! Writing a sheet: who asks and why, the rule of confidentiality, and then question by question what may be
//! answered and the lines to fill in.

use std::collections::BTreeMap;

use rowlock_core::fact::{AnswerValue, ItemAnswer, RedLine, Sheet};
use rowlock_core::framework::{Item, Kind, OpenQuestion, Options, Target};
use rowlock_core::id::PartyId;

use super::field::{Field, block, red_line_shape, text, words};
use super::note::{list, note, plain};
use super::{NoQuestions, Sheetwork};

/// How to fill the file in, before the first question.
const HOW: [&str; 6] = [
    "Open this file with an editor for plain text. Lines that begin with # are there to be read. Write each answer \
     between the quotation marks: answer = \"5\", or answer = \"word\" with one of the words that stand on the left \
     below the question.",
    "Answer every question. Where you do not know, write \"dont_know\": that is an answer too, and on one line of \
     several it stands for all that are empty. The file is taken as a whole or not at all; until it is finished, \
     save it and go on later.",
    "predicted: what you think that each of the others will answer for themselves. red_lines: answers that you \
     could not live with, as in [\"word\", \"word\"]. Both may stay as they are.",
    "Where there are questions to answer in your own words, they come last. Write between the two lines of three \
     marks.",
    "This file is not sealed: whoever opens it can read it. Send it back by the way you got it, and to none of \
     the others. Your answers are sealed as soon as the file is taken in.",
    "If something does not fit, you are told the line and what to write there, and nothing is lost.",
];

/// Writes the questions of `work`, with the answers on `sheet`.
pub(super) fn write(work: &Sheetwork<'_>, sheet: &Sheet) -> Result<String, NoQuestions> {
    let own = work.party()?;
    let mut writer = Writer { work, others: work.others(own), out: String::new() };
    writer.head(own)?;
    let form = work.round.drafted.value.form;
    let count = work.framework.items_of(form).count();
    for (index, (area, item)) in work.framework.items_of(form).enumerate() {
        writer.out.push('\n');
        writer.say(&format!("Question {} of {count} ({})", index + 1, area.name));
        writer.item(item, sheet.items.get(&item.id).unwrap_or(&ItemAnswer::default()));
    }
    writer.open_questions(sheet);
    Ok(writer.out)
}

struct Writer<'a> {
    work: &'a Sheetwork<'a>,
    others: Vec<&'a PartyId>,
    out: String,
}

impl Writer<'_> {
    fn say(&mut self, text: &str) {
        note(&mut self.out, "", text);
    }

    /// A question, which may begin with a name in the framework's words.
    fn ask(&mut self, text: &str) {
        let text = self.work.spoken(text);
        let mut letters = text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase).collect::<String>();
        self.say(&(first + letters.as_str()));
    }

    fn line(&mut self, name: &str, value: &str, remark: &str) {
        let remark = plain(remark);
        let remark = if remark.is_empty() { remark } else { format!("  # {remark}") };
        self.out.push_str(&format!("{name} = {value}{remark}\n"));
    }

    fn head(&mut self, own: &PartyId) -> Result<(), NoQuestions> {
        let work = self.work;
        let drafted = &work.round.drafted.value;
        let rule =
            work.round.rule(work.on).ok_or_else(|| NoQuestions::NotOpen { round: drafted.round.clone() })?;
        let alliance = work.alliance;
        self.say(&format!(
            "Questions of {} to {}, who answers for {}",
            alliance.name,
            work.person,
            alliance.party_name(own)
        ));
        self.say("");
        let minutes = work.framework.rounds.minutes(drafted.form);
        note(&mut self.out, "Who asks:    ", &drafted.asked_by);
        note(&mut self.out, "Why:         ", &drafted.why);
        note(&mut self.out, "It takes:    ", &format!("about {minutes} minutes"));
        note(&mut self.out, "Who sees it: ", &rule.shown);
        if let Some(adviser) = &rule.adviser {
            note(&mut self.out, "The adviser: ", adviser.as_str());
        }
        self.say("");
        self.say("The others in this round, by the short names that stand in this file:");
        let others = self.others.iter().map(|party| (party.as_str(), alliance.party_name(party)));
        list(&mut self.out, others);
        for paragraph in HOW {
            self.say("");
            self.say(paragraph);
        }
        self.out.push('\n');
        self.line("round", &text(drafted.round.as_str()), "");
        self.line("person", &text(work.person.as_str()), "");
        self.line("framework", &text(&work.edition()), "");
        Ok(())
    }

    fn item(&mut self, item: &Item, answer: &ItemAnswer) {
        self.ask(&item.text);
        self.choices_of(&item.kind);
        if item.sensitive {
            self.say("This question is sensitive: answers to it are shown by a consent of their own only.");
        }
        self.out.push_str(&format!("[item.{}]\n", item.id));
        match item.target {
            Target::Own => self.value("answer", item, answer.own.as_ref(), ""),
            Target::EachPartner => self.by_party("about", item, &answer.about),
        }
        if item.predict && (item.target == Target::Own || !answer.predicted.is_empty()) {
            self.by_party("predicted", item, &answer.predicted);
        }
        if let Some(shape) = red_line_shape(item) {
            self.red_lines(&answer.red_lines, shape);
        }
        if let Some(importance) = answer.importance {
            self.line("importance", &importance.to_string(), "from 1 (little) to 5 (very much)");
        }
    }

    /// What may be answered.
    fn choices_of(&mut self, kind: &Kind) {
        let work = self.work;
        match kind {
            Kind::Likert { low, high } => self.ends("Write a point from 1 to 7", low, high),
            Kind::Choice { options, .. } => self.options("Write one of these words:", options),
            Kind::Multi { options } => {
                self.options(
                    "Write any of these words, as in [\"one\", \"another\"]; [] is none of them:",
                    options,
                );
            }
            Kind::Allocation { options } => {
                self.options("Share out 100 points; what is left empty gets none:", options);
            }
            Kind::Number { unit, min, max, .. } => {
                self.say(&format!("Write a number from {min} to {max} ({})", work.spoken(unit)));
            }
            Kind::Matrix { rows, low, high } => {
                self.ends("Write a point from 1 to 7 in each line", low, high);
                self.options("The lines are:", rows);
            }
            Kind::MatrixChoice { rows, options } => {
                self.options("Write one of these words in each line:", options);
                self.options("The lines are:", rows);
            }
        }
    }

    fn ends(&mut self, what: &str, low: &str, high: &str) {
        let (low, high) = (self.work.spoken(low), self.work.spoken(high));
        self.say(&format!("{what}:"));
        list(&mut self.out, [("1", low.as_str()), ("7", high.as_str())]);
    }

    fn options(&mut self, what: &str, options: &Options) {
        let choices = self.work.choices(options);
        if choices.is_empty() {
            return self.say("There is nothing on record yet to answer with: write \"dont_know\".");
        }
        self.say(what);
        list(&mut self.out, choices.iter().map(|(id, words)| (id.as_str(), words.as_str())));
    }

    /// The lines for each of the others, and for whom else there are answers.
    fn by_party(&mut self, name: &str, item: &Item, values: &BTreeMap<PartyId, AnswerValue>) {
        let others = self.others.clone();
        let more = values.keys().filter(|party| !others.contains(party));
        for party in others.iter().copied().chain(more) {
            let who = self.work.alliance.party_name(party);
            self.value(&format!("{name}.{party}"), item, values.get(party), who);
        }
    }

    fn value(&mut self, name: &str, item: &Item, value: Option<&AnswerValue>, remark: &str) {
        match Field::of(self.work, &item.kind, value) {
            Field::Line(value) => self.line(name, &value, remark),
            Field::Rows(rows) => {
                for (row, value) in rows {
                    self.line(&format!("{name}.{row}"), &value, "");
                }
            }
        }
    }

    fn red_lines(&mut self, lines: &[RedLine], shape: &str) {
        let lines = lines.iter().map(|line| match line {
            RedLine::Low => "low".to_owned(),
            RedLine::High => "high".to_owned(),
            RedLine::Option(option) => option.to_string(),
            RedLine::Cell(row, option) => format!("{row}/{option}"),
        });
        let lines = words(lines);
        self.line("red_lines", &lines, shape);
    }

    fn open_questions(&mut self, sheet: &Sheet) {
        let work = self.work;
        let form = work.round.drafted.value.form;
        let has_adviser = work.adviser().is_some();
        let mut questions: Vec<&OpenQuestion> = work.framework.open_questions_of(form, has_adviser).collect();
        // What a sheet holds on other questions is kept: it can come from a case file.
        let readable = work.framework.open_questions.iter().filter(|one| has_adviser || !one.adviser_only);
        for question in readable.filter(|one| sheet.open.contains_key(&one.id)) {
            if !questions.iter().any(|known| known.id == question.id) {
                questions.push(question);
            }
        }
        if questions.is_empty() {
            return;
        }
        self.out.push('\n');
        self.say("In your own words, as far as you like");
        self.out.push_str("[question]\n");
        for question in questions {
            self.out.push('\n');
            self.ask(&question.text);
            if question.adviser_only {
                self.say("This goes to the named adviser alone.");
            }
            let written = sheet.open.get(&question.id).map_or("", String::as_str);
            let block = block(written);
            self.line(question.id.as_str(), &block, "");
        }
    }
}
