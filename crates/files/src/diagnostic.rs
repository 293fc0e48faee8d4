//! What is wrong with a file: where it stands, what was found there, what belongs there and how to mend
//! it. A reader reports all problems at once, in the order of the lines.

use std::fmt;

/// The most problems that one reading reports.
pub const MOST: usize = 100;

/// The longest echo of the text at fault, in characters.
const LONGEST_ECHO: usize = 60;

/// One problem in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file's name, as the reader was given it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The table, such as `project "hospital"`; empty for the file as a whole.
    pub place: String,
    /// The field in that table.
    pub field: Option<String>,
    /// What is wrong, as a clause in lower case.
    pub message: String,
    /// The text that was found.
    pub found: Option<String>,
    /// What belongs there.
    pub expected: Option<String>,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem with the file as a whole, reported at its first line.
    pub fn of_file(file: &str, message: impl Into<String>) -> Self {
        Self::at(file, 1, 1, message)
    }

    /// A problem at a line and a column.
    pub fn at(file: &str, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column,
            place: String::new(),
            field: None,
            message: message.into(),
            found: None,
            expected: None,
            hint: None,
        }
    }

    /// Says what text was found, cut to one printable line.
    #[must_use]
    pub fn found(mut self, found: impl AsRef<str>) -> Self {
        self.found = Some(echo(found.as_ref()));
        self
    }

    /// Says what belongs there.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The first line of `text`, without control characters, cut to 60 characters.
pub(crate) fn echo(text: &str) -> String {
    let line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let mut shown: String =
        line.chars().take(LONGEST_ECHO + 1).map(|c| if is_printable(c) { c } else { '\u{fffd}' }).collect();
    let cut = shown.chars().count() > LONGEST_ECHO || text.trim().lines().nth(1).is_some();
    if cut {
        shown = shown.chars().take(LONGEST_ECHO - 4).collect();
        shown.push_str(" ...");
    }
    shown
}

/// Control and direction-changing characters could make a terminal lie about the text.
pub(crate) fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}:{}: ", self.file, self.line)?;
        match (self.place.as_str(), &self.field) {
            ("", None) => {}
            ("", Some(field)) => write!(f, "field `{field}`: ")?,
            (place, None) => write!(f, "{place}: ")?,
            (place, Some(field)) => write!(f, "{place}, field `{field}`: ")?,
        }
        writeln!(f, "{}", self.message)?;
        let notes = [("found:   ", &self.found), ("expected:", &self.expected), ("hint:    ", &self.hint)];
        for (label, note) in notes {
            if let Some(note) = note {
                writeln!(f, "  {label} {note}")?;
            }
        }
        Ok(())
    }
}

/// All problems found in one file, by line. A reader that fails gives at least one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Gathers problems; `None` when there are none.
    pub fn gather(mut problems: Vec<Diagnostic>) -> Option<Self> {
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems.dedup();
        problems.truncate(MOST);
        (!problems.is_empty()).then_some(Self(problems))
    }

    /// Ok when there are no problems.
    pub fn check(problems: Vec<Diagnostic>) -> Result<(), Self> {
        Self::gather(problems).map_or(Ok(()), Err)
    }

    /// The problems in the order of the lines.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many problems there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(problem: Diagnostic) -> Self {
        Self(vec![problem])
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            write!(f, "{problem}")?;
        }
        let file = self.0.first().map_or("", |problem| problem.file.as_str());
        match self.0.len() {
            1 => write!(f, "1 error in {file}"),
            MOST.. => write!(f, "{MOST} errors in {file}; there may be more"),
            count => write!(f, "{count} errors in {file}"),
        }
    }
}

impl std::error::Error for Diagnostics {}
