//! Files that the owner of the installation reads and nobody else on the machine: what they hold is made so, and what was
//! made otherwise by an older version is put right at the start.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;

/// Makes a folder where there is none, and keeps it to its owner.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(path)?;
    keep(path, FOLDER)
}

/// Makes an empty file where there is none, and keeps it to its owner.
pub fn file(path: &Path) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).mode(FILE).open(path)?;
    keep(path, FILE)
}

/// Keeps those files of a folder to their owner whose names `are_ours`.
pub fn files(folder: &Path, are_ours: impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // A link is left alone: what it leads to lies elsewhere.
        if entry.file_type()?.is_file() && entry.file_name().to_str().is_some_and(&are_ours) {
            keep(&entry.path(), FILE)?;
        }
    }
    Ok(())
}

fn keep(path: &Path, mode: u32) -> io::Result<()> {
    let known = std::fs::metadata(path)?.permissions().mode() & 0o777;
    if known == mode { Ok(()) } else { std::fs::set_permissions(path, Permissions::from_mode(mode)) }
}
