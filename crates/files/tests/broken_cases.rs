//! Broken case files, each with the message that it gets: what is wrong, where, and what to do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use rowlock_core::seal::Seed;
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;

const BASE: &str = include_str!("base.toml");

/// What the reader says of a file; "sound" where it has nothing to say.
fn said(file: &str, text: &str) -> String {
    let framework = default_framework().unwrap();
    match read_case(file, text).and_then(|case| case.record(&framework, &Seed([1; 32]))) {
        Ok(_) => "sound".to_owned(),
        Err(problems) => problems.to_string(),
    }
}

/// Each: a name, what is taken out of the base case, and what stands there instead.
const EDITS: &[(&str, &str, &str)] = &[
    (
        "unknown_field",
        "summary = \"The panels came late\"",
        "summary = \"The panels came late\"\nseverty = \"grave\"",
    ),
    ("unknown_table", "[[meeting]]", "[[meetings]]"),
    ("missing_field", "severity = \"minor\"\n", ""),
    (
        "missing_alliance",
        "[alliance]\nname = \"Two roofs\"\nform = \"contract\"\nstage = \"forming\"\nlead = \"ana\"\non = 2025-01-06\n",
        "",
    ),
    ("wrong_type", "hours = 30", "hours = \"thirty\""),
    ("wrong_type_list", "between = [\"ana\", \"ben\"]", "between = \"ana\""),
    ("bad_date", "due = 2025-03-03", "due = \"3 March 2025\""),
    ("impossible_date", "due = 2025-03-03", "due = \"2025-02-30\""),
    ("unknown_word", "severity = \"minor\"", "severity = \"miner\""),
    ("bad_id", "id = \"march\"", "id = \"March meeting\""),
    (
        "party_twice",
        "[[round]]\nid = \"first\"",
        "[[party]]\nid = \"ben\"\nname = \"Ben again\"\nkind = \"person\"\nrole = \"partner\"\non = 2025-01-07\n\n[[round]]\nid = \"first\"",
    ),
    ("unknown_party", "found_by = \"ben\"", "found_by = \"bem\""),
    ("unknown_project", "work = \"project:north-school\"", "work = \"project:nort-school\""),
    ("unknown_work", "work = \"project:north-school\"", "work = \"the north school\""),
    ("unknown_area", "area = \"commitment\"", "area = \"comitment\""),
    ("unknown_clause", "id = \"scope\"", "id = \"skope\""),
    ("unknown_item", "pur-3 = { own = 5 }", "pur-9 = { own = 5 }"),
    ("unknown_option", "own = \"income\"", "own = \"incom\""),
    ("unknown_cause", "caused_by = [\"project:north-school\"]", "caused_by = [\"weather\"]"),
    (
        "unknown_issue_as_cause",
        "caused_by = [\"project:north-school\"]",
        "caused_by = [\"issue:early-panels\"]",
    ),
    (
        "split_neither_way",
        "[[meeting]]",
        "[[split]]\non = 2025-02-01\nshares = { ana = 50, ben = 50 }\nfreeze = \"A year without a loss\"\n\n[[meeting]]",
    ),
    (
        "unknown_contribution",
        "[[meeting]]",
        "[[contribution]]\non = 2025-02-01\nparty = \"ana\"\ncontribution = \"love\"\namount = 5\nwhat = \"Evenings\"\n\n[[meeting]]",
    ),
    (
        "score_off_the_scale",
        "[[meeting]]",
        "[[party]]\nid = \"dora\"\nname = \"Dora\"\nkind = \"person\"\nrole = \"candidate\"\non = 2025-01-07\n\n\
         [[scoring]]\nid = \"first-look\"\non = 2025-02-01\ncriteria = [{ id = \"skill\", name = \"Skill\" }]\n\
         candidates = [\"dora\"]\nreviewers = [{ person = \"ana\", party = \"ana\" }]\n\n\
         [[scoring.sheet]]\nperson = \"ana\"\non = 2025-02-02\n\
         points = { dora = { skill = 9, charm = 3 }, ben = { skill = 4 } }\n\n[[meeting]]",
    ),
    (
        "weights_neither_way",
        "[[meeting]]",
        "[[party]]\nid = \"dora\"\nname = \"Dora\"\nkind = \"person\"\nrole = \"candidate\"\non = 2025-01-07\n\n\
         [[scoring]]\nid = \"first-look\"\non = 2025-02-01\ncriteria = [{ id = \"skill\", name = \"Skill\" }]\n\
         candidates = [\"dora\"]\nreviewers = [{ person = \"ana\", party = \"ana\" }]\n\n\
         [[scoring.weighting]]\non = 2025-02-03\n\n[[meeting]]",
    ),
    ("empty_ladder", "[[meeting]]", "[[ladder]]\non = 2025-02-01\nsteps = []\n\n[[meeting]]"),
    ("likert_off_the_scale", "pur-3 = { own = 5 }", "pur-3 = { own = 9 }"),
    ("likert_as_word", "pur-3 = { own = 5 }", "pur-3 = { own = \"high\" }"),
    ("number_off_the_scale", "com-1 = { own = 20 }", "com-1 = { own = 200 }"),
    ("allocation_not_a_hundred", "com-1 = { own = 20 }", "mkt-1 = { own = { schools = 60 } }"),
    ("item_of_another_form", "com-1 = { own = 20 }", "pur-2 = { own = { now = 100 } }"),
    (
        "prediction_where_none_is_asked",
        "com-1 = { own = 20 }",
        "tal-2 = { own = [\"roofing\"], predicted = { ben = [\"roofing\"] } }",
    ),
    ("red_line_where_none_is_taken", "com-1 = { own = 20 }", "com-1 = { own = 20, red_lines = [\"low\"] }"),
    ("prediction_about_oneself", "predicted = { ben = \"lasting\" }", "predicted = { ana = \"lasting\" }"),
    ("own_answer_missing", "pur-3 = { own = 2 }", "pur-3 = { importance = 3 }"),
    ("answers_twice", "person = \"ben\"\non = 2025-01-13", "person = \"ana\"\non = 2025-01-13"),
    ("stranger_answers", "person = \"ben\"\non = 2025-01-13", "person = \"cem\"\non = 2025-01-13"),
    ("answers_before_opening", "person = \"ana\"\non = 2025-01-12", "person = \"ana\"\non = 2025-01-10"),
    ("one_respondent", ", { person = \"ben\", party = \"ben\" }]", "]"),
    ("locked_with_one_answer", "why = \"before signing\"", "why = \"before signing\"\nlocked = 2025-01-12"),
    (
        "item_gap_before_release",
        "why = \"before signing\"",
        "why = \"before signing\"\ngap = [{ on = 2025-01-14, by = \"ana\", area = \"purpose\", item = \"pur-1\", says = \"differ\" }]",
    ),
    (
        "check_without_consent",
        "kind = \"firm\"\nrole = \"partner\"\non = 2025-01-06",
        "kind = \"firm\"\nrole = \"partner\"\non = 2025-01-06\ndiligence = [{ check = \"credit\", asked = 2025-01-08 }]",
    ),
    ("started_after_refusal", "admission = \"admit\"", "admission = \"refuse\""),
    ("decided_before_proposed", "on = 2025-02-03, admission", "on = 2025-01-30, admission"),
    ("effort_ends_before_it_begins", "to = 2025-02-16", "to = 2025-02-06"),
    ("effort_of_too_many_hours", "hours = 30", "hours = 300"),
    ("hours_twice", "hours = 30", "hours = 30\nhours_a_week = 30"),
    ("hours_not_at_all", "hours = 30\n", ""),
    ("written_down_before_it_held", "on = 2025-02-12", "on = 2025-02-12\nrecorded = 2025-02-01"),
    ("before_the_record_begins", "planned = 2025-02-20", "planned = 2024-12-20"),
    ("second_lead", "role = \"partner\"", "role = \"lead\""),
    (
        "approved_twice",
        "approvals = [",
        "approvals = [{ on = 2025-01-21, party = \"ana\", typed_name = \"Ana\", method = \"on paper\" }, ",
    ),
    (
        "lead_passed_and_kept",
        "in_scope = true",
        "in_scope = true\npassed = 2025-02-21\nkept = { on = 2025-02-22, party = \"ben\" }",
    ),
    (
        "meeting_held_and_cancelled",
        "due = 2025-03-03",
        "due = 2025-03-03\nheld = { on = 2025-03-03, present = [\"ana\"], minutes = \"short\" }\ncancelled = { on = 2025-03-04, by = [\"ben\"], why = \"ill\" }",
    ),
    ("other_framework", "on = 2025-01-06\n\n[[joint", "on = 2025-01-06\nframework = \"my-own\"\n\n[[joint"),
    ("level_off_the_scale", "capability = \"roofing\"\nlevel = 6", "capability = \"roofing\"\nlevel = 11"),
    ("issue_with_oneself", "between = [\"ana\", \"ben\"]", "between = [\"ana\"]"),
    ("toml_that_does_not_parse", "severity = \"minor\"", "severity = minor"),
    (
        "correction_of_nothing",
        "[[meeting]]",
        "[[correction]]\non = 2025-03-01\nwithdraws = \"issue:early-panels\"\nwhy = \"so\"\n\n[[meeting]]",
    ),
    (
        "several_at_once",
        "severity = \"minor\"\non = 2025-02-12",
        "severity = \"miner\"\non = \"soon\"\nloud = true",
    ),
];

#[test]
fn the_base_case_is_sound() {
    assert_eq!(said("case.toml", BASE), "sound");
}

#[test]
fn every_broken_case_is_told_what_where_and_what_to_do() {
    for (name, old, new) in EDITS {
        let text = BASE.replacen(old, new, 1);
        assert_ne!(text, BASE, "{name}: the edit finds its place");
        let said = said("case.toml", &text);
        assert!(said.starts_with("error: case.toml:"), "{name}: {said}");
        insta::assert_snapshot!(*name, said);
    }
}

#[test]
fn files_that_are_no_case_at_all() {
    insta::assert_snapshot!("empty", said("case.toml", ""));
    insta::assert_snapshot!(
        "json_that_does_not_parse",
        said("case.json", "{\"alliance\": {\"name\": \"A\",,}")
    );
    insta::assert_snapshot!("json_list", said("case.json", "[1, 2]"));
    insta::assert_snapshot!("deep", said("case.json", &"[".repeat(100_000)));
}
