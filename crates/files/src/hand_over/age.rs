//! The format age, version 1, with a passphrase: <https://age-encryption.org/v1>. Any program that knows the format
//! opens such a file, and this one opens what such a program encrypted.
//!
//! The passphrase is stretched by scrypt and wraps the key of the file; a MAC holds the header together; what the file
//! holds is sealed in chunks of 64 KiB, so that a cut, a change or another order shows.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rowlock_core::seal::Seed;
use sha2::{Digest, Sha256};

use super::Passphrase;

/// The largest file that is read: 96 MiB.
pub const LARGEST: u64 = 96 << 20;

const VERSION: &str = "age-encryption.org/v1";
const LABEL: &[u8] = b"age-encryption.org/v1/scrypt";

/// The work that a new file asks for: 32 MiB of memory. A drawn passphrase cannot be guessed with any work.
const WORK: u8 = 15;

/// The most work that a file may ask for: 256 MiB, what the program age itself asks for.
const MOST_WORK: u8 = 18;

/// The longest header that is read.
const LONGEST_HEADER: usize = 1024;

const CHUNK: usize = 64 << 10;
const TAG: usize = 16;

/// Why a file cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// It is another kind of file.
    #[error("this is no file of a hand-over")]
    AnotherFile,
    /// It is of a newer version of the format.
    #[error("this file is encrypted in a newer version of the format age than this program reads")]
    Newer,
    /// It is encrypted, but to keys rather than under a passphrase.
    #[error("this file is encrypted to a key, not under a passphrase")]
    NoPassphrase,
    /// Its header is not whole.
    #[error("the beginning of the file is damaged")]
    Header,
    /// It asks for more work than is done.
    #[error("this file asks for more work than a passphrase needs: 2^{0}, and at most 2^{MOST_WORK} is done")]
    TooMuchWork(u32),
    /// The passphrase does not open it.
    #[error("this passphrase does not open the file, or the beginning of the file was changed")]
    WrongPassphrase,
    /// It ends too early.
    #[error("the file was cut off: what is there is whole, and its end is missing")]
    CutOff,
    /// It was changed.
    #[error("the passphrase is right, and the file was changed or damaged after it was made")]
    Changed,
    /// It is too large.
    #[error("the file is larger than {} MiB", LARGEST >> 20)]
    TooLarge,
}

/// Encrypts `plain`. All chance comes from the seed, which has to be a fresh one.
pub(super) fn encrypt(plain: &[u8], passphrase: &Passphrase, seed: &Seed) -> Result<Vec<u8>, LockError> {
    let draw = |what: &[u8]| -> [u8; 16] {
        let drawn: [u8; 32] = Sha256::new().chain_update(what).chain_update(seed.0).finalize().into();
        std::array::from_fn(|i| drawn[i])
    };
    let (file_key, salt, nonce) = (draw(b"age file key"), draw(b"age salt"), draw(b"age nonce"));
    let wrapping = stretched(passphrase, &salt, WORK)?;
    let wrapped =
        cipher(&wrapping).encrypt(&Nonce::default(), file_key.as_slice()).map_err(|_| LockError::Header)?;
    let header = format!(
        "{VERSION}\n-> scrypt {} {WORK}\n{}\n---",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(wrapped)
    );
    let mac = header_mac(&file_key, header.as_bytes())?.finalize().into_bytes();
    let mut file = format!("{header} {}\n", STANDARD_NO_PAD.encode(mac)).into_bytes();
    file.extend(nonce);
    let cipher = cipher(&derived(&file_key, &nonce, b"payload")?);
    let last = plain.len().div_ceil(CHUNK).max(1) - 1;
    for place in 0..=last {
        let chunk = &plain[place * CHUNK..plain.len().min((place + 1) * CHUNK)];
        file.extend(
            cipher.encrypt(&place_nonce(place, place == last), chunk).map_err(|_| LockError::TooLarge)?,
        );
    }
    Ok(file)
}

/// Decrypts a file.
///
/// # Errors
/// Tells apart, as far as that can be known, another file, a wrong passphrase, a cut and a change.
pub(super) fn decrypt(file: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, LockError> {
    if file.len() as u64 > LARGEST {
        return Err(LockError::TooLarge);
    }
    let (header, payload) = Header::read(file)?;
    let wrapping = stretched(passphrase, &header.salt, header.work)?;
    let file_key = cipher(&wrapping)
        .decrypt(&Nonce::default(), header.wrapped.as_slice())
        .map_err(|_| LockError::WrongPassphrase)?;
    header_mac(&file_key, header.text)?.verify_slice(&header.mac).map_err(|_| LockError::Header)?;
    let (nonce, sealed) = payload.split_first_chunk::<16>().ok_or(LockError::CutOff)?;
    let cipher = cipher(&derived(&file_key, nonce, b"payload")?);
    let mut plain = Vec::with_capacity(sealed.len());
    let chunks: Vec<&[u8]> = sealed.chunks(CHUNK + TAG).collect();
    for (place, chunk) in chunks.iter().enumerate() {
        let is_last = place + 1 == chunks.len();
        let opened = cipher.decrypt(&place_nonce(place, is_last), *chunk).map_err(|_| {
            // A chunk that opens as one in the middle, where the file ends, says that its end is missing.
            let cut = is_last && cipher.decrypt(&place_nonce(place, false), *chunk).is_ok();
            if cut { LockError::CutOff } else { LockError::Changed }
        })?;
        if opened.is_empty() && chunks.len() > 1 {
            return Err(LockError::Changed);
        }
        plain.extend(opened);
    }
    if chunks.is_empty() { Err(LockError::CutOff) } else { Ok(plain) }
}

/// The header of a file with a passphrase.
struct Header<'a> {
    /// What the MAC is of.
    text: &'a [u8],
    salt: [u8; 16],
    work: u8,
    wrapped: [u8; 32],
    mac: [u8; 32],
}

impl<'a> Header<'a> {
    /// The header, and what comes after it.
    fn read(file: &'a [u8]) -> Result<(Self, &'a [u8]), LockError> {
        let mut lines = Lines { file, at: 0 };
        match lines.next() {
            Some(VERSION) => {}
            Some(line) if line.starts_with("age-encryption.org/v") => return Err(LockError::Newer),
            _ => return Err(LockError::AnotherFile),
        }
        let stanza = lines.next().and_then(|line| line.strip_prefix("-> ")).ok_or(LockError::Header)?;
        let Some(parameters) = stanza.strip_prefix("scrypt ") else { return Err(LockError::NoPassphrase) };
        let (salt, work) = parameters.split_once(' ').ok_or(LockError::Header)?;
        let plain = !work.is_empty() && work.len() <= 3 && work.bytes().all(|b| b.is_ascii_digit());
        let work = work.parse::<u32>().ok().filter(|work| plain && *work > 0).ok_or(LockError::Header)?;
        if work > u32::from(MOST_WORK) {
            return Err(LockError::TooMuchWork(work));
        }
        let (salt, wrapped) = (decoded(Some(salt))?, decoded(lines.next())?);
        let dashes = lines.at;
        let mac = decoded(lines.next().and_then(|line| line.strip_prefix("--- ")))?;
        let header = Self { text: &file[..dashes + 3], salt, work: work as u8, wrapped, mac };
        Ok((header, &file[lines.at..]))
    }
}

/// The lines of a header, which are short and plain.
struct Lines<'a> {
    file: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = &self.file[self.at..self.file.len().min(LONGEST_HEADER)];
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        self.at += end + 1;
        std::str::from_utf8(&rest[..end]).ok()
    }
}

fn decoded<const N: usize>(text: Option<&str>) -> Result<[u8; N], LockError> {
    let bytes = text.and_then(|text| STANDARD_NO_PAD.decode(text).ok()).ok_or(LockError::Header)?;
    bytes.try_into().map_err(|_| LockError::Header)
}

fn stretched(passphrase: &Passphrase, salt: &[u8; 16], work: u8) -> Result<[u8; 32], LockError> {
    let mut key = [0; 32];
    let parameters = scrypt::Params::new(work, 8, 1).map_err(|_| LockError::Header)?;
    let salt = [LABEL, salt.as_slice()].concat();
    scrypt::scrypt(passphrase.shown().as_bytes(), &salt, &parameters, &mut key)
        .map_err(|_| LockError::Header)?;
    Ok(key)
}

fn header_mac(file_key: &[u8], header: &[u8]) -> Result<Hmac<Sha256>, LockError> {
    let key = derived(file_key, &[], b"header")?;
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&key).map_err(|_| LockError::Header)?;
    mac.update(header);
    Ok(mac)
}

fn derived(file_key: &[u8], salt: &[u8], what: &[u8]) -> Result<[u8; 32], LockError> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), file_key).expand(what, &mut key).map_err(|_| LockError::Header)?;
    Ok(key)
}

fn cipher(key: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&Key::from(*key))
}

/// The nonce of a chunk: its place in eleven bytes, and whether it is the last.
fn place_nonce(place: usize, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&(place as u64).to_be_bytes());
    nonce[11] = u8::from(is_last);
    Nonce::from(nonce)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Seed = Seed([3; 32]);

    fn passphrase() -> Passphrase {
        Passphrase::draw(&Seed([7; 32]))
    }

    /// Made by the program `rage` 0.12.1 of another author, with its least work.
    const OF_ANOTHER_PROGRAM: &[u8] = include_bytes!("../../tests/hand_over/another.age");

    #[test]
    fn opens_what_another_program_encrypted() {
        let opened = decrypt(OF_ANOTHER_PROGRAM, &Passphrase::read("seven rowing boats").unwrap()).unwrap();
        assert!(opened.len() > 2 * CHUNK, "more than two chunks");
        assert!(opened.iter().enumerate().all(|(at, byte)| usize::from(*byte) == at % 251));
    }

    #[test]
    fn there_and_back_at_the_edges_of_chunks() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK] {
            let plain: Vec<u8> = (0..length).map(|at| at as u8).collect();
            let file = encrypt(&plain, &passphrase(), &SEED).unwrap();
            assert_eq!(decrypt(&file, &passphrase()), Ok(plain));
        }
    }

    #[test]
    fn each_kind_of_trouble_is_told_apart() {
        let plain = vec![5; 3 * CHUNK];
        let file = encrypt(&plain, &passphrase(), &SEED).unwrap();
        let header = file.windows(5).position(|bytes| bytes == b"\n--- ").unwrap() + 49;
        let opened = |file: &[u8]| decrypt(file, &passphrase()).err();
        let other = Passphrase::draw(&Seed([9; 32]));
        assert_eq!(decrypt(&file, &other).err(), Some(LockError::WrongPassphrase));
        assert_eq!(opened(b"PK\x03\x04 a workbook"), Some(LockError::AnotherFile));
        assert_eq!(opened(b""), Some(LockError::AnotherFile));
        assert_eq!(opened(b"age-encryption.org/v2\n"), Some(LockError::Newer));
        assert_eq!(opened(b"age-encryption.org/v1\n-> X25519 abc\n"), Some(LockError::NoPassphrase));
        assert_eq!(opened(b"age-encryption.org/v1\n-> scrypt abc 22\n"), Some(LockError::TooMuchWork(22)));
        assert_eq!(opened(&file[..30]), Some(LockError::Header));
        assert_eq!(
            opened(&file[..header + 16 + CHUNK + TAG]),
            Some(LockError::CutOff),
            "after a whole chunk"
        );
        assert_eq!(opened(&file[..header + 16]), Some(LockError::CutOff));
        for at in [header + 20, file.len() - 1] {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_eq!(opened(&changed), Some(LockError::Changed));
        }
        let longer = [file.as_slice(), b"more"].concat();
        assert_eq!(opened(&longer), Some(LockError::Changed));
    }
}
