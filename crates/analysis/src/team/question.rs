//! A pool and a need as people say them: names, points of fit, hours and money with decimals. The engine's whole
//! numbers are made here and nowhere else.

use rowlock_selection::{Bonus, Candidate as Engine, Hours, Need, Pool, Requirement};

use super::scales::{AMOUNT, POINT, Scales};

/// One person, or one firm, who could be chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// The level of each capability, 0 to 7; none where it is not known.
    pub levels: Vec<Option<u8>>,
    /// How many people of a firm have the level, capability by capability; beyond the list one each.
    pub people: Vec<u16>,
    /// Hours a month.
    pub hours: Option<f64>,
    /// Cost a month.
    pub cost: Option<f64>,
    /// How well they fit, in points; what counts where there are no scores with weights.
    pub fit: Option<f64>,
}

/// What is needed at one capability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Needed {
    /// The capability, as an index.
    pub capability: usize,
    /// The level that counts.
    pub level: u8,
    /// How many members have to reach it.
    pub people: usize,
    /// The hours a month that those bring together.
    pub hours: f64,
}

/// Scores on criteria, and how much each criterion counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The criteria.
    pub criteria: Vec<String>,
    /// For each candidate the score on each criterion, 1 to 7; none where it is not known.
    pub scores: Vec<Vec<Option<f64>>>,
    /// How much each criterion counts.
    pub weights: Weighing,
}

/// A way to say how much criteria count.
#[derive(Debug, Clone, PartialEq)]
pub enum Weighing {
    /// The weights themselves, in the order of the criteria; their sum is the whole.
    Given(Vec<f64>),
    /// The criteria in order, the most important first.
    Ranking(Vec<usize>),
    /// Swing points, in the order of the criteria.
    Swing(Vec<f64>),
}

/// Everything that is known and asked, in the terms of people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brief {
    /// What the team is for; may be empty.
    pub title: String,
    /// The currency.
    pub currency: String,
    /// The candidates; everywhere else they are named by their index here.
    pub candidates: Vec<Candidate>,
    /// The names of the capabilities.
    pub capabilities: Vec<String>,
    /// Pairs that cannot be on one team.
    pub conflicts: Vec<(usize, usize)>,
    /// Pairs that are worth more or less together, in points.
    pub pairs: Vec<(usize, usize, f64)>,
    /// What is needed, capability by capability.
    pub needs: Vec<Needed>,
    /// The hours a month of all members together.
    pub hours: f64,
    /// The fewest members.
    pub smallest: usize,
    /// The most members.
    pub largest: Option<usize>,
    /// The budget a month.
    pub budget: Option<f64>,
    /// Who is on the team by decision.
    pub fixed_in: Vec<usize>,
    /// Who is not on the team by decision.
    pub fixed_out: Vec<usize>,
    /// Scores and weights, where the fit is to be made of them.
    pub judged: Option<Judged>,
}

/// Why a brief cannot be answered at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unanswerable {
    /// Nobody is there.
    #[error("there are no candidates")]
    Nobody,
    /// Nothing says who fits better.
    #[error("nothing says how well anybody fits: give a fit, or scores on criteria with weights")]
    NoFit,
    /// Scores or weights do not match candidates and criteria.
    #[error("scores or weights do not match the criteria, or no criterion counts")]
    Weights,
}

/// A brief with what the engine makes of it.
#[derive(Debug, Clone)]
pub struct Question {
    brief: Brief,
    scales: Option<Scales>,
    pool: Pool,
    need: Need,
}

impl Question {
    /// Takes a brief.
    ///
    /// # Errors
    /// When there is nobody to choose from, or nothing to choose by.
    pub fn new(brief: Brief) -> Result<Self, Unanswerable> {
        if brief.candidates.is_empty() {
            return Err(Unanswerable::Nobody);
        }
        let scales = match &brief.judged {
            Some(judged) => Some(Scales::of(judged, brief.candidates.len()).ok_or(Unanswerable::Weights)?),
            None => None,
        };
        if scales.is_none() && brief.candidates.iter().all(|candidate| candidate.fit.is_none()) {
            return Err(Unanswerable::NoFit);
        }
        let pool = pool(&brief, scales.as_ref());
        let need = need(&brief);
        Ok(Self { brief, scales, pool, need })
    }

    /// What was asked.
    pub fn brief(&self) -> &Brief {
        &self.brief
    }

    /// The candidates as the engine sees them.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The need as the engine sees it.
    pub fn need(&self) -> &Need {
        &self.need
    }

    /// What a candidate alone adds to a team, in points.
    pub fn fit(&self, candidate: usize) -> f64 {
        self.pool.candidates()[candidate].fit() as f64 / POINT
    }

    /// Scores and weights as numbers, where the fit is made of them.
    pub(super) fn scales(&self) -> Option<&Scales> {
        self.scales.as_ref()
    }

    /// How much each criterion counts, where the fit is made of scores; the shares sum to 1, in the order of the criteria.
    pub fn weights(&self) -> Option<&[f64]> {
        self.scales.as_ref().map(Scales::weights)
    }

    /// A candidate's name.
    pub fn name(&self, candidate: usize) -> &str {
        self.brief.candidates.get(candidate).map_or("somebody", |candidate| candidate.name.as_str())
    }

    /// What was counted as nothing because it is not known, in sentences.
    pub fn unknowns(&self) -> Vec<String> {
        let brief = &self.brief;
        let mut told = Vec::new();
        let mut tell = |who: Vec<&str>, what: &str, counted: &str| {
            if !who.is_empty() {
                let names = some(&who);
                told.push(format!(
                    "{what} of {names} {} not known and {counted}.",
                    if what.ends_with('s') { "are" } else { "is" }
                ));
            }
        };
        let lacking = |is_unknown: &dyn Fn(usize) -> bool| -> Vec<&str> {
            (0..brief.candidates.len()).filter(|&who| is_unknown(who)).map(|who| self.name(who)).collect()
        };
        let asks_hours = brief.hours > 0.0 || brief.needs.iter().any(|asked| asked.hours > 0.0);
        if asks_hours {
            tell(lacking(&|who| brief.candidates[who].hours.is_none()), "The hours", "count as none");
        }
        if brief.budget.is_some() {
            tell(
                lacking(&|who| brief.candidates[who].cost.is_none()),
                "The cost",
                "counts as nothing, so ask before you decide",
            );
        }
        match &brief.judged {
            None => tell(lacking(&|who| brief.candidates[who].fit.is_none()), "The fit", "counts as 0"),
            Some(judged) => {
                let open = |who: usize| judged.scores[who].iter().any(Option::is_none);
                tell(lacking(&open), "Some scores", "count as the lowest");
            }
        }
        told
    }
}

/// Up to three names, and how many more.
fn some(names: &[&str]) -> String {
    match names {
        [one, two, three, _, ..] => format!("{one}, {two}, {three} and {} more", names.len() - 3),
        _ => rowlock_core::fact::list(names),
    }
}

fn scaled(number: f64, unit: f64) -> i64 {
    (number * unit).round() as i64
}

fn pool(brief: &Brief, scales: Option<&Scales>) -> Pool {
    let candidate = |(who, candidate): (usize, &Candidate)| {
        let points = scales.map_or_else(|| candidate.fit.unwrap_or(0.0), |scales| scales.points(who));
        let levels = candidate.levels.iter().map(|level| level.unwrap_or(0)).collect::<Vec<_>>();
        Engine::new(scaled(points, POINT))
            .with_levels(levels)
            .with_people(candidate.people.clone())
            .with_cost(scaled(candidate.cost.unwrap_or(0.0), AMOUNT))
            .with_hours(Hours::InTotal(scaled(candidate.hours.unwrap_or(0.0), AMOUNT)))
    };
    let candidates: Vec<Engine> = brief.candidates.iter().enumerate().map(candidate).collect();
    let bonuses = brief
        .pairs
        .iter()
        .map(|&(one, other, points)| Bonus { pair: (one, other), value: scaled(points, POINT) });
    Pool::new(brief.capabilities.len(), candidates)
        .with_conflicts(brief.conflicts.iter().copied())
        .with_bonuses(bonuses)
}

fn need(brief: &Brief) -> Need {
    let mut need = Need::new().with_hours(scaled(brief.hours, AMOUNT));
    if brief.smallest > 0 || brief.largest.is_some() {
        // An upper bound of everybody is none, and the search is slower with one.
        let largest = brief.largest.unwrap_or(brief.candidates.len().max(brief.smallest));
        need = need.with_size(brief.smallest..=largest);
    }
    for asked in &brief.needs {
        need = need.with_requirement(Requirement {
            capability: asked.capability,
            level: asked.level,
            people: asked.people,
            hours: scaled(asked.hours, AMOUNT),
        });
    }
    if let Some(budget) = brief.budget {
        need = need.with_budget(scaled(budget, AMOUNT));
    }
    for &who in &brief.fixed_in {
        need = need.with_fixed_in(who);
    }
    for &who in &brief.fixed_out {
        need = need.with_fixed_out(who);
    }
    need
}
