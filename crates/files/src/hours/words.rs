//! The headings by which columns are known, in English and German, the most telling first.

use crate::table::fold;

pub(super) const PERSON: &[&str] = &[
    "user",
    "member",
    "person",
    "team member",
    "employee",
    "full name",
    "staff",
    "who",
    "mitarbeiter",
    "mitarbeiterin",
    "mitarbeitende",
    "benutzer",
    "benutzername",
    "nutzer",
    "bearbeiter",
    "wer",
    "name",
    "kurzel",
];
pub(super) const FIRST_NAME: &[&str] = &["first name", "vorname"];
pub(super) const LAST_NAME: &[&str] = &["last name", "nachname", "familienname"];
pub(super) const PROJECT: &[&str] =
    &["project", "project name", "projekt", "projektname", "auftrag", "vorhaben"];
pub(super) const CLIENT: &[&str] =
    &["client", "client name", "customer", "kunde", "kundin", "kunden", "auftraggeber", "klient"];
pub(super) const DAY: &[&str] = &[
    "date",
    "start date",
    "work date",
    "day",
    "datum",
    "tag",
    "startdatum",
    "beginndatum",
    "arbeitstag",
    "from",
    "start",
    "von",
    "beginn",
];
/// Headings that leave no doubt, whatever the cells below hold.
pub(super) const SURELY_DAY: &[&str] = &["date", "start date", "work date", "datum", "startdatum"];
pub(super) const SURELY_SPENT: &[&str] = &["duration (h)", "duration", "hours", "stunden", "dauer"];
pub(super) const LAST_DAY: &[&str] =
    &["end date", "stop date", "enddatum", "bis datum", "to", "end", "bis", "ende"];
/// Headings of times of the day, where the time spent is not written out.
pub(super) const BEGIN: &[&str] =
    &["start time", "startzeit", "beginn", "start", "from", "von", "anfang", "arbeitsbeginn", "uhrzeit von"];
pub(super) const FINISH: &[&str] =
    &["end time", "stop time", "endzeit", "ende", "end", "to", "bis", "stop", "arbeitsende", "uhrzeit bis"];
/// Hours with minutes stand before decimal hours, which are rounded.
pub(super) const SPENT: &[&str] = &[
    "duration (h)",
    "duration",
    "dauer (h)",
    "dauer",
    "hours",
    "stunden",
    "duration (decimal)",
    "dauer (dezimal)",
    "time (h)",
    "time (hours)",
    "time spent",
    "hours worked",
    "arbeitsstunden",
    "anzahl stunden",
    "std",
    "h",
    "hrs",
    "zeit (h)",
    "zeitaufwand",
    "arbeitszeit",
    "aufwand",
    "aufwand (h)",
    "zeit",
    "time",
];
pub(super) const MINUTES: &[&str] =
    &["minutes", "minuten", "min", "duration (minutes)", "duration (min)", "dauer (min)", "dauer (minuten)"];
pub(super) const NOTE: &[&str] = &[
    "description",
    "notes",
    "note",
    "comment",
    "comments",
    "beschreibung",
    "notiz",
    "notizen",
    "bemerkung",
    "kommentar",
    "tatigkeit",
    "leistung",
    "task",
    "aufgabe",
];
pub(super) const BILLABLE: &[&str] =
    &["billable", "billable?", "is billable", "abrechenbar", "fakturierbar", "verrechenbar"];

/// What a row of sums says of itself.
pub(super) const TOTALS: &[&str] =
    &["total", "totals", "grand total", "sum", "subtotal", "summe", "gesamt", "gesamtsumme", "zwischensumme"];

/// Whether a cell is one of the headings.
pub(super) fn is_known(cell: &str) -> bool {
    // Longer ones are texts; comparing them would only take time.
    if cell.len() > 40 {
        return false;
    }
    let folded = fold(cell.trim().trim_matches('"'));
    let lists = [
        PERSON, FIRST_NAME, LAST_NAME, PROJECT, CLIENT, DAY, LAST_DAY, BEGIN, FINISH, SPENT, MINUTES, NOTE,
        BILLABLE,
    ];
    lists.iter().any(|list| list.contains(&folded.as_str()))
}

/// Whether a cell says that its row holds sums.
pub(super) fn is_total(cell: &str) -> bool {
    cell.len() <= 40 && TOTALS.contains(&fold(cell.trim_end_matches(':')).as_str())
}
