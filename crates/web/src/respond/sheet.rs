//! The sheet of a respondent: the questions in their order, what was saved, and saving.

use rowlock_core::alliance::{Alliance, Round, RoundState};
use rowlock_core::answers::{own_draft, seal_answers, seal_draft};
use rowlock_core::decide::unfit_answers;
use rowlock_core::fact::{Respondent, Sheet};
use rowlock_core::framework::{Item, OpenQuestion, Target};
use rowlock_core::id::{PartyId, RoundId};
use rowlock_core::seal::{Keyring, Subject};
use rowlock_store::{Turn, Write};

use super::invite;
use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::credential::{self, Holding};
use crate::guard::{Guest, Seat};
use crate::oops::Oops;

/// One screen.
pub(crate) enum Step<'a> {
    /// A question with an answer that is compared.
    Item(&'a Item),
    /// A question answered in one's own words.
    Open(&'a OpenQuestion),
}

/// A respondent at work.
pub(crate) struct Desk {
    pub scene: Scene,
    pub round: RoundId,
    pub respondent: Respondent,
    /// The key of what is saved, where a word of their own locks it.
    own: Option<Keyring>,
}

impl Desk {
    /// Of whoever came by a link.
    pub async fn of(app: &App, guest: &Guest) -> Result<Self, Oops> {
        let desk = Self::at(app, guest.seat.clone(), &guest.invitation.round).await?;
        Ok(Self { own: guest.own.clone(), ..desk })
    }

    /// Of a respondent.
    pub async fn at(app: &App, seat: Seat, round: &str) -> Result<Self, Oops> {
        let round = RoundId::parse(round).map_err(|_| Oops::NotFound)?;
        let scene = Scene::of(app, seat, Some(app.world.today())).await?;
        let known = scene.alliance.rounds.get(&round).ok_or(Oops::NotFound)?;
        let asked = &known.drafted.value.respondents;
        let respondent = asked.iter().find(|one| Some(&one.person) == scene.seat.person.as_ref());
        let respondent = respondent.cloned().ok_or(Oops::NotFound)?;
        Ok(Self { scene, round, respondent, own: None })
    }

    /// The round.
    pub fn round(&self) -> Result<&Round, Oops> {
        self.scene.alliance.rounds.get(&self.round).ok_or(Oops::NotFound)
    }

    /// Whether this respondent may still answer.
    pub fn may_answer(&self) -> Result<bool, Oops> {
        let round = self.round()?;
        Ok(round.state(self.scene.on) == RoundState::Open
            && !round.submitted.contains_key(&self.respondent.person)
            && !round.withdrawn.contains_key(&self.respondent.person))
    }

    /// The questions, in the order in which they are asked.
    pub fn steps(&self) -> Result<Vec<Step<'_>>, Oops> {
        let round = self.round()?;
        let framework = &self.scene.app.framework;
        let items = framework.items_of(round.drafted.value.form).map(|(_, item)| Step::Item(item));
        let has_adviser = round.rule(self.scene.on).is_some_and(|rule| rule.adviser.is_some());
        let open = framework.open_questions_of(round.drafted.value.form, has_adviser).map(Step::Open);
        Ok(items.chain(open).collect())
    }

    /// The other parties that are asked in this round.
    pub fn others(&self) -> Result<Vec<PartyId>, Oops> {
        let mut others: Vec<PartyId> = Vec::new();
        for asked in &self.round()?.drafted.value.respondents {
            if asked.party != self.respondent.party && !others.contains(&asked.party) {
                others.push(asked.party.clone());
            }
        }
        Ok(others)
    }

    /// The alliance on the day of answering.
    pub fn alliance(&self) -> &Alliance {
        &self.scene.alliance
    }

    /// What was saved so far.
    pub async fn saved(&self) -> Result<Sheet, Oops> {
        let app = &self.scene.app;
        let (alliance, person) = (&self.scene.seat.alliance, &self.respondent.person);
        let (place, seat) = (self.round.as_str(), &self.scene.seat);
        if credential::holding(app, seat, place, person.as_str()).await? == Holding::Other {
            return Ok(Sheet::default());
        }
        let Some(draft) = app.store.draft(alliance, place, person.as_str()).await? else {
            return Ok(Sheet::default());
        };
        match &self.own {
            // What another word locked, or was saved before there was one, is not read.
            Some(own) => Ok(own_draft(&draft, &self.round, person, own).unwrap_or_default()),
            None => Ok(own_draft(&draft, &self.round, person, &app.ring(alliance).await?)?),
        }
    }

    /// Saves, sealed under the respondent's own key, which is made with the first answer.
    pub async fn save(&self, sheet: &Sheet) -> Result<(), Oops> {
        let app = &self.scene.app;
        let (alliance, person) = (&self.scene.seat.alliance, &self.respondent.person);
        credential::take_hold(app, &self.scene.seat, self.round.as_str(), person.as_str()).await?;
        let ring = match &self.own {
            Some(own) => own.clone(),
            None => app.ring_with(alliance, &Subject::answers(person)).await?,
        };
        let sealed = seal_draft(sheet, &self.round, person, &ring, &app.world.seed())?;
        let place = (alliance.as_str(), self.round.as_str(), person.as_str());
        app.store.save_draft(place, &sealed, app.world.now()).await?;
        Ok(())
    }

    /// Whether a question has an answer.
    pub fn is_answered(&self, step: &Step<'_>, sheet: &Sheet) -> Result<bool, Oops> {
        Ok(match step {
            Step::Item(item) => match (sheet.items.get(&item.id), item.target) {
                (None, _) => false,
                (Some(answer), Target::Own) => answer.own.is_some(),
                (Some(answer), Target::EachPartner) => {
                    self.others()?.iter().all(|other| answer.about.contains_key(other))
                }
            },
            // Answers in one's own words may be left out.
            Step::Open(_) => true,
        })
    }

    /// Submits the answers: they are sealed for the record, and the last one locks the round.
    pub async fn submit(&self, sheet: &Sheet) -> Result<(), NotDone> {
        let app = &self.scene.app;
        let form = self.round()?.drafted.value.form;
        let unfit = unfit_answers(
            sheet,
            &self.respondent.party,
            form,
            self.alliance(),
            &app.framework,
            self.scene.on,
        );
        if let Some(unfit) = unfit.first() {
            let text = format!("The answer to {} does not fit: it should be {}.", unfit.item, unfit.expected);
            return Err(Oops::BadRequest(text).into());
        }
        let person = &self.respondent.person;
        credential::take_hold(app, &self.scene.seat, self.round.as_str(), person.as_str()).await?;
        let ring = app.ring(&self.scene.seat.alliance).await?;
        let done = app
            .act(&self.scene.seat, |case: &Case| {
                // Whoever wrote in between may have made a key; the case that is decided on anew has it.
                let mut known = ring.clone();
                known.absorb(&case.ring);
                let mut keys = known.clone();
                let seed = app.world.seed();
                let drafted = &case.whole.rounds.get(&self.round).ok_or(Oops::NotFound)?.drafted.value;
                let submitted =
                    seal_answers(&app.framework, drafted, person, sheet.clone(), &mut keys, &seed)?;
                // Keys that were there are not written again: one that is destroyed meanwhile stays destroyed.
                let subjects = [Subject::answers(person), Subject::adviser_only(person)];
                let fresh: Vec<Subject> = subjects.into_iter().filter(|one| !known.holds(one)).collect();
                keys.keep(&fresh);
                let done = Write::Done { round: self.round.to_string(), person: person.to_string() };
                Ok(Deed { keys, writes: vec![done], ..Deed::of(vec![submitted.into()], self.scene.today) })
            })
            .await?;
        let locked = done.whole.rounds.get(&self.round).is_some_and(|round| round.locked.is_some());
        if locked {
            invite::tell_locked(app, &self.scene.seat.alliance, self.round.as_str()).await?;
        }
        Ok(())
    }

    /// Notes that the first answer was saved.
    pub async fn started(&self, guest: &Guest) -> Result<(), Oops> {
        if guest.invitation.started_at.is_none() {
            let app = &self.scene.app;
            app.store.turn_invitation(&guest.invitation.id, Turn::Started, app.world.now()).await?;
        }
        Ok(())
    }
}
