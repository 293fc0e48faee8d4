//! What is told to the adviser alone: two people read it, and nothing else in the house says that it is there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};
use rowlock_web::Post;

const WORDS: &str = "They open my letters";
const ANSWER: &str = "Ask them over a coffee";

fn at(house: &House, path: &str) -> String {
    format!("/a/{}{path}", house.alliance)
}

/// Tells it as the partner, and answers with its id.
async fn tell(house: &House) -> String {
    let told = house.post("partner", &at(house, "/confidences"), "text=They+open+my+letters").await;
    assert_eq!(told.status, 303, "{}", told.body);
    let seen = house.get("partner", &at(house, "/confidences")).await.body;
    let (_, rest) = seen.split_once("/issues/new?told=").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn two_people_read_it_and_nobody_else() {
    let house = House::with(TWO).await;
    let everything = async |who: &str| {
        let mut seen = Vec::new();
        for path in [
            "",
            "/issues",
            "/record",
            "/record/export",
            "/signals",
            "/verdict",
            "/seats",
            "/confidences",
            "/desk",
        ] {
            let path = if path == "/desk" { path.to_owned() } else { at(&house, path) };
            seen.push(house.get(who, &path).await.body);
        }
        seen
    };
    let before = everything("lead").await;
    let id = tell(&house).await;
    assert!(house.get("adviser", &at(&house, "/confidences")).await.body.contains(WORDS));
    assert_eq!(everything("lead").await, before, "to the lead nothing has changed");
    for who in ["viewer", "stranger", "nobody", "adviser-without-consent"] {
        assert_ne!(house.get(who, &at(&house, "/confidences")).await.status, 200, "{who}");
    }
    let answer = format!("reply-{id}=Ask+them+over+a+coffee");
    let answer_at = at(&house, &format!("/confidences/{id}/answer"));
    for who in ["lead", "partner", "viewer", "stranger"] {
        assert_eq!(house.post(who, &answer_at, &answer).await.status, 404, "{who}");
    }
    assert_eq!(house.post("adviser", &answer_at, &answer).await.status, 303);
    assert!(house.get("partner", &at(&house, "/confidences")).await.body.contains(ANSWER));
    assert_eq!(everything("lead").await, before);

    // Only they can make an issue of it.
    let begun = at(&house, &format!("/issues/new?told={id}"));
    assert!(house.get("partner", &begun).await.body.contains(WORDS));
    for who in ["lead", "adviser"] {
        assert!(!house.get(who, &begun).await.body.contains(WORDS), "{who}");
    }
    let about = house.get("partner", "/you/export").await.body;
    assert!(about.contains(WORDS) && about.contains(ANSWER), "{about}");

    let back = at(&house, &format!("/confidences/{id}/take-back"));
    for who in ["lead", "adviser"] {
        assert_eq!(house.post(who, &back, "").await.status, 404, "{who}");
    }
    assert_eq!(house.post("partner", &back, "").await.status, 303);
    assert!(!house.get("adviser", &at(&house, "/confidences")).await.body.contains(WORDS));
}

#[tokio::test]
async fn without_consent_the_adviser_reads_nothing_and_cannot_be_told() {
    let house = House::with(TWO).await;
    tell(&house).await;
    assert_eq!(house.post("lead", &at(&house, "/adviser/ada/revoke"), "").await.status, 303);
    assert_eq!(house.get("adviser", &at(&house, "/confidences")).await.status, 404);
    let told = house.post("partner", &at(&house, "/confidences"), "text=More").await;
    assert!(
        told.status == 200 && told.body.contains("Choose an adviser who sees this case"),
        "{}",
        told.body
    );
    let own = house.post("adviser", &at(&house, "/confidences"), "text=To+myself").await;
    assert_eq!(own.status, 404);
}

#[tokio::test]
async fn the_database_has_none_of_the_words() {
    let letters = tempfile::tempdir().unwrap();
    let house = House::sending(TWO, Post::Folder(letters.path().to_owned())).await;
    let id = tell(&house).await;
    let answer = format!("reply-{id}=Ask+them+over+a+coffee");
    house.post("adviser", &at(&house, &format!("/confidences/{id}/answer")), &answer).await;
    for file in std::fs::read_dir(house.folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for words in [WORDS, ANSWER] {
            assert!(!bytes.windows(words.len()).any(|seen| seen == words.as_bytes()), "{words}");
        }
    }
}
