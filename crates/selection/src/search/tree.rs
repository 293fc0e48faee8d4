//! Branch and bound: the node with the highest bound first, so that a search that is stopped has the lowest bound
//! to show; below it depth first once there are many nodes.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::ascent::{Ascent, Effort, Findings};
use super::bound::{Bound, Scale};
use super::density::most_pairs;
use super::front::front;
use super::improve::Draft;
use super::links::Pairs;
use super::model::{Exclusion, Model};
use super::narrow::{Patience, narrow};
use super::settle::settle;
use super::star::share_out;
use super::{Outcome, Progress, Search, Status};
use crate::chance::Chance;
use crate::problem::Problem;
use crate::team::Team;

/// How much the waiting nodes may hold, in numbers, before the search goes deep instead.
const ROOM: usize = 12_000_000;

/// A search under way.
pub(super) struct Tree<'a> {
    problem: &'a Problem,
    exclusions: &'a [Exclusion],
    search: Search<'a>,
    scale: Scale,
    best: Option<Team>,
    waiting: BinaryHeap<Waiting>,
    held: usize,
    nodes: u64,
    chance: Chance,
}

/// A part of the tree that is still to be looked at.
struct Waiting {
    /// In the search's scale.
    bound: i64,
    age: u64,
    model: Model,
    root: bool,
}

impl<'a> Tree<'a> {
    pub fn of(problem: &'a Problem, exclusions: &'a [Exclusion], search: Search<'a>) -> Self {
        let chance = Chance::of(search.seed());
        let (waiting, best) = (BinaryHeap::new(), None);
        Self {
            problem,
            exclusions,
            search,
            scale: Scale::default(),
            best,
            waiting,
            held: 0,
            nodes: 0,
            chance,
        }
    }

    pub fn search(mut self) -> Outcome {
        let model = Model::of(self.problem, self.exclusions);
        self.scale = Scale::of(&model);
        let fixed_in = self.problem.need().fixed_in();
        let mut dropped = vec![false; model.open()];
        self.problem.need().fixed_out().iter().for_each(|&index| dropped[index] = true);
        let mut chosen = fixed_in.to_vec();
        chosen.sort_unstable();
        chosen.dedup();
        let root = model.decide(&chosen, &dropped).and_then(settle);
        drop(model);
        let stopped_at = root.and_then(|root| self.grow(root));
        let value = self.best.as_ref().map(Team::value);
        let (status, bound) = match (stopped_at, value) {
            (Some(bound), _) if bound == i64::MAX => (Status::Stopped, None),
            (Some(bound), value) => (Status::Stopped, Some(self.scale.down(bound)).max(value)),
            (None, Some(value)) => (Status::Proven, Some(value)),
            (None, None) => (Status::Infeasible, None),
        };
        Outcome { team: self.best, bound, status, nodes: self.nodes }
    }

    /// Looks at the whole tree; answers the highest bound of what was left when it was stopped.
    fn grow(&mut self, root: Model) -> Option<i64> {
        if root.open() == 0 {
            self.nodes = 1;
            self.note(&root, &[]);
            return None;
        }
        if self.search.nodes == 0 || self.search.is_stopped() {
            return Some(i64::MAX);
        }
        let mut roots = self.prepare(root);
        for root in roots.drain(..) {
            self.wait(root, i64::MAX, true);
        }
        while let Some(next) = self.waiting.pop() {
            self.held -= next.model.size();
            if self.is_hopeless(next.bound) {
                continue;
            }
            let mut deep = vec![next];
            while let Some(node) = deep.pop() {
                let left = || deep.iter().map(|node| node.bound).chain([node.bound]).max();
                let highest = left().max(self.waiting.peek().map(|node| node.bound));
                if self.nodes >= self.search.nodes || self.search.is_stopped() {
                    return highest;
                }
                self.nodes += 1;
                self.tell(highest);
                if self.is_hopeless(node.bound) {
                    continue;
                }
                for (bound, model) in self.look(node) {
                    if self.held < ROOM {
                        self.wait(model, bound, false);
                    } else {
                        deep.push(Waiting { bound, age: 0, model, root: false });
                    }
                }
            }
        }
        None
    }

    /// First multipliers and first teams; one root for each size if there are pairs.
    fn prepare(&mut self, mut root: Model) -> Vec<Model> {
        self.begin(&mut root);
        if root.pairs.is_empty() {
            return vec![root];
        }
        let Some(mut root) = self.narrow(root) else { return Vec::new() };
        if root.open() == 0 {
            return vec![root];
        }
        self.try_teams(&root, rounds(&root));
        let bound = Bound::without_pairs(&root, self.scale);
        share_out(&mut root, &bound, self.scale);
        if root.largest > 64 {
            return vec![root];
        }
        root.most_pairs = most_pairs(&root.pairs, root.open(), root.largest);
        if root.smallest == root.largest {
            return vec![root];
        }
        let (smallest, largest) = (root.smallest, root.largest);
        let mut roots = Vec::new();
        for size in smallest..=largest {
            (root.smallest, root.largest) = (size, size);
            let bound = Bound::of(&root, self.scale).total;
            if bound.is_some_and(|bound| !self.is_hopeless(bound)) {
                roots.push(root.clone());
            }
        }
        roots
    }

    /// Multipliers of rows as if there were no pairs, and first teams at these; of a large pool by its front.
    fn begin(&mut self, root: &mut Model) {
        let effort = Effort { steps: 60, boldness: 1.0, patience: 8 };
        let mut worth = root.value.clone();
        for _ in 0..2 {
            let Some(mut small) = front(root, &worth) else { break };
            self.start(&mut small, effort);
            root.lambda.clone_from(&small.lambda);
            worth = Bound::without_pairs(root, self.scale).worth;
        }
        if let Some(mut small) = front(root, &worth) {
            small.lambda.clone_from(&root.lambda);
            self.try_teams(&small, rounds(&small));
        } else {
            self.start(root, effort);
            self.try_teams(root, rounds(root));
        }
    }

    /// Leaves out who can be on no better team; `None` if there is none.
    fn narrow(&self, model: Model) -> Option<Model> {
        let Some(best) = &self.best else { return Some(model) };
        let patience = Patience { worth: 300_000, members: 2_000_000, stop: self.search.stop };
        narrow(model, self.scale, self.scale.up(best.value() + 1), patience)
    }

    /// Climbs without pairs, to have multipliers of rows to begin with.
    fn start(&mut self, model: &mut Model, effort: Effort) {
        let none = Pairs::of(model.open(), &[]);
        let pairs = std::mem::replace(&mut model.pairs, none);
        let mut ascent = Ascent { model, scale: self.scale, best: None };
        ascent.climb(effort, &mut |_, _| None);
        model.pairs = pairs;
    }

    fn try_teams(&mut self, model: &Model, rounds: usize) {
        let bound = Bound::without_pairs(model, self.scale);
        let mut draft = Draft::of(model);
        draft.take(bound.picked.iter().map(|&index| index as usize));
        let swaps = model.open() * model.largest.min(100) < 400_000;
        let mut kept: Option<(i64, Vec<usize>)> = None;
        for round in 0..rounds {
            if self.search.is_stopped() {
                return;
            }
            draft.cover(self.scale);
            draft.trim();
            if swaps {
                draft.swap();
            }
            if let Some((value, members)) = draft.team()
                && kept.as_ref().is_none_or(|kept| value > kept.0)
            {
                kept = Some((value, members.to_vec()));
                let found: Vec<u32> = members.iter().map(|&index| index as u32).collect();
                self.note(model, &found);
            }
            if let Some((_, members)) = &kept {
                draft.clear();
                draft.take(members.iter().copied());
            }
            draft.shake(2 + round % 3, &mut self.chance);
        }
    }

    /// Bounds a node, decides what follows, and splits what is left.
    fn look(&mut self, node: Waiting) -> Vec<(i64, Model)> {
        let Waiting { mut model, mut bound, root, .. } = node;
        let mut effort = effort(&model, root);
        for round in 0.. {
            let Some(settled) = settle(model) else { return Vec::new() };
            model = settled;
            if model.open() == 0 {
                self.note(&model, &[]);
                return Vec::new();
            }
            if round == 0 && !root && !model.pairs.is_empty() && self.nodes.is_multiple_of(8) {
                self.try_teams(&model, 20);
            }
            let findings = self.climb(&mut model, effort, root);
            let Some(total) = findings.total else { return Vec::new() };
            bound = bound.min(total);
            let forced: Vec<usize> = (0..model.open()).filter(|&index| findings.forced[index]).collect();
            let dropped = findings.dropped.iter().filter(|dropped| **dropped).count();
            if forced.is_empty() && dropped * 10 < model.open() || round > 20 {
                return split(&model, &findings, bound);
            }
            let Some(smaller) = model.decide(&forced, &findings.dropped) else { return Vec::new() };
            model = smaller;
            if round > 10 {
                effort.steps = effort.steps.min(100);
            }
        }
        Vec::new()
    }

    fn climb(&mut self, model: &mut Model, effort: Effort, root: bool) -> Findings {
        let best = self.best.as_ref().map(Team::value);
        let scale = self.scale;
        let mut ascent = Ascent { model, scale, best };
        let mut step = 0;
        ascent.climb(effort, &mut |model, bound| {
            step += 1;
            let mut better = self.note(model, &bound.picked);
            if root && step % 10 == 0 && model.pairs.is_empty() && model.open() < 5_000 {
                let mut draft = Draft::of(model);
                draft.take(bound.picked.iter().map(|&index| index as usize));
                draft.cover(scale);
                draft.trim();
                if let Some((_, members)) = draft.team() {
                    let found: Vec<u32> = members.iter().map(|&index| index as u32).collect();
                    better = better.max(self.note(model, &found));
                }
            }
            better
        })
    }

    fn wait(&mut self, model: Model, bound: i64, root: bool) {
        self.held += model.size();
        let age = self.nodes * 2 + self.waiting.len() as u64;
        self.waiting.push(Waiting { bound, age, model, root });
    }

    fn is_hopeless(&self, bound: i64) -> bool {
        self.best.as_ref().is_some_and(|best| self.scale.down(bound) <= best.value())
    }

    fn tell(&self, bound: Option<i64>) {
        let value = self.best.as_ref().map(Team::value);
        let bound = bound.filter(|&bound| bound < i64::MAX).map(|bound| self.scale.down(bound));
        (self.search.progress)(Progress { nodes: self.nodes, value, bound });
    }

    /// Keeps a team if it meets everything and is better than the best so far; answers its value then.
    fn note(&mut self, model: &Model, picked: &[u32]) -> Option<i64> {
        let size = picked.len();
        if size < model.smallest || size > model.largest {
            return None;
        }
        let mut asked = model.asked.clone();
        for &index in picked {
            model.column(index as usize).iter().for_each(|&(row, part)| asked[row as usize] -= part);
        }
        if asked.iter().any(|&asked| asked > 0) {
            return None;
        }
        let places = picked.iter().map(|&index| model.origin[index as usize]);
        let members: Vec<usize> =
            model.chosen.iter().copied().chain(places).map(|index| index as usize).collect();
        let value = model.value_of(picked)?;
        if self.best.as_ref().is_some_and(|best| best.value() >= value) {
            return None;
        }
        if !self.exclusions.iter().all(|exclusion| exclusion.admits(&members)) {
            return None;
        }
        let team = Team::of_value(members, value);
        self.best = Some(team);
        Some(value)
    }
}

/// How often a first team is shaken and improved.
fn rounds(model: &Model) -> usize {
    match (model.pairs.is_empty(), model.open() * model.largest < 20_000) {
        (true, _) => 3,
        (false, true) => 400,
        (false, false) => 40,
    }
}

fn effort(model: &Model, root: bool) -> Effort {
    match (root, model.pairs.is_empty()) {
        (true, true) => Effort { steps: 400, boldness: 1.0, patience: 15 },
        (true, false) => Effort { steps: 1_000, boldness: 1.0, patience: 30 },
        (false, true) => Effort { steps: 40, boldness: 0.5, patience: 6 },
        (false, false) => Effort { steps: 60, boldness: 0.5, patience: 10 },
    }
}

/// Whom to decide on next: who was picked most often along the climb, but not always.
fn branch(model: &Model, findings: &Findings) -> usize {
    let most = findings.often.iter().copied().max().unwrap_or(0);
    let open = (0..model.open()).filter(|&index| !findings.dropped[index]);
    let worth = |index: usize| (findings.often[index].min(most), findings.last.worth[index]);
    open.max_by_key(|&index| (worth(index), std::cmp::Reverse(index))).unwrap_or(0)
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.cmp(&other.bound).then(self.age.cmp(&other.age))
    }
}

/// A node without, and with, whoever it is split by.
fn split(model: &Model, findings: &Findings, bound: i64) -> Vec<(i64, Model)> {
    let index = branch(model, findings);
    let mut alone = vec![false; model.open()];
    let with = model.decide(&[index], &findings.dropped);
    alone.clone_from(&findings.dropped);
    alone[index] = true;
    let without = model.decide(&[], &alone);
    [without, with].into_iter().flatten().map(|model| (bound, model)).collect()
}
