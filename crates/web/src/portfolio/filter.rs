//! What somebody asks of their portfolio: a filter that stands whole in the address.

use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::Held;

/// The states of a seat that can be asked for: the word, and what it says.
pub(crate) const ENTRIES: [(&str, &str); 3] =
    [("ready", "Ready"), ("waiting", "Waiting for consent"), ("paused", "Paused")];

/// A filter; what is empty asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    /// A stage in a word.
    pub stage: String,
    /// Whether it may be entered: a word of [`ENTRIES`].
    pub state: String,
    /// A verdict as pages say it.
    pub verdict: String,
    /// `yes`: with a signal at alarm.
    pub alarms: String,
    /// `yes`: in a conflict with another.
    pub conflict: String,
    /// A text in the name or the next step.
    pub text: String,
}

impl Filter {
    /// Whether it asks for anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it lets a row through. Of a row whose case may not be seen only what its row says counts.
    pub fn lets(&self, held: &Held, today: Date) -> bool {
        let summary = &held.row.summary;
        let entry = held.state(today);
        let text = self.text.trim().to_lowercase();
        let has = |said: &str| said.to_lowercase().contains(&text);
        let open = (self.stage.is_empty() || self.stage == summary.stage)
            && (self.state.is_empty() || self.state == entry.0)
            && (text.is_empty() || has(&summary.name) || held.is_seen() && has(&summary.next_step));
        let asks = !self.verdict.is_empty() || !self.alarms.is_empty() || !self.conflict.is_empty();
        let inner = held.is_seen()
            && (self.verdict.is_empty() || self.verdict == summary.verdict)
            && (self.alarms.is_empty() || summary.alarms > 0)
            && (self.conflict.is_empty() || held.conflicts > 0);
        open && (inner || !asks)
    }

    /// Its parts, by their names in an address.
    pub fn parts(&self) -> [(&'static str, &str); 6] {
        [
            ("stage", &self.stage),
            ("state", &self.state),
            ("verdict", &self.verdict),
            ("alarms", &self.alarms),
            ("conflict", &self.conflict),
            ("text", &self.text),
        ]
    }

    /// It as the query of an address, without the question mark.
    pub fn query(&self) -> String {
        let said = self.parts().into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = said
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect();
        pairs.join("&")
    }

    /// A path with it.
    pub fn to(&self, path: &str) -> String {
        if self.is_empty() { path.to_owned() } else { format!("{path}?{}", self.query()) }
    }
}
