//! What is told to the adviser alone, and what an adviser keeps for herself: on no record, and read by nobody else.

use rowlock_core::fact::RoundForm;

use crate::pair::Pair;
use crate::scene::{Base, at, on_both, open, post};

on_both! { own }

const LITTLE: &str = "They open my letters";
const MUCH: &str =
    "They open my letters and answer them in my name, and have done so since the summer before last";

async fn own(base: Base) {
    let pair = Pair::of(base, &open(RoundForm::Full)).await;
    pair.each([LITTLE, MUCH], async |house, words| {
        let words = words.replace(' ', "+");
        post(house, "partner", &at(house, "/confidences"), &format!("adviser=adviser&text={words}")).await;
        let seen = house.get("partner", &at(house, "/confidences")).await.body;
        let (_, rest) = seen.split_once("/issues/new?told=").unwrap();
        let (id, _) = rest.split_once('"').unwrap();
        let answer = at(house, &format!("/confidences/{id}/answer"));
        post(house, "adviser", &answer, &format!("reply-{id}={words}")).await;
        // Notes, and the words beside the next look and a pause.
        post(house, "adviser", &at(house, "/notes"), &format!("text={words}&on=2026-03-01")).await;
        let marks = format!("look_on=2026-03-20&look_for={words}&paused_until=2026-03-10&pause_why={words}");
        post(house, "adviser", &at(house, "/marks"), &marks).await;
    })
    .await;
    let readers = [
        ("partner", "they told it, and got the answer"),
        ("adviser", "it was told to her, and the rest is her own"),
    ];
    pair.are_alike("told and kept", &readers).await;
    pair.a_week_later("told and kept, a week later").await;
}
