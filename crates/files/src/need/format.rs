//! The shape of a need file: what is asked of a team. The doc comments here become the descriptions in
//! `schemas/need.schema.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::case::format::tables;

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A need file: what is asked of a team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Rowlock need file")]
pub struct Need {
    /// What the team is for, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: Option<String>,
    /// The team as a whole.
    #[serde(default, skip_serializing_if = "is_default")]
    pub team: Option<TeamTable>,
    /// What is needed, capability by capability.
    #[serde(default, skip_serializing_if = "is_default")]
    pub need: Vec<NeedTable>,
    /// Pairs that cannot be on one team, besides those of the pool.
    #[serde(default, skip_serializing_if = "is_default")]
    pub conflict: Vec<ConflictTable>,
    /// Pairs that are worth more or less together; what is said here counts instead of what the pool says of the two.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pair: Vec<PairTable>,
    /// How much each criterion counts. With weights, the scores of the pool make the fit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub weights: Option<WeightsTable>,
}

tables! {
    /// The team as a whole. What is left out is not asked for.
    TeamTable {
        /// The fewest members.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(range(min = 1, max = 1000))]
        size_from: Option<u32>,
        /// The most members.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(range(min = 1, max = 1000))]
        size_to: Option<u32>,
        /// What all members together may cost a month.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(range(min = 0, max = 5_000_000))]
        budget: Option<f64>,
        /// The currency, as it is to be written; EUR if left out.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(length(min = 1, max = 8))]
        currency: Option<String>,
        /// The hours a month that all members together have to bring.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(range(min = 0, max = 1_000_000))]
        hours: Option<f64>,
        /// Who is on the team by decision, by name.
        #[serde(default, skip_serializing_if = "is_default")]
        fixed_in: Vec<String>,
        /// Who is not on the team by decision, by name.
        #[serde(default, skip_serializing_if = "is_default")]
        fixed_out: Vec<String>,
    }

    /// What is needed at one capability.
    NeedTable {
        /// The capability, as the pool calls it.
        capability: String,
        /// The level that counts, 1 to 7; whoever is below does not count.
        #[schemars(range(min = 1, max = 7))]
        level: u8,
        /// How many members have to reach the level; 1 if left out.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(range(min = 0, max = 1000))]
        people: Option<u32>,
        /// How many hours a month those who reach the level have to bring together.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(range(min = 0, max = 1_000_000))]
        hours: Option<f64>,
    }

    /// Two who cannot be on one team.
    ConflictTable {
        /// The two, by name.
        #[schemars(length(min = 2, max = 2))]
        between: Vec<String>,
        /// Why, for whoever reads the file.
        #[serde(default, skip_serializing_if = "is_default")]
        why: Option<String>,
    }

    /// Two who are worth more or less together.
    PairTable {
        /// The two, by name.
        #[schemars(length(min = 2, max = 2))]
        between: Vec<String>,
        /// What both together add, in points of fit; below 0 if they chafe.
        #[schemars(range(min = -1000, max = 1000))]
        value: f64,
        /// Why, for whoever reads the file.
        #[serde(default, skip_serializing_if = "is_default")]
        why: Option<String>,
    }

    /// How much each criterion counts, said in one of three ways.
    WeightsTable {
        /// The weights themselves; their sum is taken for the whole.
        #[serde(default, skip_serializing_if = "is_default")]
        given: Option<BTreeMap<String, f64>>,
        /// The criteria in order, the most important first.
        #[serde(default, skip_serializing_if = "is_default")]
        ranking: Option<Vec<String>>,
        /// Swing points: 100 for the criterion whose change from worst to best matters most, less for the others.
        #[serde(default, skip_serializing_if = "is_default")]
        swing: Option<BTreeMap<String, f64>>,
    }
}
