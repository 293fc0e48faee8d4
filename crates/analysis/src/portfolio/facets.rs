//! What of one alliance bears on others: its market, its parties, what these sell, name and pledge. Only what every
//! party may see, so that it can be kept beside the record.

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{PartyKind, PartyRole, Seq, Stage, words};
use rowlock_core::id::PartyId;
use serde::{Deserialize, Serialize};

/// The clause by which partners bind themselves to each other alone, in the default framework.
const EXCLUSIVITY: &str = "exclusivity";

/// What of an alliance bears on others.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// What people call it.
    pub name: String,
    /// Whether its joint business runs: only then are pledges owed.
    pub runs: bool,
    /// Whether it is over: then nothing of it pulls against anything.
    pub is_over: bool,
    /// What it offers to whom.
    pub market: Option<Market>,
    /// Those who are in it or considered for it, the lead first.
    pub parties: Vec<PartyFacets>,
    /// The agreed clause by which its partners bind themselves to each other alone.
    pub exclusive_by: Option<Seq>,
}

/// What an alliance offers to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Market {
    /// The activities its offers are made of, in words.
    pub activities: Vec<String>,
    /// Whom it serves, in words.
    pub segments: Vec<String>,
    /// What its partners are up against.
    pub foe: Option<String>,
    /// The fact that says so.
    pub fact: Seq,
}

/// What of a party bears on other alliances.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyFacets {
    /// What people call it.
    pub name: String,
    /// Its role.
    pub role: PartyRole,
    /// How many people it can pledge: one, or those who speak for a firm.
    pub people: usize,
    /// How it came in.
    pub joined: Seq,
    /// What it sells to whom, in words.
    pub sells: Vec<SoldHere>,
    /// The rivals it names.
    pub rivals: Vec<String>,
    /// To whom it is bound exclusively.
    pub bound_to: Vec<String>,
    /// The fact that describes its business.
    pub model: Option<Seq>,
    /// Hours a week that it pledged, and the fact.
    pub pledge: Option<(f64, Seq)>,
}

/// Something that a party sells to somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SoldHere {
    /// What, in words.
    pub activity: String,
    /// To whom, in words.
    pub segment: String,
}

impl Facets {
    /// Those of an alliance on a day.
    pub fn of(alliance: &Alliance, on: Date) -> Self {
        let stage = alliance.stage(on);
        let market = alliance.joint_business(on).map(|said| Market {
            activities: said.value.activities.iter().map(|id| words(id.as_str())).collect(),
            segments: said.value.segments.iter().map(|id| words(id.as_str())).collect(),
            foe: said.value.foe.clone(),
            fact: said.seq,
        });
        let everybody = alliance.signers(on).into_iter().chain(alliance.candidates(on));
        let mut exclusive = alliance.agreed_clauses(on).filter(|(id, _)| id.as_str() == EXCLUSIVITY);
        Self {
            name: alliance.name.clone(),
            runs: stage == Some(Stage::Running),
            is_over: matches!(stage, Some(Stage::Ended) | None),
            market,
            parties: everybody.filter_map(|id| party(alliance, id, on)).collect(),
            exclusive_by: exclusive.next().and_then(|(_, clause)| clause.agreed(on)).map(|agreed| agreed.seq),
        }
    }

    /// The party that leads it.
    pub(super) fn lead(&self) -> Option<&PartyFacets> {
        self.parties.iter().find(|party| party.role == PartyRole::Lead)
    }
}

fn party(alliance: &Alliance, id: &PartyId, on: Date) -> Option<PartyFacets> {
    let entry = alliance.parties.get(id)?;
    let joined = &entry.joined.value;
    let model = entry.model(on);
    let said = model.map(|model| &model.value);
    let sells = said.into_iter().flat_map(|said| {
        said.sells.iter().flat_map(|sale| {
            let segments = if sale.segments.is_empty() { &said.segments } else { &sale.segments };
            let sold = |segment: &rowlock_core::id::SegmentId| SoldHere {
                activity: words(sale.activity.as_str()),
                segment: words(segment.as_str()),
            };
            segments.iter().map(sold)
        })
    });
    let ties = said.into_iter().flat_map(|said| &said.ties);
    let exclusive = ties.filter(|tie| tie.what.to_lowercase().contains("exclusiv"));
    Some(PartyFacets {
        name: joined.name.clone(),
        role: entry.role(on)?,
        people: if joined.party_kind == PartyKind::Person { 1 } else { joined.people.len().max(1) },
        joined: entry.joined.seq,
        sells: sells.collect(),
        rivals: said.map(|said| said.rivals.clone()).unwrap_or_default(),
        bound_to: exclusive.map(|tie| tie.to.clone()).collect(),
        model: model.map(|model| model.seq),
        pledge: alliance.pledge(id, on).map(|pledge| (pledge.value, pledge.seq)),
    })
}
