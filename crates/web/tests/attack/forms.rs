//! Every form there is, sent by everybody who would read what Sam sealed: the lead, an address of the lead's own with a
//! seat at Sam's party, a second partner who is in league with them, and another account of the installation. Each field
//! that takes an address, a party, a person or a day says what they would like it to.

use std::path::Path;

use rowlock_web::{Post, ROUTES};

use crate::inside::{House, Seated, TWO, account, delivered};
use crate::scene::{
    ALIAS, LEAD, SECRET, all_that_is_read, answer_first, at, invite, mailed_links, sams_link, shown_link,
    submit,
};

const THIRD: &str = r#"
[[party]]
id = "third"
name = "Third"
kind = "firm"
role = "partner"
on = 2026-01-05
people = ["tom"]
"#;
const LEAGUE: Seated = ("league", "partner", Some("third"), Some("tom"));
/// Whoever would read it, with the addresses at which they read mail.
const ATTACKERS: [&str; 4] = ["lead", "alias", "league", "stranger"];

/// What is typed, whatever the form: each form takes from it what it knows.
fn typed(variant: usize) -> String {
    let (party, person) = [("server", "sam"), ("maker", "mia"), ("third", "tom")][variant % 3];
    let by = ["mail", "link"][variant % 2];
    let on = ["2026-03-02", "2026-02-01", "2026-03-01"][variant % 3];
    [
        format!("your_name=Sam&address={ALIAS}&speaks={party}/{person}&adviser_name=A&adviser_address={ALIAS}"),
        format!("name=Sam&by={by}&party={party}&person={person}&parties=maker&parties=server&respondents={party}/{person}"),
        format!("scope={}&under_seal=goes_along&say={}", ["items", "sensitive"][variant % 2], ["yes", "differ"][variant % 2]),
        format!("role={}&why=Because&since={on}&on={on}&day={on}&due=2026-03-20", ["left", "partner", "candidate"][variant % 3]),
        "area=purpose&wanted=yes&to=Elsewhere&refusal=No&text=Words&open=Words&go=next&sure=no&word=guess".to_owned(),
        format!("form=debrief&asked_by=Mia&adviser=&checks=insurance&lead={party}&by_party={party}"),
    ]
    .join("&")
}

/// Forms after which nobody is left to go on attacking, or nothing is left to attack.
fn ends_it(path: &str) -> bool {
    ["/sign-out", "/you/delete", "/you/sessions", "/hand-over/", "/end", "/sign-in"]
        .iter()
        .any(|end| path.contains(end))
        || path.starts_with("/r/")
        || path.starts_with("/p/")
}

/// The paths of a route, with what they would like in each of its parameters.
async fn paths(house: &House, route: &str, rounds: &[&str], variant: usize) -> Vec<String> {
    let party = ["server", "maker", "third"][variant % 3];
    let path = route.replace("{alliance}", &house.alliance).replace("{party}", party);
    let facts = house.app.store.lines(&house.alliance, 0).await.unwrap().len();
    let mut all = vec![path];
    let mut spread = |name: &str, values: &[String]| {
        if all.iter().any(|path| path.contains(name)) {
            all = all.iter().flat_map(|path| values.iter().map(|value| path.replace(name, value))).collect();
        }
    };
    spread("{fact}", &(1..=facts).map(|fact| fact.to_string()).collect::<Vec<_>>());
    spread("{round}", &rounds.iter().map(ToString::to_string).collect::<Vec<_>>());
    spread("{person}", &["sam".to_owned(), "mia".to_owned()]);
    spread("{account}", &["alias".to_owned(), "league".to_owned()]);
    let asked = house.app.store.seats_asked(&house.alliance).await.unwrap();
    spread("{request}", &asked.into_iter().map(|one| one.id).collect::<Vec<_>>());
    all.retain(|path| !path.contains('{'));
    all
}

/// Sends every form as everybody, twice over, and answers with the links that reached an attacker.
async fn send_all(house: &House, folder: &Path, rounds: &[&str]) -> Vec<String> {
    for variant in 0..3 {
        let body = typed(variant);
        for route in ROUTES.iter().filter(|route| route.method == "post" && !ends_it(route.path)) {
            for path in paths(house, route.path, rounds, variant).await {
                for who in ATTACKERS {
                    let answer = house.post(who, &path, &body).await;
                    assert!(answer.status < 500, "{who} {path}: {}", answer.body);
                    assert!(!answer.body.contains(SECRET), "{who} {path}");
                }
            }
        }
    }
    let mails = delivered(house, folder).await;
    let addresses = ATTACKERS.map(|who| format!("{who}@inside.example"));
    let doors =
        addresses.iter().flat_map(|to| [mailed_links(&mails, to, "r"), mailed_links(&mails, to, "p")]);
    doors.flatten().collect()
}

async fn reads_nothing(house: &House, rounds: &[&str], links: &[String]) {
    for who in ATTACKERS {
        for round in rounds {
            assert!(!all_that_is_read(house, who, round).await.contains(SECRET), "{who} reads {round}");
        }
        for link in links {
            for below in ["", "/questions/1", "/questions/2", "/review", "/result", "/file", "/packs"] {
                let page = house.get(who, &format!("{link}{below}")).await;
                assert!(!page.body.contains(SECRET), "{who} reads {link}{below}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_no_form_is_read_what_was_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let house =
        House::seating(&format!("{TWO}{THIRD}"), Post::Folder(folder.path().to_owned()), &[LEAD, LEAGUE])
            .await;
    account(&house.app, "alias").await;
    // The alias has the seat of Sam's party before Sam comes: the worst that the lead can bring about.
    let form = format!("your_name=Somebody&address={ALIAS}&speaks=server/sam");
    assert!(house.post("lead", &at(&house, "/seats"), &form).await.location.ends_with("done=seated"));
    let drafted = "form=debrief&why=Looking+back&asked_by=Mia&respondents=maker/mia&respondents=server/sam&respondents=third/tom";
    let drafted = house.post("lead", &at(&house, "/rounds/new"), drafted).await;
    let round = drafted.location.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    assert_eq!(house.post("lead", &at(&house, &format!("/rounds/{round}/open")), "").await.status, 303);
    let sams = sams_link(&house, folder.path(), &round).await;
    for (person, who) in [("mia", "lead"), ("tom", "league")] {
        let made = invite(&house, &round, person, &format!("by=link&name={who}")).await;
        let link = shown_link(&made.body, "r");
        assert!(house.set_word(&link, "a-word-of-theirs").await);
        answer_first(&house, &link, "it went well").await;
        submit(&house, &link).await;
    }
    answer_first(&house, &sams, SECRET).await;
    submit(&house, &sams).await;
    // All are in and the round is locked: Mia and Tom consent, and everything else is tried.
    let links = send_all(&house, folder.path(), &[&round]).await;
    reads_nothing(&house, &[&round], &links).await;
    // Nothing of the course of the round was taken back by all that.
    let page = house.get("lead", &at(&house, &format!("/rounds/{round}/result"))).await;
    assert_eq!(page.status, 200, "{}", page.body);
    // Sam's own word still opens it, unless they brought about that Sam's party has left; then it stays sealed.
    let sam = house.post("nobody", &format!("{sams}/consent"), "scope=items").await;
    assert!([303, 410].contains(&sam.status), "{}", sam.body);
}
