//! Tables on handing the whole case over to another installation.

use jiff::civil::Date;

use super::{Id, tables};

super::words! {
    /// What becomes of the keys of what a party told under seal.
    UnderSealWord {
        /// They go along.
        GoesAlong,
        /// They stay.
        Stays,
    }
}

tables! {
    /// A hand-over of the case: all parties consent, the file is made, and from then on the record goes on elsewhere
    /// until the case is taken in.
    HandOverTable {
        /// Its id.
        id: Id,
        /// When it was asked for.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who asked: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// To which installation, and whose it is.
        to: String,
        /// Why.
        why: String,
        /// Who consents.
        #[serde(default, skip_serializing_if = "super::is_default")]
        consent: Vec<HandOverConsentTable>,
        /// Who refused. That ends it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        refused: Option<HandOverRefusedTable>,
        /// When the file was made.
        #[serde(default, skip_serializing_if = "super::is_default")]
        made: Option<HandedOverTable>,
        /// When the case was taken in.
        #[serde(default, skip_serializing_if = "super::is_default")]
        taken: Option<TakenOverTable>,
    }

    /// A party consents to a hand-over.
    HandOverConsentTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        party: Id,
        /// What becomes of the keys of what it told under seal.
        under_seal: UnderSealWord,
    }

    /// A party refuses a hand-over.
    HandOverRefusedTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        party: Id,
        /// Why.
        why: String,
    }

    /// The file of a hand-over was made.
    HandedOverTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who made it: a party or an adviser; who asked if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        by: Option<Id>,
    }

    /// The case was taken in.
    TakenOverTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who took it in: a party or an adviser; who asked for the hand-over if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        by: Option<Id>,
        /// The rounds whose answers did not come along.
        #[serde(default, skip_serializing_if = "super::is_default")]
        without: Vec<Id>,
    }
}
