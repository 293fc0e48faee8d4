//! Facts on the exchange of diligence packs: the same checks on every side, each pack sealed until all are in.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{CheckId, EvidenceId, ExchangeId, PartyId};
use crate::seal::Sealed;

/// An exchange of diligence packs was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExchangeOpened {
    /// Its id.
    pub exchange: ExchangeId,
    /// Between whom; each shows the same, and sees what the others show.
    pub parties: Vec<PartyId>,
    /// What is asked of every one of them.
    pub checks: Vec<CheckId>,
    /// By when the packs should be in.
    pub due: Date,
    /// Why.
    pub why: String,
}

/// A party handed in its pack. When the last one does, all are exchanged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackHandedIn {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// Whose pack.
    pub party: PartyId,
    /// What it shows, sealed.
    pub pack: Sealed<Pack>,
}

/// A party took its pack back, before the exchange.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackTakenBack {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// Whose pack.
    pub party: PartyId,
}

/// A party's own written consent, check by check. It is said in the pack and becomes known with it, to all at one
/// moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiligenceConsented {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// Who.
    pub party: PartyId,
    /// The checks that it consents to.
    pub consented: Vec<CheckId>,
    /// The checks that need consent and get none.
    pub declined: Vec<CheckId>,
}

/// An exchange ended without one: nobody ever sees any of its packs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExchangeClosed {
    /// Which.
    pub exchange: ExchangeId,
    /// Why.
    pub why: String,
}

/// All that one party shows in one exchange. It never stands in a fact: facts hold it sealed.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Pack {
    /// By check.
    pub shown: BTreeMap<CheckId, Shown>,
}

/// What a party shows on one check.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// When it consented to the check in writing, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented_on: Option<Date>,
    /// What it shows.
    pub what: Evidence,
}

/// What stands for a check in a pack.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Notes and files.
    Given {
        /// Notes.
        notes: Vec<EvidenceNote>,
        /// Files.
        files: Vec<EvidenceFile>,
    },
    /// There is nothing to show, because.
    Nothing(String),
    /// The party declines, because.
    Declined(String),
}

/// A note in a pack.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceNote {
    /// The day from which it holds.
    pub on: Date,
    /// What it says.
    pub text: String,
}

/// A file in a pack. What it holds stands elsewhere, sealed under the same key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFile {
    /// Its id.
    pub id: EvidenceId,
    /// What its party calls it; never a path.
    pub name: String,
    /// What kind of file it is, by what it holds.
    pub kind: FileKind,
    /// Bytes.
    pub size: u64,
    /// The SHA-256 of what it holds, as hexadecimal text.
    pub sha256: String,
    /// The day on which it was put in.
    pub on: Date,
}

/// The kinds of file that a pack may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A document to print.
    Pdf,
    /// A picture without loss.
    Png,
    /// A photograph.
    Jpeg,
    /// Plain text.
    Text,
    /// A table as text.
    Csv,
    /// An Excel workbook.
    Excel,
    /// A Word document.
    Word,
}
