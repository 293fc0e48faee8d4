//! Writing a document in the kind of file that was asked for.

use std::path::Path;

use rowlock_documents::{Document, markdown, word};

use crate::failure::Failure;

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// Word.
    Word,
    /// Markdown.
    Markdown,
}

/// The kind of file by the end of its name.
pub fn kind_of(path: &Path) -> Result<Kind, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => Ok(Kind::Pdf),
        "docx" => Ok(Kind::Word),
        "md" => Ok(Kind::Markdown),
        _ => Err(Failure::user(
            format!("{} does not say what kind of file to write", path.display()),
            "let its name end in .pdf, .docx or .md",
        )),
    }
}

/// Writes a document to a file, or prints it where none is named.
pub fn write(document: &Document, kind: Kind, output: Option<&Path>) -> Result<(), Failure> {
    let bytes = match kind {
        Kind::Markdown => return super::write(output, &markdown(document)),
        Kind::Word => word(document).map_err(anyhow::Error::from)?,
        Kind::Pdf => pdf(document)?,
    };
    match output {
        Some(path) => super::write_bytes(path, &bytes),
        None => Err(Failure::user("this kind of file needs a name", "name one with -o FILE")),
    }
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document) -> Result<Vec<u8>, Failure> {
    Ok(rowlock_documents::pdf(document).map_err(anyhow::Error::from)?)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Document) -> Result<Vec<u8>, Failure> {
    Err(Failure::user(
        "this build of Rowlock cannot write PDF",
        "it was built without the feature `pdf`; write a Word file or Markdown instead",
    ))
}
