//! `rowlock portfolio`: many cases of a folder, those that need a person first. A file that cannot be read is named, and the
//! others are read all the same.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;
use rowlock_analysis::learning::{Learned, PastCase, learn};
use rowlock_analysis::portfolio::{Conflict, Facet, Standing, conflicts};
use rowlock_core::framework::Framework;

use crate::arguments::{Portfolio, TableFormat};
use crate::failure::Failure;
use crate::input;
use crate::{json, page};

/// The most files that are read.
const MOST_FILES: usize = 10_000;

/// A case of the folder.
pub struct SeenCase {
    /// The name of its file.
    pub file: String,
    /// How it stands.
    pub standing: Standing,
}

/// What was seen in a folder.
pub struct Seen {
    /// Its cases, those that need a person first.
    pub cases: Vec<SeenCase>,
    /// Where they stand in one another's way, by their places.
    pub conflicts: Vec<Conflict>,
    /// What is learned across them.
    pub learned: Learned,
    /// How many files could not be read.
    pub unread: usize,
}

/// Runs it.
pub fn run(arguments: &Portfolio) -> Result<ExitCode, Failure> {
    let framework = input::framework(arguments.framework.as_deref())?;
    let files = files(&arguments.folder)?;
    if files.is_empty() {
        let message = format!("{} holds no case file and no exported record", arguments.folder.display());
        return Err(Failure::user(
            message,
            "case files end in .toml or .json, exported records in .record or .jsonl",
        ));
    }
    let mut cases: Vec<(SeenCase, PastCase)> = Vec::new();
    let mut unread = 0;
    for path in files {
        match case(&path, &framework, arguments.on) {
            Ok(Some(case)) => cases.push(case),
            // Nothing was on its record by the day asked for.
            Ok(None) => {}
            Err(failure) => {
                failure.report();
                unread += 1;
            }
        }
    }
    cases.sort_by(|(one, _), (other, _)| {
        let by_need = other.standing.attention().cmp(&one.standing.attention());
        by_need.then_with(|| one.standing.facet.name.cmp(&other.standing.facet.name))
    });
    let (cases, past): (Vec<SeenCase>, Vec<PastCase>) = cases.into_iter().unzip();
    let facets: Vec<Facet> = cases.iter().map(|case| case.standing.facet.clone()).collect();
    let learned = learn(&past, &framework);
    let seen = Seen { conflicts: conflicts(&facets, arguments.week), cases, learned, unread };
    match arguments.format {
        TableFormat::Text => super::print(&page::portfolio(&seen))?,
        TableFormat::Json => super::print_json(&json::portfolio(&seen))?,
        TableFormat::Csv => super::print(&csv_of(&seen)?)?,
    }
    Ok(if unread == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = folder.display();
    let entries = std::fs::read_dir(folder).map_err(|error| {
        Failure::user(
            format!("{shown} cannot be read as a folder: {error}"),
            "name the folder that holds the case files",
        )
    })?;
    let is_case = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        path.is_file() && ["toml", "json", "record", "jsonl"].contains(&ending)
    };
    let mut files: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_case).collect();
    files.sort();
    if files.len() > MOST_FILES {
        let hint = format!("{MOST_FILES} is the most; put some of them into another folder");
        return Err(Failure::user(format!("{shown} holds {} files", files.len()), hint));
    }
    Ok(files)
}

fn case(
    path: &Path,
    framework: &Framework,
    on: Option<Date>,
) -> Result<Option<(SeenCase, PastCase)>, Failure> {
    let (record, ring) = input::record(path, framework)?;
    let on = match on {
        Some(on) => on,
        None => input::last_day(&record)?,
    };
    let Some(standing) = Standing::of(&record, framework, &ring, on) else { return Ok(None) };
    let past = PastCase::of(&record, framework, &ring, standing.on);
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some((SeenCase { file, standing }, past)))
}

fn csv_of(seen: &Seen) -> Result<String, Failure> {
    let failed = |error: csv::Error| Failure::Internal(error.into());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns =
        ["alliance", "file", "as of", "stage", "outcome", "verdict", "alarms", "watches", "next step"];
    writer.write_record(columns).map_err(failed)?;
    for case in &seen.cases {
        let standing = &case.standing;
        let row = [
            page::plain_cell(&standing.facet.name),
            page::plain_cell(&case.file),
            standing.on.to_string(),
            standing.stage.map_or_else(String::new, |stage| stage.word().to_owned()),
            standing.outcome.map_or_else(String::new, |outcome| outcome.words().to_owned()),
            standing.word.word().to_owned(),
            standing.alarms.to_string(),
            standing.watches.to_string(),
            page::plain_cell(&standing.next),
        ];
        writer.write_record(row).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::Internal(anyhow::anyhow!("{error}")))?;
    String::from_utf8(bytes).map_err(|error| Failure::Internal(error.into()))
}
