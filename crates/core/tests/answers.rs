//! Answers fit their items, or are told what would do, before they are sealed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use rowlock_core::decide::unfit_answers;
use rowlock_core::fact::*;
use rowlock_core::framework::{Item, Kind, Target};
use rowlock_core::id::{ItemId, OptionId};
use story::{Story, day, id};

/// Ana and Ben, with a joint business of two segments and two needs.
fn asked() -> Story {
    let mut story = Story::of(&["ben"]);
    let need = |capability: &str| Need {
        capability: id(capability),
        level: 5,
        cover: 1,
        hours_a_month: None,
        must_have: true,
    };
    let joint = story::samples::events().into_iter().find_map(|event| match event {
        Event::JointBusinessDescribed(joint) => Some(joint),
        _ => None,
    });
    let segments = vec![id("hospitals"), id("clinics")];
    let needs = vec![need("design"), need("audit")];
    story.tell(story::FIRST, JointBusinessDescribed { segments, needs, ..joint.unwrap() });
    story
}

/// The first item that compares own answers and fits `choose`.
fn item(story: &Story, choose: fn(&Item) -> bool) -> &Item {
    story
        .framework
        .items_of(RoundForm::Full)
        .map(|(_, item)| item)
        .find(|item| item.target == Target::Own && choose(item))
        .unwrap()
}

/// What is said of one answer to `item`.
fn said(story: &Story, item: &ItemId, answer: ItemAnswer) -> Vec<String> {
    let sheet = Sheet { items: [(item.clone(), answer)].into(), ..Sheet::default() };
    said_of(story, &sheet, RoundForm::Full)
}

fn said_of(story: &Story, sheet: &Sheet, form: RoundForm) -> Vec<String> {
    let now = story.now();
    let unfit = unfit_answers(sheet, &id("ana"), form, &now, &story.framework, day("2025-02-01"));
    unfit.iter().map(|unfit| format!("{}: {}", unfit.part.unwrap_or("item"), unfit.expected)).collect()
}

fn own(value: AnswerValue) -> ItemAnswer {
    ItemAnswer { own: Some(value), ..ItemAnswer::default() }
}

/// The first two options.
fn two(story: &Story, options: &rowlock_core::framework::Options) -> [OptionId; 2] {
    let ids = rowlock_core::decide::option_ids(options, &story.now(), day("2025-02-01"));
    [ids[0].clone(), ids[1].clone()]
}

/// Checks that `good` fits `item`, and that each of `bad` is told the beginning of `expected`.
#[track_caller]
fn check(story: &Story, item: &Item, good: AnswerValue, bad: &[AnswerValue], expected: &str) {
    let fits = said(story, &item.id, own(good));
    assert!(fits.is_empty(), "{}: {fits:?}", item.id);
    assert!(said(story, &item.id, own(AnswerValue::DontKnow)).is_empty());
    for value in bad {
        let said = said(story, &item.id, own(value.clone()));
        let told = said.iter().any(|line| line.starts_with(&format!("own: {expected}")));
        assert!(told, "{}: {value:?}: {said:?}", item.id);
    }
}

#[test]
fn a_point_from_1_to_7() {
    let story = asked();
    let likert = item(&story, |item| matches!(item.kind, Kind::Likert { .. }));
    let bad = [AnswerValue::Likert(0), AnswerValue::Likert(8), AnswerValue::Choice(id("a"))];
    check(&story, likert, AnswerValue::Likert(7), &bad, "a point from 1 to 7");
}

#[test]
fn one_option() {
    let story = asked();
    let choice = item(&story, |item| matches!(item.kind, Kind::Choice { .. }));
    let Kind::Choice { options, .. } = &choice.kind else { unreachable!() };
    let [a, _] = two(&story, options);
    check(&story, choice, AnswerValue::Choice(a), &[AnswerValue::Choice(id("not-there"))], "options from: ");
    let shape = said(&story, &choice.id, own(AnswerValue::Likert(3)));
    assert_eq!(shape, ["own: one option in quotes"]);
}

#[test]
fn any_number_of_options() {
    let story = asked();
    let multi = item(&story, |item| matches!(item.kind, Kind::Multi { .. }));
    let Kind::Multi { options } = &multi.kind else { unreachable!() };
    let [a, b] = two(&story, options);
    let bad = [AnswerValue::Multi(vec![a.clone(), id("not-there")])];
    check(&story, multi, AnswerValue::Multi(vec![a, b]), &bad, "options from: ");
}

#[test]
fn points_that_sum_to_100() {
    let story = asked();
    let shares = item(&story, |item| matches!(item.kind, Kind::Allocation { .. }));
    let Kind::Allocation { options } = &shares.kind else { unreachable!() };
    let [a, b] = two(&story, options);
    let points = |x: f64, y: f64| AnswerValue::Allocation([(a.clone(), x), (b.clone(), y)].into());
    let bad = [
        points(50.0, 40.0),
        points(-10.0, 110.0),
        points(f64::NAN, 50.0),
        AnswerValue::Allocation([].into()),
    ];
    check(&story, shares, points(60.0, 40.0), &bad, "points of at least 0 that sum to 100");
    let stranger = AnswerValue::Allocation([(id("not-there"), 100.0)].into());
    assert!(said(&story, &shares.id, own(stranger))[0].starts_with("own: options from: "));
}

#[test]
fn a_number_between_its_bounds() {
    let story = asked();
    let number = item(&story, |item| matches!(item.kind, Kind::Number { .. }));
    let Kind::Number { min, max, .. } = number.kind else { unreachable!() };
    let bad = [min - 1.0, max + 1.0, f64::NAN, f64::INFINITY].map(AnswerValue::Number);
    check(&story, number, AnswerValue::Number(max), &bad, "a number from ");
}

#[test]
fn a_point_for_each_row() {
    let story = asked();
    let matrix = story.framework.items_of(RoundForm::Full).map(|(_, item)| item);
    let matrix = matrix.into_iter().find(|item| matches!(item.kind, Kind::Matrix { .. })).unwrap();
    let Kind::Matrix { rows, .. } = &matrix.kind else { unreachable!() };
    let [row, _] = two(&story, rows);
    let point = |point: u8| AnswerValue::Matrix([(row.clone(), point)].into());
    check(&story, matrix, point(5), &[point(0), point(8)], "a point from 1 to 7");
    let stranger = AnswerValue::Matrix([(id("not-there"), 4)].into());
    assert!(said(&story, &matrix.id, own(stranger))[0].starts_with("own: options from: "));
}

#[test]
fn an_option_for_each_row() {
    let story = asked();
    let matrix = item(&story, |item| matches!(item.kind, Kind::MatrixChoice { .. }));
    let Kind::MatrixChoice { rows, options } = &matrix.kind else { unreachable!() };
    let ([row, _], [option, _]) = (two(&story, rows), two(&story, options));
    let cell =
        |row: &OptionId, option: &OptionId| AnswerValue::MatrixChoice([(row.clone(), option.clone())].into());
    let bad = [cell(&row, &id("not-there")), cell(&id("not-there"), &option)];
    check(&story, matrix, cell(&row, &option), &bad, "options from: ");
}

#[test]
fn answers_about_oneself_and_strangers_are_refused() {
    let story = asked();
    let each = story.framework.items_of(RoundForm::Full).map(|(_, item)| item);
    let each = each.into_iter().find(|item| item.target == Target::EachPartner).unwrap();
    let about = |party: &str| ItemAnswer {
        about: [(id(party), AnswerValue::DontKnow)].into(),
        ..ItemAnswer::default()
    };
    assert_eq!(said(&story, &each.id, about("ben")), [""; 0]);
    for party in ["ana", "zoe"] {
        assert_eq!(said(&story, &each.id, about(party)), ["about: the id of another party"]);
    }
    let of_oneself = said(&story, &each.id, own(AnswerValue::DontKnow));
    assert_eq!(of_oneself, ["own: answers about each partner in `about`"]);
}

#[test]
fn predictions_and_red_lines_stand_where_they_are_asked_for() {
    let story = asked();
    let plain = item(&story, |item| matches!(item.kind, Kind::Likert { .. }) && !item.predict);
    let predicted =
        ItemAnswer { predicted: [(id("ben"), AnswerValue::Likert(4))].into(), ..own(AnswerValue::Likert(4)) };
    assert_eq!(said(&story, &plain.id, predicted), ["predicted: none: this item asks for no prediction"]);
    let plain = item(&story, |item| !item.redline && matches!(item.kind, Kind::Likert { .. }));
    let red = ItemAnswer { red_lines: vec![RedLine::Low], ..own(AnswerValue::Likert(4)) };
    assert_eq!(said(&story, &plain.id, red), ["red_lines: none: this item takes no red line"]);
    let marked = item(&story, |item| item.redline && matches!(item.kind, Kind::Choice { .. }));
    let Kind::Choice { options, .. } = &marked.kind else { unreachable!() };
    let [a, b] = two(&story, options);
    let red = |line| ItemAnswer { red_lines: vec![line], ..own(AnswerValue::Choice(a.clone())) };
    assert_eq!(said(&story, &marked.id, red(RedLine::Option(b.clone()))), [""; 0]);
    assert_eq!(said(&story, &marked.id, red(RedLine::Low)), ["red_lines: an option of the item"]);
}

#[test]
fn items_of_another_form_and_unknown_ones_are_refused() {
    let story = asked();
    let long = item(&story, |item| !item.forms.contains(&RoundForm::Short));
    let sheet = Sheet { items: [(long.id.clone(), own(AnswerValue::DontKnow))].into(), ..Sheet::default() };
    let said = said_of(&story, &sheet, RoundForm::Short);
    assert!(said[0].starts_with("item: an item of this form"), "{said:?}");
    let sheet = Sheet {
        items: [(id("nothing-1"), own(AnswerValue::DontKnow))].into(),
        open: [(id("nothing-2"), "so".to_owned())].into(),
    };
    let said = said_of(&story, &sheet, RoundForm::Full);
    assert_eq!(said[0], "item: the id of an item of the framework");
    assert!(said[1].starts_with("item: one of "), "{said:?}");
    let importance = ItemAnswer { importance: Some(6), ..own(AnswerValue::DontKnow) };
    let likert = item(&story, |item| matches!(item.kind, Kind::Likert { .. }));
    let sheet = Sheet { items: [(likert.id.clone(), importance)].into(), ..Sheet::default() };
    assert_eq!(said_of(&story, &sheet, RoundForm::Full), ["importance: a number from 1 to 5"]);
}
