//! Playbooks in the application: made of an alliance without names, belonging to one account, starting another
//! alliance in which nothing is agreed, and told to the other parties.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};

const AGREED: &str = r#"
[[clause]]
id = "purpose"

[[clause.draft]]
on = 2026-01-12
text = "Maker builds and Server serves. Sam Okafor of the server signs."
approvals = [
  { on = 2026-01-13, party = "maker", typed_name = "Mia Lind", method = "on paper" },
  { on = 2026-01-13, party = "server", typed_name = "Sam Okafor", method = "on paper" },
]

[[clause]]
id = "scope"

[[clause.draft]]
on = 2026-01-12
text = "Food plants."
approvals = [
  { on = 2026-01-13, party = "maker", typed_name = "Mia Lind", method = "on paper" },
  { on = 2026-01-13, party = "server", typed_name = "Sam Okafor", method = "on paper" },
]

[[admission_test]]
on = 2026-01-13
questions = ["A food plant?", "Hours free at Server?"]
decides = "all"

[[decision_right]]
id = "prices"
on = 2026-01-13
name = "Prices of service"
decides = "server"

[[obligation]]
id = "list"
on = 2026-01-13
what = "A list for Maker"
who = "server"
due = 2026-02-05
"#;

async fn house() -> House {
    House::with(&format!("{TWO}{AGREED}")).await
}

/// Makes a playbook of the alliance as somebody; answers with its path.
async fn make(house: &House, who: &str, texts: &str) -> String {
    let path = format!("/a/{}/playbook/new", house.alliance);
    let form = format!(
        "step=make&name=Lines&lessons=Ask+Server+early&clauses=purpose&clauses=scope&obligations=list{texts}"
    );
    let answer = house.post(who, &path, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.split('?').next().unwrap().to_owned()
}

const TEXTS: &str = "&text-purpose=The+lead+builds+and+the+partner+serves.&text-scope=Food+plants.";

/// Starts an alliance from a playbook as somebody; answers with its path.
async fn start(house: &House, who: &str, playbook: &str) -> String {
    let form = "name=Second&own=Northern+Mill&partners=Southern+Works";
    let answer = house.post(who, &format!("{playbook}/start"), form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.trim_end_matches("?done=begun-from").trim_end_matches("/playbook").to_owned()
}

#[tokio::test]
async fn before_it_is_made_one_sees_how_it_reads_and_no_name_gets_in() {
    let house = house().await;
    let path = format!("/a/{}/playbook/new", house.alliance);
    let asked = house.get("lead", &path).await.body;
    assert!(
        asked.contains("value=\"purpose\" checked") && asked.contains("value=\"list\" checked"),
        "{asked}"
    );
    let look = "step=look&name=Lines&lessons=Ask+Server+early&clauses=purpose&obligations=list";
    let seen = house.post("lead", &path, look).await;
    assert_eq!(seen.status, 200);
    for text in [
        "The lead builds and the partner serves. A person of the partner of the partner signs.",
        "Names were taken out of this one",
        "Ask the partner early",
        "Hours free at the partner?",
    ] {
        assert!(seen.body.contains(text), "{text}: {}", seen.body);
    }
    let named = format!("{look}&text-purpose=Maker+builds.").replace("step=look", "step=make");
    let told = house.post("lead", &path, &named).await;
    assert_eq!(told.status, 200);
    assert!(
        told.body.contains("This names somebody. Without names it reads: The lead builds."),
        "{}",
        told.body
    );
    assert!(!house.get("lead", "/playbooks").await.body.contains("Lines"), "nothing was made");
}

#[tokio::test]
async fn a_playbook_is_of_one_account_and_the_others_see_that_it_was_made() {
    let house = house().await;
    let playbook = make(&house, "partner", TEXTS).await;
    let mine = house.get("partner", &playbook).await;
    assert_eq!(mine.status, 200);
    for name in ["Maker", "Server", "Okafor", "Lind"] {
        assert!(!mine.body.contains(name), "{name}: {}", mine.body);
    }
    for path in ["", "/file", "/papers/md", "/edit", "/start", "/delete"] {
        for who in ["lead", "adviser", "stranger"] {
            assert_eq!(house.get(who, &format!("{playbook}{path}")).await.status, 404, "{who} {path}");
        }
        assert_eq!(house.get("partner", &format!("{playbook}{path}")).await.status, 200, "{path}");
    }
    for path in ["/edit", "/start", "/delete"] {
        assert_eq!(house.post("lead", &format!("{playbook}{path}"), "").await.status, 404, "{path}");
    }
    let told = house.get("lead", &format!("/a/{}/playbook", house.alliance)).await.body;
    assert!(told.contains("<strong>Lines</strong>") && told.contains("Purpose"), "{told}");
    assert!(
        house
            .get("lead", &format!("/a/{}/record", house.alliance))
            .await
            .body
            .contains("A playbook is made: Lines")
    );
    assert!(
        house
            .get("partner", "/you/export")
            .await
            .body
            .contains("\"The lead builds and the partner serves.\"")
    );
}

#[tokio::test]
async fn only_an_adviser_whom_all_let_in_makes_one() {
    let house = house().await;
    let path = format!("/a/{}/playbook/new", house.alliance);
    for (who, status) in [("adviser-without-consent", 404), ("viewer", 404), ("stranger", 404)] {
        assert_eq!(house.get(who, &path).await.status, status, "{who}");
        assert_eq!(
            house.post(who, &path, "step=make&name=Lines&clauses=scope").await.status,
            status,
            "{who}"
        );
    }
    let playbook = make(&house, "adviser", TEXTS).await;
    assert_eq!(house.get("adviser", &playbook).await.status, 200);
}

#[tokio::test]
async fn a_new_alliance_begins_with_drafts_and_what_is_taken_over_goes_on_record() {
    let house = house().await;
    let playbook = make(&house, "lead", TEXTS).await;
    let second = start(&house, "lead", &playbook).await;
    let page = format!("{second}/playbook");
    let seen = house.get("lead", &page).await.body;
    assert!(seen.contains("2 of its 2 clauses are drafted here"), "{seen}");
    assert!(seen.contains("Nothing: what is on the record reads as the playbook does."), "{seen}");
    let clause = house.get("lead", &format!("{second}/charter/purpose")).await.body;
    assert!(
        clause.contains("The lead builds and the partner serves.")
            && clause.contains("Nobody has approved it")
    );
    assert!(!house.get("lead", &format!("{second}/admission-test")).await.body.contains("<li>A food plant?"));
    for part in ["admission", "decisions", "obligations"] {
        let answer = house.post("lead", &page, &format!("part={part}&start=2026-04-01")).await;
        assert_eq!(answer.status, 303, "{part}: {}", answer.body);
    }
    let test = house.get("lead", &format!("{second}/admission-test")).await.body;
    assert!(test.contains("Hours free at the partner?"), "{test}");
    let duties = house.get("lead", &format!("{second}/obligations")).await.body;
    assert!(duties.contains("A list for the lead") && duties.contains("2\u{a0}May\u{a0}2026"), "{duties}");
    assert!(!house.get("lead", &page).await.body.contains("name=\"part\" value=\"admission\""));
    let text = "text=The+lead+builds,+and+the+partner+serves+for+two+years.";
    house.post("lead", &format!("{second}/charter/purpose/draft"), text).await;
    let changed = house.get("lead", &page).await.body;
    assert!(changed.contains("Reads otherwise: Purpose") && changed.contains("<ins>"), "{changed}");
    assert_eq!(house.get("stranger", &page).await.status, 404);
}

#[tokio::test]
async fn how_descendants_come_out_flows_back_to_whoever_may_see_them() {
    let house = house().await;
    let playbook = make(&house, "lead", TEXTS).await;
    assert!(house.get("lead", &playbook).await.body.contains("Not used yet."));
    let second = start(&house, "lead", &playbook).await;
    let seen = house.get("lead", &playbook).await.body;
    assert!(seen.contains("Used once: 1 goes on.") && seen.contains(&format!("href=\"{second}\"")), "{seen}");
    let file = house.get("lead", &format!("{playbook}/file")).await;
    assert!(file.body.contains("going_on = 1") && !file.body.contains("Second"), "{}", file.body);
    // The file is taken in again as the next version, and nothing is counted twice.
    let answer = house.upload("lead", "/playbooks/import", &[("lines.toml", file.body.as_bytes())]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let seen = house.get("lead", &playbook).await.body;
    assert!(seen.contains("version 2") && seen.contains("Used once: 1 goes on."), "{seen}");
    // Elsewhere it counts as it was told.
    house.upload("stranger", "/playbooks/import", &[("lines.toml", file.body.as_bytes())]).await;
    let theirs = house.get("stranger", &playbook).await.body;
    assert!(theirs.contains("Used once: 1 goes on.") && !theirs.contains("Second"), "{theirs}");
}

#[tokio::test]
async fn each_save_is_a_new_version_and_none_is_overwritten() {
    let house = house().await;
    let playbook = make(&house, "lead", TEXTS).await;
    let form = "version=1&name=Lines&lessons=Ask+early&questions=A+food+plant?\
                &clause-purpose=The+lead+builds+machines.&clause-scope=&decisions=prices&what-1=Talk&days-1=7";
    let answer = house.post("lead", &format!("{playbook}/edit"), form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let seen = house.get("lead", &playbook).await.body;
    for text in ["version 2", "What changed in version 2", "Gone: Scope", "<ins>", "Talk (7 days)"] {
        assert!(seen.contains(text), "{text}: {seen}");
    }
    let first = house.get("lead", &format!("{playbook}?version=1")).await.body;
    assert!(first.contains("This is an earlier version") && first.contains("Food plants."), "{first}");
    let late = house.post("lead", &format!("{playbook}/edit"), form).await;
    assert_eq!(late.status, 200);
    assert!(late.body.contains("Another version was saved in between"), "{}", late.body);
    let wrong = house.post("lead", &format!("{playbook}/edit"), "version=2&name=&what-1=Talk&days-1=x").await;
    assert!(
        wrong.body.contains("Write what you call the playbook.") && wrong.body.contains("is not a number")
    );
    assert_eq!(house.post("lead", &format!("{playbook}/delete"), "").await.status, 303);
    assert_eq!(house.get("lead", &playbook).await.status, 404);
}

#[tokio::test]
async fn a_file_that_is_wrong_is_told_line_by_line_and_nothing_is_taken_in() {
    let house = house().await;
    let bad = b"id = \"Lines\"\nversion = 0\n";
    let answer = house.upload("lead", "/playbooks/import", &[("lines.toml", bad)]).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.body.contains("Nothing was taken in.") && answer.body.contains("lines.toml:2"),
        "{}",
        answer.body
    );
    assert!(house.get("lead", "/playbooks").await.body.contains("You have no playbook yet."));
}
