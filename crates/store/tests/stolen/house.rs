//! A house with everything in it: answers, a draft, keys, a mail, a session, links. What of it is secret, and what
//! is stored.

use jiff::{SignedDuration, Timestamp, civil};
use rowlock_core::answers::{seal_answers, seal_draft};
use rowlock_core::fact::{
    Actor, AllianceForm, AllianceFounded, AnswerValue, Event, FrameworkRef, ItemAnswer, NoteMade, RedLine,
    RoundDrafted, RoundForm, Sheet, Stage,
};
use rowlock_core::id::{PersonId, RoundId};
use rowlock_core::playbook::Playbook;
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::{HouseKey, Keyring, Seed};
use rowlock_store::{
    Account, Change, Mark, Membership, NewInvitation, NewLink, NewSession, Note, Person, Purpose, QueuedMail,
    SavedPlaybook, Store, Summary, Write, token_hash,
};

pub const ALLIANCE: &str = "alliance";
pub const NAME: &str = "Quillfeather and Moonbank";
pub const PERSON: &str = "Zenobia Quillfeather";
pub const PERSONS_ADDRESS: &str = "zenobia@quillfeather.example";
pub const ADDRESS: &str = "sign-in@quillfeather.example";
pub const SESSION: &str = "session-token-vexillum-1f09";

/// A playbook of the alliance is stored openly, and holds no answer.
const LESSON: &str = "Ask about the marzipan first";
const FREE_TEXT: &str = "Their wombat-shaped warehouse frightens me";
const ADVISER_TEXT: &str = "I have been talking to Thistledown about selling";
const DRAFT_TEXT: &str = "Unsure about the marmalade clause";
const CHOICE: &str = "option-kumquat-8843";
const DRAFT_CHOICE: &str = "option-tamarind-1177";
const RED_LINE: &str = "option-persimmon-5521";
const ITEM: &str = "item-xylophone-3310";
const NOTE: &str = "The heron pond was never theirs to sell";
const MARK: &str = "Wait until the saffron is in";
const LINK: &str = "link-token-gallimaufry-77c2";
const INVITATION: &str = "invitation-token-bergamot-90d1";

/// What is in the house, each thing with what it is.
pub struct Furnished {
    /// What no file may hold.
    pub secrets: Vec<(String, Vec<u8>)>,
    /// What some file holds.
    pub stored: Vec<(String, Vec<u8>)>,
    /// What is there until it is destroyed.
    pub passing: Vec<Vec<u8>>,
    /// A mail, as it is stored.
    pub mail: Vec<u8>,
    /// What is an account's own, as it is stored: the key, a note and the words of a mark.
    pub own: [Vec<u8>; 3],
}

/// So many hours after it all began.
pub fn at(hour: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_hours(hour)).unwrap()
}

/// Furnishes a house.
pub async fn furnish(store: &Store) -> Furnished {
    let house = HouseKey::new(&Seed([11; 32]));
    let mut ring = Keyring::default();
    let (lines, draft) = written(&mut ring);
    let keys = ring.wrapped(&house, ALLIANCE, &Seed([12; 32])).unwrap();
    assert_eq!(keys.len(), 2);
    let token = house.token("link of an invitation");
    let letter = format!("To {PERSONS_ADDRESS}: please answer at https://rowlock.example/r/{token}");
    let mail = house.seal("mail", letter.as_bytes(), &Seed([13; 32])).unwrap();
    store_all(store, &lines, &draft, &keys, &mail).await;
    let (own_key, own) = keep_own(store, &house).await;

    let mut secrets: Vec<(String, Vec<u8>)> = [
        FREE_TEXT,
        ADVISER_TEXT,
        DRAFT_TEXT,
        CHOICE,
        DRAFT_CHOICE,
        RED_LINE,
        ITEM,
        NOTE,
        MARK,
        LINK,
        INVITATION,
        SESSION,
        "please answer at",
        &token,
    ]
    .map(|text| (text.to_owned(), text.as_bytes().to_vec()))
    .to_vec();
    let bare = |hex: &str| (0..32).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
    secrets.push(("the key of the house".into(), bare(&house.to_text())));
    for (subject, wrapped) in &keys {
        let key = house.open(&format!("key of {ALLIANCE}/{subject}"), wrapped).unwrap();
        secrets.push((format!("the key of {subject}"), key));
    }

    secrets.push(("the key of an account's own".into(), bare(&own_key.to_text())));
    secrets.push(("that key as text".into(), own_key.to_text().trim().as_bytes().to_vec()));

    let hashes = [LINK, INVITATION, SESSION].map(|token| (format!("the hash of {token}"), token_hash(token)));
    let open = [NAME, PERSON, PERSONS_ADDRESS, ADDRESS, "A note that all may read", LESSON];
    let mut stored: Vec<(String, Vec<u8>)> =
        open.map(|text| (text.to_owned(), text.as_bytes().to_vec())).to_vec();
    stored.extend(hashes.map(|(what, hash)| (what, hash.into_bytes())));
    stored.push(("the sealed draft".into(), middle(&draft)));
    stored.push(("the sealed answers".into(), middle(&lines[2])));
    stored.push(("the sealed mail".into(), mail.clone()));
    stored.extend(
        keys.iter().map(|(subject, wrapped)| (format!("the wrapped key of {subject}"), wrapped.clone())),
    );
    stored.extend(own.iter().map(|sealed| ("something of one's own, sealed".to_owned(), sealed.clone())));
    let passing = keys.into_iter().map(|(_, wrapped)| wrapped).collect();
    Furnished { secrets, stored, passing, mail, own }
}

/// A note and a mark, sealed under a key of the account's own.
async fn keep_own(store: &Store, house: &HouseKey) -> (HouseKey, [Vec<u8>; 3]) {
    let key = HouseKey::new(&Seed([31; 32]));
    let wrapped = house.seal("own key of account", key.to_text().as_bytes(), &Seed([32; 32])).unwrap();
    store.own_key("account", &wrapped).await.unwrap();
    let note = key.seal("note one", NOTE.as_bytes(), &Seed([33; 32])).unwrap();
    let kept = Note { id: "one".into(), alliance: ALLIANCE.into(), sealed: note.clone(), changed_at: at(0) };
    store.add_note("account", &kept).await.unwrap();
    let mark = key.seal("mark", MARK.as_bytes(), &Seed([34; 32])).unwrap();
    let look_on = Some("2026-03-02".to_owned());
    let marked = Mark { look_on, paused_until: None, sealed: mark.clone() };
    store.set_mark("account", ALLIANCE, &marked).await.unwrap();
    (key, [wrapped, note, mark])
}

/// A stretch of a long text, as a page may end anywhere.
fn middle(text: &str) -> Vec<u8> {
    let at = text.find("\"cipher\":\"").unwrap() + 20;
    text.as_bytes()[at..at + 48].to_vec()
}

/// The facts and a draft, sealed.
fn written(ring: &mut Keyring) -> (Vec<String>, String) {
    let framework = rowlock_files::framework::default_framework().unwrap();
    let (round, person): (RoundId, PersonId) = ("r1".parse().unwrap(), "zenobia".parse().unwrap());
    let private = framework.open_questions.iter().find(|question| question.adviser_only).unwrap();
    let shared = framework.open_questions.iter().find(|question| !question.adviser_only).unwrap();
    let sheet = |choice: &str, open: &[(&str, &str)]| {
        let answer = ItemAnswer {
            own: Some(AnswerValue::Choice(choice.parse().unwrap())),
            red_lines: vec![RedLine::Option(RED_LINE.parse().unwrap())],
            ..ItemAnswer::default()
        };
        let open = open.iter().map(|(id, text)| (id.parse().unwrap(), (*text).to_owned()));
        Sheet { items: [(ITEM.parse().unwrap(), answer)].into(), open: open.collect() }
    };
    let answers = sheet(CHOICE, &[(shared.id.as_str(), FREE_TEXT), (private.id.as_str(), ADVISER_TEXT)]);
    let drafted = RoundDrafted {
        round: round.clone(),
        form: RoundForm::Full,
        respondents: Vec::new(),
        asked_by: String::new(),
        why: String::new(),
    };
    let answers = seal_answers(&framework, &drafted, &person, answers, ring, &Seed([21; 32])).unwrap();
    assert!(answers.adviser_only.is_some());
    let draft = sheet(DRAFT_CHOICE, &[(private.id.as_str(), DRAFT_TEXT)]);
    let draft = seal_draft(&draft, &round, &person, ring, &Seed([22; 32])).unwrap();

    let founded = AllianceFounded {
        name: NAME.into(),
        form: AllianceForm::Informal,
        stage: Stage::Running,
        lead: "quillfeather".parse().unwrap(),
        framework: FrameworkRef { id: framework.id.clone(), version: framework.version.clone().into() },
        from_playbook: None,
        recalled: false,
    };
    // Long enough to be put aside by a database that does so.
    let note = NoteMade { text: format!("{} {}", "A note that all may read.", "And so on. ".repeat(900)) };
    let mut record = Record::default();
    let events: [Event; 3] = [founded.into(), note.into(), answers.into()];
    for event in events {
        let actor = Actor::Party("quillfeather".parse().unwrap());
        let effective_on = civil::date(1970, 1, 1);
        record.append(NewFact { recorded_at: at(0), effective_on, actor, event }).unwrap();
    }
    (record.lines().to_vec(), draft)
}

/// A playbook of the alliance as it stands.
fn playbook_of(lines: &[String]) -> SavedPlaybook {
    let mut record = Record::default();
    for line in lines {
        record.take_in(line).unwrap();
    }
    let day = civil::date(1970, 1, 2);
    let standing = Playbook::standing(&record.alliance(day, day), day);
    let playbook = Playbook { lessons: vec![LESSON.into()], ..standing };
    let text = serde_json::to_string(&playbook).unwrap();
    SavedPlaybook { playbook: playbook.id.to_string(), version: 1, saved_at: at(1), text }
}

async fn store_all(store: &Store, lines: &[String], draft: &str, keys: &[(String, Vec<u8>)], mail: &[u8]) {
    let account = "account".to_owned();
    store
        .open_account(&Account {
            id: account.clone(),
            address: ADDRESS.into(),
            name: PERSON.into(),
            password_hash: None,
            created_at: at(0),
        })
        .await
        .unwrap();
    store.save_playbook(&account, &playbook_of(lines)).await.unwrap();
    let person = Some("zenobia".to_owned());
    let invitation = NewInvitation {
        id: "invitation".into(),
        round: "r1".into(),
        person: "zenobia".into(),
        token_hash: token_hash(INVITATION),
        expires_at: at(9),
        address: Some("ben@where.example".to_owned()),
        made_by: None,
    };
    let address = Some(PERSONS_ADDRESS.to_owned());
    let mut writes = vec![
        Write::Person(Person { id: "zenobia".into(), name: PERSON.into(), address }),
        Write::Member(Membership { account, role: "lead".into(), party: None, person }),
        Write::Invitation(invitation),
        Write::Mail(QueuedMail { id: "mail".into(), sealed: mail.to_vec(), due_at: at(0) }),
    ];
    for (subject, wrapped) in keys {
        writes.push(Write::Key { subject: subject.clone(), wrapped: wrapped.clone() });
    }
    let summary = Summary { name: NAME.into(), ..Summary::default() };
    let change = Change {
        alliance: ALLIANCE,
        head: None,
        lines,
        sealed_head: b"end",
        summary: &summary,
        writes,
        at: at(0),
    };
    store.commit(&change).await.unwrap();
    store.save_draft((ALLIANCE, "r1", "zenobia"), draft, at(0)).await.unwrap();

    let (session, link) = (token_hash(SESSION), token_hash(LINK));
    let (agent, expires_at) = ("a browser", at(9));
    let session =
        NewSession { id: "session", token_hash: &session, account: "account", agent, at: at(0), expires_at };
    store.begin_session(&session).await.unwrap();
    let (purpose, address) = (Purpose::SignIn, Some(ADDRESS));
    store
        .make_link(&NewLink { token_hash: &link, purpose, address, at: at(0), expires_at, is_mailed: true })
        .await
        .unwrap();
}
