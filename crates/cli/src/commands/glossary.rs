//! `rowlock glossary`: what a term means, and which words to avoid.

use std::path::Path;

use rowlock_core::framework::Term;

use crate::arguments::Format;
use crate::failure::Failure;
use crate::input;
use crate::json;
use crate::page;

/// Runs it.
pub fn run(asked: &str, framework: Option<&Path>, format: Format) -> Result<(), Failure> {
    let framework = input::framework(framework)?;
    let wanted = asked.trim().to_lowercase();
    let terms: Vec<&Term> =
        framework.terms.iter().filter(|term| term.term.to_lowercase().contains(&wanted)).collect();
    if terms.is_empty() {
        let meant = framework.terms.iter().find(|term| term.means.to_lowercase().contains(&wanted));
        let hint = meant.map_or_else(
            || "`rowlock glossary` lists all terms".to_owned(),
            |term| format!("the word stands under \u{201c}{}\u{201d}", term.term),
        );
        return Err(Failure::user(format!("the glossary has no term \u{201c}{asked}\u{201d}"), hint));
    }
    match format {
        Format::Text => super::print(&page::glossary(&terms)),
        Format::Json => super::print_json(&json::glossary(&terms)),
    }
}
