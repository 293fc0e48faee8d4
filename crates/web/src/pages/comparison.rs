//! The candidates side by side, as a paper or as Excel: what the pages show of them, as far as whoever asks may see it.

use axum::extract::Path;
use axum::response::Response;
use rowlock_analysis::fit::fit;
use rowlock_analysis::scoring::table;
use rowlock_core::alliance::{Party, last_on, until};
use rowlock_core::fact::words;
use rowlock_core::id::PartyId;
use rowlock_documents::{Compared, ComparedCheck, ComparedNeed, Comparison};

use super::candidate::again_in_words;
use super::candidates::{level_of, needs};
use super::papers::written;
use super::selection::scores;
use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;

/// As a paper.
pub(crate) async fn paper(scene: Scene, Path((_, kind)): Path<(String, String)>) -> Result<Response, Oops> {
    let document = compared(&scene).document();
    written(&scene, document, "candidates", &kind).await
}

/// As Excel.
pub(crate) async fn sheet(scene: Scene) -> Result<Response, Oops> {
    list::file(&compared(&scene).sheet(), Format::Excel, scene.on)
}

fn compared(scene: &Scene) -> Comparison {
    let needs = needs(scene);
    let scores = scores(scene);
    let scored = scores.as_ref().map(|(_, scoring, sheets)| (*scoring, table(scoring, sheets, scene.on)));
    let criteria = scored.iter().flat_map(|(scoring, table)| {
        let weighted = scoring.criteria().iter().zip(&table.weights);
        weighted.map(|(criterion, weight)| (criterion.name.clone(), Some(*weight)))
    });
    let found = fit(&scene.alliance, scene.on);
    let one = |id: &PartyId| {
        let party = &scene.alliance.parties[id];
        let offer = scene.alliance.offer(id, scene.on).map(|offer| &offer.value);
        let about = found.iter().filter(|finding| finding.parties.contains(id));
        let row = scored.as_ref().and_then(|(_, table)| table.rows.iter().find(|row| row.candidate == *id));
        Compared {
            name: party.joined.value.name.clone(),
            profile: party.joined.value.brings.clone().unwrap_or_default(),
            hours: offer.and_then(|offer| offer.hours_a_month),
            cost: offer.and_then(|offer| offer.cost_a_month),
            levels: needs.iter().map(|need| level_of(scene, id, &need.capability)).collect(),
            fit: about.map(|finding| (finding.kind, finding.sentence.clone())).collect(),
            scores: row.map_or_else(Vec::new, |row| row.cells.iter().map(|cell| cell.mean).collect()),
            points: row.and_then(|row| row.worth),
            diligence: checks(scene, party),
            trials: trials(scene, id),
        }
    };
    Comparison {
        title: scene.name().to_owned(),
        on: scene.on,
        currency: String::new(),
        criteria: criteria.collect(),
        candidates: scene.alliance.candidates(scene.on).into_iter().map(one).collect(),
        needs: needs
            .iter()
            .map(|need| ComparedNeed { capability: words(need.capability.as_str()), level: need.level })
            .collect(),
    }
}

/// The checks of due diligence that were asked for, with what the latest look found.
fn checks(scene: &Scene, party: &Party) -> Vec<ComparedCheck> {
    let asked = party
        .diligence
        .iter()
        .filter(|(_, check)| check.asked.as_ref().is_some_and(|asked| asked.on <= scene.on));
    let told = asked.map(|(id, check)| {
        let found = last_on(&check.found, scene.on);
        let name =
            scene.app.framework.check(id).map_or_else(|| words(id.as_str()), |known| known.name.clone());
        ComparedCheck {
            check: name,
            finding: found.map(|found| found.value.finding),
            note: found.map_or_else(String::new, |found| {
                format!("{} ({})", found.value.evidence, crate::words::day(found.on))
            }),
        }
    });
    told.collect()
}

fn trials(scene: &Scene, id: &PartyId) -> Vec<String> {
    let with = scene.alliance.trials.values().filter(|trial| trial.agreed.value.party == *id);
    let told = with.flat_map(|trial| {
        until(&trial.debriefs, scene.on).map(|debrief| {
            let who = scene.alliance.party_name(&debrief.value.by);
            format!("{who} {}: {}", again_in_words(debrief.value.again), debrief.value.seen)
        })
    });
    told.collect()
}
