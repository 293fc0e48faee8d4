//! The glossary as a page.

use rowlock_core::framework::Term;

use super::sheet::{Ink, Sheet};

/// The terms with what they mean and which words to avoid.
pub fn glossary(terms: &[&Term]) -> String {
    let mut sheet = Sheet::for_output();
    for (place, term) in terms.iter().enumerate() {
        if place > 0 {
            sheet.blank();
        }
        sheet.item("", 0, &term.term, Ink::Strong);
        sheet.paragraph(2, &term.means);
        sheet.note(2, &format!("Avoid: {}", term.avoid));
    }
    sheet.finish()
}
