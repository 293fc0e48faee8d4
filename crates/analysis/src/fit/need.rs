//! Fit with what the joint business needs: who alone brings something, and what a candidate does not cover.

use rowlock_core::alliance::last_on;
use rowlock_core::fact::{Seq, list, words};
use rowlock_core::id::{CapabilityId, PartyId, SegmentId};

use super::{FitFinding, FitKind, Weight, Yardstick};

/// What exactly one party brings.
pub(super) fn complements(signers: &[&PartyId], yardstick: &Yardstick<'_>) -> Vec<FitFinding> {
    let Some(joint) = yardstick.joint else { return Vec::new() };
    let mut findings = Vec::new();
    for party in signers {
        let mut facts = vec![joint.seq];
        let mut alone = Vec::new();
        for need in &joint.value.needs {
            let others = signers.iter().filter(|other| *other != party);
            let seen = brings(party, &need.capability, need.level, yardstick);
            if let Some(seq) = seen
                && others
                    .clone()
                    .all(|other| brings(other, &need.capability, need.level, yardstick).is_none())
            {
                facts.push(seq);
                alone.push(words(need.capability.as_str()));
            }
        }
        if !alone.is_empty() && signers.len() > 1 {
            let name = yardstick.alliance.party_name(party);
            findings.push(FitFinding {
                parties: vec![(*party).clone()],
                kind: FitKind::Complement,
                weight: Weight::None,
                sentence: format!("{name} alone brings {}, which the joint business needs.", list(&alone)),
                facts,
            });
        }
    }
    findings
}

/// What a candidate does not cover and nobody in the alliance does: needed capabilities, and segments of the
/// joint market that its own business does not serve.
pub(super) fn missing(
    candidate: &PartyId,
    signers: &[&PartyId],
    yardstick: &Yardstick<'_>,
) -> Option<FitFinding> {
    let joint = yardstick.joint?;
    let party = yardstick.alliance.parties.get(candidate)?;
    if party.capabilities.is_empty() {
        return None;
    }
    let covered = |need: &rowlock_core::fact::Need| {
        brings(candidate, &need.capability, need.level, yardstick).is_some()
            || signers.iter().any(|signer| brings(signer, &need.capability, need.level, yardstick).is_some())
    };
    let needs: Vec<String> = joint
        .value
        .needs
        .iter()
        .filter(|need| !covered(need))
        .map(|need| words(need.capability.as_str()))
        .collect();
    let model = party.model(yardstick.on);
    let serves = |segment: &&SegmentId| model.is_some_and(|model| model.value.segments.contains(segment));
    let segments: Vec<String> = joint
        .value
        .segments
        .iter()
        .filter(|segment| model.is_some() && !serves(segment))
        .map(|segment| words(segment.as_str()))
        .collect();
    if needs.is_empty() && segments.is_empty() {
        return None;
    }
    let name = yardstick.alliance.party_name(candidate);
    let mut parts = Vec::new();
    if !needs.is_empty() {
        parts.push(format!("does not cover {}, which the joint business needs", list(&needs)));
    }
    if !segments.is_empty() {
        parts.push(format!("does not serve {}, a part of the joint market", list(&segments)));
    }
    Some(FitFinding {
        parties: vec![candidate.clone()],
        kind: FitKind::MissingCover,
        weight: Weight::Likely,
        sentence: format!("{name} {}.", list(&parts)),
        facts: [Some(joint.seq), model.map(|model| model.seq)].into_iter().flatten().collect(),
    })
}

fn brings(party: &PartyId, capability: &CapabilityId, level: u8, yardstick: &Yardstick<'_>) -> Option<Seq> {
    let party = yardstick.alliance.parties.get(party)?;
    party.capabilities.iter().filter(|((claimed, _), _)| claimed == capability).find_map(|(_, entry)| {
        let held = last_on(&entry.levels, yardstick.on)?;
        held.value.filter(|found| found.checked() >= level).map(|_| held.seq)
    })
}
