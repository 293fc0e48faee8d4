//! Taking names out of a text: where a party, somebody of it or a client is named, the role stands instead.

use jiff::civil::Date;

use super::{Seat, Seating};
use crate::alliance::Alliance;
use crate::id::PartyId;

/// Words after which a role needs no article.
const BEFORE: [&str; 18] = [
    "the", "our", "your", "their", "its", "his", "her", "my", "a", "an", "each", "every", "any", "this",
    "that", "no", "other", "another",
];

/// Names that may not stand in a playbook, and what stands in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    names: Vec<Name>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    /// In lower case, character by character.
    letters: Vec<char>,
    noun: String,
    article: &'static str,
    /// A short id that is an ordinary word as well: a name only with a capital.
    capital: bool,
}

impl Names {
    /// The names on a record: parties, those who signed, people and clients; and what the maker says a party is
    /// called besides.
    pub fn of(alliance: &Alliance, seating: &Seating, known_as: &[(PartyId, String)], on: Date) -> Self {
        let mut names = Self { names: Vec::new() };
        for (party, entry) in &alliance.parties {
            let seat = seating.seat(party);
            let (noun, article) = match seat {
                Some(seat) => (seat.noun(), "the"),
                None => ("other firm".to_owned(), "the"),
            };
            names.add(&entry.joined.value.name, &noun, article);
            let id = party.as_str();
            if id.contains(['-', '_']) {
                names.add(id, &noun, article);
            }
            for (_, called) in known_as.iter().filter(|(known, _)| known == party) {
                names.add(called, &noun, article);
            }
            let person = format!("person of the {}", seat.map_or("other firm".to_owned(), Seat::noun));
            for id in &entry.joined.value.people {
                names.add_person(id.as_str(), &person);
            }
        }
        for clause in alliance.clauses.values() {
            let approvals = clause.versions.iter().flat_map(|version| &version.value.approvals);
            for approval in approvals.filter(|approval| approval.on <= on) {
                let seat = seating.seat(&approval.value.party).unwrap_or(Seat::Partner);
                names.add(&approval.value.typed_name, &format!("person of the {}", seat.noun()), "a");
            }
        }
        for client in alliance.clients.values().flatten() {
            names.add(&client.value.name, "client", "a");
        }
        names.names.sort_by(|one, other| {
            (other.letters.len(), &one.letters).cmp(&(one.letters.len(), &other.letters))
        });
        names.names.dedup_by(|one, other| one.letters == other.letters);
        names
    }

    fn add(&mut self, name: &str, noun: &str, article: &'static str) {
        self.push(name, noun, article, false);
        let spaced = name.trim();
        if let Some(bare) = spaced.get(..4).filter(|start| start.eq_ignore_ascii_case("the ")) {
            self.push(&spaced[bare.len()..], noun, article, false);
        }
    }

    fn add_person(&mut self, id: &str, noun: &str) {
        if id.contains(['-', '_']) {
            self.push(id, noun, "a", false);
            self.push(&id.replace(['-', '_'], " "), noun, "a", false);
        } else {
            self.push(id, noun, "a", true);
        }
    }

    fn push(&mut self, name: &str, noun: &str, article: &'static str, capital: bool) {
        let letters: Vec<char> = name.trim().chars().flat_map(char::to_lowercase).collect();
        let is_role =
            ["lead", "partner", "client"].iter().any(|role| letters.iter().copied().eq(role.chars()));
        if letters.iter().filter(|letter| letter.is_alphanumeric()).count() >= 2 && !is_role {
            self.names.push(Name { letters, noun: noun.to_owned(), article, capital });
        }
    }

    /// The text with roles in the place of names.
    pub fn without(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let (mut out, mut place) = (String::with_capacity(text.len()), 0);
        while place < letters.len() {
            let begins = place == 0 || !letters[place - 1].is_alphanumeric();
            let found = self.names.iter().filter(|_| begins).find_map(|name| {
                let end = name.ends_at(&letters, place)?;
                Some((name, end))
            });
            if let Some((name, end)) = found {
                name.write(&mut out);
                place = end;
            } else {
                out.push(letters[place]);
                place += 1;
            }
        }
        out
    }

    /// Whether a text names somebody.
    pub fn are_in(&self, text: &str) -> bool {
        self.without(text) != text
    }
}

impl Name {
    /// Where the name ends if it stands at `place` as a whole word.
    fn ends_at(&self, letters: &[char], place: usize) -> Option<usize> {
        if self.capital && !letters[place].is_uppercase() {
            return None;
        }
        let (mut at, mut matched) = (place, 0);
        while matched < self.letters.len() {
            let letter = letters.get(at)?;
            for lower in letter.to_lowercase() {
                let wanted = *self.letters.get(matched)?;
                // A line break inside a name is a space.
                if lower != wanted && !(wanted == ' ' && lower.is_whitespace()) {
                    return None;
                }
                matched += 1;
            }
            at += 1;
        }
        if letters.get(at).is_some_and(|next| next.is_alphanumeric()) { None } else { Some(at) }
    }

    fn write(&self, out: &mut String) {
        let before = out.trim_end();
        let last_word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let spaced = out.ends_with(char::is_whitespace);
        let has_word = spaced && BEFORE.iter().any(|word| last_word.eq_ignore_ascii_case(word));
        if !has_word {
            let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '#']);
            let article = if begins { capital(self.article) } else { self.article.to_owned() };
            out.push_str(&article);
            out.push(' ');
        }
        out.push_str(&self.noun);
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
