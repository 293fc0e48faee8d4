//! What the attacks have in common: a house of two parties, rounds that are opened by forms, and answers by a link.

use std::path::Path;

use rowlock_web::Post;

use crate::inside::{Answer, House, Seated, delivered};

/// The lead: the account `lead`, which speaks for the party `maker` as `mia`.
pub const LEAD: Seated = ("lead", "lead", Some("maker"), Some("mia"));
/// Where mail reaches Sam, who answers for the party `server` and has no account.
pub const SAM: &str = "sam@server.example";
/// A second address of whoever leads: it has an account and a session, `alias`.
pub const ALIAS: &str = "alias@inside.example";
/// What Sam answers. Nobody else may read it before all consent.
pub const SECRET: &str = "the drawings were never mine";

/// A house in which only the lead has a seat, with mail or without.
pub async fn house(post: Post) -> House {
    let house = House::seating(crate::inside::TWO, post, &[LEAD]).await;
    crate::inside::account(&house.app, "alias").await;
    house
}

/// A house whose mail goes to a folder.
pub async fn mailing(folder: &Path) -> House {
    house(Post::Folder(folder.to_owned())).await
}

/// A path within the alliance.
pub fn at(house: &House, path: &str) -> String {
    format!("/a/{}{path}", house.alliance)
}

/// Prepares and opens a round in words, which asks Mia and Sam; answers with its id.
pub async fn open_round(house: &House) -> String {
    let form = "form=debrief&why=Looking+back&asked_by=Mia&respondents=maker/mia&respondents=server/sam";
    let drafted = house.post("lead", &at(house, "/rounds/new"), form).await;
    assert_eq!(drafted.status, 303, "{}", drafted.body);
    let id = drafted.location.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    let opened = house.post("lead", &at(house, &format!("/rounds/{id}/open")), "").await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    id
}

/// Invites somebody to a round as the lead does, with what is typed into the form.
pub async fn invite(house: &House, round: &str, person: &str, form: &str) -> Answer {
    house.post("lead", &at(house, &format!("/rounds/{round}/invite/{person}")), form).await
}

/// The path of a link to hand over, as the page shows it to the lead once.
pub fn shown_link(page: &str, door: &str) -> String {
    let (_, rest) = page.split_once(&format!("http://inside/{door}/")).unwrap_or_else(|| panic!("{page}"));
    format!("/{door}/{}", rest.split(['<', '"']).next().unwrap())
}

/// The paths of the links in mails to an address.
pub fn mailed_links(mails: &[String], to: &str, door: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for mail in mails.iter().filter(|mail| mail.contains(&format!("To: {to}"))) {
        for part in mail.split(&format!("http://inside/{door}/")).skip(1) {
            let token: String = part.chars().take_while(char::is_ascii_alphanumeric).collect();
            let path = format!("/{door}/{token}");
            if !found.contains(&path) {
                found.push(path);
            }
        }
    }
    found
}

/// Sam's link to a round, which goes to Sam by mail.
pub async fn sams_link(house: &House, folder: &Path, round: &str) -> String {
    let before = mailed_links(&delivered(house, folder).await, SAM, "r");
    let asked = invite(house, round, "sam", &format!("by=mail&name=Sam&address={SAM}")).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let links = mailed_links(&delivered(house, folder).await, SAM, "r");
    links.into_iter().find(|link| !before.contains(link)).unwrap()
}

/// Saves an answer to the first question by a link.
pub async fn answer_first(house: &House, link: &str, words: &str) {
    house.get("nobody", link).await;
    let form = format!("open={}&go=next", words.replace(' ', "+"));
    let saved = house.post("nobody", &format!("{link}/questions/1"), &form).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
}

/// Hands the answers in by a link.
pub async fn submit(house: &House, link: &str) {
    let sent = house.post("nobody", &format!("{link}/review"), "").await;
    assert_eq!((sent.status, sent.location.as_str()), (303, link), "{}", sent.body);
}

/// The lead answers for the lead's own party, by a link that the lead makes; answers with that link.
pub async fn lead_answers(house: &House, round: &str) -> String {
    let made = invite(house, round, "mia", "by=link&name=Mia").await;
    let link = shown_link(&made.body, "r");
    assert!(house.set_word(&link, "mias-word").await);
    answer_first(house, &link, "it went well").await;
    submit(house, &link).await;
    link
}

/// Everything that an account may read of the alliance, on pages and in files.
pub async fn all_that_is_read(house: &House, who: &str, round: &str) -> String {
    let mut text = String::new();
    for path in [
        "",
        "/focus",
        "/record",
        "/record/export",
        "/record.csv",
        "/signals",
        "/verdict",
        "/seats",
        &format!("/rounds/{round}"),
        &format!("/rounds/{round}/result"),
        &format!("/rounds/{round}/result.csv"),
        &format!("/rounds/{round}/guide"),
        "/debrief",
        "/look-back",
        "/papers/report/md",
        "/papers/look-back/md",
    ] {
        text.push_str(&house.get(who, &at(house, path)).await.body);
    }
    text.push_str(&house.get(who, "/you/export").await.body);
    text
}
