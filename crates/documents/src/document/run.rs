//! Runs of text within a paragraph.

use rowlock_analysis::State;

/// A piece of text that is set in one way. Text is always text: no writer takes markup from it.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// As it is.
    Plain {
        /// The text.
        text: String,
    },
    /// Strong.
    Strong {
        /// The text.
        text: String,
    },
    /// Emphasised.
    Emphasis {
        /// The text.
        text: String,
    },
    /// A link to a page or a mail address.
    Link {
        /// The text.
        text: String,
        /// Where it leads: `http`, `https` or `mailto`.
        to: String,
    },
    /// A word in the colour of a state. The word says it too: colour never stands alone.
    State {
        /// The word.
        text: String,
        /// The colour.
        tone: Tone,
    },
}

/// The colour of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Not said aloud.
    Quiet,
    /// Nothing to look at.
    Clear,
    /// Look now.
    Watch,
    /// Act now.
    Alarm,
}

impl Run {
    /// Text as it is.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Plain { text: text.into() }
    }

    /// Strong text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong { text: text.into() }
    }

    /// Emphasised text.
    pub fn emphasis(text: impl Into<String>) -> Self {
        Self::Emphasis { text: text.into() }
    }

    /// Quiet text.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::State { text: text.into(), tone: Tone::Quiet }
    }

    /// A state in its word and its colour.
    pub fn state(state: State) -> Self {
        Self::State { text: state.title().to_owned(), tone: Tone::of(state) }
    }

    /// A link; where it leads elsewhere than to a page or a mail address, its text alone.
    pub fn link(text: impl Into<String>, to: &str) -> Self {
        let leads = ["https://", "http://", "mailto:"];
        let text = text.into();
        if leads.iter().any(|lead| to.starts_with(lead)) && !to.contains(char::is_whitespace) {
            Self::Link { text, to: to.to_owned() }
        } else {
            Self::Plain { text }
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain { text }
            | Self::Strong { text }
            | Self::Emphasis { text }
            | Self::Link { text, .. }
            | Self::State { text, .. } => text,
        }
    }
}

impl Tone {
    fn of(state: State) -> Self {
        match state {
            State::Unknown => Self::Quiet,
            State::Clear => Self::Clear,
            State::Watch => Self::Watch,
            State::Alarm => Self::Alarm,
        }
    }
}
