//! Seats and accounts that whoever leads gives to an address of their own.

use rowlock_web::Post;

use crate::inside::{House, account, delivered};
use crate::scene::{
    ALIAS, SAM, SECRET, all_that_is_read, answer_first, at, house, lead_answers, mailed_links, mailing,
    open_round, sams_link, submit,
};

fn give(address: &str) -> String {
    format!("your_name=Somebody&address={address}&speaks=server/sam")
}

/// A round that is locked with Sam's answers, by Sam's own link; answers with the round and both links.
async fn answered(house: &House, folder: &std::path::Path) -> (String, String, String) {
    let round = open_round(house).await;
    let sams = sams_link(house, folder, &round).await;
    answer_first(house, &sams, SECRET).await;
    submit(house, &sams).await;
    let leads = lead_answers(house, &round).await;
    (round, sams, leads)
}

async fn consent(house: &House, who: &str, round: &str) -> u16 {
    let path = at(house, &format!("/rounds/{round}/consent"));
    house.post(who, &path, "scope=items").await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_for_a_party_that_somebody_speaks_for_waits_for_their_word() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let (round, ..) = answered(&house, folder.path()).await;
    for _ in 0..2 {
        let given = house.post("lead", &at(&house, "/seats"), &give(ALIAS)).await;
        assert!(given.location.ends_with("done=seat-waits"), "{} {}", given.location, given.body);
    }
    assert_eq!(house.get("alias", &at(&house, "")).await.status, 404);
    assert_eq!(consent(&house, "alias", &round).await, 404);
    // The lead cannot say the word of the other party, and it is shown to all that a seat waits.
    let page = house.get("lead", &at(&house, "/seats")).await.body;
    let (_, rest) = page.split_once("/seats/asked/").unwrap();
    let asked = at(&house, &format!("/seats/asked/{}", rest.split('"').next().unwrap()));
    assert_eq!(house.post("lead", &asked, "say=yes").await.status, 404);
    assert_eq!(house.get("alias", &at(&house, "")).await.status, 404);
    // Sam is asked by mail, and says no; the link answers once.
    let mails = delivered(&house, folder.path()).await;
    let mail =
        mails.iter().find(|mail| mail.contains(&format!("To: {SAM}")) && mail.contains("is to speak for"));
    let (_, rest) = mail.unwrap().split_once("http://inside/seats/asked/").unwrap();
    let path: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "/-".contains(*c)).collect();
    let path = format!("/seats/asked/{path}");
    assert_eq!(house.get("nobody", &path).await.status, 200);
    assert_eq!(house.get("nobody", &format!("{}0", &path[..path.len() - 1])).await.status, 404);
    assert!(house.post("nobody", &path, "say=no").await.body.contains("does not speak for"));
    assert_eq!(house.post("nobody", &path, "say=yes").await.status, 410);
    assert_eq!(house.get("alias", &at(&house, "")).await.status, 404);
    // To Sam's own address a seat is given at once: it is the one that speaks for the party already.
    let given = house.post("lead", &at(&house, "/seats"), &give(SAM)).await;
    assert!(given.location.ends_with("done=seated"), "{}", given.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_let_in_reads_nothing_that_was_sealed_before() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let (round, sams, leads) = answered(&house, folder.path()).await;
    house.post("lead", &at(&house, "/seats"), &give(ALIAS)).await;
    // Sam lets them in, by the personal link.
    let page = house.get("nobody", &sams).await.body;
    let (_, rest) = page.split_once(&format!("{sams}/seats/")).unwrap_or_else(|| panic!("{page}"));
    let path = format!("{sams}/seats/{}", rest.split('"').next().unwrap());
    assert_eq!(house.post("nobody", &path, "say=yes").await.status, 303);
    assert_eq!(house.get("alias", &at(&house, "")).await.status, 200);
    // They consent for nothing of Sam's, whatever the lead consents to.
    assert_eq!(consent(&house, "alias", &round).await, 403);
    let own = house.post("nobody", &format!("{leads}/consent"), "scope=items").await;
    assert_eq!(own.status, 303, "{}", own.body);
    assert_eq!(consent(&house, "alias", &round).await, 403);
    for who in ["lead", "alias"] {
        assert!(!all_that_is_read(&house, who, &round).await.contains(SECRET), "{who}");
    }
    // With Sam's own consent all read it.
    assert_eq!(house.post("nobody", &format!("{sams}/consent"), "scope=items").await.status, 303);
    assert!(all_that_is_read(&house, "lead", &round).await.contains(SECRET));
    let mails = delivered(&house, folder.path()).await;
    let told = |to: &str| {
        mails.iter().any(|mail| mail.contains(&format!("To: {to}")) && mail.contains("consent was given"))
    };
    assert!(told(SAM) && told(ALIAS), "each consent is mailed to all who speak for that party");
}

/// The lead seats an alias before anybody speaks for the party: then Sam comes.
#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_was_there_first_consents_for_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let given = house.post("lead", &at(&house, "/seats"), &give(ALIAS)).await;
    assert!(given.location.ends_with("done=seated"), "{}", given.body);
    let (round, sams, leads) = answered(&house, folder.path()).await;
    // Sam is shown who else speaks for the party.
    let page = house.get("nobody", &sams).await.body;
    assert!(page.contains("Who else speaks for Server") && page.contains("a\u{2026}@i\u{2026}"), "{page}");
    assert_eq!(house.post("nobody", &format!("{leads}/consent"), "scope=items").await.status, 303);
    assert_eq!(consent(&house, "alias", &round).await, 403);
    assert!(!all_that_is_read(&house, "lead", &round).await.contains(SECRET));
    // A hand-over: the alias lets go of no key of Sam's, and the file that the lead makes opens nothing of Sam's.
    house.post("lead", &at(&house, "/hand-over"), "to=Another+server&why=Moving").await;
    for who in ["lead", "alias"] {
        let said = house.post(who, &at(&house, "/hand-over/consent"), "under_seal=goes_along").await;
        assert_eq!(said.status, 303, "{}", said.body);
    }
    let lines = house.app.store.lines(&house.alliance, 0).await.unwrap().join("\n");
    let mut consents = lines.lines().filter(|line| line.contains("hand_over_consented"));
    assert!(consents.any(|line| line.contains("\"party\":\"server\"")));
    assert!(
        lines
            .lines()
            .filter(|line| line.contains("hand_over_consented"))
            .all(|line| !line.contains("\"sam\""))
    );
    // The alias goes: what Sam sealed does not go with it.
    let gone = house.post("alias", "/you/delete", &format!("sure={ALIAS}")).await;
    assert_eq!(gone.status, 303, "{}", gone.body);
    assert_eq!(house.post("nobody", &format!("{sams}/consent"), "scope=items").await.status, 303);
    assert!(all_that_is_read(&house, "lead", &round).await.contains(SECRET));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_shown_a_link_to_an_account_that_somebody_has() {
    let house = house(Post::Nowhere).await;
    account(&house.app, "victim").await;
    let victim = "victim@inside.example";
    // The lead here, and any account of the installation, founds an alliance and gives a seat in it.
    let founded = house
        .post("stranger", "/alliances/new", "name=Trap&own=Trapper&kind=firm&stage=running&form=contract")
        .await;
    assert_eq!(founded.status, 303, "{}", founded.body);
    let trap = founded.location.split('?').next().unwrap().to_owned();
    for (path, form) in [
        (format!("{trap}/seats"), format!("your_name=V&address={victim}&speaks=viewer")),
        (format!("{trap}/adviser"), format!("adviser_name=V&adviser_address={victim}")),
    ] {
        let page = house.post("stranger", &path, &form).await;
        assert!(page.status != 500 && !page.body.contains("/sign-in/"), "{}", page.body);
    }
    assert_eq!(house.get("victim", &trap).await.status, 200, "the seat is there at the next sign-in");
    // For an account that this act opens, the link is shown: nothing is in it yet.
    let form = "your_name=N&address=new@inside.example&speaks=viewer";
    let page = house.post("stranger", &format!("{trap}/seats"), form).await;
    assert!(page.body.contains("/sign-in/"), "{}", page.body);
    let again = house.post("stranger", &format!("{trap}/seats"), form).await;
    assert!(!again.body.contains("http://inside/sign-in/"), "{}", again.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_read_by_the_credential_that_fills_it() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let given = house.post("lead", &at(&house, "/seats"), &give(ALIAS)).await;
    assert!(given.location.ends_with("done=seated"));
    let form = "parties=maker&parties=server&checks=insurance&due=2026-03-20&why=Before+we+sign";
    let opened = house.post("lead", &at(&house, "/diligence/new"), form).await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let exchange = opened.location.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    let invite = at(&house, &format!("/diligence/{exchange}/invite/server"));
    house.post("lead", &invite, &format!("by=mail&name=Sam&address={SAM}")).await;
    let sams = mailed_links(&delivered(&house, folder.path()).await, SAM, "p").pop().unwrap();
    let note = format!("how=given&consent=yes&note={}&note_on=2026-02-20&go=stay", SECRET.replace(' ', "+"));
    let saved = house.post("nobody", &format!("{sams}/checks/insurance"), &note).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    // The alias sits at the same party, and reads nothing, nor erases it, nor hands it in.
    let pack = at(&house, &format!("/diligence/{exchange}/pack"));
    for path in ["", "/checks/insurance", "/review"] {
        let page = house.get("alias", &format!("{pack}{path}")).await;
        assert!(page.status == 403 && !page.body.contains(SECRET), "{path}: {}", page.status);
    }
    for (path, form) in
        [("/review", ""), ("/erase", "sure=yes"), ("/take-back", ""), ("/checks/insurance", note.as_str())]
    {
        assert_eq!(house.post("alias", &format!("{pack}{path}"), form).await.status, 403, "{path}");
    }
    assert!(!house.get("alias", "/you/export").await.body.contains(SECRET));
    // Another exchange with another address opens nothing of this one; a new link here goes with another sheet.
    house.post("lead", &invite, &format!("by=mail&name=Sam&address={ALIAS}")).await;
    let other = mailed_links(&delivered(&house, folder.path()).await, ALIAS, "p").pop().unwrap();
    assert!(!house.get("alias", &format!("{other}/checks/insurance")).await.body.contains(SECRET));
}
