//! The JSON of `glossary`.

use rowlock_core::framework::Term;
use serde::Serialize;

/// One term of the JSON of `glossary`.
#[derive(Serialize)]
pub struct TermJson<'a> {
    term: &'a str,
    means: &'a str,
    avoid: &'a str,
}

/// The JSON of `glossary`.
pub fn glossary<'a>(terms: &[&'a Term]) -> Vec<TermJson<'a>> {
    terms.iter().map(|term| TermJson { term: &term.term, means: &term.means, avoid: &term.avoid }).collect()
}
