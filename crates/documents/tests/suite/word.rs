//! Word files by their parts.

use std::io::{Cursor, Read};

use rowlock_documents::word;

use crate::hostile;
use crate::sample::{LATE, Sample, TOO_LATE, WEEK_22, leave};

/// One part of a package as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_word_file_has_real_headings_header_rows_and_a_language() {
    let bytes = word(&Sample::no_conflict().charter(LATE)).unwrap();
    leave("charter-no-conflict.docx", &bytes);
    let document = part(&bytes, "word/document.xml");
    for said in ["w:val=\"Title\"", "w:val=\"Heading1\"", "w:val=\"Heading2\"", "Machine maker", "Stop rules"]
    {
        assert!(document.contains(said), "{said}");
    }
    let tables = document.matches("<w:tbl>").count();
    assert!(tables > 5);
    assert_eq!(document.matches("<w:tblHeader />").count(), tables);
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"en-US\" />"));
    assert!(part(&bytes, "docProps/core.xml").contains("<dc:title>A line that runs, charter</dc:title>"));
    let footer = part(&bytes, "word/footer1.xml");
    for said in ["Version 2", "19 January 2026", "not legal advice", "PAGE", "NUMPAGES"] {
        assert!(footer.contains(said), "{said}\n{footer}");
    }
    let headers = part(&bytes, "word/header1.xml") + &part(&bytes, "word/header2.xml");
    assert!(headers.contains("A line that runs \u{b7} Charter"), "{headers}");
}

#[test]
fn every_document_can_be_written_as_word() {
    let (no_conflict, rowboat) = (Sample::no_conflict(), Sample::rowboat());
    for (name, document) in [
        ("charter-rowboat.docx", rowboat.charter(TOO_LATE)),
        ("counsel-no-conflict.docx", no_conflict.counsel(LATE)),
        ("report-rowboat.docx", rowboat.report(WEEK_22)),
        ("report-no-conflict.docx", no_conflict.report(LATE)),
    ] {
        leave(name, &word(&document).unwrap());
    }
}

#[test]
fn hostile_text_stays_text() {
    let mut document = hostile::document();
    document.paragraph("bell \u{7}, null \u{0}, not a letter \u{ffff}");
    let bytes = word(&document).unwrap();
    leave("hostile.docx", &bytes);
    let xml = part(&bytes, "word/document.xml");
    for said in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "R&amp;D &amp; &lt;b&gt;sons&lt;/b&gt;",
        "#set page(fill: red)",
        "$x^2$ and @ref",
        "bell , null , not a letter ",
    ] {
        assert!(xml.contains(said), "{said}");
    }
    assert!(!xml.contains("<script") && !xml.contains("amp;amp;"));
    assert!(!xml.contains("w:instrText>=HYPERLINK"));
    let links = part(&bytes, "word/_rels/document.xml.rels");
    assert!(
        links.contains("https://example.org/?a=1&amp;b=&lt;2&gt;") && !links.contains("javascript"),
        "{links}"
    );
    assert!(part(&bytes, "docProps/core.xml").contains("<dc:title>R&amp;D &amp; &lt;b&gt;sons&lt;/b&gt;,"));
}
