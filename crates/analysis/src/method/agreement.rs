//! How near several raters' answers stand to each other, corrected for chance: linear-weighted
//! Brennan–Prediger agreement, with an interval over questions (the raters are all there are).

use statrs::distribution::{ContinuousCDF, StudentsT};
use thiserror::Error;

/// The level of the interval.
pub const LEVEL: f64 = 0.95;

/// Slack when two answers are said to be one step apart.
const SLACK: f64 = 1e-9;

/// Answers of one rater, one per question, on the scale 1 to k; `None` where there is no answer.
pub type Answers = Vec<Option<f64>>;

/// The agreement of raters over questions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// 1 when all answers are identical, 0 on average when everybody answers at random, negative below it.
    pub coefficient: f64,
    /// The 95 % t interval over questions, cut at 1; `None` with a single question. Without any spread
    /// between questions it has no width, which is not certainty.
    pub interval: Option<(f64, f64)>,
    /// The questions that at least two raters answered.
    pub questions: usize,
}

/// The share of pairs of answers that stand at most one step apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithinOneStep {
    /// The share, averaged over questions, 0 to 1.
    pub share: f64,
    /// What uniform random answering gives.
    pub chance: f64,
    /// The questions that at least two raters answered.
    pub questions: usize,
}

/// One question, as far as agreement is concerned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuestionDistance {
    /// The mean distance between two raters' answers, 0 (identical) to 1 (as far apart as can be).
    pub observed: f64,
    /// The distance to expect between two uniform random answers, above 0 and at most 1.
    pub expected: f64,
}

/// Why agreement cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AgreementError {
    /// The scale has fewer than two categories.
    #[error("a scale needs at least two steps")]
    TooFewCategories,
    /// The raters were not asked the same number of questions.
    #[error("the raters were not asked the same questions")]
    RowsDiffer,
    /// An answer lies off the scale.
    #[error("an answer to question {0} is off the scale")]
    OffScale(usize),
    /// A distance is not between 0 and 1, or nothing is to be expected by chance.
    #[error("the distance of question {0} is not between 0 and 1")]
    BadDistance(usize),
    /// No question has two answers.
    #[error("no question was answered by two")]
    NothingInCommon,
}

/// The fewest common questions from which the coefficient may be shown, by the number of raters.
pub fn min_questions(raters: usize) -> usize {
    match raters {
        0..=2 => 20,
        3..=5 => 12,
        _ => 8,
    }
}

/// Linear-weighted Brennan–Prediger agreement of `answers`, one row per rater and one column per question, on
/// the scale 1 to `categories`.
///
/// Source: Brennan and Prediger (1981), *Coefficient kappa: some uses, misuses, and alternatives*, Educational
/// and Psychological Measurement 41; weights as in Gwet (2014), *Handbook of inter-rater reliability*.
///
/// # Errors
///
/// See [`AgreementError`].
pub fn linear(answers: &[Answers], categories: usize) -> Result<Agreement, AgreementError> {
    let expected = expected_linear_distance(categories);
    let span = categories.saturating_sub(1) as f64;
    let observed = mean_over_pairs(answers, categories, |a, b| (a - b).abs() / span)?;
    let distances: Vec<QuestionDistance> =
        observed.into_iter().map(|observed| QuestionDistance { observed, expected }).collect();
    from_distances(&distances)
}

/// The share of answers at most one step apart; `answers` as for [`linear`].
///
/// # Errors
///
/// See [`AgreementError`].
pub fn within_one_step(answers: &[Answers], categories: usize) -> Result<WithinOneStep, AgreementError> {
    let near = |a: f64, b: f64| if (a - b).abs() <= 1.0 + SLACK { 1.0 } else { 0.0 };
    let shares = mean_over_pairs(answers, categories, near)?;
    if shares.is_empty() {
        return Err(AgreementError::NothingInCommon);
    }
    let k = categories as f64;
    Ok(WithinOneStep { share: mean(&shares), chance: (3.0 * k - 2.0) / (k * k), questions: shares.len() })
}

/// Agreement from the mean distance per question: the mean over questions of 1 − observed / expected. For
/// answers that are not on a scale (choices, allocations), as long as both distances can be given.
///
/// # Errors
///
/// [`AgreementError::BadDistance`], [`AgreementError::NothingInCommon`].
pub fn from_distances(questions: &[QuestionDistance]) -> Result<Agreement, AgreementError> {
    for (index, question) in questions.iter().enumerate() {
        let possible = (0.0..=1.0).contains(&question.observed) && question.expected > 0.0;
        if !possible || question.expected > 1.0 {
            return Err(AgreementError::BadDistance(index));
        }
    }
    if questions.is_empty() {
        return Err(AgreementError::NothingInCommon);
    }
    let scores: Vec<f64> = questions.iter().map(|q| 1.0 - q.observed / q.expected).collect();
    let coefficient = mean(&scores);
    let interval =
        half_width(&scores, coefficient).map(|half| (coefficient - half, (coefficient + half).min(1.0)));
    Ok(Agreement { coefficient, interval, questions: scores.len() })
}

/// The distance to expect between two uniform random answers on `categories` steps, as a share of the whole
/// scale: (k + 1) / 3k.
pub fn expected_linear_distance(categories: usize) -> f64 {
    let k = categories as f64;
    (k + 1.0) / (3.0 * k)
}

/// Half the width of the t interval over the scores of the questions.
fn half_width(scores: &[f64], centre: f64) -> Option<f64> {
    let n = scores.len() as f64;
    let variance = scores.iter().map(|s| (s - centre).powi(2)).sum::<f64>() / (n - 1.0);
    let t = StudentsT::new(0.0, 1.0, n - 1.0).ok()?.inverse_cdf(f64::midpoint(1.0, LEVEL));
    Some(t * (variance / n).sqrt())
}

/// The mean of `measure` over all pairs of raters, for every question with at least two answers.
fn mean_over_pairs(
    answers: &[Answers],
    categories: usize,
    measure: impl Fn(f64, f64) -> f64,
) -> Result<Vec<f64>, AgreementError> {
    if categories < 2 {
        return Err(AgreementError::TooFewCategories);
    }
    let questions = answers.first().map_or(0, Vec::len);
    if answers.iter().any(|row| row.len() != questions) {
        return Err(AgreementError::RowsDiffer);
    }
    let mut means = Vec::new();
    for question in 0..questions {
        let given: Vec<f64> = answers.iter().filter_map(|row| row[question]).collect();
        if given.iter().any(|answer| !(1.0..=categories as f64).contains(answer)) {
            return Err(AgreementError::OffScale(question));
        }
        let measured: Vec<f64> = given
            .iter()
            .enumerate()
            .flat_map(|(i, a)| given[i + 1..].iter().map(|b| measure(*a, *b)))
            .collect();
        if !measured.is_empty() {
            means.push(mean(&measured));
        }
    }
    Ok(means)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Four raters (rows), five questions (columns).
    const M: [[u8; 5]; 4] = [[4, 4, 5, 4, 3], [4, 5, 5, 4, 4], [5, 4, 4, 4, 4], [3, 4, 5, 4, 4]];

    fn rows<const Q: usize>(rows: &[[u8; Q]]) -> Vec<Answers> {
        rows.iter().map(|row| row.iter().map(|&a| (a > 0).then_some(f64::from(a))).collect()).collect()
    }

    #[track_caller]
    fn check(got: f64, expected: f64) {
        assert!((got - expected).abs() < 5e-6, "{got} is not {expected}");
    }

    #[test]
    fn four_raters_of_five_questions() {
        let agreement = linear(&rows(&M), 5).unwrap();
        check(agreement.coefficient, 0.6875);
        let (low, high) = agreement.interval.unwrap();
        check(low, 0.41313);
        check(high, 0.96187);
        assert_eq!(agreement.questions, 5);
    }

    #[test]
    fn two_answers_missing() {
        let mut answers = rows(&M);
        answers[0][0] = None;
        answers[1][2] = None;
        check(linear(&answers, 5).unwrap().coefficient, 0.625);
    }

    #[test]
    fn three_partners_who_nearly_always_say_five_agree() {
        let near =
            [[4, 5, 5, 5, 5, 5, 5, 5, 5, 5], [5, 4, 5, 4, 5, 5, 5, 5, 5, 5], [5, 5, 4, 5, 5, 5, 5, 5, 5, 5]];
        check(linear(&rows(&near), 5).unwrap().coefficient, 5.0 / 6.0);
        let within = within_one_step(&rows(&near), 5).unwrap();
        check(within.share, 1.0);
        check(within.chance, 0.52);
    }

    #[test]
    fn one_question_has_no_interval() {
        let one = linear(&rows(&[[3], [4]]), 5).unwrap();
        check(one.coefficient, 0.375);
        assert_eq!(one.interval, None);
    }

    #[test]
    fn impossible_answers_are_refused() {
        assert_eq!(linear(&rows(&[[6], [4]]), 5), Err(AgreementError::OffScale(0)));
        assert_eq!(linear(&rows(&[[0], [4]]), 5), Err(AgreementError::NothingInCommon));
        assert_eq!(linear(&[], 5), Err(AgreementError::NothingInCommon));
        assert_eq!(linear(&[], 1), Err(AgreementError::TooFewCategories));
        assert_eq!(linear(&[vec![Some(1.0)], vec![]], 5), Err(AgreementError::RowsDiffer));
    }

    #[test]
    fn other_distances_are_judged_by_their_own_chance() {
        // Three choices without an order: two random answers differ in two cases of three.
        let questions = [0.0, 1.0, 1.0].map(|observed| QuestionDistance { observed, expected: 2.0 / 3.0 });
        check(from_distances(&questions).unwrap().coefficient, 0.0);
        for (observed, expected) in [(1.1, 0.5), (f64::NAN, 0.5), (0.5, 0.0), (0.5, 1.1), (0.5, f64::NAN)] {
            let bad = from_distances(&[QuestionDistance { observed, expected }]);
            assert_eq!(bad, Err(AgreementError::BadDistance(0)));
        }
        assert_eq!(from_distances(&[]), Err(AgreementError::NothingInCommon));
    }

    #[test]
    fn random_answers_average_to_nothing_for_any_number_of_raters() {
        for (raters, most) in [(2, 7), (3, 7), (4, 5), (5, 4), (6, 3)] {
            for k in 2..=most {
                let all = every_answer(raters, k);
                let coefficients: Vec<f64> =
                    all.iter().map(|answers| linear(answers, k).unwrap().coefficient).collect();
                check(mean(&coefficients), 0.0);
            }
        }
    }

    /// Every way in which `raters` can answer one question on `k` steps.
    fn every_answer(raters: u32, k: usize) -> Vec<Vec<Answers>> {
        let digit = |case: usize, rater: u32| case / k.pow(rater) % k + 1;
        (0..k.pow(raters))
            .map(|case| (0..raters).map(|rater| vec![Some(digit(case, rater) as f64)]).collect())
            .collect()
    }

    fn any_answers() -> impl Strategy<Value = Vec<Answers>> {
        (2_usize..6, 2_usize..9).prop_flat_map(|(raters, questions)| {
            let answer = prop_oneof![4 => (1_u8..=5).prop_map(|a| Some(f64::from(a))), 1 => Just(None)];
            prop::collection::vec(prop::collection::vec(answer, questions), raters)
        })
    }

    fn same(a: Result<Agreement, AgreementError>, b: Result<Agreement, AgreementError>) -> bool {
        match (a, b) {
            (Ok(a), Ok(b)) => {
                let ends = |x: Agreement| x.interval.unwrap_or((0.0, 0.0));
                let (low, high) = (ends(a).0 - ends(b).0, ends(a).1 - ends(b).1);
                (a.coefficient - b.coefficient).abs() < 1e-9 && low.abs() < 1e-6 && high.abs() < 1e-6
            }
            (a, b) => a == b,
        }
    }

    proptest! {
        #[test]
        fn identical_answers_agree_fully(row in prop::collection::vec(1_u8..=5, 1..20), raters in 2_usize..8) {
            let row: Answers = row.into_iter().map(|a| Some(f64::from(a))).collect();
            check(linear(&vec![row; raters], 5).unwrap().coefficient, 1.0);
        }

        #[test]
        fn order_and_direction_do_not_matter(answers in any_answers()) {
            let plain = linear(&answers, 5);
            let raters: Vec<Answers> = answers.iter().rev().cloned().collect();
            let questions: Vec<Answers> = answers.iter().map(|r| r.iter().rev().copied().collect()).collect();
            let reversed: Vec<Answers> =
                answers.iter().map(|r| r.iter().map(|a| a.map(|a| 6.0 - a)).collect()).collect();
            prop_assert!(same(plain, linear(&raters, 5)));
            prop_assert!(same(plain, linear(&questions, 5)));
            prop_assert!(same(plain, linear(&reversed, 5)));
        }

        #[test]
        fn a_question_nobody_answered_changes_nothing(mut answers in any_answers()) {
            let plain = linear(&answers, 5);
            for row in &mut answers {
                row.push(None);
            }
            prop_assert!(same(plain, linear(&answers, 5)));
        }
    }
}
