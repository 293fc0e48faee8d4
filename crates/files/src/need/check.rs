//! What a need file must keep beyond its shape, before any pool is at hand.

use std::collections::BTreeMap;

use super::format::{Need, WeightsTable};
use crate::diagnostic::Diagnostic;
use crate::source::Locator;
use crate::table::fold;
use crate::validate::step;

/// Everything that is wrong.
pub(super) fn problems(need: &Need, locator: &Locator) -> Vec<Diagnostic> {
    let mut checks = Checks { locator, problems: Vec::new() };
    checks.team(need);
    checks.needs(need);
    let conflicts = need.conflict.iter().map(|conflict| conflict.between.as_slice());
    checks.pairs("/conflict", conflicts);
    checks.pairs("/pair", need.pair.iter().map(|pair| pair.between.as_slice()));
    if let Some(weights) = &need.weights {
        checks.weights(weights);
    }
    checks.problems
}

/// The criteria that weights name, in their order.
pub(super) fn criteria(weights: &WeightsTable) -> Vec<String> {
    let maps = weights.given.iter().chain(&weights.swing).flat_map(BTreeMap::keys);
    weights.ranking.iter().flatten().chain(maps).cloned().collect()
}

struct Checks<'l> {
    locator: &'l Locator,
    problems: Vec<Diagnostic>,
}

impl Checks<'_> {
    fn add(&mut self, pointer: &str, message: &str, hint: &str) {
        self.problems.push(self.locator.diagnostic(pointer, message).hint(hint));
    }

    fn team(&mut self, need: &Need) {
        let asks = !need.need.is_empty();
        let Some(team) = &need.team else {
            if !asks {
                self.add("", "this need asks for nothing", "add a [[need]], or a [team] with size_from");
            }
            return;
        };
        if let (Some(from), Some(to)) = (team.size_from, team.size_to)
            && from > to
        {
            self.add(
                "/team/size_to",
                "the most members are fewer than the fewest",
                "swap size_from and size_to",
            );
        }
        let asks = asks || team.size_from.is_some() || team.hours.is_some() || !team.fixed_in.is_empty();
        if !asks {
            self.add("/team", "this need asks for nothing", "add a [[need]], or size_from");
        }
        for (list, field) in [(&team.fixed_in, "fixed_in"), (&team.fixed_out, "fixed_out")] {
            for (place, name) in list.iter().enumerate() {
                let pointer = format!("/team/{field}/{place}");
                if list[..place].iter().any(|other| fold(other) == fold(name)) {
                    self.add(&pointer, "this name stands here twice", "take one out");
                }
                if field == "fixed_out" && team.fixed_in.iter().any(|other| fold(other) == fold(name)) {
                    self.add(
                        &pointer,
                        "this name is fixed in and fixed out",
                        "take it out of one of the two lists",
                    );
                }
            }
        }
    }

    fn needs(&mut self, need: &Need) {
        for (place, asked) in need.need.iter().enumerate() {
            let same = |other: &super::format::NeedTable| {
                fold(&other.capability) == fold(&asked.capability) && other.level == asked.level
            };
            if need.need[..place].iter().any(same) {
                let hint = "put both into one table: people and hours of those who reach the level";
                self.add(
                    &format!("/need/{place}"),
                    "this capability is asked for at this level already",
                    hint,
                );
            }
            if asked.people == Some(0) && asked.hours.unwrap_or(0.0) <= 0.0 {
                let hint = "ask for people or hours, or take the table out";
                self.add(&format!("/need/{place}/people"), "this asks for nobody and for no hours", hint);
            }
        }
    }

    fn pairs<'p>(&mut self, list: &str, pairs: impl Iterator<Item = &'p [String]>) {
        let mut seen = BTreeMap::new();
        for (place, between) in pairs.enumerate() {
            let [one, other] = between else { continue };
            let (one, other) = (fold(one), fold(other));
            let pointer = format!("{list}/{place}/between");
            if one == other {
                self.add(&pointer, "somebody is paired with themselves", "name two who differ");
            } else if seen.insert((one.clone().min(other.clone()), one.max(other)), place).is_some() {
                self.add(&pointer, "these two stand here twice", "keep one of the two tables");
            }
        }
    }

    fn weights(&mut self, weights: &WeightsTable) {
        let ways = [weights.given.is_some(), weights.ranking.is_some(), weights.swing.is_some()];
        if ways.iter().filter(|is_used| **is_used).count() != 1 {
            let hint = "say them in one way: given, ranking or swing";
            self.add("/weights", "the weights are not said in one way", hint);
            return;
        }
        for (map, field) in [(&weights.given, "given"), (&weights.swing, "swing")] {
            let Some(map) = map else { continue };
            let pointer = format!("/weights/{field}");
            for (name, points) in map {
                if !(0.0..=1_000_000.0).contains(points) {
                    self.add(
                        &step(&pointer, name),
                        "this is no weight",
                        "write a number of 0 or more, such as 40",
                    );
                }
            }
            if map.values().all(|points| *points <= 0.0) {
                self.add(&pointer, "no criterion counts", "give one of them more than 0");
            }
        }
        if weights.ranking.as_ref().is_some_and(Vec::is_empty) {
            self.add("/weights/ranking", "no criterion counts", "name one at least");
        }
        let named = criteria(weights);
        for (place, name) in named.iter().enumerate() {
            if named[..place].iter().any(|other| fold(other) == fold(name)) {
                let pointer = if weights.ranking.is_some() {
                    format!("/weights/ranking/{place}")
                } else {
                    "/weights".to_owned()
                };
                self.add(
                    &pointer,
                    &format!("the criterion \u{201c}{name}\u{201d} stands here twice"),
                    "take one out",
                );
            }
        }
    }
}
