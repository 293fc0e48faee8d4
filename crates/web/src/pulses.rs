//! Pulses that are planned open by themselves, and ask everybody whose address is known.

use rowlock_core::fact::{Actor, RoundDrafted, RoundForm, RoundOpened, Stage};
use rowlock_core::gate;
use rowlock_core::id::RoundId;
use rowlock_store::Person;

use crate::app::App;
use crate::case::{Case, Deed, NotDone};
use crate::found::free_id;
use crate::mail::Post;
use crate::oops::Oops;
use crate::respond::invite;

/// What everybody reads as the reason of a planned pulse.
const WHY: &str = "A pulse as planned: a few questions, so that what slips is seen early.";

/// Opens the pulse of an alliance that is due today, if there is one.
pub(crate) async fn open_due(app: &App, id: &str) -> Result<(), Oops> {
    let case = app.latest_case(id).await?;
    let today = app.world.today();
    let is_due = case.whole.next_pulse(today).is_some_and(|due| due <= today);
    let is_over = case.whole.stage(today) == Some(Stage::Ended) || case.whole.lives_elsewhere().is_some();
    let Some(plan) = case.whole.pulse_plan(today).filter(|_| is_due && !is_over) else { return Ok(()) };
    let known = &case.whole.rounds;
    let taken = |id: &str| known.keys().any(|round| round.as_str() == id);
    let round = free_id(&format!("pulse-{today}"), taken, RoundId::parse)?;
    let drafted = RoundDrafted {
        round: round.clone(),
        form: RoundForm::Pulse,
        respondents: plan.value.respondents.clone(),
        asked_by: case.whole.name.clone(),
        why: WHY.to_owned(),
    };
    let rule = gate::rule_at_opening(&app.framework, &drafted, None);
    let days = i64::from(plan.value.answer_within_days);
    let events = vec![drafted.into(), RoundOpened { round: round.clone(), rule }.into()];
    match app.put(id, Some(&case), &Actor::Rowlock, Deed::of(events, today)).await {
        Ok(case) => ask(app, id, &case, &round, days).await,
        // Somebody wrote in between, or somebody who is asked has left meanwhile: the next look tries again.
        Err(NotDone::Oops(Oops::Conflict)) => {
            app.forget(id);
            Ok(())
        }
        Err(NotDone::Refused(refusal)) => {
            tracing::warn!(alliance = id, %refusal, "a planned pulse could not be opened");
            Ok(())
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}

async fn ask(app: &App, id: &str, case: &Case, round: &RoundId, days: i64) -> Result<(), Oops> {
    let people = app.store.people(id).await?;
    let asked = case.whole.rounds.get(round).map(|round| round.drafted.value.respondents.clone());
    for respondent in asked.unwrap_or_default() {
        let known = people.iter().find(|person| person.id == respondent.person.as_str()).cloned();
        let person = known.unwrap_or_else(|| Person {
            id: respondent.person.to_string(),
            name: respondent.person.to_string(),
            address: None,
        });
        let by_mail = person.address.is_some() && app.settings.post != Post::Nowhere;
        let way = invite::Way { by_mail, made_by: None };
        invite::make_for(app, (id, case, round.as_str()), &person, way, 24 * days).await?;
    }
    Ok(())
}
