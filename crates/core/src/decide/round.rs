//! Deciding on facts about rounds, and what each of them entails: the last answer locks a round, the last
//! consent releases its items.

use super::{Bench, Refusal};
use crate::alliance::{Round, RoundState};
use crate::fact::{
    Event, FrozenRule, ItemsReleased, ReleaseConsented, ReleaseScope, RoundDrafted, RoundLocked, Seq,
    Settlement,
};
use crate::gate;
use crate::id::{AreaId, ItemId, PartyId, PersonId, RoundId};

/// The fewest respondents with answers for a round to be locked.
const FEWEST_ANSWERS: usize = 2;

impl Bench<'_> {
    pub(super) fn check_round(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::RoundDrafted(data) => self.drafts(data),
            Event::RoundOpened(data) => self.opens(&data.round, &data.rule),
            Event::AnswersSubmitted(data) => {
                let round = self.respondent(&data.round, &data.person)?;
                self.in_state(round, RoundState::Open, "on", "answers are taken while a round is open")?;
                if round.submitted.contains_key(&data.person) {
                    return Err(Refusal::there("person", "sheet of answers by", data.person.as_str()));
                }
                self.after_the_last_answer(round)
            }
            Event::RespondentWithdrew(data) => {
                let round = self.respondent(&data.round, &data.person)?;
                self.in_state(
                    round,
                    RoundState::Open,
                    "withdrawn",
                    "one may withdraw until the round is locked",
                )?;
                self.after_the_last_answer(round)
            }
            Event::RoundLocked(data) => {
                let round = self.round(&data.round)?;
                self.in_state(
                    round,
                    RoundState::Open,
                    "locked",
                    "a round is locked once, after it was opened",
                )?;
                if round.answered(self.on) < FEWEST_ANSWERS {
                    let why = format!("{} has answered, and a round needs two", round.answered(self.on));
                    return Err(Refusal::not_now(
                        "locked",
                        why,
                        "wait for a second answer, or leave the round open",
                    ));
                }
                self.after_the_last_answer(round)
            }
            Event::ResultKept(data) => {
                let round = self.round(&data.round)?;
                self.locked(round, "round")?;
                if round.kept.is_some() {
                    return Err(Refusal::there("round", "kept result of", data.round.as_str()));
                }
                Ok(())
            }
            Event::ReleaseConsented(data) => self.consents(data),
            Event::ItemsReleased(data) => {
                let round = self.round(&data.round)?;
                self.locked(round, "round")?;
                if gate::is_agreed(round, data.scope, self.on) {
                    return Ok(());
                }
                let hint = "items are released when every party that answered has consented";
                Err(Refusal::not_now("round", "not every party has consented to the release", hint))
            }
            Event::GapConfirmed(data) => self.gap(&data.round, &data.area, data.item.as_ref(), &data.by),
            Event::GapMisread(data) => self.gap(&data.round, &data.area, data.item.as_ref(), &data.by),
            Event::GapSettled(data) => {
                self.area_and_item(&data.area, data.item.as_ref())?;
                match &data.how {
                    Settlement::Clause(clause) if !self.alliance.clauses.contains_key(clause) => {
                        let known = self.alliance.clauses.keys();
                        Err(Refusal::unknown("clause", "drafted clause", clause.as_str(), known))
                    }
                    Settlement::AcceptedDifference(text) => super::said("accepted", text),
                    Settlement::Clause(_) => Ok(()),
                }
            }
            Event::FactWithdrawn(data) => self.withdraws(data.fact).and(self.leaves_exchanges(data.fact)),
            _ => Ok(()),
        }
    }

    /// A lock before an answer would show on that day what holds without it, and later what holds with it.
    fn after_the_last_answer(&self, round: &Round) -> Result<(), Refusal> {
        let last = round.submitted.values().map(|entry| entry.on).max();
        last.map_or(Ok(()), |last| self.not_before("the last answer to this round came in", last))
    }

    /// What a round rests on and what happened in it after it was opened stays: a round that vanishes, an answer taken
    /// back and given anew, or a lock undone, would tell by the difference what somebody answered.
    fn withdraws(&self, fact: Seq) -> Result<(), Refusal> {
        for round in self.alliance.rounds.values().filter(|round| round.opened.is_some()) {
            let drafted = std::iter::once(round.drafted.seq);
            let opened = round.opened.iter().map(|entry| entry.seq);
            let locked = round.locked.iter().map(|entry| entry.seq);
            let kept = round.kept.iter().map(|entry| entry.seq);
            let people = round.submitted.values().chain(round.withdrawn.values()).map(|entry| entry.seq);
            let consents = round.consents.iter().map(|entry| entry.seq);
            let released = round.released.iter().map(|entry| entry.seq);
            let course = drafted.chain(opened).chain(locked).chain(kept).chain(people).chain(consents);
            if course.chain(released).chain(self.foundations(round)).any(|seq| seq == fact) {
                let why = format!("fact {fact} belongs to the course of a round, which stays as it was");
                return Err(Refusal::not_now("fact", why, "ask again in a new round"));
            }
        }
        Ok(())
    }

    /// The facts outside its course that an opened round rests on: whom it asks, and the adviser of its rule with all
    /// that parties said of letting that adviser in.
    fn foundations<'r>(&'r self, round: &'r Round) -> impl Iterator<Item = Seq> + 'r {
        let asked = round.drafted.value.respondents.iter();
        let parties = asked.filter_map(|asked| self.alliance.parties.get(&asked.party));
        let adviser = round.opened.as_ref().and_then(|opened| opened.value.adviser.as_ref());
        let adviser = adviser.and_then(|adviser| self.alliance.advisers.get(adviser)).into_iter();
        let let_in = adviser.flat_map(|adviser| {
            let consents = adviser.consents.values().flatten().map(|entry| entry.seq);
            std::iter::once(adviser.invited.seq).chain(consents)
        });
        parties.map(|party| party.joined.seq).chain(let_in)
    }

    /// The facts that follow from `command` by themselves.
    pub(super) fn entailed(&self, command: &Event) -> Vec<Event> {
        match command {
            Event::AnswersSubmitted(data) => self.lock_when_complete(&data.round, 1, 0),
            Event::RespondentWithdrew(data) => {
                let had_answered = self
                    .alliance
                    .rounds
                    .get(&data.round)
                    .is_some_and(|round| round.submitted.contains_key(&data.person));
                self.lock_when_complete(&data.round, 0, usize::from(had_answered))
            }
            Event::ReleaseConsented(data) => {
                let Some(round) = self.alliance.rounds.get(&data.round) else { return Vec::new() };
                let agrees = |party: &PartyId, person: &PersonId| {
                    let now = *party == data.party && data.person.as_ref().is_none_or(|said| said == person);
                    now || round.person_agreed(party, person, data.scope, self.on)
                };
                let others_agreed = round
                    .parties()
                    .into_iter()
                    .all(|party| round.answered_for(party).all(|person| agrees(party, person)));
                let already = round.released_on(data.scope, self.on).is_some();
                if others_agreed && !already {
                    vec![ItemsReleased { round: data.round.clone(), scope: data.scope }.into()]
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        }
    }

    fn lock_when_complete(&self, id: &RoundId, more: usize, fewer: usize) -> Vec<Event> {
        let Some(round) = self.alliance.rounds.get(id) else { return Vec::new() };
        let withdrawn = round.withdrawn.len() + usize::from(more == 0);
        let asked = round.drafted.value.respondents.len() - withdrawn;
        let answered = round.submitted.len() + more - fewer;
        if answered == asked && answered >= FEWEST_ANSWERS {
            vec![RoundLocked { round: id.clone() }.into()]
        } else {
            Vec::new()
        }
    }

    fn drafts(&self, data: &RoundDrafted) -> Result<(), Refusal> {
        if self.alliance.rounds.contains_key(&data.round) {
            return Err(Refusal::there("id", "round", data.round.as_str()));
        }
        self.respondents(&data.respondents)
    }

    fn opens(&self, id: &RoundId, rule: &FrozenRule) -> Result<(), Refusal> {
        let round = self.round(id)?;
        self.in_state(round, RoundState::Draft, "opened", "a round is opened once, after it was drafted")?;
        let fewest = self.framework.scoring.confidentiality.min_items_behind_a_band;
        if (rule.min_items_behind_a_band as usize) < fewest as usize {
            return Err(Refusal::OutOfRange {
                field: "opened",
                found: format!("a band with {} items behind it", rule.min_items_behind_a_band),
                expected: format!("{fewest} items or more behind each band"),
            });
        }
        match &rule.adviser {
            Some(adviser) if !self.alliance.advisers.contains_key(adviser) => {
                Err(Refusal::unknown("adviser", "adviser", adviser.as_str(), self.alliance.advisers.keys()))
            }
            _ => Ok(()),
        }
    }

    fn round(&self, id: &RoundId) -> Result<&Round, Refusal> {
        match self.alliance.rounds.get(id) {
            None => Err(Refusal::unknown("round", "round", id.as_str(), self.alliance.rounds.keys())),
            Some(round) => self.not_before("the round was drafted", round.drafted.on).map(|()| round),
        }
    }

    fn respondent(&self, id: &RoundId, person: &PersonId) -> Result<&Round, Refusal> {
        let round = self.round(id)?;
        let asked = &round.drafted.value.respondents;
        if !asked.iter().any(|respondent| respondent.person == *person) {
            let known = asked.iter().map(|respondent| &respondent.person);
            return Err(Refusal::unknown("person", "respondent of this round", person.as_str(), known));
        }
        if round.withdrawn.contains_key(person) {
            let hint = "who withdrew does not answer";
            return Err(Refusal::not_now("person", format!("{person} has withdrawn"), hint));
        }
        Ok(round)
    }

    fn in_state(
        &self,
        round: &Round,
        state: RoundState,
        field: &'static str,
        hint: &str,
    ) -> Result<(), Refusal> {
        let now = round.state(self.on);
        if now == state {
            return Ok(());
        }
        let word = match now {
            RoundState::Draft => "not open yet",
            RoundState::Open => "open",
            RoundState::Locked | RoundState::Released => "locked",
        };
        Err(Refusal::not_now(field, format!("the round {} is {word}", round.drafted.value.round), hint))
    }

    fn locked(&self, round: &Round, field: &'static str) -> Result<(), Refusal> {
        if round.state(self.on) >= RoundState::Locked {
            return Ok(());
        }
        let why = format!("the round {} is not locked", round.drafted.value.round);
        Err(Refusal::not_now(field, why, "wait until all have answered, or lock the round"))
    }

    fn consents(&self, data: &ReleaseConsented) -> Result<(), Refusal> {
        let (round, party) = (self.round(&data.round)?, &data.party);
        self.locked(round, "consent")?;
        if !round.parties().contains(&party) {
            let known = round.parties();
            return Err(Refusal::unknown("party", "party that answered this round", party.as_str(), known));
        }
        match &data.person {
            Some(person) if !round.answered_for(party).any(|known| known == person) => {
                let known = round.answered_for(party);
                let what = format!("person who answered for {party}");
                Err(Refusal::unknown("person", &what, person.as_str(), known))
            }
            _ => Ok(()),
        }
    }

    fn gap(&self, id: &RoundId, area: &AreaId, item: Option<&ItemId>, by: &PartyId) -> Result<(), Refusal> {
        let round = self.round(id)?;
        self.locked(round, "gap")?;
        self.area_and_item(area, item)?;
        if item.is_some() && round.released_on(ReleaseScope::Items, self.on).is_none() {
            let why = format!("the items of the round {id} are not released");
            return Err(Refusal::not_now(
                "item",
                why,
                "leave `item` out, or record the consent of all parties first",
            ));
        }
        if round.parties().contains(&by) {
            return Ok(());
        }
        Err(Refusal::unknown("by", "party that answered this round", by.as_str(), round.parties()))
    }

    fn area_and_item(&self, area: &AreaId, item: Option<&ItemId>) -> Result<(), Refusal> {
        self.area("area", area)?;
        let Some(item) = item else { return Ok(()) };
        let items = self.framework.area(area).map(|area| area.items.as_slice()).unwrap_or_default();
        if items.iter().any(|known| known.id == *item) {
            return Ok(());
        }
        Err(Refusal::unknown(
            "item",
            &format!("item in the area {area}"),
            item.as_str(),
            items.iter().map(|i| &i.id),
        ))
    }
}
