//! The JSON of `playbook diff`.

use jiff::civil::Date;
use rowlock_core::playbook::{Change, Line, Playbook};
use serde::Serialize;

/// The JSON of `playbook diff`.
#[derive(Serialize)]
pub struct ChangesJson<'a> {
    on: Date,
    playbook: PlaybookJson<'a>,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct PlaybookJson<'a> {
    id: &'a str,
    name: &'a str,
    version: u32,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    part: &'static str,
    about: &'a str,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
}

/// The JSON of what was changed against a playbook.
pub fn changes<'a>(playbook: &'a Playbook, lines: &'a [Line], on: Date) -> ChangesJson<'a> {
    let change = |line: &'a Line| {
        let (change, from, to) = match &line.change {
            Change::Added(text) => ("added", None, Some(text.as_str())),
            Change::Dropped(text) => ("not_on_record", Some(text.as_str()), None),
            Change::Reworded { from, to } => ("reworded", Some(from.as_str()), Some(to.as_str())),
        };
        ChangeJson { part: line.part.word(), about: &line.about, change, from, to }
    };
    let named = PlaybookJson { id: playbook.id.as_str(), name: &playbook.name, version: playbook.version };
    ChangesJson { on, playbook: named, changes: lines.iter().map(change).collect() }
}
