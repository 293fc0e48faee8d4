//! Deciding on the end of an alliance, and on what is learned from it.

use super::{Bench, Refusal, said, within};
use crate::alliance::RoundState;
use crate::fact::{
    AllianceEnded, DebriefHeld, Ending, Event, Measure, Outcome, RoundForm, Stage, StageMoved,
};
use crate::id::RoundId;

/// The most things by which an outcome is measured, and the most lessons of one debrief.
const MOST: usize = 20;

impl Bench<'_> {
    pub(super) fn check_ending(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::AllianceEnded(data) => self.ends(data),
            Event::DebriefHeld(data) => self.debriefs(data),
            _ => Ok(()),
        }
    }

    /// The end moves the stage, unless it stands there already.
    pub(super) fn entailed_by_ending(&self, command: &Event) -> Vec<Event> {
        match command {
            Event::AllianceEnded(data) if self.alliance.stage(self.on) != Some(Stage::Ended) => {
                vec![StageMoved { stage: Stage::Ended, why: data.why.clone() }.into()]
            }
            _ => Vec::new(),
        }
    }

    fn ends(&self, data: &AllianceEnded) -> Result<(), Refusal> {
        if self.alliance.ended(self.on).is_some() {
            let hint = "withdraw the ending that is there if it was a mistake";
            return Err(Refusal::not_now("how", "the alliance has ended already", hint));
        }
        if data.outcome == Outcome::Ongoing {
            let hint = "say whether it reached its aim, some of it, or failed";
            return Err(Refusal::not_now("outcome", "what is over does not go on", hint));
        }
        if data.how == Ending::NeverBegan && self.alliance.running_since(self.on).is_some() {
            let hint = "say how it ended: it has run";
            return Err(Refusal::not_now("how", "the joint business was running", hint));
        }
        said("why", &data.why)?;
        measures(&data.measures)
    }

    fn debriefs(&self, data: &DebriefHeld) -> Result<(), Refusal> {
        said("meant", &data.meant)?;
        said("happened", &data.happened)?;
        said("why", &data.why)?;
        said("change", &data.change)?;
        data.areas.iter().try_for_each(|area| self.area("areas", area))?;
        few("lessons", data.lessons.len(), "lessons")?;
        data.lessons.iter().try_for_each(|lesson| said("lessons", lesson))?;
        measures(&data.measures)?;
        data.round.as_ref().map_or(Ok(()), |round| self.looked_back(round))
    }

    /// What was said alone comes before what is said together.
    fn looked_back(&self, id: &RoundId) -> Result<(), Refusal> {
        let debriefs = || {
            let rounds = self.alliance.rounds.iter();
            rounds.filter(|(_, round)| round.drafted.value.form == RoundForm::Debrief)
        };
        let Some((_, round)) = debriefs().find(|(known, _)| *known == id) else {
            let known = debriefs().map(|(id, _)| id);
            return Err(Refusal::unknown("round", "debrief in which each answers alone", id.as_str(), known));
        };
        if round.state(self.on) >= RoundState::Locked {
            return Ok(());
        }
        let hint = "wait until each has answered alone, or leave `round` out";
        Err(Refusal::not_now("round", format!("{id} is not locked yet"), hint))
    }
}

fn measures(measures: &[Measure]) -> Result<(), Refusal> {
    few("measures", measures.len(), "measures")?;
    for measure in measures {
        said("measures", &measure.what)?;
        within("measures", measure.reached, f64::MIN, f64::MAX)?;
        within("measures", measure.aimed.unwrap_or(0.0), f64::MIN, f64::MAX)?;
    }
    Ok(())
}

fn few(field: &'static str, count: usize, what: &str) -> Result<(), Refusal> {
    if count <= MOST {
        return Ok(());
    }
    Err(Refusal::OutOfRange { field, found: format!("{count} {what}"), expected: format!("at most {MOST}") })
}
