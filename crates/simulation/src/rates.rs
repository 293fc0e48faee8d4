//! The assumptions, in one place. All were set before anything was measured with them.
//!
//! **Chosen by judgment** are all rates below but those with a source of their own. They are meant as round numbers that
//! a partner would not laugh at: a meeting is missed one time in fourteen, a promise is late one time in seven.

/// From running to the end of an alliance that fails, in weeks. Judgment: from one year to three, as small partnerships
/// go.
pub const WEEKS_FAILING: (f64, f64) = (40.0, 150.0);

/// How long an alliance that holds is looked at, in weeks. Judgment: long enough to count false alarms by the year.
pub const WEEKS_HEALTHY: (f64, f64) = (80.0, 150.0);

/// How long a decline takes, in weeks: even on a logarithmic scale, so that some come fast. Judgment.
pub const WEEKS_DECLINE: (f64, f64) = (6.0, 60.0);

/// The share of failures of which the record tells next to nothing: people stop writing before they stop. Judgment.
pub const WRITTEN_NOWHERE: f64 = 0.15;

/// What is left of the pressure on such a record. Judgment.
pub const WRITTEN_LITTLE: f64 = 0.15;

/// How likely each other side of work suffers along with the main one, and how much. Judgment.
pub const ALONG: (f64, (f64, f64)) = (0.5, (0.2, 0.6));

/// How hard a hard half year is, against 1 for the last week of a failure. Judgment.
pub const HARDNESS: (f64, f64) = (0.3, 0.7);

/// How much is written down: the share of weeks with hours, from one alliance to the next. Judgment.
pub const DILIGENCE: (f64, f64) = (0.6, 1.0);

/// The share of alliances that ask pulses. Judgment.
pub const ASKS_PULSES: f64 = 0.7;

/// The share of alliances that show each other the answers of a pulse. Judgment.
pub const RELEASES: f64 = 0.6;

/// The share of partners who answer a pulse. Judgment.
pub const ANSWERS_PULSE: f64 = 0.9;

/// Mood on a scale of seven points: its middle in good times, how far it falls, how much it wavers. Judgment.
pub const MOOD: (f64, f64, f64) = (5.6, 3.0, 0.8);

/// How likely an area is settled before the start; the one behind a failure; any other. Judgment.
pub const SETTLED: (f64, f64) = (0.3, 0.65);

/// Hours a week that a party pledges. Judgment.
pub const PLEDGE: (f64, f64) = (8.0, 30.0);

/// The spread of a week's hours, on a logarithmic scale. Judgment.
pub const HOURS_SPREAD: f64 = 0.3;

/// The share of hours that a party loses under full pressure. Judgment.
pub const HOURS_LOST: f64 = 0.75;

/// The share of its hours that a party gives to projects nobody admitted, under full pressure. Judgment.
pub const OWN_SHARE: f64 = 0.6;

/// Projects proposed a week in good times; strays among them; strays a week more under full pressure. Judgment.
pub const PROPOSALS: (f64, f64, f64) = (0.15, 0.12, 0.25);

/// How likely work on a stray begins without a decision: as a lapse, and under full pressure. Judgment.
pub const SKIPPED: (f64, f64) = (0.1, 0.8);

/// Leads a week; how many are kept as a lapse, and under full pressure. Judgment.
pub const LEADS: (f64, f64, f64) = (0.25, 0.04, 0.5);

/// How likely a party stays away from a meeting: as a lapse, and under full pressure. Judgment.
pub const ABSENCE: (f64, f64) = (0.07, 0.45);

/// How likely a meeting is called off. Judgment.
pub const CALLED_OFF: f64 = 0.05;

/// Obligations a week; how many are missed as a lapse, and under full pressure. Judgment.
pub const OBLIGATIONS: (f64, f64, f64) = (0.5, 0.15, 0.55);

/// Issues a week in a calm alliance, in a busy one, and what full pressure adds. Judgment.
pub const ISSUES: (f64, f64, f64) = (0.03, 0.12, 0.3);

/// How likely an issue grows out of an earlier one: in good times, and under full pressure. Judgment.
pub const CASCADE: (f64, f64) = (0.12, 0.6);

/// Weeks until an issue is closed, on average: in good times, and under full pressure. Judgment.
pub const WEEKS_TO_CLOSE: (f64, f64) = (3.0, 16.0);

/// How likely an issue is serious: in good times, and under full pressure. Judgment.
pub const SERIOUS: (f64, f64) = (0.15, 0.5);

/// Decisions a week; how many go past the table as a lapse, and under full pressure. Judgment.
pub const DECISIONS: (f64, f64, f64) = (0.2, 0.03, 0.4);

/// Weeks between two checks of the control points; how likely one is found unclear in good times. Judgment.
pub const CHECKS: (usize, f64) = (13, 0.04);

/// Outside interests a week, declared; found by others a week under full pressure. Judgment.
pub const INTERESTS: (f64, f64) = (0.01, 0.06);

/// How likely a key ability is held by one person alone, in alliances that hold. Judgment: small firms often have it so.
pub const SINGLE_COVER: f64 = 0.4;

/// How likely a client has a second contact. Judgment.
pub const SECOND_CONTACT: f64 = 0.6;
