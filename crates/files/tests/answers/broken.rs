//! Files that cannot be taken, each with what is said of it: what is wrong, where, and what to do.

use crate::{ROWBOAT_ASKS, TWO_ASK, knows_nothing, put, said, said_of};

#[test]
fn files_that_belong_elsewhere_are_refused_unread() {
    let text = TWO_ASK.blank("ana");
    insta::assert_snapshot!(said_of(&ROWBOAT_ASKS.blank("hvac")), @r#"
    error: answers.toml:47: field `round`: this file was made for another round
      found:    round = "first-round"
      expected: first
      hint:     get the file of this round anew and answer in that one
    error: answers.toml:48: field `person`: this file was made for somebody else
      found:    person = "hvac"
      expected: ana
      hint:     get the file of this round anew and answer in that one
    2 errors in answers.toml
    "#);
    insta::assert_snapshot!(said_of(&text.replacen(" 1.0.0", " 0.9.0", 1)), @r#"
    error: answers.toml:44: field `framework`: this file was made with another version of the questions
      found:    framework = "core-alignment-12 0.9.0"
      expected: core-alignment-12 1.0.0
      hint:     get the file of this round anew and answer in that one
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said_of(""), @r"
    error: answers.toml:1: field `round`: this field is missing
      expected: a text
      hint:     an answer stands between two quotation marks; leave all else as you got it
    error: answers.toml:1: field `person`: this field is missing
      expected: a text
      hint:     an answer stands between two quotation marks; leave all else as you got it
    error: answers.toml:1: field `framework`: this field is missing
      expected: a text
      hint:     an answer stands between two quotation marks; leave all else as you got it
    3 errors in answers.toml
    ");
    let head: String = knows_nothing().split("[item").next().unwrap().to_owned();
    insta::assert_snapshot!(said_of(&head), @r"
    error: answers.toml:1: there is no question in this file
      hint:     get the file of this round anew, and leave all of it in
    1 error in answers.toml
    ");
}

#[test]
fn what_can_be_read_is_not_told() {
    assert_eq!(said_of(&knows_nothing()), "sound");
    let sound =
        |table, field, value| assert_eq!(said(table, field, value), "sound", "{table} {field} {value}");
    sound("item.tal-2", "answer", "\"roofing\"");
    sound("item.tal-2", "answer", "[]");
    sound("item.pur-1", "red_lines", "[\"\"]");
    sound("question", "open-1", "\"\"");
}

#[test]
fn a_word_that_is_none_of_the_question() {
    insta::assert_snapshot!(said("item.pur-1", "answer", "\"Lasting\""), @r#"
    error: answers.toml:55: item.pur-1, field `answer`: this is none of the words of the question
      found:    answer = "Lasting"
      hint:     did you mean `lasting`?
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-1", "answer", "\"don't know\""), @r#"
    error: answers.toml:55: item.pur-1, field `answer`: this is none of the words of the question
      found:    answer = "don't know"
      hint:     did you mean `dont_know`?
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-1", "answer", "3"), @r#"
    error: answers.toml:55: item.pur-1, field `answer`: this does not fit the question
      found:    answer = 3
      expected: one option in quotes
      hint:     where you do not know, write "dont_know"
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-1", "answer", "true"), @r"
    error: answers.toml:55: item.pur-1, field `answer`: true or false does not belong here
      found:    answer = true
      expected: a number, a text, a list or a table
      hint:     an answer stands between two quotation marks; leave all else as you got it
    1 error in answers.toml
    ");
}

#[test]
fn a_line_that_was_mistyped() {
    insta::assert_snapshot!(said("item.pur-1", "answer", "\u{201c}lasting\u{201d}"), @r#"
    error: answers.toml:55: this is not TOML: string values must be quoted, expected literal string
      found:    answer = “lasting”
      hint:     use straight quotation marks, as in answer = "word"
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-1", "answer", "lasting"), @r"
    error: answers.toml:55: this is not TOML: string values must be quoted, expected literal string
      found:    answer = lasting
      hint:     an answer stands between two quotation marks; leave all else as you got it
    1 error in answers.toml
    ");
}

#[test]
fn a_point_or_a_number_off_its_scale() {
    insta::assert_snapshot!(said("item.pur-3", "answer", "\"eight\""), @r#"
    error: answers.toml:65: item.pur-3, field `answer`: this does not fit the question
      found:    answer = "eight"
      expected: a point from 1 to 7
      hint:     where you do not know, write "dont_know"
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-3", "answer", "5.5"), @r#"
    error: answers.toml:65: item.pur-3, field `answer`: this does not fit the question
      found:    answer = 5.5
      expected: a point from 1 to 7
      hint:     where you do not know, write "dont_know"
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-3", "predicted.ben", "9"), @r#"
    error: answers.toml:66: item.pur-3.predicted, field `ben`: this does not fit the question
      found:    ben = 9
      expected: a point from 1 to 7
      hint:     a prediction may stay empty: ""
    1 error in answers.toml
    "#);
}

#[test]
fn red_lines_that_are_none() {
    insta::assert_snapshot!(said("item.pur-3", "red_lines", "[\"middle\"]"), @r#"
    error: answers.toml:67: item.pur-3, field `red_lines`: this does not fit the question
      found:    "middle"
      expected: "low" (1 and 2) or "high" (6 and 7)
      hint:     red lines may stay empty: []
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-3", "red_lines", "\"low\""), @r#"
    error: answers.toml:67: item.pur-3, field `red_lines`: this is a text, not a list
      found:    red_lines = "low"
      expected: a list
      hint:     write it in square brackets, even if it is one
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.pur-3", "importance", "\"very\""), @r#"
    error: answers.toml:65: item.pur-3, field `importance`: this does not fit the question
      found:    importance = "very"
      expected: a number from 1 to 5
      hint:     the importance may stay empty: ""
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.com-1", "answer", "200\nred_lines = [\"low\"]"), @r#"
    error: answers.toml:140: item.com-1, field `answer`: this does not fit the question
      found:    answer = 200
      expected: a number from 0 to 80 (hours per week)
      hint:     where you do not know, write "dont_know"
    error: answers.toml:141: item.com-1, field `red_lines`: this does not fit the question
      found:    "low"
      expected: none: this question takes no red line
      hint:     take it out
    2 errors in answers.toml
    "#);
}

#[test]
fn several_words() {
    insta::assert_snapshot!(said("item.tal-2", "answer", "[\"roofing\", \"roofs\"]\npredicted.ben = []"), @r#"
    error: answers.toml:173: item.tal-2, field `answer`: this is none of the words of the question
      found:    "roofs"
      hint:     did you mean `roofing`?
    error: answers.toml:174: item.tal-2.predicted, field `ben`: this does not fit the question
      found:    ben = []
      expected: none: this item asks for no prediction
      hint:     a prediction may stay empty: ""
    2 errors in answers.toml
    "#);
    insta::assert_snapshot!(said("item.tal-2", "answer", "[1]"), @r"
    error: answers.toml:173: item.tal-2, field `answer`: this is a whole number, not a text
      found:    1
      expected: a text
      hint:     put it in quotes
    1 error in answers.toml
    ");
}

#[test]
fn a_line_for_each_row() {
    insta::assert_snapshot!(said("item.rew-2", "answer.ben", "60"), @r#"
    error: answers.toml:196: item.rew-2.answer, field `ana`: the points are shared out on other lines
      found:    ana = "dont_know"
      hint:     leave this line empty, or write "dont_know" on all of them
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.rew-2", "answer.ana", "40\nanswer.bem = 60"), @r"
    error: answers.toml:197: item.rew-2.answer, field `bem`: this is none of the lines of the question
      found:    bem = 60
      hint:     did you mean `ben`?
    1 error in answers.toml
    ");
    insta::assert_snapshot!(said("item.dec-1", "answer.off-scope", "\"lead\""), @r#"
    error: answers.toml:218: item.dec-1.answer, field `price`: this is not answered for price, spend, hire, partner, debt, shares, name
      found:    price = ""
      expected: an option for each row
      hint:     where you do not know, write "dont_know"
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said("item.dec-1", "red_lines", "[\"lead\", \"debt/leed\"]"), @r#"
    error: answers.toml:225: item.dec-1, field `red_lines`: this does not fit the question
      found:    "lead"
      expected: "line/word", a line and a word of the question
      hint:     red lines may stay empty: []
    error: answers.toml:225: item.dec-1, field `red_lines`: this is none of the words of the question
      found:    "debt/leed"
      hint:     did you mean `lead`?
    2 errors in answers.toml
    "#);
}

#[test]
fn names_that_are_not_asked_for() {
    insta::assert_snapshot!(said("item.can-1", "about.ben", "\"\"\nabout.zoe = 5\nabout.ana = 5"), @r#"
    error: answers.toml:295: item.can-1.about, field `ben`: this is not answered for ben
      found:    ben = ""
      expected: a point from 1 to 7
      hint:     answer it, or write "dont_know"
    error: answers.toml:296: item.can-1.about, field `zoe`: this is none of the others in this round
      found:    zoe = 5
      expected: `ben`
    error: answers.toml:297: item.can-1.about, field `ana`: this is none of the others in this round
      found:    ana = 5
      expected: `ben`
    3 errors in answers.toml
    "#);
    insta::assert_snapshot!(said("question", "open-1", "\"so\"\nopen-9 = \"so\""), @r#"
    error: answers.toml:328: question, field `open-9`: there is no such question in words
      found:    open-9 = "so"
      hint:     did you mean `open-1`?
    1 error in answers.toml
    "#);
    let text = knows_nothing();
    insta::assert_snapshot!(said_of(&text.replacen("[item.pur-1]", "[item.pur-9]", 1)), @r"
    error: answers.toml:54: item, field `pur-1`: this question is missing in the file
      hint:     put it in again: [item.pur-1] and the lines below it
    error: answers.toml:54: item.pur-9: this round does not ask such a question
      hint:     did you mean `pur-1`?
    2 errors in answers.toml
    ");
}

#[test]
fn lines_that_stand_twice_or_are_not_known() {
    let text = knows_nothing();
    insta::assert_snapshot!(said_of(&text.replacen("\n[item.pur-3]", "\nanswer = \"step\"\n[item.pur-3]", 1)), @r#"
    error: answers.toml:64: this is not TOML: duplicate key
      found:    answer = "step"
      hint:     an answer stands between two quotation marks; leave all else as you got it
    1 error in answers.toml
    "#);
    insta::assert_snapshot!(said_of(&text.replacen("]\nanswer =", "]\nanswr =", 1)), @r#"
    error: answers.toml:55: item.pur-1, field `answr`: this field is not known here
      found:    answr = "dont_know"
      hint:     did you mean `answer`?
    1 error in answers.toml
    "#);
}

#[test]
fn everything_is_told_at_once() {
    let text = knows_nothing();
    let several = put(&put(&text, "item.pur-1", "answer", "\"\""), "item.hor-1", "answer", "\"soon\"");
    insta::assert_snapshot!(said_of(&several), @r#"
    error: answers.toml:55: item.pur-1, field `answer`: this question is not answered
      found:    answer = ""
      expected: one option in quotes
      hint:     answer it, or write "dont_know"
    error: answers.toml:310: item.hor-1, field `answer`: this does not fit the question
      found:    answer = "soon"
      expected: a number
      hint:     where you do not know, write "dont_know"
    2 errors in answers.toml
    "#);
}
