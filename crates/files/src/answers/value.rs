//! Single values of a sheet: what was written, by the type of the item that it answers.

use rowlock_core::decide::{option_ids, shape, unfit_answers};
use rowlock_core::fact::{AnswerValue, ItemAnswer, RedLine, Sheet};
use rowlock_core::framework::{Item, Kind, Options, Target};
use rowlock_core::id::{OptionId, PartyId};

use super::field::red_line_shape;
use super::format::{Cell, Entry};
use super::read::Reader;
use super::typed::whole;
use super::{DONT_KNOW, typed};

/// What stands in a field.
pub(super) enum Found {
    /// No answer.
    Nothing,
    /// Something that cannot be read; it has been told.
    Wrong,
    /// A value of the item's type, which may still lie beyond its bounds.
    Value(AnswerValue),
}

/// A part of an answer that has values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Own,
    About,
    Predicted,
}

impl Part {
    /// The field that holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "answer",
            Self::About => "about",
            Self::Predicted => "predicted",
        }
    }

    /// An answer that has `value` in this part, about `party` where it is about one.
    pub fn answer(self, party: Option<&PartyId>, value: AnswerValue) -> ItemAnswer {
        let mut answer = ItemAnswer::default();
        match (self, party) {
            (Self::About, Some(party)) => answer.about = [(party.clone(), value)].into(),
            (Self::Predicted, Some(party)) => answer.predicted = [(party.clone(), value)].into(),
            _ => answer.own = Some(value),
        }
        answer
    }

    /// What to write when there is nothing to say.
    pub fn way_out(self) -> &'static str {
        match self {
            Self::Own | Self::About => "where you do not know, write \"dont_know\"",
            Self::Predicted => "a prediction may stay empty: \"\"",
        }
    }
}

impl Reader<'_> {
    /// Reads an entry by the type of the item that it answers.
    pub fn value(&mut self, item: &Item, entry: &Entry, part: Part, at: &str) -> Found {
        let looked = match (&item.kind, entry) {
            (_, Entry::Word(word)) if word.trim().is_empty() => return Found::Nothing,
            (_, Entry::Word(word)) if word.trim() == DONT_KNOW => Some(AnswerValue::DontKnow),
            (Kind::Likert { .. } | Kind::Number { .. }, Entry::Number(number)) => {
                Some(AnswerValue::Number(*number))
            }
            (Kind::Likert { .. } | Kind::Number { .. }, Entry::Word(word)) => match word.trim().parse() {
                Ok(number) => Some(AnswerValue::Number(number)),
                Err(_) => return self.misshapen(item, part, at),
            },
            (Kind::Choice { options, .. }, Entry::Word(word)) => {
                self.option(options, word, &[DONT_KNOW], at).map(AnswerValue::Choice)
            }
            (Kind::Multi { options }, Entry::Word(word)) => {
                self.several(options, word.split(','), |_| at.to_owned())
            }
            (_, Entry::Words(words))
                if !words.is_empty() && words.iter().all(|word| word.trim().is_empty()) =>
            {
                return Found::Nothing;
            }
            (Kind::Multi { options }, Entry::Words(words)) => {
                self.several(options, words.iter().map(String::as_str), |index| format!("{at}/{index}"))
            }
            (_, Entry::Rows(cells)) => return self.rows(item, cells, part, at),
            _ => return self.misshapen(item, part, at),
        };
        looked.map_or(Found::Wrong, |value| Found::Value(typed(&item.kind, value)))
    }

    /// Whether the core takes this part of an answer, where the rest of it is sound.
    pub fn fits(&mut self, item: &Item, mut answer: ItemAnswer, at: &str, hint: &str) -> bool {
        if item.target == Target::Own && answer.own.is_none() {
            answer.own = Some(AnswerValue::DontKnow);
        }
        let sheet = Sheet { items: [(item.id.clone(), answer)].into(), ..Sheet::default() };
        let (work, form) = (self.work, self.work.round.drafted.value.form);
        let unfit = unfit_answers(&sheet, self.own, form, work.alliance, work.framework, work.on);
        for unfit in &unfit {
            self.misfit(at, &unfit.expected, hint);
        }
        unfit.is_empty()
    }

    pub fn misshapen(&mut self, item: &Item, part: Part, at: &str) -> Found {
        self.misfit(at, shape(&item.kind), part.way_out());
        Found::Wrong
    }

    fn misfit(&mut self, at: &str, expected: &str, hint: &str) {
        self.say(at, "this does not fit the question", |problem| problem.expected(expected).hint(hint));
    }

    /// The option of this name; `else_there` may stand in its place.
    pub fn option(
        &mut self,
        options: &Options,
        name: &str,
        else_there: &[&str],
        at: &str,
    ) -> Option<OptionId> {
        self.one_of(options, name, else_there, "this is none of the words of the question", at)
    }

    /// The row of this name.
    pub fn row(&mut self, rows: &Options, name: &str, at: &str) -> Option<OptionId> {
        self.one_of(rows, name, &[], "this is none of the lines of the question", at)
    }

    fn one_of(
        &mut self,
        options: &Options,
        name: &str,
        else_there: &[&str],
        message: &str,
        at: &str,
    ) -> Option<OptionId> {
        let ids = option_ids(options, self.work.alliance, self.work.on);
        let found = ids.iter().find(|id| id.as_str() == name.trim()).cloned();
        if found.is_none() {
            let known: Vec<&str> =
                ids.iter().map(OptionId::as_str).chain(else_there.iter().copied()).collect();
            self.unknown(at, message, name.trim(), &known);
        }
        found
    }

    /// Options, each once; no answer when one of them is not known.
    fn several<'w>(
        &mut self,
        options: &Options,
        names: impl Iterator<Item = &'w str>,
        at: impl Fn(usize) -> String,
    ) -> Option<AnswerValue> {
        let mut chosen = Some(Vec::new());
        for (index, name) in names.enumerate().filter(|(_, name)| !name.trim().is_empty()) {
            match (self.option(options, name, &[], &at(index)), &mut chosen) {
                (None, _) => chosen = None,
                (Some(option), Some(chosen)) if !chosen.contains(&option) => chosen.push(option),
                (Some(_), _) => {}
            }
        }
        chosen.map(AnswerValue::Multi)
    }

    /// Red lines, each once; those that cannot be read are told and left out.
    pub fn red_lines(&mut self, item: &Item, words: &[String], at: &str) -> Vec<RedLine> {
        let mut lines = Vec::new();
        for (index, word) in words.iter().enumerate().filter(|(_, word)| !word.trim().is_empty()) {
            let at = format!("{at}/{index}");
            let line = match (red_line_shape(item), &item.kind, word.trim()) {
                (None, ..) => {
                    self.misfit(&at, "none: this question takes no red line", "take it out");
                    None
                }
                (Some(_), Kind::Likert { .. }, "low") => Some(RedLine::Low),
                (Some(_), Kind::Likert { .. }, "high") => Some(RedLine::High),
                (Some(_), Kind::Choice { options, .. } | Kind::Multi { options }, word) => {
                    self.option(options, word, &[], &at).map(RedLine::Option)
                }
                (Some(_), Kind::MatrixChoice { rows, options }, word)
                    if let Some((row, option)) = word.split_once('/') =>
                {
                    let row = self.row(rows, row, &at);
                    let option = self.option(options, option, &[], &at);
                    row.zip(option).map(|(row, option)| RedLine::Cell(row, option))
                }
                (Some(expected), ..) => {
                    self.misfit(&at, expected, "red lines may stay empty: []");
                    None
                }
            };
            lines.extend(line.filter(|line| !lines.contains(line)));
        }
        lines
    }

    /// How much the question matters.
    pub fn importance(&mut self, item: &Item, cell: &Cell, at: &str) -> Option<u8> {
        let importance = match cell {
            Cell::Word(word) if word.trim().is_empty() => return None,
            Cell::Word(word) => word.trim().parse().ok().and_then(whole),
            Cell::Number(number) => whole(*number),
        };
        // What is no whole number is told as one that lies off the scale.
        let importance = Some(importance.unwrap_or(0));
        let answer = ItemAnswer { importance, ..ItemAnswer::default() };
        self.fits(item, answer, at, "the importance may stay empty: \"\"").then_some(importance).flatten()
    }
}
