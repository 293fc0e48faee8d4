//! Why a fact may not stand on the record, with the field it is about and a way out.

use jiff::civil::Date;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It refers to something that is not on the record or in the framework.
    #[error("there is no {what} \u{201c}{found}\u{201d}")]
    Unknown {
        /// The field.
        field: &'static str,
        /// What kind of thing.
        what: String,
        /// The id that was given.
        found: String,
        /// The ids that are there.
        known: Vec<String>,
    },
    /// It would begin something that is there already.
    #[error("the {what} \u{201c}{found}\u{201d} is there already")]
    AlreadyThere {
        /// The field.
        field: &'static str,
        /// What kind of thing.
        what: String,
        /// The id that was given.
        found: String,
    },
    /// A value is outside what it may be.
    #[error("{field} is {found}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// What was given.
        found: String,
        /// What would do.
        expected: String,
    },
    /// It would hold before what it builds on.
    #[error("{found} is too early: {since} on {earliest}")]
    TooEarly {
        /// The field.
        field: &'static str,
        /// The day that was given.
        found: Date,
        /// What it builds on.
        since: String,
        /// The first day that would do.
        earliest: Date,
    },
    /// It does not fit the state of things.
    #[error("{why}")]
    NotNow {
        /// The field.
        field: &'static str,
        /// Why.
        why: String,
        /// The way out.
        hint: String,
    },
    /// A day, a text or a list in it is beyond what a record keeps.
    #[error("{} is {found}", if place.is_empty() { "it" } else { place })]
    TooMuch {
        /// The field, as the fact spells it.
        place: String,
        /// What was found.
        found: String,
        /// What would do.
        expected: String,
    },
}

impl Refusal {
    pub(crate) fn unknown<'a, K: AsKey + 'a>(
        field: &'static str,
        what: &str,
        found: &str,
        known: impl IntoIterator<Item = &'a K>,
    ) -> Self {
        let known = known.into_iter().map(|key| key.key().to_owned()).collect();
        Self::Unknown { field, what: what.to_owned(), found: found.to_owned(), known }
    }

    pub(crate) fn there(field: &'static str, what: &str, found: &str) -> Self {
        Self::AlreadyThere { field, what: what.to_owned(), found: found.to_owned() }
    }

    pub(crate) fn too_early(field: &'static str, found: Date, since: &str, earliest: Date) -> Self {
        Self::TooEarly { field, found, since: since.to_owned(), earliest }
    }

    pub(crate) fn not_now(field: &'static str, why: impl Into<String>, hint: &str) -> Self {
        Self::NotNow { field, why: why.into(), hint: hint.to_owned() }
    }

    /// The same refusal, about another field.
    pub(crate) fn about(mut self, new: &'static str) -> Self {
        if let Self::Unknown { field, .. } = &mut self {
            *field = new;
        }
        self
    }

    /// The field it is about.
    pub fn field(&self) -> &str {
        match self {
            Self::TooMuch { place, .. } => place,
            Self::Unknown { field, .. }
            | Self::AlreadyThere { field, .. }
            | Self::OutOfRange { field, .. }
            | Self::TooEarly { field, .. }
            | Self::NotNow { field, .. } => field,
        }
    }
}

/// An id as a key, for the list of those that are there.
pub(crate) trait AsKey {
    fn key(&self) -> &str;
}

impl<T: std::borrow::Borrow<str>> AsKey for T {
    fn key(&self) -> &str {
        self.borrow()
    }
}
