//! Many alliances of one owner or adviser, seen together: where they stand in one another's way. Found only between
//! alliances that whoever looks may see, from what each of them says of its market, its rivals and its hours.

mod competing;
mod conflicts;
mod facet;
mod rivals;
mod standing;
mod ties;

#[cfg(test)]
mod tests;

pub use conflicts::{Conflict, ConflictKind, HOURS_OF_A_WEEK, conflicts};
pub use facet::{Facet, FacetParty};
pub use standing::Standing;
