//! Which column is taken for what.

use rowlock_files::pool::{Doubt, Expected, guess, table};

use crate::{POOL, guessed};

fn names(named: &[rowlock_files::pool::Named]) -> Vec<&str> {
    named.iter().map(|named| named.name.as_str()).collect()
}

#[test]
fn the_columns_of_the_example_are_known_by_their_headings() {
    let guessed = guessed(POOL);
    let mapping = &guessed.mapping;
    assert_eq!(mapping.name.as_deref(), Some("Name"));
    assert_eq!(mapping.hours.as_deref(), Some("Hours a month"));
    assert_eq!(mapping.cost.as_deref(), Some("Cost a month"));
    assert_eq!(mapping.conflicts.as_deref(), Some("Conflicts"));
    assert_eq!(mapping.chafes_with.as_deref(), Some("Chafes with"));
    assert_eq!(
        names(&mapping.capabilities),
        ["selling", "engineering", "site management", "finance", "contracts"]
    );
    assert_eq!(names(&mapping.criteria), ["trust", "staying power", "drive"]);
    assert_eq!(guessed.ignored, ["Where we met"]);
    assert_eq!(guessed.doubts, []);
}

#[test]
fn german_headings_are_known_as_well() {
    let guessed = guessed(
        "Kandidat;Art;E-Mail;Stunden im Monat;Kosten/Monat;Fähigkeit: Verkauf;Kriterium: Vertrauen\nAna;Person;;40;1200;5;6\n",
    );
    let mapping = &guessed.mapping;
    assert_eq!(mapping.name.as_deref(), Some("Kandidat"));
    assert_eq!(mapping.mail.as_deref(), Some("E-Mail"));
    assert_eq!(mapping.cost.as_deref(), Some("Kosten/Monat"));
    assert_eq!(names(&mapping.capabilities), ["Verkauf"]);
    assert_eq!(names(&mapping.criteria), ["Vertrauen"]);
}

#[test]
fn small_whole_numbers_are_taken_for_levels_and_asked_about() {
    let guessed = guessed("name,law,rooms,remark\nAna,5,12,kind\nBen,,3,\n");
    assert_eq!(names(&guessed.mapping.capabilities), ["law"]);
    assert_eq!(guessed.doubts, [Doubt::LooksLikeLevels { column: "law".to_owned() }]);
    assert_eq!(guessed.ignored, ["rooms", "remark"]);
}

#[test]
fn a_name_that_is_expected_is_taken_whatever_its_cells_hold() {
    let table = table(b"name,law,trust,contact\nAna,five,6,3\n", "pool.csv").unwrap();
    let expected = Expected {
        capabilities: vec!["Law".to_owned(), "contact".to_owned()],
        criteria: vec!["trust".to_owned()],
    };
    let guessed = guess(&table, &expected);
    assert_eq!(names(&guessed.mapping.capabilities), ["law", "contact"]);
    assert_eq!(names(&guessed.mapping.criteria), ["trust"]);
    assert_eq!(guessed.mapping.contact, None);
}

#[test]
fn what_is_missing_is_asked_for() {
    let guessed = guessed("cost,remark\n12,a\n");
    assert_eq!(guessed.doubts, [Doubt::NoName, Doubt::NoCapability]);
}

#[test]
fn a_mapping_is_kept_as_data() {
    let mapping = guessed(POOL).mapping;
    let kept = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<rowlock_files::pool::Mapping>(&kept).unwrap(), mapping);
}
