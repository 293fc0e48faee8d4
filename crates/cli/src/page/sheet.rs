//! A sheet of text: headings, paragraphs and lists that wrap to the terminal, in colour only where a terminal
//! shows it. Legible without.

use std::io::IsTerminal;

use textwrap::Options;

/// The widest a line gets, for reading.
const WIDEST: usize = 100;
/// The width where no terminal tells.
const DEFAULT: usize = 88;

/// How a piece of text is set off, on a terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// As it is.
    Plain,
    /// Bold.
    Strong,
    /// Dimmed.
    Quiet,
    /// For clear.
    Clear,
    /// For watch.
    Watch,
    /// For alarm.
    Alarm,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\x1b[1m",
            Self::Quiet => "\x1b[2m",
            Self::Clear => "\x1b[36m",
            Self::Watch => "\x1b[33m",
            Self::Alarm => "\x1b[31m",
        }
    }
}

/// A sheet being written.
pub struct Sheet {
    text: String,
    width: usize,
    colour: bool,
}

impl Sheet {
    /// An empty sheet for standard output.
    pub fn for_output() -> Self {
        let terminal = std::io::stdout().is_terminal();
        let width = if terminal { textwrap::termwidth().min(WIDEST) } else { DEFAULT };
        let colour = terminal && std::env::var_os("NO_COLOR").is_none();
        Self { text: String::new(), width: width.max(40), colour }
    }

    /// The text of the sheet.
    pub fn finish(self) -> String {
        self.text
    }

    /// `text` in `ink`, where there is colour.
    pub fn inked(&self, text: &str, ink: Ink) -> String {
        if self.colour && ink != Ink::Plain {
            format!("{}{text}\x1b[0m", ink.code())
        } else {
            text.to_owned()
        }
    }

    /// A title, underlined.
    pub fn title(&mut self, text: &str) {
        let line = "\u{2500}".repeat(self.width);
        self.push(&self.inked(text, Ink::Strong));
        self.push(&line);
    }

    /// A heading with a blank line before it.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        self.push(&self.inked(text, Ink::Strong));
    }

    /// A paragraph, indented by `indent`.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        self.item(&" ".repeat(indent), indent, text, Ink::Plain);
    }

    /// A quiet paragraph.
    pub fn note(&mut self, indent: usize, text: &str) {
        self.item(&" ".repeat(indent), indent, text, Ink::Quiet);
    }

    /// A paragraph that begins with `lead` and goes on indented by `indent`.
    pub fn item(&mut self, lead: &str, indent: usize, text: &str, ink: Ink) {
        let rest = " ".repeat(indent);
        let options =
            Options::new(self.width).initial_indent(lead).subsequent_indent(&rest).break_words(false);
        for line in textwrap::wrap(text, options) {
            let line = self.inked(line.trim_end(), ink);
            self.push(&line);
        }
    }

    /// A blank line.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line as it stands, without wrapping.
    pub fn line(&mut self, line: &str) {
        self.push(line);
    }
}
