//! The text of charters and reports, as Markdown; and what the Markdown of a clause becomes.

use rowlock_documents::{Block, Level, Run, from_markdown, markdown};

use crate::hostile;
use crate::sample::{LATE, Sample, TOO_LATE, WEEK_22};

#[test]
fn a_charter_says_what_is_agreed_and_what_is_missing() {
    let (no_conflict, rowboat) = (Sample::no_conflict(), Sample::rowboat());
    insta::assert_snapshot!("charter_no_conflict", markdown(&no_conflict.charter(LATE)));
    insta::assert_snapshot!("charter_rowboat", markdown(&rowboat.charter(TOO_LATE)));
    insta::assert_snapshot!("counsel_no_conflict", markdown(&no_conflict.counsel(LATE)));
}

#[test]
fn a_charter_of_nothing_is_a_list_of_what_is_missing() {
    let text = markdown(&Sample::rowboat().charter(WEEK_22));
    assert!(text.contains("None of the 40 clauses of the catalogue is written yet."), "{text}");
    assert!(text.contains("## Clauses still missing") && !text.contains("## Votes"), "{text}");
}

#[test]
fn a_report_begins_with_the_verdict() {
    insta::assert_snapshot!("report_rowboat_week_22", markdown(&Sample::rowboat().report(WEEK_22)));
    insta::assert_snapshot!("report_no_conflict", markdown(&Sample::no_conflict().report(LATE)));
}

#[test]
fn a_look_back_says_what_stood_where_and_when() {
    insta::assert_snapshot!("lookback_rowboat", markdown(&Sample::rowboat().lookback(TOO_LATE)));
    insta::assert_snapshot!("lookback_no_conflict", markdown(&Sample::no_conflict().lookback(LATE)));
}

#[test]
fn hostile_text_stays_text() {
    let text = markdown(&hostile::document());
    for said in [
        "\\<script\\>",
        "R\\&D",
        "\\#set page",
        "\\*not strong\\*",
        "1\\. no list \\| no cell",
        "\\=HYPERLINK",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    for meant in ["<script>", "javascript:", "\n#set", "\n1. no list"] {
        assert!(!text.contains(meant), "{meant}\n{text}");
    }
}

#[test]
fn the_markdown_of_a_clause_becomes_blocks() {
    let text = "# Scope\n\nIn: **offices** and *houses*.\nNot [mills](https://example.org).\n\n- one\n  1. two\n\n<b>x</b>y\n\n\
                <div>\nhidden\n</div>\n\n| a | b |\n|---|---|\n| c | *d* |\n\n> said\n\n![alt](x.png)\n\n```\n#code\n```\n";
    insta::assert_debug_snapshot!("clause", from_markdown(text, Level::Three));
    assert_eq!(from_markdown("", Level::One), []);
    let plain = |text: &str| vec![Block::Paragraph(vec![Run::plain(text)])];
    assert_eq!(from_markdown("a [b](javascript:alert) c", Level::One), plain("a b c"));
    assert_eq!(from_markdown("___\n\n---\n", Level::One), plain("___"));
    assert_eq!(from_markdown("5 < 6 && \\*x\\*", Level::One), plain("5 < 6 && *x*"));
}
