//! A case handed over from one house to another, written on there, and brought back: with all that goes along, and
//! nothing that stays.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use axum::body::Body;
use axum::http::Request;
use inside::{Answer, House, TWO};
use rowlock_core::record::Record;
use rowlock_files::hand_over::{Passphrase, open};

const EXCHANGE: &str = "packs-2026-03-02";
const INSIDE: &str = "%PDF-1.7 cover of marmalade risks";

/// A round that is locked, with an answer of each.
fn case() -> String {
    let opened = TWO.replace("asked_by = \"Mia\"", "opened = 2026-02-02\nasked_by = \"Mia\"");
    let sheet = |person: &str, point: u8| {
        format!(
            "\n[[round.sheet]]\nperson = \"{person}\"\non = 2026-02-05\n[round.sheet.answers]\n\
             pur-3 = {{ own = {point} }}\npur-4 = {{ own = {point} }}\n"
        )
    };
    format!("{opened}{}{}", sheet("mia", 2), sheet("sam", 7))
}

/// A house of somebody else, with another alliance in it.
async fn elsewhere() -> House {
    House::with(&TWO.replace("Two firms", "Some others")).await
}

fn at(house: &House, path: &str) -> String {
    format!("/a/{}{path}", house.alliance)
}

async fn done(house: &House, who: &str, path: &str, form: &str, word: &str) {
    let answer = house.post(who, &at(house, path), form).await;
    assert!(answer.location.ends_with(&format!("?done={word}")), "{path}: {} {}", answer.status, answer.body);
}

/// Packs of both parties, with a file in each; answers with the path of the lead's own file.
async fn packs(house: &House) -> String {
    let form = "parties=maker&parties=server&checks=litigation&due=2026-03-20&why=Before+we+sign";
    assert_eq!(house.post("lead", &at(house, "/diligence/new"), form).await.status, 303);
    let own = at(house, &format!("/diligence/{EXCHANGE}/pack"));
    let mut path = String::new();
    for who in ["lead", "partner"] {
        let note = "how=given&note=None+ever&note_on=2026-02-20&go=stay";
        assert_eq!(house.post(who, &format!("{own}/checks/litigation"), note).await.status, 303);
        let file: [(&str, &[u8]); 1] = [("cover.pdf", INSIDE.as_bytes())];
        let put = house.upload(who, &format!("{own}/checks/litigation/files"), &file).await;
        assert_eq!(put.status, 303, "{}", put.body);
        let page = house.get(who, &format!("{own}/checks/litigation")).await.body;
        let (_, rest) = page.split_once(&format!("{own}/files/")).unwrap();
        let id = rest.split('"').next().unwrap();
        if who == "partner" {
            path = format!("/diligence/{EXCHANGE}/packs/server/files/{id}");
        }
        assert_eq!(house.post(who, &format!("{own}/review"), "").await.status, 303);
    }
    path
}

async fn asked(house: &House) {
    done(house, "lead", "/hand-over", "to=The+mill+behind+the+weir&why=We+go+on+there", "hand-over-asked")
        .await;
}

/// Both consent, the lead hands over: the file and its passphrase.
async fn handed_over(house: &House, under_seal: &str) -> (Vec<u8>, String) {
    for who in ["lead", "partner"] {
        done(house, who, "/hand-over/consent", &format!("under_seal={under_seal}"), "consented").await;
    }
    saved(house).await
}

async fn saved(house: &House) -> (Vec<u8>, String) {
    let made = house.post("lead", &at(house, "/hand-over/file"), "").await;
    assert_eq!(made.status, 200, "{}", made.body);
    let (_, rest) = made.body.split_once("id=\"the-passphrase\">").unwrap_or_else(|| panic!("{}", made.body));
    let passphrase = rest.split('<').next().unwrap().to_owned();
    let file = house.post("lead", &at(house, "/hand-over/save"), &format!("passphrase={passphrase}")).await;
    assert_eq!(file.status, 200, "{}", file.body);
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"case.age\"");
    (file.bytes, passphrase)
}

/// Brings a file with its passphrase, and a name where one is asked for.
async fn bring(
    house: &House,
    who: &str,
    path: &str,
    (file, passphrase): (&[u8], &str),
    name: &str,
) -> Answer {
    let mut body = Vec::new();
    for (field, value) in [("passphrase", passphrase), ("person", name)] {
        let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"case.age\"\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header("host", "inside")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("cookie", format!("__Host-rowlock={who:0>64}"))
        .body(Body::from(body))
        .unwrap();
    house.knock(request).await
}

/// Takes a case in as a new one, and turns the house to it, with the partner in their seat.
async fn taken_in(house: &mut House, brought: (&[u8], &str)) {
    let answer = bring(house, "stranger", "/alliances/new/hand-over", brought, "mia").await;
    assert!(answer.location.ends_with("/hand-over?done=hand-over-in"), "{} {}", answer.status, answer.body);
    answer.location.split('/').nth(2).unwrap().clone_into(&mut house.alliance);
    for (account, role, party, person) in
        [("lead", "lead", "maker", "mia"), ("partner", "partner", "server", "sam")]
    {
        let member = rowlock_store::Membership {
            account: account.to_owned(),
            role: role.to_owned(),
            party: Some(party.to_owned()),
            person: Some(person.to_owned()),
        };
        house.app.store.seat(&house.alliance, &member, inside::NOW.parse().unwrap()).await.unwrap();
    }
}

async fn record(house: &House) -> Record {
    let mut record = Record::default();
    for line in house.app.store.lines(&house.alliance, 0).await.unwrap() {
        record.take_in(&line).unwrap();
    }
    record
}

#[tokio::test]
async fn out_and_on_and_back_with_the_chain_whole() {
    let home = House::with(&case()).await;
    let file_path = packs(&home).await;
    asked(&home).await;
    let (file, passphrase) = handed_over(&home, "goes_along").await;
    let at_hand_over = record(&home).await;

    let refused = home.post("lead", &at(&home, "/record/notes"), "note=Here").await;
    assert!(refused.body.contains("lives at The mill behind the weir"), "{}", refused.body);
    let page = home.get("partner", &at(&home, "/charter")).await.body;
    assert!(page.contains("was handed over and lives at"), "{page}");

    let mut there = elsewhere().await;
    taken_in(&mut there, (&file, &passphrase)).await;
    let taken = record(&there).await;
    assert_eq!(taken.lines()[..taken.lines().len() - 1], *at_hand_over.lines());
    assert_eq!(taken.facts().last().unwrap().event.kind(), "taken_over");
    let people = there.app.store.people(&there.alliance).await.unwrap();
    assert!(people.iter().all(|person| person.address.is_none()) && people.len() >= 2);
    let result = at(&there, "/rounds/r1/result");
    let (ours, theirs) =
        (home.get("lead", &at(&home, "/rounds/r1/result")).await.body, there.get("lead", &result).await.body);
    for body in [&ours, &theirs] {
        assert!(body.contains("Result") && !body.contains("did not come along"), "{body}");
    }
    let evidence = there.get("lead", &at(&there, &file_path)).await;
    assert_eq!(evidence.body, INSIDE, "the pack of the partner opens there");

    done(&there, "lead", "/record/notes", "note=Written+at+the+mill", "noted").await;
    asked(&there).await;
    let (second, second_passphrase) = handed_over(&there, "goes_along").await;
    let gone_on = record(&there).await;

    let older = bring(&home, "lead", &at(&home, "/hand-over/back"), (&file, &second_passphrase), "").await;
    assert!(older.body.contains("This passphrase does not open"), "{}", older.body);
    let back = at(&home, "/hand-over/back");
    let answer = bring(&home, "lead", &back, (&second, &second_passphrase), "").await;
    assert!(answer.location.ends_with("?done=hand-over-back"), "{} {}", answer.status, answer.body);
    let home_again = record(&home).await;
    assert_eq!(home_again.lines()[..home_again.lines().len() - 1], *gone_on.lines());
    assert!(home.get("partner", &at(&home, "/record")).await.body.contains("Written at the mill"));
    done(&home, "partner", "/record/notes", "note=Home+again", "noted").await;
}

#[tokio::test]
async fn what_its_giver_keeps_back_stays() {
    let home = House::with(&case()).await;
    let file_path = packs(&home).await;
    asked(&home).await;
    done(&home, "lead", "/hand-over/consent", "under_seal=goes_along", "consented").await;
    done(&home, "partner", "/hand-over/consent", "under_seal=stays", "consented").await;
    let (file, passphrase) = saved(&home).await;
    let inside = open(&file, &Passphrase::read(&passphrase).unwrap()).unwrap();
    assert!(inside.evidence.is_empty(), "the lead's pack would show what the partner asked of them");
    assert!(inside.keys.exported().is_empty());

    let mut there = elsewhere().await;
    taken_in(&mut there, (&file, &passphrase)).await;
    assert_eq!(there.get("lead", &at(&there, &file_path)).await.status, 404);
    assert!(there.app.store.keys(&there.alliance).await.unwrap().is_empty());
    let result = there.get("lead", &at(&there, "/rounds/r1/result")).await;
    assert!(result.body.contains("did not come along"), "{}", result.body);
}

#[tokio::test]
async fn the_file_says_nothing_without_its_passphrase() {
    let home = House::with(&case()).await;
    packs(&home).await;
    asked(&home).await;
    let (file, _) = handed_over(&home, "goes_along").await;
    let holds = |word: &str| file.windows(word.len()).any(|bytes| bytes == word.as_bytes());
    let words =
        ["Two firms", "Maker", "Server", "maker", "server", "marmalade", "pur-3", "handed_over", "weir"];
    for word in words.into_iter().chain([record(&home).await.final_hash(), "rowlock", "manifest"]) {
        assert!(!holds(word), "{word}");
    }
    assert_eq!(file.len() % 1024, file.len() & 1023);
}

#[tokio::test]
async fn one_party_alone_hands_nothing_over() {
    let home = House::with(&case()).await;
    asked(&home).await;
    done(&home, "lead", "/hand-over/consent", "under_seal=stays", "consented").await;
    let early = home.post("lead", &at(&home, "/hand-over/file"), "").await;
    assert!(early.body.contains("Server has not consented"), "{}", early.body);
    assert_eq!(home.post("partner", &at(&home, "/hand-over/file"), "").await.status, 404);
    assert_eq!(home.get("viewer", &at(&home, "/hand-over")).await.status, 404);
    let nothing = home.post("lead", &at(&home, "/hand-over/save"), "passphrase=seven+boats").await;
    assert_eq!(nothing.status, 400);
    done(&home, "partner", "/hand-over/refuse", "refusal=Not+now", "hand-over-refused").await;
    let ended = home.post("lead", &at(&home, "/hand-over/consent"), "under_seal=stays").await;
    assert!(ended.body.contains("No hand-over is asked for"), "{}", ended.body);
}

#[tokio::test]
async fn trouble_is_told_and_nothing_is_taken_in() {
    let home = House::with(&case()).await;
    asked(&home).await;
    let (file, passphrase) = handed_over(&home, "goes_along").await;
    let there = elsewhere().await;
    let door = "/alliances/new/hand-over";
    let slip = if passphrase.ends_with('a') { "b" } else { "a" };
    let slipped = format!("{}{slip}", &passphrase[..passphrase.len() - 1]);
    let mut changed = file.clone();
    *changed.last_mut().unwrap() ^= 1;
    let said: [(&[u8], &str, &str, &str); 7] = [
        (&file, &slipped, "mia", "There is a slip in the passphrase"),
        (&file, "seven rowing boats", "mia", "This passphrase does not open the file"),
        (b"[alliance]", &passphrase, "mia", "This is no file of a hand-over"),
        (&changed, &passphrase, "mia", "was changed or damaged"),
        (b"", &passphrase, "mia", "Choose a file first"),
        (&file, &passphrase, "sam", "speaks for Server"),
        (&file, &passphrase, "Zoe", "nobody of the name"),
    ];
    for (file, passphrase, name, told) in said {
        let answer = bring(&there, "stranger", door, (file, passphrase), name).await;
        assert!(answer.status == 200 && answer.body.contains(told), "{told}: {}", answer.body);
    }
    assert!(there.app.store.seats("stranger").await.unwrap().is_empty());
    let again = bring(&home, "stranger", door, (&file, &passphrase), "mia").await;
    assert!(again.body.contains("on this installation already"), "{}", again.body);
}

#[tokio::test]
async fn a_file_that_was_never_taken_in_is_brought_back_and_a_fork_is_refused() {
    let home = House::with(&case()).await;
    asked(&home).await;
    let (file, passphrase) = handed_over(&home, "goes_along").await;
    let mut there = elsewhere().await;
    taken_in(&mut there, (&file, &passphrase)).await;
    let (again, new_passphrase) = saved(&home).await;
    assert_ne!(passphrase, new_passphrase);
    let back = at(&home, "/hand-over/back");
    let answer = bring(&home, "lead", &back, (&again, &new_passphrase), "").await;
    assert!(answer.location.ends_with("?done=hand-over-undone"), "{} {}", answer.status, answer.body);
    done(&home, "lead", "/record/notes", "note=Here+after+all", "noted").await;

    asked(&there).await;
    let (forked, forked_passphrase) = handed_over(&there, "stays").await;
    asked(&home).await;
    handed_over(&home, "stays").await;
    let answer = bring(&home, "lead", &back, (&forked, &forked_passphrase), "").await;
    assert!(answer.body.contains("go different ways after it"), "{}", answer.body);
    let older = bring(&home, "lead", &back, (&file, &passphrase), "").await;
    assert!(older.body.contains("This file is older than what is here"), "{}", older.body);
}
