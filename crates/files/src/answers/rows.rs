//! Values that have a line for each row: points shared out, points by row, options by row.

use std::collections::BTreeMap;

use rowlock_core::decide::{option_ids, shape};
use rowlock_core::fact::AnswerValue;
use rowlock_core::framework::{Item, Kind};
use rowlock_core::id::OptionId;

use super::format::Cell;
use super::read::Reader;
use super::value::{Found, Part};
use super::{DONT_KNOW, typed};
use crate::validate::step;

/// What the lines of one value came to.
#[derive(Default)]
struct Lines {
    points: BTreeMap<OptionId, f64>,
    chosen: BTreeMap<OptionId, OptionId>,
    /// The rows with nothing in them.
    open: Vec<OptionId>,
    /// A line that says that the respondent does not know.
    unknown: Option<String>,
    wrong: bool,
}

impl Reader<'_> {
    /// Reads the lines of a value. A row whose answer is not known stays out of it; when that holds for all of
    /// them, the value is not known.
    pub fn rows(&mut self, item: &Item, cells: &BTreeMap<String, Cell>, part: Part, at: &str) -> Found {
        let (Kind::Allocation { options: rows }
        | Kind::Matrix { rows, .. }
        | Kind::MatrixChoice { rows, .. }) = &item.kind
        else {
            return self.misshapen(item, part, at);
        };
        let open = option_ids(rows, self.work.alliance, self.work.on);
        let mut lines = Lines { open, ..Lines::default() };
        for (name, cell) in cells {
            let at = step(at, name);
            match self.row(rows, name, &at) {
                Some(row) => self.line(item, row, cell, part, at, &mut lines),
                None => lines.wrong = true,
            }
        }
        self.together(item, lines, part, at)
    }

    fn line(&mut self, item: &Item, row: OptionId, cell: &Cell, part: Part, at: String, lines: &mut Lines) {
        if matches!(cell, Cell::Word(word) if word.trim().is_empty()) {
            return;
        }
        lines.open.retain(|other| *other != row);
        let number = match (&item.kind, cell) {
            (_, Cell::Word(word)) if word.trim() == DONT_KNOW => {
                lines.unknown = Some(at);
                return;
            }
            (Kind::MatrixChoice { options, .. }, Cell::Word(word)) => {
                match self.option(options, word, &[DONT_KNOW], &at) {
                    Some(option) => drop(lines.chosen.insert(row, option)),
                    None => lines.wrong = true,
                }
                return;
            }
            (Kind::MatrixChoice { .. }, Cell::Number(_)) => None,
            (_, Cell::Number(number)) => Some(*number),
            (_, Cell::Word(word)) => word.trim().parse().ok(),
        };
        if let Some(number) = number {
            lines.points.insert(row, number);
        } else {
            self.misshapen(item, part, &at);
            lines.wrong = true;
        }
    }

    fn together(&mut self, item: &Item, lines: Lines, part: Part, at: &str) -> Found {
        let shared_out = matches!(item.kind, Kind::Allocation { .. });
        let empty = lines.points.is_empty() && lines.chosen.is_empty();
        match (lines.unknown, lines.open.first()) {
            _ if lines.wrong => return Found::Wrong,
            (None, _) if empty => return Found::Nothing,
            (Some(_), _) if empty => return Found::Value(AnswerValue::DontKnow),
            (Some(unknown), _) if shared_out => {
                self.say(&unknown, "the points are shared out on other lines", |problem| {
                    problem.hint("leave this line empty, or write \"dont_know\" on all of them")
                });
                return Found::Wrong;
            }
            (None, Some(first)) if !shared_out && part != Part::Predicted => {
                let names: Vec<&str> = lines.open.iter().map(OptionId::as_str).collect();
                let message = format!("this is not answered for {}", names.join(", "));
                self.say(&step(at, first.as_str()), &message, |problem| {
                    problem.expected(shape(&item.kind)).hint(part.way_out())
                });
                return Found::Wrong;
            }
            _ => {}
        }
        Found::Value(match item.kind {
            Kind::MatrixChoice { .. } => AnswerValue::MatrixChoice(lines.chosen),
            _ => typed(&item.kind, AnswerValue::Allocation(lines.points)),
        })
    }
}
