//! Every route, as everybody, in every state of a round: what each gets is a golden file, so that a change of
//! rights is a change one sees, and a route that nobody thought of fails.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use inside::work::WORK;
use inside::{House, TWO};
use rowlock_web::{ROUTES, Route};

const PEOPLE: [&str; 7] =
    ["lead", "partner", "adviser", "adviser-without-consent", "viewer", "stranger", "nobody"];
const LINKS: [&str; 4] = ["good", "revoked", "expired", "unknown"];

/// The states of a round, each as what is added to the case.
fn states() -> Vec<(&'static str, String)> {
    let opened = TWO.replace("asked_by = \"Mia\"", "opened = 2026-02-02\nasked_by = \"Mia\"");
    let sheet = |person: &str, point: u8| {
        format!(
            "\n[[round.sheet]]\nperson = \"{person}\"\non = 2026-02-05\n[round.sheet.answers]\npur-3 = {{ own = {point} }}\n\
             pur-4 = {{ own = {point} }}\n"
        )
    };
    let consent = |scope: &str| {
        ["maker", "server"]
            .map(|party| {
                format!("\n[[round.consent]]\non = 2026-02-09\nparty = \"{party}\"\nscope = \"{scope}\"\n")
            })
            .concat()
    };
    let half = format!("{opened}{}", sheet("mia", 2));
    let locked = format!("{half}{}", sheet("sam", 7));
    let released = format!("{locked}{}", consent("items"));
    let sensitive = format!("{released}{}", consent("sensitive"));
    let asked = "\n[[pack_exchange]]\nid = \"x1\"\nopened = 2026-02-10\nparties = [\"maker\", \"server\"]\n\
                 checks = [\"insurance\", \"license\"]\ndue = 2026-03-20\nwhy = \"Before we go on\"\n";
    let pack = |party: &str| {
        format!(
            "\n[[pack_exchange.pack]]\nparty = \"{party}\"\non = 2026-02-12\n[pack_exchange.pack.shown]\n\
             insurance = {{ declined = \"Not yet\" }}\nlicense = {{ nothing = \"None is needed\" }}\n"
        )
    };
    // The exchange goes on beside the round: it is open, the partner has handed in, the packs are exchanged.
    let packs = |state: &str| match state {
        "draft" | "open" => asked.to_owned(),
        "locked" => format!("{asked}{}", pack("server")),
        _ => format!("{asked}{}{}", pack("server"), pack("maker")),
    };
    let states = [
        ("draft", TWO.to_owned()),
        ("open", half),
        ("locked", locked),
        ("released", released),
        ("sensitive", sensitive),
    ];
    states.map(|(state, case)| (state, format!("{case}{}{WORK}", packs(state)))).into()
}

/// A house with the alliance of a case in it, whose lead has a playbook.
async fn furnished(case: &str) -> House {
    let house = House::with(case).await;
    house.keep_playbook("lead", "lines").await;
    let waits = rowlock_store::SeatRequest {
        id: "waits".into(),
        alliance: house.alliance.clone(),
        party: "server".into(),
        person: "sam".into(),
        account: "stranger".into(),
        asked_by: "lead".into(),
        asked_at: inside::NOW.parse().unwrap(),
        told_on: String::new(),
    };
    assert!(house.app.store.ask_for_seat(&waits).await.unwrap());
    house
}

/// A path with every parameter filled in.
fn path(house: &House, route: &Route, token: &str) -> String {
    let area = house.framework().areas[0].id.to_string();
    let values = [
        ("{alliance}", house.alliance.as_str()),
        ("{party}", if route.path.contains("/candidates/") { "applicant" } else { "server" }),
        ("{scoring}", "look"),
        ("{trial}", "small-job"),
        ("{round}", "r1"),
        ("{person}", if route.path.contains("/adviser/") { "abe" } else { "sam" }),
        ("{invitation}", "good"),
        ("{account}", "viewer"),
        ("{area}", &area),
        ("{fact}", "2"),
        ("{session}", "elsewhere"),
        ("{clause}", "purpose"),
        ("{kind}", "price"),
        ("{playbook}", "lines"),
        ("{format}", "md"),
        ("{rule}", "clients"),
        ("{project}", "line"),
        ("{issue}", "late"),
        ("{told}", "told"),
        ("{note}", "note"),
        ("{lead}", "brewery"),
        ("{point}", "account"),
        ("{obligation}", "offer"),
        ("{meeting}", "review"),
        ("{attempt}", "hours"),
        ("{signal}", house.framework().signals[0].id.as_str()),
        ("{request}", "waits"),
        ("{token}", token),
        ("{number}", "1"),
        ("{exchange}", "x1"),
        ("{check}", "insurance"),
        ("{file}", "f1"),
        ("{*name}", "rowlock.css"),
    ];
    let mut path = route.path.to_owned();
    for (name, value) in values {
        path = path.replace(name, value);
    }
    assert!(!path.contains('{'), "no value is known for a parameter of {}", route.path);
    path
}

fn visitors(route: &Route) -> Vec<&'static str> {
    if is_link(route) { LINKS.to_vec() } else { PEOPLE.to_vec() }
}

fn is_link(route: &Route) -> bool {
    route.path.starts_with("/r/") || route.path.starts_with("/p/")
}

/// The token of a link of a kind to what a route is about.
async fn token(house: &House, route: &Route, kind: &str) -> String {
    if route.path.starts_with("/p/") { house.pack_token(kind).await } else { house.token(kind).await }
}

async fn visit(house: &House, route: &Route, who: &str) -> String {
    let by_link = is_link(route);
    let token =
        if by_link && who != "unknown" { token(house, route, who).await } else { format!("{who:0>64}") };
    let seat = if by_link { "nobody" } else { who };
    let method = route.method.to_uppercase();
    let answer = house.send(seat, &method, &path(house, route, &token), "").await;
    let alliance = &house.alliance;
    match answer.status {
        303 => {
            let to = answer.location.replace(alliance.as_str(), "…").replace(&token, "…");
            format!("303 {}", to.split("?next=").next().unwrap())
        }
        status => status.to_string(),
    }
}

#[tokio::test]
async fn what_everybody_gets_is_the_golden_file() {
    let mut seen: BTreeMap<(usize, &str), Vec<(&str, String)>> = BTreeMap::new();
    for (state, case) in &states() {
        let mut house = furnished(case).await;
        for (place, route) in ROUTES.iter().enumerate() {
            for who in visitors(route) {
                // What changes something is tried in one state, each time in a fresh house.
                if route.method == "post" {
                    if *state != "open" {
                        continue;
                    }
                    house = furnished(case).await;
                } else if is_link(route) {
                    house = furnished(case).await;
                }
                let got = visit(&house, route, who).await;
                seen.entry((place, who)).or_default().push((state, got));
            }
        }
    }
    let mut text = String::new();
    for ((place, who), got) in &seen {
        let Route { method, path, .. } = ROUTES[*place];
        let same = got.iter().all(|(_, one)| *one == got[0].1);
        let told = if same {
            got[0].1.clone()
        } else {
            got.iter().map(|(state, one)| format!("{state} {one}")).collect::<Vec<_>>().join(", ")
        };
        writeln!(text, "{method:<4} {path:<50} {who:<24} {told}").unwrap();
    }
    golden("walk.golden", &text);
}

/// Compares with the file of that name beside this test.
fn golden(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    if stored != text {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&new, text).unwrap();
        let line = stored.lines().zip(text.lines()).find(|(old, new)| old != new);
        panic!(
            "{name} is another now, first at {line:?}; where that is meant: cp {} {}",
            new.display(),
            file.display()
        );
    }
}

#[tokio::test]
async fn what_is_not_yours_looks_like_what_is_not_there() {
    let house = House::with(&states()[2].1).await;
    let strip = |body: String| body.replace("stranger", "");
    let nowhere = house.get("stranger", "/a/no-such-alliance/record").await;
    for page in ["", "/record", "/rounds/r1/result", "/seats", "/record/export"] {
        let theirs = house.get("stranger", &format!("/a/{}{page}", house.alliance)).await;
        assert_eq!(theirs.status, 404, "{page}");
        assert_eq!(strip(theirs.body), strip(nowhere.body.clone()), "{page}");
    }
}

#[tokio::test]
async fn every_page_carries_its_headers_and_nothing_inline() {
    let house = furnished(&states()[3].1).await;
    let (round, pack) = (house.token("good").await, house.pack_token("good").await);
    for route in ROUTES.iter().filter(|route| route.method == "get") {
        let token = if route.path.starts_with("/p/") { &pack } else { &round };
        let answer = house.get("lead", &path(&house, route, token)).await;
        let policy = answer.headers.get("content-security-policy").map(String::as_str).unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{}", route.path);
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{}", route.path);
        assert_eq!(answer.headers["referrer-policy"], "no-referrer", "{}", route.path);
        for inline in ["<style", " style=", " onclick=", "<script>", "src=\"http", "href=\"http"] {
            let own = answer.body.replace("href=\"http://inside", "");
            assert!(!own.contains(inline), "{}: {inline}", route.path);
        }
    }
}

#[tokio::test]
async fn posts_from_other_sites_are_refused() {
    let house = House::with(&states()[1].1).await;
    for route in ROUTES.iter().filter(|route| route.method == "post") {
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(path(&house, route, &format!("{:0>64}", "x")))
            .header("host", "inside")
            .header("sec-fetch-site", "cross-site")
            .header("cookie", format!("__Host-rowlock={:0>64}", "lead"))
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(house.knock(request).await.status, 403, "{}", route.path);
    }
}
