//! Bringing an alliance into the store: founded on a page, or from a case file or an exported record.

use rowlock_core::alliance::Alliance;
use rowlock_core::fact::words;
use rowlock_core::id::{BadId, is_id};
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;
use rowlock_store::{Membership, Person, Write};

use crate::app::App;
use crate::case::{Case, NotDone};
use crate::oops::Oops;

/// Whoever brings an alliance in, and as what.
#[derive(Debug, Clone)]
pub struct Founder {
    /// The account.
    pub account: String,
    /// `lead`, or `adviser`.
    pub role: &'static str,
}

/// An alliance that was brought in.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Its id in the store.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// Brings in a record that is there already, with the keys to its answers, and gives the founder a seat.
///
/// # Errors
/// One sentence, when the record is empty, names no adviser to be, or the store fails.
pub async fn import(app: &App, founder: &Founder, record: Record, keys: Keyring) -> Result<Imported, String> {
    let whole = record.alliance(jiff::civil::Date::MAX, jiff::civil::Date::MAX);
    let name = whole.name.clone();
    if record.lines().is_empty() || name.is_empty() {
        return Err("The record is empty: it has no alliance in it.".to_owned());
    }
    let id = new_id(app, &name);
    let mut writes: Vec<Write> = people(&whole).into_iter().map(Write::Person).collect();
    writes.push(Write::Member(seat(&whole, founder)?));
    writes.extend(whole.from_playbook.iter().map(|id| Write::BegunFrom { playbook: id.to_string() }));
    let case = Case { record, ring: keys, wrapped: Vec::new(), whole };
    app.store_case(&id, None, case, writes).await.map_err(|failed: NotDone| match failed {
        NotDone::Refused(refusal) => {
            format!("{} Nothing was written.", crate::form::refusal_in_words(&refusal))
        }
        NotDone::Oops(oops) => {
            tracing::error!(error = ?oops, "an alliance was not brought in");
            "The store did not take it. Nothing was written.".to_owned()
        }
    })?;
    Ok(Imported { id, name })
}

/// An id for a new alliance: its name in short, and a few digits of chance.
pub(crate) fn new_id(app: &App, name: &str) -> String {
    let slug: String = slug(name).chars().take(32).collect();
    format!("{}-{}", slug.trim_matches('-'), &app.world.id()[..8])
}

/// A name as an id: lower case, words joined by hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        let folded = match c {
            'ä' | 'Ä' => "ae".to_owned(),
            'ö' | 'Ö' => "oe".to_owned(),
            'ü' | 'Ü' => "ue".to_owned(),
            'ß' => "ss".to_owned(),
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
            _ => "-".to_owned(),
        };
        if folded != "-" || !text.ends_with('-') {
            text.push_str(&folded);
        }
    }
    let text: String = text.trim_matches('-').chars().take(48).collect();
    let text = text.trim_end_matches('-').to_owned();
    if is_id(&text) { text } else { "x".to_owned() }
}

/// A slug that is not among those taken.
pub(crate) fn free_slug(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let slug = slug(name);
    if !taken(&slug) {
        return slug;
    }
    (2..10_000).map(|number| format!("{slug}-{number}")).find(|slug| !taken(slug)).unwrap_or(slug)
}

/// An id for something new by the name that it has, with `parse` of the kind of id that is wanted.
pub(crate) fn free_id<T>(
    name: &str,
    taken: impl Fn(&str) -> bool,
    parse: fn(&str) -> Result<T, BadId>,
) -> Result<T, Oops> {
    parse(&free_slug(name, taken)).map_err(|error| Oops::Internal(error.to_string()))
}

/// The people of a record, each by a name made of their id.
pub(crate) fn people(alliance: &Alliance) -> Vec<Person> {
    let spoken = alliance.parties.values().flat_map(|party| party.joined.value.people.iter());
    let people = spoken.chain(alliance.advisers.keys());
    let person = |id: &rowlock_core::id::PersonId| Person {
        id: id.to_string(),
        name: name_of(id.as_str()),
        address: None,
    };
    people.map(person).collect()
}

/// A name made of an id, where nobody wrote one down: "ana-lind" becomes "Ana Lind".
fn name_of(id: &str) -> String {
    words(id).split(' ').map(rowlock_core::fact::capital).collect::<Vec<_>>().join(" ")
}

fn seat(alliance: &Alliance, founder: &Founder) -> Result<Membership, String> {
    if founder.role == "adviser" {
        let adviser = alliance.advisers.keys().next();
        let person = adviser.ok_or("This case has no adviser on record: bring it in as its lead party.")?;
        return Ok(Membership {
            account: founder.account.clone(),
            role: founder.role.to_owned(),
            party: None,
            person: Some(person.to_string()),
        });
    }
    let lead = alliance.lead.as_ref().ok_or("The record names no lead party.")?;
    let speaks = alliance.parties.get(lead).and_then(|party| party.joined.value.people.first());
    Ok(Membership {
        account: founder.account.clone(),
        role: founder.role.to_owned(),
        party: Some(lead.to_string()),
        person: speaks.map(ToString::to_string),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Energy audits", "energy-audits"),
            ("  Müller & Söhne GmbH ", "mueller-soehne-gmbh"),
            ("!!!", "x"),
        ] {
            assert_eq!(slug(name), id);
        }
        assert_eq!(free_slug("Ana", |taken| taken == "ana"), "ana-2");
    }
}
