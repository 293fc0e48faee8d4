//! The record: its stored shape, its chain, and what holds on a day as it was known on a day.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::Index;
use rowlock_core::alliance::{Alliance, fold};
use rowlock_core::fact::{Actor, Event, Fact, FactWithdrawn, NoteMade, PledgeMade, Seq};
use rowlock_core::record::{LineError, NewFact, Record, known_on};
use story::{day, id, noon};

const STORED: &str = include_str!("facts-v1.jsonl");

/// Takes in the lines of a record.
fn read(text: &str) -> Result<Record, (usize, LineError)> {
    let mut record = Record::default();
    for (place, line) in text.lines().enumerate() {
        record.take_in(line).map_err(|error| (place, error))?;
    }
    Ok(record)
}

/// A record of events, each known and in force from its own days on.
fn record_of(entries: impl IntoIterator<Item = (Date, Date, Event)>) -> Record {
    let mut record = Record::default();
    for (effective_on, recorded, event) in entries {
        let actor = Actor::Party(id("ana"));
        record.append(NewFact { recorded_at: noon(recorded), effective_on, actor, event }).unwrap();
    }
    record
}

#[test]
fn facts_are_written_as_they_were_written_in_version_1() {
    let first = day("2025-01-06");
    let record = record_of(story::samples::events().into_iter().map(|event| (first, first, event)));
    let text: String = record.lines().iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    story::golden("facts-v1.jsonl", &text);
}

#[test]
fn facts_of_version_1_are_read_whole() {
    let record = read(STORED).unwrap();
    let kinds: Vec<_> = record.facts().iter().map(|fact| fact.event.kind()).collect();
    assert_eq!(kinds, Event::KINDS);
    let events: Vec<_> = record.facts().iter().map(|fact| fact.event.clone()).collect();
    assert_eq!(events, story::samples::events());
    assert_eq!(record.lines().last().map(String::as_str), STORED.lines().last());
}

#[test]
fn an_unknown_field_or_kind_is_not_a_fact() {
    for (old, new) in
        [("\"kind\":\"note_made\"", "\"kind\":\"note_mode\""), ("{\"seq\":1,", "{\"seq\":1,\"x\":0,")]
    {
        let text = resealed(&STORED.lines().map(|line| line.replacen(old, new, 1)).collect::<Vec<_>>());
        assert!(matches!(read(&text), Err((_, LineError::NotAFact(_)))), "{new}");
    }
}

/// Lines whose text was changed, with a chain that fits them again.
fn resealed(lines: &[String]) -> String {
    let mut text = String::new();
    let mut before = rowlock_core::record::GENESIS.to_owned();
    for line in lines {
        let body = &line[..line.rfind(",\"hash\":\"").unwrap()];
        let start = body.rfind("\"prev\":\"").unwrap() + 8;
        let body = format!("{}{before}\"", &body[..start]);
        // The digest of a line is led by its length, as `seal::digest` has it.
        let hash = hash(&body);
        text.push_str(&format!("{body},\"hash\":\"{hash}\"}}\n"));
        before = hash;
    }
    text
}

fn hash(body: &str) -> String {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    hasher.update((body.len() as u64).to_le_bytes());
    hasher.update(body.as_bytes());
    let bytes: [u8; 32] = hasher.finalize().into();
    rowlock_core::seal::hex(&bytes)
}

#[test]
fn the_chain_says_where_it_breaks() {
    let lines: Vec<&str> = STORED.lines().collect();
    let changed = STORED.replacen("Rowboat", "Towboat", 1);
    assert_eq!(read(&changed).err(), Some((0, LineError::Changed)));
    let left_out = lines.iter().enumerate().filter(|(place, _)| *place != 4).map(|(_, line)| *line);
    assert_eq!(read(&left_out.collect::<Vec<_>>().join("\n")).err(), Some((4, LineError::Unchained)));
    let mut swapped = lines.clone();
    swapped.swap(7, 8);
    assert_eq!(read(&swapped.join("\n")).err(), Some((7, LineError::Unchained)));
    let cut = &lines[0][..lines[0].len() - 1];
    assert_eq!(read(cut).err(), Some((0, LineError::NoHash)));
}

#[test]
fn a_newer_version_is_named_and_not_guessed_at() {
    let line = STORED.lines().next().unwrap().replacen("\"v\":1", "\"v\":2", 1);
    assert_eq!(read(&resealed(&[line])).err(), Some((0, LineError::Newer(2))));
}

#[test]
fn a_fact_is_found_by_its_place() {
    let record = read(STORED).unwrap();
    assert_eq!(record.fact(Seq(1)).map(|fact| fact.event.kind()), Some("alliance_founded"));
    assert_eq!(record.fact(Seq(0)), None);
    assert_eq!(record.fact(Seq(record.facts().len() as u64 + 1)), None);
}

#[test]
fn what_is_written_late_holds_from_its_day_but_is_known_only_later() {
    let pledge = |hours: f64| PledgeMade { party: id("ben"), hours_a_week: hours }.into();
    let record = record_of([
        (day("2025-01-10"), day("2025-01-10"), pledge(10.0)),
        (day("2025-01-05"), day("2025-02-01"), pledge(5.0)),
    ]);
    let hours = |on: &str, known: &str| {
        let alliance = record.alliance(day(on), day(known));
        alliance.pledge(&id("ben"), day(on)).map(|pledge| pledge.value)
    };
    assert_eq!(hours("2025-01-07", "2025-01-20"), None);
    assert_eq!(hours("2025-01-07", "2025-02-01"), Some(5.0));
    assert_eq!(hours("2025-01-10", "2025-02-01"), Some(10.0));
}

#[test]
fn what_is_withdrawn_holds_until_that_is_known() {
    let withdrawn = |fact| FactWithdrawn { fact: Seq(fact), why: "a mistake".into() }.into();
    let record = record_of([
        (day("2025-01-10"), day("2025-01-10"), PledgeMade { party: id("ben"), hours_a_week: 9.0 }.into()),
        (day("2025-01-20"), day("2025-01-25"), withdrawn(1)),
    ]);
    let holds = |on: &str, known: &str| record.alliance(day(on), day(known)).pledges.contains_key("ben");
    assert!(holds("2025-01-15", "2025-02-01"), "before the day of the withdrawal");
    assert!(holds("2025-01-21", "2025-01-24"), "before it was known");
    assert!(!holds("2025-01-21", "2025-01-25"));
}

/// Sample events in any order, on any days of six weeks, with any withdrawals among them.
fn histories() -> impl Strategy<Value = Vec<(Date, Date, Event)>> {
    let entry = (0_i64..42, 0_i64..14, any::<Index>(), any::<u8>());
    prop::collection::vec(entry, 1..60).prop_map(|entries| {
        let samples = story::samples::events();
        let first = day("2025-01-06");
        let event = |index: Index, withdrawn: u8, place: usize| {
            if withdrawn < 30 && place > 0 {
                let fact = Seq(u64::from(withdrawn) % place as u64 + 1);
                return FactWithdrawn { fact, why: "a mistake".into() }.into();
            }
            samples[index.index(samples.len())].clone()
        };
        entries
            .into_iter()
            .enumerate()
            .map(|(place, (on, late, index, withdrawn))| {
                let on = first.checked_add(jiff::Span::new().days(on)).unwrap();
                let known = on.checked_add(jiff::Span::new().days(late)).unwrap();
                (on, known, event(index, withdrawn, place))
            })
            .collect()
    })
}

/// The state on a day as known on a day, from its definition: fold what was visible, without what was withdrawn.
fn by_definition(record: &Record, on: Date, known: Date) -> Alliance {
    let seen = |fact: &&Fact| fact.effective_on <= on && known_on(fact) <= known;
    let mut visible: Vec<&Fact> = record.facts().iter().filter(seen).collect();
    let withdrawn: Vec<Seq> = visible
        .iter()
        .filter_map(|fact| match &fact.event {
            Event::FactWithdrawn(data) => Some(data.fact),
            _ => None,
        })
        .collect();
    visible.retain(|fact| !withdrawn.contains(&fact.seq));
    visible.sort_by_key(|fact| (fact.effective_on, fact.seq));
    visible.into_iter().fold(Alliance::default(), fold)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_state_is_the_fold_of_what_was_visible(history in histories(), on in 0_i64..60, known in 0_i64..60) {
        let record = record_of(history);
        let on = day("2025-01-06").checked_add(jiff::Span::new().days(on)).unwrap();
        let known = day("2025-01-06").checked_add(jiff::Span::new().days(known)).unwrap();
        prop_assert_eq!(record.alliance(on, known), by_definition(&record, on, known));
    }

    #[test]
    fn what_comes_later_or_is_known_later_never_changes_the_state(
        history in histories(), later in histories(), cut in 0_i64..42,
    ) {
        let cut = day("2025-01-06").checked_add(jiff::Span::new().days(cut)).unwrap();
        let short = record_of(history.clone());
        let after = later.into_iter().filter(|(on, known, _)| *on > cut || *known > cut);
        let long = record_of(history.into_iter().chain(after));
        prop_assert_eq!(short.alliance(cut, cut), long.alliance(cut, cut));
    }

    #[test]
    fn folding_is_total_in_any_order(order in Just((0..Event::KINDS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let samples = story::samples::events();
        let first = day("2025-01-06");
        let record = record_of(order.into_iter().map(|place| (first, first, samples[place].clone())));
        let alliance = record.alliance(first, first);
        prop_assert!(alliance.signers(first).len() <= 2);
    }

    #[test]
    fn the_lines_of_a_record_read_back_to_the_same_record(history in histories()) {
        let record = record_of(history);
        let text: String = record.lines().iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        prop_assert_eq!(read(&text).unwrap(), record);
    }

    #[test]
    fn no_byte_of_a_line_may_change(place in any::<Index>(), byte in any::<Index>(), flip in 1_u8..128) {
        let lines: Vec<&str> = STORED.lines().collect();
        let at = place.index(lines.len());
        let mut bytes = lines[at].as_bytes().to_vec();
        let byte = byte.index(bytes.len());
        bytes[byte] ^= flip;
        let Ok(changed) = String::from_utf8(bytes) else { return Ok(()) };
        let mut record = Record::default();
        for line in &lines[..at] {
            record.take_in(line).unwrap();
        }
        prop_assert!(record.take_in(&changed).is_err());
    }

    #[test]
    fn any_text_is_refused_without_a_panic(text in ".*") {
        prop_assert!(Record::default().take_in(&text).is_err());
    }
}

#[test]
fn a_note_changes_nothing() {
    let first = day("2025-01-06");
    let record = record_of([(first, first, NoteMade { text: "nothing".into() }.into())]);
    assert_eq!(record.alliance(first, first), Alliance::default());
}
