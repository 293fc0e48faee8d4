//! How sure a choice is when the weights of criteria are not.

use rowlock_analysis::team::{Effort, Found, Judged, Question, Sure, Weighing, report};

use crate::brief;

fn judged(weights: Weighing) -> Question {
    let mut brief = brief();
    brief.candidates.iter_mut().for_each(|candidate| candidate.fit = None);
    let scores = [[7.0, 4.0], [6.0, 5.0], [3.0, 6.0], [4.0, 4.0], [7.0, 7.0]];
    brief.judged = Some(Judged {
        criteria: vec!["trust".to_owned(), "drive".to_owned()],
        scores: scores.into_iter().map(|line| line.into_iter().map(Some).collect()).collect(),
        weights,
    });
    Question::new(brief).unwrap()
}

fn sure(question: &Question) -> Sure {
    let effort = Effort { draws: 400, ..Effort::default() };
    match report(question, &effort).found {
        Found::Team(best) => best.sure.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_fit_is_made_of_scores_and_weights() {
    let question = judged(Weighing::Ranking(vec![0, 1]));
    assert!((question.fit(0) - 87.5).abs() < 0.001);
    let told = report(&question, &Effort::default()).weights.unwrap();
    assert_eq!(told, "The fit is made of scores on fixed scales: trust 75 % and drive 25 %.");
}

#[test]
fn shares_of_weights_are_told_as_what_they_are() {
    let sure = sure(&judged(Weighing::Ranking(vec![1, 0])));
    assert_eq!(sure.draws, 400);
    assert_eq!(
        sure.sentences[..3],
        [
            "This team is the best under 100 % of the 400 weights we tried, all in your order of the criteria.",
            "Ana is on the best team under 100 % of the weights.",
            "Ben is on the best team under 100 % of the weights.",
        ]
    );
    let said = sure.sentences.join(" ").to_lowercase();
    assert!(!said.contains("probab") && !said.contains("chance") && !said.contains("likely"), "{said}");
}

#[test]
fn whoever_is_often_on_the_best_team_without_being_on_this_one_is_named() {
    let sure = sure(&judged(Weighing::Ranking(vec![0, 1])));
    // Cid and Dora change places where trust counts for two thirds.
    assert!(sure.team > 0.4 && sure.team < 0.9, "{}", sure.team);
    assert!(sure.sentences.last().unwrap().starts_with("Not on this team: "), "{:?}", sure.sentences);
    let sum: f64 = sure.on_best_team.iter().sum();
    assert!((sum - 3.0).abs() < 1e-9, "teams of three");
    assert!((sure.first_alone.iter().sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn the_same_seed_gives_the_same_shares() {
    let question = judged(Weighing::Given(vec![50.0, 50.0]));
    assert_eq!(sure(&question), sure(&question));
}
