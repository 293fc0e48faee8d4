//! A portfolio on paper: what a seat may not see has a dash, and conflicts stand before the single alliances.

use jiff::civil::date;
use rowlock_analysis::portfolio::ConflictKind;
use rowlock_documents::{PortfolioRow, markdown, portfolio};

fn row(name: &str) -> PortfolioRow {
    PortfolioRow {
        name: name.to_owned(),
        line: "Running \u{b7} two parties \u{b7} you advise".to_owned(),
        next: "Talk".to_owned(),
        next_on: Some(date(2026, 4, 1)),
        verdict: "Repair".to_owned(),
        signals: Some([2, 1]),
        weeks: "Now repair.".to_owned(),
    }
}

#[test]
fn a_portfolio_tells_of_each_what_the_seat_may_see() {
    let waiting = PortfolioRow {
        next: "Waiting for consent".to_owned(),
        next_on: None,
        verdict: String::new(),
        signals: None,
        weeks: String::new(),
        ..row("Bottles")
    };
    let between = [(ConflictKind::SameMarket, "Both sell bread".to_owned())];
    let text = markdown(&portfolio(&[row("Bread"), waiting], &between, "Ada", date(2026, 3, 2)));
    assert!(text.contains("2 alliances, as Ada sees them"), "{text}");
    let order = [
        "| Bread | Repair | 2 | 1 |",
        "| Bottles | \u{2013} | \u{2013} | \u{2013} | \u{2013} |",
        "Both sell bread",
        "Waiting for consent",
    ];
    let places: Vec<Option<usize>> = order.iter().map(|part| text.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{text}");
}
