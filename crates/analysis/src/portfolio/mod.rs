//! Several alliances beside each other: what of each bears on others, and where two of them pull against each other.
//! Nothing here is read from sealed answers, and nothing is a judgment of a person.

mod facets;
mod market;
mod names;
mod pledges;
mod rivals;
mod ties;

use rowlock_core::fact::Seq;

pub use facets::{Facets, Market, PartyFacets, SoldHere};

/// Numbers that a search for conflicts uses; chosen by judgment, and open to change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// How many hours one person has in a week.
    pub hours_a_week: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { hours_a_week: 40.0 }
    }
}

/// In what way alliances pull against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// A party of one alliance is named as a rival, or as what one is up against, in another.
    RivalPartners,
    /// A party is bound exclusively to somebody, and is in another alliance as well.
    Exclusivity,
    /// One party has pledged more hours in all than a week has.
    OverPledged,
    /// Two alliances offer the same in the same market.
    SameMarket,
    /// Partners in different alliances of one lead sell the same in the same market.
    SamePart,
}

impl ConflictKind {
    /// The kind as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::RivalPartners => "rival_partners",
            Self::Exclusivity => "exclusivity",
            Self::OverPledged => "over_pledged",
            Self::SameMarket => "same_market",
            Self::SamePart => "same_part",
        }
    }

    /// The kind as pages say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::RivalPartners => "Rivals as partners",
            Self::Exclusivity => "Bound to somebody alone",
            Self::OverPledged => "More hours than a week has",
            Self::SameMarket => "The same offer in the same market",
            Self::SamePart => "Two partners for the same part",
        }
    }
}

/// A fact behind a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Behind {
    /// The place of its alliance among those that were compared.
    pub alliance: usize,
    /// The fact.
    pub fact: Seq,
    /// What it says, in short.
    pub says: String,
}

/// Alliances that pull against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// In what way.
    pub kind: ConflictKind,
    /// The places of the alliances among those that were compared, in order; two or more.
    pub alliances: Vec<usize>,
    /// One sentence.
    pub sentence: String,
    /// The facts behind it, by alliance.
    pub behind: Vec<Behind>,
}

/// Every conflict between alliances, the heaviest kinds first. Each kind is looked up by what it is about, so that the
/// work grows with the alliances and not with their pairs.
pub fn conflicts(alliances: &[Facets], limits: Limits) -> Vec<Conflict> {
    let mut found = rivals::found(alliances);
    found.extend(ties::found(alliances));
    found.extend(pledges::found(alliances, limits));
    found.extend(market::same_offer(alliances));
    found.extend(market::same_part(alliances));
    found.sort_by(|a, b| (a.kind, &a.alliances, &a.sentence).cmp(&(b.kind, &b.alliances, &b.sentence)));
    found
}
