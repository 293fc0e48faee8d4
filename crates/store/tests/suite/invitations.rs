//! Invitations: every state and turn of a personal link.

use rowlock_store::{
    Invitation, InvitationState as State, NewInvitation, QueuedMail, Store, Turn, Write, token_hash,
};

use crate::place::{Place, at, begin, change, named, note, notes};

/// An invitation of `person` to the round `r1`, good for an hour, whose token is its id.
fn new(id: &str, person: &str, sent: bool) -> NewInvitation {
    NewInvitation {
        id: id.into(),
        round: "r1".into(),
        person: person.into(),
        token_hash: token_hash(id),
        expires_at: at(60),
        address: sent.then(|| format!("{person}@mail.example")),
        made_by: Some("lead".into()),
    }
}

async fn found(store: &Store, id: &str) -> Invitation {
    store.invitation(&token_hash(id)).await.unwrap().unwrap()
}

async fn turn(store: &Store, id: &str, turn: Turn, minute: i64) {
    store.turn_invitation(id, turn, at(minute)).await.unwrap();
}

async fn done(store: &Store, person: &str, head: u64) {
    let mut record = notes(&["it begins"]);
    for _ in 0..head {
        note(&mut record, "answered");
    }
    let writes = vec![Write::Done { round: "r1".into(), person: person.into() }];
    let lines = &record.lines()[head as usize..];
    store.commit(&change("a", Some(head), lines, &named("A"), writes)).await.unwrap();
}

pub async fn an_invitation_goes_through_its_states(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    store.invite("a", &new("i", "ana", false), None, at(0)).await.unwrap();
    let made = found(&store, "i").await;
    let expected = Invitation {
        id: "i".into(),
        alliance: "a".into(),
        round: "r1".into(),
        person: "ana".into(),
        created_at: at(0),
        expires_at: at(60),
        sent_at: None,
        opened_at: None,
        started_at: None,
        done_at: None,
        revoked_at: None,
        reminded_at: None,
        muted_at: None,
        address: None,
        made_by: Some("lead".into()),
        word_set_at: None,
    };
    assert_eq!(made, expected);
    assert_eq!((made.state(at(59)), made.state(at(60))), (State::Made, State::Expired));
    assert_eq!((made.is_good(at(59)), made.is_good(at(60))), (true, false));

    store.invite("a", &new("j", "ben", true), None, at(0)).await.unwrap();
    assert_eq!(found(&store, "j").await.state(at(1)), State::Sent);
    assert_eq!(found(&store, "j").await.address.as_deref(), Some("ben@mail.example"));
    turn(&store, "j", Turn::Opened, 2).await;
    assert_eq!(found(&store, "j").await.state(at(3)), State::Opened);
    turn(&store, "j", Turn::Started, 3).await;
    let started = found(&store, "j").await;
    assert_eq!((started.state(at(4)), started.state(at(60))), (State::Started, State::Expired));
    for aside in [Turn::Reminded, Turn::Muted, Turn::Unmuted] {
        turn(&store, "j", aside, 4).await;
        assert_eq!(found(&store, "j").await.state(at(5)), State::Started);
    }
    done(&store, "ben", 1).await;
    let answered = found(&store, "j").await;
    assert_eq!((answered.state(at(5)), answered.state(at(60))), (State::Done, State::Done));
    assert!(answered.is_good(at(59)) && !answered.is_good(at(60)));
    turn(&store, "j", Turn::Revoked, 9).await;
    let revoked = found(&store, "j").await;
    assert_eq!((revoked.state(at(9)), revoked.is_good(at(9))), (State::Revoked, false));
    assert_eq!(found(&store, "i").await, made, "whatever happened to the other");
    assert_eq!(store.invitation(&token_hash("k")).await.unwrap(), None);
}

pub async fn the_first_time_counts_for_what_happens_once(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    store.invite("a", &new("i", "ana", true), None, at(0)).await.unwrap();
    for minute in [1, 2] {
        for happened in [Turn::Opened, Turn::Started, Turn::Reminded, Turn::Muted, Turn::Revoked] {
            turn(&store, "i", happened, minute).await;
        }
    }
    let twice = found(&store, "i").await;
    assert_eq!((twice.opened_at, twice.started_at), (Some(at(1)), Some(at(1))));
    assert_eq!((twice.revoked_at, twice.reminded_at), (Some(at(1)), Some(at(2))));
    assert!(twice.muted_at.is_some());
    turn(&store, "i", Turn::Unmuted, 3).await;
    assert_eq!(found(&store, "i").await.muted_at, None);
}

pub async fn an_invitation_is_made_with_its_mail_or_not_at_all(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    let mail = |id: &str| QueuedMail { id: id.into(), sealed: vec![1], due_at: at(0) };
    store.invite("a", &new("i", "ana", true), Some(&mail("m1")), at(0)).await.unwrap();
    store.invite("a", &new("i", "ana", true), Some(&mail("m2")), at(0)).await.unwrap_err();
    store.invite("a", &new("j", "ana", true), Some(&mail("m1")), at(0)).await.unwrap_err();
    store.invite("nowhere", &new("k", "ana", true), Some(&mail("m3")), at(0)).await.unwrap_err();
    assert_eq!(place.count("SELECT count(*) FROM invitation").await, 1);
    assert_eq!(place.count("SELECT count(*) FROM outbox").await, 1);
}

pub async fn a_new_link_revokes_the_older_ones_of_that_person(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    begin(&store, "b").await;
    store.invite("a", &new("first", "ana", false), None, at(0)).await.unwrap();
    turn(&store, "first", Turn::Revoked, 1).await;
    store.invite("a", &new("second", "ana", false), None, at(1)).await.unwrap();
    store.invite("a", &new("of-ben", "ben", false), None, at(1)).await.unwrap();
    store.invite("b", &new("elsewhere", "ana", false), None, at(1)).await.unwrap();
    let other = NewInvitation { round: "r2".into(), ..new("other-round", "ana", false) };
    store.invite("a", &other, None, at(1)).await.unwrap();

    store.revoke_invitations(("a", "r1", "ana"), at(5)).await.unwrap();

    for (id, revoked) in [
        ("first", Some(at(1))),
        ("second", Some(at(5))),
        ("of-ben", None),
        ("elsewhere", None),
        ("other-round", None),
    ] {
        assert_eq!(found(&store, id).await.revoked_at, revoked, "{id}");
    }
}

pub async fn invitations_are_listed_the_latest_first(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    for (id, minute) in [("old", 1), ("new-b", 3), ("new-a", 3), ("mid", 2)] {
        store.invite("a", &new(id, id, false), None, at(minute)).await.unwrap();
    }
    let other = NewInvitation { round: "r2".into(), ..new("other-round", "ana", false) };
    store.invite("a", &other, None, at(9)).await.unwrap();
    let listed = store.invitations("a", "r1").await.unwrap();
    let ids: Vec<&str> = listed.iter().map(|invitation| invitation.id.as_str()).collect();
    assert_eq!(ids, ["new-a", "new-b", "mid", "old"]);
    assert_eq!(store.invitations("b", "r1").await.unwrap(), []);
}

pub async fn reminders_go_to_those_who_are_missing(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    for id in ["sent", "opened", "started", "muted", "unmuted", "done", "revoked", "reminded", "again"] {
        store.invite("a", &new(id, id, true), None, at(0)).await.unwrap();
    }
    store.invite("a", &new("by-hand", "by-hand", false), None, at(0)).await.unwrap();
    store.invite("a", &new("late", "late", true), None, at(30)).await.unwrap();
    let short = NewInvitation { expires_at: at(40), ..new("over", "over", true) };
    store.invite("a", &short, None, at(0)).await.unwrap();
    for (id, happened, minute) in [
        ("opened", Turn::Opened, 1),
        ("started", Turn::Started, 1),
        ("muted", Turn::Muted, 1),
        ("unmuted", Turn::Muted, 1),
        ("unmuted", Turn::Unmuted, 2),
        ("revoked", Turn::Revoked, 1),
        ("reminded", Turn::Reminded, 30),
        ("again", Turn::Reminded, 29),
    ] {
        turn(&store, id, happened, minute).await;
    }
    done(&store, "done", 1).await;
    let remind = async |now, since| {
        let due = store.to_remind(at(now), at(since)).await.unwrap();
        due.into_iter().map(|invitation| invitation.id).collect::<Vec<_>>()
    };
    assert_eq!(remind(40, 30).await, ["opened", "sent", "started", "unmuted", "again"]);
    assert_eq!(remind(40, 31).await, ["opened", "sent", "started", "unmuted", "again", "late", "reminded"]);
    assert_eq!(remind(39, 1).await, ["opened", "over", "sent", "started", "unmuted"]);
    assert_eq!(remind(40, 0).await, [""; 0]);
    assert_eq!(remind(60, 31).await, [""; 0]);
}

pub async fn a_link_is_closed_by_the_first_word_that_is_set(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    store.invite("a", &new("i", "ana", false), None, at(0)).await.unwrap();
    assert_eq!(store.own_word("i").await.unwrap(), None);
    assert!(store.set_word("i", ("salt", b"key"), at(1)).await.unwrap());
    assert!(!store.set_word("i", ("other", b"another"), at(2)).await.unwrap(), "a word is set once");
    for minute in [3, 4] {
        store.try_word("i", at(minute)).await.unwrap();
    }
    let word = store.own_word("i").await.unwrap().unwrap();
    assert_eq!((word.salt.as_str(), word.key.as_slice()), ("salt", b"key".as_slice()));
    assert_eq!((word.misses, word.missed_at), (2, Some(at(4))));
    store.word_was_right("i").await.unwrap();
    assert_eq!(store.own_word("i").await.unwrap().unwrap().misses, 0);
    assert_eq!(found(&store, "i").await.word_set_at, Some(at(1)));
    for minute in 1..=25 {
        store.note_opening("i", "a browser", at(minute)).await.unwrap();
    }
    let openings = store.openings("i").await.unwrap();
    assert_eq!((openings.len(), openings[0].at, openings[19].at), (20, at(6), at(25)));
}
