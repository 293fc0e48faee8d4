//! A need held against a pool: names become the pool's indices, and pairs of both are put together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::format::Need;
use super::{Asked, AskedAt, CURRENCY, How, Weights};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pool::{Pair, Pool};
use crate::source::Locator;
use crate::table::fold;
use crate::validate::step;

/// The most names that a hint lists.
const MOST_NAMES: usize = 12;

/// In pools up to this size the nearest name is looked for.
const NEAR: usize = 2_000;

pub(super) fn against(need: &Need, locator: &Locator, pool: &Pool) -> Result<Asked, Diagnostics> {
    let candidates: Vec<&str> = pool.candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    let mut names = Names {
        locator,
        candidates: Known::of(candidates, "nobody in the pool is called so"),
        capabilities: Known::of(
            pool.capabilities.iter().map(String::as_str),
            "the pool has no such capability",
        ),
        criteria: Known::of(
            pool.criteria.iter().map(String::as_str),
            "the pool has no scores on this criterion",
        ),
        problems: Vec::new(),
    };
    let asked = Asked {
        title: need.title.clone().unwrap_or_default(),
        currency: need
            .team
            .as_ref()
            .and_then(|team| team.currency.clone())
            .unwrap_or_else(|| CURRENCY.to_owned()),
        needs: names.needs(need),
        smallest: need.team.as_ref().and_then(|team| team.size_from).unwrap_or(0) as usize,
        largest: need.team.as_ref().and_then(|team| team.size_to).map(|size| size as usize),
        budget: need.team.as_ref().and_then(|team| team.budget),
        hours: need.team.as_ref().and_then(|team| team.hours).unwrap_or(0.0),
        fixed_in: names.fixed(need.team.as_ref().map(|team| &team.fixed_in), "fixed_in"),
        fixed_out: names.fixed(need.team.as_ref().map(|team| &team.fixed_out), "fixed_out"),
        conflicts: names.conflicts(need, pool),
        pairs: names.pairs(need, pool),
        weights: names.weights(need),
    };
    Diagnostics::check(names.problems)?;
    Ok(asked)
}

/// Names that are known, by the form in which names are compared.
struct Known<'p> {
    names: Vec<&'p str>,
    places: HashMap<String, usize>,
    unknown: &'static str,
}

impl<'p> Known<'p> {
    fn of(names: impl IntoIterator<Item = &'p str>, unknown: &'static str) -> Self {
        let names: Vec<&str> = names.into_iter().collect();
        let places = names.iter().enumerate().rev().map(|(place, name)| (fold(name), place)).collect();
        Self { names, places, unknown }
    }

    fn hint(&self, name: &str) -> String {
        let folded = fold(name);
        let distance = |known: &&str| strsim::damerau_levenshtein(&folded, &fold(known));
        let near =
            self.names.iter().take(NEAR).map(|known| (distance(known), known)).min_by_key(|(far, _)| *far);
        match near {
            Some((far, known)) if far <= known.chars().count() / 3 => format!("did you mean {known}?"),
            None => "a column of the pool is needed for it".to_owned(),
            Some(_) => {
                let shown = self.names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
                let more = if self.names.len() > MOST_NAMES { " and more" } else { "" };
                format!("there are {shown}{more}")
            }
        }
    }
}

struct Names<'n> {
    locator: &'n Locator,
    candidates: Known<'n>,
    capabilities: Known<'n>,
    criteria: Known<'n>,
    problems: Vec<Diagnostic>,
}

impl Names<'_> {
    fn find(
        problems: &mut Vec<Diagnostic>,
        locator: &Locator,
        known: &Known<'_>,
        name: &str,
        pointer: &str,
    ) -> Option<usize> {
        let found = known.places.get(&fold(name)).copied();
        if found.is_none() {
            problems.push(locator.diagnostic(pointer, known.unknown).found(name).hint(known.hint(name)));
        }
        found
    }

    fn candidate(&mut self, name: &str, pointer: &str) -> Option<usize> {
        Self::find(&mut self.problems, self.locator, &self.candidates, name, pointer)
    }

    fn needs(&mut self, need: &Need) -> Vec<AskedAt> {
        let mut needs = Vec::new();
        for (place, asked) in need.need.iter().enumerate() {
            let pointer = format!("/need/{place}/capability");
            let found =
                Self::find(&mut self.problems, self.locator, &self.capabilities, &asked.capability, &pointer);
            needs.extend(found.map(|capability| AskedAt {
                capability,
                level: asked.level,
                people: asked.people.unwrap_or(1) as usize,
                hours: asked.hours.unwrap_or(0.0),
            }));
        }
        needs
    }

    fn fixed(&mut self, names: Option<&Vec<String>>, field: &str) -> Vec<usize> {
        let names = names.into_iter().flatten().enumerate();
        names.filter_map(|(place, name)| self.candidate(name, &format!("/team/{field}/{place}"))).collect()
    }

    fn pair(&mut self, between: &[String], pointer: &str) -> Option<(usize, usize)> {
        let [one, other] = between else { return None };
        let one = self.candidate(one, &format!("{pointer}/between/0"));
        let other = self.candidate(other, &format!("{pointer}/between/1"));
        one.zip(other).map(|(one, other)| (one.min(other), one.max(other)))
    }

    fn conflicts(&mut self, need: &Need, pool: &Pool) -> Vec<(usize, usize)> {
        let mut conflicts: BTreeSet<(usize, usize)> = pool.conflicts.iter().copied().collect();
        for (place, conflict) in need.conflict.iter().enumerate() {
            conflicts.extend(self.pair(&conflict.between, &format!("/conflict/{place}")));
        }
        conflicts.into_iter().collect()
    }

    fn pairs(&mut self, need: &Need, pool: &Pool) -> Vec<Pair> {
        let of_pool = pool.pairs.iter().map(|pair| (pair.between, pair.value));
        let mut values: BTreeMap<(usize, usize), f64> = of_pool.collect();
        for (place, pair) in need.pair.iter().enumerate() {
            let between = self.pair(&pair.between, &format!("/pair/{place}"));
            values.extend(between.map(|between| (between, pair.value)));
        }
        values.into_iter().map(|(between, value)| Pair { between, value }).collect()
    }

    fn weights(&mut self, need: &Need) -> Option<Weights> {
        let table = need.weights.as_ref()?;
        let mut criteria = Vec::new();
        let mut find = |name: &str, pointer: &str| {
            let found = Self::find(&mut self.problems, self.locator, &self.criteria, name, pointer);
            criteria.extend(found);
        };
        if let Some(ranking) = &table.ranking {
            for (place, name) in ranking.iter().enumerate() {
                find(name, &format!("/weights/ranking/{place}"));
            }
            return Some(Weights { criteria, how: How::Ranking });
        }
        let (map, field) = match (&table.given, &table.swing) {
            (Some(given), _) => (given, "given"),
            (None, swing) => (swing.as_ref()?, "swing"),
        };
        for name in map.keys() {
            find(name, &step(&format!("/weights/{field}"), name));
        }
        let points = map.values().copied().collect();
        let how = if table.given.is_some() { How::Given(points) } else { How::Swing(points) };
        Some(Weights { criteria, how })
    }
}
