//! Deciding on facts about structure that is data: comments, the ladder, the plan of pulses, shares, contributions.

use super::{Bench, Refusal, amount, said, within};
use crate::fact::{ClauseCommented, Event, LadderAgreed, PulseScheduled, Respondent, Split};

/// The longest comment, in characters.
const LONGEST_COMMENT: usize = 2000;
/// The most steps of a ladder.
const MOST_STEPS: usize = 8;

impl Bench<'_> {
    pub(super) fn check_structure(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::ClauseCommented(data) => self.comments(data),
            Event::LadderAgreed(data) => ladder(data),
            Event::PulseScheduled(data) => self.plans_pulses(data),
            Event::SplitAgreed(data) => self.splits(&data.split),
            Event::ContributionMade(data) => {
                self.party("party", &data.party)?;
                amount("amount", data.amount)?;
                said("what", &data.what)
            }
            _ => Ok(()),
        }
    }

    fn comments(&self, data: &ClauseCommented) -> Result<(), Refusal> {
        if let Some(party) = &data.by {
            self.party("by", party)?;
        }
        let version = self.version("clause", &data.clause, data.version)?;
        if self.on < version.on {
            return Err(Refusal::too_early("on", self.on, "this version was drafted", version.on));
        }
        said("text", &data.text)?;
        let length = data.text.chars().count();
        if length <= LONGEST_COMMENT {
            return Ok(());
        }
        Err(Refusal::OutOfRange {
            field: "text",
            found: format!("{length} characters"),
            expected: format!("at most {LONGEST_COMMENT} characters"),
        })
    }

    fn plans_pulses(&self, data: &PulseScheduled) -> Result<(), Refusal> {
        if data.every_weeks == 0 {
            return Ok(());
        }
        within("every_weeks", f64::from(data.every_weeks), 1.0, 26.0)?;
        within("answer_within_days", f64::from(data.answer_within_days), 1.0, 60.0)?;
        self.respondents(&data.respondents)
    }

    /// Refuses people who do not speak for their party, who are named twice, or who are of one party alone.
    pub(super) fn respondents(&self, respondents: &[Respondent]) -> Result<(), Refusal> {
        for respondent in respondents {
            self.party("respondents", &respondent.party)?;
            self.person_of("respondents", &respondent.person, &respondent.party)?;
            if respondents.iter().filter(|other| other.person == respondent.person).count() > 1 {
                return Err(Refusal::there("respondents", "respondent", respondent.person.as_str()));
            }
        }
        let mut parties: Vec<_> = respondents.iter().map(|respondent| &respondent.party).collect();
        parties.sort();
        parties.dedup();
        if parties.len() >= 2 {
            return Ok(());
        }
        Err(Refusal::OutOfRange {
            field: "respondents",
            found: format!("people of {} party", parties.len()),
            expected: "people of two parties or more: a round compares".to_owned(),
        })
    }

    fn splits(&self, split: &Split) -> Result<(), Refusal> {
        match split {
            Split::Fixed { shares } => {
                self.parties("shares", shares.keys())?;
                shares.values().try_for_each(|share| within("shares", *share, 0.0, 100.0))?;
                let all: f64 = shares.values().sum();
                if (all - 100.0).abs() <= 0.01 {
                    return Ok(());
                }
                Err(Refusal::OutOfRange {
                    field: "shares",
                    found: format!("{all} percent in all"),
                    expected: "100 percent in all".to_owned(),
                })
            }
            Split::Dynamic { weights, freeze } => {
                weights.values().try_for_each(|weight| within("weights", *weight, 0.01, 20.0))?;
                said("freeze", freeze)
            }
        }
    }
}

fn ladder(data: &LadderAgreed) -> Result<(), Refusal> {
    if data.steps.is_empty() || data.steps.len() > MOST_STEPS {
        return Err(Refusal::OutOfRange {
            field: "steps",
            found: format!("{} steps", data.steps.len()),
            expected: format!("1 to {MOST_STEPS} steps"),
        });
    }
    for step in &data.steps {
        said("steps", &step.what)?;
        within("days", f64::from(step.days), 1.0, 365.0)?;
    }
    Ok(())
}
