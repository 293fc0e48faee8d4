//! Hand-over files: nothing readable without the passphrase, there and back, and each kind of trouble told apart.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use proptest::prelude::*;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Actor, Event, NoteMade};
use rowlock_core::gate;
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::{Keyring, Seed};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use rowlock_files::hand_over::{Evidence, Joined, Luggage, OpenError, Opened, Passphrase, lock, open, read};
use rowlock_files::record::read_keys;

const SEED: Seed = Seed([3; 32]);

/// The sample of the failed alliance, handed over at its end, with consent of all but one to what is under seal.
fn case() -> (Record, Keyring) {
    let mut text = include_str!("../../../examples/rowboat.toml").to_owned();
    let day = "2031-01-06";
    let parties = signers(&text);
    let consents = parties
        .iter()
        .map(|party| format!("{{ on = {day}, party = \"{party}\", under_seal = \"goes_along\" }}"));
    let consents: Vec<String> = consents.collect();
    text.push_str(&format!(
        "\n[[hand_over]]\nid = \"h1\"\non = {day}\nto = \"The mill behind the weir\"\nwhy = \"Because of the otters\"\n\
         consent = [{}]\n[hand_over.made]\non = {day}\n",
        consents.join(", ")
    ));
    let framework = default_framework().unwrap();
    read_case("rowboat.toml", &text).unwrap().record(&framework, &SEED).unwrap()
}

fn signers(text: &str) -> Vec<String> {
    let framework = default_framework().unwrap();
    let (record, _) = read_case("rowboat.toml", text).unwrap().record(&framework, &SEED).unwrap();
    let whole = whole(&record);
    whole.signers(jiff::civil::Date::MAX).into_iter().map(ToString::to_string).collect()
}

fn whole(record: &Record) -> Alliance {
    record.alliance(jiff::civil::Date::MAX, jiff::civil::Date::MAX)
}

fn luggage() -> Luggage {
    let (record, ring) = case();
    let whole = whole(&record);
    let along = gate::luggage(&whole, whole.lives_elsewhere().unwrap(), jiff::civil::Date::MAX);
    let evidence = Evidence {
        exchange: "x1".into(),
        party: "ana".into(),
        id: "e1".into(),
        sealed: b"sealed as it was kept".to_vec(),
    };
    let people = BTreeMap::from([("someone".to_owned(), "Ottilie Fenwick".to_owned())]);
    Luggage { keys: gate::keys_along(&ring, &along), record, people, evidence: vec![evidence] }
}

fn passphrase() -> Passphrase {
    Passphrase::draw(&Seed([7; 32]))
}

fn opened() -> Opened {
    open(&lock(&luggage(), "0.0.0", &passphrase(), &SEED).unwrap(), &passphrase()).unwrap()
}

fn says(result: Result<Opened, OpenError>) -> String {
    result.map_or_else(|error| error.to_string(), |_| "opened".to_owned())
}

#[test]
fn all_of_it_comes_back() {
    let (packed, opened) = (luggage(), opened());
    assert_eq!(opened.record, packed.record);
    assert_eq!(opened.evidence, packed.evidence);
    assert_eq!(opened.manifest.people[0].name, "Ottilie Fenwick");
    assert_eq!(opened.manifest.r#final, packed.record.final_hash());
    assert_eq!(opened.manifest.framework, "core-alignment-12 1.0.0");
    assert!(!packed.keys.is_empty());
    let keys = gate::luggage(
        &whole(&packed.record),
        whole(&packed.record).lives_elsewhere().unwrap(),
        jiff::civil::Date::MAX,
    );
    assert_eq!(gate::keys_along(&opened.keys, &keys), packed.keys);
    let read_back =
        read_keys("k", &serde_json::json!({ "rowlock_keys": 1, "keys": packed.keys }).to_string());
    assert!(read_back.is_ok());
}

#[test]
fn without_the_passphrase_the_file_reveals_nothing() {
    let packed = luggage();
    let file = lock(&packed, "0.0.0", &passphrase(), &SEED).unwrap();
    let holds = |word: &[u8]| file.windows(word.len()).any(|bytes| bytes == word);
    let mut words: Vec<String> =
        vec!["Ottilie".into(), "Fenwick".into(), "rowlock".into(), "PK\u{3}\u{4}".into()];
    words.extend([passphrase().shown().to_owned(), packed.record.final_hash().to_owned()]);
    for line in packed.record.lines() {
        words.push(line[line.len() - 66..line.len() - 2].to_owned());
        words.extend(
            line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 4).map(str::to_owned),
        );
    }
    words.extend(packed.keys.iter().flat_map(|(subject, key)| [subject.clone(), key.clone()]));
    words.sort();
    words.dedup();
    assert!(words.len() > 1000, "{}", words.len());
    let found: Vec<&String> = words.iter().filter(|word| word.len() > 4 && holds(word.as_bytes())).collect();
    assert!(found.is_empty(), "{found:?}");
    assert!(std::str::from_utf8(&file[..21]) == Ok("age-encryption.org/v1"));
}

#[test]
fn its_size_goes_in_steps_and_two_files_of_one_case_differ() {
    let (mut packed, first) = (luggage(), lock(&luggage(), "0.0.0", &passphrase(), &SEED).unwrap());
    let second = lock(&packed, "0.0.0", &passphrase(), &Seed([4; 32])).unwrap();
    assert_eq!(first.len(), second.len());
    let same = first.iter().zip(&second).skip(22).filter(|(one, other)| one == other).count();
    assert!(same < first.len() / 64, "{same} of {}", first.len());
    packed.people.insert("another".to_owned(), "One more".to_owned());
    let with_one_more = lock(&packed, "0.0.0", &passphrase(), &SEED).unwrap();
    assert_eq!(with_one_more.len(), first.len());
}

#[test]
fn each_kind_of_trouble_is_told() {
    let file = lock(&luggage(), "0.0.0", &passphrase(), &SEED).unwrap();
    let other = Passphrase::draw(&Seed([8; 32]));
    assert!(says(open(&file, &other)).starts_with("this passphrase does not open the file"));
    assert!(says(open(&file[..file.len() - 100], &passphrase())).contains("changed or damaged"));
    assert!(
        says(open(b"[alliance]\nname = \"A\"\n", &passphrase()))
            .starts_with("this is no file of a hand-over")
    );
    let zip = zipped(&[("manifest.json", b"{\"a\": 1}")]);
    assert!(says(read(&zip)).contains("there is no case of Rowlock in it"));
    assert!(says(read(b"PK nothing")).contains("there is no case of Rowlock in it"));
    let newer = zipped(&[("manifest.json", b"{\"rowlock_hand_over\": 2, \"anything\": []}")]);
    assert_eq!(says(read(&newer)), "this hand-over has format 2, newer than this program reads (1)");
}

#[test]
fn a_part_that_was_changed_taken_out_or_put_in_is_named() {
    let manifest = |parts: &str| {
        let text = format!(
            "{{\"rowlock_hand_over\":1,\"program\":\"0\",\"framework\":\"f 1\",\"facts\":1,\"final\":\"0\",\
             \"people\":[],\"parts\":[{parts}]}}"
        );
        text.into_bytes()
    };
    let part = "{\"name\":\"record.jsonl\",\"bytes\":3,\"sha256\":\"00\"}";
    let missing = zipped(&[("manifest.json", &manifest(part))]);
    assert!(says(read(&missing)).starts_with("the part record.jsonl is not as it was put in"));
    let changed = zipped(&[("manifest.json", &manifest(part)), ("record.jsonl", b"abc")]);
    assert!(says(read(&changed)).ends_with("its size or its hash is another"));
    let twice = zipped(&[("manifest.json", &manifest(&format!("{part},{part}")))]);
    assert!(says(read(&twice)).contains("record.jsonl"));
    let none = zipped(&[("manifest.json", &manifest(""))]);
    assert!(says(read(&none)).ends_with("it is missing"));
}

#[test]
fn a_record_that_was_not_handed_over_is_not_packed() {
    let (record, _) = case();
    let mut earlier = Record::default();
    for line in &record.lines()[..record.lines().len() - 1] {
        earlier.take_in(line).unwrap();
    }
    let packed = Luggage { record: earlier, ..luggage() };
    assert!(matches!(lock(&packed, "0", &passphrase(), &SEED), Err(OpenError::NotHandedOver)));
}

#[test]
fn what_comes_back_goes_on_or_is_refused_in_words() {
    let (ours, _) = case();
    let note = |text: &str| NewFact {
        recorded_at: "2031-02-01T12:00:00Z".parse().unwrap(),
        effective_on: "2031-02-01".parse().unwrap(),
        actor: Actor::Rowlock,
        event: Event::from(NoteMade { text: text.to_owned() }),
    };
    let with = |text: &str| {
        let mut record = ours.clone();
        record.append(note(text)).unwrap();
        record
    };
    assert_eq!(Joined::of(&ours, &ours), Joined::Same);
    assert_eq!(Joined::of(&ours, &with("a")), Joined::GoesOn(1));
    let facts = ours.lines().len() as u64;
    assert_eq!(Joined::of(&with("a"), &ours), Joined::Older { theirs: facts, ours: facts + 1 });
    assert_eq!(Joined::of(&with("a"), &with("b")), Joined::Forked(facts));
    let mut another = Record::default();
    another.append(note("a")).unwrap();
    assert_eq!(Joined::of(&ours, &another), Joined::Another);
    assert!(Joined::Forked(7).told().contains("up to fact 7"));
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = open(&bytes, &passphrase());
        let _ = read(&bytes);
    }

    #[test]
    fn a_changed_archive_is_refused_or_read(at in any::<usize>(), byte in any::<u8>()) {
        let mut bytes = zipped(&[("manifest.json", b"{\"rowlock_hand_over\": 1}"), ("record.jsonl", b"abc")]);
        let at = at % bytes.len();
        bytes[at] = byte;
        prop_assert!(read(&bytes).is_err());
    }
}
