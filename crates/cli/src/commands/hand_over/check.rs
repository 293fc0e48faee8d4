//! `rowlock hand-over check`: what is in the file, and whether it is whole.

use std::path::Path;

use crate::arguments::PassphraseFrom;
use crate::failure::Failure;

/// Runs it.
pub fn run(file: &Path, passphrase: &PassphraseFrom) -> Result<(), Failure> {
    let opened = super::opened(file, passphrase)?;
    let manifest = &opened.manifest;
    let mut text = format!(
        "{}: all {} facts are whole and in order, and it was handed over.\nfinal hash {}\n\
         made by rowlock {}, framework {}\n\n",
        crate::commands::export::name(&opened.record),
        manifest.facts,
        manifest.r#final,
        manifest.program,
        manifest.framework,
    );
    for part in &manifest.parts {
        text.push_str(&format!("{:>12} bytes  {}\n", part.bytes, part.name));
    }
    crate::commands::print(&text)
}
