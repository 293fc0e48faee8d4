//! Framework files: the default is sound, and broken ones are told what is wrong, where, and how to mend it.

use proptest::prelude::*;
use rowlock_core::fact::RoundForm;
use rowlock_core::framework::Kind;
use rowlock_files::framework::{DEFAULT_TEXT, default_framework, framework_schema, read_framework};

/// What is said of the default framework after one edit.
#[track_caller]
fn after(old: &str, new: &str) -> String {
    assert!(DEFAULT_TEXT.contains(old), "the default framework has no {old:?}");
    let text = DEFAULT_TEXT.replacen(old, new, 1);
    read_framework("own.toml", &text).map_or_else(|problems| problems.to_string(), |_| "sound".to_owned())
}

#[test]
fn the_default_framework_is_sound() {
    let framework = default_framework().unwrap();
    assert_eq!(framework.areas.len(), 12);
    assert_eq!(framework.items_of(RoundForm::Full).count(), 60);
    assert_eq!(framework.items_of(RoundForm::Short).count(), 24);
    assert_eq!(framework.signals.len(), 16);
    for area in &framework.areas {
        assert!(framework.cluster_of(&area.id).is_some(), "{}", area.id);
    }
    let (_, item) = framework.item(&"pur-4".parse().unwrap()).unwrap();
    assert_eq!(item.kind, Kind::Likert { low: "Not at all true".into(), high: "Completely true".into() });
}

#[test]
fn the_same_framework_may_be_written_in_json() {
    let root = rowlock_files::tree::parse("own.toml", DEFAULT_TEXT).unwrap();
    let json = serde_json::to_string(&rowlock_files::tree::to_json(&root)).unwrap();
    let mut read = read_framework("own.json", &json).unwrap();
    let mut written = default_framework().unwrap();
    // JSON of this test is sorted by name; clusters and sources stand in the order of the file.
    for framework in [&mut read, &mut written] {
        framework.scoring.clusters.sort_by(|a, b| a.id.cmp(&b.id));
        framework.sources.sort_by(|a, b| a.id.cmp(&b.id));
    }
    assert_eq!(read, written);
}

#[test]
fn the_written_schema_is_that_of_the_reader() {
    let written = include_str!("../../../schemas/framework.schema.json");
    assert!(
        written == framework_schema(),
        "schemas/framework.schema.json is old: write `framework_schema()` to it"
    );
}

#[test]
fn the_schema_is_json_with_every_field_described() {
    let schema: serde_json::Value = serde_json::from_str(&framework_schema()).unwrap();
    assert_eq!(schema["title"], "Rowlock framework file");
    for (table, definition) in schema["$defs"].as_object().unwrap() {
        for (field, property) in definition["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{table}.{field}");
        }
    }
}

#[test]
fn a_misspelt_field_is_named_with_its_neighbour() {
    insta::assert_snapshot!(after("redline = true\nscore = \"agreement\"", "redlin = true\nscore = \"agreement\""), @r#"
    error: own.toml:535: area "purpose", item "pur-1", field `redlin`: this field is not known here
      found:    redlin = true
      hint:     did you mean `redline`?
    1 error in own.toml
    "#);
}

#[test]
fn a_word_outside_the_list_is_told_what_is_in_it() {
    insta::assert_snapshot!(after("difference = \"must_agree\"", "difference = \"must_agre\""), @r#"
    error: own.toml:498: area "purpose", field `difference`: this word is not known here
      found:    difference = "must_agre"
      expected: one of `must_agree`, `must_be_known`, `should_differ` or `must_be_high`
      hint:     did you mean `must_agree`?
    1 error in own.toml
    "#);
}

#[test]
fn a_missing_field_stands_at_its_table() {
    insta::assert_snapshot!(after("author = \"Kellermanns, Walter, Floyd, Lechner, Shaw\"\n", ""), @r#"
    error: own.toml:203: source.kellermanns2011, field `author`: this field is missing
      expected: a text
    1 error in own.toml
    "#);
}

#[test]
fn an_id_stands_once() {
    insta::assert_snapshot!(after("id = \"pur-2\"", "id = \"pur-1\""), @r#"
    error: own.toml:542: area "purpose", item "pur-1", field `id`: an earlier item is called so too
      found:    id = "pur-1"
      hint:     give one of them another name
    1 error in own.toml
    "#);
}

#[test]
fn a_reference_leads_somewhere() {
    insta::assert_snapshot!(after("clauses = [\"purpose\", \"guiding-principles\"", "clauses = [\"purpos\", \"guiding-principles\""), @r#"
    error: own.toml:502: area "purpose", field `clauses`: there is no clause `purpos`
      found:    "purpos"
      hint:     did you mean `purpose`?
    1 error in own.toml
    "#);
}

#[test]
fn a_measure_gets_its_own_numbers() {
    insta::assert_snapshot!(after("watch = 0.15, alarm_factor = 2", "watch = 0.15, alarm_faktor = 2"), @r#"
    error: own.toml:2367: signal "off-scope-share", rule.numbers, field `alarm_factor`: `off_scope_share` asks for this number
    error: own.toml:2367: signal "off-scope-share", rule.numbers, field `alarm_faktor`: `off_scope_share` asks for no such number
      found:    alarm_faktor = 2
      hint:     did you mean `alarm_factor`?
    2 errors in own.toml
    "#);
}

#[test]
fn clusters_part_the_areas() {
    insta::assert_snapshot!(after("direction = [\"purpose\", \"market\", \"scope\"]", "direction = [\"purpose\", \"purpose\"]"), @r#"
    error: own.toml:177: scoring.clusters, field `direction`: this cluster has 2 items of the short form
      found:    direction = ["purpose", "purpose"]
      expected: at least 3, by `min_items_behind_a_band`
    error: own.toml:177: scoring.clusters, field `direction`: area `purpose` is in cluster `direction` already
      found:    "purpose"
    error: own.toml:605: area "market", field `id`: this area is in no cluster
      found:    id = "market"
      hint:     name it in one of [scoring.clusters]
    error: own.toml:820: area "scope", field `id`: this area is in no cluster
      found:    id = "scope"
      hint:     name it in one of [scoring.clusters]
    4 errors in own.toml
    "#);
}

#[test]
fn bands_stand_in_order() {
    insta::assert_snapshot!(after("allocation_talk_max = 0.30", "allocation_talk_max = 0.10"), @r#"
    error: own.toml:132: scoring, field `allocation_talk_max`: these bands are in the wrong order
      found:    allocation_talk_max = 0.10
      expected: more than 0.15, which is `allocation_aligned_max`
    1 error in own.toml
    "#);
}

#[test]
fn a_number_item_has_room() {
    insta::assert_snapshot!(after("min = 0.0\nmax = 1000000000.0\ntol_kind = \"ratio\"\ntol = 1.5\nfar = 4.0", "min = 5\nmax = 5\ntol_kind = \"ratio\"\ntol = 1.5\nfar = 1.5"), @r#"
    error: own.toml:591: area "purpose", item "pur-5", field `max`: no number lies between `min` and `max`
      found:    max = 5
      expected: more than 5
    error: own.toml:594: area "purpose", item "pur-5", field `far`: `far` must lie beyond `tol`
      found:    far = 1.5
      expected: more than 1.5
    2 errors in own.toml
    "#);
}

#[test]
fn only_known_placeholders_stand() {
    insta::assert_snapshot!(after("do you most want {joint} to be?", "do you most want {venture} to be?"), @r#"
    error: own.toml:525: area "purpose", item "pur-1", field `text`: nothing fills the placeholder `{venture}`
      found:    text = "Three years from now, what do you most want {ven ...
      expected: `{joint}` or `{partner}`
    1 error in own.toml
    "#);
}

#[test]
fn an_item_is_asked_somewhere() {
    insta::assert_snapshot!(after("stages = [\"select\", \"form\", \"run\"]\nforms = [\"short\", \"full\"]\ngap_says = \"You are building", "stages = []\nforms = []\ngap_says = \"You are building"), @r#"
    error: own.toml:537: area "purpose", item "pur-1", field `stages`: this item would never be asked
      found:    stages = []
      expected: at least 1
    error: own.toml:538: area "purpose", item "pur-1", field `forms`: this item would never be asked
      found:    forms = []
      expected: at least 1
    2 errors in own.toml
    "#);
}

#[test]
fn a_field_of_another_type_is_refused() {
    insta::assert_snapshot!(after("type = \"likert\"\nrole = \"stance\"", "type = \"likert\"\nunit = \"km\"\nrole = \"stance\""), @r#"
    error: own.toml:563: area "purpose", item "pur-3", field `unit`: an item of type `likert` has no such field
      found:    unit = "km"
    1 error in own.toml
    "#);
}

#[test]
fn a_label_is_short() {
    insta::assert_snapshot!(after("short = \"Purpose\"", "short = \"Purpose and destination\""), @r#"
    error: own.toml:495: area "purpose", field `short`: this text is too long
      found:    short = "Purpose and destination"
      expected: at most 16 characters
    1 error in own.toml
    "#);
}

#[test]
fn text_that_is_not_toml_names_its_line() {
    insta::assert_snapshot!(after("schema_version = 1", "schema_version = = 1"), @r#"
    error: own.toml:96: this is not TOML: extra `=`, expected nothing
      found:    schema_version = = 1
    1 error in own.toml
    "#);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = read_framework("own.toml", &text).map_err(|problems| problems.to_string());
        let _ = read_framework("own.json", &text).map_err(|problems| problems.to_string());
    }

    #[test]
    fn no_structure_makes_the_reader_panic(text in "[\\[\\]{}a-c.=\"',:#\n 0-9-]{0,200}") {
        let _ = read_framework("own.toml", &text).map_err(|problems| problems.to_string());
        let _ = read_framework("own.json", &text).map_err(|problems| problems.to_string());
    }

    #[test]
    fn no_edit_makes_the_reader_panic(
        at in any::<proptest::sample::Index>(), length in 0_usize..40, new in "[\\[\\]{}a-z=\"',\n 0-9-]{0,8}",
    ) {
        let letters: Vec<char> = DEFAULT_TEXT.chars().collect();
        let start = at.index(letters.len());
        let end = (start + length).min(letters.len());
        let text: String = letters[..start].iter().copied().chain(new.chars()).chain(letters[end..].iter().copied()).collect();
        let _ = read_framework("own.toml", &text).map_err(|problems| problems.to_string());
    }
}
