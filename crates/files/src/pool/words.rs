//! The headings by which columns of a pool are known, in English and German, the most telling first.

use crate::table::fold;

pub(super) const NAME: &[&str] = &[
    "name",
    "candidate",
    "candidate name",
    "full name",
    "kandidat",
    "kandidatin",
    "kandidaten",
    "bewerber",
    "bewerberin",
    "partner",
    "who",
    "wer",
];
pub(super) const KIND: &[&str] =
    &["kind", "person or firm", "type", "art", "typ", "person oder firma", "rechtsform"];
pub(super) const CONTACT: &[&str] = &[
    "contact",
    "contact person",
    "contact name",
    "kontakt",
    "kontaktperson",
    "ansprechpartner",
    "ansprechpartnerin",
];
pub(super) const MAIL: &[&str] = &[
    "mail",
    "e mail",
    "email",
    "mail address",
    "email address",
    "e mail address",
    "mailadresse",
    "e mail adresse",
];
pub(super) const BRINGS: &[&str] = &[
    "brings",
    "what they bring",
    "contribution",
    "offer",
    "profile",
    "bringt",
    "bringt ein",
    "beitrag",
    "angebot",
    "profil",
];
pub(super) const HOURS: &[&str] = &[
    "hours a month",
    "hours per month",
    "hours/month",
    "monthly hours",
    "hours",
    "stunden im monat",
    "stunden pro monat",
    "stunden/monat",
    "monatsstunden",
    "stunden",
];
pub(super) const COST: &[&str] = &[
    "cost a month",
    "cost per month",
    "cost/month",
    "monthly cost",
    "cost",
    "costs",
    "fee",
    "kosten im monat",
    "kosten pro monat",
    "kosten/monat",
    "kosten",
    "honorar",
];
pub(super) const FIT: &[&str] = &["fit", "fit points", "points", "passung", "eignung", "punkte"];
pub(super) const CONFLICTS: &[&str] = &[
    "conflicts",
    "conflict",
    "conflicts with",
    "in conflict with",
    "not with",
    "konflikte",
    "konflikt mit",
    "nicht mit",
];
pub(super) const WORKS_WITH: &[&str] =
    &["works well with", "well with", "likes", "arbeitet gut mit", "gut mit"];
pub(super) const CHAFES_WITH: &[&str] =
    &["chafes with", "chafes", "hard with", "reibt sich mit", "schwierig mit"];

/// What stands before a colon in the heading of a capability, and behind it in brackets.
pub(super) const CAPABILITY: &[&str] = &["capability", "level", "skill", "can", "fahigkeit", "stufe", "kann"];

/// What stands before a colon in the heading of a criterion, and behind it in brackets.
pub(super) const CRITERION: &[&str] = &["score", "criterion", "bewertung", "kriterium"];

/// Whether a cell is one of the headings.
pub(super) fn is_known(cell: &str) -> bool {
    // Longer ones are texts; comparing them would only take time.
    if cell.len() > 80 {
        return false;
    }
    let folded = fold(cell.trim().trim_matches('"'));
    let lists = [NAME, KIND, CONTACT, MAIL, BRINGS, HOURS, COST, FIT, CONFLICTS, WORKS_WITH, CHAFES_WITH];
    lists.iter().any(|list| list.contains(&folded.as_str()))
        || marked(cell, CAPABILITY).is_some()
        || marked(cell, CRITERION).is_some()
}

/// The name in a heading such as `level: law`, `capability law` or `law (level)`.
pub(super) fn marked<'h>(heading: &'h str, marks: &[&str]) -> Option<&'h str> {
    let is_mark = |text: &str| marks.contains(&fold(text).as_str());
    let before = heading.split_once(':').filter(|(mark, _)| is_mark(mark)).map(|(_, name)| name);
    let behind = heading
        .trim_end()
        .strip_suffix(')')
        .and_then(|heading| heading.rsplit_once('('))
        .filter(|(_, mark)| is_mark(mark))
        .map(|(name, _)| name);
    before.or(behind).map(str::trim).filter(|name| !name.is_empty())
}
