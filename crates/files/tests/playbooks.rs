//! Playbook files: there and back again, everything wrong at once, and hostile text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use std::sync::LazyLock;

use jiff::civil::Date;
use proptest::prelude::*;
use rowlock_core::framework::Framework;
use rowlock_core::playbook::{Choice, Playbook, lessons_on_record};
use rowlock_core::seal::Seed;
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use rowlock_files::playbook::{Beginning, Firm, read_playbook, write_playbook, write_playbook_json};

static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| default_framework().unwrap());
const SAMPLES: [&str; 3] = [
    include_str!("../../../examples/no-conflict.toml"),
    include_str!("../../../examples/rowboat.toml"),
    include_str!("base.toml"),
];

/// The playbook that a sample makes at its end, with all its obligations.
fn made(sample: &str, name: &str) -> Playbook {
    let (record, _) = read_case("case.toml", sample).unwrap().record(&FRAMEWORK, &Seed([3; 32])).unwrap();
    let (_, last) = record.span().unwrap();
    let alliance = record.alliance(last, Date::MAX);
    let choice = Choice {
        id: "sample".parse().unwrap(),
        name: name.to_owned(),
        clauses: None,
        obligations: Some(alliance.obligations.keys().cloned().collect()),
        lessons: lessons_on_record(&alliance, last),
        known_as: Vec::new(),
    };
    Playbook::made(&alliance, &FRAMEWORK, last, &choice)
}

#[test]
fn a_playbook_of_each_sample_is_read_as_it_was_written() {
    for sample in SAMPLES {
        let playbook = made(sample, "2025-01-01");
        let toml = write_playbook(&playbook).unwrap();
        assert_eq!(
            read_playbook("p.toml", &toml, &FRAMEWORK).unwrap_or_else(|told| panic!("{told}")),
            playbook
        );
        let json = write_playbook_json(&playbook).unwrap();
        assert_eq!(
            read_playbook("p.json", &json, &FRAMEWORK).unwrap_or_else(|told| panic!("{told}")),
            playbook
        );
    }
}

#[test]
fn the_playbook_of_a_sample_names_nobody() {
    for sample in SAMPLES {
        let (record, _) = read_case("case.toml", sample).unwrap().record(&FRAMEWORK, &Seed([3; 32])).unwrap();
        let alliance = record.alliance(Date::MAX, Date::MAX);
        let text = write_playbook(&made(sample, "Boats")).unwrap().to_lowercase();
        let parties = alliance.parties.values().map(|party| party.joined.value.name.clone());
        let clients = alliance.clients.values().flatten().map(|client| client.value.name.clone());
        let versions = alliance.clauses.values().flat_map(|clause| &clause.versions);
        let signed = versions.flat_map(|version| &version.value.approvals);
        let signed = signed.map(|approval| approval.value.typed_name.clone());
        for name in parties.chain(clients).chain(signed) {
            let name = name.to_lowercase();
            let found = text.match_indices(&name).any(|(at, _)| {
                let borders = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
                borders(text[..at].chars().next_back()) && borders(text[at + name.len()..].chars().next())
            });
            assert!(!found, "{name}");
        }
    }
}

#[test]
fn an_alliance_that_begins_from_it_is_a_case_that_can_be_read() {
    let playbook = made(SAMPLES[0], "A line that runs");
    let firm = |id: &str, name: &str| Firm { id: id.parse().unwrap(), name: name.to_owned() };
    let text = Beginning {
        name: "A line that runs, third country".to_owned(),
        form: playbook.form,
        on: "2026-01-19".parse().unwrap(),
        lead: firm("maker", "Machine maker"),
        partners: vec![firm("service-3", "Service firm")],
        playbook: &playbook,
    };
    let text = text.write().unwrap();
    let case = read_case("case.toml", &text).unwrap_or_else(|told| panic!("{told}"));
    let (record, _) = case.record(&FRAMEWORK, &Seed([3; 32])).unwrap_or_else(|told| panic!("{told}"));
    let alliance = record.alliance(Date::MAX, Date::MAX);
    assert_eq!(*alliance.begun_from.unwrap().value.playbook, playbook);
    assert_eq!(alliance.clauses.len(), playbook.clauses.len());
    assert!(alliance.decision_rights.is_empty());
}

const WRONG: &str = r#"
id = "Boats"
name = " "
version = 0
framework = "core-alignment-12"
framework_version = "1"
form = "contract"
diligence = ["licence"]

[made_from]
outcome = "well"
began = 2025-01-01
until = 2024-01-01
"#;

const ODD: &str = r#"
id = "boats"
name = " "
version = 1
framework = "core-alignment-12"
framework_version = "1"
form = "contract"
diligence = ["licence", "insurance", "insurance"]

[made_from]
outcome = "succeeded"
began = 2025-01-01
until = 2024-01-01

[[clause]]
id = "purpse"
text = "We row."

[[clause]]
id = "scope"
text = " "

[[decision]]
id = "prices"
name = "Prices"
proposes = ["lead", "maker", "lead"]
decides = "everybody"

[votes]
votes = { lead = 1, partner-0 = 1 }
quota = 0.5

[split]
freeze = "Later"
weights = { love = 2 }

[[obligation]]
id = "list"
what = "A list"
who = "the partner"
days = 3
"#;

#[test]
fn everything_wrong_is_told_at_once() {
    insta::assert_snapshot!(
        "playbook_wrong_shape",
        read_playbook("p.toml", WRONG, &FRAMEWORK).err().unwrap().to_string()
    );
    insta::assert_snapshot!(
        "playbook_wrong_words",
        read_playbook("p.toml", ODD, &FRAMEWORK).err().unwrap().to_string()
    );
}

#[test]
fn a_playbook_of_another_framework_says_so() {
    let text = ODD.replace("core-alignment-12", "ours");
    let told = read_playbook("p.toml", &text, &FRAMEWORK).err().unwrap().to_string();
    assert!(told.contains("speaks of another framework than core-alignment-12"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What was read can be written and read again, and nothing panics, whatever was done to the text.
    #[test]
    fn hostile_text_is_refused_or_read(
        edits in proptest::collection::vec((any::<u32>(), 0_usize..40, "\\PC{0,6}"), 0..4),
    ) {
        let mut text = write_playbook(&made(SAMPLES[2], "Boats")).unwrap();
        for (at, length, with) in edits {
            let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let from = floor(at as usize % (text.len() + 1));
            let to = floor(from + length).max(from);
            text.replace_range(from..to, &with);
        }
        if let Ok(playbook) = read_playbook("p.toml", &text, &FRAMEWORK) {
            let again = write_playbook(&playbook).unwrap();
            prop_assert_eq!(read_playbook("p.toml", &again, &FRAMEWORK).unwrap(), playbook);
        }
    }
}
