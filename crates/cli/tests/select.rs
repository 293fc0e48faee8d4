//! `rowlock select` as its users meet it: a pool, a need, and a team with its proof.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod shell;

use rowlock_documents::{Cell, Kind, Sheet};
use serde_json::Value;
use shell::Shell;

const POOL: &str = "examples/retrofit-pool.csv";
const NEED: &str = "examples/retrofit-need.toml";

fn pool() -> String {
    std::fs::read_to_string(shell::root().join(POOL)).unwrap()
}

fn need() -> String {
    std::fs::read_to_string(shell::root().join(NEED)).unwrap()
}

#[test]
fn the_best_team_is_a_page_to_read() {
    let shell = Shell::new("select");
    let run = shell.run(&["select", POOL, NEED]);
    assert_eq!(run.status, 0, "{}", run.err);
    insta::assert_snapshot!("select_retrofit", run.out);
    assert_eq!(run.err, "note: Columns that are used for nothing: \u{201c}Where we met\u{201d}.\n");
    assert!(run.out.lines().all(|line| line.chars().count() <= 88) && !run.out.contains('\u{1b}'));
}

#[test]
fn it_says_how_sure_that_is_and_what_keeping_somebody_would_mean() {
    let shell = Shell::new("select-robust");
    let arguments = [
        "select",
        POOL,
        NEED,
        "--robust",
        "--top",
        "3",
        "--diverse",
        "2",
        "--keep",
        "Dario Neri",
        "--keep",
        "finn sommer",
    ];
    let told = shell.good(&arguments);
    insta::assert_snapshot!("select_retrofit_robust", told);
    assert_eq!(told, shell.good(&arguments), "the same seed gives the same answer");
}

#[test]
fn the_json_of_select_keeps_its_shape() {
    let shell = Shell::new("select-json");
    let told = shell.good(&["select", POOL, NEED, "--robust", "--format", "json", "--keep", "Dario Neri"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["status"], "proven");
    assert_eq!(told["sentence"], "No better team exists.");
    assert_eq!(told["pool"]["candidates"], 14);
    assert_eq!(told["team"]["gap"], 0.0);
    assert_eq!(told["currency"], "EUR");
    for (list, keys) in [
        (&told["team"]["members"], ["name", "decided", "indispensable", "loses", "why"].as_slice()),
        (
            &told["team"]["coverage"],
            &[
                "capability",
                "level",
                "people",
                "hours_asked",
                "hours",
                "levels",
                "covered_by",
                "sentence",
                "warning",
            ],
        ),
        (&told["alternatives"], &["members", "comes", "goes", "value", "cost", "proven", "sentence"]),
        (&told["outside"], &["name", "short_by", "conflicts", "why"]),
        (&told["keep"], &["name", "team", "sentence"]),
    ] {
        let list = list.as_array().unwrap();
        assert!(!list.is_empty());
        for entry in list {
            assert!(keys.iter().all(|key| entry.get(key).is_some()), "{entry}");
        }
    }
    let tried = &told["sure"];
    assert_eq!(tried["weights_tried"], 1_000);
    assert!(tried["on_best_team"].as_object().unwrap().values().all(|share| share.as_f64().unwrap() <= 1.0));
    let weights: f64 =
        told["weights"].as_object().unwrap().values().map(|weight| weight.as_f64().unwrap()).sum();
    assert!((weights - 1.0).abs() < 1e-9);
}

#[test]
fn a_need_that_nobody_can_meet_is_told_with_its_ways_out() {
    let shell = Shell::new("select-none");
    shell.write("dear.toml", &need().replace("budget = 15_000", "budget = 12_000"));
    let run = shell.run(&["select", POOL, "dear.toml"]);
    assert_eq!(run.status, 5, "{}", run.err);
    insta::assert_snapshot!("select_none", run.out);
    shell.write(
        "level.toml",
        &need().replace(
            "capability = \"finance\"\nlevel = 5",
            "capability = \"finance\"\nlevel = 7\npeople = 2",
        ),
    );
    let run = shell.run(&["select", POOL, "level.toml", "--format", "json"]);
    let told: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.status, told["status"].as_str()), (5, Some("infeasible")));
    assert_eq!(
        told["sentence"],
        "2 have to reach level 7 in finance; only one who can be on the team does. At level 6 there would be enough."
    );
    assert!(told["team"].is_null() && !told["ways_out"].as_array().unwrap().is_empty());
}

#[test]
fn a_workbook_is_read_like_a_csv_file() {
    let shell = Shell::new("select-xlsx");
    let table = rowlock_files::pool::table(pool().as_bytes(), "pool.csv").unwrap();
    let headings = table.headings();
    let cell = |text: &str| text.parse::<f64>().map_or_else(|_| Cell::from(text), Cell::from);
    let sheet = Sheet {
        title: "Pool".to_owned(),
        columns: headings.iter().map(|heading| (heading.clone(), Kind::Text)).collect(),
        rows: table
            .rows()
            .iter()
            .map(|row| (0..headings.len()).map(|column| cell(row.cell(column))).collect())
            .collect(),
    };
    shell.write_bytes("pool.xlsx", &sheet.excel(jiff::civil::date(2026, 1, 19)).unwrap());
    let told = |pool: &str| shell.good(&["select", pool, NEED, "--format", "json"]);
    assert_eq!(told("pool.xlsx").replace("pool.xlsx", POOL), told(POOL));
}

#[test]
fn a_search_without_time_says_what_it_knows() {
    let shell = Shell::new("select-time");
    let run = shell.run(&["select", POOL, NEED, "--seconds", "0"]);
    assert!(matches!(run.status, 0 | 5), "{}", run.err);
    let said = ["the search was stopped", "The search was stopped", "No better team exists"];
    assert!(said.iter().any(|said| run.out.contains(said)), "{}", run.out);
}

#[test]
fn what_is_wrong_with_pool_or_need_is_told_with_a_hint() {
    let shell = Shell::new("select-wrong");
    shell.write(
        "bad.csv",
        &pool().replace("Jonas Berg:8", "Jonas Burg:8").replace(",7,3,3,2,2,", ",9,3,3,2,2,"),
    );
    insta::assert_snapshot!("select_bad_pool", shell.bad(1, &["select", "bad.csv", NEED]));
    shell.write("bad.toml", &need().replace("\"selling\"", "\"sales\"").replace("Hugo Weiss", "Hugo Weis"));
    insta::assert_snapshot!("select_bad_need", shell.bad(1, &["select", POOL, "bad.toml"]));
    shell.write("plain.toml", "[team]\nsize_from = 2\n");
    let told = shell.bad(1, &["select", POOL, "plain.toml"]);
    assert!(
        told.contains("nothing says how well anybody fits")
            && told.contains("add [weights] to the need: ranking ="),
        "{told}"
    );
    assert!(
        shell.bad(1, &["select", POOL, NEED, "--keep", "Zoe"]).contains("nobody in the pool is called Zoe")
    );
    assert!(shell.bad(2, &["select", POOL, NEED, "--seconds", "soon"]).contains("write a number of seconds"));
}
