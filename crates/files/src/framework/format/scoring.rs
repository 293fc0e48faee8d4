//! The tables of scales, scoring and verdict.

use std::collections::BTreeMap;

use rowlock_core::id::AreaId;

use crate::case::format::{Id, tables};

tables! {
    /// The scales.
    ScaleTable {
        /// The seven-point scale.
        likert7: LikertTable,
    }

    /// The seven-point scale.
    LikertTable {
        /// How many points it has; 7.
        #[schemars(range(min = 7, max = 7))]
        points: u8,
        /// What the lowest means for a level.
        level_low: String,
        /// What the highest means for a level.
        level_high: String,
        /// What the middle means.
        mid: String,
        /// Whether "I do not know" may be answered.
        allow_dont_know: bool,
    }

    /// How answers become bands. Distances run from 0 to 1.
    ScoringTable {
        /// Whether both partners re-read a gap before it counts.
        confirm_gap_before_it_counts: bool,
        /// Points up to which answers are aligned.
        #[schemars(range(min = 0, max = 6))]
        likert_aligned_max_gap: f64,
        /// Points up to which they are worth a talk.
        #[schemars(range(min = 0, max = 6))]
        likert_talk_max_gap: f64,
        /// Distance up to which allocations are aligned.
        #[schemars(range(min = 0, max = 1))]
        allocation_aligned_max: f64,
        /// Distance up to which they are worth a talk.
        #[schemars(range(min = 0, max = 1))]
        allocation_talk_max: f64,
        /// Mean distance above which an area is a gap.
        #[schemars(range(min = 0, max = 1))]
        area_gap_mean_distance: f64,
        /// Mean distance above which an area is worth a talk.
        #[schemars(range(min = 0, max = 1))]
        area_talk_mean_distance: f64,
        /// Share of items that every party must have answered for a band.
        #[schemars(range(min = 0, max = 1))]
        min_answered_share: f64,
        /// A level at or below this is an alarm.
        #[schemars(range(min = 1, max = 7))]
        level_alarm_min: f64,
        /// A mean level below this is a watch.
        #[schemars(range(min = 1, max = 7))]
        level_watch_mean: f64,
        /// Points down since the last pulse that are a watch.
        #[schemars(range(min = 0, max = 6))]
        pulse_drop_watch: f64,
        /// Drops in succession that are a slide.
        #[schemars(range(min = 1, max = 20))]
        pulse_slide_count: u32,
        /// Points that each of these must drop.
        #[schemars(range(min = 0, max = 6))]
        pulse_slide_step: f64,
        /// Points beyond 100 that are worth a talk.
        #[schemars(range(min = 0))]
        overclaim_talk: f64,
        /// Points beyond 100 that are a gap.
        #[schemars(range(min = 0))]
        overclaim_gap: f64,
        /// The peer-checked level at which a need is covered.
        #[schemars(range(min = 1, max = 7))]
        coverage_ok: u8,
        /// Raters below which agreement statistics are not printed.
        #[schemars(range(min = 2))]
        rwg_min_raters: u32,
        /// Variance of a uniform answer on seven points.
        #[schemars(range(min = 0))]
        rwg_null_variance: f64,
        /// Average deviation up to which a group agrees.
        #[schemars(range(min = 0))]
        ad_cutoff: f64,
        /// The meaning of agreement and perceived agreement together.
        coorientation: CoorientationTable,
        /// What may be shown to whom.
        confidentiality: ConfidentialityTable,
        /// Areas by cluster, the unit of the short form.
        #[schemars(with = "BTreeMap<String, Vec<Id>>")]
        clusters: BTreeMap<String, Vec<AreaId>>,
    }

    /// The four findings on two partners and one item, in words.
    CoorientationTable {
        /// They agree and know it.
        shared: String,
        /// They differ and know it.
        known_difference: String,
        /// They differ and think they agree.
        hidden_gap: String,
        /// They agree and think they differ.
        needless_worry: String,
        /// The order in which to look at them.
        order_of_attention: Vec<String>,
    }

    /// What may be shown to whom.
    ConfidentialityTable {
        /// The word for the promise made to respondents.
        mode: String,
        /// What is released before consent.
        release_level_before_consent: String,
        /// The fewest items behind a band that is shown.
        #[schemars(range(min = 2))]
        min_items_behind_a_band: u32,
        /// When items are released, in words.
        item_release: String,
        /// Whether answers lock before any result is shown.
        lock_answers_before_any_result: bool,
        /// Whether the partner who stands apart is named.
        name_outlier: bool,
        /// What a pulse of two parties shows, in words.
        pulse_two_parties: String,
        /// The unit by which the short form is shown.
        short_form_unit: String,
        /// The fewest respondents of whom the word anonymous may be used.
        anonymous_word_allowed_from: u32,
    }

    /// The rules for repair, restructure and separate.
    VerdictTable {
        /// Certain findings that call for repair.
        #[schemars(range(min = 1))]
        certain_for_repair: u32,
        /// Likely findings that call for repair.
        #[schemars(range(min = 1))]
        likely_for_repair: u32,
        /// Certain findings that call for restructuring.
        #[schemars(range(min = 1))]
        certain_for_restructure: u32,
        /// Of fit, alignment, drift, issues and control, how many must know enough to go on.
        #[schemars(range(min = 1, max = 5))]
        engines_known_for_proceed: u32,
        /// The words of the outcomes.
        words: Vec<String>,
        /// When repair fits.
        repair: String,
        /// When restructuring fits.
        restructure: String,
        /// When separation fits.
        separate: String,
        /// What counts as a structured attempt.
        structured_attempt: String,
        /// What every verdict shows.
        must_show: Vec<String>,
        /// Why stop rules are agreed early.
        precommit: String,
    }
}
