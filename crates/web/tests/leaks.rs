//! Before release no page, list or file tells what somebody answered: with two parties, item by item, one answer is
//! exchanged for another, and everything that the other party may see is compared.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use std::collections::BTreeMap;

use inside::House;
use inside::round::{case, items, plain, sheet};
use rowlock_core::fact::RoundForm;
use rowlock_web::ROUTES;

/// Everything that a role may read, without what is chance: cipher text, hashes and the ids of alliances; and how long
/// each answer is, cipher text and all.
async fn everything(house: &House, who: &str) -> BTreeMap<String, (usize, String)> {
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
        // Zip and PDF files pack what is random differently each time.
        let length = if answer.body.contains('\u{fffd}') { 0 } else { answer.bytes.len() };
        seen.insert(route.path.to_owned(), (length, plain(&answer.body, &house.alliance)));
    }
    seen
}

/// Mia, who leads, and Sam, whose answers are exchanged: whoever looks sees the same in both houses.
async fn assert_alike(one: &House, other: &House, why: &str) {
    // Mia; Sam, who sees no more; the adviser whom both let in; one who only looks on.
    for who in ["lead", "partner", "adviser", "viewer"] {
        let (seen, also) = (everything(one, who).await, everything(other, who).await);
        for (path, (length, body)) in &seen {
            assert_eq!(body, &also[path].1, "{why}: {who} {path}");
            assert_eq!(*length, also[path].0, "{why}: {who} {path} is longer");
        }
    }
}

/// Two sheets as far apart as there are: the first answer to everything, and the last.
fn ends(items: &[(String, bool, Vec<String>)]) -> [String; 2] {
    let only = |pick: fn(&Vec<String>) -> String| -> Vec<(String, bool, Vec<String>)> {
        items.iter().map(|(id, own, answers)| (id.clone(), *own, vec![pick(answers)])).collect()
    };
    let low = only(|answers| answers[0].clone());
    let high = only(|answers| answers[answers.len() - 1].clone());
    [sheet(&low, "maker", None), sheet(&high, "maker", None)]
}

#[tokio::test]
async fn while_a_round_is_open_nothing_at_all_depends_on_an_answer_not_even_a_length() {
    for form in [RoundForm::Full, RoundForm::Short, RoundForm::Pulse] {
        let [low, high] = ends(&items(form).await);
        let one = House::with(&case(form, &[("sam", low)])).await;
        let other = House::with(&case(form, &[("sam", high)])).await;
        assert_alike(&one, &other, form.word()).await;
    }
}

#[tokio::test]
async fn a_locked_pulse_tells_nothing_of_any_answer() {
    let items = items(RoundForm::Pulse).await;
    let (ours, [low, high]) = (sheet(&items, "server", None), ends(&items));
    let one = House::with(&case(RoundForm::Pulse, &[("mia", ours.clone()), ("sam", low)])).await;
    let other = House::with(&case(RoundForm::Pulse, &[("mia", ours), ("sam", high)])).await;
    assert_alike(&one, &other, "a pulse").await;
}

/// What was written in a debrief that is locked; Mia wrote the same in both houses.
fn debrief(sam: &str, for_the_adviser: &str) -> String {
    let open = |person: &str, text: &str, adviser: &str| {
        format!(
            "\n[[round.sheet]]\nperson = \"{person}\"\non = 2026-02-05\n[round.sheet.open]\n\
             debrief-why = \"{text}\"\n{adviser}"
        )
    };
    let adviser = format!("debrief-adviser = \"{for_the_adviser}\"\n");
    let adviser = if for_the_adviser.is_empty() { "" } else { adviser.as_str() };
    let drafted = case(RoundForm::Debrief, &[])
        .replace("opened = 2026-02-02", "opened = 2026-02-02\nadviser = \"ada\"");
    format!("{drafted}{}{}", open("mia", "We grew too fast", ""), open("sam", sam, adviser))
}

#[tokio::test]
async fn a_locked_debrief_tells_nothing_before_all_consent() {
    let one = House::with(&debrief("Nobody asked", "")).await;
    let other =
        House::with(&debrief("They never listened to a word that I said", "I was afraid of Mia")).await;
    // The adviser whom the rule names reads it all, so she is left out here.
    for who in ["lead", "partner", "viewer"] {
        let (seen, also) = (everything(&one, who).await, everything(&other, who).await);
        for (path, (length, body)) in &seen {
            assert_eq!((length, body), (&also[path].0, &also[path].1), "{who} {path}");
        }
    }
}

#[tokio::test]
async fn after_the_lock_pages_tell_no_more_than_the_word_for_each_area() {
    for form in [RoundForm::Full, RoundForm::Short] {
        let items = items(form).await;
        let ours = sheet(&items, "server", None);
        let mut by_words: BTreeMap<String, (usize, BTreeMap<String, String>)> = BTreeMap::new();
        for (id, _, answers) in &items {
            // The first and the last answer: the widest differences there are.
            for answer in [&answers[0], &answers[answers.len() - 1]] {
                let theirs = sheet(&items, "maker", Some((id, answer)));
                let house = House::with(&case(form, &[("mia", ours.clone()), ("sam", theirs)])).await;
                let words =
                    house.get("lead", &format!("/a/{}/rounds/r1/result.csv", house.alliance)).await.body;
                let (houses, pages) = by_words.entry(words).or_default();
                *houses += 1;
                for page in
                    ["", "/rounds/r1/result", "/rounds/r1/guide", "/signals", "/record", "/desk", "/learning"]
                {
                    let path = match page {
                        "/desk" | "/learning" => page.to_owned(),
                        _ => format!("/a/{}{page}", house.alliance),
                    };
                    let body = plain(&house.get("lead", &path).await.body, &house.alliance);
                    let before = pages.entry(page.to_owned()).or_insert(body.clone());
                    assert_eq!(*before, body, "{id}: {page} tells more than the words for the areas");
                }
            }
        }
        // The words change at all, so the comparison is one; and many answers share them.
        assert!(by_words.len() > 1);
        let most = by_words.values().map(|(houses, _)| *houses).max().unwrap();
        assert!(most > 8, "{}: {most} houses with the same words", form.word());
    }
}
