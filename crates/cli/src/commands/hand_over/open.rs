//! `rowlock hand-over open`: the case in the file as plain files, in a folder of its own.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::gate::{self, Luggage, Viewer};
use rowlock_core::id::{EvidenceId, PartyId};
use rowlock_files::hand_over::{Evidence, Opened};
use rowlock_files::record::{write_named_keys, write_record};

use crate::arguments::PassphraseFrom;
use crate::commands::{export, say, write_bytes};
use crate::failure::Failure;

/// Runs it.
pub fn run(file: &Path, folder: &Path, passphrase: &PassphraseFrom) -> Result<(), Failure> {
    if folder.exists() {
        let hint = "name a folder that is not there yet, so that nothing is written over";
        return Err(Failure::user(format!("{} is there already", folder.display()), hint));
    }
    let opened = super::opened(file, passphrase)?;
    let whole = opened.record.alliance(Date::MAX, Date::MAX);
    let along =
        whole.lives_elsewhere().map(|gone| gate::luggage(&whole, gone, Date::MAX)).unwrap_or_default();
    make_folder(folder)?;
    let (record, keys) = (folder.join("case.record"), folder.join("case.keys.json"));
    write_bytes(&record, write_record(&opened.record, export::name(&opened.record)).as_bytes())?;
    let named = gate::keys_along(&opened.keys, &along);
    let count = named.len();
    write_bytes(&keys, write_named_keys(named).as_bytes())?;
    let files = evidence(folder, &opened, &whole, &along)?;
    say(&format!("{} facts, final hash {}", opened.record.facts().len(), opened.record.final_hash()))?;
    say(&format!("{count} keys and {files} files of evidence; {} is no longer encrypted", folder.display()))?;
    say(&format!("rowlock verify {} checks the chain again", record.display()))
}

/// Writes the files of those packs that came along, named by their ids and kinds; answers how many.
fn evidence(folder: &Path, opened: &Opened, whole: &Alliance, along: &Luggage) -> Result<usize, Failure> {
    let mut count = 0;
    for file in &opened.evidence {
        let Some((ending, bytes)) = plain(file, opened, whole, along) else { continue };
        let place: PathBuf = folder.join("evidence").join(&file.exchange).join(&file.party);
        make_folder(&place)?;
        write_bytes(&place.join(format!("{}.{ending}", file.id)), &bytes)?;
        count += 1;
    }
    Ok(count)
}

/// What a file holds, as its holder may read it; none where its pack did not come along.
fn plain(
    file: &Evidence,
    opened: &Opened,
    whole: &Alliance,
    along: &Luggage,
) -> Option<(&'static str, Vec<u8>)> {
    let id = along.exchanges.iter().find(|id| id.as_str() == file.exchange)?;
    let exchange = whole.pack_exchanges.get(id)?;
    let (party, evidence) = (PartyId::parse(&file.party).ok()?, EvidenceId::parse(&file.id).ok()?);
    let of = (&party, &evidence);
    let read = gate::evidence(&Viewer::Owner, whole, exchange, of, (&opened.keys, Date::MAX), &file.sealed);
    read.ok().map(|(file, bytes)| (file.kind.ending(), bytes))
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let message = format!("{} cannot be made: {error}", folder.display());
        Failure::user(message, "look at the folder above it and its permissions")
    })
}
