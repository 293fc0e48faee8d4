//! Everything that somebody may see: every address of every route, with every id that there is.

use std::collections::BTreeMap;

use rowlock_store::PackPlace;
use rowlock_web::{Need, ROUTES, Route};

use crate::inside::round::plain;
use crate::inside::{Answer, House};
use crate::scene::{at, link};

/// Everybody who comes with a session, whoever has none, and whoever comes by a link of another person than the one
/// whose answer is exchanged, by a link that was replaced, or by one that nobody made.
pub const EVERYBODY: [&str; 15] = [
    "lead",
    "partner",
    "colleague",
    "third",
    "left",
    "adviser",
    "adviser-without-consent",
    "viewer",
    "stranger",
    "nobody",
    "the link of mia",
    "the link of tom",
    "the pack link of carrier",
    "the old link of sam",
    "no link",
];

/// More facts than are put on the record in any walk.
const LATE_FACTS: usize = 16;

/// What came back from an address.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    /// How long it is, cipher text and all.
    pub length: usize,
    /// What it says, without cipher text and hashes.
    pub body: String,
}

impl Page {
    fn of(answer: Answer, alliance: &str) -> Self {
        // What is random is packed to another size each time.
        let kind = answer.headers.get("content-type").map_or("", String::as_str);
        let is_packed = ["zip", "pdf", "openxml"].iter().any(|packed| kind.contains(packed));
        let mut headers = answer.headers;
        for value in headers.values_mut() {
            *value = plain(value, alliance);
        }
        let length = if is_packed { 0 } else { answer.bytes.len() };
        Self { status: answer.status, headers, length, body: plain(&answer.body, alliance) }
    }
}

/// Every address that somebody comes to, and what is there.
pub async fn everything(house: &House, who: &str) -> BTreeMap<String, Page> {
    let places = Places::of(house, who).await;
    let mut seen = BTreeMap::new();
    for route in ROUTES.iter().filter(|route| route.method == "get" && places.are_for(route)) {
        for (shown, path) in places.paths(route) {
            let answer = house.get(if places.token.is_some() { "nobody" } else { who }, &path).await;
            seen.insert(shown, Page::of(answer, &house.alliance));
        }
    }
    seen
}

/// What somebody is answered who sends every form empty. Locking the round is left out: it lawfully shows words.
pub async fn knocks(house: &House, who: &str) -> BTreeMap<String, Page> {
    let places = Places::of(house, who).await;
    let mut heard = BTreeMap::new();
    let forms =
        |route: &&Route| route.method == "post" && !route.path.ends_with("/lock") && places.are_for(route);
    for route in ROUTES.iter().filter(forms) {
        let Some((shown, path)) = places.paths(route).into_iter().next() else { continue };
        let answer = house.post(if places.token.is_some() { "nobody" } else { who }, &path, "").await;
        heard.insert(shown, Page::of(answer, &house.alliance));
    }
    heard
}

/// How many addresses somebody sees something at, at the least: that two houses look alike says nothing where all doors
/// are closed.
pub fn fewest_pages(who: &str) -> usize {
    match who {
        "lead" | "partner" | "colleague" | "third" | "adviser" => 100,
        "viewer" => 40,
        "left" | "adviser-without-consent" | "stranger" => 15,
        "nobody" | "the old link of sam" | "no link" => 0,
        _ => 1,
    }
}

/// The ids that stand for the parameters of paths.
struct Places {
    values: BTreeMap<&'static str, Vec<String>>,
    /// The token of whoever comes by a link.
    token: Option<String>,
    /// The token of a calendar that somebody made.
    feed: Option<String>,
}

impl Places {
    async fn of(house: &House, who: &str) -> Self {
        let framework = house.framework();
        let facts = house.app.store.lines(&house.alliance, 0).await.unwrap().len();
        // What the case itself says is the same in both.
        let late = facts.saturating_sub(LATE_FACTS) + 1..=facts;
        let mut files = Vec::new();
        for party in ["maker", "server", "carrier"] {
            let pack = PackPlace { alliance: &house.alliance, exchange: "x1", party };
            files.extend(house.app.store.evidence_of(pack).await.unwrap().into_iter().map(|(id, _)| id));
        }
        files.push("f1".to_owned());
        let listed = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
        let formats = if cfg!(feature = "pdf") { &["md", "docx", "pdf"][..] } else { &["md", "docx"] };
        let values = [
            ("alliance", vec![house.alliance.clone()]),
            ("party", listed(&["maker", "server", "carrier", "former", "applicant"])),
            ("scoring", listed(&["look"])),
            ("trial", listed(&["small-job"])),
            ("round", listed(&["r1"])),
            ("person", listed(&["mia", "sam", "tom"])),
            ("area", framework.areas.iter().take(2).map(|area| area.id.to_string()).collect()),
            ("fact", late.map(|fact| fact.to_string()).collect()),
            ("clause", listed(&["purpose"])),
            ("kind", listed(&["price"])),
            ("playbook", listed(&["lines"])),
            ("format", listed(formats)),
            ("project", listed(&["line"])),
            ("issue", listed(&["late"])),
            ("note", listed(&["note"])),
            ("told", listed(&["told"])),
            ("rule", listed(&["clients"])),
            ("lead", listed(&["brewery"])),
            ("obligation", listed(&["offer"])),
            ("invitation", listed(&["sent"])),
            ("account", listed(&["nobody-here"])),
            ("session", listed(&["elsewhere"])),
            ("point", listed(&["account"])),
            ("meeting", listed(&["review"])),
            ("attempt", listed(&["hours"])),
            ("signal", listed(&["fairness-slide", "would-not-start-again"])),
            ("number", listed(&["1", "2"])),
            ("exchange", listed(&["x1"])),
            ("check", listed(&["insurance", "license"])),
            ("file", files),
            ("request", listed(&["asked"])),
            ("*name", listed(&["rowlock.css"])),
        ];
        Self { values: values.into(), token: token(house, who).await, feed: feed(house, who).await }
    }

    /// Whether somebody comes to a route: by a link to those of links, and to all others otherwise.
    fn are_for(&self, route: &Route) -> bool {
        let by_link = matches!(route.need, Need::Link | Need::PackLink | Need::Closed);
        by_link == self.token.is_some()
    }

    /// Every path of a route, as it is told apart and as it is asked for.
    fn paths(&self, route: &Route) -> Vec<(String, String)> {
        let token = match route.need {
            Need::Feed(..) => self.feed.clone(),
            _ => self.token.clone(),
        };
        let token = token.unwrap_or_else(|| format!("{:0>64}", "x"));
        let mut paths = vec![String::new()];
        for part in route.path.split('/').skip(1) {
            let known = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
            let values = match known {
                None => vec![part.to_owned()],
                Some("token") => vec!["{token}".to_owned()],
                Some(name) => self
                    .values
                    .get(name)
                    .cloned()
                    .unwrap_or_else(|| panic!("no value is known for a parameter of {}", route.path)),
            };
            paths = paths
                .iter()
                .flat_map(|path| values.iter().map(move |value| format!("{path}/{value}")))
                .collect();
        }
        let alliance = &self.values["alliance"][0];
        let told = |path: String| (path.replace(alliance, "\u{2026}"), path.replace("{token}", &token));
        paths.into_iter().map(told).collect()
    }
}

/// The token of the link that somebody comes by, if they do.
async fn token(house: &House, who: &str) -> Option<String> {
    let path = match who.split_once("link") {
        Some((_, " of mia")) => link(house, "r", "r1", "mia").await,
        Some((_, " of tom")) => link(house, "r", "r1", "tom").await,
        Some((_, " of carrier")) => link(house, "p", "diligence/x1", "party/carrier").await,
        Some((_, " of sam")) => {
            let old = house.links.iter().find(|(name, _)| name.eq_ignore_ascii_case("sam"));
            old.unwrap().1.clone()
        }
        Some(_) => format!("/r/{:0>64}", "y"),
        None => return None,
    };
    path.rsplit('/').next().map(str::to_owned)
}

/// The token of a calendar for somebody who may have one.
async fn feed(house: &House, who: &str) -> Option<String> {
    let made = house.post(who, &at(house, "/calendar"), "").await.body;
    let (_, rest) = made.split_once("http://inside/calendar/")?;
    Some(rest.chars().take_while(char::is_ascii_alphanumeric).collect())
}
