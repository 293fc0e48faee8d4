//! What one alliance shows of itself to the others of a portfolio: its market, its parties with their rivals, and pledged
//! hours. Small, so that it can be kept beside a summary.

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, last_on};
use rowlock_core::fact::{PartyKind, Seq, Stage};
use serde::{Deserialize, Serialize};

/// The clause by which partners bind themselves to each other alone, in the default framework.
const EXCLUSIVITY: &str = "exclusivity";

/// What one alliance shows of itself to the others.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Facet {
    /// What people call it.
    pub name: String,
    /// Whether it is being formed or runs: one that is over stands in nobody's way.
    pub is_alive: bool,
    /// Whether its joint business runs, so that its pledges count.
    pub runs: bool,
    /// Its market segments.
    pub segments: Vec<String>,
    /// The activities that its offers are made of.
    pub activities: Vec<String>,
    /// Its offers, as people wrote them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<String>,
    /// What the partners are up against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foe: Option<String>,
    /// The fact that describes the joint business.
    pub business: Option<u64>,
    /// Its parties.
    pub parties: Vec<FacetParty>,
    /// The agreed version of the clause by which its partners bind themselves to each other alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusive: Option<u64>,
}

/// A party of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FacetParty {
    /// What people call it.
    pub name: String,
    /// Whether it is one person.
    pub is_person: bool,
    /// How many people speak for it.
    pub people: usize,
    /// What it sells, as activity and segment.
    pub sells: Vec<(String, String)>,
    /// The rivals that it names.
    pub rivals: Vec<String>,
    /// To whom it is bound alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bound_to: Vec<String>,
    /// The fact that describes its business.
    pub model: Option<u64>,
    /// Hours a week that it pledged.
    pub pledged: Option<f64>,
    /// The fact of the pledge.
    pub pledge: Option<u64>,
}

impl Facet {
    /// What an alliance shows on a day.
    pub fn of(alliance: &Alliance, on: Date) -> Self {
        let stage = alliance.stage(on);
        let joint = alliance.joint_business(on);
        let names = |ids: &[rowlock_core::id::SegmentId]| ids.iter().map(ToString::to_string).collect();
        Self {
            name: alliance.name.clone(),
            is_alive: matches!(stage, Some(Stage::Considering | Stage::Forming | Stage::Running)),
            runs: stage == Some(Stage::Running),
            segments: joint.map(|joint| names(&joint.value.segments)).unwrap_or_default(),
            activities: joint
                .map(|joint| joint.value.activities.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            offers: joint.map(|joint| joint.value.offers.clone()).unwrap_or_default(),
            foe: joint.and_then(|joint| joint.value.foe.clone()),
            business: joint.map(|joint| joint.seq.0),
            parties: alliance.signers(on).into_iter().map(|id| party(alliance, id, on)).collect(),
            exclusive: exclusive(alliance, on),
        }
    }
}

/// The fact of the agreed clause on exclusivity.
fn exclusive(alliance: &Alliance, on: Date) -> Option<u64> {
    let (_, clause) = alliance.agreed_clauses(on).find(|(id, _)| id.as_str() == EXCLUSIVITY)?;
    clause.agreed(on).map(|agreed| agreed.seq.0)
}

fn party(alliance: &Alliance, id: &rowlock_core::id::PartyId, on: Date) -> FacetParty {
    let Some(entry) = alliance.parties.get(id) else { return FacetParty::default() };
    let model = entry.model(on);
    let sells = model.map_or_else(Vec::new, |model| {
        let each = model.value.sells.iter().flat_map(|sale| {
            let segments = if sale.segments.is_empty() { &model.value.segments } else { &sale.segments };
            segments
                .iter()
                .map(|segment| (sale.activity.to_string(), segment.to_string()))
                .collect::<Vec<_>>()
        });
        each.collect()
    });
    let pledge = alliance.pledges.get(id).and_then(|pledges| last_on(pledges, on));
    let seq = |seq: Seq| seq.0;
    let ties = model.into_iter().flat_map(|model| &model.value.ties);
    let exclusive = ties.filter(|tie| tie.what.to_lowercase().contains("exclusiv"));
    FacetParty {
        name: entry.joined.value.name.clone(),
        is_person: entry.joined.value.party_kind == PartyKind::Person,
        people: entry.joined.value.people.len(),
        sells,
        rivals: model.map(|model| model.value.rivals.clone()).unwrap_or_default(),
        bound_to: exclusive.map(|tie| tie.to.clone()).collect(),
        model: model.map(|model| seq(model.seq)),
        pledged: pledge.map(|pledge| pledge.value),
        pledge: pledge.map(|pledge| seq(pledge.seq)),
    }
}
