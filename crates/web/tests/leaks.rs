//! Before release no page, list or file tells what somebody answered: with two parties, item by item, one answer is
//! exchanged for another, and everything that the other party may see is compared.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use std::collections::BTreeMap;

use inside::{House, TWO};
use rowlock_core::decide::option_ids;
use rowlock_core::fact::RoundForm;
use rowlock_core::framework::{Item, Kind, Options, Target};
use rowlock_web::ROUTES;

/// The case with the round open and answered by those whose sheets are given.
fn case(sheets: &[(&str, String)]) -> String {
    let mut text = TWO.replace("asked_by = \"Mia\"", "opened = 2026-02-02\nasked_by = \"Mia\"");
    for (person, answers) in sheets {
        text.push_str(&format!(
            "\n[[round.sheet]]\nperson = \"{person}\"\non = 2026-02-05\n[round.sheet.answers]\n{answers}"
        ));
    }
    text
}

/// Some answers to an item, as case files write them.
fn answers(item: &Item, options: &dyn Fn(&Options) -> Vec<String>) -> Vec<String> {
    let quoted = |options: Vec<String>| options.into_iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>();
    match &item.kind {
        Kind::Likert { .. } => (1..=7).map(|point| point.to_string()).collect(),
        Kind::Choice { options: listed, .. } => quoted(options(listed)),
        Kind::Multi { options: listed } => {
            quoted(options(listed)).into_iter().map(|one| format!("[{one}]")).collect()
        }
        Kind::Number { min, max, .. } => {
            vec![min.to_string(), f64::midpoint(*min, *max).to_string(), max.to_string()]
        }
        Kind::Allocation { options: listed } => {
            options(listed).into_iter().map(|id| format!("{{ {id} = 100 }}")).collect()
        }
        Kind::Matrix { rows, .. } => {
            let rows = options(rows);
            let all =
                |point: u8| rows.iter().map(|row| format!("{row} = {point}")).collect::<Vec<_>>().join(", ");
            [1, 4, 7].map(|point| format!("{{ {} }}", all(point))).to_vec()
        }
        Kind::MatrixChoice { rows, options: listed } => {
            let rows = options(rows);
            let all =
                |id: &str| rows.iter().map(|row| format!("{row} = {id}")).collect::<Vec<_>>().join(", ");
            quoted(options(listed)).iter().map(|id| format!("{{ {} }}", all(id))).collect()
        }
    }
}

/// Every item with some answers to it.
async fn items() -> Vec<(String, bool, Vec<String>)> {
    let house = House::with(TWO).await;
    let record = rowlock_files::case::read_case("case.toml", TWO).unwrap();
    let (record, _) = record.record(house.framework(), &rowlock_core::seal::Seed([1; 32])).unwrap();
    let (on, ever) = (jiff::civil::date(2026, 2, 5), jiff::civil::Date::MAX);
    let alliance = record.alliance(ever, ever);
    let options = |listed: &Options| -> Vec<String> {
        option_ids(listed, &alliance, on).iter().map(ToString::to_string).collect()
    };
    let items = house.framework().items_of(RoundForm::Full);
    items
        .map(|(_, item)| (item.id.to_string(), item.target == Target::Own, answers(item, &options)))
        .collect()
}

/// A sheet that answers every item alike, but one item by the answer that is given.
fn sheet(items: &[(String, bool, Vec<String>)], other: &str, exchanged: Option<(&str, &str)>) -> String {
    let mut text = String::new();
    for (id, own, answers) in items {
        let answer = match exchanged {
            Some((item, answer)) if item == id => answer,
            _ => answers[answers.len() / 2].as_str(),
        };
        if *own {
            text.push_str(&format!("{id} = {{ own = {answer} }}\n"));
        } else {
            text.push_str(&format!("{id} = {{ about = {{ {other} = {answer} }} }}\n"));
        }
    }
    text
}

/// Everything that a role may read, without what is chance: cipher text, hashes and the ids of alliances.
async fn everything(house: &House, who: &str) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    let area = house.framework().areas[0].id.to_string();
    for route in ROUTES.iter().filter(|route| {
        route.method == "get" && route.path.starts_with("/a/") || route.path.starts_with("/learning")
    }) {
        let path = route
            .path
            .replace("{alliance}", &house.alliance)
            .replace("{round}", "r1")
            .replace("{area}", &area);
        let path = path.replace("{party}", "server").replace("{person}", "sam").replace("{fact}", "9");
        let answer = house.get(who, &path).await;
        seen.insert(route.path.to_owned(), plain(&answer.body, &house.alliance));
    }
    seen
}

fn plain(body: &str, alliance: &str) -> String {
    let mut text = String::new();
    let mut digits = String::new();
    for c in body.replace(alliance, "…").chars() {
        if c.is_ascii_hexdigit() {
            digits.push(c);
            continue;
        }
        // Long runs of hexadecimal digits are cipher text, hashes and tokens.
        if digits.len() < 12 {
            text.push_str(&digits);
        }
        digits.clear();
        text.push(c);
    }
    text
}

#[tokio::test]
async fn while_a_round_is_open_nothing_at_all_depends_on_an_answer() {
    let items = items().await;
    let low: Vec<_> =
        items.iter().map(|(id, own, answers)| (id.clone(), *own, vec![answers[0].clone()])).collect();
    let last = |answers: &Vec<String>| vec![answers[answers.len() - 1].clone()];
    let high: Vec<_> = items.iter().map(|(id, own, answers)| (id.clone(), *own, last(answers))).collect();
    let one = House::with(&case(&[("sam", sheet(&low, "maker", None))])).await;
    let other = House::with(&case(&[("sam", sheet(&high, "maker", None))])).await;
    for who in ["lead", "partner", "adviser", "viewer"] {
        let (seen, also) = (everything(&one, who).await, everything(&other, who).await);
        for (path, body) in &seen {
            let lengths_hide = |text: &str| text.lines().filter(|line| !line.contains("\"cipher\"")).count();
            assert_eq!(lengths_hide(body), lengths_hide(&also[path]), "{who} {path}");
            if !path.ends_with("/export") {
                assert_eq!(body, &also[path], "{who} {path}");
            }
        }
    }
}

#[tokio::test]
async fn after_the_lock_pages_tell_no_more_than_the_word_for_each_area() {
    let items = items().await;
    let ours = sheet(&items, "server", None);
    let mut by_words: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (id, _, answers) in &items {
        // The first, the last and the middle answer: the widest differences there are.
        let tried = [0, answers.len() / 2, answers.len() - 1];
        for answer in tried.map(|place| &answers[place]) {
            let theirs = sheet(&items, "maker", Some((id, answer)));
            let house = House::with(&case(&[("mia", ours.clone()), ("sam", theirs)])).await;
            let words = house.get("lead", &format!("/a/{}/rounds/r1/result.csv", house.alliance)).await.body;
            for page in
                ["", "/rounds/r1/result", "/rounds/r1/guide", "/signals", "/record", "/desk", "/learning"]
            {
                let path = match page {
                    "/desk" | "/learning" => page.to_owned(),
                    _ => format!("/a/{}{page}", house.alliance),
                };
                let body = plain(&house.get("lead", &path).await.body, &house.alliance);
                let before =
                    by_words.entry(words.clone()).or_default().entry(page.to_owned()).or_insert(body.clone());
                assert_eq!(*before, body, "{id}: {page} tells more than the words for the areas");
            }
        }
    }
    // The words change at all, so the comparison is one.
    assert!(by_words.len() > 1);
    // And they are few: many answers share them.
    assert!(by_words.len() < items.len(), "{} different results", by_words.len());
}
