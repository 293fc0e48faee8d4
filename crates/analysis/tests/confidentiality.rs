//! Confidentiality: below the released level nothing can be learned from any answer but the bands.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use std::collections::BTreeMap;

use rowlock_analysis::alignment::round_view;
use rowlock_analysis::report::Analysis;
use rowlock_analysis::{Look, State};
use rowlock_core::framework::{Choice, Framework, Item, Kind};
use rowlock_core::gate::Viewer;
use rowlock_files::case::format::Case;
use rowlock_files::case::format::{AnswerTable, SheetTable, Value};
use sample::{NO_CONFLICT, ROWBOAT, Sample, case_of, day};

const ON: &str = "2024-01-10";

/// The parties and the round of the no-conflict case, before any consent.
fn sealed() -> Case {
    let mut case = case_of(NO_CONFLICT);
    for round in &mut case.round {
        round.consent.clear();
        round.gap.clear();
    }
    case.round.retain(|round| round.drafted < day("2024-01-01"));
    Case {
        alliance: case.alliance,
        stage: case.stage,
        joint_business: case.joint_business,
        party: case.party,
        round: case.round,
        ..case_of(EMPTY)
    }
}

const EMPTY: &str =
    "[alliance]\nname = \"A\"\nform = \"contract\"\nstage = \"forming\"\nlead = \"a\"\non = 2023-01-01\n";

fn sheet<'c>(case: &'c mut Case, party: &str) -> &'c mut SheetTable {
    let round = &mut case.round[0];
    let person = round.respondents.iter().find(|asked| asked.party.0 == party).unwrap().person.clone();
    round.sheet.iter_mut().find(|sheet| sheet.person == person).unwrap()
}

/// Other answers that could stand on a sheet in place of `now`.
fn others(item: &Item, now: &Value) -> Vec<Value> {
    let words = |options: &[Choice]| options.iter().map(|option| option.id.to_string()).collect::<Vec<_>>();
    let found: Vec<Value> = match (&item.kind, now) {
        (Kind::Likert { .. }, _) => (1..=7).map(|point| Value::Number(f64::from(point))).collect(),
        (Kind::Number { min, max, .. }, Value::Number(number)) => {
            [*min, number * 0.5, number * 0.9, number * 1.1, number * 2.0, *max]
                .into_iter()
                .filter(|number| (*min..=*max).contains(number))
                .map(Value::Number)
                .collect()
        }
        (Kind::Choice { options, .. }, _) => words(&options.fixed).into_iter().map(Value::Word).collect(),
        (Kind::Allocation { .. }, Value::Numbers(points)) => points
            .keys()
            .map(|most| {
                let given = points.keys().map(|key| (key.clone(), if key == most { 100.0 } else { 0.0 }));
                Value::Numbers(given.collect::<BTreeMap<_, _>>())
            })
            .collect(),
        (Kind::Matrix { .. }, Value::Numbers(points)) => (1..=7)
            .map(|point| Value::Numbers(points.keys().map(|row| (row.clone(), f64::from(point))).collect()))
            .collect(),
        (Kind::MatrixChoice { options, .. }, Value::Rows(rows)) => words(&options.fixed)
            .into_iter()
            .map(|option| Value::Rows(rows.keys().map(|row| (row.clone(), option.clone())).collect()))
            .collect(),
        _ => Vec::new(),
    };
    let unknown = Value::Word("dont_know".to_owned());
    found.into_iter().chain([unknown]).filter(|value| value != now).collect()
}

/// One sheet of answers for each other answer of a party to one item, own or about or predicted.
fn variants(framework: &Framework, answers: &BTreeMap<String, AnswerTable>) -> Vec<(String, AnswerTable)> {
    let mut found = Vec::new();
    for (id, answer) in answers {
        let Some((_, item)) = framework.item(&id.parse().unwrap()) else { continue };
        for value in answer.own.iter().flat_map(|now| others(item, now)) {
            found.push((id.clone(), AnswerTable { own: Some(value), ..answer.clone() }));
        }
        for (about, predicted) in [(true, false), (false, true)] {
            let values = if about { &answer.about } else { &answer.predicted };
            for (party, now) in values {
                for value in others(item, now) {
                    let mut other = answer.clone();
                    let values = if predicted { &mut other.predicted } else { &mut other.about };
                    values.insert(party.clone(), value);
                    found.push((id.clone(), other));
                }
            }
        }
        if item.redline {
            for option in red_lines(item) {
                found.push((id.clone(), AnswerTable { red_lines: vec![option], ..answer.clone() }));
            }
        }
    }
    found
}

fn red_lines(item: &Item) -> Vec<String> {
    match &item.kind {
        Kind::Likert { .. } => vec!["low".to_owned(), "high".to_owned()],
        Kind::Choice { options, .. } => options.fixed.iter().map(|option| option.id.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// The bands that a viewer may see, as text, and everything that is found for the same viewer.
fn seen(sample: &Sample, viewer: &Viewer) -> (String, Analysis) {
    let (alliance, on) = (sample.record.alliance(day(ON), day(ON)), day(ON));
    let look = Look { alliance: &alliance, framework: &sample.framework, ring: &sample.ring, viewer };
    let round = alliance.rounds.values().next().unwrap();
    let view = round_view(look, round, on);
    assert!(view.items.is_empty() && view.closeness.is_none());
    (format!("{:?}", view.areas), sample.analyse(&alliance, viewer, on))
}

fn viewers() -> [Viewer; 3] {
    [Viewer::AllParties, Viewer::Party("maker".parse().unwrap()), Viewer::Party("service".parse().unwrap())]
}

#[test]
fn two_parties_learn_the_bands_and_nothing_else_from_any_other_answer() {
    let case = sealed();
    let sample = Sample::of(&case);
    let mut by_bands: BTreeMap<(usize, String), Analysis> = BTreeMap::new();
    let (mut tried, mut alike) = (0, 0);
    for party in ["maker", "service"] {
        let answers = sheet(&mut case.clone(), party).answers.clone();
        for (item, answer) in variants(&sample.framework, &answers) {
            let mut other = case.clone();
            sheet(&mut other, party).answers.insert(item.clone(), answer.clone());
            let other = Sample::of(&other);
            for (place, viewer) in viewers().iter().enumerate() {
                let (bands, analysis) = seen(&other, viewer);
                tried += 1;
                match by_bands.get(&(place, bands.clone())) {
                    None => {
                        by_bands.insert((place, bands), analysis);
                    }
                    Some(known) => {
                        alike += 1;
                        assert_eq!(*known, analysis, "{party}, {item}: {answer:?}");
                    }
                }
            }
        }
    }
    assert!(tried > 1000 && alike > tried / 2, "{tried} tried, {alike} with bands seen before");
}

#[test]
fn no_answer_no_item_and_no_number_of_a_sealed_round_is_printed() {
    let mut case = sealed();
    // Answers far apart, so that there is something to say.
    sheet(&mut case, "service").answers.get_mut("pur-5").unwrap().own = Some(Value::Number(987_654.0));
    sheet(&mut case, "service").answers.get_mut("pur-3").unwrap().own = Some(Value::Number(1.0));
    sheet(&mut case, "service").answers.get_mut("pur-4").unwrap().own = Some(Value::Number(1.0));
    let sample = Sample::of(&case);
    for viewer in viewers() {
        let (_, analysis) = seen(&sample, &viewer);
        let alignment = format!("{:?}", analysis.alignment);
        let text = format!("{alignment} {:?} {:?}", analysis.signals, analysis.verdict);
        for area in &sample.framework.areas {
            for item in &area.items {
                assert!(!text.contains(&format!("\"{}\"", item.id)), "the item {} is named", item.id);
                let question = item.text.split(['{', '.']).next().unwrap_or_default();
                assert!(question.len() < 12 || !text.contains(question), "the question {} is told", item.id);
                if let Kind::Choice { options, .. } | Kind::Multi { options } = &item.kind {
                    for option in options.fixed.iter().filter(|option| option.text.len() > 20) {
                        assert!(!text.contains(&option.text), "{}: {}", item.id, option.text);
                    }
                }
            }
        }
        for number in ["987654", "987 654", "987,654", "2500000", "2 500 000", "of 7"] {
            assert!(!text.contains(number), "{number} is told");
        }
        assert!(analysis.alignment.gaps.iter().all(|gap| gap.item.is_none() && gap.answers.is_empty()));
    }
}

#[test]
fn a_band_or_level_has_three_items_behind_it() {
    use rowlock_core::framework::{Score, Target};
    let sample = Sample::of(&sealed());
    let alliance = sample.record.alliance(day(ON), day(ON));
    let viewer = Viewer::AllParties;
    let look =
        Look { alliance: &alliance, framework: &sample.framework, ring: &sample.ring, viewer: &viewer };
    let view = round_view(look, alliance.rounds.values().next().unwrap(), day(ON));
    for seen in &view.areas {
        let area = sample.framework.area(&seen.area).unwrap();
        let of = |scores: &[Score]| area.items.iter().filter(|item| scores.contains(&item.score)).count();
        let own = area.items.iter().filter(|item| item.target == Target::Own).count();
        let compared =
            of(&[Score::Agreement, Score::AgreementAndLevel, Score::Accuracy, Score::Overclaim]).min(own);
        let measured = of(&[Score::Level, Score::AgreementAndLevel, Score::Coverage, Score::Claims]);
        assert!(seen.band == rowlock_analysis::alignment::Band::Unknown || compared >= 3, "{seen:?}");
        assert!(seen.level == State::Unknown || measured >= 3, "{seen:?}");
        assert!(seen.level < State::Alarm && !seen.red_line, "one of two would be told: {seen:?}");
    }
    assert!(view.areas.len() >= 9, "{}", view.areas.len());
}

#[test]
fn before_the_lock_only_the_count_is_told() {
    let mut case = sealed();
    let late = case.round[0].sheet.pop().unwrap();
    let sample = Sample::of(&case);
    for viewer in viewers() {
        let alliance = sample.record.alliance(day(ON), day(ON));
        let analysis = sample.analyse(&alliance, &viewer, day(ON));
        assert!(
            analysis.alignment.areas.iter().all(|area| area.state == State::Unknown && area.facts.is_empty())
        );
        assert!(analysis.alignment.gaps.is_empty());
        let summary = &analysis.alignment.rounds[0];
        assert_eq!((summary.asked, summary.answered), (2, 1));
    }
    assert_eq!(late.person.0, "service-owner");
}

#[test]
fn among_several_nobody_is_named_before_consent() {
    let mut case = case_of(ROWBOAT);
    for round in &mut case.round {
        round.consent.clear();
        round.gap.clear();
    }
    let sample = Sample::of(&case);
    let names: Vec<String> =
        sample.whole().parties.values().map(|party| party.joined.value.name.clone()).collect();
    for on in sample.days(14) {
        let analysis = sample.on(on);
        for signal in analysis
            .signals
            .iter()
            .filter(|signal| ["fairness-slide", "would-not-start-again"].contains(&signal.id.as_str()))
        {
            for name in &names {
                assert!(!signal.sentence.contains(name.as_str()), "{}", signal.sentence);
            }
        }
        let alignment = &analysis.alignment;
        assert!(alignment.gaps.iter().all(|gap| gap.item.is_none() && gap.answers.is_empty()));
        for text in alignment.areas.iter().map(|area| &area.sentence) {
            assert!(names.iter().all(|name| !text.contains(name.as_str())), "{text}");
        }
    }
}

/// Who may see items before the sensitive ones are released: the round with the consents of the case.
fn without_the_sensitive_ones() -> Case {
    let mut case = sealed();
    case.round[0].consent.clone_from(&case_of(NO_CONFLICT).round[0].consent);
    case
}

#[test]
fn sensitive_answers_change_nothing_before_their_own_release() {
    // Neither the bands before the release of the other items nor those after it: the two would tell by difference.
    for case in [sealed(), without_the_sensitive_ones()] {
        let base = Sample::of(&case);
        let all = |sample: &Sample| {
            let alliance = sample.record.alliance(day(ON), day(ON));
            sample.analyse(&alliance, &Viewer::AllParties, day(ON))
        };
        let known = all(&base);
        for party in ["maker", "service"] {
            let answers = sheet(&mut case.clone(), party).answers.clone();
            for (item, answer) in variants(&base.framework, &answers) {
                if base.framework.item(&item.parse().unwrap()).unwrap().1.sensitive {
                    let mut other = case.clone();
                    sheet(&mut other, party).answers.insert(item.clone(), answer.clone());
                    assert_eq!(known, all(&Sample::of(&other)), "{party}, {item}: {answer:?}");
                }
            }
        }
    }
}

#[test]
fn among_several_it_does_not_matter_who_said_what() {
    let mut case = case_of(ROWBOAT);
    for round in &mut case.round {
        round.consent.clear();
        round.gap.clear();
        for answer in round.sheet.iter_mut().flat_map(|sheet| sheet.answers.values_mut()) {
            answer.predicted.clear();
        }
        // What is said about partners, and who claims which share, belongs to who says it.
        for sheet in &mut round.sheet {
            sheet.answers.retain(|_, answer| answer.about.is_empty() && answer.own.is_some());
        }
    }
    let mut turned = case.clone();
    for round in &mut turned.round {
        let answers: Vec<_> = round.sheet.iter().map(|sheet| sheet.answers.clone()).collect();
        for (place, sheet) in round.sheet.iter_mut().enumerate() {
            sheet.answers = answers[(place + 1) % answers.len()].clone();
        }
    }
    let (straight, turned) = (Sample::of(&case), Sample::of(&turned));
    for on in straight.days(14) {
        let (one, other) = (straight.on(on), turned.on(on));
        assert_eq!(one.alignment, other.alignment, "{on}");
        assert_eq!(one.signals, other.signals, "{on}");
        assert_eq!(one.verdict, other.verdict, "{on}");
    }
}
