//! A round answered in a text file: what is asked, what comes back, and what is said when it does not fit.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod broken;
mod there_and_back;

use std::sync::LazyLock;

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{AnswerValue, ItemAnswer, RedLine, RoundForm, Sheet};
use rowlock_core::framework::Framework;
use rowlock_core::id::PersonId;
use rowlock_core::seal::Seed;
use rowlock_files::answers::{NoQuestions, Sheetwork, blank, read_answers};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;

const ROWBOAT: &str = include_str!("../../../../examples/rowboat.toml");
const TWO_ROOFS: &str = include_str!("../base.toml");

static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| default_framework().unwrap());
static ROWBOAT_ASKS: LazyLock<Asked> = LazyLock::new(|| Asked::on("2025-04-07", ROWBOAT));
static FULL_ROUND: LazyLock<Asked> =
    LazyLock::new(|| Asked::on("2025-04-07", &ROWBOAT.replacen("form = \"short\"", "form = \"full\"", 1)));
static TWO_ASK: LazyLock<Asked> = LazyLock::new(|| Asked::on("2025-01-11", TWO_ROOFS));

/// An alliance with one round that asks.
struct Asked {
    alliance: Alliance,
    on: Date,
}

impl Asked {
    fn on(day: &str, case: &str) -> Self {
        let case = read_case("case.toml", case).unwrap_or_else(|e| panic!("{e}"));
        let (record, _) = case.record(&FRAMEWORK, &Seed([1; 32])).unwrap_or_else(|e| panic!("{e}"));
        let on = day.parse().unwrap();
        Self { alliance: record.alliance(on, on), on }
    }

    fn work<'a>(&'a self, person: &'a PersonId) -> Sheetwork<'a> {
        let round = self.alliance.rounds.values().next().unwrap();
        Sheetwork { alliance: &self.alliance, framework: &FRAMEWORK, round, person, on: self.on }
    }

    fn blank(&self, person: &str) -> String {
        blank(&self.work(&id(person))).unwrap()
    }

    fn read(&self, person: &str, text: &str) -> Result<Sheet, String> {
        read_answers("answers.toml", text, &self.work(&id(person))).map_err(|problems| problems.to_string())
    }
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// The text with one line of one item, or of the questions in words, filled in, whether it is asked for or not.
#[track_caller]
fn put(text: &str, table: &str, field: &str, value: &str) -> String {
    let header = format!("[{table}]\n");
    let Some(start) = text.find(&header).map(|at| at + header.len()) else {
        return format!("{text}\n{header}{field} = {value}\n");
    };
    let (before, rest) = text.split_at(start);
    let end = rest.find("\n[").unwrap_or(rest.len());
    let (inside, after) = rest.split_at(end);
    let line = inside.lines().find(|line| line.starts_with(&format!("{field} = ")));
    // What is not asked for may be written all the same.
    let Some(line) = line else { return format!("{before}{field} = {value}\n{rest}") };
    let empty = if line.ends_with("'''") { format!("{line}\n'''") } else { line.to_owned() };
    format!("{before}{}{after}", inside.replacen(&empty, &format!("{field} = {value}"), 1))
}

/// A sheet of the two roofs on which Ana knows nothing.
fn knows_nothing() -> String {
    let mut text = String::new();
    let mut said = "";
    for line in TWO_ASK.blank("ana").lines() {
        let name = line.split(" = ").next().unwrap();
        let asked = line.ends_with("= \"\"") && name.starts_with("answer") || name.starts_with("about");
        // On one of several lines it is said for all.
        let again = said.starts_with("answer.") && name.starts_with("answer.");
        let line = if asked && !again { format!("{name} = \"dont_know\"") } else { line.to_owned() };
        said = if asked { name } else { "" };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// What is said of a sheet of the two roofs in which something else stands.
#[track_caller]
fn said(table: &str, field: &str, value: &str) -> String {
    said_of(&put(&knows_nothing(), table, field, value))
}

fn said_of(text: &str) -> String {
    match TWO_ASK.read("ana", text) {
        Ok(_) => "sound".to_owned(),
        Err(problems) => problems,
    }
}

#[test]
fn a_file_says_who_asks_and_how_to_answer() {
    let text = TWO_ASK.blank("ana");
    let head = text.split("[item.pur-1]").next().unwrap();
    insta::assert_snapshot!(head, @r#"
    # Questions of Two roofs to ana, who answers for Ana's roofs
    #
    # Who asks:    Ana
    # Why:         before signing
    # It takes:    about 14 minutes
    # Who sees it: Your answers are sealed until all have answered, or whoever leads locks the round for
    #              those who did. Until then everybody sees who has answered, and nothing of what. Then
    #              one word for each group of areas is shown, with at least 3 questions behind it: worth
    #              a talk, no more than usual, or not enough known. Coins are tossed over each word,
    #              once, so about one in five is wrong, and nobody can read an answer out of them: from
    #              the words alone, with the worst of tricks, somebody who knows their own answers can
    #              guess one of yours a little better than before. Single answers are shown only when
    #              everybody who answered has consented, each by the link or the account that they
    #              answered with, to all at the same moment; sensitive questions need that consent
    #              again. Until then no mean, no size of a difference, no level, no red line and no name
    #              of one who differs is shown. Should a sheet be erased later, nothing is shown of the
    #              round any more but how many answered. Your answers are confidential, not anonymous.
    #              You may withdraw until the round is locked.
    #
    # The others in this round, by the short names that stand in this file:
    #   ben  Ben's panels
    #
    # Open this file with an editor for plain text. Lines that begin with # are there to be read. Write
    # each answer between the quotation marks: answer = "5", or answer = "word" with one of the words
    # that stand on the left below the question.
    #
    # Answer every question. Where you do not know, write "dont_know": that is an answer too, and on one
    # line of several it stands for all that are empty. The file is taken as a whole or not at all;
    # until it is finished, save it and go on later.
    #
    # predicted: what you think that each of the others will answer for themselves. red_lines: answers
    # that you could not live with, as in ["word", "word"]. Both may stay as they are.
    #
    # Where there are questions to answer in your own words, they come last. Write between the two lines
    # of three marks.
    #
    # This file is not sealed: whoever opens it can read it. Send it back by the way you got it, and to
    # none of the others. Your answers are sealed as soon as the file is taken in.
    #
    # If something does not fit, you are told the line and what to write there, and nothing is lost.

    round = "first"
    person = "ana"
    framework = "core-alignment-12 1.0.0"

    # Question 1 of 24 (Purpose and destination)
    # Three years from now, what do you most want Two roofs to be?
    # Write one of these words:
    #   lasting  A firm that could run, and be sold, without any one of us
    #   ours     A lasting firm that carries our names and our way of working
    #   income   A steady source of good income with little overhead
    #   network  A set of shared projects, with each of us keeping our own business first
    #   step     A stepping stone; I expect to move on from it
    "#);
}

#[test]
fn a_question_says_what_may_be_answered() {
    let text = TWO_ASK.blank("ana");
    let item = |id: &str| {
        let (before, after) = text.split_once(&format!("[item.{id}]")).unwrap();
        let (before, after) = (before.rsplit("\n\n").next().unwrap(), after.split("\n\n").next().unwrap());
        format!("{before}[item.{id}]{after}")
    };
    insta::assert_snapshot!(["mkt-1", "dec-1", "can-2", "hor-1"].map(item).join("\n\n"), @r#"
    # Question 3 of 24 (Common market and common foe)
    # Share out 100 points of our selling effort for the next year among these client groups.
    # Share out 100 points; what is left empty gets none:
    #   schools
    [item.mkt-1]
    answer.schools = ""
    predicted.ben.schools = ""

    # Question 15 of 24 (Decision rights and control)
    # For each decision, who should have the final say?
    # Write one of these words in each line:
    #   lead     Founder or lead partner
    #   area     Partner in charge of that area
    #   major    Majority
    #   all      All partners
    #   outside  Neutral outsider
    # The lines are:
    #   off-scope  Taking a project outside our core
    #   price      Setting prices and discounts
    #   spend      Spending above our agreed limit
    #   hire       Hiring or letting someone go
    #   partner    Taking in a new partner
    #   debt       Borrowing, or signing a guarantee
    #   shares     Changing ownership or profit shares
    #   name       Using the name or brand
    [item.dec-1]
    answer.off-scope = ""
    answer.price = ""
    answer.spend = ""
    answer.hire = ""
    answer.partner = ""
    answer.debt = ""
    answer.shares = ""
    answer.name = ""
    red_lines = []  # "line/word", a line and a word of the question

    # Question 22 of 24 (Trust, candor and handling disagreement)
    # Your partner would not take advantage of me, even if the chance came up.
    # Write a point from 1 to 7:
    #   1  Not at all true
    #   7  Completely true
    # This question is sensitive: answers to it are shown by a consent of their own only.
    [item.can-2]
    about.ben = ""  # Ben's panels

    # Question 23 of 24 (Time horizon, risk and exit)
    # How many years do you expect to stay in Two roofs?
    # Write a number from 0 to 50 (years)
    [item.hor-1]
    answer = ""
    predicted.ben = ""  # Ben's panels
    "#);
}

#[test]
fn every_kind_of_question_comes_back_as_it_was_answered() {
    let mut text = ROWBOAT_ASKS.blank("hvac");
    for (item, field, value) in [
        ("pur-1", "answer", "\"lasting\""),
        ("pur-1", "predicted.founder", "\" step \""),
        ("pur-1", "red_lines", "[\"network\", \"step\", \"step\"]"),
        ("pur-1", "importance", "\"5\""),
        ("pur-3", "answer", "\"6\""),
        ("pur-3", "predicted.market", "2"),
        ("pur-3", "red_lines", "[\"low\"]"),
        ("mkt-1", "answer.leased-offices", "70"),
        ("mkt-1", "answer.municipal-offices", "\"30\""),
        ("mkt-1", "predicted.founder.leased-offices", "100"),
        ("mkt-2", "answer", "\"dont_know\""),
        ("com-1", "answer", "12.5"),
        ("com-1", "importance", "4"),
        ("tal-1", "answer.envelope-engineering", "1"),
        ("tal-1", "answer.hvac-engineering", "\"7\""),
        ("tal-1", "answer.selling", "\"dont_know\""),
        ("tal-1", "predicted.market.selling", "6"),
        ("tal-2", "answer", "[\"hvac-engineering\", \"selling\"]"),
        ("rew-2", "answer.market", "\"dont_know\""),
        ("dec-1", "answer.price", "\"area\""),
        ("dec-1", "answer.name", "\"dont_know\""),
        ("dec-1", "red_lines", "[\"debt/lead\"]"),
        ("can-1", "about.founder", "6"),
        ("can-1", "about.finance", "\"dont_know\""),
        ("can-1", "about.market", "\"3\""),
        ("can-1", "predicted.finance", "5"),
    ] {
        text = put(&text, &format!("item.{item}"), field, value);
    }
    text = put(&text, "question", "open-1", "'''\nwe say \"we\"\nand mean it\n'''");
    text = put(&text, "question", "open-3", "\"being left out\"");
    let told = ROWBOAT_ASKS.read("hvac", &text).err().unwrap();
    let answered = ["pur-1", "mkt-2", "tal-1", "tal-2", "rew-2", "dec-1", "can-1"];
    assert!(answered.iter().all(|item| !told.contains(&format!("item.{item}"))), "{told}");
    for item in FRAMEWORK.items_of(RoundForm::Short).map(|(_, item)| item) {
        for field in ["answer", "about.founder", "about.finance", "about.market"] {
            let open = format!("item.{}, field `{field}`", item.id);
            let about = format!("item.{}.about, field", item.id);
            if told.contains(&open) || field.starts_with("about") && told.contains(&about) {
                text = put(&text, &format!("item.{}", item.id), field, "\"dont_know\"");
            }
        }
    }
    let sheet = ROWBOAT_ASKS.read("hvac", &text).unwrap_or_else(|told| panic!("{told}"));
    assert_eq!(sheet.items.len(), FRAMEWORK.items_of(RoundForm::Short).count());
    for (name, expected) in expected_answers() {
        assert_eq!(sheet.items[name], expected, "{name}");
    }
    let open = [(id("open-1"), "we say \"we\"\nand mean it"), (id("open-3"), "being left out")];
    assert_eq!(sheet.open, open.map(|(question, text)| (question, text.to_owned())).into());
}

/// The answers of that test, by hand.
fn expected_answers() -> [(&'static str, ItemAnswer); 9] {
    let choice = |option: &str| AnswerValue::Choice(id(option));
    let own = |value: AnswerValue| ItemAnswer { own: Some(value), ..ItemAnswer::default() };
    let by_party = |values: &[(&str, AnswerValue)]| {
        values.iter().map(|(party, value)| (id(party), value.clone())).collect()
    };
    let points = |points: &[(&str, f64)]| {
        AnswerValue::Allocation(points.iter().map(|(option, points)| (id(option), *points)).collect())
    };
    let matrix = |points: &[(&str, u8)]| {
        AnswerValue::Matrix(points.iter().map(|(row, point)| (id(row), *point)).collect())
    };
    [
        (
            "pur-1",
            ItemAnswer {
                predicted: by_party(&[("founder", choice("step"))]),
                red_lines: vec![RedLine::Option(id("network")), RedLine::Option(id("step"))],
                importance: Some(5),
                ..own(choice("lasting"))
            },
        ),
        (
            "pur-3",
            ItemAnswer {
                predicted: by_party(&[("market", AnswerValue::Likert(2))]),
                red_lines: vec![RedLine::Low],
                ..own(AnswerValue::Likert(6))
            },
        ),
        (
            "mkt-1",
            ItemAnswer {
                predicted: by_party(&[("founder", points(&[("leased-offices", 100.0)]))]),
                ..own(points(&[("leased-offices", 70.0), ("municipal-offices", 30.0)]))
            },
        ),
        ("com-1", ItemAnswer { importance: Some(4), ..own(AnswerValue::Number(12.5)) }),
        (
            "tal-1",
            ItemAnswer {
                predicted: by_party(&[("market", matrix(&[("selling", 6)]))]),
                ..own(matrix(&[("envelope-engineering", 1), ("hvac-engineering", 7)]))
            },
        ),
        ("tal-2", own(AnswerValue::Multi(vec![id("hvac-engineering"), id("selling")]))),
        ("rew-2", own(AnswerValue::DontKnow)),
        (
            "dec-1",
            ItemAnswer {
                red_lines: vec![RedLine::Cell(id("debt"), id("lead"))],
                ..own(AnswerValue::MatrixChoice([(id("price"), id("area"))].into()))
            },
        ),
        (
            "can-1",
            ItemAnswer {
                about: by_party(&[
                    ("founder", AnswerValue::Likert(6)),
                    ("finance", AnswerValue::DontKnow),
                    ("market", AnswerValue::Likert(3)),
                ]),
                predicted: by_party(&[("finance", AnswerValue::Likert(5))]),
                ..ItemAnswer::default()
            },
        ),
    ]
}

#[test]
fn a_blank_file_is_told_each_question_that_is_open() {
    for (asked, form) in [(&ROWBOAT_ASKS, RoundForm::Short), (&FULL_ROUND, RoundForm::Full)] {
        let person = id("hvac");
        let problems = read_answers("a.toml", &asked.blank("hvac"), &asked.work(&person)).err().unwrap();
        let items: Vec<_> = FRAMEWORK.items_of(form).map(|(_, item)| item.id.as_str()).collect();
        assert_eq!(problems.count(), items.len(), "{problems}");
        for (problem, item) in problems.iter().zip(items) {
            let place = problem.place.split('.').nth(1);
            assert_eq!(place, Some(item), "{problem}");
            assert!(problem.message.contains("not answered") && problem.hint.is_some(), "{problem}");
        }
    }
}

#[test]
fn only_who_is_asked_gets_questions() {
    let (ana, zoe): (PersonId, PersonId) = (id("ana"), id("zoe"));
    let asked = blank(&TWO_ASK.work(&zoe));
    assert_eq!(asked, Err(NoQuestions::NotAsked { person: zoe.clone(), round: id("first") }));
    assert!(TWO_ASK.read("zoe", "").err().unwrap().contains("zoe is not asked in the round first"));
    let early = Asked::on("2025-01-10", TWO_ROOFS);
    assert_eq!(blank(&early.work(&ana)), Err(NoQuestions::NotOpen { round: id("first") }));
    let left = TWO_ROOFS.replacen(
        "why = \"before signing\"",
        "why = \"before signing\"\nwithdrawn = [{ on = 2025-01-14, person = \"ana\" }]",
        1,
    );
    let left = Asked::on("2025-01-14", &without_sheet(&left, "ben"));
    assert_eq!(blank(&left.work(&ana)), Err(NoQuestions::Withdrawn { person: ana, round: id("first") }));
    // Whoever stays is asked about those who stay.
    assert!(!left.blank("ben").contains("predicted.ana"));
}

/// The case without what a person answered, so that the round stays open.
fn without_sheet(case: &str, person: &str) -> String {
    let start = case.find(&format!("[[round.sheet]]\nperson = \"{person}\"")).unwrap();
    let end = start + case[start..].find("[[clause]]").unwrap();
    format!("{}{}", &case[..start], &case[end..])
}

#[test]
fn what_is_for_the_adviser_alone_is_asked_where_there_is_one() {
    assert!(FULL_ROUND.blank("hvac").contains("# This goes to the named adviser alone.\nopen-2 = "));
    assert!(!ROWBOAT_ASKS.blank("hvac").contains("[question]"), "a short round asks no such questions");
    let text = knows_nothing();
    assert!(!text.contains("open-2"));
    assert_eq!(said_of(&text), "sound");
    let text = format!("{text}\n[question]\n");
    assert_eq!(said_of(&format!("{text}open-2 = \" \"\n")), "sound");
    insta::assert_snapshot!(said_of(&format!("{text}open-2 = \"a rest\"\n")), @r#"
    error: answers.toml:327: question, field `open-2`: this would go to the adviser alone, and the round names none
      found:    open-2 = "a rest"
      hint:     take the line out
    1 error in answers.toml
    "#);
}

#[test]
fn words_of_people_cannot_become_answers() {
    let case =
        TWO_ROOFS.replacen("\"before signing\"", "\"so\\nround = 1\\n[item.pur-1]\\u2028\\u001b[2J\"", 1);
    let case = case.replacen("name = \"Ben's panels\"", "name = \"Ben\\nperson = 2\"", 1);
    let asked = Asked::on("2025-01-11", &case);
    let text = asked.blank("ana");
    let settings = |text: &str| {
        let lines = text.lines().map(|line| line.split("  # ").next().unwrap().to_owned());
        lines.filter(|line| !line.starts_with('#')).collect::<Vec<_>>()
    };
    assert_eq!(settings(&text), settings(&TWO_ASK.blank("ana")));
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn a_file_may_come_as_json() {
    let text = put(&knows_nothing(), "item.pur-3", "answer", "6");
    let tables: serde_json::Value = toml::from_str(&text).unwrap();
    let read = read_answers("answers.json", &tables.to_string(), &TWO_ASK.work(&id("ana")));
    assert!(read.is_ok_and(|sheet| sheet == TWO_ASK.read("ana", &text).unwrap()));
}
