//! The JSON of `replay`: an array, one entry for each look.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_analysis::report::Step;
use rowlock_core::alliance::Alliance;
use rowlock_core::record::Record;
use serde::Serialize;

use super::facts;
use super::shapes::FactJson;

/// One step of the JSON of `replay`.
#[derive(Serialize)]
pub struct StepJson<'a> {
    on: Date,
    week: i32,
    verdict: &'static str,
    signals: BTreeMap<&'a str, &'static str>,
    changes: Vec<FactJson>,
}

/// The JSON of `replay`.
pub fn replay<'a>(record: &Record, alliance: &Alliance, steps: &'a [Step]) -> Vec<StepJson<'a>> {
    let step = |step: &'a Step| StepJson {
        on: step.on,
        week: step.week,
        verdict: step.verdict.word.word(),
        signals: step.signals.iter().map(|(id, state)| (id.as_str(), state.word())).collect(),
        changes: facts(record, alliance, &step.facts),
    };
    steps.iter().map(step).collect()
}
