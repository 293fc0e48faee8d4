//! `rowlock hand-over make`: the encrypted file of a case that was handed over by consent of all its parties.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::fact::list;
use rowlock_core::gate;
use rowlock_files::hand_over::{Luggage, Passphrase, lock};
use rowlock_files::record::read_keys;

use crate::arguments::HandOverMake;
use crate::chance;
use crate::commands::{print, say, write_bytes};
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(arguments: &HandOverMake) -> Result<(), Failure> {
    let framework = input::framework(arguments.framework.as_deref())?;
    let (record, mut ring) = input::record(&arguments.case, &framework)?;
    if let Some(path) = &arguments.keys {
        ring = read_keys(&path.display().to_string(), &input::text(path)?).map_err(|error| {
            Failure::user(error.to_string(), "`rowlock export CASE --keys FILE` writes a key file")
        })?;
    }
    let whole = record.alliance(Date::MAX, Date::MAX);
    let Some(gone) = whole.lives_elsewhere() else {
        let message = format!("{} was not handed over", arguments.case.display());
        let hint = match whole.hand_over_asked() {
            Some(asked) => {
                let missing = whole.not_yet_consented(asked, Date::MAX);
                let missing: Vec<&str> = missing.into_iter().map(|party| whole.party_name(party)).collect();
                if missing.is_empty() {
                    "all have consented: write `made` into [[hand_over]]".to_owned()
                } else {
                    format!("the consent of {} is missing in [[hand_over]]", list(&missing))
                }
            }
            None => "write a [[hand_over]] with the consent of every party and the day on which it is made"
                .to_owned(),
        };
        return Err(Failure::user(message, hint));
    };
    let along = gate::luggage(&whole, gone, Date::MAX);
    let luggage = Luggage {
        keys: gate::keys_along(&ring, &along),
        people: BTreeMap::new(),
        evidence: Vec::new(),
        record,
    };
    let no_chance = |error| Failure::Internal(anyhow::anyhow!("no chance: {error}"));
    let passphrase = Passphrase::draw(&chance::seed().map_err(no_chance)?);
    let seed = chance::seed().map_err(no_chance)?;
    let file = lock(&luggage, env!("CARGO_PKG_VERSION"), &passphrase, &seed)
        .map_err(|error| super::failure(&arguments.case, &error))?;
    write_bytes(&arguments.output, &file)?;
    let (facts, keys) = (luggage.record.facts().len(), luggage.keys.len());
    say(&format!("{facts} facts and {keys} keys, final hash {}", luggage.record.final_hash()))?;
    say("the passphrase is shown once and kept nowhere; never send it along with the file:")?;
    print(&format!("{}\n", passphrase.shown()))
}
