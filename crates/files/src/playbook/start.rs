//! A case file of an alliance that begins from a playbook.

use jiff::civil::Date;
use rowlock_core::fact::AllianceForm;
use rowlock_core::id::PartyId;
use rowlock_core::playbook::Playbook;
use serde::Serialize;

use super::raise::form;
use crate::case::format::{
    AllianceTable, BegunFromTable, Id, PartyKindWord, PartyRoleWord, PartyTable, StageWord,
};

/// A firm at the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Its id.
    pub id: PartyId,
    /// What people call it.
    pub name: String,
}

/// What an alliance that begins from a playbook is told besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning<'a> {
    /// What people call it.
    pub name: String,
    /// Its form.
    pub form: AllianceForm,
    /// The day on which its record begins.
    pub on: Date,
    /// The lead.
    pub lead: Firm,
    /// The partners.
    pub partners: Vec<Firm>,
    /// The playbook.
    pub playbook: &'a Playbook,
}

#[derive(Serialize)]
struct Tables {
    alliance: AllianceTable,
    party: Vec<PartyTable>,
    begun_from: BegunFromTable,
}

impl Beginning<'_> {
    /// The case file as TOML.
    ///
    /// # Errors
    /// When it cannot be written, which its shape does not allow to happen.
    pub fn write(&self) -> Result<String, String> {
        let lead = self.party(&self.lead, PartyRoleWord::Lead);
        let partners = self.partners.iter().map(|firm| self.party(firm, PartyRoleWord::Partner));
        let tables = Tables {
            alliance: AllianceTable {
                name: self.name.clone(),
                form: form(self.form),
                stage: StageWord::Forming,
                lead: Id(self.lead.id.to_string()),
                on: self.on,
                recorded: None,
                framework: Some(Id(self.playbook.framework.id.to_string())),
                from_playbook: Some(Id(self.playbook.id.to_string())),
                recalled: None,
            },
            party: std::iter::once(lead).chain(partners).collect(),
            begun_from: BegunFromTable {
                on: self.on,
                recorded: None,
                recorded_by: None,
                playbook: self.playbook.into(),
            },
        };
        toml::to_string_pretty(&tables).map_err(|error| error.to_string())
    }

    fn party(&self, firm: &Firm, role: PartyRoleWord) -> PartyTable {
        PartyTable {
            id: Id(firm.id.to_string()),
            name: firm.name.clone(),
            kind: PartyKindWord::Firm,
            role,
            on: self.on,
            recorded: None,
            recorded_by: None,
            people: Vec::new(),
            brings: None,
            role_change: Vec::new(),
            absence: Vec::new(),
            model: Vec::new(),
            capability: Vec::new(),
            diligence: Vec::new(),
        }
    }
}
