//! The application in this process: a house with one alliance and somebody in every role, and a way to knock.

#![allow(dead_code, reason = "each test uses its part of the house")]

pub mod round;
pub mod work;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use jiff::{Timestamp, ToSpan};
use rowlock_core::framework::Framework;
use rowlock_core::playbook::Playbook;
use rowlock_core::seal::{HouseKey, Seed};
use rowlock_files::case::read_case;
use rowlock_store::{Account, Membership, NewSession, Store, Target, Turn, token_hash};
use rowlock_web::{App, Founder, Post, Settings, World, import, invite_quietly, keep_playbook, router};
use tower::ServiceExt;

/// The day on which the tests take place.
pub const NOW: &str = "2026-03-02T10:00:00Z";

/// A clock that stands still, a number of days away from the day of the tests, and chance that is none.
struct Still(AtomicU64, Arc<AtomicI64>);

impl World for Still {
    fn now(&self) -> Timestamp {
        let now: Timestamp = NOW.parse().unwrap();
        now.checked_add((self.1.load(Ordering::Relaxed) * 24).hours()).unwrap()
    }

    fn seed(&self) -> Seed {
        let mut bytes = [5; 32];
        bytes[..8].copy_from_slice(&self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        Seed(bytes)
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
    pub bytes: Vec<u8>,
}

/// The house.
pub struct House {
    pub app: App,
    pub alliance: String,
    /// The links of those who are asked, by name, where a round is open.
    pub links: BTreeMap<String, String>,
    /// By how many days the clock is away from the day of the tests.
    pub clock: Arc<AtomicI64>,
    router: Router,
    folder: tempfile::TempDir,
    /// Where its data is.
    target: Target,
    /// What opens links that were handed over, in the one browser that all here share, by token.
    words: Mutex<BTreeMap<String, String>>,
}

/// An account with a session, its role, and the party and person that it is.
pub type Seated = (&'static str, &'static str, Option<&'static str>, Option<&'static str>);

/// The roles that come with a session, with the party and person that each is.
const SEATED: [Seated; 5] = [
    ("lead", "lead", Some("maker"), Some("mia")),
    ("partner", "partner", Some("server"), Some("sam")),
    ("adviser", "adviser", None, Some("ada")),
    ("adviser-without-consent", "adviser", None, Some("abe")),
    ("viewer", "viewer", None, None),
];

impl House {
    /// A house with the alliance of a case file in it.
    pub async fn with(case: &str) -> Self {
        Self::sending(case, Post::Nowhere).await
    }

    /// A house whose mail leaves as `post` says.
    pub async fn sending(case: &str, post: Post) -> Self {
        Self::seating(case, post, &SEATED).await
    }

    /// A house in which these have seats, and nobody else.
    pub async fn seating(case: &str, post: Post, seated: &[Seated]) -> Self {
        Self::on(None, case, post, seated).await
    }

    /// A house on an empty PostgreSQL database at an address; without one, on a file in its folder.
    pub async fn on(database: Option<String>, case: &str, post: Post, seated: &[Seated]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let target = database.map_or_else(|| Target::File(folder.path().join("db.sqlite")), Target::Postgres);
        let store = Store::open(&target).await.unwrap();
        let framework = rowlock_files::framework::default_framework().unwrap();
        let (record, keys) =
            read_case("case.toml", case).unwrap().record(&framework, &Seed([9; 32])).unwrap();
        let settings = Settings {
            base: "http://inside".to_owned(),
            post,
            link_hours: 24,
            zone: jiff::tz::TimeZone::UTC,
        };
        let clock = Arc::new(AtomicI64::new(0));
        let world = Box::new(Still(AtomicU64::new(1), Arc::clone(&clock)));
        let app = App::new(store, HouseKey::new(&Seed([7; 32])), framework, world, settings);
        let founder = Founder { account: account(&app, "founder").await, role: "lead" };
        let alliance = import(&app, &founder, record, keys).await.unwrap().id;
        let now = NOW.parse().unwrap();
        for &(who, role, party, person) in seated {
            let account = account(&app, who).await;
            let [party, person] = [party, person].map(|id| id.map(str::to_owned));
            let member = Membership { account, role: role.to_owned(), party: party.clone(), person };
            app.store.seat(&alliance, &member, now).await.unwrap();
            if let Some(party) = party {
                let credential = format!("account:{who}");
                let address = format!("{who}@inside.example");
                let speaks = (party.as_str(), credential.as_str());
                app.store.speak_for(&alliance, speaks, Some(&address), true, now).await.unwrap();
            }
        }
        account(&app, "stranger").await;
        let links = invite_quietly(&app, &alliance).await.unwrap();
        let links = links.into_iter().map(|invited| (invited.name, invited.link)).collect();
        let router = router(app.clone());
        Self { app, alliance, links, clock, router, folder, target, words: Mutex::default() }
    }

    /// Sets the word of a link that was handed over, as whoever opens it first, and keeps it open here. Answers
    /// whether the word opened it.
    pub async fn set_word(&self, path: &str, word: &str) -> bool {
        let answer = self.post("nobody", &format!("{path}/word"), &format!("word={word}")).await;
        let Some(cookie) = answer.headers.get("set-cookie") else { return false };
        let cookie = cookie.split(';').next().unwrap().to_owned();
        self.words.lock().unwrap().insert(token_of(path).unwrap().to_owned(), cookie);
        answer.status == 303
    }

    /// Forgets what opens a link, as another browser would not know it.
    pub fn another_browser(&self, path: &str) {
        self.words.lock().unwrap().remove(token_of(path).unwrap());
    }

    /// The cookies of somebody at a path.
    fn cookies(&self, who: &str, path: &str) -> String {
        let session = format!("__Host-rowlock={}", session(who));
        let words = self.words.lock().unwrap();
        match token_of(path).and_then(|token| words.get(token)) {
            Some(word) => format!("{session}; {word}"),
            None => session,
        }
    }

    /// Another process on the same database, with the same keys of the house and a clock of its own.
    pub async fn beside(&self) -> Self {
        let store = Store::open(&self.target).await.unwrap();
        let clock = Arc::new(AtomicI64::new(0));
        let world = Box::new(Still(AtomicU64::new(1 << 32), Arc::clone(&clock)));
        let settings = Settings {
            base: "http://inside".to_owned(),
            post: Post::Nowhere,
            link_hours: 24,
            zone: jiff::tz::TimeZone::UTC,
        };
        let framework = rowlock_files::framework::default_framework().unwrap();
        let app = App::new(store, HouseKey::new(&Seed([7; 32])), framework, world, settings);
        let (router, folder) = (router(app.clone()), tempfile::tempdir().unwrap());
        let (alliance, links, words) = (self.alliance.clone(), self.links.clone(), Mutex::default());
        Self { app, alliance, links, clock, router, folder, target: self.target.clone(), words }
    }

    /// Where its data is.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The folder of its database.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The token of a personal link to round `r1`: good, revoked or run out.
    pub async fn token(&self, kind: &str) -> String {
        let now: Timestamp = NOW.parse().unwrap();
        let token = format!("{kind:0>64}");
        let invitation = rowlock_store::NewInvitation {
            id: kind.to_owned(),
            round: "r1".to_owned(),
            person: "sam".to_owned(),
            token_hash: token_hash(&token),
            expires_at: now.checked_add(if kind == "expired" { -1 } else { 9 }.hours()).unwrap(),
            address: Some(MAIL.to_owned()),
            made_by: None,
        };
        self.app.store.invite(&self.alliance, &invitation, None, now).await.unwrap();
        if kind == "revoked" {
            self.app.store.turn_invitation(kind, Turn::Revoked, now).await.unwrap();
        }
        token
    }

    /// Gives somebody a playbook: the alliance as it stands, under an id.
    pub async fn keep_playbook(&self, who: &str, id: &str) {
        let lines = self.app.store.lines(&self.alliance, 0).await.unwrap();
        let mut record = rowlock_core::record::Record::default();
        for line in &lines {
            record.take_in(line).unwrap();
        }
        let today = jiff::civil::date(2026, 3, 2);
        let standing = Playbook::standing(&record.alliance(today, today), today);
        let playbook = Playbook { id: id.parse().unwrap(), name: "Lines".into(), ..standing };
        keep_playbook(&self.app, who, &playbook).await.unwrap();
    }

    /// The token of a personal link to the pack of the party `server` in the exchange `x1`.
    pub async fn pack_token(&self, kind: &str) -> String {
        let now: Timestamp = NOW.parse().unwrap();
        let token = format!("{kind:b>64}");
        let invitation = rowlock_store::NewInvitation {
            id: format!("pack-{kind}"),
            round: "diligence/x1".to_owned(),
            person: "party/server".to_owned(),
            token_hash: token_hash(&token),
            expires_at: now.checked_add(if kind == "expired" { -1 } else { 9 }.hours()).unwrap(),
            address: Some(MAIL.to_owned()),
            made_by: None,
        };
        self.app.store.invite(&self.alliance, &invitation, None, now).await.unwrap();
        if kind == "revoked" {
            self.app.store.turn_invitation(&invitation.id, Turn::Revoked, now).await.unwrap();
        }
        token
    }

    /// Sends files in a form as somebody, each with its name and what it holds.
    pub async fn upload(&self, who: &str, path: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, bytes) in files {
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("host", "inside")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=edge")
            .header("cookie", self.cookies(who, path))
            .body(Body::from(body))
            .unwrap();
        self.knock(request).await
    }

    /// Gets a page as somebody.
    pub async fn get(&self, who: &str, path: &str) -> Answer {
        self.send(who, "GET", path, "").await
    }

    /// Sends a form as somebody.
    pub async fn post(&self, who: &str, path: &str, form: &str) -> Answer {
        self.send(who, "POST", path, form).await
    }

    /// Sends a request as somebody; `nobody` has no cookie.
    pub async fn send(&self, who: &str, method: &str, path: &str, form: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "inside")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", self.cookies(who, path))
            .body(Body::from(form.to_owned()))
            .unwrap();
        self.knock(request).await
    }

    /// Sends a request as it is.
    pub async fn knock(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let headers: BTreeMap<String, String> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        let location = headers.get("location").cloned().unwrap_or_default();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            location,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }

    /// The framework.
    pub fn framework(&self) -> &Framework {
        &self.app.framework
    }
}

/// Delivers all mails that wait, and answers with those in the folder, each as its text.
pub async fn delivered(house: &House, folder: &Path) -> Vec<String> {
    let (stop, told) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn(rowlock_web::Worker::new(house.app.clone()).run(told));
    let waits = async || house.app.store.mails_waiting().await.unwrap() > 0;
    for _ in 0..400 {
        if !waits().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    stop.send(true).unwrap();
    worker.await.unwrap();
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let whole = files.filter(|file| file.extension().is_some_and(|end| end == "eml"));
    whole.map(|file| plain_text(&std::fs::read_to_string(file).unwrap())).collect()
}

/// A mail with its soft line ends joined and its equals signs as they are.
fn plain_text(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
}

/// The mails in a folder, each as its text, as soon as there are `wanted` of them.
pub async fn mails(folder: &Path, wanted: usize) -> Vec<String> {
    for _ in 0..400 {
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let whole = files.filter(|file| file.extension().is_some_and(|end| end == "eml"));
        let texts: Vec<String> = whole.map(|file| std::fs::read_to_string(file).unwrap()).collect();
        if texts.len() >= wanted {
            return texts;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{wanted} mails did not come");
}

/// The token of a personal link in a path.
fn token_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/r/").or_else(|| path.strip_prefix("/p/"))?;
    rest.split('/').next()
}

fn session(who: &str) -> String {
    format!("{who:0>64}")
}

/// Opens an account at `WHO@inside.example` with a session: whoever says `who` from now on is that account.
pub async fn account(app: &App, who: &str) -> String {
    let now: Timestamp = NOW.parse().unwrap();
    let account = Account {
        id: who.to_owned(),
        address: format!("{who}@inside.example"),
        name: who.to_owned(),
        password_hash: None,
        created_at: now,
    };
    app.store.open_account(&account).await.unwrap();
    let session = NewSession {
        id: who,
        token_hash: &token_hash(&session(who)),
        account: who,
        agent: "a test",
        at: now,
        expires_at: now.checked_add((9 * 24).hours()).unwrap(),
    };
    app.store.begin_session(&session).await.unwrap();
    who.to_owned()
}

/// Where mail reaches whoever answers for the party `server` and has no account: nobody who has a session here.
pub const MAIL: &str = "sam@server.example";

/// An alliance of two, with an adviser whom both let in and one whom one keeps out.
pub const TWO: &str = r#"
[alliance]
name = "Two firms"
form = "contract"
stage = "running"
lead = "maker"
on = 2026-01-05

[[joint_business]]
on = 2026-01-05
purpose = "Machines and their service, together"
offers = ["A line that runs"]
activities = ["machines"]
segments = ["food", "drinks"]
in_scope = ["Food plants"]
out_of_scope = ["Anything else"]
edge = []

[[joint_business.need]]
capability = "building"
level = 4
cover = 1
must_have = true

[[joint_business.need]]
capability = "repair"
level = 4
cover = 1
must_have = true

[[party]]
id = "maker"
name = "Maker"
kind = "firm"
role = "lead"
on = 2026-01-05
people = ["mia"]

[[party]]
id = "server"
name = "Server"
kind = "firm"
role = "partner"
on = 2026-01-05
people = ["sam"]

[[adviser]]
id = "ada"
on = 2026-01-06
invited_by = "maker"
consents = [{ on = 2026-01-06, party = "maker" }, { on = 2026-01-07, party = "server" }]

[[adviser]]
id = "abe"
on = 2026-01-06
invited_by = "maker"
consents = [{ on = 2026-01-06, party = "maker" }]

[[round]]
id = "r1"
form = "full"
drafted = 2026-02-02
asked_by = "Mia"
why = "Where do we agree?"
respondents = [{ person = "mia", party = "maker" }, { person = "sam", party = "server" }]
"#;
