//! Limits without locks: whoever guesses waits, and nobody else does; a link by mail tells nothing of accounts; mails say
//! nothing that whoever sends them made up; and no answer leads elsewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use inside::{Answer, House, NOW, TWO, mails};
use rowlock_web::{Post, Worker};
use tokio::sync::watch;

const PASSWORD: &str = "a long walk by the river";

/// A form as it comes from a network.
async fn from(house: &House, network: &str, path: &str, form: &str) -> Answer {
    let peer: SocketAddr = format!("{network}:4711").parse().unwrap();
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header("host", "inside")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .extension(ConnectInfo(peer))
        .body(Body::from(form.to_owned()))
        .unwrap();
    house.knock(request).await
}

fn signing_in(who: &str, password: &str, next: &str) -> String {
    format!("address={who}%40inside.example&by=password&password={}&next={next}", password.replace(' ', "+"))
}

async fn with_password() -> House {
    let house = House::with(TWO).await;
    let form = format!("new_password={}", PASSWORD.replace(' ', "+"));
    assert_eq!(house.post("lead", "/you/password", &form).await.status, 303);
    house
}

#[tokio::test]
async fn who_guesses_a_password_waits_and_its_owner_does_not() {
    let house = with_password().await;
    let wrong = signing_in("lead", "not the password", "");
    let right = signing_in("lead", PASSWORD, "");
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(from(&house, "192.0.2.66", "/sign-in", &wrong).await.status);
    }
    assert_eq!(statuses[..5], [200; 5]);
    assert_eq!(statuses[5..], [429; 7]);
    assert_eq!(from(&house, "192.0.2.66", "/sign-in", &right).await.status, 429, "no way to guess on");
    for _ in 0..8 {
        assert_eq!(
            from(&house, "198.51.100.7", "/sign-in", &right).await.status,
            303,
            "Ana comes from elsewhere"
        );
    }
    // From many networks at once, too.
    for network in 0..40 {
        for _ in 0..6 {
            from(&house, &format!("203.0.113.{network}"), "/sign-in", &wrong).await;
        }
    }
    assert_eq!(from(&house, "198.51.100.8", "/sign-in", &right).await.status, 303);
}

#[tokio::test]
async fn one_network_tries_so_often_whatever_it_tries() {
    let house = with_password().await;
    let mut refused = 0;
    for number in 0..60 {
        let form = signing_in(&format!("somebody-{number}"), "not the password", "");
        refused += usize::from(from(&house, "192.0.2.66", "/sign-in", &form).await.status == 429);
    }
    assert_eq!(refused, 30);
    let right = signing_in("lead", PASSWORD, "");
    assert_eq!(from(&house, "192.0.2.67", "/sign-in", &right).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_by_mail_is_asked_for_alike_whether_there_is_an_account() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::sending(TWO, Post::Folder(folder.path().to_owned())).await;
    let mut answers = Vec::new();
    for who in ["lead", "nobody-of-that-name"] {
        let form = format!("address={who}%40inside.example&by=link");
        let answer = from(&house, "192.0.2.1", "/sign-in", &form).await;
        answers.push((answer.status, answer.location, answer.body, answer.headers));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].0, 303);
    let (stop, told) = watch::channel(false);
    let working = tokio::spawn(Worker::new(house.app.clone()).run(told));
    // Somebody asks again and again for a link to Ana's address: so many mails and no more.
    for number in 0..40 {
        let form = "address=lead%40inside.example&by=link";
        from(&house, &format!("203.0.113.{number}"), "/sign-in", form).await;
    }
    let came = mails(folder.path(), 5).await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let files = mails(folder.path(), 5).await;
    assert_eq!((came.len(), files.len()), (5, 5));
    assert!(files.iter().all(|mail| mail.contains("lead@inside.example")));
    stop.send(true).unwrap();
    working.await.unwrap();
}

#[tokio::test]
async fn no_answer_leads_elsewhere() {
    let house = with_password().await;
    for next in [
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%2F%09%2Fevil.example",
        "%2F%0A%2Fevil.example",
        "%2F%0D%0A%2Fevil.example",
        "%2F%2509%2Fevil.example",
        "%2F%252Fevil.example",
        "%09%2F%2Fevil.example",
        "%2F%00%2Fevil.example",
        "%2F+%2Fevil.example",
        "javascript%3Aalert(1)",
        "%2F%E2%80%A8%2Fevil.example",
        "%EF%BC%8F%EF%BC%8Fevil.example",
    ] {
        let answer = from(&house, "192.0.2.1", "/sign-in", &signing_in("lead", PASSWORD, next)).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, "/desk"), "{next}");
    }
    let answer = from(
        &house,
        "192.0.2.1",
        "/sign-in",
        &signing_in("lead", PASSWORD, "%2Fa%2Fx%2Ffit%3Fon%3D2026-01-05"),
    )
    .await;
    assert_eq!(answer.location, "/a/x/fit?on=2026-01-05");
    // What a page was asked for by comes back in what it leads to.
    for path in ["//evil.example/a", "/%09/evil.example", "/\\evil.example"] {
        let asked = Request::builder().uri(path).header("host", "inside").body(Body::empty());
        let Ok(asked) = asked else { continue };
        let answer = house.knock(asked).await;
        assert!(
            answer.location.is_empty() || answer.location.starts_with("/sign-in"),
            "{path}: {}",
            answer.location
        );
    }
}

/// Two firms whose names and reasons somebody wrote to be read in mails.
fn baited() -> String {
    TWO.replace("name = \"Two firms\"", "name = \"You won at https://evil.example/prize - call 555\"")
        .replace("Where do we agree?", "Pay the bill at evil.example today")
        .replace("asked_by = \"Mia\"", "asked_by = \"Your bank (www.evil.example)\"")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mails_to_strangers_say_fixed_words_and_reminders_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::sending(&baited(), Post::Folder(folder.path().to_owned())).await;
    let round = format!("/a/{}/rounds/r1", house.alliance);
    assert_eq!(house.post("lead", &format!("{round}/open"), "").await.status, 303);
    let form = "by=mail&name=Sam+%0D%0ADear+https%3A%2F%2Fevil.example&address=sam%40elsewhere.example";
    let answer = house.post("lead", &format!("{round}/invite/sam"), form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let first = house.post("lead", &format!("{round}/remind"), "").await;
    assert!(first.location.ends_with("done=reminded-1"), "{}", first.location);
    for _ in 0..3 {
        let again = house.post("lead", &format!("{round}/remind"), "").await;
        assert!(again.location.ends_with("done=reminded-0"), "{}", again.location);
        let page = house.get("lead", &again.location).await;
        assert!(page.body.contains("No mail was sent"), "{}", page.body);
    }
    let (stop, told) = watch::channel(false);
    let working = tokio::spawn(Worker::new(house.app.clone()).run(told));
    let came = mails(folder.path(), 2).await;
    stop.send(true).unwrap();
    working.await.unwrap();
    for mail in &came {
        let read = mail.replace("=\r\n", "");
        assert!(!read.contains("evil.example") && !read.contains("Pay the bill"), "{read}");
        assert!(read.contains("http://inside/r/") || read.contains("http=3A//inside/r/"), "{read}");
    }
    // Mail after mail to one address, each a new link, ends.
    let mut refused = 0;
    for _ in 0..40 {
        refused += usize::from(house.post("lead", &format!("{round}/invite/sam"), form).await.status == 429);
    }
    assert!((18..40).contains(&refused), "{refused} of 40 were refused at {NOW}");
}

#[tokio::test]
async fn a_link_with_the_end_of_a_sentence_behind_it_leads_to_what_was_meant() {
    let house = House::with(TWO).await;
    let link = format!("/r/{}", house.token("good").await);
    for end in [".", ").", ",", "%29", "%3E"] {
        let answer = house.get("nobody", &format!("{link}{end}")).await;
        assert_eq!((answer.status, answer.location.as_str()), (307, link.as_str()), "{end}");
    }
}
