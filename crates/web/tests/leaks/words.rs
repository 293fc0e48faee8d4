//! After the lock of a round between two, item by item: one answer is exchanged for another, and nothing that is shown
//! tells more of it than the words for the areas, which have chance in them.

use std::collections::BTreeMap;

use rowlock_core::fact::RoundForm;

use crate::inside::House;
use crate::inside::round::{case, items, plain, sheet};

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
