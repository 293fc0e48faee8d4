//! What can go wrong, with its hint and its exit status.

use std::io::Write;
use std::process::ExitCode;

use rowlock_files::diagnostic::Diagnostics;
use rowlock_files::record::RecordError;

/// A failure of a command.
pub enum Failure {
    /// A file is wrong; everything that is wrong with it.
    File(Diagnostics),
    /// A record was changed or cut off.
    Record(RecordError),
    /// Something in the way of the user's wish, with a hint.
    User {
        /// What.
        message: String,
        /// What to do.
        hint: String,
    },
    /// The reader of our output went away.
    ClosedPipe,
    /// Something failed that should not.
    Internal(anyhow::Error),
}

impl Failure {
    /// A failure that the user can mend.
    pub fn user(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::User { message: message.into(), hint: hint.into() }
    }

    /// Says it on standard error and gives the exit status.
    pub fn report(self) -> ExitCode {
        let mut out = std::io::stderr().lock();
        let (text, status) = match self {
            Self::File(problems) => (problems.to_string(), 1),
            Self::Record(error) => (format!("error: {error}\n  hint: {}", error.hint()), 3),
            Self::User { message, hint } => (format!("error: {message}\n  hint: {hint}"), 1),
            Self::ClosedPipe => return ExitCode::SUCCESS,
            Self::Internal(error) => (format!("error: something failed that should not: {error:#}"), 4),
        };
        let _ = writeln!(out, "{}", text.trim_end());
        ExitCode::from(status)
    }
}

impl From<Diagnostics> for Failure {
    fn from(problems: Diagnostics) -> Self {
        Self::File(problems)
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Internal(error.into()),
        }
    }
}
