//! A document as a PDF: tagged, with title and language, held to PDF/UA-1 by the typesetter itself, which refuses what
//! is not accessible. Text reaches the template as data and never as markup.

mod data;
mod world;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Document;
use world::Desk;

/// How many compilations a piece of typeset work is kept for.
const KEPT: usize = 1;

/// Why a PDF could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The typesetter refused the document, in its words.
    #[error("the typesetter refused the document: {}", .0.join("; "))]
    Refused(Vec<String>),
    /// The document could not be handed to the typesetter.
    #[error("the document could not be handed to the typesetter")]
    Data(#[from] serde_json::Error),
    /// A font or a file of this build is broken.
    #[error("this build is broken: {0}")]
    Build(&'static str),
}

/// Writes a document as a PDF. The same document gives the same bytes.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let desk = Desk::with(document)?;
    let set = typst::compile::<PagedDocument>(&desk).output.map_err(|problems| refused(&problems))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|problem| PdfError::Refused(vec![problem.message().to_string()]))?;
    let options =
        PdfOptions { standards, creator: Smart::Custom(Some("Rowlock".to_owned())), ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&set, &options).map_err(|problems| refused(&problems));
    typst::comemo::evict(KEPT);
    bytes
}

fn refused(problems: &[SourceDiagnostic]) -> PdfError {
    PdfError::Refused(problems.iter().map(|problem| problem.message.to_string()).collect())
}
