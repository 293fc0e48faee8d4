//! What people write down, in a few plain sentences each.

pub(crate) const ERRANDS: [&str; 8] = [
    "send the offer",
    "call the supplier about the delay",
    "bring the accounts up to date",
    "write up what was agreed on Monday",
    "get two more prices",
    "visit the client",
    "check the insurance",
    "plan next month's hours",
];

pub(crate) const TALKS: [&str; 4] = ["the week", "the month's numbers", "open offers", "who does what"];

pub(crate) const BUYS: [&str; 5] = [
    "buy tools",
    "take on a helper for a month",
    "renew the insurance",
    "pay for a course",
    "print a brochure",
];

/// What an issue is about: its area, and the sentence.
pub(crate) const ISSUES: [(&str, &str); 10] = [
    ("commitment", "A promised day of work did not come"),
    ("scope", "A job was begun that not all knew of"),
    ("rewards", "The hours of last month were counted in two ways"),
    ("decisions", "Something was bought without asking"),
    ("clients", "A client was called by two of us with two prices"),
    ("values", "The finish was not what one of us calls done"),
    ("candor", "A delay was known for a week and not told"),
    ("purpose", "One wants to grow, the other to keep it small"),
    ("horizon", "A lease was talked of, and one of us wants to be free by next year"),
    ("talents", "Nobody else could do it while one of us was away"),
];
