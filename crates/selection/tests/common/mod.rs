//! Random problems with every kind of constraint, and all teams of a small one.
#![allow(dead_code, reason = "each test file uses its part")]

use rowlock_selection::{Candidate, Hours, Need, Pool, Problem, Requirement, Team};

/// Numbers from a seed (a linear congruential generator; quality does not matter here).
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F));
        dice.below(2);
        dice
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        (self.0 >> 33) % bound
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as u64) as i64
    }
}

/// A problem of at most 10 candidates; `None` if it contradicts itself.
pub fn random_problem(dice: &mut Dice) -> Option<Problem> {
    let count = 3 + dice.below(8) as usize;
    let capabilities = 1 + dice.below(4) as usize;
    let low = if dice.chance(20) { -50 } else { 1 };
    let split = dice.chance(50);
    let firms = dice.chance(30);
    let candidates: Vec<Candidate> = (0..count)
        .map(|_| {
            let levels: Vec<u8> = (0..capabilities).map(|_| dice.below(8) as u8).collect();
            let hours = if split {
                Hours::PerCapability((0..capabilities).map(|_| dice.between(0, 20)).collect())
            } else {
                Hours::InTotal(dice.between(0, 40))
            };
            let candidate = Candidate::new(dice.between(low, 100)).with_levels(levels).with_hours(hours);
            let people: Vec<u16> =
                if firms { (0..capabilities).map(|_| dice.below(4) as u16).collect() } else { Vec::new() };
            candidate.with_cost(dice.between(0, 30)).with_people(people)
        })
        .collect();
    let mut pool = Pool::new(capabilities, candidates);
    let (conflicts, bonuses) = (dice.below(4) * 8, dice.below(4) * 15);
    let bonus = (if dice.chance(50) { -60 } else { 5 }, if dice.chance(90) { 60 } else { 0 }.max(10));
    for one in 0..count {
        for other in one + 1..count {
            if dice.chance(conflicts) {
                pool = pool.with_conflict(one, other);
            }
            if dice.chance(bonuses) {
                pool = pool.with_bonus(other, one, dice.between(bonus.0, bonus.1));
            }
        }
    }
    Problem::new(pool, random_need(dice, count, capabilities)).ok()
}

fn random_need(dice: &mut Dice, count: usize, capabilities: usize) -> Need {
    let mut need = Need::new();
    for capability in 0..capabilities {
        if dice.chance(75) {
            need = need.with_requirement(Requirement {
                capability,
                level: dice.below(7) as u8,
                people: dice.below(3) as usize,
                hours: if dice.chance(25) { dice.between(1, 30) } else { 0 },
            });
        }
    }
    if dice.chance(20) {
        need = need.with_hours(dice.between(10, 120));
    }
    if dice.chance(75) {
        let smallest = dice.below(4) as usize;
        need = need.with_size(smallest..=smallest + dice.below(4) as usize);
    }
    if dice.chance(50) {
        need = need.with_budget(dice.between(10, 90));
    }
    if dice.chance(15) {
        need = need.with_fixed_in(dice.below(count as u64) as usize);
    }
    if dice.chance(15) {
        need = need.with_fixed_out(dice.below(count as u64) as usize);
    }
    need
}

/// All feasible teams.
pub fn every_team(problem: &Problem) -> impl Iterator<Item = Team> {
    let count = problem.pool().candidates().len();
    (0_u32..1 << count)
        .map(move |set| (0..count).filter(|&index| set >> index & 1 == 1).collect::<Vec<usize>>())
        .map(|members| Team::of(problem, &members))
        .filter(|team| team.breaches(problem).is_empty())
}
