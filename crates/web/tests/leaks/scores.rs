//! Scores of candidates, which open together when all have scored, and never to whoever was scored.

use rowlock_core::fact::RoundForm;
use rowlock_store::Membership;

use crate::inside::{House, NOW, account};
use crate::pair::Pair;
use crate::scene::{Base, at, on_both, open, post};

on_both! { scores }

async fn score(house: &House, who: &str, form: &str) {
    post(house, who, &at(house, "/scorings/look/mine"), form).await;
}

/// Whoever scores reads their own sheet.
const OWN: (&str, &str) = ("partner", "it is their own sheet");

async fn scores(base: Base) {
    let pair = Pair::of(base, &open(RoundForm::Full)).await;
    pair.each(
        ["go=save&applicant.skill=1", "go=save&applicant.skill=7&applicant.remark=Kept+silent+about+a+fire"],
        async |house, form| score(house, "partner", form).await,
    )
    .await;
    pair.are_alike_so_far("scores, saved", &[OWN]).await;
    pair.each(
        [
            "go=hand-in&applicant.skill=2",
            "go=hand-in&applicant.skill=6&applicant.remark=Kept+silent+about+a+fire",
        ],
        async |house, form| score(house, "partner", form).await,
    )
    .await;
    pair.are_alike("scores, handed in", &[OWN]).await;
    pair.a_week_later("scores, a week later").await;
    pair.both(async |house| score(house, "third", "go=hand-in&applicant.skill=4").await).await;
    // They are open: those who read them read them.
    let [one, other] = &pair.houses;
    let remark = "Kept silent about a fire";
    assert!(!one.get("lead", &at(one, "/scorings/look")).await.body.contains(remark));
    assert!(other.get("lead", &at(other, "/scorings/look")).await.body.contains(remark));
    let readers = [
        OWN,
        ("lead", "it is a party that may see the scores once all have scored"),
        ("colleague", "it is of a party that may see the scores once all have scored"),
        ("third", "it is a party that may see the scores once all have scored"),
        ("adviser", "she advises on the choice, with the consent of all"),
    ];
    pair.are_alike("scores, open", &readers).await;
    pair.both(async |house| {
        post(house, "lead", &at(house, "/parties/applicant/role"), "role=partner&why=Chosen").await;
        account(&house.app, "scored").await;
        let [party, person] = ["applicant", "pia"].map(|id| Some(id.to_owned()));
        let seat = Membership { account: "scored".to_owned(), role: "partner".to_owned(), party, person };
        house.app.store.seat(&house.alliance, &seat, NOW.parse().unwrap()).await.unwrap();
    })
    .await;
    pair.look_alike("scores, the one who was scored is a partner", &["scored", "viewer", "left"]).await;
}
