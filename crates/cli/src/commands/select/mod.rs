//! `rowlock select`: the best team of a pool for a need, with its proof.

mod brief;
mod watch;

use std::process::ExitCode;

use rowlock_analysis::team::{Effort, Found, Keep, Question, TeamReport, Unanswerable, keep, report};
use rowlock_files::need::{Asked, read_need};
use rowlock_files::pool::{self, Guessed, Pool};
use rowlock_files::table::Table;

use crate::arguments::{Format, Select};
use crate::failure::Failure;
use crate::input;
use crate::{json, page};
use watch::Watch;

/// How many weights are tried.
const DRAWS: usize = 1_000;

/// The exit status where no team was found.
const NO_TEAM: u8 = 5;

/// What a selection is about, and what came out.
pub struct Selected<'a> {
    /// The name of the pool's file.
    pub file: &'a str,
    /// The pool.
    pub pool: &'a Pool,
    /// What is asked of a team.
    pub asked: &'a Asked,
    /// The question.
    pub question: &'a Question,
    /// What was found.
    pub report: &'a TeamReport,
    /// What becomes of the team if somebody must be on it.
    pub keeps: &'a [Keep],
}

/// Runs it.
pub fn run(arguments: &Select) -> Result<ExitCode, Failure> {
    let need_name = arguments.need.display().to_string();
    let need = read_need(&need_name, &input::text(&arguments.need)?)?;
    let file = arguments.pool.display().to_string();
    let table = pool::table(&input::bytes(&arguments.pool)?, &file)?;
    let guessed = pool::guess(&table, &need.expected());
    let pool = pool::read(&table, &guessed.mapping)?;
    let asked = need.against(&pool)?;
    let keeps = candidates(&pool, &arguments.keep)?;
    let question = Question::new(brief::brief(&pool, &asked)).map_err(|error| unanswerable(error, &pool))?;
    notes(&table, &guessed, &pool, &asked)?;

    let watch = Watch::begin(arguments.seconds)?;
    let (stop, progress) = (|| watch.is_over(), |stage| watch.show(stage));
    let effort = Effort {
        top: arguments.top,
        distance: arguments.diverse,
        draws: if arguments.robust { DRAWS } else { 0 },
        seed: arguments.seed,
        stop: &stop,
        progress: &progress,
        ..Effort::default()
    };
    let report = report(&question, &effort);
    let keeps: Vec<Keep> = match &report.found {
        Found::Team(best) => {
            keeps.into_iter().filter_map(|who| keep(&question, &best.team, who, &effort)).collect()
        }
        Found::Impossible(_) | Found::Nothing { .. } => Vec::new(),
    };
    watch.end();

    let selected = Selected {
        file: &file,
        pool: &pool,
        asked: &asked,
        question: &question,
        report: &report,
        keeps: &keeps,
    };
    match arguments.format {
        Format::Text => super::print(&page::select(&selected))?,
        Format::Json => super::print_json(&json::select(&selected))?,
    }
    Ok(match report.found {
        Found::Team(_) => ExitCode::SUCCESS,
        Found::Impossible(_) | Found::Nothing { .. } => ExitCode::from(NO_TEAM),
    })
}

/// The candidates by name.
fn candidates(pool: &Pool, names: &[String]) -> Result<Vec<usize>, Failure> {
    let find = |name: &String| {
        pool.find(name).ok_or_else(|| {
            let hint = "write the name as it stands in the pool, in quotation marks if it has blanks";
            Failure::user(format!("nobody in the pool is called {name}"), hint)
        })
    };
    names.iter().map(find).collect()
}

fn unanswerable(error: Unanswerable, pool: &Pool) -> Failure {
    let hint = match error {
        Unanswerable::NoFit if !pool.criteria.is_empty() => {
            format!("add [weights] to the need: ranking = [\"{}\"]", pool.criteria.join("\", \""))
        }
        Unanswerable::NoFit => {
            "add a column fit to the pool, or columns such as \u{201c}score: trust\u{201d}, and [weights] to the need".to_owned()
        }
        Unanswerable::Nobody | Unanswerable::Weights => "look at the pool and at [weights] in the need".to_owned(),
    };
    Failure::user(error.to_string(), hint)
}

/// Says on standard error what of the pool was not used, or taken for something.
fn notes(table: &Table, guessed: &Guessed, pool: &Pool, asked: &Asked) -> Result<(), Failure> {
    let mut notes: Vec<String> = table.remarks().iter().map(ToString::to_string).collect();
    notes.extend(guessed.doubts.iter().map(ToString::to_string));
    let quoted = |names: &[&str]| {
        names.iter().map(|name| format!("\u{201c}{name}\u{201d}")).collect::<Vec<_>>().join(", ")
    };
    let ignored: Vec<&str> = pool.ignored.iter().map(String::as_str).collect();
    if !ignored.is_empty() {
        notes.push(format!("Columns that are used for nothing: {}.", quoted(&ignored)));
    }
    let is_idle = |capability: &usize| !asked.needs.iter().any(|needed| needed.capability == *capability);
    let idle: Vec<&str> =
        (0..pool.capabilities.len()).filter(is_idle).map(|place| pool.capabilities[place].as_str()).collect();
    if !idle.is_empty() {
        notes.push(format!("Capabilities that the need does not ask for: {}.", quoted(&idle)));
    }
    let weighed = asked.weights.as_ref().map_or(&[][..], |weights| &weights.criteria);
    let light: Vec<&str> = (0..pool.criteria.len())
        .filter(|place| !weighed.contains(place))
        .map(|place| pool.criteria[place].as_str())
        .collect();
    if !light.is_empty() {
        notes.push(format!("Criteria that have no weight in the need: {}.", quoted(&light)));
    }
    if asked.weights.is_some() && guessed.mapping.fit.is_some() {
        notes.push(
            "The column of the fit is not used: the need gives weights, so the scores make the fit."
                .to_owned(),
        );
    }
    notes.iter().try_for_each(|note| super::say(&format!("note: {note}")))
}
