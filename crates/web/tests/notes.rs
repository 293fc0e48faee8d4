//! An adviser's own notes: who reads them in which state of consent is a golden file, and no page,
//! file or mail of anybody else holds a word of them, nor changes by their being there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use inside::{House, TWO};
use jiff::{Timestamp, ToSpan};
use rowlock_store::{Account, Membership, NewSession, token_hash};
use rowlock_web::{Post, ROUTES, Worker};
use tokio::sync::watch;

/// What the adviser notes, and a form that says so.
const WORDS: &str = "The marmalade accounts smell of Thistledown";
const FORM: &str = "on=2026-02-27&text=The+marmalade+accounts+smell+of+Thistledown";
/// A next look, and what it is for.
const LOOK: &str = "look_on=2026-03-02&look_for=Count+the+wombats";
const MARKED: &str = "Count the wombats";

const PEOPLE: [&str; 7] =
    ["adviser", "adviser-without-consent", "lead", "partner", "viewer", "stranger", "nobody"];

/// The case with its round open and something that waits, so that there are links and letters.
fn case() -> String {
    let open = TWO.replace("asked_by = \"Mia\"", "opened = 2026-02-02\nasked_by = \"Mia\"");
    format!(
        "{open}\n[[meeting]]\nid = \"review\"\nplanned = 2026-02-20\nabout = \"Review\"\ndue = 2026-03-03\n\
         \n[[issue]]\nid = \"late\"\non = 2026-02-03\nby = \"maker\"\nbetween = [\"maker\", \"server\"]\n\
         area = \"commitment\"\nseverity = \"grave\"\nsummary = \"Late\"\nanswer_by = 2026-03-04\n"
    )
}

fn at(house: &House, path: &str) -> String {
    format!("/a/{}{path}", house.alliance)
}

/// What somebody gets of every page and file there is, without what is chance.
async fn everything(house: &House, who: &str, link: &str) -> BTreeMap<&'static str, String> {
    let area = house.framework().areas[0].id.to_string();
    let signal = house.framework().signals[0].id.to_string();
    let values = [
        ("{alliance}", house.alliance.as_str()),
        ("{round}", "r1"),
        ("{area}", &area),
        ("{signal}", &signal),
        ("{party}", "server"),
        ("{person}", "sam"),
        ("{fact}", "9"),
        ("{issue}", "late"),
        ("{meeting}", "review"),
        ("{format}", "md"),
        ("{kind}", "price"),
        ("{token}", link),
        ("{number}", "1"),
    ];
    let mut seen = BTreeMap::new();
    // Of links that nobody knows, only so many are tried from one place.
    let is_known = |path: &str| !path.contains("{token}") || path.starts_with("/r/");
    for route in ROUTES.iter().filter(|route| route.method == "get" && is_known(route.path)) {
        let mut path = route.path.to_owned();
        for (name, value) in values {
            path = path.replace(name, value);
        }
        // What is left has an id that is not there.
        let body = house.get(who, &path.replace(['{', '}', '*'], "")).await.body;
        seen.insert(route.path, without_chance(&body));
    }
    seen
}

/// Leaves out cipher text, hashes and tokens, which are long runs of hexadecimal digits.
fn without_chance(body: &str) -> String {
    let is_chance = |run: &str| run.len() >= 12 && run.chars().all(|c| c.is_ascii_hexdigit());
    body.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|run| !is_chance(run))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Writes a note as the adviser, and answers with its id.
async fn write(house: &House) -> String {
    let noted = house.post("adviser", &at(house, "/notes"), FORM).await;
    assert_eq!(noted.status, 303, "{}", noted.body);
    let page = house.get("adviser", &at(house, "/notes")).await.body;
    let (_, rest) = page.split_once(&format!("{}/", at(house, "/notes"))).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// What somebody sees of a note, in a line.
async fn sees(house: &House, who: &str, id: &str) -> String {
    let link = format!("{:0>64}", "good");
    if who == "link" {
        let guest = house.get("nobody", &format!("/r/{link}")).await;
        let page = house.get("nobody", &at(house, "/notes")).await;
        assert!(guest.status == 200 && !guest.body.contains(WORDS) && !page.body.contains(WORDS));
        return format!("page {} words nowhere", page.status);
    }
    let page = house.get(who, &at(house, "/notes")).await.status;
    let one = house.get(who, &at(house, &format!("/notes/{id}"))).await.status;
    let mut found = Vec::new();
    for path in ["", "/notes", "/marks", "/issues", "/record", "/record/export", "/seats"] {
        if house.get(who, &at(house, path)).await.body.contains(WORDS) {
            found.push(format!("/a/…{path}"));
        }
    }
    for path in ["/desk", "/you", "/you/notes", "/you/export"] {
        if house.get(who, path).await.body.contains(WORDS) {
            found.push(path.to_owned());
        }
    }
    let found = if found.is_empty() { "nowhere".to_owned() } else { format!("in {}", found.join(" and ")) };
    format!("page {page} note {one} words {found}")
}

#[tokio::test]
async fn who_sees_a_note_in_which_state_is_the_golden_file() {
    let mut text = String::new();
    let house = House::with(&case()).await;
    house.token("good").await;
    let say = async |who: &str, adviser: &str, word: &str| {
        let path = at(&house, &format!("/adviser/{adviser}/{word}"));
        assert_eq!(house.post(who, &path, "").await.status, 303, "{who} {path}");
    };
    assert_eq!(house.post("adviser-without-consent", &at(&house, "/notes"), FORM).await.status, 404);
    let id = write(&house).await;
    for state in [
        "all consent",
        "the other adviser is let in too",
        "the partner took its consent back",
        "all consent again",
    ] {
        match state {
            "the other adviser is let in too" => say("partner", "abe", "consent").await,
            "the partner took its consent back" => say("partner", "ada", "revoke").await,
            "all consent again" => say("partner", "ada", "consent").await,
            _ => {}
        }
        writeln!(text, "{state}").unwrap();
        for who in PEOPLE.iter().chain(&["link"]) {
            writeln!(text, "  {who:<24} {}", sees(&house, who, &id).await).unwrap();
        }
    }
    assert_eq!(house.post("adviser", &at(&house, &format!("/notes/{id}/delete")), "").await.status, 303);
    writeln!(text, "deleted").unwrap();
    for who in PEOPLE {
        writeln!(text, "  {who:<24} {}", sees(&house, who, &id).await).unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("notes.golden");
    if std::fs::read_to_string(&file).unwrap_or_default() != text {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("notes.golden");
        std::fs::write(&new, &text).unwrap();
        panic!("another one now: cp {} {}\n{text}", new.display(), file.display());
    }
}

#[tokio::test]
async fn to_everybody_else_nothing_at_all_changes() {
    let house = House::with(&case()).await;
    let link = house.token("good").await;
    let others = ["adviser-without-consent", "lead", "partner", "viewer", "stranger", "nobody"];
    let mut before = BTreeMap::new();
    for who in others {
        before.insert(who, everything(&house, who, &link).await);
    }
    write(&house).await;
    assert_eq!(house.post("adviser", &at(&house, "/marks"), LOOK).await.status, 303);
    for (who, seen) in &before {
        for (path, body) in everything(&house, who, &link).await {
            assert_eq!(seen[path], body, "{who} {path}");
        }
    }
    // The comparison sees something: to the adviser it is there.
    let own = everything(&house, "adviser", &link).await;
    assert!(own["/a/{alliance}/notes"].contains(WORDS) && own["/you/export"].contains(WORDS));
    let elsewhere: Vec<_> =
        own.iter().filter(|(_, body)| body.contains(WORDS)).map(|(path, _)| *path).collect();
    assert_eq!(elsewhere, ["/a/{alliance}/notes", "/you/export"]);
    let marked: Vec<_> =
        own.iter().filter(|(_, body)| body.contains(MARKED)).map(|(path, _)| *path).collect();
    assert_eq!(marked, ["/a/{alliance}/marks", "/desk", "/portfolio", "/you/export"]);
}

/// An adviser who was here last week, so that letters come to them.
async fn vera(house: &House) {
    let now: Timestamp = inside::NOW.parse().unwrap();
    let account = Account {
        id: "vera".to_owned(),
        address: "vera@inside.example".to_owned(),
        name: "vera".to_owned(),
        password_hash: None,
        created_at: now.checked_sub(168.hours()).unwrap(),
    };
    house.app.store.open_account(&account).await.unwrap();
    let seat = Membership {
        account: account.id,
        role: "adviser".to_owned(),
        party: None,
        person: Some("ada".to_owned()),
    };
    house.app.store.seat(&house.alliance, &seat, now).await.unwrap();
    let session = NewSession {
        id: "vera",
        token_hash: &token_hash(&format!("{:0>64}", "vera")),
        account: "vera",
        agent: "a test",
        at: now,
        expires_at: now.checked_add(9.hours()).unwrap(),
    };
    house.app.store.begin_session(&session).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_letter_and_no_file_holds_a_word() {
    let letters = tempfile::tempdir().unwrap();
    let house = House::sending(&case(), Post::Folder(letters.path().to_owned())).await;
    vera(&house).await;
    for (path, form) in [("/notes", FORM), ("/marks", LOOK)] {
        assert_eq!(house.post("vera", &at(&house, path), form).await.status, 303, "{path}");
    }
    let (stop, told) = watch::channel(false);
    let worker = tokio::spawn(Worker::new(house.app.clone()).run(told));
    let letter = inside::mails(letters.path(), 1).await.remove(0);
    stop.send(true).unwrap();
    worker.await.unwrap();
    assert!(letter.contains("To: vera@inside.example") && letter.contains("Two firms: "), "{letter}");
    for folder in [house.folder(), letters.path()] {
        for file in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            for words in [WORDS, MARKED, "2026-02-27"] {
                assert!(!bytes.windows(words.len()).any(|seen| seen == words.as_bytes()), "{words}");
            }
        }
    }
}

#[tokio::test]
async fn a_note_that_was_changed_in_another_window_is_not_overwritten_unseen() {
    let house = House::with(&case()).await;
    let id = write(&house).await;
    let path = at(&house, &format!("/notes/{id}"));
    let page = house.get("adviser", &path).await.body;
    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
    let seen = rest.split_once('"').unwrap().0.to_owned();

    let stale = house.post("adviser", &path, "on=2026-02-28&text=Mine&seen=2026-03-01T10:00:00Z").await;
    assert_eq!(stale.status, 200);
    for text in [WORDS, "Mine", "changed in another window", &seen] {
        assert!(stale.body.contains(text), "{text}: {}", stale.body);
    }
    let empty = house.post("adviser", &path, &format!("on=2026-02-31&text=&seen={seen}")).await.body;
    assert!(empty.contains("is not a day") && empty.contains("Write what you want to remember"), "{empty}");

    for who in ["lead", "partner", "adviser-without-consent", "viewer", "stranger"] {
        for path in [path.clone(), format!("{path}/delete")] {
            let form = format!("on=2026-02-28&text=Theirs&seen={seen}");
            assert_eq!(house.post(who, &path, &form).await.status, 404, "{who} {path}");
        }
    }
    let saved = house.post("adviser", &path, &format!("on=2026-02-28&text=Mine&seen={seen}")).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = house.get("adviser", &at(&house, "/notes")).await.body;
    assert!(page.contains("Mine") && !page.contains(WORDS) && !page.contains("Theirs"), "{page}");
}

#[tokio::test]
async fn notes_on_a_case_that_is_closed_can_be_counted_taken_away_and_deleted() {
    let house = House::with(&case()).await;
    write(&house).await;
    assert_eq!(house.post("partner", &at(&house, "/adviser/ada/revoke"), "").await.status, 303);
    let page = house.get("adviser", "/you/notes").await.body;
    assert!(page.contains("1 note") || page.contains("one note"), "{page}");
    assert!(page.contains("The case is closed to you") && !page.contains(WORDS), "{page}");
    assert!(house.get("adviser", "/you").await.body.contains("/you/notes"));
    assert!(!house.get("lead", "/you").await.body.contains("/you/notes"));
    assert!(house.get("adviser", "/you/export").await.body.contains(WORDS));

    let delete = format!("/you/notes/{}/delete", house.alliance);
    let unsure = house.post("adviser", &delete, "").await;
    assert!(unsure.status == 200 && unsure.body.contains("Tick that you are sure"), "{}", unsure.body);
    let sure = format!("sure-{}=yes", house.alliance);
    assert_eq!(house.post("lead", &delete, &sure).await.status, 303, "it deletes what the lead has: nothing");
    assert!(house.get("adviser", "/you/export").await.body.contains(WORDS));
    assert_eq!(house.post("adviser", &delete, &sure).await.status, 303);
    assert!(!house.get("adviser", "/you/export").await.body.contains(WORDS));
    assert!(house.get("adviser", "/you/notes").await.body.contains("You keep no notes"));
}

#[tokio::test]
async fn notes_go_with_the_account() {
    let house = House::with(&case()).await;
    write(&house).await;
    assert_eq!(house.post("adviser", "/you/delete", "sure=adviser@inside.example").await.status, 303);
    assert!(house.app.store.all_notes("adviser").await.unwrap().is_empty());
    assert_eq!(house.app.store.known_own_key("adviser").await.unwrap(), None);
}
