//! Lists as Excel, and calendars.

use jiff::civil::date;
use rowlock_documents::{Calendar, Cell, Entry, Kind, Sheet, When};

use crate::hostile::HOSTILE;
use crate::sample::{LATE, leave};
use crate::word::part;

#[test]
fn text_in_a_sheet_is_never_a_formula() {
    let mut rows: Vec<Vec<Cell>> = HOSTILE
        .iter()
        .map(|text| vec![Cell::Text((*text).to_owned()), Cell::Number(1234.5), Cell::Day(LATE)])
        .collect();
    for text in ["+1", "-1", "@SUM(A1)", "\t=1", "{=1}"] {
        rows.push(vec![Cell::Text(text.to_owned()), Cell::Number(f64::NAN), Cell::Empty]);
    }
    rows.push(vec![Cell::Text("x".repeat(40_000)), Cell::Number(0.25), Cell::Day(LATE)]);
    let columns = [("What", Kind::Text), ("Hours", Kind::Number), ("Due", Kind::Day)];
    let columns = columns.map(|(title, kind)| (title.to_owned(), kind)).to_vec();
    let sheet = Sheet { title: "Obligations: what/who [all]? and much more".to_owned(), columns, rows };
    let bytes = sheet.excel(LATE).unwrap();
    leave("obligations.xlsx", &bytes);
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("hyperlink"), "{xml}");
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("=HYPERLINK(\"http://example.org\")") && strings.contains("&lt;script&gt;"));
    assert!(part(&bytes, "xl/workbook.xml").contains("name=\"Obligations  what who  all   an\""));
    assert_eq!(bytes, sheet.excel(LATE).unwrap());
}

#[test]
fn an_empty_sheet_has_its_columns() {
    let sheet =
        Sheet { title: String::new(), columns: vec![("What".to_owned(), Kind::Text)], rows: Vec::new() };
    assert!(part(&sheet.excel(LATE).unwrap(), "xl/sharedStrings.xml").contains("What"));
}

#[test]
fn a_feed_has_days_and_moments() {
    let entry = |uid: &str, when| Entry {
        uid: uid.to_owned(),
        summary: "Review; all, and <b>more</b>\r\nBEGIN:VALARM".to_owned(),
        when,
        description: "First line\nSecond line".to_owned(),
    };
    let moment = When::Moment {
        from: "2026-01-19T09:00:00Z".parse().unwrap(),
        to: "2026-01-19T10:30:00Z".parse().unwrap(),
    };
    let calendar = Calendar {
        name: "A line that runs".to_owned(),
        entries: vec![entry("a@rowlock", When::Day(date(2025, 12, 31))), entry("b@rowlock", moment)],
    };
    insta::assert_snapshot!(
        "feed",
        calendar.feed("2026-01-19T08:00:00Z".parse().unwrap()).replace("\r\n", "\n")
    );
}
