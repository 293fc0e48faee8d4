//! A pool with bonuses made smaller before any star is built: by shares, and by clusters of those who are worth
//! more together than they are short of being picked.

use super::bound::{Bound, Scale};
use super::clusters::Clusters;
use super::model::Model;
use super::screen::screen;
use super::settle::settle;

/// How many clusters are looked at before it is left to the stars: for what they are worth, and for who is in them.
#[derive(Clone, Copy)]
pub(super) struct Patience<'a> {
    pub worth: u64,
    pub members: u64,
    /// Asked now and then whether to give up.
    pub stop: &'a dyn Fn() -> bool,
}

/// Leaves out who can be on no team of at least `bar`; `None` if there is no such team.
pub(super) fn narrow(mut model: Model, scale: Scale, bar: i64, patience: Patience<'_>) -> Option<Model> {
    loop {
        let open = model.open();
        model = screened(model, scale, bar)?;
        if model.open() * 10 > open * 9 {
            model = clustered(model, scale, bar, patience)?;
        }
        if model.open() * 10 >= open * 9 {
            return Some(model);
        }
    }
}

fn screened(mut model: Model, scale: Scale, bar: i64) -> Option<Model> {
    let bound = screen(&mut model, scale);
    if bound.total.is_none_or(|total| total < bar) {
        return None;
    }
    let mut dropped: Vec<bool> =
        (0..model.open()).map(|index| bound.with(index).is_none_or(|with| with < bar)).collect();
    bound.picked.iter().for_each(|&index| dropped[index as usize] = false);
    model.decide(&[], &dropped).and_then(settle)
}

fn clustered(model: Model, scale: Scale, bar: i64, patience: Patience<'_>) -> Option<Model> {
    let plain = Bound::without_pairs(&model, scale);
    let total = plain.total?;
    let Some(mut clusters) = Clusters::of(&model, &plain, scale) else { return Some(model) };
    let Some(marked) = clusters.needed(bar - total, patience) else { return Some(model) };
    let dropped: Vec<bool> = marked.iter().map(|marked| !marked).collect();
    model.decide(&[], &dropped).and_then(settle)
}
