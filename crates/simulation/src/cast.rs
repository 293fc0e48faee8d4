//! The cast: who is in it, what they want to do together, and what else tempts them. Words alone; nothing that is
//! counted depends on them but the number of seats.

/// A party with its one person.
#[derive(Debug, Clone, Copy)]
pub struct Seat {
    /// The party's id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The person who sits for it.
    pub person: &'static str,
    /// What it brings.
    pub brings: &'static str,
    /// Whom it competes with elsewhere.
    pub rivals: &'static [&'static str],
}

/// Everything by which one alliance reads otherwise than another.
#[derive(Debug, Clone, Copy)]
pub struct Cast {
    /// What people call it.
    pub name: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// What it offers.
    pub offers: &'static [&'static str],
    /// Whom it serves.
    pub segments: &'static [&'static str],
    /// Whom it is up against.
    pub foe: &'static str,
    /// What is in scope.
    pub in_scope: &'static [&'static str],
    /// What is not.
    pub out_of_scope: &'static [&'static str],
    /// The parties, the lead first; two or more.
    pub seats: &'static [Seat],
    /// Two abilities that it needs, the key one last.
    pub skills: [&'static str; 2],
    /// Jobs as they come up, in scope.
    pub jobs: &'static [&'static str],
    /// What tempts a partner, outside it.
    pub strays: &'static [&'static str],
    /// Clients.
    pub clients: &'static [&'static str],
}

/// Three workshops, for records in which nobody reads the words.
pub const MAKERS: Cast = Cast {
    name: "Three makers",
    purpose: "Fit out small shops from one hand: joinery, light and signs",
    offers: &["Fitting out of small shops", "Upkeep of fitted shops"],
    segments: &["shops", "cafes"],
    foe: "Chains that sell fitted shops from a catalogue",
    in_scope: &["Fitting out of shops and cafes", "Repair and upkeep of what was fitted"],
    out_of_scope: &["Private kitchens", "Trade fairs"],
    seats: &[
        Seat { id: "alder", name: "Alder Joinery", person: "ida-alder", brings: "Joinery", rivals: &[] },
        Seat { id: "bright", name: "Bright Light", person: "olu-bright", brings: "Light", rivals: &[] },
        Seat { id: "signa", name: "Signa", person: "pia-signa", brings: "Signs", rivals: &[] },
    ],
    skills: ["joinery", "planning"],
    jobs: &[
        "Fitting out of a shop",
        "New shelves and light for a cafe",
        "Upkeep of a fitted shop",
        "A shop front with sign",
    ],
    strays: &[
        "A private kitchen",
        "A stand at a trade fair",
        "Lamps for an online store",
        "A staircase in a villa",
    ],
    clients: &["Corner bakery", "Book room", "Harbour cafe", "Wool shop", "Green grocer"],
};
