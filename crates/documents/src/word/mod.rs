//! A document as a Word file: real heading styles, lists and header rows, so that it can be worked on and read aloud.

mod blocks;
mod package;
mod styles;

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, FieldCharType, Footer, Header, InstrNUMPAGES, InstrPAGE, InstrText, PageMargin,
    Paragraph, Run as WordRun, Tab, TabValueType,
};

use crate::document::{Document, Run};
use blocks::Body;

/// A page is A4, in twentieths of a point.
const PAGE: (u32, u32) = (11906, 16838);
/// The margins left and right.
const MARGIN: i32 = 1644;
/// The width of the text.
pub(crate) const WIDTH: usize = 11906 - 2 * 1644;

/// Why a Word file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// Its parts could not be put together.
    #[error("the parts of the Word file could not be put together")]
    Pack(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A part is not text.
    #[error("a part of the Word file is not text")]
    Part(#[from] std::string::FromUtf8Error),
}

/// Writes a document as a Word file.
pub fn word(document: &Document) -> Result<Vec<u8>, WordError> {
    let made = format!("{}T00:00:00Z", document.head.date);
    let margin = PageMargin {
        top: 1418,
        bottom: 1418,
        left: MARGIN,
        right: MARGIN,
        header: 709,
        footer: 709,
        gutter: 0,
    };
    let mut docx = styles::styled(Docx::new())
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .created_at(&made)
        .updated_at(&made)
        .first_header(Header::new().add_paragraph(Paragraph::new().style("Header")))
        .first_footer(footer(document))
        .header(header(document))
        .footer(footer(document));
    let mut body = Body::new();
    head(&mut body, document);
    for block in document.blocks.iter().chain(&document.numbers()) {
        body.block(block, 0);
    }
    docx = body.add_to(docx);
    let parts = package::finished(docx.build(), document)?;
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|error| WordError::Pack(Box::new(error)))?;
    Ok(bytes.into_inner())
}

fn head(body: &mut Body, document: &Document) {
    body.line("Title", &[Run::plain(&document.title)]);
    if let Some(subtitle) = &document.subtitle {
        body.line("Subtitle", &[Run::plain(subtitle)]);
    }
    body.line("Imprint", &[Run::plain(document.imprint())]);
    for line in &document.head.approvals {
        body.line("Imprint", &[Run::plain(line)]);
    }
    body.line("Notice", &[Run::plain(&document.head.notice)]);
}

fn header(document: &Document) -> Header {
    let title = match &document.subtitle {
        Some(subtitle) => format!("{} \u{b7} {subtitle}", document.title),
        None => document.title.clone(),
    };
    let line = Paragraph::new().style("Header").align(AlignmentType::Right);
    Header::new().add_paragraph(line.add_run(blocks::text(&title)))
}

fn footer(document: &Document) -> Footer {
    let said = format!("{} \u{b7} {}", document.imprint(), document.head.notice);
    let tab = Tab::new().val(TabValueType::Right).pos(WIDTH);
    let line = Paragraph::new()
        .style("Footer")
        .add_tab(tab)
        .add_run(blocks::text(&said).add_tab().add_text("Page "))
        .add_run(field(InstrText::PAGE(InstrPAGE::new())))
        .add_run(blocks::text(" of "))
        .add_run(field(InstrText::NUMPAGES(InstrNUMPAGES::new())));
    Footer::new().add_paragraph(line)
}

fn field(instruction: InstrText) -> WordRun {
    WordRun::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(instruction)
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false)
}
