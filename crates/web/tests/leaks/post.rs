//! The mails of a house, and the worker that sends them.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rowlock_web::Worker;

use crate::inside::House;
use crate::inside::round::plain;
use crate::rows;

/// All mails that were sent so far: to whom, about what, and what they say, without what is chance.
pub async fn everything(house: &House, folder: &Path) -> Vec<String> {
    work(house, house.clock.load(Ordering::Relaxed)).await;
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut mails: Vec<String> = files
        .filter(|file| file.extension().is_some_and(|end| end == "eml"))
        .map(|file| masked(&std::fs::read_to_string(file).unwrap(), &house.alliance))
        .collect();
    mails.sort();
    mails
}

/// A mail without its day, the borders of its parts, and the tokens in it.
fn masked(mail: &str, alliance: &str) -> String {
    let mail = mail.replace("=\r\n", "");
    let is_chance =
        |line: &&str| line.starts_with("Date: ") || line.starts_with("--") || line.contains("boundary=");
    let lines: Vec<&str> = mail.lines().filter(|line| !is_chance(line)).collect();
    plain(&lines.join("\n"), alliance)
}

/// Has the worker do everything that is due so many days away from the day of the tests, and sets the clock back.
pub async fn work(house: &House, days: i64) {
    let today = house.clock.swap(days, Ordering::Relaxed);
    let (stop, told) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn(Worker::new(house.app.clone()).run(told));
    let mut watch = rows::Watch::of(house).await;
    for turn in 0.. {
        assert!(turn < 2000, "the worker does not come to an end");
        tokio::time::sleep(Duration::from_millis(10)).await;
        if watch.waits(house).await {
            // It rests between two jobs, unless there is a word.
            stop.send(false).unwrap();
        } else {
            break;
        }
    }
    watch.close().await;
    stop.send(true).unwrap();
    worker.await.unwrap();
    house.clock.store(today, Ordering::Relaxed);
}
