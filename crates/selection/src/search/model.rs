//! The problem as the search sees it: values, rows of the form Σ a·x ≥ b, conflicts and pairs, over whoever is
//! still open. Deciding on candidates makes a smaller model of the same kind.

use super::links::{Conflicts, Pairs};
use crate::problem::Problem;

/// One row in one column: the row's number and its coefficient.
pub(super) type Entry = (u32, i64);

/// A problem over its open candidates.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// The index in the pool of each open candidate.
    pub origin: Vec<u32>,
    /// What each adds, with the bonuses to those already chosen.
    pub value: Vec<i64>,
    starts: Vec<u32>,
    entries: Vec<Entry>,
    /// What each row still asks for; limits are rows with negative coefficients.
    pub asked: Vec<i64>,
    /// Which rows are limits.
    pub limits: Vec<bool>,
    pub conflicts: Conflicts,
    pub pairs: Pairs,
    /// How many more must, and may, be chosen.
    pub smallest: usize,
    pub largest: usize,
    /// Who is chosen, as indices in the pool, and what they are worth together.
    pub chosen: Vec<u32>,
    pub base: i64,
    /// The multipliers: of rows, of candidates (see `star`); those of pairs stand in `pairs`.
    pub lambda: Vec<i64>,
    pub price: Vec<i64>,
    /// How many pairs with a bonus a team of each size can hold at most, and half of what each pair pays for that.
    pub most_pairs: Vec<i64>,
    pub toll: i64,
}

/// Teams near an earlier one that are not wanted again.
#[derive(Debug, Clone)]
pub(crate) struct Exclusion {
    /// The members of the earlier team.
    pub members: Vec<usize>,
    /// By how many members the next ones must differ at least.
    pub distance: usize,
}

impl Exclusion {
    /// Tells whether a team is far enough away.
    pub fn admits(&self, members: &[usize]) -> bool {
        let shared = members.iter().filter(|member| self.members.contains(member)).count();
        members.len().max(self.members.len()) - shared >= self.distance
    }
}

impl Model {
    /// Writes the problem as rows, with one row for each exclusion.
    pub fn of(problem: &Problem, exclusions: &[Exclusion]) -> Self {
        let (pool, need) = (problem.pool(), problem.need());
        let count = pool.candidates().len();
        let largest = need.largest().unwrap_or(count).min(count);
        let rows = Rows::of(problem);
        let mut asked = rows.asked.clone();
        let mut excluded = vec![Vec::new(); if exclusions.is_empty() { 0 } else { count }];
        for exclusion in exclusions {
            let limit = exclusion.members.len().max(largest) as i64 - exclusion.distance as i64;
            for &member in &exclusion.members {
                excluded[member].push((asked.len() as u32, -1));
            }
            asked.push(-limit);
        }
        let (mut starts, mut entries) = (vec![0], Vec::new());
        for index in 0..count {
            rows.column(problem, index, &mut entries);
            if let Some(more) = excluded.get(index) {
                entries.extend(more);
            }
            starts.push(entries.len() as u32);
        }
        let conflicts = Conflicts::of(count, pool.conflicts());
        let pairs = Pairs::of(count, pool.bonuses());
        Self {
            origin: (0..count as u32).collect(),
            value: pool.candidates().iter().map(crate::Candidate::fit).collect(),
            starts,
            entries,
            lambda: vec![0; asked.len()],
            limits: (0..asked.len())
                .map(|row| Some(row as u32) == rows.budget || row >= rows.asked.len())
                .collect(),
            asked,
            conflicts,
            pairs,
            smallest: need.smallest(),
            largest,
            chosen: Vec::new(),
            base: 0,
            price: vec![0; count],
            most_pairs: Vec::new(),
            toll: 0,
        }
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.value.len()
    }

    /// The rows that a candidate has a part in.
    pub fn column(&self, index: usize) -> &[Entry] {
        &self.entries[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// All rows' parts, candidate by candidate.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Chooses some of the open candidates and drops others; `None` if those chosen cannot be on one team.
    pub fn decide(&self, chosen: &[usize], dropped: &[bool]) -> Option<Self> {
        if chosen.len() > self.largest {
            return None;
        }
        let mut out = dropped.to_vec();
        for &index in chosen {
            self.conflicts.of_one(index).iter().for_each(|&other| out[other as usize] = true);
        }
        if chosen.iter().any(|&index| out[index]) {
            return None;
        }
        let (mut value, mut asked) = (self.value.clone(), self.asked.clone());
        let mut base = self.base;
        for &index in chosen {
            out[index] = true;
            base += value[index];
            self.column(index).iter().for_each(|&(row, part)| asked[row as usize] -= part);
            for arc in self.pairs.of_one(index) {
                value[self.pairs.other(arc)] += self.pairs.bonus(arc);
            }
        }
        let mut team = self.chosen.clone();
        team.extend(chosen.iter().map(|&index| self.origin[index]));
        // A row that is met asks for nothing more and has no price.
        let mut lambda = self.lambda.clone();
        for row in 0..asked.len() {
            if !self.limits[row] && asked[row] <= 0 {
                (asked[row], lambda[row]) = (0, 0);
            }
        }
        let kept: Vec<u32> = (0..self.open() as u32).filter(|&index| !out[index as usize]).collect();
        Some(Self {
            smallest: self.smallest.saturating_sub(chosen.len()),
            largest: (self.largest - chosen.len()).min(kept.len()),
            chosen: team,
            base,
            asked,
            lambda,
            ..self.restricted(&kept, &value)
        })
    }

    /// The value of the chosen with these open candidates; `None` if two of them are in conflict.
    pub fn value_of(&self, picked: &[u32]) -> Option<i64> {
        let mut value = self.base;
        for (place, &index) in picked.iter().enumerate() {
            let (index, rest) = (index as usize, &picked[place + 1..]);
            value += self.value[index];
            if self.conflicts.of_one(index).iter().any(|other| rest.contains(other)) {
                return None;
            }
            let with = self.pairs.of_one(index).filter(|&arc| rest.contains(&(self.pairs.other(arc) as u32)));
            value += with.map(|arc| self.pairs.bonus(arc)).sum::<i64>();
        }
        Some(value)
    }

    /// How many numbers a model holds, about.
    pub fn size(&self) -> usize {
        64 + 5 * self.open() + 2 * self.entries.len() + 3 * self.pairs.len()
    }

    fn restricted(&self, kept: &[u32], value: &[i64]) -> Self {
        let mut place = vec![u32::MAX; self.open()];
        kept.iter().enumerate().for_each(|(new, &old)| place[old as usize] = new as u32);
        let (mut starts, mut entries) = (vec![0], Vec::new());
        for &old in kept {
            entries.extend_from_slice(self.column(old as usize));
            starts.push(entries.len() as u32);
        }
        let pick = |from: &[i64]| kept.iter().map(|&old| from[old as usize]).collect();
        Self {
            origin: kept.iter().map(|&old| self.origin[old as usize]).collect(),
            value: pick(value),
            starts,
            entries,
            asked: Vec::new(),
            limits: self.limits.clone(),
            conflicts: self.conflicts.restricted(kept, &place),
            pairs: self.pairs.restricted(kept, &place),
            smallest: 0,
            largest: 0,
            chosen: Vec::new(),
            base: 0,
            lambda: self.lambda.clone(),
            price: pick(&self.price),
            most_pairs: self.most_pairs.clone(),
            toll: self.toll,
        }
    }
}

/// Which rows a problem has.
struct Rows {
    asked: Vec<i64>,
    /// For each capability, the rows that look at it: level, row, whether it counts hours.
    by_capability: Vec<Vec<(u8, u32, Counted)>>,
    hours: Option<u32>,
    budget: Option<u32>,
}

#[derive(Debug, Clone, Copy)]
enum Counted {
    People,
    Hours,
}

impl Rows {
    fn of(problem: &Problem) -> Self {
        let (pool, need) = (problem.pool(), problem.need());
        let mut asked = Vec::new();
        let mut by_capability = vec![Vec::new(); pool.capabilities()];
        let mut add = |amount: i64| {
            asked.push(amount);
            asked.len() as u32 - 1
        };
        for requirement in need.requirements() {
            let (at, level) = (requirement.capability, requirement.level);
            if requirement.people > 0 {
                by_capability[at].push((level, add(requirement.people as i64), Counted::People));
            }
            if requirement.hours > 0 {
                by_capability[at].push((level, add(requirement.hours), Counted::Hours));
            }
        }
        let hours = (need.hours() > 0).then(|| add(need.hours()));
        let budget = need.budget().map(|budget| add(-budget));
        Self { asked, by_capability, hours, budget }
    }

    fn column(&self, problem: &Problem, index: usize, entries: &mut Vec<Entry>) {
        let candidate = &problem.pool().candidates()[index];
        for (capability, rows) in self.by_capability.iter().enumerate() {
            for &(level, row, counted) in rows {
                let part = match counted {
                    Counted::People => candidate.people_at(capability) as i64,
                    Counted::Hours => candidate.hours_at(capability),
                };
                if candidate.level(capability) >= level && part > 0 {
                    entries.push((row, part));
                }
            }
        }
        if let Some(row) = self.hours.filter(|_| candidate.hours() > 0) {
            entries.push((row, candidate.hours()));
        }
        if let Some(row) = self.budget.filter(|_| candidate.cost() > 0) {
            entries.push((row, -candidate.cost()));
        }
    }
}
