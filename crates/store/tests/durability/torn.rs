//! The log of a database is cut or overwritten at its end, as when the power fails: what is left is the record up
//! to some commit.

use std::path::{Path, PathBuf};

use rowlock_core::record::Record;

use crate::chance::Chance;
use crate::notes::{catch_up, commit, head, open};

const COMMITS: u64 = 400;
const IMAGES: usize = 12;
/// For each image, each way of tearing.
const TEARS: usize = 8;

/// A database with its log at some moment of a load.
struct Image {
    database: Vec<u8>,
    log: Vec<u8>,
    /// How many facts were committed.
    facts: usize,
    /// How many of them the database holds without its log.
    checkpointed: usize,
}

#[derive(Debug, Clone, Copy)]
enum Tear {
    /// The log ends early.
    Cut,
    /// The log ends early and is filled up with nothing, as file systems do.
    Hollow,
    /// A stretch at the end of the log means nothing.
    Noise,
}

#[tokio::test]
async fn a_torn_log_leaves_the_record_up_to_some_commit() {
    let mut chance = Chance::seeded();
    let folder = tempfile::tempdir().unwrap();
    let (images, record) = load(&folder.path().join("rowlock.sqlite"), &mut chance).await;
    assert_eq!(images.len(), IMAGES);
    assert!(images.iter().any(|image| image.checkpointed > 0), "no image was made after a checkpoint");

    let (mut shorter, mut torn) = (0, 0);
    for (place, image) in images.iter().enumerate() {
        for turn in 0..TEARS {
            for tear in [Tear::Cut, Tear::Hollow, Tear::Noise] {
                let at = chance.among(0..image.log.len() as u64 + 1) as usize;
                let lines = lines_after(image, tear, at, turn == 0, &mut chance).await;
                let what = format!("image {place}, {tear:?} at {at} of {}", image.log.len());
                assert!(record.lines().starts_with(&lines), "{what}: not the beginning of the record");
                let range = image.checkpointed..=image.facts;
                assert!(range.contains(&lines.len()), "{what}: {} facts, expected {range:?}", lines.len());
                torn += 1;
                shorter += usize::from(lines.len() < image.facts);
            }
        }
    }
    // Tearing where nothing is lost would say nothing.
    assert!(shorter * 10 > torn, "only {shorter} of {torn} tears lost a commit");
}

/// Fills a database; answers images of it at moments of chance, and the whole record.
async fn load(file: &Path, chance: &mut Chance) -> (Vec<Image>, Record) {
    let log = PathBuf::from(format!("{}-wal", file.display()));
    let store = open(file).await;
    let (mut images, mut record) = (Vec::new(), Record::default());
    let (mut salt, mut checkpointed) = (None, 0);
    for turn in 0..COMMITS {
        let before = record.lines().len();
        let lengths: Vec<u64> = (0..chance.among(1..4)).map(|_| chance.among(1..8_000)).collect();
        commit(&store, "a", &mut record, &lengths).await.unwrap();
        let written = std::fs::read(&log).unwrap();
        // A log begins anew, with another salt, only after all that it held went into the database.
        let now = written[16..24].to_vec();
        if salt.as_ref().is_some_and(|salt| *salt != now) {
            checkpointed = before;
        }
        salt = Some(now);
        let (left, missing) = (COMMITS - turn, (IMAGES - images.len()) as u64);
        if chance.among(0..left) < missing {
            let database = std::fs::read(file).unwrap();
            images.push(Image { database, log: written, facts: record.lines().len(), checkpointed });
        }
    }
    (images, record)
}

/// The facts that are left when the log is torn, read by opening the database as after a power cut.
async fn lines_after(image: &Image, tear: Tear, at: usize, go_on: bool, chance: &mut Chance) -> Vec<String> {
    let mut log = image.log[..at].to_vec();
    match tear {
        Tear::Cut => {}
        Tear::Hollow => log.resize(image.log.len(), 0),
        Tear::Noise => log.extend(chance.noise(image.log.len() - at)),
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rowlock.sqlite");
    std::fs::write(&file, &image.database).unwrap();
    std::fs::write(folder.path().join("rowlock.sqlite-wal"), log).unwrap();
    let store = open(&file).await;
    let lines = store.lines("a", 0).await.unwrap();
    assert_eq!(head(&store, "a").await, lines.len());
    if go_on {
        let mut record = Record::default();
        catch_up(&store, "a", &mut record).await;
        commit(&store, "a", &mut record, &[5]).await.unwrap();
    }
    lines
}
