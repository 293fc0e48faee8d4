//! The result of a round at the gate: computed from all its answers or not at all, and kept once it was drawn.

use jiff::civil::Date;

use super::{Disclose, Level, OpenSheet, Pass, Viewer, pass};
use crate::alliance::{Alliance, Round};
use crate::fact::{KeptWords, ResultKept};
use crate::seal::{Keyring, SealError, Sealed, Seed, Subject};

/// What an engine computed from sealed answers. It can be neither printed nor serialised, only viewed. There is nothing
/// in it where a key was missing.
pub struct Held<T>(Option<T>);

impl<T: Disclose> Held<T> {
    /// What `viewer` may see on `on`; none where it could not be computed from all answers.
    pub fn view_for(&self, viewer: &Viewer, alliance: &Alliance, round: &Round, on: Date) -> Option<T::View> {
        self.0.as_ref().map(|held| held.disclose(&pass(viewer, alliance, round, on)))
    }
}

impl Disclose for KeptWords {
    type View = Self;

    fn disclose(&self, pass: &Pass) -> Self {
        if pass.level() < Level::Bands { Self::default() } else { self.clone() }
    }
}

/// Lets `engine` in to the answers of `round`, where the keys in `ring` open all of them: with some of them, what is
/// shown would differ from what was shown with all, and so tell on the others. The engine is a plain function: it can
/// carry nothing out but what it returns, and that is held.
pub fn compute<C: ?Sized, T>(
    round: &Round,
    ring: &Keyring,
    on: Date,
    context: &C,
    engine: fn(&C, &[OpenSheet<'_>]) -> T,
) -> Held<T> {
    let opened = (is_whole(round, ring) && all_in_by(round, on)).then(|| open(round, ring)).flatten();
    Held(opened.map(|sheets| engine(context, &sheets)))
}

/// Whether everything that `round` rests on can still be read: each sheet that was handed in, and what was kept of its
/// result. Where it cannot, nothing is shown of the round but how many answered.
pub fn is_whole(round: &Round, ring: &Keyring) -> bool {
    let kept = round.kept.as_ref().is_none_or(|kept| kept.value.open(&place(round), ring).is_ok());
    kept && open(round, ring).is_some()
}

/// The words that were kept of `round`, where any were.
pub fn kept(round: &Round, ring: &Keyring) -> Option<Held<KeptWords>> {
    let sealed = round.kept.as_ref()?;
    let words = sealed.value.open(&place(round), ring).ok().filter(|_| is_whole(round, ring));
    Some(Held(words))
}

/// Whether the result of a locked round is still to be kept.
pub fn is_to_be_kept(round: &Round) -> bool {
    round.drafted.value.form.aligns() && round.locked.is_some() && round.kept.is_none()
}

/// Draws the result of a locked round and seals it under a key of its own, which is made; none where a key is missing.
///
/// # Errors
/// As sealing does.
pub fn keep<C>(
    round: &Round,
    ring: &mut Keyring,
    context: &C,
    draw: fn(&C, &[OpenSheet<'_>]) -> KeptWords,
    seed: &Seed,
) -> Result<Option<ResultKept>, SealError> {
    let Some(sheets) = open(round, ring) else { return Ok(None) };
    let words = draw(context, &sheets);
    let id = &round.drafted.value.round;
    let subject = Subject::result(id);
    ring.create(&subject, seed);
    let result = Sealed::seal(&words, &subject, &place(round), ring, seed)?;
    Ok(Some(ResultKept { round: id.clone(), result }))
}

/// All sheets of a round; none where one cannot be opened.
fn open<'r>(round: &'r Round, ring: &Keyring) -> Option<Vec<OpenSheet<'r>>> {
    let place = round.drafted.value.round.as_str();
    let asked = round.drafted.value.respondents.iter();
    let handed_in = asked.filter_map(|asked| Some((&asked.party, round.sheets.get(&asked.person)?)));
    let open = |(party, sealed): (&'r _, &crate::alliance::SealedSheets)| {
        let sheet = sealed.sheet.open(place, ring).ok()?;
        Some(OpenSheet { party, sheet })
    };
    handed_in.map(open).collect()
}

/// Whether no sheet came in after a day: what a round showed on a day rests on all that was in at its lock.
fn all_in_by(round: &Round, on: Date) -> bool {
    round.submitted.values().all(|entry| entry.on <= on)
}

fn place(round: &Round) -> String {
    format!("{}/result", round.drafted.value.round)
}
