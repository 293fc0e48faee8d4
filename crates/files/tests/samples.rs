//! The samples, and the examples of the guide, read as they should.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use rowlock_core::fact::Event;
use rowlock_core::seal::Seed;
use rowlock_files::case::{case_schema, read_case, write_json, write_toml};
use rowlock_files::framework::default_framework;

const SAMPLES: [&str; 2] =
    [include_str!("../../../examples/rowboat.toml"), include_str!("../../../examples/no-conflict.toml")];

#[test]
fn a_case_written_as_toml_or_json_reads_as_the_same_case() {
    for text in SAMPLES {
        let read = read_case("sample.toml", text).unwrap();
        let toml = write_toml(read.case()).unwrap();
        let json = write_json(read.case()).unwrap();
        assert_eq!(read_case("again.toml", &toml).unwrap_or_else(|e| panic!("{e}")).case(), read.case());
        assert_eq!(read_case("again.json", &json).unwrap_or_else(|e| panic!("{e}")).case(), read.case());
    }
}

#[test]
fn the_examples_of_the_guide_are_one_sound_case() {
    let guide = include_str!("../../../docs/guide/case-file.md");
    let examples: Vec<&str> =
        guide.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() > 20, "{} examples", examples.len());
    let text = examples.join("\n");
    let framework = default_framework().unwrap();
    let read = read_case("guide.toml", &text).unwrap_or_else(|e| panic!("{e}"));
    let (record, _) = read.record(&framework, &Seed([1; 32])).unwrap_or_else(|e| panic!("{e}"));
    assert!(record.facts().len() > 50);
}

#[test]
fn a_correction_withdraws_the_facts_of_its_entry() {
    let text = format!(
        "{}\n[[correction]]\non = 2025-03-01\nwithdraws = \"issue:late-panels\"\nwhy = \"it was a holiday\"\n",
        include_str!("base.toml")
    );
    let framework = default_framework().unwrap();
    let (record, _) = read_case("case.toml", &text).unwrap().record(&framework, &Seed([1; 32])).unwrap();
    let before = record.alliance("2025-02-28".parse().unwrap(), "2025-02-28".parse().unwrap());
    let after = record.alliance("2025-03-01".parse().unwrap(), "2025-03-01".parse().unwrap());
    assert_eq!((before.issues.len(), after.issues.len()), (1, 0));
    assert!(record.facts().iter().any(|fact| matches!(fact.event, Event::FactWithdrawn(_))));
}

#[test]
fn the_written_schema_of_cases_is_that_of_the_reader() {
    let written = include_str!("../../../schemas/case.schema.json");
    assert!(written == case_schema(), "schemas/case.schema.json is old: run `cargo xtask generate`");
}
