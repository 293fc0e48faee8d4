//! Candidates side by side, as text and as a list.

use jiff::civil::date;
use rowlock_analysis::fit::FitKind;
use rowlock_core::fact::Finding;
use rowlock_documents::{Cell, Compared, ComparedCheck, ComparedNeed, Comparison, markdown};

fn check(check: &str, finding: Option<Finding>, note: &str) -> ComparedCheck {
    ComparedCheck { check: check.to_owned(), finding, note: note.to_owned() }
}

fn comparison() -> Comparison {
    Comparison {
        title: "Old houses, warm".to_owned(),
        on: date(2026, 1, 19),
        currency: "EUR".to_owned(),
        needs: vec![
            ComparedNeed { capability: "selling".to_owned(), level: 5 },
            ComparedNeed { capability: "finance".to_owned(), level: 4 },
        ],
        criteria: vec![("trust".to_owned(), Some(0.7)), ("drive".to_owned(), Some(0.3))],
        candidates: vec![
            Compared {
                name: "Ada Lind".to_owned(),
                profile: "Sold insulation for nine years".to_owned(),
                hours: Some(90.0),
                cost: Some(3_600.0),
                levels: vec![Some(6), Some(3)],
                fit: vec![
                    (FitKind::CommonMarket, "Housing associations, like you.".to_owned()),
                    (FitKind::StructuralConflict, "Paid by a maker for each device sold.".to_owned()),
                ],
                scores: vec![Some(6.0), Some(5.5)],
                points: Some(80.8),
                diligence: vec![
                    check("References", Some(Finding::Clear), "Two former clients, 12 January."),
                    check("Other mandates", Some(Finding::RedFlag), "The commission has to end first."),
                    check("Accounts", None, ""),
                ],
                trials: vec!["Old houses would do it again: the scope held.".to_owned()],
            },
            Compared { name: "Elif | Kaya".to_owned(), levels: vec![None, Some(6)], ..Compared::default() },
        ],
    }
}

#[test]
fn candidates_stand_side_by_side_with_conflicts_first() {
    insta::assert_snapshot!(markdown(&comparison().document()));
}

#[test]
fn more_candidates_than_a_page_is_wide_stand_in_several_tables() {
    let mut many = comparison();
    many.candidates =
        (0..9).map(|place| Compared { name: format!("C{place}"), ..Compared::default() }).collect();
    let text = markdown(&many.document());
    assert!(
        text.contains("## C0, C1, C2 and C3")
            && text.contains("## C4, C5, C6 and C7")
            && text.contains("## C8\n")
    );
    many.candidates.clear();
    assert!(markdown(&many.document()).contains("There are no candidates yet."));
}

#[test]
fn a_spreadsheet_has_a_row_for_each() {
    let sheet = comparison().sheet();
    let titles: Vec<&str> = sheet.columns.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Candidate",
            "What they bring",
            "Hours a month",
            "Cost a month (EUR)",
            "selling, 5 needed",
            "finance, 4 needed",
            "trust, counts 70 %",
            "drive, counts 30 %",
            "All scores, of 100 points",
            "Fit, conflicts first",
            "Due diligence",
            "Trials",
        ]
    );
    assert!(sheet.rows.iter().all(|row| row.len() == titles.len()));
    assert_eq!(
        sheet.rows[0][9],
        Cell::from(
            "Structural conflict. Paid by a maker for each device sold.\nCommon market. Housing associations, like you."
        )
    );
    assert_eq!(sheet.rows[0][10], Cell::from("1 red flag, 1 clear, 1 open"));
    assert_eq!((&sheet.rows[1][4], &sheet.rows[1][10]), (&Cell::Empty, &Cell::from("not begun")));
    assert!(sheet.excel(date(2026, 1, 19)).is_ok());
}
