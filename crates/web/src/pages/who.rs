//! Who speaks in a form: the parties to choose from, and the one on whose behalf something is said.

use rowlock_core::id::PartyId;

use crate::case::Scene;
use crate::form::Form;

/// The parties of a form: their ids and names.
pub(super) fn parties(scene: &Scene) -> Vec<(String, String)> {
    let signers = scene.alliance.signers(scene.on);
    signers.iter().map(|id| (id.to_string(), scene.alliance.party_name(id).to_owned())).collect()
}

/// A list of people or parties to choose one of, with nobody chosen to begin with.
pub(super) fn or_nobody(options: &[(String, String)]) -> Vec<(String, String)> {
    std::iter::once((String::new(), "Choose\u{2026}".to_owned())).chain(options.iter().cloned()).collect()
}

/// The same as options of a field.
pub(super) fn pairs(parties: &[(String, String)]) -> Vec<(&str, &str)> {
    parties.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect()
}

/// The parties ticked under a name.
pub(super) fn ticked(form: &Form, name: &str) -> Vec<PartyId> {
    form.fields.all(name).filter_map(|id| PartyId::parse(id).ok()).collect()
}

/// The party on whose behalf something is said: that of the seat, or, for a seat without one, that chosen under a
/// name. Says so where none is chosen.
pub(super) fn speaker(scene: &Scene, form: &mut Form, name: &str) -> Option<PartyId> {
    let chosen = scene.seat.party.clone().or_else(|| PartyId::parse(form.fields.text(name)).ok());
    if chosen.is_none() {
        form.say(name, "Choose on whose behalf.");
    }
    chosen
}

/// The field in which a seat without a party chooses on whose behalf it speaks; nothing for the others.
pub(super) fn speaker_field(scene: &Scene, form: &Form, name: &str, label: &str) -> String {
    if scene.seat.party.is_some() { String::new() } else { form.select(name, label, "", &parties(scene)) }
}
