//! A pool and a need that can be searched: whoever holds one knows that nothing in it contradicts itself.

use crate::contradiction::Contradiction;
use crate::need::{Need, Requirement};
use crate::pool::{HIGHEST_LEVEL, Hours, Pool};

/// The largest magnitude of a fit, a bonus, a cost, hours or a budget.
pub const LARGEST_NUMBER: i64 = 1_000_000_000;

/// A pool with a need, checked against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pool: Pool,
    need: Need,
}

impl Problem {
    /// Puts a pool and a need together.
    ///
    /// # Errors
    ///
    /// The first contradiction that can be told without a search. That none is found does not mean that there
    /// is a team: see [`crate::Status::Infeasible`].
    pub fn new(pool: Pool, need: Need) -> Result<Self, Contradiction> {
        let problem = Self { pool, need };
        problem.check_numbers()?;
        problem.check_names()?;
        problem.check_decisions()?;
        let within = problem.within_reach();
        problem.check_counts(&within)?;
        problem.check_budget(&within)?;
        Ok(problem)
    }

    /// The pool.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The need.
    pub fn need(&self) -> &Need {
        &self.need
    }

    /// The same pool with another need.
    pub fn with_need(&self, need: Need) -> Result<Self, Contradiction> {
        Self::new(self.pool.clone(), need)
    }

    /// Tells whether a candidate counts for a requirement.
    pub fn reaches(&self, candidate: usize, asked: &Requirement) -> bool {
        self.pool.candidates()[candidate].level(asked.capability) >= asked.level
    }

    fn check_numbers(&self) -> Result<(), Contradiction> {
        let fits = |number: i64| number.abs() <= LARGEST_NUMBER;
        let counts = |number: i64| (0..=LARGEST_NUMBER).contains(&number);
        for (index, candidate) in self.pool.candidates().iter().enumerate() {
            let hours = match candidate.given_hours() {
                Hours::InTotal(hours) => counts(*hours),
                Hours::PerCapability(hours) => hours.iter().all(|&hours| counts(hours)),
            };
            if !(fits(candidate.fit()) && counts(candidate.cost()) && hours) {
                return Err(Contradiction::CandidateNumber { candidate: index });
            }
            if let Some(&level) = candidate.levels().iter().find(|&&level| level > HIGHEST_LEVEL) {
                return Err(Contradiction::CandidateLevel { candidate: index, level });
            }
        }
        if let Some(bonus) = self.pool.bonuses().iter().find(|bonus| !fits(bonus.value)) {
            return Err(Contradiction::BonusNumber { pair: bonus.pair });
        }
        let asked = self.need.requirements().iter().map(|asked| asked.hours);
        if let Some(number) =
            asked.chain([self.need.hours()]).chain(self.need.budget()).find(|&number| !counts(number))
        {
            return Err(Contradiction::NeedNumber { number });
        }
        Ok(())
    }

    fn check_names(&self) -> Result<(), Contradiction> {
        let size = self.pool.candidates().len();
        let decided = self.need.fixed_in().iter().chain(self.need.fixed_out()).copied();
        let clashing = self.pool.conflicts().iter().flat_map(|pair| [pair.0, pair.1]);
        let bonused = self.pool.bonuses().iter().flat_map(|bonus| [bonus.pair.0, bonus.pair.1]);
        if let Some(candidate) = decided.chain(clashing).chain(bonused).find(|&index| index >= size) {
            return Err(Contradiction::UnknownCandidate { candidate, pool: size });
        }
        let pairs = self.pool.bonuses().iter().map(|bonus| bonus.pair);
        if let Some(pair) = self.pool.conflicts().iter().copied().chain(pairs).find(|pair| pair.0 == pair.1) {
            return Err(Contradiction::PairWithOneself { candidate: pair.0 });
        }
        for asked in self.need.requirements() {
            if asked.capability >= self.pool.capabilities() {
                let capabilities = self.pool.capabilities();
                return Err(Contradiction::UnknownCapability { capability: asked.capability, capabilities });
            }
            if asked.level > HIGHEST_LEVEL {
                return Err(Contradiction::NeedLevel { capability: asked.capability, level: asked.level });
            }
        }
        Ok(())
    }

    fn check_decisions(&self) -> Result<(), Contradiction> {
        let (fixed_in, fixed_out) = (self.need.fixed_in(), self.need.fixed_out());
        if let Some(&candidate) = fixed_in.iter().find(|candidate| fixed_out.contains(candidate)) {
            return Err(Contradiction::InAndOut { candidate });
        }
        let mut inside = vec![false; self.pool.candidates().len()];
        for &candidate in fixed_in {
            inside[candidate] = true;
        }
        if let Some(&pair) = self.pool.conflicts().iter().find(|pair| inside[pair.0] && inside[pair.1]) {
            return Err(Contradiction::FixedInConflict { pair });
        }
        let decided = inside.iter().filter(|&&is_in| is_in).count();
        if let Some(largest) = self.need.largest() {
            let smallest = self.need.smallest();
            if smallest > largest {
                return Err(Contradiction::SizeReversed { smallest, largest });
            }
            if decided > largest {
                return Err(Contradiction::FixedInBeyondSize { decided, largest });
            }
        }
        Ok(())
    }

    /// Who is not out by decision, and not in conflict with anybody who is in by decision.
    fn within_reach(&self) -> Vec<bool> {
        let mut inside = vec![false; self.pool.candidates().len()];
        self.need.fixed_in().iter().for_each(|&candidate| inside[candidate] = true);
        let mut within = vec![true; inside.len()];
        self.need.fixed_out().iter().for_each(|&candidate| within[candidate] = false);
        for &(one, other) in self.pool.conflicts() {
            within[one] &= !inside[other];
            within[other] &= !inside[one];
        }
        within
    }

    fn check_counts(&self, within: &[bool]) -> Result<(), Contradiction> {
        let open = || (0..within.len()).filter(|&index| within[index]);
        let (smallest, exist) = (self.need.smallest(), open().count());
        if smallest > exist {
            return Err(Contradiction::PoolTooSmall { smallest, exist });
        }
        let candidates = self.pool.candidates();
        let reach = |hours: Vec<i64>| match self.need.largest() {
            Some(largest) => sum_of_largest(hours, largest),
            None => hours.iter().sum(),
        };
        for (requirement, asked) in self.need.requirements().iter().enumerate() {
            let able = || open().filter(|&index| self.reaches(index, asked));
            let heads: Vec<i64> =
                able().map(|index| candidates[index].people_at(asked.capability) as i64).collect();
            let exist = heads.iter().sum::<i64>() as usize;
            if exist < asked.people {
                return Err(Contradiction::TooFewReach {
                    requirement,
                    capability: asked.capability,
                    level: asked.level,
                    exist,
                    needed: asked.people,
                });
            }
            let within_size = reach(heads);
            if let Some(largest) = self.need.largest().filter(|_| within_size < asked.people as i64) {
                let capability = asked.capability;
                return Err(Contradiction::MoreThanTheSize { capability, needed: asked.people, largest });
            }
            let hours = reach(able().map(|index| candidates[index].hours_at(asked.capability)).collect());
            if hours < asked.hours {
                let capability = asked.capability;
                return Err(Contradiction::TooFewHours {
                    requirement,
                    capability,
                    exist: hours,
                    needed: asked.hours,
                });
            }
        }
        let hours = reach(open().map(|index| candidates[index].hours()).collect());
        if hours < self.need.hours() {
            return Err(Contradiction::TooFewHoursInTotal { exist: hours, needed: self.need.hours() });
        }
        Ok(())
    }

    /// Compares the budget with what the decided members, the smallest size, and each requirement alone cost
    /// at least.
    fn check_budget(&self, within: &[bool]) -> Result<(), Contradiction> {
        let Some(budget) = self.need.budget() else { return Ok(()) };
        let mut inside = vec![false; within.len()];
        self.need.fixed_in().iter().for_each(|&candidate| inside[candidate] = true);
        let candidates = self.pool.candidates();
        let decided: i64 = (0..within.len()).filter(|&i| inside[i]).map(|i| candidates[i].cost()).sum();
        let cheapest = |people: usize, counts: &dyn Fn(usize) -> bool| -> i64 {
            let already = (0..within.len()).filter(|&i| inside[i] && counts(i)).count();
            let others = (0..within.len()).filter(|&i| within[i] && !inside[i] && counts(i));
            let negated = others.map(|i| -candidates[i].cost()).collect();
            decided - sum_of_largest(negated, people.saturating_sub(already))
        };
        let for_size = cheapest(self.need.smallest(), &|_| true);
        let for_each = self.need.requirements().iter();
        let at_least = for_each
            .map(|asked| cheapest(self.fewest_members(asked, within), &|index| self.reaches(index, asked)))
            .fold(for_size, i64::max);
        if at_least > budget {
            return Err(Contradiction::BudgetTooSmall { budget, at_least });
        }
        Ok(())
    }

    /// How many members it takes at least for the people of a requirement, whoever they are.
    fn fewest_members(&self, asked: &Requirement, within: &[bool]) -> usize {
        let able = (0..within.len()).filter(|&index| within[index] && self.reaches(index, asked));
        let mut heads: Vec<usize> =
            able.map(|index| self.pool.candidates()[index].people_at(asked.capability)).collect();
        heads.sort_unstable_by(|one, other| other.cmp(one));
        let mut found = 0;
        let missing = |count: &usize| {
            found += count;
            found - count < asked.people
        };
        heads.into_iter().take_while(missing).count()
    }
}

fn sum_of_largest(mut numbers: Vec<i64>, count: usize) -> i64 {
    if count < numbers.len() && count > 0 {
        numbers.select_nth_unstable_by(count - 1, |one, other| other.cmp(one));
    }
    numbers.iter().take(count).sum()
}
