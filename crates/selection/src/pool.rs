//! Who could be on the team: candidates with what they can do, what they cost and how well they fit, and what
//! holds between two of them.

/// The highest level of a capability; 0 means that somebody does not have it at all.
pub const HIGHEST_LEVEL: u8 = 7;

/// One person, or one firm, who could be chosen.
///
/// Fit, cost and hours are whole numbers in units of the caller's own (points, thousandths of a point, euros,
/// cents), so that a proof is exact and not one up to rounding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    fit: i64,
    cost: i64,
    levels: Vec<u8>,
    people: Vec<u16>,
    hours: Hours,
}

/// The hours that a candidate brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// So many in all; at a capability all of them count for whoever reaches the level.
    InTotal(i64),
    /// So many at each capability, in the order of the pool's capabilities; the total is their sum.
    PerCapability(Vec<i64>),
}

/// Candidates and what holds between them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pool {
    capabilities: usize,
    candidates: Vec<Candidate>,
    conflicts: Vec<(usize, usize)>,
    bonuses: Vec<Bonus>,
}

/// What a team gains, or loses, if two candidates are both in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bonus {
    /// The two, as indices into the pool.
    pub pair: (usize, usize),
    /// What both together add to the value of a team; below 0 if they chafe.
    pub value: i64,
}

impl Candidate {
    /// Makes a candidate of this fit, with no capability, no cost and no hours.
    pub fn new(fit: i64) -> Self {
        Self { fit, cost: 0, levels: Vec::new(), people: Vec::new(), hours: Hours::InTotal(0) }
    }

    /// Sets the level of each capability, 0 to 7; capabilities beyond the list count as 0.
    #[must_use]
    pub fn with_levels(mut self, levels: impl Into<Vec<u8>>) -> Self {
        self.levels = levels.into();
        self
    }

    /// Sets how many people of a firm have its level at each capability; capabilities beyond the list count one.
    #[must_use]
    pub fn with_people(mut self, people: impl Into<Vec<u16>>) -> Self {
        self.people = people.into();
        self
    }

    /// Sets what the candidate costs.
    #[must_use]
    pub fn with_cost(mut self, cost: i64) -> Self {
        self.cost = cost;
        self
    }

    /// Sets the hours that the candidate brings.
    #[must_use]
    pub fn with_hours(mut self, hours: Hours) -> Self {
        self.hours = hours;
        self
    }

    /// The value that the candidate alone adds to a team.
    pub fn fit(&self) -> i64 {
        self.fit
    }

    /// What the candidate takes from the budget.
    pub fn cost(&self) -> i64 {
        self.cost
    }

    /// The level of a capability, 0 if none is given.
    pub fn level(&self, capability: usize) -> u8 {
        self.levels.get(capability).copied().unwrap_or(0)
    }

    /// How many people count at a capability, for whoever reaches the level.
    pub fn people_at(&self, capability: usize) -> usize {
        self.people.get(capability).copied().unwrap_or(1).into()
    }

    /// All levels that were given.
    pub fn levels(&self) -> &[u8] {
        &self.levels
    }

    /// The hours that count at a capability.
    pub fn hours_at(&self, capability: usize) -> i64 {
        match &self.hours {
            Hours::InTotal(hours) => *hours,
            Hours::PerCapability(hours) => hours.get(capability).copied().unwrap_or(0),
        }
    }

    /// The hours in all.
    pub fn hours(&self) -> i64 {
        match &self.hours {
            Hours::InTotal(hours) => *hours,
            Hours::PerCapability(hours) => hours.iter().sum(),
        }
    }

    pub(crate) fn given_hours(&self) -> &Hours {
        &self.hours
    }
}

impl Pool {
    /// Makes a pool over so many capabilities.
    pub fn new(capabilities: usize, candidates: impl Into<Vec<Candidate>>) -> Self {
        Self { capabilities, candidates: candidates.into(), ..Self::default() }
    }

    /// Adds that two candidates cannot be on one team.
    #[must_use]
    pub fn with_conflict(mut self, one: usize, other: usize) -> Self {
        self.conflicts.push((one, other));
        self
    }

    /// Adds many conflicts.
    #[must_use]
    pub fn with_conflicts(mut self, pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        self.conflicts.extend(pairs);
        self
    }

    /// Adds what two candidates together are worth beyond their own fit; given twice, it adds up.
    #[must_use]
    pub fn with_bonus(mut self, one: usize, other: usize, value: i64) -> Self {
        self.bonuses.push(Bonus { pair: (one, other), value });
        self
    }

    /// Adds many bonuses.
    #[must_use]
    pub fn with_bonuses(mut self, bonuses: impl IntoIterator<Item = Bonus>) -> Self {
        self.bonuses.extend(bonuses);
        self
    }

    /// The same pool without any conflict.
    #[must_use]
    pub fn without_conflicts(mut self) -> Self {
        self.conflicts.clear();
        self
    }

    /// The same pool without the conflicts of one candidate.
    #[must_use]
    pub fn without_conflicts_of(mut self, candidate: usize) -> Self {
        self.conflicts.retain(|pair| pair.0 != candidate && pair.1 != candidate);
        self
    }

    /// The same pool with other fits and without bonuses.
    #[must_use]
    pub fn valued(&self, fit: impl Fn(&Candidate) -> i64) -> Self {
        let candidates =
            self.candidates.iter().map(|candidate| Candidate { fit: fit(candidate), ..candidate.clone() });
        Self {
            capabilities: self.capabilities,
            candidates: candidates.collect(),
            conflicts: self.conflicts.clone(),
            bonuses: Vec::new(),
        }
    }

    /// The same pool with other fits, in the order of the candidates.
    #[must_use]
    pub fn with_fits(&self, fits: &[i64]) -> Self {
        let mut pool = self.clone();
        pool.candidates.iter_mut().zip(fits).for_each(|(candidate, &fit)| candidate.fit = fit);
        pool
    }

    /// How many capabilities there are.
    pub fn capabilities(&self) -> usize {
        self.capabilities
    }

    /// The candidates; everywhere else they are named by their index here.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Pairs that cannot be on one team.
    pub fn conflicts(&self) -> &[(usize, usize)] {
        &self.conflicts
    }

    /// Pairs that are worth more, or less, together.
    pub fn bonuses(&self) -> &[Bonus] {
        &self.bonuses
    }
}
