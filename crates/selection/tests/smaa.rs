//! Rank acceptability and weights against values that are known exactly.

#![allow(clippy::float_cmp, reason = "shares of nothing and of everything are exact")]

mod common;

use common::Dice;
use rowlock_selection::elicitation::{rank_order_centroid, weights_of_ranking, weights_of_swings};
use rowlock_selection::smaa::{Scores, ScoresError, Study, Weights, confidence};
use rowlock_selection::{Candidate, Need, Pool, Problem, robustness};

const DRAWS: usize = 200_000;
/// Five standard errors of a share of one half.
const ERROR: f64 = 2.5 / 447.0;

#[track_caller]
fn near(found: f64, known: f64) {
    assert!((found - known).abs() < ERROR, "{found} is not near {known}");
}

#[test]
fn two_alternatives_share_the_simplex_where_their_lines_cross() {
    // 0.9·w against 0.3·w + 0.6·(1 − w), where w is the first weight: equal at 1/2.
    let scores = Scores::new(2, [0.9, 0.0, 0.3, 0.6]).unwrap();
    for ranks in [1, 2] {
        let found = Study::of(&scores).with_draws(DRAWS).acceptability(ranks);
        near(found.share(0, 0), 0.5);
        near(found.share(1, 0), 0.5);
        // Weights of the first criterion above 1/2 are uniform between 1/2 and 1.
        near(found.central_weights(0).unwrap()[0], 0.75);
        near(found.central_weights(1).unwrap()[1], 0.75);
    }
}

#[test]
fn specialists_share_the_simplex_of_three_by_symmetry_and_a_generalist_takes_the_middle() {
    // Each specialist is first where its own weight is above 0.4; three corners of the triangle with side 0.6.
    let scores = Scores::new(3, [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.5, 0.5, 0.5]).unwrap();
    let found = Study::of(&scores).with_draws(DRAWS).acceptability(4);
    for specialist in 0..3 {
        near(found.share(specialist, 0), 0.25);
        // A corner is a triangle with half the side; its centre has 1/2 + 1/2 · 1/3 of the weight.
        near(found.central_weights(specialist).unwrap()[specialist], 2.0 / 3.0);
    }
    near(found.share(3, 0), 0.25);
    // At most one weight is above one half, so the generalist is first or second.
    near(found.share(3, 1), 0.75);
    near(found.share_of_best(3, 2), 1.0);
    near(found.holistic(3, &[1.0, 0.5, 0.25, 0.0]), 0.25 + 0.375);
}

#[test]
fn a_ranking_of_criteria_has_the_centroid_as_its_mean_weight() {
    // One alternative is always first, so its central weights are the mean of all admissible ones.
    let scores = Scores::new(3, [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]).unwrap();
    let study = Study::of(&scores).with_weights(Weights::Ranked(vec![2, 0, 1])).unwrap().with_draws(DRAWS);
    let found = study.acceptability(1);
    for (weight, known) in found.central_weights(0).unwrap().iter().zip(weights_of_ranking(&[2, 0, 1])) {
        near(*weight, known);
    }
    assert_eq!(found.share(0, 0), 1.0);
    assert_eq!(found.central_weights(1), None);
}

#[test]
fn all_ways_of_counting_agree_with_a_plain_sort() {
    let mut dice = Dice::of(3);
    for criteria in [1, 2, 5, 8, 13, 20] {
        let alternatives = 90;
        let values: Vec<f32> =
            (0..alternatives * criteria).map(|_| dice.below(1001) as f32 / 1000.0).collect();
        let scores = Scores::new(criteria, values).unwrap();
        let study = Study::of(&scores).with_draws(3_000).with_seed(9);
        let mut plain = vec![vec![0.0; alternatives]; alternatives];
        for number in 0..3_000 {
            let weights = study.draw(number);
            let value = |who: usize| -> f64 {
                scores
                    .of_one(who)
                    .iter()
                    .zip(&weights)
                    .map(|(&score, weight)| f64::from(score) * weight)
                    .sum()
            };
            let mut order: Vec<(f64, usize)> = (0..alternatives).map(|who| (value(who), who)).collect();
            order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            order.iter().enumerate().for_each(|(rank, item)| plain[rank][item.1] += 1.0 / 3_000.0);
        }
        for ranks in [1, 2, 10, 16, 17, 90] {
            let found = study.acceptability(ranks);
            for (rank, plain) in plain.iter().enumerate().take(ranks) {
                // A draw or two may be so near to a tie that single precision sees it the other way.
                for (who, plain) in plain.iter().enumerate() {
                    let apart = (found.share(who, rank) - plain).abs();
                    assert!(apart < 4.5 / 3_000.0, "{criteria} criteria, rank {rank} of {ranks}: {apart}");
                }
            }
        }
    }
}

#[test]
fn more_alternatives_than_a_key_holds_are_sorted_too() {
    let mut dice = Dice::of(4);
    let scores =
        Scores::new(3, (0..3 * 1_500).map(|_| dice.below(1_000_003) as f32).collect::<Vec<_>>()).unwrap();
    let study = Study::of(&scores).with_draws(400);
    let (all, ten) = (study.acceptability(1_500), study.acceptability(10));
    for who in 0..1_500 {
        (0..10).for_each(|rank| assert!((all.share(who, rank) - ten.share(who, rank)).abs() < 0.006));
        near((0..1_500).map(|rank| all.share(who, rank)).sum(), 1.0);
    }
}

#[test]
fn the_outcome_does_not_depend_on_threads() {
    let scores = Scores::new(2, [0.9, 0.1, 0.2, 0.8, 0.5, 0.55]).unwrap();
    let study = Study::of(&scores).with_draws(50_000);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| (study.acceptability(1), study.acceptability(3)))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn confidence_is_certain_without_spread_and_even_between_equals() {
    let scores = Scores::new(2, [0.6, 0.6, 0.6, 0.6]).unwrap();
    assert_eq!(confidence(&scores, &[], &[0.5, 0.5], 0, 100, 1), 1.0);
    let found = confidence(&scores, &[0.1; 4], &[0.5, 0.5], 0, 40_000, 1);
    assert!((found - 0.5).abs() < 0.0125, "{found}");
}

#[test]
fn wrong_scores_are_told() {
    assert_eq!(Scores::new(2, []), Err(ScoresError::Empty));
    assert_eq!(Scores::new(2, [1.0]), Err(ScoresError::Ragged { values: 1, criteria: 2 }));
    assert_eq!(Scores::new(1, [1.0, f32::NAN]), Err(ScoresError::NotFinite { place: 1 }));
    let scores = Scores::new(2, [1.0, 2.0]).unwrap();
    let ranked = Study::of(&scores).with_weights(Weights::Ranked(vec![0, 0]));
    assert_eq!(ranked.err(), Some(ScoresError::Ranking { criteria: 2 }));
}

#[test]
fn centroids_are_those_published() {
    // Barron and Barrett (1996), table 1.
    for (found, known) in rank_order_centroid(3).iter().zip([0.6111, 0.2778, 0.1111]) {
        assert!((found - known).abs() < 5e-5);
    }
    for (found, known) in rank_order_centroid(4).iter().zip([0.5208, 0.2708, 0.1458, 0.0625]) {
        assert!((found - known).abs() < 5e-5);
    }
    assert_eq!(weights_of_swings(&[100.0, 60.0, 40.0]), Some(vec![0.5, 0.3, 0.2]));
    assert_eq!(weights_of_swings(&[0.0, 0.0]), None);
    assert_eq!(weights_of_swings(&[1.0, -1.0]), None);
}

#[test]
fn the_core_index_is_the_share_of_weights_that_choose_a_candidate() {
    // Two of three are chosen, and the last of the three changes with the weights.
    let scores = Scores::new(2, [0.9, 0.0, 0.0, 0.9, 0.3, 0.3]).unwrap();
    let pool = Pool::new(0, vec![Candidate::new(0); 3]);
    let problem = Problem::new(pool, Need::new().with_size(2..=2)).unwrap();
    let found = robustness(&problem, &Study::of(&scores).with_draws(2_000)).unwrap();
    // The third is last where the first weight lies between 1/3 and 2/3; beyond, one of the others is.
    let expected = [2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0];
    for (found, known) in found.core_index.iter().zip(expected) {
        assert!((found - known).abs() < 0.06, "{found}");
    }
    assert_eq!(found.teams.len(), 3);
    assert_eq!(found.draws, 2_000);
}
