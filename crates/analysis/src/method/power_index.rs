//! Voting power in a weighted vote: who can act alone, who can block, who can be outvoted, and how much
//! of the say each voter has (Banzhaf, Shapley–Shubik), all by enumeration of every coalition.

use thiserror::Error;

/// The largest number of voters that are enumerated: the published examples have up to 15.
pub const MAX_VOTERS: usize = 16;

/// The most voters that an alliance enters; with more of them, a standing bloc is entered as one voter.
pub const MAX_ENTERED: usize = 12;

/// Relative slack when a sum of weights is compared with the quota, so that decimal shares add up.
const SLACK: f64 = 1e-9;

/// A weighted vote: a motion passes when the weights in favour reach the quota and no veto holder is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Game {
    weights: Vec<f64>,
    quota: f64,
    vetoes: Vec<bool>,
}

/// Why a vote cannot be analysed.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum GameError {
    /// There is no voter.
    #[error("a vote needs at least one voter")]
    NoVoters,
    /// There are more than [`MAX_VOTERS`] voters.
    #[error("{0} voters are too many to enumerate; enter a standing bloc as one voter")]
    TooManyVoters(usize),
    /// A weight is negative or not a number.
    #[error("the weight of voter {0} is not a number of votes")]
    BadWeight(usize),
    /// The quota is not positive, or more than all weights together.
    #[error("the quota cannot be met, or is met by nobody")]
    BadQuota,
    /// The list of vetoes is not as long as the list of weights.
    #[error("the vetoes do not match the voters")]
    VetoesDoNotMatch,
}

impl Game {
    /// A vote among `weights.len()` voters, in any unit of weight, that passes when the weights in favour
    /// are at least `quota` and every voter with a veto is in favour.
    ///
    /// For "more than half" pass a quota just over half: 51 of 100.
    ///
    /// # Errors
    ///
    /// See [`GameError`].
    pub fn new(weights: Vec<f64>, quota: f64, vetoes: Vec<bool>) -> Result<Self, GameError> {
        if weights.is_empty() {
            return Err(GameError::NoVoters);
        }
        if weights.len() > MAX_VOTERS {
            return Err(GameError::TooManyVoters(weights.len()));
        }
        if let Some(voter) = weights.iter().position(|w| !w.is_finite() || *w < 0.0) {
            return Err(GameError::BadWeight(voter));
        }
        if vetoes.len() != weights.len() {
            return Err(GameError::VetoesDoNotMatch);
        }
        let total: f64 = weights.iter().sum();
        if !quota.is_finite() || quota <= 0.0 || quota > total + slack(quota) {
            return Err(GameError::BadQuota);
        }
        Ok(Self { weights, quota, vetoes })
    }

    /// A vote without vetoes; see [`Game::new`].
    ///
    /// # Errors
    ///
    /// See [`GameError`].
    pub fn without_vetoes(weights: Vec<f64>, quota: f64) -> Result<Self, GameError> {
        let vetoes = vec![false; weights.len()];
        Self::new(weights, quota, vetoes)
    }

    /// The number of voters.
    pub fn voters(&self) -> usize {
        self.weights.len()
    }

    /// The normalised Banzhaf index of each voter: its share of all swings, summing to one.
    ///
    /// A swing is a winning coalition that loses without the voter. Source: Banzhaf (1965), *Weighted
    /// voting doesn't work: a mathematical analysis*, Rutgers Law Review 19.
    pub fn banzhaf(&self) -> Vec<f64> {
        let mut swings = vec![0_u64; self.voters()];
        self.for_each_swing(|voter, _| swings[voter] += 1);
        let total: u64 = swings.iter().sum();
        swings.iter().map(|&s| s as f64 / total as f64).collect()
    }

    /// The Shapley–Shubik index of each voter: the share of all orders of joining in which it is the voter
    /// that turns the coalition into a winning one, summing to one.
    ///
    /// Source: Shapley and Shubik (1954), *A method for evaluating the distribution of power in a committee
    /// system*, American Political Science Review 48.
    pub fn shapley(&self) -> Vec<f64> {
        let n = self.voters();
        let mut swings = vec![vec![0_u64; n]; n];
        self.for_each_swing(|voter, others| swings[voter][others] += 1);
        // Orders with the voter just after a given set of s others: s! (n - s - 1)! / n! of all.
        let share: Vec<f64> = (0..n).map(|s| factorial(s) * factorial(n - s - 1) / factorial(n)).collect();
        swings.iter().map(|by_size| by_size.iter().zip(&share).map(|(&c, f)| c as f64 * f).sum()).collect()
    }

    /// Whether the voter passes a motion alone. `voter` is an index below [`Game::voters`]; false beyond it.
    pub fn can_act_alone(&self, voter: usize) -> bool {
        voter < self.voters() && self.wins(1 << voter)
    }

    /// Whether nothing passes without the voter: by weight or by veto.
    pub fn can_block(&self, voter: usize) -> bool {
        voter < self.voters() && !self.wins(self.everyone() & !(1 << voter))
    }

    /// Whether the others, together, pass a motion against the voter.
    pub fn can_be_outvoted(&self, voter: usize) -> bool {
        voter < self.voters() && self.wins(self.everyone() & !(1 << voter))
    }

    fn everyone(&self) -> u32 {
        (1 << self.voters()) - 1
    }

    fn wins(&self, coalition: u32) -> bool {
        let is_in = |voter: usize| coalition & (1 << voter) != 0;
        let weight: f64 = (0..self.voters()).filter(|&v| is_in(v)).map(|v| self.weights[v]).sum();
        weight >= self.quota - slack(self.quota) && (0..self.voters()).all(|v| is_in(v) || !self.vetoes[v])
    }

    /// Calls `found` with the voter and the number of others for every swing.
    fn for_each_swing(&self, mut found: impl FnMut(usize, usize)) {
        let wins: Vec<bool> = (0..=self.everyone()).map(|coalition| self.wins(coalition)).collect();
        for coalition in 1..=self.everyone() {
            if !wins[coalition as usize] {
                continue;
            }
            for voter in (0..self.voters()).filter(|v| coalition & (1 << v) != 0) {
                if !wins[(coalition & !(1 << voter)) as usize] {
                    found(voter, coalition.count_ones() as usize - 1);
                }
            }
        }
    }
}

fn slack(quota: f64) -> f64 {
    SLACK * quota.abs()
}

fn factorial(n: usize) -> f64 {
    (1..=n).map(|i| i as f64).product()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn game(quota: f64, weights: &[f64]) -> Game {
        Game::without_vetoes(weights.to_vec(), quota).unwrap()
    }

    #[track_caller]
    fn check(got: &[f64], expected: &[f64]) {
        assert_eq!(got.len(), expected.len());
        for (g, e) in got.iter().zip(expected) {
            assert!((g - e).abs() < 1e-12, "{got:?} is not {expected:?}");
        }
    }

    #[test]
    fn council_of_the_six_in_1958() {
        let council = game(12.0, &[4.0, 4.0, 4.0, 2.0, 2.0, 1.0]);
        let (big, middle) = (5.0 / 21.0, 1.0 / 7.0);
        check(&council.banzhaf(), &[big, big, big, middle, middle, 0.0]);
    }

    #[test]
    fn security_council() {
        let weights: Vec<f64> = [7.0; 5].into_iter().chain([1.0; 10]).collect();
        let council = game(39.0, &weights);
        assert!((council.banzhaf()[0] - 106.0 / 635.0).abs() < 1e-12);
        assert!((council.shapley()[0] - 421.0 / 2145.0).abs() < 1e-12);
        assert!(council.can_block(0) && !council.can_block(14));
    }

    #[test]
    fn security_council_written_with_vetoes() {
        let vetoes = (0..15).map(|v| v < 5).collect();
        let council = Game::new(vec![1.0; 15], 9.0, vetoes).unwrap();
        assert!((council.shapley()[0] - 421.0 / 2145.0).abs() < 1e-12);
    }

    #[test]
    fn forty_percent_of_the_votes_is_a_third_of_the_say() {
        let partners = game(51.0, &[40.0, 30.0, 30.0]);
        check(&partners.banzhaf(), &[1.0 / 3.0; 3]);
        check(&partners.shapley(), &[1.0 / 3.0; 3]);
        assert!(partners.can_be_outvoted(0) && !partners.can_act_alone(0) && !partners.can_block(0));
    }

    #[test]
    fn one_percent_weighs_as_much_as_forty_nine() {
        let partners = game(51.0, &[50.0, 49.0, 1.0]);
        check(&partners.banzhaf(), &[0.6, 0.2, 0.2]);
        check(&partners.shapley(), &[2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]);
        assert!(partners.can_block(0));
    }

    #[test]
    fn a_majority_owner_decides_alone_until_somebody_has_a_veto() {
        assert!(game(51.0, &[60.0, 40.0]).can_act_alone(0));
        let with_veto = Game::new(vec![60.0, 40.0], 51.0, vec![false, true]).unwrap();
        assert!(!with_veto.can_act_alone(0) && with_veto.can_block(1));
        check(&with_veto.banzhaf(), &[0.5, 0.5]);
    }

    #[test]
    fn impossible_votes_are_refused() {
        assert_eq!(Game::without_vetoes(vec![], 1.0), Err(GameError::NoVoters));
        assert_eq!(Game::without_vetoes(vec![1.0; 17], 9.0), Err(GameError::TooManyVoters(17)));
        assert_eq!(Game::without_vetoes(vec![1.0, -1.0], 1.0), Err(GameError::BadWeight(1)));
        assert_eq!(Game::without_vetoes(vec![1.0], 2.0), Err(GameError::BadQuota));
        assert_eq!(Game::new(vec![1.0], 1.0, vec![]), Err(GameError::VetoesDoNotMatch));
    }

    fn any_game() -> impl Strategy<Value = Game> {
        (prop::collection::vec((0_u32..40, any::<bool>()), 2..8), 0.01_f64..1.0).prop_filter_map(
            "no weight",
            |(voters, part)| {
                let weights: Vec<f64> = voters.iter().map(|v| f64::from(v.0)).collect();
                let quota = (weights.iter().sum::<f64>() * part).ceil();
                Game::new(weights, quota, voters.iter().map(|v| v.1 && v.0 % 5 == 0).collect()).ok()
            },
        )
    }

    proptest! {
        #[test]
        fn indices_sum_to_one(game in any_game()) {
            prop_assert!((game.banzhaf().iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!((game.shapley().iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }

        #[test]
        fn a_null_voter_has_no_say(game in any_game()) {
            let mut weights = game.weights.clone();
            let mut vetoes = game.vetoes.clone();
            weights.push(0.0);
            vetoes.push(false);
            let n = game.voters();
            let wider = Game::new(weights, game.quota, vetoes).unwrap();
            check(&wider.banzhaf()[..n], &game.banzhaf());
            prop_assert!(wider.banzhaf()[n].abs() < 1e-12 && wider.shapley()[n].abs() < 1e-12);
        }

        #[test]
        fn equal_voters_have_an_equal_say(game in any_game()) {
            let (mut weights, mut vetoes) = (game.weights.clone(), game.vetoes.clone());
            weights.push(weights[0]);
            vetoes.push(vetoes[0]);
            let n = game.voters();
            let wider = Game::new(weights, game.quota, vetoes).unwrap();
            prop_assert!((wider.banzhaf()[0] - wider.banzhaf()[n]).abs() < 1e-12);
            prop_assert!((wider.shapley()[0] - wider.shapley()[n]).abs() < 1e-12);
        }

        #[test]
        fn order_of_voters_does_not_matter(game in any_game()) {
            let mut mirror = game.clone();
            mirror.weights.reverse();
            mirror.vetoes.reverse();
            let reversed = |mut index: Vec<f64>| { index.reverse(); index };
            check(&reversed(mirror.banzhaf()), &game.banzhaf());
            check(&reversed(mirror.shapley()), &game.shapley());
        }
    }
}
