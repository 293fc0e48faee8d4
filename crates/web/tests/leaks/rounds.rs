//! Rounds with answers: in full, in short, and a pulse.

use rowlock_core::fact::RoundForm;
use rowlock_core::framework::{Item, Kind};

use crate::inside::House;
use crate::inside::round::items;
use crate::pair::Pair;
use crate::scene::{Base, at, link, on_both, open, post};

on_both! { full short pulse guesses }

async fn full(base: Base) {
    an_open_round(base, RoundForm::Full).await;
}

/// Beside the round a pack and scores are begun, which differ as well; and the forms that people send tell nothing either.
async fn short(base: Base) {
    let pair = an_open_round(base, RoundForm::Short).await;
    pair.each(["1", "7&applicant.remark=Kept+silent"], async |house, point| {
        let pack = link(house, "p", "diligence/x1", "party/server").await;
        let note = format!("how=given&consent=yes&note={point}&note_on=2026-02-20&go=stay");
        post(house, "nobody", &format!("{pack}/checks/insurance"), &note).await;
        let scores = format!("go=save&applicant.skill={point}");
        post(house, "partner", &at(house, "/scorings/look/mine"), &scores).await;
    })
    .await;
    pair.answer_alike("short, forms", &[("partner", "the scores are their own")]).await;
}

/// An item of a form: its id, whether it asks for the own answer, and some answers to it.
type Asked = (String, bool, Vec<String>);

/// How somebody answers: which answer to each item, and what else is said of it.
#[derive(Clone, Copy)]
struct Way {
    pick: fn(&[String]) -> &str,
    beside: fn(&Item, &str, [&str; 2]) -> String,
}

const NOTHING: Way = Way { pick: |_| "\"dont_know\"", beside: |_, _, _| String::new() };
const FIRST: Way = Way { pick: |answers| &answers[0], ..NOTHING };
const MIDDLE: Way = Way { pick: |answers| &answers[answers.len() / 2], ..NOTHING };
const MIDDLE_AND_MORE: Way = Way { beside: guessed, ..MIDDLE };
const LAST_AND_MORE: Way = Way { pick: |answers| &answers[answers.len() - 1], beside: guessed };

/// What the others will say, what one could not live with, and that it matters.
fn guessed(item: &Item, answer: &str, [one, other]: [&str; 2]) -> String {
    let mut text = "importance = 5\n".to_owned();
    if item.predict {
        text.push_str(&format!("predicted = {{ {one} = {answer}, {other} = {answer} }}\n"));
    }
    match &item.kind {
        Kind::Likert { .. } if item.redline => text.push_str("red_lines = [\"low\"]\n"),
        Kind::Choice { .. } if item.redline => text.push_str(&format!("red_lines = [{answer}]\n")),
        _ => {}
    }
    text
}

/// The file of somebody's answers.
fn file(house: &House, items: &[Asked], person: &str, way: Way) -> String {
    let framework = house.framework();
    let others = match person {
        "mia" => ["server", "carrier"],
        "sam" => ["maker", "carrier"],
        _ => ["maker", "server"],
    };
    let mut text = format!(
        "round = \"r1\"\nperson = \"{person}\"\nframework = \"{} {}\"\n",
        framework.id, framework.version
    );
    for (id, own, answers) in items {
        let (answer, [one, other]) = ((way.pick)(answers), others);
        let item = framework.areas.iter().flat_map(|area| &area.items).find(|item| item.id.as_str() == id);
        let told = if *own {
            format!("answer = {answer}\n{}", (way.beside)(item.unwrap(), answer, others))
        } else {
            format!("about = {{ {one} = {answer}, {other} = {answer} }}\n")
        };
        text.push_str(&format!("[item.{id}]\n{told}"));
    }
    text
}

/// Hands answers in by a link, as a file.
async fn hand_in(house: &House, items: &[Asked], person: &str, way: Way) {
    let text = file(house, items, person, way);
    let path = link(house, "r", "r1", person).await;
    let answer = house.upload("nobody", &format!("{path}/file"), &[("answers.toml", text.as_bytes())]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, path.as_str()), "{}", answer.body);
}

/// Sam saves an answer, or several, and hands in the widest differences that there are, while others are missing.
async fn an_open_round(base: Base, form: RoundForm) -> Pair {
    let pair = Pair::of(base, &open(form)).await;
    let more = "own=7&own=stay&about.maker=7&about.carrier=1&predicted.maker=7&red_line=low&go=next";
    pair.each(
        [&[("1", "own.unknown=yes&about.maker.unknown=yes")][..], &[("1", more), ("2", more)]],
        async |house, steps| {
            let path = link(house, "r", "r1", "sam").await;
            for (number, form) in steps {
                house.post("nobody", &format!("{path}/questions/{number}"), form).await;
            }
        },
    )
    .await;
    let when = format!("{}, saved", form.word());
    match form {
        RoundForm::Full => pair.are_alike_so_far(&when, &[]).await,
        _ => pair.keep_alike(&when).await,
    }
    let items = items(form).await;
    pair.each([&NOTHING, &LAST_AND_MORE], async |house, way| hand_in(house, &items, "sam", *way).await).await;
    pair.both(async |house| {
        post(house, "lead", &at(house, "/rounds/r1/remind"), "").await;
    })
    .await;
    pair.are_alike(&format!("{}, handed in", form.word()), &[]).await;
    pair.a_week_later(&format!("{}, a week later", form.word())).await;
    pair
}

/// Mia and Tom hand in the same in both houses, and the round is locked.
async fn lock(pair: &Pair, items: &[Asked]) {
    pair.both(async |house| {
        hand_in(house, items, "mia", MIDDLE).await;
        hand_in(house, items, "tom", FIRST).await;
    })
    .await;
}

/// Of a pulse nothing is told of any answer, also when it is locked.
async fn pulse(base: Base) {
    let pair = an_open_round(base, RoundForm::Pulse).await;
    lock(&pair, &items(RoundForm::Pulse).await).await;
    pair.are_alike("pulse, locked", &[]).await;
}

/// What somebody guesses of others, could not live with, and holds to be important, changes no word for an area: of that
/// nothing is told before consent. After it those see it whose round it is, and nobody else.
async fn guesses(base: Base) {
    let items = items(RoundForm::Full).await;
    let pair = Pair::of(base, &open(RoundForm::Full)).await;
    pair.each([&MIDDLE, &MIDDLE_AND_MORE], async |house, way| hand_in(house, &items, "sam", *way).await)
        .await;
    lock(&pair, &items).await;
    pair.are_alike("guesses, locked", &[]).await;
    pair.both(async |house| {
        for person in ["mia", "sam", "tom"] {
            let path = link(house, "r", "r1", person).await;
            post(house, "nobody", &format!("{path}/consent"), "scope=items").await;
        }
    })
    .await;
    // The others are those to whom the single answers were just released.
    let outside =
        ["left", "adviser-without-consent", "viewer", "stranger", "nobody", "the old link of sam", "no link"];
    pair.look_alike("guesses, released", &outside).await;
    pair.keep_alike("guesses, released").await;
}
