//! The need file: what is asked of a team, read like a case file and then held against a pool.

mod against;
mod check;
pub mod format;

use crate::diagnostic::Diagnostics;
use crate::pool::{Expected, Pair, Pool};
use crate::source::{self, Locator};
use format::Need;

/// The currency where a need names none.
const CURRENCY: &str = "EUR";

/// A need file that has been read, and where everything in it stands.
pub struct NeedFile {
    need: Need,
    locator: Locator,
}

/// Reads a need file, as TOML or, where its name ends in `.json`, as JSON of the same shape.
///
/// # Errors
/// Everything that is wrong with it as far as it goes without a pool, each with line and hint.
pub fn read_need(file: &str, text: &str) -> Result<NeedFile, Diagnostics> {
    let (need, locator) = source::read::<Need>(file, text)?;
    Diagnostics::check(check::problems(&need, &locator))?;
    Ok(NeedFile { need, locator })
}

/// The JSON Schema of need files, for editors.
pub fn need_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(Need).to_value())
}

impl NeedFile {
    /// The tables as they were read.
    pub fn need(&self) -> &Need {
        &self.need
    }

    /// The names to look for in the headings of a pool.
    pub fn expected(&self) -> Expected {
        Expected {
            capabilities: self.need.need.iter().map(|asked| asked.capability.clone()).collect(),
            criteria: self.need.weights.as_ref().map(check::criteria).unwrap_or_default(),
        }
    }

    /// Puts a pool's candidates and columns in the place of names.
    ///
    /// # Errors
    /// Every name that the pool does not have, each with line and hint.
    pub fn against(&self, pool: &Pool) -> Result<Asked, Diagnostics> {
        against::against(&self.need, &self.locator, pool)
    }
}

/// A need in terms of a pool: candidates, capabilities and criteria are indices there.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What the team is for; empty where that is not said.
    pub title: String,
    /// The currency.
    pub currency: String,
    /// What is needed, capability by capability.
    pub needs: Vec<AskedAt>,
    /// The fewest members.
    pub smallest: usize,
    /// The most members.
    pub largest: Option<usize>,
    /// The budget a month.
    pub budget: Option<f64>,
    /// The hours a month of all members together.
    pub hours: f64,
    /// Who is on the team by decision.
    pub fixed_in: Vec<usize>,
    /// Who is not on the team by decision.
    pub fixed_out: Vec<usize>,
    /// Pairs that cannot be on one team, of the pool and of the need, each once.
    pub conflicts: Vec<(usize, usize)>,
    /// Pairs that are worth more or less together, of the pool and of the need, each once.
    pub pairs: Vec<Pair>,
    /// How much the criteria count, if they do.
    pub weights: Option<Weights>,
}

/// What is needed at one capability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AskedAt {
    /// The capability.
    pub capability: usize,
    /// The level that counts.
    pub level: u8,
    /// How many members have to reach it.
    pub people: usize,
    /// The hours a month that those bring together.
    pub hours: f64,
}

/// How much the criteria count.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// The criteria that count at all.
    pub criteria: Vec<usize>,
    /// How much, in the same order.
    pub how: How,
}

/// A way to say weights.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// The weights themselves.
    Given(Vec<f64>),
    /// The criteria stand in order, the most important first.
    Ranking,
    /// Swing points.
    Swing(Vec<f64>),
}
