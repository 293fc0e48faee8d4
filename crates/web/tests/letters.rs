//! Letters that come by themselves: they go to those who have a seat, want them and have something waiting, and they
//! count without saying what anything is about.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO, mails};
use rowlock_store::{Account, Membership};
use rowlock_web::{Post, Worker};
use tokio::sync::watch;

const WAITING: &str = r#"
[[issue]]
id = "late"
on = 2026-02-03
by = "maker"
between = ["maker", "server"]
area = "commitment"
severity = "grave"
summary = "The drawings of the secret plant came late"
answer_by = 2026-03-04

[[meeting]]
id = "review"
planned = 2026-02-20
about = "Review of the secret plant"
due = 2026-03-06
"#;

/// Somebody with a seat since last week.
async fn somebody(house: &House, id: &str, role: &str, party: Option<&str>) {
    let account = Account {
        id: id.to_owned(),
        address: format!("{id}@inside.example"),
        name: id.to_owned(),
        password_hash: None,
        created_at: "2026-02-23T10:00:00Z".parse().unwrap(),
    };
    house.app.store.open_account(&account).await.unwrap();
    let (account, role, party) = (id.to_owned(), role.to_owned(), party.map(str::to_owned));
    let seat = Membership { account, role, party, person: None };
    house.app.store.seat(&house.alliance, &seat, inside::NOW.parse().unwrap()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_monday_each_learns_what_waits_and_no_word_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::sending(&format!("{TWO}{WAITING}"), Post::Folder(folder.path().to_owned())).await;
    somebody(&house, "lena", "lead", Some("maker")).await;
    somebody(&house, "vera", "viewer", None).await;
    somebody(&house, "mute", "partner", Some("server")).await;
    house.app.store.mute_letters("mute", true).await.unwrap();
    // Those of the house opened their accounts today, and get none.
    let (stop, told) = watch::channel(false);
    let worker = tokio::spawn(Worker::new(house.app.clone()).run(told));
    let mails = mails(folder.path(), 2).await;
    stop.send(true).unwrap();
    worker.await.unwrap();
    let to =
        |who: &str| mails.iter().find(|mail| mail.contains(&format!("To: {who}@inside.example"))).unwrap();
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert!(to("lena").contains("Two firms: one meeting and one open issue."), "{}", to("lena"));
    assert!(to("vera").contains("Two firms: one meeting."), "{}", to("vera"));
    for mail in &mails {
        assert!(!mail.contains("secret plant") && mail.contains("http://inside/desk"), "{mail}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_are_asked_to_score_hear_of_it_and_not_of_whom() {
    let folder = tempfile::tempdir().unwrap();
    let candidate = "\n[[party]]\nid = \"north\"\nname = \"Northern Lights\"\nkind = \"firm\"\nrole = \"candidate\"\n\
                     on = 2026-01-20\n";
    let house = House::sending(&format!("{TWO}{candidate}"), Post::Folder(folder.path().to_owned())).await;
    let form = "criterion_0=Skill&candidates=north&reviewers=maker%2Fmia&reviewers=server%2Fsam";
    let begun = house.post("lead", &format!("/a/{}/scorings", house.alliance), form).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let (stop, told) = watch::channel(false);
    let worker = tokio::spawn(Worker::new(house.app.clone()).run(told));
    // The founder of the house has the seat of Mia too.
    let mails = mails(folder.path(), 2).await;
    stop.send(true).unwrap();
    worker.await.unwrap();
    assert_eq!(mails.len(), 2, "whoever begins it knows already: {mails:?}");
    for who in ["partner", "founder"] {
        assert!(mails.iter().any(|mail| mail.contains(&format!("To: {who}@inside.example"))), "{who}");
    }
    for mail in &mails {
        assert!(mail.contains("scores are asked for") && mail.contains("/mine"), "{mail}");
        assert!(!mail.contains("Northern Lights"), "{mail}");
    }
}
