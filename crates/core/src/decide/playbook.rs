//! Deciding on an alliance that begins from a playbook: the clauses become drafts, and nothing counts as agreed.

use super::{Bench, Refusal, said};
use crate::fact::{ClauseDrafted, Event};
use crate::playbook::Playbook;

impl Bench<'_> {
    pub(super) fn begins_from(&self, playbook: &Playbook) -> Result<(), Refusal> {
        if self.alliance.begun_from.is_some() {
            let why = "this alliance has begun from a playbook already";
            return Err(Refusal::not_now("playbook", why, "an alliance begins once; leave this out"));
        }
        if let Some(named) = self.alliance.from_playbook.as_ref().filter(|named| **named != playbook.id) {
            let why = format!("this alliance was begun from the playbook {named}");
            return Err(Refusal::not_now("playbook", why, "name that playbook, or begin another record"));
        }
        said("name", &playbook.name)?;
        playbook.clauses.iter().try_for_each(|clause| {
            self.clause_in_framework("clause", &clause.clause)?;
            said("text", &clause.text)
        })
    }

    /// A draft of each clause that nobody has drafted yet.
    pub(super) fn entailed_by_playbook(&self, command: &Event) -> Vec<Event> {
        let Event::PlaybookApplied(data) = command else { return Vec::new() };
        let clauses = data.playbook.clauses.iter();
        let new = clauses.filter(|clause| !self.alliance.clauses.contains_key(&clause.clause));
        new.map(|clause| ClauseDrafted { clause: clause.clause.clone(), text: clause.text.clone() }.into())
            .collect()
    }
}
