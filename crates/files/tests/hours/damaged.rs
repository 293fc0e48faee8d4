//! CSV files that are not as they should be: each is refused with row, cause and way out, and none by half.

use rowlock_files::hours::{Doubt, Mapping, read, table};

use crate::{entries, guessed, refusal, says};

#[test]
fn nothing_in_it() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\n\n", b" \r\n;;;\n;\n"] {
        says(&refusal(bytes), "this file is empty");
    }
    let text = refusal(b"Date,Person,Project,Hours\n");
    says(&text, "there are no rows below the headings");
    says(&text, "hint:");
}

#[test]
fn other_kinds_of_files() {
    says(&refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "workbook of the old kind (.xls)");
    says(&refusal(b"%PDF-1.7\n\x01"), "this is a PDF");
    says(&refusal(b"<html><table>"), "this is a web page");
    says(&refusal(b"\x7fELF\0\0\0"), "neither a CSV file nor an XLSX workbook");
    // UTF-16 without its mark.
    says(&refusal(b"D\0a\0t\0e\0"), "neither a CSV file nor an XLSX workbook");
    says(&refusal(b"\xff\xfeD\0a\0\x00\xd8x\0"), "says that it is UTF-16LE and is not");
}

#[test]
fn columns_that_are_missing() {
    let bytes = b"Colour,Size\nred,3\n";
    let guess = guessed(bytes);
    assert_eq!(guess.doubts, [Doubt::NoDay, Doubt::NoHours, Doubt::NoPerson, Doubt::NoProject]);
    let text = refusal(bytes);
    says(&text, "no column is named for the day");
    says(&text, "choose the column for the hours: there are Colour, Size");
    let mapping = Mapping { project: Some("Projekt".to_owned()), ..guess.mapping };
    let text = read(bytes, "hours.csv", &mapping).unwrap_err().to_string();
    says(&text, "hours.csv:1: there is no such column");
    says(&text, "Projekt");
}

#[test]
fn headings_twice_or_not_at_all() {
    let table = table(b"Date,,Hours,Hours\n2026-11-02,Ana,1,2,3\n", "hours").unwrap();
    assert_eq!(table.headings(), ["Date", "column 2", "Hours", "Hours (2)", "column 5"]);
    assert_eq!(table.rows()[0].cells().collect::<Vec<_>>(), ["2026-11-02", "Ana", "1", "2", "3"]);
}

#[test]
fn all_problems_are_told_at_once() {
    let text = refusal(
        b"Date,End date,Person,Project,Hours\n2026-11-31,,Ana,A,1\n2026-11-02,,Ana,A,=1+2\n2026-11-02,2026-11-01,Ana,A,1\n\
          2026-11-02,,Ana,A,25\n2026-11-02,,Ana,A,\n2026-11-02,2028-11-02,Ana,A,1\n2026-11-02,,Ana,A,1\n",
    );
    for part in [
        "hours:2: field `Date`: this is no day\n  found:    2026-11-31\n  hint:     write 2026-11-23",
        "hours:3: field `Hours`: this is no time spent\n  found:    =1+2\n  hint:     write 1:30, 1.5 or 90 min",
        "hours:4: field `End date`: the last day is before the first",
        "hours:5: field `Hours`: these are more than 24 hours a day",
        "hours:6: field `Hours`: this is no time spent\n  found:    nothing",
        "hours:7: field `End date`: the period is longer than a year",
        "6 errors in hours",
    ] {
        says(&text, part);
    }
}

#[test]
fn many_problems_are_counted() {
    let text =
        refusal(format!("Date,Person,Hours\n2026-11-01,Ana,1\n{}", "x,Ana,1\n".repeat(200)).as_bytes());
    says(&text, "hours:52: field `Date`");
    says(&text, "hours:53: from here on there are problems in 150 more rows");
    assert!(!text.contains("hours:54"), "{text}");
}

#[test]
fn days_that_can_be_read_in_two_ways() {
    let bytes = b"Date,Person,Project,Hours\n03/04/2026,Ana,A,1\n05/06/2026,Ana,A,1\n";
    assert_eq!(guessed(bytes).doubts, [Doubt::DayOrder { example: "03/04/2026".to_owned() }]);
    says(&refusal(bytes), "it is not clear whether the day or the month comes first\n  found:    03/04/2026");
    let mixed = b"Date,Person,Project,Hours\n13/04/2026,Ana,A,1\n05/16/2026,Ana,A,1\n";
    says(
        &refusal(mixed),
        "in \u{201c}13/04/2026\u{201d} the day comes first, in \u{201c}05/16/2026\u{201d} the month",
    );
}

#[test]
fn quotation_marks_that_are_not_closed() {
    let text =
        refusal(b"Date,Person,Note,Hours\n2026-11-02,Ana,x,1\n\n2026-11-03,Ana,\"x,1\n2026-11-04,Ana,x,1\n");
    says(&text, "hours:4: a quotation mark is opened in this row and never closed");
}

#[test]
fn quoted_line_ends_keep_the_count_of_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "Date,Person,Note,Hours~~2026-11-02,Ana,\"one~two\",1~~~2026-11-03,Ana,x,1~x,Ana,x,1~"
            .replace('~', end);
        says(&refusal(text.as_bytes()), "hours:8: field `Date`");
    }
}

#[test]
fn formulas_stay_text() {
    let found = entries(b"Date,Person,Project,Note,Hours\n2026-11-02,=cmd|' /C calc'!A0,@SUM(A1),+1,1\n");
    assert_eq!((found[0].person.as_str(), found[0].project.as_str()), ("=cmd|' /C calc'!A0", "@SUM(A1)"));
}

#[test]
fn limits() {
    let row = |cell: &str| format!("Date,Person,Note,Hours\n2026-11-02,Ana,{cell},1\n");
    assert_eq!(entries(row(&"ö".repeat(10_000)).as_bytes()).len(), 1);
    says(
        &refusal(row(&"ö".repeat(10_001)).as_bytes()),
        "hours:2: the cell in column 3 has more than 10000 characters",
    );
    says(&refusal(row(&",".repeat(100)).as_bytes()), "there are more than 100 columns");
    says(&refusal(&vec![b'x'; 4 * 1024 * 1024 + 1]), "this file is larger than 4 MiB");
    says(&refusal("x,1\n".repeat(200_002).as_bytes()), "hours:200002: there are more than 200000 rows");
}

#[test]
fn a_hundred_thousand_rows() {
    let rows = (0..100_000).map(|row| format!("2026-11-{:02},Ana,North school,0:06\n", row % 30 + 1));
    let text = format!("Date,Person,Project,Hours\n{}", rows.collect::<String>());
    assert_eq!(entries(text.as_bytes()).len(), 100_000);
}

#[test]
fn a_line_of_nothing_but_separators() {
    says(&refusal(&vec![b','; 4 << 20]), "this file is empty");
    says(&refusal("h,".repeat(2 << 20).as_bytes()), "there are more than 100 columns");
}

#[test]
fn a_heading_may_begin_like_an_archive() {
    assert_eq!(entries(b"PK;Datum;Wer;Stunden\n1;2.11.2026;Ana;1\n").len(), 1);
}
