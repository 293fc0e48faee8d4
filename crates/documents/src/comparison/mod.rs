//! Candidates side by side: what they bring and cost, what they can do against what is needed, how they fit, how
//! they were scored, and how far diligence is. As a document to hand round, and as a list for a spreadsheet.

mod page;
mod rows;

use jiff::civil::Date;
use rowlock_analysis::fit::FitKind;
use rowlock_core::fact::Finding;

use crate::document::Document;
use crate::sheet::Sheet;

/// What is compared. It holds no more than may be shown to whoever the document is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// For what somebody is sought, such as the name of an alliance.
    pub title: String,
    /// The day of which it speaks.
    pub on: Date,
    /// The currency; may be empty.
    pub currency: String,
    /// What is needed.
    pub needs: Vec<ComparedNeed>,
    /// The criteria, with how much each counts, as a share of 1.
    pub criteria: Vec<(String, Option<f64>)>,
    /// The candidates, in the order in which they are to stand.
    pub candidates: Vec<Compared>,
}

/// One thing that is needed.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedNeed {
    /// The capability.
    pub capability: String,
    /// The level that counts, 1 to 7.
    pub level: u8,
}

/// One candidate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compared {
    /// The name.
    pub name: String,
    /// What they are and bring, in words; may be empty.
    pub profile: String,
    /// Hours a month.
    pub hours: Option<f64>,
    /// Cost a month.
    pub cost: Option<f64>,
    /// The level at each need, in their order; none where it is not known.
    pub levels: Vec<Option<u8>>,
    /// What was found on their fit, in words.
    pub fit: Vec<(FitKind, String)>,
    /// The score on each criterion, 1 to 7, in their order; none where it is not known.
    pub scores: Vec<Option<f64>>,
    /// What the scores amount to with their weights, in points; none where that is not known.
    pub points: Option<f64>,
    /// The checks of diligence.
    pub diligence: Vec<ComparedCheck>,
    /// What the sides saw in trials, in sentences.
    pub trials: Vec<String>,
}

/// Where one check of diligence stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedCheck {
    /// What is checked.
    pub check: String,
    /// What was found; none while it is open.
    pub finding: Option<Finding>,
    /// What else is to be said of it; may be empty.
    pub note: String,
}

impl Comparison {
    /// The comparison as a document.
    pub fn document(&self) -> Document {
        page::document(self)
    }

    /// The comparison as a list with a row for each candidate.
    pub fn sheet(&self) -> Sheet {
        rows::sheet(self)
    }
}

impl Compared {
    /// What was found on fit, conflicts first.
    fn conflicts_first(&self) -> Vec<&(FitKind, String)> {
        let mut fit: Vec<&(FitKind, String)> = self.fit.iter().collect();
        fit.sort_by_key(|(kind, _)| *kind);
        fit
    }

    /// Diligence in a few words: what is red, what is flagged, what is open.
    fn diligence_in_words(&self) -> String {
        let count =
            |finding: Option<Finding>| self.diligence.iter().filter(|check| check.finding == finding).count();
        let told: Vec<String> = [
            (count(Some(Finding::RedFlag)), "red flag", "red flags"),
            (count(Some(Finding::Flag)), "flag", "flags"),
            (count(Some(Finding::Clear)), "clear", "clear"),
            (count(None), "open", "open"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
        if told.is_empty() { "not begun".to_owned() } else { told.join(", ") }
    }
}
