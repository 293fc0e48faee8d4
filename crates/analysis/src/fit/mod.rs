//! Fit: what the business models say about each other. A table of facts in words, worst first; no score.

mod conflict;
mod need;
mod shared;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Dated};
use rowlock_core::fact::{BusinessModelDescribed, JointBusinessDescribed, Seq};
use rowlock_core::id::PartyId;

/// What kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FitKind {
    /// One gains by working against another, or against the joint business.
    StructuralConflict,
    /// Something that the joint business needs and this party does not bring.
    MissingCover,
    /// A business model is not written down.
    NotEnoughKnown,
    /// No conflict is built in.
    NoConflict,
    /// One brings what the joint business needs and nobody else does.
    Complement,
    /// Segments shared.
    CommonMarket,
    /// Rivals named by both.
    CommonFoe,
}

impl FitKind {
    /// The kind as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::StructuralConflict => "structural_conflict",
            Self::MissingCover => "missing_cover",
            Self::NotEnoughKnown => "not_enough_known",
            Self::NoConflict => "no_conflict",
            Self::Complement => "complement",
            Self::CommonMarket => "common_market",
            Self::CommonFoe => "common_foe",
        }
    }

    /// The kind as reports say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::StructuralConflict => "Structural conflict",
            Self::MissingCover => "Missing cover",
            Self::NotEnoughKnown => "Not enough known",
            Self::NoConflict => "No conflict built in",
            Self::Complement => "Complement",
            Self::CommonMarket => "Common market",
            Self::CommonFoe => "Common foe",
        }
    }
}

/// How heavy a structural conflict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Not a conflict.
    None,
    /// A conflict that a clause can hold.
    Likely,
    /// Bound to a named rival, or to the very thing the partners are up against.
    Certain,
}

/// One finding of fit.
#[derive(Debug, Clone, PartialEq)]
pub struct FitFinding {
    /// Between whom; one party alone: between it and the joint business.
    pub parties: Vec<PartyId>,
    /// What kind.
    pub kind: FitKind,
    /// How heavy, for conflicts.
    pub weight: Weight,
    /// One sentence.
    pub sentence: String,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// A party's model on a day, with what it needs to be read.
pub(crate) struct Side<'a> {
    pub id: &'a PartyId,
    pub name: &'a str,
    pub model: &'a Dated<BusinessModelDescribed>,
}

/// What the pair reads against.
pub(crate) struct Yardstick<'a> {
    pub alliance: &'a Alliance,
    pub joint: Option<&'a Dated<JointBusinessDescribed>>,
    pub on: Date,
}

/// The findings of fit for the lead, the partners and the candidates on a day: each pair that has the lead or
/// a partner in it, and each party against the joint business. Worst first.
pub fn fit(alliance: &Alliance, on: Date) -> Vec<FitFinding> {
    let yardstick = Yardstick { alliance, joint: alliance.joint_business(on), on };
    let signers = alliance.signers(on);
    let candidates = alliance.candidates(on);
    let mut findings = Vec::new();
    let mut sides = Vec::new();
    for id in signers.iter().chain(&candidates).copied() {
        let name = alliance.party_name(id);
        match alliance.parties.get(id).and_then(|party| party.model(on)) {
            Some(model) => sides.push(Side { id, name, model }),
            None => findings.push(FitFinding {
                parties: vec![id.clone()],
                kind: FitKind::NotEnoughKnown,
                weight: Weight::None,
                sentence: format!("We cannot tell yet: {name}\u{2019}s own business is not written down."),
                facts: Vec::new(),
            }),
        }
    }
    for (place, side) in sides.iter().enumerate() {
        findings.extend(conflict::with_the_joint_business(side, &yardstick));
        for other in &sides[place + 1..] {
            if signers.contains(&side.id) || signers.contains(&other.id) {
                findings.extend(pair(side, other, &yardstick));
            }
        }
    }
    for candidate in &candidates {
        findings.extend(need::missing(candidate, &signers, &yardstick));
    }
    findings.extend(need::complements(&signers, &yardstick));
    findings.sort_by_key(|a| (a.kind, std::cmp::Reverse(a.weight)));
    findings
}

/// The findings of fit between candidates on a day, as if they were on one team. Worst first.
pub fn among_candidates(alliance: &Alliance, on: Date) -> Vec<FitFinding> {
    let yardstick = Yardstick { alliance, joint: alliance.joint_business(on), on };
    let side = |id| {
        let model = alliance.parties.get(id)?.model(on)?;
        Some(Side { id, name: alliance.party_name(id), model })
    };
    let sides: Vec<Side<'_>> = alliance.candidates(on).into_iter().filter_map(side).collect();
    let mut findings = Vec::new();
    for (place, one) in sides.iter().enumerate() {
        findings.extend(sides[place + 1..].iter().flat_map(|other| pair(one, other, &yardstick)));
    }
    findings.sort_by_key(|a| (a.kind, std::cmp::Reverse(a.weight)));
    findings
}

fn pair(a: &Side<'_>, b: &Side<'_>, yardstick: &Yardstick<'_>) -> Vec<FitFinding> {
    let mut findings = conflict::between(a, b);
    if findings.is_empty() {
        findings.push(conflict::none_between(a, b));
    }
    findings.extend(shared::market(a, b, yardstick));
    findings.extend(shared::foe(a, b, yardstick));
    findings
}

fn finding(
    kind: FitKind,
    weight: Weight,
    sides: &[&Side<'_>],
    sentence: String,
    more: impl IntoIterator<Item = Seq>,
) -> FitFinding {
    let parties = sides.iter().map(|side| side.id.clone()).collect();
    let facts = sides.iter().map(|side| side.model.seq).chain(more).collect();
    FitFinding { parties, kind, weight, sentence, facts }
}
