//! `rowlock playbook start`: a case file of an alliance that begins from a playbook.

use rowlock_core::id::PartyId;
use rowlock_files::case::read_case;
use rowlock_files::playbook::{Beginning, Firm};

use crate::arguments::PlaybookStart;
use crate::chance;
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(arguments: &PlaybookStart) -> Result<(), Failure> {
    if arguments.output.extension().is_none_or(|ending| ending != "toml") {
        let message = format!("{} does not end in .toml", arguments.output.display());
        return Err(Failure::user(message, "a case file is written as TOML; let its name end in .toml"));
    }
    let framework = input::framework(arguments.framework.as_deref())?;
    let playbook = super::read(&arguments.file, arguments.framework.as_deref())?;
    let lead = firm("--lead", &arguments.lead)?;
    let mut partners: Vec<Firm> = Vec::new();
    for text in &arguments.partner {
        let partner = firm("--partner", text)?;
        if partner.id == lead.id || partners.iter().any(|other| other.id == partner.id) {
            let message = format!("two firms would have the id {}", partner.id);
            return Err(Failure::user(message, "give one of them an id of its own, as `id=name`"));
        }
        partners.push(partner);
    }
    let beginning = Beginning {
        name: arguments.name.clone(),
        form: playbook.form,
        on: arguments.on,
        lead,
        partners,
        playbook: &playbook,
    };
    let text = beginning.write().map_err(|error| anyhow::anyhow!(error))?;
    // What would be refused when it is read is refused before it is written.
    let seed = chance::seed().map_err(|error| anyhow::anyhow!("no chance: {error}"))?;
    read_case(&arguments.output.display().to_string(), &text)?.record(&framework, &seed)?;
    super::super::write(Some(&arguments.output), &text)?;
    super::super::say(&format!(
        "{} begins from \u{201c}{}\u{201d}, version {}: {} clauses as drafts. Nothing is agreed; \
         `rowlock playbook diff` says what is still to be taken over",
        arguments.name,
        playbook.name,
        playbook.version,
        playbook.clauses.len(),
    ))
}

/// A firm by its name, or as `id=name`.
fn firm(option: &str, text: &str) -> Result<Firm, Failure> {
    let (id, name) = match text.split_once('=') {
        Some((id, name)) => (id.trim().to_owned(), name.trim()),
        None => (super::id_of(text), text.trim()),
    };
    let told = |why: String| Failure::user(format!("{option} {text}: {why}"), "write its name, or `id=name`");
    if name.is_empty() {
        return Err(told("the firm has no name".to_owned()));
    }
    let id = PartyId::parse(&id).map_err(|error| told(format!("no id can be made of it; {error}")))?;
    Ok(Firm { id, name: name.to_owned() })
}
