//! A portfolio for a demonstration: a dozen alliances with varied histories, all led by one small firm, so that some of
//! them stand in each other's way.

use jiff::civil::{Date, date};

use crate::cast::{Cast, Seat};
use crate::kind::Kind;
use crate::plan::{End, Plan};

/// One alliance of the demonstration: its plan, and the number it is made up from.
pub struct Told {
    /// The plan.
    pub plan: Plan<'static>,
    /// The number.
    pub seed: u64,
}

/// The dozen, up to the day of the demonstration, 19 January 2026.
pub fn portfolio() -> Vec<Told> {
    use End::{AimReached, BoughtOut, ByKind, Considering, GoesOn, InOrder};
    use Kind::{Busy, Calm, ControlSlips, HardHalfYear, HoursDryUp, NeverAsked, OnePerson, OwnProjects};
    let told = |seed, cast, kind, begins, weeks, end| Told {
        plan: Plan { kind, noise: 1.0, begins, weeks: Some(weeks), end, cast },
        seed,
    };
    vec![
        told(11, &BREAD, Calm, begins(2024, 9), 62, GoesOn),
        told(12, &BREAD_NORTH, HoursDryUp, begins(2025, 2), 42, GoesOn),
        told(13, &CLINICS, ControlSlips, begins(2024, 1), 70, ByKind),
        told(14, &CLINICS_COAST, Calm, begins(2025, 12), 0, Considering),
        told(15, &ROOFS, Busy, begins(2024, 6), 76, GoesOn),
        told(16, &ROOFS_EAST, OwnProjects, begins(2024, 3), 60, ByKind),
        told(17, &LESSONS, HardHalfYear, begins(2024, 4), 84, GoesOn),
        told(18, &LESSONS_RIVER, Calm, begins(2023, 9), 60, AimReached),
        told(19, &BOATS, OnePerson, begins(2024, 2), 56, ByKind),
        told(20, &BOATS_LAKE, Busy, begins(2023, 11), 52, BoughtOut),
        told(21, &GARDENS, NeverAsked, begins(2024, 10), 48, ByKind),
        told(22, &GARDENS_HILL, Calm, begins(2023, 10), 56, InOrder),
    ]
}

/// The first Monday of a month.
fn begins(year: i16, month: i8) -> Date {
    let first = date(year, month, 1);
    let ahead = i64::from((7 - first.weekday().to_monday_zero_offset()) % 7);
    first.checked_add(jiff::Span::new().days(ahead)).unwrap_or(first)
}

const LIND: Seat = Seat {
    id: "lind-works",
    name: "Lind Works",
    person: "ana-lind",
    brings: "Planning, and the first clients",
    rivals: &["Quick & Low"],
};

const fn seat(id: &'static str, name: &'static str, person: &'static str, brings: &'static str) -> Seat {
    Seat { id, name, person, brings, rivals: &[] }
}

const BREAD: Cast = Cast {
    name: "Bread and beans",
    purpose: "Breakfast for offices from one hand: bread from a bakery, coffee from a roaster",
    offers: &["Breakfast for offices", "Coffee for meetings"],
    segments: &["offices", "studios"],
    foe: "Caterers that fly everything in",
    in_scope: &["Breakfast and coffee for offices and studios in town"],
    out_of_scope: &["Weddings", "Shops of our own"],
    seats: &[
        LIND,
        seat("crumb", "Crumb Bakery", "edo-crumb", "Bread"),
        seat("dark-roast", "Dark Roast", "mai-roast", "Coffee"),
    ],
    skills: ["baking", "roasting"],
    jobs: &[
        "Breakfast for a law office",
        "Coffee bar for a studio",
        "Monday breakfast, each week",
        "Coffee for a congress",
    ],
    strays: &[
        "A wedding cake",
        "A coffee cart at the fair",
        "Beans for an online store",
        "Bread for a supermarket",
    ],
    clients: &[
        "Law office at the bridge",
        "Studio North",
        "City library",
        "Tax advisers Hall",
        "Film school",
    ],
};

const BREAD_NORTH: Cast = Cast {
    name: "Bread and beans, north",
    seats: &[
        LIND,
        seat("rye", "Rye House", "pal-rye", "Bread"),
        seat("north-roast", "North Roast", "ike-roast", "Coffee"),
    ],
    clients: &["Harbour office", "Customs house", "Ferry line", "Nautical school"],
    ..BREAD
};

const CLINICS: Cast = Cast {
    name: "Clinic network",
    purpose: "Shared rooms and bookings for small practices, run together",
    offers: &["Rooms by the day", "Bookings and billing"],
    segments: &["practices", "therapists"],
    foe: "Chains that buy practices up",
    in_scope: &["Rooms, bookings and billing for practices of up to five"],
    out_of_scope: &["Treatment", "Buying practices"],
    seats: &[
        LIND,
        seat("vale", "Vale Practice Care", "una-vale", "Rooms"),
        seat("ledger", "Ledger & Daughter", "tom-ledger", "Billing"),
        seat("bell", "Bell Bookings", "kim-bell", "Bookings"),
    ],
    skills: ["room-care", "billing"],
    jobs: &[
        "Rooms for a physiotherapist",
        "Bookings for three dentists",
        "Billing for a midwife",
        "A shared front desk",
    ],
    strays: &[
        "A website for a spa",
        "Payroll for a restaurant",
        "A clinic of one's own",
        "Training for a chain",
    ],
    clients: &[
        "Practice at the park",
        "Three dentists",
        "Midwives of the old town",
        "Dr. Ames",
        "Speech therapy Low",
    ],
};

const CLINICS_COAST: Cast = Cast {
    name: "Clinic network, coast",
    seats: &[
        LIND,
        seat("shore", "Shore Rooms", "ada-shore", "Rooms"),
        seat("tally", "Tally", "bo-tally", "Billing"),
    ],
    ..CLINICS
};

const ROOFS: Cast = Cast {
    name: "Sun on roofs",
    purpose: "Solar roofs for rows of houses: planned, put up and looked after by small firms",
    offers: &["Solar roofs for rows of houses", "Looking after them"],
    segments: &["housing-associations", "rows-of-houses"],
    foe: "Sellers from door to door",
    in_scope: &["Solar roofs and their upkeep on rows of five houses or more"],
    out_of_scope: &["Single villas", "Heat pumps"],
    seats: &[
        LIND,
        seat("slate", "Slate Roofers", "joe-slate", "Roofs"),
        seat("volt", "Volt & Sons", "nia-volt", "Electrics"),
    ],
    skills: ["roofing", "electrics"],
    jobs: &[
        "Twelve roofs in Mill Row",
        "Upkeep for the garden estate",
        "Six roofs by the canal",
        "A survey for a housing association",
    ],
    strays: &[
        "A villa on the hill",
        "Heat pumps for a hotel",
        "A barn in the next county",
        "Charging points for a garage",
    ],
    clients: &["Mill Row", "Garden estate", "Canal housing", "Railway cottages", "Weavers' association"],
};

const ROOFS_EAST: Cast = Cast {
    name: "Sun on roofs, east",
    seats: &[
        LIND,
        seat("quick-low", "Quick & Low", "sal-low", "Roofs"),
        seat("spark", "Spark", "ren-spark", "Electrics"),
    ],
    clients: &["Eastern quarter", "Station row", "Brick lane homes"],
    ..ROOFS
};

const LESSONS: Cast = Cast {
    name: "Evening school of crafts",
    purpose: "Evening courses in crafts, in workshops that stand empty after five",
    offers: &["Evening courses", "Courses for firms"],
    segments: &["townspeople", "firms"],
    foe: "Videos, and the sofa",
    in_scope: &["Courses in the workshops of the partners"],
    out_of_scope: &["Online courses", "Selling tools"],
    seats: &[
        LIND,
        seat("kiln", "Kiln Yard", "liv-kiln", "Pottery"),
        seat("plane", "Plane & Chisel", "max-plane", "Joinery"),
    ],
    skills: ["pottery", "joinery"],
    jobs: &["Ten evenings at the wheel", "A bench in a weekend", "A course for a bank", "Summer school"],
    strays: &[
        "A kitchen for a friend",
        "Mugs for a hotel",
        "A stall at the market",
        "A course for television",
    ],
    clients: &["Adult college", "Savings bank", "Hospital staff", "Young parents' club"],
};

const LESSONS_RIVER: Cast = Cast {
    name: "River school of crafts",
    seats: &[
        LIND,
        seat("wicker", "Wicker", "eva-wicker", "Baskets"),
        seat("felt", "Felt & Thread", "oda-felt", "Felt"),
    ],
    ..LESSONS
};

const BOATS: Cast = Cast {
    name: "Winter berths",
    purpose: "Winter storage and repair of wooden boats, from October to April",
    offers: &["Winter storage", "Repair of wooden boats"],
    segments: &["boat-owners", "sailing-clubs"],
    foe: "Plastic boats",
    in_scope: &["Storage and repair of wooden boats up to twelve metres"],
    out_of_scope: &["Engines", "Charter"],
    seats: &[
        LIND,
        seat("caulk", "Caulk & Pitch", "nils-caulk", "Boat building"),
        seat("shed", "The Long Shed", "ulf-shed", "A hall"),
    ],
    skills: ["storage", "boat-building"],
    jobs: &[
        "A cutter for the winter",
        "New planks for a sloop",
        "Six dinghies of the club",
        "A deck in teak",
    ],
    strays: &[
        "A bar for a restaurant",
        "An engine for a ferry",
        "A charter in May",
        "A mast for a playground",
    ],
    clients: &["Sailing club West", "The sloop Merle", "Old cutters' society", "Rowing club"],
};

const BOATS_LAKE: Cast = Cast {
    name: "Winter berths, lake",
    seats: &[
        LIND,
        seat("reed", "Reed Yard", "ina-reed", "Boat building"),
        seat("boathouse", "Boathouse Nine", "kai-nine", "A hall"),
    ],
    ..BOATS
};

const GARDENS: Cast = Cast {
    name: "Courtyard gardens",
    purpose: "Green courtyards for blocks of flats: designed, planted and kept for three years",
    offers: &["Green courtyards", "Three years of care"],
    segments: &["housing-associations", "blocks-of-flats"],
    foe: "Gravel",
    in_scope: &["Courtyards of blocks of flats, with three years of care"],
    out_of_scope: &["Private gardens", "Roofs"],
    seats: &[
        LIND,
        seat("moss", "Moss & Fern", "ivy-moss", "Planting"),
        seat("contour", "Contour", "leo-contour", "Design"),
    ],
    skills: ["design", "planting"],
    jobs: &[
        "A courtyard in Weaver Street",
        "Care for four courtyards",
        "A design for a school yard",
        "A courtyard with a pond",
    ],
    strays: &["A private garden", "A roof for a hotel", "Plants for an office", "A book on moss"],
    clients: &["Weaver Street 12", "Housing fund South", "School of the old town", "Canal housing"],
};

const GARDENS_HILL: Cast = Cast {
    name: "Courtyard gardens, hill",
    seats: &[
        LIND,
        seat("thyme", "Thyme", "flo-thyme", "Planting"),
        seat("grade", "Grade", "abe-grade", "Design"),
    ],
    ..GARDENS
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_has_a_name_a_history_and_a_number_of_its_own() {
        let told = portfolio();
        let names: BTreeSet<_> = told.iter().map(|one| one.plan.cast.name).collect();
        let seeds: BTreeSet<_> = told.iter().map(|one| one.seed).collect();
        assert_eq!((told.len(), names.len(), seeds.len()), (12, 12, 12));
    }

    #[test]
    fn all_of_them_can_be_made_up_and_none_lies_in_the_future() {
        let framework = rowlock_files::framework::default_framework().unwrap();
        for one in portfolio() {
            let name = one.plan.cast.name;
            let life = crate::alliance(&framework, &one.plan, one.seed)
                .unwrap_or_else(|refused| panic!("{name}: {refused}"));
            assert!(life.until <= date(2026, 1, 19), "{name} goes on to {}", life.until);
        }
    }
}
