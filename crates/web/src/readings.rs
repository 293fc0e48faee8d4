//! Readings to be kept as they are given: the word of the verdict, the state of each signal and what each engine said,
//! with the versions of the rules. And what was kept, as looks to learn from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_analysis::State;
use rowlock_analysis::learning::PastLook;
use rowlock_analysis::report::Analysis;
use rowlock_analysis::verdict::{Part, Warning, Word};
use rowlock_store::Reading;
use serde::{Deserialize, Serialize};

use crate::app::App;

/// What was said, as it is stored: words as files spell them.
#[derive(Serialize, Deserialize)]
struct Said {
    word: String,
    signals: BTreeMap<String, String>,
    engines: BTreeMap<String, String>,
}

/// What an analysis says on a day to all parties, to be kept.
pub(crate) fn given(app: &App, analysis: &Analysis, on: Date) -> Option<Reading> {
    let signals =
        analysis.signals.iter().map(|signal| (signal.id.to_string(), signal.state.word().to_owned()));
    let engines = analysis.verdict.engines.iter();
    let said = Said {
        word: analysis.verdict.word.word().to_owned(),
        signals: signals.collect(),
        engines: engines.map(|(part, warning)| (part.word().to_owned(), warning.word().to_owned())).collect(),
    };
    let framework = &app.framework;
    Some(Reading {
        on: on.to_string(),
        at: app.world.now(),
        said: serde_json::to_string(&said).ok()?,
        rules: format!("{} {}, rowlock {}", framework.id, framework.version, env!("CARGO_PKG_VERSION")),
    })
}

/// What was kept as looks, in order. A row that this version cannot read is left out.
pub(crate) fn looks(readings: &[Reading]) -> Vec<PastLook> {
    let mut looks: Vec<PastLook> = readings.iter().filter_map(look).collect();
    looks.sort_by_key(|look| look.on);
    looks
}

fn look(reading: &Reading) -> Option<PastLook> {
    let said: Said = serde_json::from_str(&reading.said).ok()?;
    let engine = |(part, warning): (&String, &String)| {
        let part = Part::ALL.into_iter().find(|known| known.word() == part)?;
        let warning = Warning::ALL.into_iter().find(|known| known.word() == warning)?;
        Some((part, warning))
    };
    Some(PastLook {
        on: reading.on.parse().ok()?,
        word: Word::ALL.into_iter().find(|known| known.word() == said.word)?,
        alarms: said.signals.values().filter(|state| *state == State::Alarm.word()).count(),
        engines: said.engines.iter().filter_map(engine).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(on: &str, said: &str) -> Reading {
        Reading { on: on.into(), at: jiff::Timestamp::UNIX_EPOCH, said: said.into(), rules: String::new() }
    }

    #[test]
    fn what_was_kept_reads_back() {
        let said = r#"{"word":"repair","signals":{"drift":"alarm","hours":"watch"},"engines":{"drift":"certain","fit":"none_seen"}}"#;
        let looks =
            looks(&[kept("2026-03-02", said), kept("2026-03-01", r#"{"word":"of a later version"}"#)]);
        let engines = BTreeMap::from([(Part::Drift, Warning::Certain), (Part::Fit, Warning::NoneSeen)]);
        let on = jiff::civil::date(2026, 3, 2);
        assert_eq!(looks, [PastLook { on, word: Word::Repair, alarms: 1, engines }]);
    }
}
