//! Whose the hours are and what they are for: the texts of an export, and what they mean on the record.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::alliance::Alliance;
use rowlock_core::fact::Work;
use rowlock_core::id::PartyId;
use serde::{Deserialize, Serialize};

use super::entry::Entry;
use crate::table::fold;

/// Whose hours they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// A party's.
    Party(PartyId),
    /// Nobody's here: they are not imported.
    Nobody,
}

/// What hours are for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A project, joint work or work outside.
    Work(Work),
    /// Nothing here: they are not imported.
    Nothing,
}

/// A person of the export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonLine {
    /// The text of the export; empty for hours that name nobody.
    pub person: String,
    /// Whose the hours are; none: nobody has said so yet.
    pub owner: Option<Owner>,
}

/// A project of the export. Two clients may each have one of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectLine {
    /// The client's text of the export.
    pub client: String,
    /// The project's text of the export.
    pub project: String,
    /// What the hours are for; none: nobody has said so yet.
    pub destination: Option<Destination>,
}

/// What the texts of an export mean on the record. It can be kept for the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// People.
    pub people: Vec<PersonLine>,
    /// Projects.
    pub projects: Vec<ProjectLine>,
}

impl Assignment {
    /// Lists what stands in the entries, and proposes those parties and projects that are called the same on
    /// the record, capitals and accents aside. A name that could be two is left open.
    pub fn guess(entries: &[Entry], alliance: &Alliance) -> Self {
        let mut parties = Names::default();
        for (id, party) in &alliance.parties {
            let people = party.joined.value.people.iter().map(rowlock_core::id::PersonId::as_str);
            for name in people.chain([id.as_str(), party.joined.value.name.as_str()]) {
                parties.put(name, id);
            }
        }
        let mut projects = Names::default();
        for (id, project) in &alliance.projects {
            projects.put(id.as_str(), id);
            projects.put(&project.proposed.value.name, id);
        }
        let people: BTreeSet<&str> = entries.iter().map(|entry| entry.person.as_str()).collect();
        let works: BTreeSet<(&str, &str)> =
            entries.iter().map(|entry| (entry.client.as_str(), entry.project.as_str())).collect();
        let person = |person: &str| PersonLine {
            person: person.to_owned(),
            owner: parties.get(person).map(|party| Owner::Party(party.clone())),
        };
        let work = |(client, project): (&str, &str)| ProjectLine {
            client: client.to_owned(),
            project: project.to_owned(),
            destination: projects.get(project).map(|id| Destination::Work(Work::Project(id.clone()))),
        };
        Self {
            people: people.into_iter().map(person).collect(),
            projects: works.into_iter().map(work).collect(),
        }
    }

    /// The same lines, with what an earlier assignment says of those texts that it knows.
    #[must_use]
    pub fn with_earlier(mut self, earlier: &Self) -> Self {
        let known = earlier.index();
        for line in &mut self.people {
            if let Some(owner) = known.owner(&line.person) {
                line.owner = Some(owner.clone());
            }
        }
        for line in &mut self.projects {
            if let Some(destination) = known.destination(&line.client, &line.project) {
                line.destination = Some(destination.clone());
            }
        }
        self
    }

    /// What was said of lines here, and of lines that only `earlier` has: to be kept for the next export.
    #[must_use]
    pub fn and_earlier(mut self, earlier: Self) -> Self {
        self.people.retain(|line| line.owner.is_some());
        self.projects.retain(|line| line.destination.is_some());
        for line in earlier.people {
            if self.people.iter().all(|known| known.person != line.person) {
                self.people.push(line);
            }
        }
        for line in earlier.projects {
            let same = |known: &ProjectLine| known.client == line.client && known.project == line.project;
            if !self.projects.iter().any(same) {
                self.projects.push(line);
            }
        }
        self
    }

    pub(super) fn index(&self) -> Index<'_> {
        let people = self.people.iter().filter_map(|line| Some((line.person.as_str(), line.owner.as_ref()?)));
        let projects = self.projects.iter().filter_map(|line| {
            Some(((line.client.as_str(), line.project.as_str()), line.destination.as_ref()?))
        });
        Index { people: people.collect(), projects: projects.collect() }
    }
}

/// An assignment by its texts.
pub(super) struct Index<'a> {
    people: BTreeMap<&'a str, &'a Owner>,
    projects: BTreeMap<(&'a str, &'a str), &'a Destination>,
}

impl<'a> Index<'a> {
    pub(super) fn owner(&self, person: &str) -> Option<&'a Owner> {
        self.people.get(person).copied()
    }

    pub(super) fn destination(&self, client: &str, project: &str) -> Option<&'a Destination> {
        self.projects.get(&(client, project)).copied()
    }
}

/// Names and whose they are; none where two share one.
struct Names<'a, Id>(BTreeMap<String, Option<&'a Id>>);

impl<Id> Default for Names<'_, Id> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<'a, Id: PartialEq> Names<'a, Id> {
    fn put(&mut self, name: &str, id: &'a Id) {
        let entry = self.0.entry(fold(name)).or_insert(Some(id));
        if *entry != Some(id) {
            *entry = None;
        }
    }

    fn get(&self, name: &str) -> Option<&'a Id> {
        self.0.get(&fold(name)).copied().flatten()
    }
}
