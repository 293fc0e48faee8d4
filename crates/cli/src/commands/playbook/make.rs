//! `rowlock playbook make`: a playbook of a case.

use std::str::FromStr;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, last_on};
use rowlock_core::id::{BadId, ClauseId, ObligationId, PartyId};
use rowlock_core::playbook::{Choice, Playbook, lessons_on_record};
use rowlock_files::playbook::{write_playbook, write_playbook_json};

use crate::arguments::PlaybookMake;
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(arguments: &PlaybookMake) -> Result<(), Failure> {
    let framework = input::framework(arguments.framework.as_deref())?;
    let (record, _) = input::record(&arguments.case, &framework)?;
    let on = arguments.on.map_or_else(|| input::last_day(&record), Ok)?;
    let alliance = record.alliance(on, Date::MAX);
    let choice = choice(arguments, &alliance, on)?;
    let playbook = Playbook::made(&alliance, &framework, on, &choice);
    if playbook.clauses.is_empty() {
        let message = format!("no clause of {} was agreed by {on}", alliance.name);
        return Err(Failure::user(message, "a playbook is made of what was agreed; look at a later day"));
    }
    let is_json = arguments.output.extension().is_some_and(|ending| ending == "json");
    let text = if is_json { write_playbook_json(&playbook) } else { write_playbook(&playbook) };
    super::super::write(Some(&arguments.output), &text.map_err(|error| anyhow::anyhow!(error))?)?;
    super::super::say(&format!(
        "{} holds {} clauses, {} rows of the decision table and {} lessons. Names that the record knows are taken \
         out; read it through before you hand it on",
        arguments.output.display(),
        playbook.clauses.len(),
        playbook.decisions.len(),
        playbook.lessons.len(),
    ))
}

/// What was chosen; what was not said is taken from a playbook that the record tells of.
fn choice(arguments: &PlaybookMake, alliance: &Alliance, on: Date) -> Result<Choice, Failure> {
    let told = last_on(&alliance.playbooks, on).map(|made| &made.value);
    let agreed: Vec<&ClauseId> = alliance.agreed_clauses(on).map(|(id, _)| id).collect();
    let clauses = chosen(&arguments.clause, "--clause", "agreed clause", &agreed)?;
    let taken: Vec<&ObligationId> = alliance.obligations.keys().collect();
    let name = arguments.name.clone().or_else(|| told.map(|made| made.name.clone()));
    let name = name.unwrap_or_else(|| alliance.name.clone());
    let id = match told.filter(|made| made.name == name) {
        Some(made) => made.playbook.clone(),
        None => super::playbook_id(&name)?,
    };
    let lessons = &arguments.lesson;
    Ok(Choice {
        id,
        name,
        clauses: clauses.or_else(|| told.map(|made| made.clauses.clone())),
        obligations: chosen(&arguments.obligation, "--obligation", "obligation", &taken)?,
        lessons: if lessons.is_empty() { lessons_on_record(alliance, on) } else { lessons.clone() },
        known_as: known_as(&arguments.known_as, alliance)?,
    })
}

fn chosen<T: FromStr<Err = BadId> + PartialEq + std::fmt::Display>(
    ids: &[String],
    option: &str,
    what: &str,
    known: &[&T],
) -> Result<Option<Vec<T>>, Failure> {
    let mut chosen = Vec::new();
    for id in ids {
        let read = id.parse::<T>().ok().filter(|id| known.contains(&id));
        chosen.push(read.ok_or_else(|| unknown(option, what, id, known))?);
    }
    Ok((!ids.is_empty()).then_some(chosen))
}

fn unknown<T: std::fmt::Display>(option: &str, what: &str, id: &str, known: &[&T]) -> Failure {
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    let hint = if known.is_empty() {
        "there is none".to_owned()
    } else {
        format!("there are: {}", known.join(", "))
    };
    Failure::user(format!("{option} {id}: there is no {what} of this id on the record"), hint)
}

fn known_as(said: &[String], alliance: &Alliance) -> Result<Vec<(PartyId, String)>, Failure> {
    let parties: Vec<&PartyId> = alliance.parties.keys().collect();
    let mut read = Vec::new();
    for text in said {
        let Some((party, words)) = text.split_once('=').filter(|(_, words)| !words.trim().is_empty()) else {
            let message = format!("--known-as {text} does not say which party is called what");
            return Err(Failure::user(message, "write it as `--known-as maker=\"the maker\"`"));
        };
        let known = party.parse::<PartyId>().ok().filter(|party| parties.contains(&party));
        let known = known.ok_or_else(|| unknown("--known-as", "party", party, &parties))?;
        read.push((known, words.trim().to_owned()));
    }
    Ok(read)
}
