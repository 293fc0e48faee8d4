//! What a request may cost: days, texts and files have bounds where they are kept; what was kept before they had is read
//! all the same; and however much is computed, whoever asks for something else is answered.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use std::sync::Arc;
use std::time::Duration;

use inside::{House, NOW, TWO};
use jiff::civil::{Date, date};
use rowlock_core::fact::{Actor, Event};
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::{HouseKey, Seed};
use rowlock_store::{Change, Summary};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Longer than any page takes, and much shorter than a page that never ends.
const PATIENCE: Duration = Duration::from_mins(1);

/// Days outside of every record.
const FAR: [&str; 7] =
    ["9999-12-31", "2036-03-03", "2126-01-01", "1899-12-31", "0023-01-01", "-000044-03-15", "-009999-01-01"];

/// Pages that compute, as paths within an alliance.
const PAGES: [&str; 12] = [
    "",
    "/verdict",
    "/signals",
    "/signals/off-scope-share",
    "/look-back",
    "/look-back.csv",
    "/papers/report/md",
    "/papers/report/docx",
    "/calendar.ics",
    "/fit",
    "/record",
    "/hours",
];

fn note(text: &str) -> Event {
    serde_json::from_value(serde_json::json!({ "kind": "note_made", "data": { "text": text } })).unwrap()
}

/// Puts facts on the record as a version did that knew no bounds.
async fn as_before(house: &House, facts: &[(Date, Event)]) {
    let mut record = Record::default();
    for line in house.app.store.lines(&house.alliance, 0).await.unwrap() {
        record.take_in(&line).unwrap();
    }
    let head = record.lines().len();
    for (on, event) in facts {
        let actor = Actor::Party("maker".parse().unwrap());
        let new =
            NewFact { recorded_at: NOW.parse().unwrap(), effective_on: *on, actor, event: event.clone() };
        record.append(new).unwrap();
    }
    let end = format!("{} {}", record.lines().len(), record.final_hash());
    commit(house, head, &record, &end).await;
}

/// Appends the lines of a record after the first `head`, with what is said of its end.
async fn commit(house: &House, head: usize, record: &Record, end: &str) {
    let place = format!("end of {}", house.alliance);
    let sealed = HouseKey::new(&Seed([7; 32])).seal(&place, end.as_bytes(), &Seed([8; 32])).unwrap();
    let change = Change {
        alliance: &house.alliance,
        head: Some(head as u64),
        lines: &record.lines()[head..],
        sealed_head: &sealed,
        summary: &Summary::default(),
        writes: Vec::new(),
        at: NOW.parse().unwrap(),
    };
    house.app.store.commit(&change).await.unwrap();
}

/// Forms with a day, each with its fields.
fn forms(day: &str) -> Vec<(&'static str, String)> {
    vec![
        ("/record/notes", format!("note=So+it+was&since={day}")),
        ("/obligations", format!("what=The+lease&who=maker&due={day}")),
        ("/meetings", format!("about=All&due={day}")),
        ("/stop-rules", format!("sign=None&by_date={day}")),
        ("/hours", format!("party=maker&work=joint&hours=3&from={day}&to={day}")),
        ("/stage", format!("stage=ending&why=A+rest&since={day}")),
    ]
}

#[tokio::test]
async fn no_form_takes_a_day_out_of_reach() {
    let house = House::with(TWO).await;
    let count = async || house.app.store.lines(&house.alliance, 0).await.unwrap().len();
    let before = count().await;
    for day in FAR {
        for (path, fields) in forms(day) {
            let answer = house.post("lead", &format!("/a/{}{path}", house.alliance), &fields).await;
            assert_eq!(answer.status, 200, "{path} with {day}");
            assert!(answer.body.contains("is out of reach"), "{path} with {day} does not say why");
        }
        let asked = house.get("lead", &format!("/a/{}/verdict?on={day}", house.alliance)).await;
        let is_before = day.starts_with(['-', '0']) || day.starts_with("18");
        assert_eq!(asked.status, if is_before { 400 } else { 200 }, "?on={day}");
    }
    assert_eq!(count().await, before);
    // The same forms with a day in reach are taken, so it was the day that they were refused for.
    for (path, fields) in forms("2026-03-02") {
        let answer = house.post("lead", &format!("/a/{}{path}", house.alliance), &fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    }
    assert!(count().await >= before + 6);
}

#[tokio::test]
async fn no_file_brings_a_day_a_name_or_a_count_out_of_reach() {
    let house = House::with(TWO).await;
    let old = TWO.replace("2026-01-05", "0023-01-05");
    let new = TWO.replace("2026-02-02", "2126-02-02");
    let name = TWO.replace("Two firms", &"Two firms ".repeat(390_000));
    let why = TWO.replace("Where do we agree?", &"Why? ".repeat(5_000));
    let hours: String = (0..100)
        .map(|_| {
            "[[effort]]\nparty = \"maker\"\nwork = \"joint\"\nfrom = 1900-01-01\nto = 2030-01-01\nhours_a_week = 1\n"
        })
        .collect();
    let many = format!("{}\n{hours}", TWO.replace("2026-01-05", "1900-01-01"));
    for (what, case) in [("old", &old), ("new", &new), ("name", &name), ("why", &why), ("many", &many)] {
        let files = [("case.toml", case.as_bytes())];
        let taken = house.upload("lead", "/alliances/new/file", &files);
        let answer = timeout(PATIENCE, taken).await.unwrap();
        assert_ne!(answer.status, 303, "{what} was taken");
        assert!(answer.status < 500, "{what}: {}", answer.status);
        let told = ["1900-01-01", "at most", "too large"].iter().any(|word| answer.body.contains(word));
        assert!(told, "{what} is refused without a way out: {}", &answer.body[..answer.body.len().min(3000)]);
    }
    let mut record = Record::default();
    let founded = house.app.store.lines(&house.alliance, 0).await.unwrap();
    for line in &founded {
        record.take_in(line).unwrap();
    }
    let actor = Actor::Party("maker".parse().unwrap());
    let new =
        NewFact { recorded_at: NOW.parse().unwrap(), effective_on: Date::MAX, actor, event: note("far") };
    record.append(new).unwrap();
    let exported = rowlock_files::record::write_record(&record, "Two firms");
    let answer = house.upload("lead", "/alliances/new/file", &[("far.jsonl", exported.as_bytes())]).await;
    assert_ne!(answer.status, 303, "a record with a day of 9999 was taken");
    assert!(answer.body.contains("9999-12-31") && answer.body.contains("1900-01-01"), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_kept_without_bounds_is_read_all_the_same() {
    let house = House::with(TWO).await;
    let facts = [
        (Date::MAX, note("far ahead")),
        (date(2126, 1, 1), note("a hundred years ahead")),
        (date(23, 1, 1), note("in the year 23")),
        (Date::MIN, note("before everything")),
        (date(2026, 2, 2), note(&"long ".repeat(700_000))),
    ];
    as_before(&house, &facts).await;
    for page in PAGES {
        let path = format!("/a/{}{page}", house.alliance);
        let answer = timeout(PATIENCE, house.get("lead", &path)).await;
        assert_eq!(answer.unwrap_or_else(|_| panic!("{page} never answers")).status, 200, "{page}");
    }
    // It is gone on with, too.
    let path = format!("/a/{}/record/notes", house.alliance);
    assert_eq!(house.post("lead", &path, "note=So+it+goes+on&since=2026-03-02").await.status, 303);
}

#[tokio::test]
async fn a_record_that_was_cut_is_told_apart() {
    let mut whole = Record::default();
    let house = House::with(TWO).await;
    assert_eq!(house.get("lead", &format!("/a/{}/record", house.alliance)).await.status, 200);
    for line in house.app.store.lines(&house.alliance, 0).await.unwrap() {
        whole.take_in(&line).unwrap();
    }
    let head = whole.lines().len();
    // As if one more had been there, or another one.
    for end in [format!("{} {}", head + 2, whole.final_hash()), format!("{} {}", head + 1, "0".repeat(64))] {
        let house = House::with(TWO).await;
        let mut own = Record::default();
        for line in house.app.store.lines(&house.alliance, 0).await.unwrap() {
            own.take_in(&line).unwrap();
        }
        let actor = Actor::Party("maker".parse().unwrap());
        let on = date(2026, 3, 2);
        own.append(NewFact {
            recorded_at: NOW.parse().unwrap(),
            effective_on: on,
            actor,
            event: note("one"),
        })
        .unwrap();
        commit(&house, head, &own, &end).await;
        for path in ["/record", "/verdict", ""] {
            let answer = house.get("lead", &format!("/a/{}{path}", house.alliance)).await;
            assert_eq!(answer.status, 409, "{path}");
            assert!(answer.body.contains("This record was cut"), "{}", answer.body);
        }
        let notes = format!("/a/{}/record/notes", house.alliance);
        assert_eq!(house.post("lead", &notes, "note=More&since=2026-03-02").await.status, 409);
        assert_eq!(house.app.store.lines(&house.alliance, 0).await.unwrap().len(), head + 1);
        for path in ["/desk", "/portfolio", "/learning"] {
            assert_eq!(house.get("lead", path).await.status, 200, "{path}: the others are still there");
        }
    }
}

/// Twenty years of hours by two parties, week by week.
fn long() -> String {
    let mut case = TWO.replace("2026-01-0", "2006-01-0");
    for party in ["maker", "server"] {
        case.push_str(&format!(
            "\n[[effort]]\nparty = \"{party}\"\nwork = \"joint\"\nfrom = 2006-01-09\nto = 2026-02-28\nhours_a_week = 20\n"
        ));
    }
    case
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_much_is_computed_everybody_else_is_answered() {
    let house = Arc::new(House::with(&long()).await);
    let mut asked = JoinSet::new();
    for number in 0..16 {
        let house = Arc::clone(&house);
        asked.spawn(async move {
            let who = ["lead", "partner", "adviser", "viewer"][number % 4];
            house.get(who, &format!("/a/{}/look-back", house.alliance)).await.status
        });
    }
    let mut answered = 0;
    while !asked.is_empty() && answered < 200 {
        for path in ["/health", "/about", "/sign-in"] {
            let answer = timeout(Duration::from_secs(5), house.get("nobody", path)).await;
            assert_eq!(answer.unwrap_or_else(|_| panic!("{path} waits for an analysis")).status, 200);
        }
        answered += 1;
        while let Some(status) = asked.try_join_next() {
            assert!([200, 404, 503].contains(&status.unwrap()));
        }
    }
    let statuses = asked.join_all().await;
    assert!(statuses.iter().all(|status| [200, 404, 503].contains(status)), "{statuses:?}");
    assert!(answered > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_waits_for_makes_room() {
    let house = House::with(&long()).await;
    let page = format!("/a/{}/look-back", house.alliance);
    for _ in 0..12 {
        // Whoever asked goes away at once.
        let _ = timeout(Duration::from_millis(30), house.get("lead", &page)).await;
    }
    let answer = timeout(PATIENCE, house.get("lead", "/you")).await;
    assert_eq!(answer.unwrap().status, 200, "the places of one account are free again");
}

#[tokio::test]
async fn a_number_of_days_may_be_any_number() {
    let house = House::with(TWO).await;
    for signal in house.framework().signals.clone() {
        for number in signal.rule.numbers.keys() {
            let form = format!("number={number}&value=1000000000&why=As+it+is");
            let path = format!("/a/{}/signals/{}", house.alliance, signal.id);
            assert!(house.post("lead", &path, &form).await.status < 500, "{path} {number}");
        }
    }
    for page in PAGES {
        let path = format!("/a/{}{page}", house.alliance);
        assert_eq!(house.get("lead", &path).await.status, 200, "{page}");
    }
}

#[tokio::test]
async fn a_form_has_so_many_fields() {
    let house = House::with(TWO).await;
    let path = format!("/a/{}/record/notes", house.alliance);
    assert_eq!(house.post("lead", &path, &"note=a&".repeat(20_000)).await.status, 413);
    let body = "note=".to_owned() + &"a".repeat(5 << 20);
    assert_eq!(house.post("lead", &path, &body).await.status, 413);
}
