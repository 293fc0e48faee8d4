//! A process is killed while it appends as fast as it can, hundreds of times on the same database.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rowlock_core::record::Record;
use rowlock_store::Store;

use crate::chance::Chance;
use crate::notes::{catch_up, commit, open};
use crate::twin::{Orders, orders, twin};

const KILLS: u64 = 300;
/// A record is read whole after each kill, so there are several, none of them long.
const KILLS_FOR_EACH_RECORD: u64 = 15;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_every_kill() {
    if let Some(orders) = orders() {
        return append(orders).await;
    }
    let mut chance = Chance::seeded();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rowlock.sqlite");
    let mut records: Vec<Record> = Vec::new();
    for kill in 0..KILLS {
        let place = (kill / KILLS_FOR_EACH_RECORD) as usize;
        records.resize(place + 1, Record::default());
        let before = records[place].lines().len();
        let alliance = format!("alliance-{place}");
        // Now and then it is killed wherever it is, as while it opens the database.
        let wait = if kill % 10 == 0 { Wait::FromStart } else { Wait::FromFirstAcknowledged };
        let moment = Duration::from_micros(chance.among(2_000..40_000));
        let acknowledged =
            kill_after("kill::what_was_acknowledged_survives_every_kill", &file, &alliance, wait, moment);

        // Three times of four a copy is looked at, so that the file and its log stay as the kill left them.
        let looked_at = if kill % 4 == 0 { file.clone() } else { copy(&file, &folder.path().join("copy")) };
        let store = open(&looked_at).await;
        catch_up(&store, &alliance, &mut records[place]).await;
        store.close().await;
        let there = records[place].lines().len();
        assert!(
            there >= acknowledged.unwrap_or(before),
            "kill {kill}: {there} of {acknowledged:?} are there"
        );
    }
    let store = open(&file).await;
    for (place, record) in records.iter_mut().enumerate() {
        let facts = record.lines().len();
        catch_up(&store, &format!("alliance-{place}"), record).await;
        assert_eq!(record.lines().len(), facts);
    }
    let facts: usize = records.iter().map(|record| record.lines().len()).sum();
    assert!(facts as u64 > KILLS, "{facts} facts are too few to say anything");
    println!("{facts} facts after {KILLS} kills");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_that_is_killed_can_be_made_again() {
    if let Some(orders) = orders() {
        return append(orders).await;
    }
    let mut chance = Chance::seeded();
    for _ in 0..30 {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rowlock.sqlite");
        let moment = Duration::from_micros(chance.among(1_000..30_000));
        let test = "kill::a_first_start_that_is_killed_can_be_made_again";
        let acknowledged = kill_after(test, &file, "a", Wait::FromStart, moment);
        let (store, mut record): (Store, Record) = (open(&file).await, Record::default());
        catch_up(&store, "a", &mut record).await;
        assert!(record.lines().len() >= acknowledged.unwrap_or(0));
        commit(&store, "a", &mut record, &[5]).await.unwrap();
    }
}

/// What a twin does: it appends until it is killed, and says after each commit how many facts there are.
async fn append(Orders { database, alliance }: Orders) {
    let store = open(Path::new(&database)).await;
    let (mut record, mut chance) = (Record::default(), Chance::seeded());
    catch_up(&store, &alliance, &mut record).await;
    loop {
        let lengths: Vec<u64> = (0..chance.among(1..4)).map(|_| chance.among(1..4_000)).collect();
        commit(&store, &alliance, &mut record, &lengths).await.unwrap();
        println!("acknowledged {}", record.lines().len());
    }
}

#[derive(Clone, Copy)]
enum Wait {
    FromStart,
    FromFirstAcknowledged,
}

/// Starts a twin, kills it at a moment, and answers how many facts were acknowledged to it before, if any.
fn kill_after(test: &str, file: &Path, alliance: &str, wait: Wait, moment: Duration) -> Option<usize> {
    let mut child =
        twin(test, "", file, alliance).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
    let (tell, told) = mpsc::channel();
    let output = child.stdout.take().unwrap();
    let reader = thread::spawn(move || read(output, &tell));
    if matches!(wait, Wait::FromFirstAcknowledged) {
        told.recv().expect("the twin ended before it had written anything");
    }
    // Not to wait for anything: the moment of the kill is what this test tries out.
    thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

/// Reads what a twin says until it is dead; answers the last count it said.
fn read(output: ChildStdout, tell: &mpsc::Sender<()>) -> Option<usize> {
    let mut last = None;
    let mut output = BufReader::new(output);
    let mut line = String::new();
    while output.read_line(&mut line).unwrap() > 0 {
        // Half a line may be the beginning of a larger number.
        let whole = line.strip_suffix('\n').and_then(|line| line.strip_prefix("acknowledged "));
        if let Some(count) = whole {
            last = Some(count.parse().unwrap());
            // Nobody waits for the second one.
            let _ = tell.send(());
        }
        line.clear();
    }
    last
}

/// Copies a database that nobody has open, with its log.
fn copy(file: &Path, folder: &Path) -> PathBuf {
    if folder.exists() {
        std::fs::remove_dir_all(folder).unwrap();
    }
    std::fs::create_dir(folder).unwrap();
    let copy = folder.join("rowlock.sqlite");
    for suffix in ["", "-wal"] {
        let of = |file: &Path| PathBuf::from(format!("{}{suffix}", file.display()));
        if of(file).exists() {
            std::fs::copy(of(file), of(&copy)).unwrap();
        }
    }
    copy
}
