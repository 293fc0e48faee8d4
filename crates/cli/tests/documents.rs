//! Documents from the command line: charters and reports as files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod shell;

use shell::{NO_CONFLICT, ROWBOAT, Shell};

#[test]
fn a_charter_is_written_by_the_end_of_its_name() {
    let shell = Shell::new("charter");
    shell.good(&["charter", NO_CONFLICT, "-o", "charter.md"]);
    let text = shell.read("charter.md");
    assert!(
        text.starts_with("# A line that runs\n\nCharter\n")
            && text.contains("Version 2, agreed on 18 November 2024")
    );
    shell.good(&["charter", NO_CONFLICT, "--on", "2024-01-28", "-o", "earlier.md"]);
    assert!(shell.read("earlier.md").contains("*Version 1 \u{b7} as of 28 January 2024*"));
    shell.good(&["charter", NO_CONFLICT, "--for-counsel", "-o", "counsel.md"]);
    assert!(shell.read("counsel.md").contains("\n\nQuestions for counsel\n"));
    shell.good(&["charter", ROWBOAT, "-o", "charter.docx"]);
    assert!(shell.bytes("charter.docx").starts_with(b"PK"));
}

#[test]
fn another_ending_and_an_earlier_day_are_refused() {
    let shell = Shell::new("charter-refused");
    let said = shell.bad(1, &["charter", NO_CONFLICT, "-o", "charter.odt"]);
    assert_eq!(
        said,
        "error: charter.odt does not say what kind of file to write\n  hint: let its name end in .pdf, .docx or .md\n"
    );
    let said = shell.bad(1, &["charter", NO_CONFLICT, "--on", "2020-01-01", "-o", "charter.md"]);
    assert!(said.contains("nothing is on the record on 2020-01-01"), "{said}");
}

#[test]
fn a_report_is_a_document_too() {
    let shell = Shell::new("report-document");
    let printed = shell.good(&["check", ROWBOAT, "--on", "2025-06-08", "--format", "md"]);
    for said in
        ["# Rowboat", "## Verdict: restructure", "Write down \u{201c}Purpose and picture of success\u{201d}"]
    {
        assert!(printed.contains(said), "{said}\n{printed}");
    }
    shell.good(&["check", ROWBOAT, "--format", "docx", "-o", "report.docx"]);
    assert!(shell.bytes("report.docx").starts_with(b"PK"));
    shell.good(&["check", ROWBOAT, "--adviser", "A. Brandt", "--format", "md", "-o", "report.md"]);
    assert!(shell.read("report.md").contains("Asking: A. Brandt, who states"));
    assert!(shell.bad(1, &["check", ROWBOAT, "-o", "report.md"]).contains("-o goes with --format"));
    assert!(shell.bad(2, &["check", ROWBOAT, "--format", "docx"]).contains("--output <FILE>"));
}

#[cfg(feature = "pdf")]
#[test]
fn both_are_written_as_pdf() {
    let shell = Shell::new("pdf");
    shell.good(&["charter", NO_CONFLICT, "-o", "charter.pdf"]);
    shell.good(&["check", ROWBOAT, "--format", "pdf", "-o", "report.pdf"]);
    for name in ["charter.pdf", "report.pdf"] {
        assert!(shell.bytes(name).starts_with(b"%PDF-"));
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_pdf_says_so() {
    let shell = Shell::new("no-pdf");
    let said = shell.bad(1, &["charter", NO_CONFLICT, "-o", "charter.pdf"]);
    assert!(said.contains("this build of Rowlock cannot write PDF"), "{said}");
}
