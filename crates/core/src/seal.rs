//! Sealing: an answer is encrypted under a key of its own subject, and that is the only form in which
//! facts hold it. Destroying the key erases the answer and leaves the chain of facts whole.
//!
//! Keys and nonces are derived from a seed that the caller draws; this module knows no chance.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use smol_str::SmolStr;

/// 32 bytes of chance, drawn by the caller.
#[derive(Clone, Copy)]
pub struct Seed(pub [u8; 32]);

/// Chance from which coins are tossed at a place: whoever does not know it can foretell none of them.
#[derive(Clone, Copy)]
pub struct Chance([u8; 32]);

impl Chance {
    /// Chance for one purpose, from bytes that nobody else knows.
    pub fn of(purpose: &str, secret: &[u8]) -> Self {
        Self(digest(&[b"rowlock chance", purpose.as_bytes(), secret]))
    }

    /// How often a coin tossed at `place` shows heads before it shows tails, up to 63 times.
    pub fn heads(&self, place: &str) -> u32 {
        let draw = digest(&[b"rowlock coins", &self.0, place.as_bytes()]);
        let tosses: [u8; 8] = std::array::from_fn(|i| draw[i]);
        u64::from_le_bytes(tosses).trailing_ones().min(63)
    }
}

/// The name under which a key is kept: a person, or a person's answers for the adviser alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Subject(SmolStr);

impl Subject {
    /// The subject of what `person` answers for all, once released.
    pub fn answers(person: &crate::id::PersonId) -> Self {
        Self(SmolStr::new(person.as_str()))
    }

    /// The subject of what `person` answers for the adviser alone. Its key goes into no export.
    pub fn adviser_only(person: &crate::id::PersonId) -> Self {
        Self(smol_str::format_smolstr!("{person}/adviser-only"))
    }

    /// The subject of the scores that `person` gives to candidates.
    pub fn scores(person: &crate::id::PersonId) -> Self {
        Self(smol_str::format_smolstr!("{person}/scores"))
    }

    /// The subject of what `party` shows in one exchange of diligence packs. Its key goes into no export.
    pub fn pack(exchange: &crate::id::ExchangeId, party: &crate::id::PartyId) -> Self {
        Self(smol_str::format_smolstr!("{party}/pack/{exchange}"))
    }

    /// The subject of what was kept of the result of a round.
    pub fn result(round: &crate::id::RoundId) -> Self {
        Self(smol_str::format_smolstr!("result/{round}"))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this key may leave with an export.
    pub fn may_be_exported(&self) -> bool {
        !self.0.ends_with("/adviser-only") && !self.0.contains("/pack/")
    }
}

/// The keys that a reader holds.
#[derive(Clone, Default)]
pub struct Keyring(BTreeMap<Subject, [u8; 32]>);

impl Keyring {
    /// Derives the key of `subject` from the seed and keeps it.
    pub fn create(&mut self, subject: &Subject, seed: &Seed) {
        let key = digest(&[b"rowlock key", &seed.0, subject.0.as_bytes()]);
        self.0.entry(subject.clone()).or_insert(key);
    }

    /// Destroys the key of `subject`: what was sealed under it is erased for good.
    pub fn destroy(&mut self, subject: &Subject) {
        self.0.remove(subject);
    }

    /// The keys that may leave with an export, as hexadecimal text by subject.
    pub fn exported(&self) -> BTreeMap<String, String> {
        let open = self.0.iter().filter(|(subject, _)| subject.may_be_exported());
        open.map(|(subject, key)| (subject.0.to_string(), hex(key))).collect()
    }

    /// The keys of `subjects`, as hexadecimal text. Only the gate asks for them, when a case is handed over.
    pub(crate) fn named(&self, subjects: &std::collections::BTreeSet<Subject>) -> BTreeMap<String, String> {
        let named = self.0.iter().filter(|(subject, _)| subjects.contains(subject));
        named.map(|(subject, key)| (subject.0.to_string(), hex(key))).collect()
    }

    /// Whether there is a key for `subject`.
    pub fn holds(&self, subject: &Subject) -> bool {
        self.0.contains_key(subject)
    }

    /// Keeps the keys of these subjects and lets go of all others.
    pub fn keep(&mut self, subjects: &[Subject]) {
        self.0.retain(|subject, _| subjects.contains(subject));
    }

    /// Takes in the keys of another ring.
    pub fn absorb(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(|(subject, key)| (subject.clone(), *key)));
    }

    /// All keys, each wrapped under the key of the installation for one alliance, by subject.
    ///
    /// # Errors
    /// As sealing does.
    pub fn wrapped(
        &self,
        house: &HouseKey,
        alliance: &str,
        seed: &Seed,
    ) -> Result<Vec<(String, Vec<u8>)>, SealError> {
        let wrap = |(subject, key): (&Subject, &[u8; 32])| {
            Ok((subject.0.to_string(), house.seal(&wrapping_place(alliance, &subject.0), key, seed)?))
        };
        self.0.iter().map(wrap).collect()
    }

    /// Takes in one wrapped key.
    ///
    /// # Errors
    /// `Broken` when it was wrapped by another installation or for another alliance or subject.
    pub fn unwrap_in(
        &mut self,
        house: &HouseKey,
        alliance: &str,
        subject: &str,
        wrapped: &[u8],
    ) -> Result<(), SealError> {
        let key = house.open(&wrapping_place(alliance, subject), wrapped)?;
        let key = <[u8; 32]>::try_from(key).map_err(|_| SealError::Broken)?;
        self.0.insert(Subject(SmolStr::new(subject)), key);
        Ok(())
    }

    /// Takes in one exported key.
    ///
    /// # Errors
    /// When `key` is not 64 hexadecimal digits.
    pub fn take_in(&mut self, subject: &str, key: &str) -> Result<(), SealError> {
        let bytes = unhex(key).ok_or(SealError::BadKey)?;
        let key = <[u8; 32]>::try_from(bytes).map_err(|_| SealError::BadKey)?;
        self.0.insert(Subject(SmolStr::new(subject)), key);
        Ok(())
    }
}

impl Keyring {
    /// Seals bytes at `place` under the key of `subject`.
    ///
    /// # Errors
    /// `NoKey` when there is none.
    pub fn seal_bytes(
        &self,
        subject: &Subject,
        place: &str,
        plain: &[u8],
        seed: &Seed,
    ) -> Result<Vec<u8>, SealError> {
        self.as_house(subject)?.seal(place, plain, seed)
    }

    /// Opens bytes sealed at `place` under the key of `subject`. Only the gate and a party's own draft call this.
    pub(crate) fn open_bytes(
        &self,
        subject: &Subject,
        place: &str,
        sealed: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        self.as_house(subject)?.open(place, sealed)
    }

    /// The key of one subject, which seals bytes as an installation's does.
    fn as_house(&self, subject: &Subject) -> Result<HouseKey, SealError> {
        self.0.get(subject).copied().map(HouseKey).ok_or(SealError::NoKey)
    }
}

/// The key of an installation, kept in a file beside the database and never in it. It wraps the keys of subjects
/// and seals what a store holds besides facts, so that a database without this file reveals neither.
#[derive(Clone)]
pub struct HouseKey([u8; 32]);

impl HouseKey {
    /// A key drawn by the caller.
    pub fn new(seed: &Seed) -> Self {
        Self(digest(&[b"rowlock house key", &seed.0]))
    }

    /// Reads a key from the text of its file.
    ///
    /// # Errors
    /// When it is not 64 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let bytes = unhex(text.trim()).ok_or(SealError::BadKey)?;
        <[u8; 32]>::try_from(bytes).map(Self).map_err(|_| SealError::BadKey)
    }

    /// The text of its file.
    pub fn to_text(&self) -> String {
        format!("{}\n", hex(&self.0))
    }

    /// A token for `place` that nobody without this key can make: 64 hexadecimal digits.
    pub fn token(&self, place: &str) -> String {
        hex(&digest(&[b"rowlock house token", &self.0, place.as_bytes()]))
    }

    /// Seals bytes at `place`, which has to be named again to open them.
    ///
    /// # Errors
    /// `Broken` when the cipher refuses, which its documentation allows for messages of many gigabytes only.
    pub fn seal(&self, place: &str, plain: &[u8], seed: &Seed) -> Result<Vec<u8>, SealError> {
        let draw = digest(&[b"rowlock house nonce", &seed.0, place.as_bytes(), plain]);
        let nonce: [u8; 24] = std::array::from_fn(|i| draw[i]);
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = cipher(&self.0).encrypt(&XNonce::from(nonce), payload);
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed.map_err(|_| SealError::Broken)?);
        Ok(bytes)
    }

    /// Opens what was sealed at `place`.
    ///
    /// # Errors
    /// `Broken` when the bytes were changed or belong to another key or place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, cipher_text) = sealed.split_first_chunk::<24>().ok_or(SealError::Broken)?;
        let payload = Payload { msg: cipher_text, aad: place.as_bytes() };
        cipher(&self.0).decrypt(&XNonce::from(*nonce), payload).map_err(|_| SealError::Broken)
    }
}

/// Why something sealed could not be made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// There is no key: it was destroyed, or never given.
    #[error("there is no key for this subject")]
    NoKey,
    /// The key is not 64 hexadecimal digits.
    #[error("a key is 64 hexadecimal digits")]
    BadKey,
    /// The sealed bytes were changed, or belong to another key or place.
    #[error("the sealed bytes do not belong to this key and place")]
    Broken,
}

/// A value that only its subject's key opens, and only the gate asks it to.
///
/// It serialises as its cipher text. `Debug` prints the subject alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed<T> {
    subject: Subject,
    nonce: Hex,
    cipher: Hex,
    #[serde(skip)]
    holds: PhantomData<fn() -> T>,
}

impl<T> std::fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({})", self.subject.0)
    }
}

impl<T: Serialize + DeserializeOwned> Sealed<T> {
    /// Seals `value` at `place` (for answers: the round) under the key of `subject`.
    ///
    /// # Errors
    /// `NoKey` when the ring has no key for the subject.
    pub fn seal(
        value: &T,
        subject: &Subject,
        place: &str,
        ring: &Keyring,
        seed: &Seed,
    ) -> Result<Self, SealError> {
        Self::seal_in(ROOM, value, (subject, place), ring, seed)
    }

    /// Seals `value` as `seal` does, with room for `room` bytes: whatever fits is as long as anything else that does.
    pub(crate) fn seal_in(
        room: usize,
        value: &T,
        (subject, place): (&Subject, &str),
        ring: &Keyring,
        seed: &Seed,
    ) -> Result<Self, SealError> {
        let key = ring.0.get(subject).ok_or(SealError::NoKey)?;
        let mut plain = serde_json::to_vec(value).map_err(|_| SealError::Broken)?;
        pad(&mut plain, room);
        let draw = digest(&[b"rowlock nonce", &seed.0, subject.0.as_bytes(), place.as_bytes(), &plain]);
        let nonce: [u8; 24] = std::array::from_fn(|i| draw[i]);
        let payload = Payload { msg: &plain, aad: place.as_bytes() };
        let cipher = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Broken)?;
        Ok(Self {
            subject: subject.clone(),
            nonce: Hex(nonce.to_vec()),
            cipher: Hex(cipher),
            holds: PhantomData,
        })
    }

    /// Whose key it is sealed under.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Opens it. Only the gate and the respondent's own draft call this.
    pub(crate) fn open(&self, place: &str, ring: &Keyring) -> Result<T, SealError> {
        let key = ring.0.get(&self.subject).ok_or(SealError::NoKey)?;
        let nonce = <[u8; 24]>::try_from(self.nonce.0.as_slice()).map_err(|_| SealError::Broken)?;
        let payload = Payload { msg: &self.cipher.0, aad: place.as_bytes() };
        let plain = cipher(key).decrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Broken)?;
        serde_json::from_slice(&plain).map_err(|_| SealError::Broken)
    }
}

/// The least that anything sealed is filled up to, in bytes.
const ROOM: usize = 1024;
/// The room of what people write in their own words.
pub(crate) const ROOM_FOR_WORDS: usize = 4 * ROOM;
/// The room of what people write in their own time: a pack, scores, anything unfinished.
pub(crate) const WIDE_ROOM: usize = 16 * ROOM;
/// Up to this length each step is twice the one before; beyond, long texts show their length in steps of this size.
const LONGEST_STEP: usize = 64 * ROOM;

/// Fills JSON up with blanks, which do not change what it says, so that its length does not tell it either: to `room`,
/// and what does not fit to the next step.
fn pad(json: &mut Vec<u8>, room: usize) {
    json.resize(step(json.len().max(room)), b' ');
}

/// The step of size that something of a length is filled up to.
pub(crate) fn step(length: usize) -> usize {
    let length = length.max(ROOM);
    if length <= LONGEST_STEP { length.next_power_of_two() } else { length.next_multiple_of(LONGEST_STEP) }
}

/// Words filled up with blanks to a step of size, so that their length says little once they are sealed: JSON, or a text
/// whose blanks at its end say nothing.
pub fn filled_up(words: &str) -> String {
    let room = step(words.len().max(ROOM_FOR_WORDS));
    format!("{words:room$}", room = words.chars().count() + room - words.len())
}

/// Seals something unfinished at `place`, as text for a store.
pub(crate) fn draft_to_text<T: Serialize + DeserializeOwned>(
    unfinished: &T,
    subject: &Subject,
    place: &str,
    ring: &Keyring,
    seed: &Seed,
) -> Result<String, SealError> {
    let place = draft_place(place);
    let sealed = Sealed::seal_in(WIDE_ROOM, unfinished, (subject, &place), ring, seed)?;
    serde_json::to_string(&sealed).map_err(|_| SealError::Broken)
}

/// Reads something unfinished back, where it is that subject's own.
pub(crate) fn draft_of<T: Serialize + DeserializeOwned>(
    draft: &str,
    subject: &Subject,
    place: &str,
    ring: &Keyring,
) -> Result<T, SealError> {
    let sealed: Sealed<T> = serde_json::from_str(draft).map_err(|_| SealError::Broken)?;
    if sealed.subject() != subject {
        return Err(SealError::Broken);
    }
    sealed.open(&draft_place(place), ring)
}

fn draft_place(place: &str) -> String {
    format!("{place}/draft")
}

fn wrapping_place(alliance: &str, subject: &str) -> String {
    format!("key of {alliance}/{subject}")
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*key))
}

/// SHA-256 over parts, each led by its length so that no two lists of parts run together.
pub(crate) fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// Bytes that are written as hexadecimal text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Hex(Vec<u8>);

impl From<Hex> for String {
    fn from(bytes: Hex) -> Self {
        hex(&bytes.0)
    }
}

impl TryFrom<String> for Hex {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        unhex(&text).map(Self).ok_or("not hexadecimal text")
    }
}

/// Bytes as lower-case hexadecimal text.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{AnswerValue, ItemAnswer, Sheet};
    use crate::id::{ItemId, PersonId};

    fn sheet() -> Sheet {
        let answer = ItemAnswer { own: Some(AnswerValue::Likert(6)), ..ItemAnswer::default() };
        Sheet { items: [(ItemId::parse("pur-3").unwrap(), answer)].into(), ..Sheet::default() }
    }

    fn sealed() -> (Sealed<Sheet>, Keyring, Subject) {
        let subject = Subject::answers(&PersonId::parse("ana").unwrap());
        let mut ring = Keyring::default();
        ring.create(&subject, &Seed([7; 32]));
        let sealed = Sealed::seal(&sheet(), &subject, "r1", &ring, &Seed([8; 32])).unwrap();
        (sealed, ring, subject)
    }

    #[test]
    fn opens_with_the_key_at_its_place_only() {
        let (sealed, mut ring, subject) = sealed();
        assert!(sealed.open("r1", &ring).is_ok_and(|opened| opened == sheet()));
        assert_eq!(sealed.open("r2", &ring).err(), Some(SealError::Broken));
        ring.destroy(&subject);
        assert_eq!(sealed.open("r1", &ring).err(), Some(SealError::NoKey));
    }

    #[test]
    fn what_is_sealed_is_as_long_as_anything_else() {
        let (short, ring, subject) = sealed();
        let mut long = sheet();
        long.open.insert("open-1".parse().unwrap(), "We never said it aloud. ".repeat(20));
        let long = Sealed::seal(&long, &subject, "r1", &ring, &Seed([8; 32])).unwrap();
        assert_eq!(short.cipher.0.len(), long.cipher.0.len());
        let lengths = [1, 1024, 1025, 16_000, 65_000, 65_537, 131_073].map(|length| {
            let mut text = vec![b'1'; length];
            pad(&mut text, 0);
            text.len() / ROOM
        });
        assert_eq!(lengths, [1, 1, 2, 16, 64, 128, 192]);
    }

    #[test]
    fn what_was_sealed_without_room_still_opens() {
        let (sealed, ring, subject) = sealed();
        let plain = serde_json::to_vec(&sheet()).unwrap();
        let nonce = <[u8; 24]>::try_from(sealed.nonce.0.as_slice()).unwrap();
        let payload = Payload { msg: &plain, aad: b"r1" };
        let bytes = cipher(&ring.0[&subject]).encrypt(&XNonce::from(nonce), payload).unwrap();
        let old = Sealed::<Sheet> { cipher: Hex(bytes), ..sealed };
        assert!(old.open("r1", &ring).is_ok_and(|opened| opened == sheet()));
    }

    #[test]
    fn neither_debug_nor_text_shows_what_is_inside() {
        let (sealed, _, _) = sealed();
        assert_eq!(format!("{sealed:?}"), "Sealed(ana)");
        let text = serde_json::to_string(&sealed).unwrap();
        assert!(!text.contains("pur-3") && !text.contains("likert"));
    }

    #[test]
    fn wrapped_keys_open_with_the_house_key_at_their_place_only() {
        let (sealed, ring, subject) = sealed();
        let house = HouseKey::parse(&HouseKey::new(&Seed([1; 32])).to_text()).unwrap();
        let other = HouseKey::new(&Seed([2; 32]));
        let wrapped = ring.wrapped(&house, "a1", &Seed([3; 32])).unwrap();
        let (name, bytes) = &wrapped[0];
        let mut read = Keyring::default();
        assert_eq!(read.unwrap_in(&other, "a1", name, bytes), Err(SealError::Broken));
        assert_eq!(read.unwrap_in(&house, "a2", name, bytes), Err(SealError::Broken));
        assert!(!read.holds(&subject));
        read.unwrap_in(&house, "a1", name, bytes).unwrap();
        assert!(read.holds(&subject) && sealed.open("r1", &read).is_ok());
        assert!(HouseKey::parse("short").is_err());
    }

    #[test]
    fn keys_for_the_adviser_alone_and_of_packs_stay_behind() {
        let ana = PersonId::parse("ana").unwrap();
        let mut ring = Keyring::default();
        ring.create(&Subject::answers(&ana), &Seed([7; 32]));
        ring.create(&Subject::adviser_only(&ana), &Seed([7; 32]));
        let (exchange, party) = ("x1".parse().unwrap(), "ana".parse().unwrap());
        ring.create(&Subject::pack(&exchange, &party), &Seed([7; 32]));
        assert_eq!(ring.exported().keys().collect::<Vec<_>>(), ["ana"]);
    }
}
