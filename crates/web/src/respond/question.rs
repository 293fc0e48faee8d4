//! One question a screen: the own answer, what each of the others will say where that is asked, and what one could
//! not live with. Saved with every step.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{AnswerValue, ItemAnswer, RedLine, Sheet};
use rowlock_core::framework::{Item, Kind, Target};
use rowlock_core::id::OptionId;
use serde::Deserialize;

use super::sheet::{Desk, Step};
use super::widget::{Widget, choices, fill, read};
use crate::app::App;
use crate::form::{Fields, Form};
use crate::guard::Guest;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// The most characters of an answer in one's own words.
const MOST: usize = 4000;

#[derive(Template)]
#[template(path = "respond/question.html")]
struct Question {
    frame: Frame,
    base: String,
    alliance: String,
    number: usize,
    count: usize,
    left: u32,
    text: String,
    note: &'static str,
    widgets: Vec<String>,
    guesses: Vec<String>,
    red_lines: Vec<(String, String, bool)>,
    form: Form,
    is_open: bool,
    back_to_review: bool,
    waiting_for: usize,
    has_script: bool,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    back: String,
}

/// Shows it.
pub(crate) async fn show(
    State(app): State<App>,
    guest: Guest,
    Path((_, number)): Path<(String, usize)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    if !desk.may_answer()? {
        return Ok(Redirect::to(&format!("/r/{}", guest.token)).into_response());
    }
    let sheet = desk.saved().await?;
    let steps = desk.steps()?;
    let step = number.checked_sub(1).and_then(|place| steps.get(place)).ok_or(Oops::NotFound)?;
    let mut fields = filled(step, &sheet);
    fields.put("back", asked.back);
    Ok(page(&desk, &guest, number, Form::new(fields))?.into_response())
}

impl Question {
    fn has_red_lines(&self) -> bool {
        self.red_lines.iter().any(|(.., chosen)| *chosen)
    }
}

/// What was saved for a step, as fields.
fn filled(step: &Step<'_>, sheet: &Sheet) -> Fields {
    let mut fields = Fields::default();
    match step {
        Step::Open(question) => {
            fields.put("open", sheet.open.get(&question.id).cloned().unwrap_or_default());
        }
        Step::Item(item) => {
            let Some(answer) = sheet.items.get(&item.id) else { return fields };
            if let Some(own) = &answer.own {
                fill(&mut fields, "own", own);
            }
            for (party, about) in &answer.about {
                fill(&mut fields, &format!("about.{party}"), about);
            }
            for (party, predicted) in &answer.predicted {
                fill(&mut fields, &format!("predicted.{party}"), predicted);
            }
            for line in &answer.red_lines {
                fields.put("red_line", red_line_word(line));
            }
        }
    }
    fields
}

fn red_line_word(line: &RedLine) -> String {
    match line {
        RedLine::Option(option) => option.to_string(),
        RedLine::Cell(row, option) => format!("{row}/{option}"),
        RedLine::Low => "low".to_owned(),
        RedLine::High => "high".to_owned(),
    }
}

fn page(desk: &Desk, guest: &Guest, number: usize, form: Form) -> Result<Page, Oops> {
    let steps = desk.steps()?;
    let (count, step) = (steps.len(), steps.get(number - 1).ok_or(Oops::NotFound)?);
    let round = desk.round()?;
    let all = desk.scene.app.framework.rounds.minutes(round.drafted.value.form);
    let name = desk.scene.name().to_owned();
    let (text, note, is_open) = match step {
        Step::Open(question) => {
            let note = if question.adviser_only {
                "Only the adviser named to you reads this. You may leave it empty."
            } else {
                "In your own words. You may leave it empty."
            };
            (question.text.replace("{joint}", &name), note, true)
        }
        Step::Item(item) if item.target == Target::EachPartner => (
            item.text.replace("{joint}", &name).replace("{partner}", "\u{2026}"),
            "For each of the others.",
            false,
        ),
        Step::Item(item) => {
            (item.text.replace("{joint}", &name).replace("{partner}", "your partner"), "", false)
        }
    };
    let mut screen = Question {
        frame: Frame::bare(&format!("Question {number} of {count}")),
        base: format!("/r/{}", guest.token),
        alliance: name,
        left: (all as usize * (count - number + 1)).div_ceil(count) as u32,
        number,
        count,
        text,
        note,
        widgets: Vec::new(),
        guesses: Vec::new(),
        red_lines: Vec::new(),
        is_open,
        back_to_review: form.fields.text("back") == "review",
        waiting_for: round.asked(desk.scene.on),
        has_script: false,
        form,
    };
    if let Step::Item(item) = step {
        put_widgets(desk, item, &mut screen)?;
    }
    Page::of(&screen)
}

fn put_widgets(desk: &Desk, item: &Item, screen: &mut Question) -> Result<(), Oops> {
    let (alliance, on) = (desk.alliance(), desk.scene.on);
    let fields = &screen.form.fields;
    screen.has_script = matches!(item.kind, Kind::Allocation { .. });
    if item.target == Target::Own {
        let widget = Widget::of(item, "own", "Your own answer", fields, alliance, on);
        screen.widgets.push(widget.shown());
    }
    for other in desk.others()? {
        let who = alliance.party_name(&other);
        if item.target == Target::EachPartner {
            let (name, label) = (format!("about.{other}"), format!("About {who}"));
            let widget = Widget::of(item, &name, &label, fields, alliance, on);
            screen.widgets.push(widget.labelled().shown());
        }
        if item.predict && item.target == Target::Own {
            let (name, label) = (format!("predicted.{other}"), format!("What will {who} say?"));
            let widget = Widget::of(item, &name, &label, fields, alliance, on);
            screen.guesses.push(widget.guess().shown());
        }
    }
    if item.redline {
        let lines = red_line_options(desk, item).into_iter();
        screen.red_lines = lines
            .map(|(word, text)| {
                let chosen = fields.has("red_line", &word);
                (word, text, chosen)
            })
            .collect();
    }
    Ok(())
}

/// What may be called a red line, as a word and in words.
fn red_line_options(desk: &Desk, item: &Item) -> Vec<(String, String)> {
    let listed = |options| choices(options, desk.alliance(), desk.scene.on);
    match &item.kind {
        Kind::Likert { low, high } => {
            vec![("low".to_owned(), format!("Low: {low}")), ("high".to_owned(), format!("High: {high}"))]
        }
        Kind::Choice { options, .. } | Kind::Multi { options } => {
            listed(options).into_iter().map(|choice| (choice.id.to_string(), choice.text)).collect()
        }
        Kind::MatrixChoice { rows, options } => {
            let options = listed(options);
            let cells = |row: super::widget::Choice| {
                let cell = |option: &super::widget::Choice| {
                    (format!("{}/{}", row.id, option.id), format!("{}: {}", row.text, option.text))
                };
                options.iter().map(cell).collect::<Vec<_>>()
            };
            listed(rows).into_iter().flat_map(cells).collect()
        }
        _ => Vec::new(),
    }
}

fn red_line(item: &Item, word: &str) -> Option<RedLine> {
    match (&item.kind, word) {
        (Kind::Likert { .. }, "low") => Some(RedLine::Low),
        (Kind::Likert { .. }, "high") => Some(RedLine::High),
        (Kind::MatrixChoice { .. }, cell) => {
            let (row, option) = cell.split_once('/')?;
            Some(RedLine::Cell(OptionId::parse(row).ok()?, OptionId::parse(option).ok()?))
        }
        _ => OptionId::parse(word).ok().map(RedLine::Option),
    }
}

/// Saves it and goes on.
pub(crate) async fn submit(
    State(app): State<App>,
    guest: Guest,
    Path((_, number)): Path<(String, usize)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    let base = format!("/r/{}", guest.token);
    if !desk.may_answer()? {
        return Ok(Redirect::to(&base).into_response());
    }
    let mut form = Form::new(fields);
    let steps = desk.steps()?;
    let count = steps.len();
    let step = number.checked_sub(1).and_then(|place| steps.get(place)).ok_or(Oops::NotFound)?;
    let next = match form.fields.text("go") {
        _ if form.fields.text("back") == "review" => format!("{base}/review"),
        "back" if number > 1 => format!("{base}/questions/{}", number - 1),
        "back" => base.clone(),
        _ if number == count => format!("{base}/review"),
        _ => format!("{base}/questions/{}", number + 1),
    };
    if form.fields.text("go") == "later" {
        return Ok(Redirect::to(&next).into_response());
    }
    let mut sheet = desk.saved().await?;
    match step {
        Step::Open(question) => {
            form.bounded("open", MOST);
            match form.fields.some("open") {
                Some(text) => sheet.open.insert(question.id.clone(), text),
                None => sheet.open.remove(&question.id),
            };
        }
        Step::Item(item) => {
            let answer = answer(&desk, item, &mut form)?;
            let nothing = answer.own.is_none() && answer.about.is_empty();
            // Going back without an answer is no mistake.
            if nothing && form.fields.text("go") == "back" && !form.is_wrong() {
                return Ok(Redirect::to(&next).into_response());
            }
            if nothing {
                form.say(
                    "",
                    "Choose an answer, or say that you do not know. \u{201c}Later\u{201d} leaves it open.",
                );
            }
            sheet.items.insert(item.id.clone(), answer);
        }
    }
    if form.is_wrong() {
        return Ok(page(&desk, &guest, number, form)?.into_response());
    }
    desk.save(&sheet).await?;
    desk.started(&guest).await?;
    Ok(Redirect::to(&next).into_response())
}

fn answer(desk: &Desk, item: &Item, form: &mut Form) -> Result<ItemAnswer, Oops> {
    let mut answer = ItemAnswer::default();
    let take = |name: String, whose: String, form: &mut Form| -> Option<AnswerValue> {
        match read(item, &name, &form.fields) {
            Ok(value) => value,
            Err(problem) => {
                form.say(&name, format!("{whose}: {problem}"));
                None
            }
        }
    };
    if item.target == Target::Own {
        answer.own = take("own".to_owned(), "Your own answer".to_owned(), form);
    }
    for other in desk.others()? {
        let who = desk.alliance().party_name(&other);
        if item.target == Target::EachPartner {
            if let Some(about) = take(format!("about.{other}"), format!("About {who}"), form) {
                answer.about.insert(other.clone(), about);
            }
        } else if item.predict
            && let Some(guess) = take(format!("predicted.{other}"), format!("What {who} will say"), form)
        {
            answer.predicted.insert(other.clone(), guess);
        }
    }
    if item.redline {
        answer.red_lines = form.fields.all("red_line").filter_map(|word| red_line(item, word)).collect();
    }
    Ok(answer)
}
