//! What is wrong with the rows of a table: the first problems one by one, the rest by number.

use super::limits::MOST_PROBLEMS;
use super::{Row, Table};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Problems with rows, gathered.
pub(crate) struct Problems<'t> {
    table: &'t Table,
    told: Vec<Diagnostic>,
    more: usize,
    more_from: usize,
}

impl<'t> Problems<'t> {
    pub(crate) fn of(table: &'t Table) -> Self {
        Self { table, told: Vec::new(), more: 0, more_from: 0 }
    }

    /// Adds a problem; past the most that are told it is counted.
    pub(crate) fn add(&mut self, problem: Diagnostic) {
        if self.told.len() < MOST_PROBLEMS {
            self.told.push(problem);
        } else {
            self.more += 1;
            self.more_from = if self.more == 1 { problem.line } else { self.more_from.min(problem.line) };
        }
    }

    /// Ok when there are none.
    pub(crate) fn check(mut self) -> Result<(), Diagnostics> {
        if self.more > 0 {
            let message = format!("from here on there are problems in {} more rows", self.more);
            self.told.push(Diagnostic::at(self.table.file(), self.more_from, 1, message));
        }
        Diagnostics::check(self.told)
    }
}

impl Table {
    /// A problem with one cell.
    pub(crate) fn at(&self, row: &Row, column: usize, message: impl Into<String>) -> Diagnostic {
        let mut problem = Diagnostic::at(self.file(), row.line(), column + 1, message);
        problem.field = self.headings().get(column).cloned();
        let cell = row.cell(column);
        problem.found(if cell.is_empty() { "nothing" } else { cell })
    }
}
