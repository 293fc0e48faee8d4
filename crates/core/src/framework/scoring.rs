//! How answers become bands and findings become a verdict. Every number is a default chosen by judgment.

use crate::id::{AreaId, ClusterId};

/// The numbers of scoring. Distances run from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// Whether both partners re-read a gap before it counts.
    pub confirm_gap_before_it_counts: bool,
    /// Points of the seven-point scale up to which answers are aligned.
    pub likert_aligned_max_gap: f64,
    /// Points up to which they are worth a talk; beyond is a gap.
    pub likert_talk_max_gap: f64,
    /// Distance up to which allocations are aligned.
    pub allocation_aligned_max: f64,
    /// Distance up to which they are worth a talk.
    pub allocation_talk_max: f64,
    /// Mean distance above which an area is a gap.
    pub area_gap_mean_distance: f64,
    /// Mean distance above which an area is worth a talk.
    pub area_talk_mean_distance: f64,
    /// Share of items that every party must have answered for a band.
    pub min_answered_share: f64,
    /// A level at or below this is an alarm.
    pub level_alarm_min: f64,
    /// A mean level below this is a watch.
    pub level_watch_mean: f64,
    /// Points down since the last pulse that are a watch.
    pub pulse_drop_watch: f64,
    /// Drops in succession that are a slide.
    pub pulse_slide_count: u32,
    /// Points that each of these must drop.
    pub pulse_slide_step: f64,
    /// Points by which claimed shares may exceed 100 before it is worth a talk.
    pub overclaim_talk: f64,
    /// Points by which they may exceed 100 before it is a gap.
    pub overclaim_gap: f64,
    /// The peer-checked level at which a need is covered.
    pub coverage_ok: u8,
    /// Raters below which agreement statistics are not printed.
    pub rwg_min_raters: u32,
    /// Variance of a uniform answer on seven points.
    pub rwg_null_variance: f64,
    /// Average deviation up to which a group agrees.
    pub ad_cutoff: f64,
    /// The meaning of agreement and perceived agreement together.
    pub coorientation: Coorientation,
    /// What may be shown to whom.
    pub confidentiality: Confidentiality,
    /// The groups of areas by which the short form is shown.
    pub clusters: Vec<Cluster>,
}

/// The four findings on two partners and one item, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coorientation {
    /// They agree and know it.
    pub shared: String,
    /// They differ and know it.
    pub known_difference: String,
    /// They differ and think they agree.
    pub hidden_gap: String,
    /// They agree and think they differ.
    pub needless_worry: String,
    /// The order in which to look at them.
    pub order_of_attention: Vec<String>,
}

/// What may be shown to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confidentiality {
    /// The word for the promise made to respondents.
    pub mode: String,
    /// What is released before consent.
    pub release_level_before_consent: String,
    /// The fewest items behind a band that is shown.
    pub min_items_behind_a_band: u32,
    /// When items are released, in words.
    pub item_release: String,
    /// Whether answers lock before any result is shown.
    pub lock_answers_before_any_result: bool,
    /// Whether the partner who stands apart is named.
    pub name_outlier: bool,
    /// What a pulse of two parties shows, in words.
    pub pulse_two_parties: String,
    /// The unit by which the short form is shown.
    pub short_form_unit: String,
    /// The fewest respondents of whom the word anonymous may be used.
    pub anonymous_word_allowed_from: u32,
}

/// A group of areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its id.
    pub id: ClusterId,
    /// Its areas.
    pub areas: Vec<AreaId>,
}

/// The words of the seven-point scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikertScale {
    /// How many points it has.
    pub points: u8,
    /// What the lowest means for a level.
    pub level_low: String,
    /// What the highest means for a level.
    pub level_high: String,
    /// What the middle means.
    pub mid: String,
    /// Whether "I do not know" may be answered.
    pub allow_dont_know: bool,
}

/// The rules for repair, restructure and separate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictRules {
    /// Certain findings that call for repair.
    pub certain_for_repair: u32,
    /// Likely findings that call for repair.
    pub likely_for_repair: u32,
    /// Certain findings that call for restructuring.
    pub certain_for_restructure: u32,
    /// Engines that must know enough before the verdict may be to go on.
    pub engines_known_for_proceed: u32,
    /// The words of the outcomes.
    pub words: Vec<String>,
    /// When repair fits.
    pub repair: String,
    /// When restructuring fits.
    pub restructure: String,
    /// When separation fits.
    pub separate: String,
    /// What counts as a structured attempt.
    pub structured_attempt: String,
    /// What every verdict shows.
    pub must_show: Vec<String>,
    /// Why stop rules are agreed early.
    pub precommit: String,
}
