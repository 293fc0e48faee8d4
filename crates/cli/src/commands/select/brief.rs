//! A pool and a need from files as a question for the analysis.

use rowlock_analysis::team::{Brief, Candidate, Judged, Needed, Weighing};
use rowlock_files::need::{Asked, How, Weights};
use rowlock_files::pool::Pool;

/// Puts a pool and a need together.
pub fn brief(pool: &Pool, asked: &Asked) -> Brief {
    let candidate = |row: &rowlock_files::pool::Candidate| Candidate {
        name: row.name.clone(),
        levels: row.levels.clone(),
        // A row of a table counts as one, a firm as well.
        people: Vec::new(),
        hours: row.hours,
        cost: row.cost,
        fit: row.fit,
    };
    let needed = |asked: &rowlock_files::need::AskedAt| Needed {
        capability: asked.capability,
        level: asked.level,
        people: asked.people,
        hours: asked.hours,
    };
    Brief {
        title: asked.title.clone(),
        currency: asked.currency.clone(),
        candidates: pool.candidates.iter().map(candidate).collect(),
        capabilities: pool.capabilities.clone(),
        conflicts: asked.conflicts.clone(),
        pairs: asked.pairs.iter().map(|pair| (pair.between.0, pair.between.1, pair.value)).collect(),
        needs: asked.needs.iter().map(needed).collect(),
        hours: asked.hours,
        smallest: asked.smallest,
        largest: asked.largest,
        budget: asked.budget,
        fixed_in: asked.fixed_in.clone(),
        fixed_out: asked.fixed_out.clone(),
        judged: asked.weights.as_ref().map(|weights| judged(pool, weights)),
    }
}

/// The scores on the criteria that count, in the order in which the need names them.
fn judged(pool: &Pool, weights: &Weights) -> Judged {
    let criteria = &weights.criteria;
    Judged {
        criteria: criteria.iter().map(|&place| pool.criteria[place].clone()).collect(),
        scores: pool
            .candidates
            .iter()
            .map(|candidate| criteria.iter().map(|&place| candidate.scores[place]).collect())
            .collect(),
        weights: match &weights.how {
            How::Given(points) => Weighing::Given(points.clone()),
            How::Ranking => Weighing::Ranking((0..criteria.len()).collect()),
            How::Swing(points) => Weighing::Swing(points.clone()),
        },
    }
}
