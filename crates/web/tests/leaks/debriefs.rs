//! Debriefs: answers in people's own words, and some for the adviser alone.

use rowlock_core::fact::RoundForm;

use crate::inside::House;
use crate::pair::Pair;
use crate::scene::{Base, at, link, on_both, open, post};

on_both! { debrief }

/// Saves an answer to one question after the other, by the link of a person.
async fn answer(house: &House, person: &str, answers: &[&str]) {
    let path = link(house, "r", "r1", person).await;
    for (place, words) in answers.iter().enumerate() {
        let form = format!("open={}&go=next", words.replace(' ', "+"));
        post(house, "nobody", &format!("{path}/questions/{}", place + 1), &form).await;
    }
}

async fn hand_in(house: &House, person: &str) {
    let path = link(house, "r", "r1", person).await;
    assert_eq!(post(house, "nobody", &format!("{path}/review"), "").await.location, path);
}

/// What Sam writes, to one question after the other: little, or much; and to the adviser nothing, or something.
const LITTLE: [&str; 6] = ["Nobody asked", "", "", "", "", ""];
const MUCH: [&str; 6] = [
    "More than we did, and sooner",
    "They never listened to a word that I said about the drawings and went on without us, month after month",
    "I do not know why, and nobody wanted to talk about it while there was time",
    "I should have said so in the spring",
    "The workshop",
    "I was afraid of Mia",
];

async fn debrief(base: Base) {
    let case =
        open(RoundForm::Debrief).replace("opened = 2026-02-02", "opened = 2026-02-02\nadviser = \"ada\"");
    let pair = Pair::of(base, &case).await;
    pair.each([&LITTLE[..1], &MUCH], async |house, words| answer(house, "sam", words).await).await;
    pair.keep_alike("debrief, saved").await;
    pair.both(async |house| {
        hand_in(house, "sam").await;
        post(house, "lead", &at(house, "/rounds/r1/remind"), "").await;
    })
    .await;
    pair.are_alike("debrief, handed in", &[]).await;
    pair.a_week_later("debrief, a week later").await;
    pair.both(async |house| {
        for person in ["mia", "tom"] {
            answer(house, person, &["We grew too fast"]).await;
            hand_in(house, person).await;
        }
    })
    .await;
    pair.are_alike(
        "debrief, locked",
        &[("adviser", "the rule of the round names her: she reads it at the lock")],
    )
    .await;
    pair.both(async |house| {
        for person in ["mia", "sam", "tom"] {
            let path = link(house, "r", "r1", person).await;
            post(house, "nobody", &format!("{path}/consent"), "scope=items").await;
        }
    })
    .await;
    // The others are those to whom the words were just released, and they read them.
    let [one, other] = &pair.houses;
    for (house, words) in [(one, LITTLE[0]), (other, MUCH[0])] {
        assert!(house.get("lead", &at(house, "/rounds/r1/result")).await.body.contains(words));
    }
    let outside =
        ["left", "adviser-without-consent", "viewer", "stranger", "nobody", "the old link of sam", "no link"];
    pair.look_alike("debrief, released", &outside).await;
    pair.keep_alike("debrief, released").await;
}
