//! Tables on exchanges of diligence packs: the same checks on every side, and what each side shows.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Id, PartyDayTable, WhyTable, tables};

tables! {
    /// An exchange of diligence packs: each party hands in what it shows on the same checks, and the packs are
    /// exchanged on the day on which the last is in.
    PackExchangeTable {
        /// Its id.
        id: Id,
        /// When it was opened.
        #[schemars(schema_with = "super::date")]
        opened: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// Between whom.
        parties: Vec<Id>,
        /// The checks, from the framework, asked of every one of them.
        checks: Vec<Id>,
        /// By when the packs should be in.
        #[schemars(schema_with = "super::date")]
        due: Date,
        /// Why.
        why: String,
        /// The packs.
        #[serde(default, skip_serializing_if = "super::is_default")]
        pack: Vec<PackTable>,
        /// Packs that were taken back before the exchange.
        #[serde(default, skip_serializing_if = "super::is_default")]
        taken_back: Vec<PartyDayTable>,
        /// How it ended without an exchange.
        #[serde(default, skip_serializing_if = "super::is_default")]
        closed: Option<WhyTable>,
    }

    /// What one party shows in an exchange.
    PackTable {
        /// The party.
        party: Id,
        /// When it handed the pack in.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// What it shows on each check; a check has notes, or a reason why there are none.
        shown: BTreeMap<String, ShownTable>,
    }

    /// What a party shows on one check.
    ShownTable {
        /// When it consented to the check in writing.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        consented: Option<Date>,
        /// Notes.
        #[serde(default, skip_serializing_if = "super::is_default")]
        notes: Vec<EvidenceNoteTable>,
        /// Why there is nothing to show.
        #[serde(default, skip_serializing_if = "super::is_default")]
        nothing: Option<String>,
        /// Why the party declines.
        #[serde(default, skip_serializing_if = "super::is_default")]
        declined: Option<String>,
    }

    /// A note in a pack.
    EvidenceNoteTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// What it says.
        text: String,
    }
}
