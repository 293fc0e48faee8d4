//! The adviser's seat: a party asks an adviser in, each party consents for itself, and any one takes it back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::Role;
use rowlock_core::fact::{AdviserConsented, AdviserInvited, AdviserRevoked, Event};
use rowlock_core::id::PersonId;
use rowlock_store::{Membership, Person, Write};

use super::seats::{Filled, account_for, page, tell};
use crate::app::App;
use crate::case::{Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::found::free_slug;
use crate::oops::Oops;

/// Asks an adviser in; the party that asks consents with it.
pub(crate) async fn invite(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let name = form.required("adviser_name", "the adviser\u{2019}s name", 80);
    let address = form.address("adviser_address");
    let party = scene.seat.party.clone().ok_or(Oops::NotFound)?;
    if form.is_wrong() {
        let filled = Filled { adviser: form, ..Filled::default() };
        return page(&scene, filled).await.map(IntoResponse::into_response);
    }
    let whole = &scene.case.whole;
    let taken = |id: &str| {
        whole.advisers.keys().any(|known| known.as_str() == id)
            || whole
                .parties
                .values()
                .any(|party| party.joined.value.people.iter().any(|one| one.as_str() == id))
    };
    let members = app.store.members(&scene.seat.alliance).await?;
    let member = members.into_iter().find(|(.., known)| *known == address).map(|(member, ..)| member);
    // Whoever was asked in before is the same adviser under any name: who shut them out has shut them out.
    let before = member.as_ref().filter(|member| member.role == Role::Adviser.word());
    let before = before.and_then(|member| member.person.clone());
    if before.is_none() && (member.is_some() || address == scene.seat.who.address) {
        form.say(
            "adviser_address",
            "Whoever has this address has a seat here: nobody advises a case they are in.",
        );
        let filled = Filled { adviser: form, ..Filled::default() };
        return page(&scene, filled).await.map(IntoResponse::into_response);
    }
    let is_known = before.is_some();
    let id = before.unwrap_or_else(|| free_slug(&name, taken));
    let adviser = PersonId::parse(&id).map_err(|error| Oops::BadRequest(error.to_string()))?;
    let (account, is_new) = account_for(&app, &name, &address).await?;
    let deed = |_: &_| {
        if is_known {
            let consented = AdviserConsented { adviser: adviser.clone(), party: party.clone() };
            return Ok(Deed::of(vec![consented.into()], scene.today));
        }
        let invited = AdviserInvited { adviser: adviser.clone(), by: party.clone() };
        let consented = AdviserConsented { adviser: adviser.clone(), party: party.clone() };
        let person = Person { id: id.clone(), name: name.clone(), address: Some(address.clone()) };
        let member = Membership {
            account: account.id.clone(),
            role: "adviser".to_owned(),
            party: None,
            person: Some(id.clone()),
        };
        let writes = vec![Write::Person(person), Write::Member(member)];
        Ok(Deed { writes, ..Deed::of(vec![invited.into(), consented.into()], scene.today) })
    };
    match app.act(&scene.seat, deed).await {
        Ok(_) => {}
        Err(NotDone::Refused(refusal)) => {
            form.refuse(&refusal, &[]);
            let filled = Filled { adviser: form, ..Filled::default() };
            return page(&scene, filled).await.map(IntoResponse::into_response);
        }
        Err(NotDone::Oops(oops)) => return Err(oops),
    }
    match tell(&scene, &account, is_new).await? {
        Filled { link: None, told: None, .. } => {
            Ok(Redirect::to(&format!("{}?done=seated", scene.now("/seats"))).into_response())
        }
        filled => {
            let scene = Scene::of(&app, scene.seat.clone(), None).await?;
            page(&scene, filled).await.map(IntoResponse::into_response)
        }
    }
}

/// Lets the adviser see the case, for one's own party.
pub(crate) async fn consent(
    State(app): State<App>,
    scene: Scene,
    Path((_, person)): Path<(String, String)>,
) -> Result<Redirect, Oops> {
    say(&app, &scene, &person, "let-in", |adviser, party| AdviserConsented { adviser, party }.into()).await
}

/// Takes that back.
pub(crate) async fn revoke(
    State(app): State<App>,
    scene: Scene,
    Path((_, person)): Path<(String, String)>,
) -> Result<Redirect, Oops> {
    say(&app, &scene, &person, "kept-out", |adviser, party| AdviserRevoked { adviser, party }.into()).await
}

async fn say(
    app: &App,
    scene: &Scene,
    person: &str,
    done: &str,
    event: impl Fn(PersonId, rowlock_core::id::PartyId) -> Event + Send + Sync,
) -> Result<Redirect, Oops> {
    let adviser = PersonId::parse(person).map_err(|_| Oops::NotFound)?;
    let party = scene.seat.party.clone().ok_or(Oops::NotFound)?;
    let deed = |_: &_| Ok(Deed::of(vec![event(adviser.clone(), party.clone())], scene.today));
    app.act(&scene.seat, deed).await.map_err(NotDone::into_oops)?;
    Ok(Redirect::to(&format!("{}?done={done}", scene.now("/seats"))))
}
