//! One export of each kind, read by the guess alone.

use jiff::civil::date;
use rowlock_files::hours::{DayOrder, Doubt, Entry, Export, Hours, Mapping, Unit, table};
use rowlock_files::table::Remark;

use crate::{entries, guessed};

const TOGGL: &[u8] = include_bytes!("samples/toggl.csv");
const CLOCKIFY: &[u8] = include_bytes!("samples/clockify.csv");
const HARVEST: &[u8] = include_bytes!("samples/harvest.csv");
const SHEET: &[u8] = include_bytes!("samples/sheet.csv");

fn sums(entries: &[Entry]) -> Vec<(usize, &str, &str, f64)> {
    let sum = |entry: &Entry| (entry.row, entry.hours);
    entries.iter().map(|e| (sum(e).0, e.person.as_str(), e.project.as_str(), sum(e).1)).collect()
}

#[test]
fn toggl() {
    let guess = guessed(TOGGL);
    assert_eq!((guess.export, guess.doubts), (Export::Toggl, vec![]));
    let text = |name: &str| Some(name.to_owned());
    let amount = Hours::Amount { column: "Duration".to_owned(), unit: Unit::Hours };
    let expected = Mapping {
        person: vec!["User".to_owned()],
        project: text("Project"),
        client: text("Client"),
        date: text("Start date"),
        end_date: text("End date"),
        hours: Some(amount),
        note: text("Description"),
        billable: text("Billable"),
        day_order: None,
    };
    assert_eq!(guess.mapping, expected);
    let found = entries(TOGGL);
    assert_eq!(
        sums(&found)[3..5],
        [(5, "Ben Okoye", "North school", 3.5), (7, "Ben Okoye", "North school", 4.0)]
    );
    assert_eq!((found[4].from, found[4].to), (date(2026, 11, 8), date(2026, 11, 9)));
    assert_eq!(found[3].note, "Panels: layout\nand strings");
    assert_eq!(
        (found[0].billable, found[2].billable, found[2].client.as_str()),
        (Some(true), Some(false), "")
    );
}

#[test]
fn clockify() {
    let guess = guessed(CLOCKIFY);
    assert_eq!((guess.export, guess.doubts), (Export::Clockify, vec![]));
    assert_eq!(guess.mapping.day_order, Some(DayOrder::MonthFirst));
    let found = entries(CLOCKIFY);
    assert_eq!(found[0].from, date(2026, 11, 2));
    // Hours with minutes are exact where decimal ones are rounded.
    assert!((found[1].hours - 13.0 / 3.0).abs() < 1e-9);
}

#[test]
fn harvest() {
    let guess = guessed(HARVEST);
    assert_eq!((guess.export, guess.doubts), (Export::Harvest, vec![]));
    assert_eq!(guess.mapping.person, ["First Name", "Last Name"]);
    let found = entries(HARVEST);
    let expected = [
        (2, "Ana Lima", "North school", 2.5),
        (3, "Ben Okoye", "North school", 3.75),
        (4, "Ben Okoye", "Joint meetings", 1.0),
    ];
    assert_eq!(sums(&found), expected);
    assert_eq!(found[1].note, "Layout \"south side\"");
}

#[test]
fn a_german_sheet() {
    let table = table(SHEET, "hours.csv").unwrap();
    assert_eq!(table.remarks(), [Remark::OldEncoding, Remark::TitleRows { headings: 3 }]);
    let guess = guessed(SHEET);
    assert_eq!((guess.export, guess.doubts), (Export::Sheet, vec![]));
    let found = entries(SHEET);
    let expected = [
        (4, "Ana Lima", "Nordschule", 2.5),
        (5, "Ben Okoye", "Nordschule", 3.75),
        (6, "Ben Okoye", "Besprechung", 1.5),
    ];
    assert_eq!(sums(&found), expected);
    assert_eq!((found[0].note.as_str(), found[1].note.as_str()), ("Aufmaß am Dach", "Planung; Südseite"));
}

#[test]
fn start_and_end() {
    let text = "Datum\tVon\tBis\tName\n2.11.2026\t9:00\t12:30\tAna\n3.11.2026\t22:00\t1:00\tAna\n";
    let guess = guessed(text.as_bytes());
    let between = Hours::Between { start: "Von".to_owned(), end: "Bis".to_owned() };
    assert_eq!((guess.mapping.hours, guess.doubts), (Some(between), vec![Doubt::NoProject]));
    let found = entries(text.as_bytes());
    assert_eq!(found.iter().map(|entry| entry.hours).collect::<Vec<_>>(), [3.5, 3.0]);
    assert_eq!((found[1].from, found[1].to), (date(2026, 11, 3), date(2026, 11, 4)));
}

#[test]
fn a_period_in_one_row() {
    let text = "From,To,Person,Project,Hours\n2026-11-02,2026-11-08,Ana,North school,31.5\n";
    let found = entries(text.as_bytes());
    assert_eq!((found[0].from, found[0].to, found[0].hours), (date(2026, 11, 2), date(2026, 11, 8), 31.5));
}

#[test]
fn parts_of_days_are_asked_about() {
    let text =
        "Date,Person,Project,Duration\n46349,Ana,North school,0.0625\n46350,Ana,North school,0.34375\n";
    let guess = guessed(text.as_bytes());
    assert_eq!(guess.doubts, [Doubt::PartsOfDays { column: "Duration".to_owned() }]);
    let found = entries(text.as_bytes());
    assert_eq!(found.iter().map(|entry| entry.hours).collect::<Vec<_>>(), [1.5, 8.25]);
    assert_eq!(found[0].from, date(2026, 11, 23));
}

#[test]
fn encodings() {
    let text = "Datum;Person;Projekt;Stunden\r\n2.11.2026;Zoë;Straße;1,5\r\n";
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
    let sixteen = |pair: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(pair).collect::<Vec<u8>>();
    for bytes in [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
        marked(b"\xff\xfe", sixteen(u16::to_le_bytes)),
        marked(b"\xfe\xff", sixteen(u16::to_be_bytes)),
        text.chars().map(|c| c as u8).collect(),
    ] {
        let found = entries(&bytes);
        assert_eq!((found[0].person.as_str(), found[0].project.as_str()), ("Zoë", "Straße"));
    }
}

#[test]
fn a_separator_may_be_told() {
    let text = "sep=;\nDate;Person;Note;Hours\n2026-11-02;Ana;a, b, c, d, e, f;1,5\n";
    let found = entries(text.as_bytes());
    assert_eq!((found[0].row, found[0].note.as_str(), found[0].hours), (3, "a, b, c, d, e, f", 1.5));
}

#[test]
fn a_mapping_is_data() {
    let mapping = guessed(CLOCKIFY).mapping;
    let kept = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
    assert!(kept.contains(r#""hours":{"amount":{"column":"Duration (h)","unit":"hours"}}"#), "{kept}");
}
