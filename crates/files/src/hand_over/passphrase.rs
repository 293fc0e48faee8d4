//! A passphrase that is drawn, shown once, and easy to read out: six groups of four letters and digits, none of which
//! is taken for another, the last of them a check on the others.

use rowlock_core::seal::Seed;
use sha2::{Digest, Sha256};

/// The letters and digits of a passphrase: no i, l, o and u.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many letters it has; the last is the check.
const LENGTH: usize = 24;

/// The longest passphrase that is read, in bytes.
const LONGEST: usize = 256;

/// A passphrase. It does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

/// Why a text is no passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// It is empty.
    #[error("there is no passphrase")]
    Empty,
    /// It is far too long.
    #[error("a passphrase has at most {LONGEST} characters")]
    TooLong,
    /// It has the length of a drawn one, and the check at its end does not agree.
    #[error("there is a slip in the passphrase: its last letter does not agree with the others")]
    Slip,
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

impl Passphrase {
    /// A new one: 115 bits of the seed.
    pub fn draw(seed: &Seed) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"rowlock hand-over passphrase");
        hasher.update(seed.0);
        let drawn: [u8; 32] = hasher.finalize().into();
        let mut places: Vec<u8> = drawn.iter().take(LENGTH - 1).map(|byte| byte % 32).collect();
        places.push(check(&places));
        Self(grouped(&places))
    }

    /// Reads one as somebody types it. Of a drawn one, case, blanks and hyphens do not matter; any other is taken as it
    /// is, since the file may have been encrypted anew.
    pub fn read(text: &str) -> Result<Self, PassphraseError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PassphraseError::Empty);
        }
        if text.len() > LONGEST {
            return Err(PassphraseError::TooLong);
        }
        let typed: Option<Vec<u8>> =
            text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(place).collect();
        match typed {
            Some(places) if places.len() == LENGTH => {
                if check(&places[..LENGTH - 1]) == places[LENGTH - 1] {
                    Ok(Self(grouped(&places)))
                } else {
                    Err(PassphraseError::Slip)
                }
            }
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The passphrase as it is shown once.
    pub fn shown(&self) -> &str {
        &self.0
    }
}

/// The place of a letter, with those read as others that look like them.
fn place(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    LETTERS.iter().position(|known| char::from(*known) == letter).map(|place| place as u8)
}

/// Every single slip and every two neighbours that changed places show: the weights are odd, and neighbours differ.
fn check(places: &[u8]) -> u8 {
    let sum = places.iter().zip(0_u32..).map(|(place, at)| u32::from(*place) * (2 * at + 1)).sum::<u32>();
    (sum % 32) as u8
}

fn grouped(places: &[u8]) -> String {
    let letters: Vec<char> = places.iter().map(|place| char::from(LETTERS[usize::from(*place)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_people_type_it() {
        let drawn = Passphrase::draw(&Seed([7; 32]));
        assert_eq!(drawn.shown().len(), 29);
        let typed = drawn.shown().to_uppercase().replace('-', " ").replace('0', "O").replace('1', "l");
        assert_eq!(Passphrase::read(&typed), Ok(drawn.clone()));
        assert_eq!(format!("{drawn:?}"), "Passphrase");
        assert_ne!(Passphrase::draw(&Seed([8; 32])), drawn);
    }

    #[test]
    fn every_single_slip_is_told() {
        let drawn = Passphrase::draw(&Seed([7; 32]));
        for at in (0..29).filter(|at| drawn.shown().as_bytes()[*at] != b'-') {
            for letter in LETTERS.iter().map(|letter| char::from(*letter)) {
                let mut typed: Vec<char> = drawn.shown().chars().collect();
                if typed[at] == letter {
                    continue;
                }
                typed[at] = letter;
                let typed: String = typed.into_iter().collect();
                assert_eq!(Passphrase::read(&typed), Err(PassphraseError::Slip), "{typed}");
            }
        }
    }

    #[test]
    fn another_passphrase_is_taken_as_it_is() {
        assert_eq!(Passphrase::read(" seven rowing boats \n").unwrap().shown(), "seven rowing boats");
        assert_eq!(Passphrase::read(" "), Err(PassphraseError::Empty));
        assert_eq!(Passphrase::read(&"x".repeat(257)), Err(PassphraseError::TooLong));
    }
}
