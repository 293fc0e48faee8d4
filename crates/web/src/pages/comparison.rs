//! The candidates side by side, as a paper or as Excel: what the pages show of them, as far as whoever asks may see it.

use axum::extract::Path;
use axum::response::Response;
use rowlock_analysis::fit::{FitKind, fit};
use rowlock_analysis::scoring::table;
use rowlock_core::alliance::until;
use rowlock_core::fact::{capital, words};
use rowlock_core::id::PartyId;
use rowlock_documents::{Compared, Comparison};

use super::candidate::again_in_words;
use super::candidates::{diligence_in_a_word, level_of, needs};
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
        scoring
            .criteria()
            .iter()
            .zip(&table.weights)
            .map(|(criterion, weight)| (criterion.name.clone(), *weight))
    });
    let found = fit(&scene.alliance, scene.on);
    let one = |id: &PartyId| {
        let party = &scene.alliance.parties[id];
        let offer = scene.alliance.offer(id, scene.on).map(|offer| &offer.value);
        let about: Vec<_> = found.iter().filter(|finding| finding.parties.contains(id)).collect();
        let row = scored.as_ref().and_then(|(_, table)| table.rows.iter().find(|row| row.candidate == *id));
        Compared {
            name: party.joined.value.name.clone(),
            brings: party.joined.value.brings.clone(),
            hours: offer.and_then(|offer| offer.hours_a_month),
            cost: offer.and_then(|offer| offer.cost_a_month),
            conflicts: about.iter().filter(|one| one.kind == FitKind::StructuralConflict).count(),
            fit: about.iter().map(|one| format!("{}. {}", one.kind.title(), one.sentence)).collect(),
            levels: needs.iter().map(|need| level_of(scene, id, &need.capability)).collect(),
            scores: row.map_or_else(Vec::new, |row| row.cells.iter().map(|cell| cell.mean).collect()),
            worth: row.and_then(|row| row.worth),
            diligence: diligence_in_a_word(party, scene).word,
            trials: trials(scene, id),
        }
    };
    Comparison {
        alliance: scene.name().to_owned(),
        date: scene.on,
        criteria: criteria.collect(),
        scores: match &scored {
            Some(_) => "Scores are means of points from 1 to 7, given by several people each alone.",
            None => {
                "No scores are open: several people score, each alone, and nobody sees any before all have."
            }
        }
        .to_owned(),
        candidates: scene.alliance.candidates(scene.on).into_iter().map(one).collect(),
        needs: needs.iter().map(|need| (capital(&words(need.capability.as_str())), need.level)).collect(),
    }
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
