//! Facts on handing a whole case over to another installation, and taking it in there or back again.

use serde::{Deserialize, Serialize};

use crate::id::{HandOverId, PartyId, RoundId};
use crate::seal::Subject;

/// Somebody asks that the case be handed over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOverAsked {
    /// Its id.
    pub hand_over: HandOverId,
    /// To which installation, and whose it is.
    pub to: String,
    /// Why.
    pub why: String,
}

/// What becomes of the keys of what a party told under seal: its answers and its diligence packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnderSeal {
    /// They go along: whoever runs the other installation holds them from then on.
    GoesAlong,
    /// They stay: nobody opens it there.
    Stays,
}

/// A party consents to a hand-over, for itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOverConsented {
    /// To which.
    pub hand_over: HandOverId,
    /// Who.
    pub party: PartyId,
    /// What becomes of the keys of what it told under seal.
    pub under_seal: UnderSeal,
    /// Whose keys this word lets go: those of what the one who said it had sealed. None: all of the party's, as a
    /// case file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Vec<Subject>>,
}

/// A party says no to a hand-over, or takes its consent back, before the file is made. That ends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOverRefused {
    /// To which.
    pub hand_over: HandOverId,
    /// Who.
    pub party: PartyId,
    /// Why.
    pub why: String,
}

/// The case was handed over: the file was made. From here on the record goes on elsewhere, until it is taken in again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Which hand-over.
    pub hand_over: HandOverId,
}

/// An installation took the case in, and the record goes on there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakenOver {
    /// By which hand-over.
    pub hand_over: HandOverId,
    /// The rounds whose answers did not come along, or not all of them: nothing of them is shown there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<RoundId>,
}
