//! Control: who can act alone, block, or be outvoted.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use rowlock_analysis::control::{Voting, lead_in_words, voting};
use sample::{Sample, day, running};

fn votes(more: &str) -> (Sample, Voting) {
    let sample = Sample::read(&running(more));
    let found = voting(&sample.whole(), day("2025-02-01")).unwrap();
    (sample, found)
}

fn rule(votes: [f64; 4], quota: f64, vetoes: &str) -> String {
    let [ana, ben, cas, dan] = votes;
    format!(
        "[[voting]]\non = 2025-01-07\nquota = {quota:?}\nvetoes = [{vetoes}]\n[voting.votes]\nana = {ana:?}\nben = {ben:?}\ncas = {cas:?}\ndan = {dan:?}\n"
    )
}

#[test]
fn one_vote_each_is_a_quarter_of_the_say() {
    let (sample, found) = votes("");
    assert_eq!(found.agreed, None);
    for power in &found.powers {
        assert!((power.banzhaf - 0.25).abs() < 1e-12 && (power.shapley - 0.25).abs() < 1e-12);
        assert!(!power.can_act_alone && !power.can_block && power.can_be_outvoted);
    }
    let said = lead_in_words(&sample.whole(), &found, jiff::civil::Date::MAX).unwrap();
    assert!(said.contains("25 % of the votes") && said.contains("No rule on votes is written"), "{said}");
}

#[test]
fn forty_percent_of_the_votes_can_be_a_third_of_the_say() {
    let (_, found) = votes(&rule([40.0, 30.0, 30.0, 0.0], 50.5, ""));
    let says: Vec<f64> = found.powers.iter().map(|power| power.banzhaf).collect();
    for (say, expected) in says.iter().zip([1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 0.0]) {
        assert!((say - expected).abs() < 1e-12, "{says:?}");
    }
    assert!((found.powers[0].votes - 0.4).abs() < 1e-12);
    assert!(found.agreed.is_some());
}

#[test]
fn a_veto_blocks_and_most_votes_act_alone() {
    let (sample, found) = votes(&rule([1.0, 1.0, 1.0, 1.0], 3.0, "\"ana\""));
    assert!(found.powers[0].can_block && !found.powers[0].can_act_alone && !found.powers[0].can_be_outvoted);
    assert!(found.powers[0].banzhaf > found.powers[1].banzhaf);
    let said = lead_in_words(&sample.whole(), &found, jiff::civil::Date::MAX).unwrap();
    assert!(said.contains("can block"), "{said}");
    let (_, found) = votes(&rule([60.0, 20.0, 10.0, 10.0], 51.0, ""));
    assert!(found.powers[0].can_act_alone && (found.powers[0].banzhaf - 1.0).abs() < 1e-12);
}

#[test]
fn the_say_sums_to_one() {
    for (weights, quota) in
        [([5.0, 3.0, 2.0, 1.0], 6.0), ([4.0, 3.0, 2.0, 1.0], 8.0), ([1.0, 1.0, 0.0, 0.0], 2.0)]
    {
        let (_, found) = votes(&rule(weights, quota, ""));
        let sums =
            found.powers.iter().fold((0.0, 0.0), |sum, power| (sum.0 + power.banzhaf, sum.1 + power.shapley));
        assert!((sums.0 - 1.0_f64).abs() < 1e-12 && (sums.1 - 1.0_f64).abs() < 1e-12);
    }
}

#[test]
fn before_the_rule_was_agreed_it_does_not_count() {
    let sample = Sample::read(&running(&rule([97.0, 1.0, 1.0, 1.0], 51.0, "")));
    let found = voting(&sample.whole(), day("2025-01-06")).unwrap();
    assert!(found.agreed.is_none() && !found.powers[0].can_act_alone);
}
