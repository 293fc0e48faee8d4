//! `rowlock playbook` as its users meet it: the good sample becomes a playbook, and it starts the alliance in a third
//! country.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod shell;

use serde_json::Value;
use shell::{NO_CONFLICT, ROWBOAT, Shell};

const PLAYBOOK: &str = "examples/line-that-runs.playbook.toml";
const THIRD: &str = "examples/third-country.toml";
/// Where what `start` writes ends in the example, and what was changed since begins.
const SINCE: &str =
    "# ------------------------------------------------------------------ what was changed on the first day";

fn start(shell: &Shell, playbook: &str) {
    let firms = ["--lead", "maker=Machine maker", "--partner", "service-3=Service firm of the third country"];
    let mut arguments = vec!["playbook", "start", playbook, "--name", "A line that runs, third country"];
    arguments.extend(firms);
    arguments.extend(["--on", "2026-01-19", "-o", "third.toml"]);
    shell.good(&arguments);
}

#[test]
fn the_good_sample_becomes_the_playbook_among_the_examples() {
    let shell = Shell::new("playbook-make");
    shell.good(&["playbook", "make", NO_CONFLICT, "--known-as", "maker=maker", "-o", "line.toml"]);
    let made = shell.read("line.toml");
    let example = std::fs::read_to_string(shell::root().join(PLAYBOOK)).unwrap();
    assert!(
        example.ends_with(&made),
        "the example is another: rowlock playbook make examples/no-conflict.toml"
    );
    for name in ["Machine maker", "Service firm", "Owner of"] {
        assert!(!made.contains(name), "{name}");
    }
    assert!(shell.good(&["playbook", "check", PLAYBOOK]).contains("is sound"));
    insta::assert_snapshot!("playbook_show", shell.good(&["playbook", "show", PLAYBOOK]));
}

#[test]
fn the_third_country_begins_from_it() {
    let shell = Shell::new("playbook-start");
    start(&shell, PLAYBOOK);
    let begun = shell.read("third.toml");
    let example = std::fs::read_to_string(shell::root().join(THIRD)).unwrap();
    let (before, _) = example.split_once(SINCE).unwrap();
    assert!(before.trim_end().ends_with(begun.trim_end()), "the example is another: rowlock playbook start");
    assert!(shell.good(&["check", "third.toml"]).contains("stage: forming"));
    let fresh = shell.good(&["playbook", "diff", "third.toml", "--format", "json"]);
    let fresh: Value = serde_json::from_str(&fresh).unwrap();
    let changes = fresh["changes"].as_array().unwrap();
    assert!(changes.iter().all(|change| change["change"] == "not_on_record" && change["part"] != "clauses"));
    insta::assert_snapshot!("playbook_diff", shell.good(&["playbook", "diff", THIRD]));
}

#[test]
fn a_playbook_can_be_chosen_part_by_part_and_shown_in_other_ways() {
    let shell = Shell::new("playbook-parts");
    shell.good(&[
        "playbook",
        "make",
        NO_CONFLICT,
        "--name",
        "Two clauses",
        "--clause",
        "scope",
        "--clause",
        "purpose",
        "--obligation",
        "checklists",
        "--lesson",
        "Ask the service firm early.",
        "-o",
        "two.json",
    ]);
    let made: Value = serde_json::from_str(&shell.read("two.json")).unwrap();
    assert_eq!((made["id"].as_str(), made["clause"].as_array().unwrap().len()), (Some("two-clauses"), 2));
    assert_eq!(made["lessons"][0], "Ask the partner early.");
    assert_eq!(made["obligation"][0]["id"], "checklists");
    let shown = shell.good(&["playbook", "show", "two.json", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), made);
    let paper = shell.good(&["playbook", "show", PLAYBOOK, "--format", "md"]);
    assert!(paper.starts_with("# A line that runs") && paper.contains("## What was learned"), "{paper}");
}

#[test]
fn what_cannot_be_done_is_told_with_a_way_out() {
    let shell = Shell::new("playbook-bad");
    let mut told = String::new();
    let broken = std::fs::read_to_string(shell::root().join(PLAYBOOK)).unwrap();
    shell.write(
        "broken.toml",
        &broken.replace("\"license\"", "\"licence\"").replace("who = \"lead\"", "who = \"boss\""),
    );
    for arguments in [
        vec!["playbook", "check", "broken.toml"],
        vec!["playbook", "make", NO_CONFLICT, "--clause", "purpse", "-o", "x.toml"],
        vec!["playbook", "make", NO_CONFLICT, "--known-as", "maker", "-o", "x.toml"],
        vec!["playbook", "make", NO_CONFLICT, "--on", "2023-10-02", "-o", "x.toml"],
        vec![
            "playbook",
            "start",
            PLAYBOOK,
            "--name",
            "A",
            "--lead",
            "B",
            "--partner",
            "b",
            "--on",
            "2026-01-19",
            "-o",
            "x.toml",
        ],
        vec![
            "playbook",
            "start",
            PLAYBOOK,
            "--name",
            "A",
            "--lead",
            "B",
            "--partner",
            "C",
            "--on",
            "2026-01-19",
            "-o",
            "x.json",
        ],
        vec!["playbook", "diff", ROWBOAT],
    ] {
        told.push_str(&format!("$ rowlock {}\n{}\n", arguments.join(" "), shell.bad(1, &arguments)));
    }
    insta::assert_snapshot!("playbook_bad", told);
}
