//! The command line as its users meet it: a command, what it prints, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod shell;

use serde_json::Value;
use shell::{NO_CONFLICT, ROWBOAT, Shell};

#[test]
fn a_report_is_a_page_to_read() {
    let shell = Shell::new("report");
    insta::assert_snapshot!("check_rowboat_week_22", shell.good(&["check", ROWBOAT, "--on", "2025-06-08"]));
    insta::assert_snapshot!(
        "check_no_conflict_at_signing",
        shell.good(&["check", NO_CONFLICT, "--on", "2024-01-28"])
    );
    insta::assert_snapshot!("replay_rowboat", shell.good(&["replay", ROWBOAT]));
    insta::assert_snapshot!(
        "replay_no_conflict_by_month",
        shell.good(&["replay", NO_CONFLICT, "--every", "month"])
    );
}

#[test]
fn a_debrief_says_what_was_never_asked_and_what_was_done_then() {
    let shell = Shell::new("debrief");
    insta::assert_snapshot!("debrief_rowboat", shell.good(&["debrief", ROWBOAT]));
    insta::assert_snapshot!("debrief_no_conflict", shell.good(&["debrief", NO_CONFLICT]));
    let for_all = shell.good(&["debrief", ROWBOAT, "--for-all"]);
    assert!(!for_all.contains("Leaving now") && !for_all.contains("The owner decides"), "{for_all}");
    let json: Value = serde_json::from_str(&shell.good(&["debrief", ROWBOAT, "--format", "json"])).unwrap();
    assert_eq!(json["outcome"], "failed");
    assert_eq!(json["ending"], "broke_down");
    assert_eq!(json["areas"][0]["at_start"], "never_asked");
    assert_eq!(json["warnings"][2]["what"], "first_alarm");
    insta::assert_snapshot!("debrief_too_early", shell.bad(1, &["debrief", ROWBOAT, "--on", "2024-01-01"]));
}

#[test]
fn a_folder_of_cases_is_a_portfolio() {
    let shell = Shell::new("portfolio");
    let cases = shell.folder("cases");
    let cases = cases.as_str();
    let copied = |name: &str| {
        shell.write(
            &format!("cases/{name}"),
            &std::fs::read_to_string(shell::root().join("examples").join(name)).unwrap(),
        );
    };
    for name in ["rowboat.toml", "no-conflict.toml", "winter-shop.toml"] {
        copied(name);
    }
    insta::assert_snapshot!("portfolio", shell.good(&["portfolio", cases, "--on", "2026-01-19"]));
    insta::assert_snapshot!("portfolio_csv", shell.good(&["portfolio", cases, "--format", "csv"]));
    let json: Value = serde_json::from_str(&shell.good(&["portfolio", cases, "--format", "json"])).unwrap();
    assert_eq!(json["learned"]["failed"], 1);
    assert_eq!(json["learned"]["leads"][0]["alarm"], 32);
    shell.write("cases/broken.toml", "[alliance]\nname = 3\n");
    let run = shell.run(&["portfolio", cases]);
    assert!(run.out.contains("each named above: 1.") && run.out.contains("Rowboat"), "{}", run.out);
    assert!(run.err.contains("broken.toml"), "{}", run.err);
    insta::assert_snapshot!("portfolio_nowhere", shell.bad(1, &["portfolio", "nowhere"]));
}

#[test]
fn a_past_alliance_is_replayed_as_it_is_remembered() {
    let shell = Shell::new("remembered");
    let text = std::fs::read_to_string(shell::root().join(ROWBOAT)).unwrap();
    let remembered = text.replacen("lead = \"founder\"\n", "lead = \"founder\"\nrecalled = 2027-01-04\n", 1);
    assert_ne!(text, remembered);
    shell.write("remembered.toml", &remembered);
    let replayed = shell.good(&["replay", "remembered.toml"]);
    assert!(
        replayed.contains("First alarm: week 7") && replayed.contains("as it is remembered"),
        "{replayed}"
    );
    assert!(shell.good(&["debrief", "remembered.toml"]).contains("Entered from memory."));
}

#[test]
fn a_report_names_what_went_wrong_on_the_last_day_too() {
    let shell = Shell::new("names");
    let week_22 = shell.good(&["check", ROWBOAT, "--on", "2025-06-08"]);
    for report in [week_22, shell.good(&["check", ROWBOAT])] {
        let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [
            "what do you most want Rowboat to be? You differ on this, and at least one of you thinks you agree",
            "Boiler commissioning for a hospital\u{201d}, brought by HVAC partner. Nobody decided to admit it",
            "Commission of 6 % from one equipment vendor",
            "A lead in scope that Finance partner kept",
            "Pledge gap",
            "began with the project \u{201c}Boiler commissioning for a hospital",
            "The bank account",
            "with Finance partner",
            "The web domain",
            "with Market partner",
            "Founder holds 25 % of the votes and 25 % of the say",
        ] {
            assert!(report.contains(said), "{said}\n{report}");
        }
        assert!(!report.contains('\u{1b}'), "no colour where there is no terminal");
    }
}

#[test]
fn the_json_of_check_keeps_its_shape() {
    let shell = Shell::new("json");
    let report: Value = serde_json::from_str(&shell.good(&["check", ROWBOAT, "--format", "json"])).unwrap();
    assert_eq!(report["alliance"]["name"], "Rowboat");
    assert_eq!(report["alliance"]["stage"], "ended");
    assert_eq!(report["on"], "2025-10-12");
    assert_eq!(report["framework"]["id"], "core-alignment-12");
    assert_eq!(report["verdict"]["word"], "separate");
    assert!(
        report["verdict"]["reasons"][0]["text"].is_string()
            && report["verdict"]["reasons"][0]["facts"].is_array()
    );
    for list in ["would_change", "unknown", "owner_still_controls"] {
        assert!(report["verdict"][list].is_array(), "{list}");
    }
    for (list, keys) in [
        ("areas", ["id", "rule", "state", "hidden"].as_slice()),
        ("gaps", &["area", "item", "state"]),
        ("signals", &["id", "state", "since", "sentence", "facts"]),
        ("fit", &["parties", "kind", "sentence"]),
    ] {
        for entry in report[list].as_array().unwrap() {
            for key in keys {
                assert!(entry.get(key).is_some(), "{list}.{key}");
            }
        }
    }
    let states = ["clear", "watch", "alarm", "unknown"];
    assert!(
        report["signals"].as_array().unwrap().iter().all(|s| states.contains(&s["state"].as_str().unwrap()))
    );
    assert_eq!(report["signals"].as_array().unwrap().len(), 16);
    assert_eq!(report["areas"].as_array().unwrap().len(), 12);
}

#[test]
fn the_third_and_the_second_candidate_are_told_by_fit() {
    let shell = Shell::new("fit");
    let report = shell.good(&["check", NO_CONFLICT, "--on", "2023-10-28", "--format", "json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    let said = |kind: &str, text: &str| {
        report["fit"]
            .as_array()
            .unwrap()
            .iter()
            .any(|found| found["kind"] == kind && found["sentence"].as_str().unwrap().contains(text))
    };
    assert!(said("structural_conflict", "Second service firm"));
    assert!(said("missing_cover", "Third service firm does not cover service neighbour"));
    assert!(said(
        "common_foe",
        "An integrated vendor that sells machines only with its own service contract"
    ));
    assert!(said("no_conflict", "Machine maker wants no installation"));
}

#[test]
fn a_record_goes_out_and_in_and_is_verified() {
    let shell = Shell::new("record");
    let exported = shell.run(&["export", ROWBOAT, "-o", "r.jsonl", "--keys", "k.json"]);
    let imported = shell.run(&["import", "r.jsonl", "-o", "again.jsonl"]);
    let hash = |text: &str| text.split("final hash ").nth(1).unwrap()[..64].to_owned();
    assert_eq!(hash(&exported.err), hash(&imported.err));
    assert_eq!(shell.read("r.jsonl"), shell.read("again.jsonl"));
    assert!(shell.good(&["verify", "r.jsonl"]).contains("Rowboat: all 787 facts are whole and in order."));
    assert!(shell.good(&["check", "r.jsonl", "--keys", "k.json"]).contains("Verdict: Separate."));
    assert!(!shell.good(&["check", "r.jsonl"]).contains("Do it myself"), "answers stay sealed without keys");

    shell.write(
        "bad.jsonl",
        &shell
            .read("r.jsonl")
            .replacen("hospital boiler", "hospital Boiler", 1)
            .replacen("60000", "60001", 1),
    );
    let bad = shell.run(&["verify", "bad.jsonl"]);
    assert_eq!(bad.status, 3);
    assert!(bad.err.contains("is bad: the line was changed"), "{}", bad.err);
    let whole = shell.read("r.jsonl");
    shell.write("cut.jsonl", &whole[..whole.len() - 200]);
    let cut = shell.run(&["verify", "cut.jsonl"]);
    assert_eq!(cut.status, 3);
    assert!(cut.err.contains("cut off after fact 786 of 787"), "{}", cut.err);
}

#[test]
fn single_answers_are_shown_to_whoever_answers_for_them_only() {
    let shell = Shell::new("gate");
    let text = std::fs::read_to_string(shell::root().join(NO_CONFLICT)).unwrap();
    let kept: String = text
        .split("\n[[")
        .filter(|table| !table.starts_with("round.consent]]") && !table.starts_with("round.gap]]"))
        .collect::<Vec<_>>()
        .join("\n[[");
    shell.write("kept.toml", &kept);
    let open = shell.good(&["check", "kept.toml", "--on", "2024-01-10"]);
    let own =
        shell.good(&["check", "kept.toml", "--on", "2024-01-10", "--adviser", "A. Brandt, adviser to both"]);
    // The last line counts facts, which may be seventy.
    let of_seven =
        open.lines().any(|line| line.contains(" of 7") && !line.contains(" facts by stated rules"));
    assert!(!of_seven && !open.contains("Machine maker: "), "{open}");
    assert!(own.contains("Asking: A. Brandt, adviser to both") && own.contains("Machine maker: "), "{own}");
    let nobody = shell.run(&["check", "kept.toml", "--adviser", " "]);
    assert_eq!(nobody.status, 1);
    assert!(nobody.err.contains("does not say who is asking"));
}

#[test]
fn what_was_written_down_late_was_not_known_before() {
    let shell = Shell::new("known");
    shell.write(
        "late.toml",
        "[alliance]\nname = \"A\"\nform = \"informal\"\nstage = \"running\"\nlead = \"ana\"\non = 2025-01-06\n\
         [[party]]\nid = \"ana\"\nname = \"Ana\"\nkind = \"person\"\nrole = \"lead\"\non = 2025-01-06\n\
         [[party]]\nid = \"ben\"\nname = \"Ben\"\nkind = \"person\"\nrole = \"partner\"\non = 2025-01-06\n\
         [[breach]]\non = 2025-02-03\nrecorded = 2025-04-01\nparty = \"ben\"\nwhat = \"took the till\"\n",
    );
    let check = |known: &str| shell.good(&["check", "late.toml", "--on", "2025-03-01", "--as-known", known]);
    assert!(check("2025-03-01").contains("Verdict: Not enough known."));
    assert!(check("2025-04-01").contains("Verdict: Separate."));
}

#[test]
fn what_goes_wrong_is_told_with_a_hint_and_a_status() {
    let shell = Shell::new("wrong");
    shell.write("bad.toml", "[alliance]\nname = 7\n");
    insta::assert_snapshot!("wrong_file", shell.bad(1, &["check", "bad.toml"]));
    insta::assert_snapshot!("no_file", shell.bad(1, &["check", "nowhere.toml"]));
    insta::assert_snapshot!("before_the_record", shell.bad(1, &["check", ROWBOAT, "--on", "2024-01-01"]));
    insta::assert_snapshot!("no_term", shell.bad(1, &["glossary", "synergy"]));
    insta::assert_snapshot!("not_a_record", shell.bad(3, &["verify", ROWBOAT]));
    assert!(shell.bad(2, &["check"]).contains("Usage"));
    shell.write("f.toml", "schema_version = 1\n");
    assert!(
        shell.bad(1, &["framework", "check", "f.toml"]).contains("field `framework`: this field is missing")
    );
}

#[test]
fn the_small_commands() {
    let shell = Shell::new("small");
    insta::assert_snapshot!("glossary_hidden", shell.good(&["glossary", "hidden"]));
    assert!(
        shell
            .good(&["framework", "check", "frameworks/core-alignment.toml"])
            .contains("is sound: 12 areas, 60 items, 40 clauses, 16 signals")
    );
    assert!(shell.good(&["framework", "show"]).contains("schema_version = 1"));
    assert!(shell.good(&["completions", "bash"]).contains("_rowlock()"));
    let json = shell.good(&["export", ROWBOAT, "--shape", "json"]);
    shell.write("rowboat.json", &json);
    assert!(shell.good(&["check", "rowboat.json"]).contains("Verdict: Separate."));
}
