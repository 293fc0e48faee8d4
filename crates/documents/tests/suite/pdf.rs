//! PDFs: what the typesetter accepts as PDF/UA, and, where `pdftotext` is at hand, their text.

use std::process::Command;

use rowlock_documents::{Block, Document, Run, pdf};

use crate::hostile;
use crate::sample::{LATE, Sample, TOO_LATE, WEEK_22, leave};

/// Writes a document and reads its text back; no text where there is no program to read it.
fn written(name: &str, document: &Document) -> (Vec<u8>, Option<String>) {
    let bytes = pdf(document).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let path = leave(name, &bytes);
    let read = Command::new("pdftotext").arg(&path).arg("-").output().ok();
    let text = read.filter(|read| read.status.success()).map(|read| String::from_utf8(read.stdout).unwrap());
    (bytes, text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[test]
fn every_document_is_accessible() {
    let (no_conflict, rowboat) = (Sample::no_conflict(), Sample::rowboat());
    for (name, document, said) in [
        ("charter-no-conflict.pdf", no_conflict.charter(LATE), "Version 2, agreed on 18 November 2024"),
        ("charter-rowboat.pdf", rowboat.charter(TOO_LATE), "not agreed"),
        ("counsel-no-conflict.pdf", no_conflict.counsel(LATE), "Questions for counsel"),
        ("report-no-conflict.pdf", no_conflict.report(LATE), "Verdict: proceed"),
        ("report-rowboat.pdf", rowboat.report(WEEK_22), "Verdict: restructure"),
        ("lookback-rowboat.pdf", rowboat.lookback(TOO_LATE), "Failure analysis"),
        ("lookback-no-conflict.pdf", no_conflict.lookback(LATE), "Success analysis"),
        ("report-rowboat-end.pdf", rowboat.report(TOO_LATE), "Verdict: separate"),
    ] {
        let (bytes, text) = written(name, &document);
        assert!(bytes.starts_with(b"%PDF-1."), "{name}");
        if let Some(text) = text {
            for said in [said, "Working paper, not legal advice.", "Page 2 of"] {
                assert!(text.contains(said), "{name}: {said}\n{text}");
            }
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = Sample::rowboat().charter(TOO_LATE);
    assert_eq!(pdf(&document).unwrap(), pdf(&document).unwrap());
}

#[test]
fn hostile_text_stays_text() {
    let (_, text) = written("hostile.pdf", &hostile::document());
    let Some(text) = text else { return };
    for said in hostile::HOSTILE {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn letters_without_a_font_are_told() {
    let mut document = Document::new("Łódź and Ærø", LATE);
    document.push(Block::Paragraph(vec![Run::plain("One of these: 漢字.\u{200b}\u{7} And \u{e000}.")]));
    let (_, text) = written("letters.pdf", &document);
    if let Some(text) = text {
        assert!(
            text.contains("Łódź and Ærø") && text.contains("3 letters are in none of the fonts"),
            "{text}"
        );
    }
}

#[test]
fn an_empty_document_is_a_page() {
    pdf(&Document::new("", LATE)).unwrap_err();
    pdf(&Document::new("Nothing", LATE)).unwrap();
}
