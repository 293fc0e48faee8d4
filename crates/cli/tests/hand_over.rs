//! A case handed over on the command line: made, checked, opened, and verified as any record.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod shell;

use shell::{ROWBOAT, Shell};

/// The failed sample with a hand-over, as far as `parties` consent.
fn case(shell: &Shell, name: &str, parties: &[&str], rest: &str) {
    let mut text = std::fs::read_to_string(shell::root().join(ROWBOAT)).unwrap();
    let consent =
        |party: &&str| format!("{{ on = 2031-01-06, party = \"{party}\", under_seal = \"goes_along\" }}");
    let consents: Vec<String> = parties.iter().map(consent).collect();
    text.push_str(&format!(
        "\n[[hand_over]]\nid = \"h1\"\non = 2031-01-06\nto = \"The mill behind the weir\"\nwhy = \"It ended\"\n\
         consent = [{}]\n{rest}",
        consents.join(", ")
    ));
    shell.write(name, &text);
}

fn signers() -> Vec<String> {
    let text = std::fs::read_to_string(shell::root().join(ROWBOAT)).unwrap();
    let framework = rowlock_files::framework::default_framework().unwrap();
    let read = rowlock_files::case::read_case("rowboat.toml", &text).unwrap();
    let (record, _) = read.record(&framework, &rowlock_core::seal::Seed([1; 32])).unwrap();
    let whole = record.alliance(jiff::civil::Date::MAX, jiff::civil::Date::MAX);
    whole.signers(jiff::civil::Date::MAX).into_iter().map(ToString::to_string).collect()
}

const MADE: &str = "[hand_over.made]\non = 2031-01-06\n";

#[test]
fn a_case_is_locked_checked_opened_and_verified() {
    let shell = Shell::new("hand-over");
    let signers = signers();
    let parties: Vec<&str> = signers.iter().map(String::as_str).collect();
    case(&shell, "case.toml", &parties, MADE);
    let passphrase = shell.good(&["hand-over", "make", "case.toml", "-o", "case.age"]);
    assert_eq!(passphrase.trim().len(), 29, "{passphrase}");
    shell.write("passphrase.txt", &passphrase.to_uppercase());
    let from = ["--passphrase-file", "passphrase.txt"];
    let told = shell.good(&["hand-over", "check", "case.age", from[0], from[1]]);
    assert!(told.contains("facts are whole and in order, and it was handed over"), "{told}");
    assert!(told.contains("record.jsonl") && told.contains("keys.json"), "{told}");

    shell.good(&["hand-over", "open", "case.age", "-o", "folder.out", from[0], from[1]]);
    std::fs::copy(shell.place("folder.out/case.record"), shell.place("case.record")).unwrap();
    std::fs::copy(shell.place("folder.out/case.keys.json"), shell.place("keys.json")).unwrap();
    let verified = shell.good(&["verify", "case.record"]);
    let hash = verified.lines().find(|line| line.starts_with("final hash")).unwrap();
    assert!(told.contains(hash), "{told}");
    let of_case = shell.good(&["check", "case.toml"]);
    let of_record = shell.good(&["check", "case.record", "--keys", "keys.json"]);
    assert_eq!(of_record, of_case, "the same analysis, answers and all");
    let twice = shell.bad(1, &["hand-over", "open", "case.age", "-o", "folder.out", from[0], from[1]]);
    assert!(twice.contains("is there already"), "{twice}");
}

#[test]
fn trouble_is_told_with_a_way_out() {
    let shell = Shell::new("hand-over-trouble");
    let signers = signers();
    case(&shell, "case.toml", &[signers[0].as_str()], "");
    let early = shell.bad(1, &["hand-over", "make", "case.toml", "-o", "case.age"]);
    assert!(
        early.contains("was not handed over") && early.contains("is missing in [[hand_over]]"),
        "{early}"
    );
    let never = shell.bad(1, &["hand-over", "make", ROWBOAT, "-o", "case.age"]);
    assert!(never.contains("write a [[hand_over]]"), "{never}");
    case(&shell, "too-soon.toml", &[signers[0].as_str()], MADE);
    let refused = shell.bad(1, &["hand-over", "make", "too-soon.toml", "-o", "case.age"]);
    assert!(refused.contains("has not consented"), "{refused}");

    shell.write("passphrase.txt", "seven rowing boats");
    let from = ["--passphrase-file", "passphrase.txt"];
    let another = shell.bad(1, &["hand-over", "check", ROWBOAT, from[0], from[1]]);
    assert!(another.contains("this is no file of a hand-over"), "{another}");
    let of_another = "crates/files/tests/hand_over/another.age";
    let empty = shell.bad(1, &["hand-over", "check", of_another, from[0], from[1]]);
    assert!(empty.contains("there is no case of Rowlock in it"), "{empty}");
    let no_terminal = shell.bad(1, &["hand-over", "check", of_another]);
    assert!(no_terminal.contains("--passphrase-file"), "{no_terminal}");
}
