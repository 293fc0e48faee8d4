//! The application under load: many alliances in the store, many connections, one server process on the same
//! machine. The client is as plain as can be, and takes its share of the same cores.

mod client;
mod house;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use bench::process::{binary, resident_mib};
use client::Connection;
use house::House;

/// How many alliances, of how many facts, led by how many people.
const ALLIANCES: usize = 1000;
const FACTS: usize = 500;
const PEOPLE: usize = 20;
/// How many connections ask at once, and for how long.
const CONNECTIONS: usize = 64;
const SECONDS: u64 = 10;
/// The port of the server; a port of the high range that nothing else is likely to hold.
const ADDRESS: &str = "127.0.0.1:47311";

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    println!("Filling a store with {ALLIANCES} alliances of {FACTS} facts …");
    let house = House::fill(folder.path(), ALLIANCES, FACTS, PEOPLE).await?;
    let (mut server, started) = start(folder.path()).await?;
    println!("start to first answer: {:.0} ms", started.as_secs_f64() * 1000.0);
    println!("memory, idle: {:.0} MiB", resident_mib(server.id()));
    let cookies = house.sign_in(ADDRESS).await?;
    let first = house.overviews(&cookies);
    measure("overviews, each for the first time", &first, Some(1)).await?;
    println!("memory after it: {:.0} MiB", resident_mib(server.id()));
    measure("overviews", &first, None).await?;
    println!("memory after it: {:.0} MiB", resident_mib(server.id()));
    measure("desks", &house::desks(&cookies), None).await?;
    println!("memory after it: {:.0} MiB", resident_mib(server.id()));
    let verdict = house.verdict(&cookies);
    measure(&format!("a verdict of {} facts, for the first time", house::LARGE), &verdict, Some(1)).await?;
    measure("the same, looked at before", &verdict, Some(20)).await?;
    let busy = house.sign_in_busy(ADDRESS).await?;
    for path in ["/portfolio", "/portfolio?verdict=Repair&alarms=yes", "/portfolio/conflicts", "/desk"] {
        let page = house::page(path, &busy);
        measure(&format!("{path} of {} alliances, for the first time", house::BUSY), &page, Some(1)).await?;
        measure("the same, looked at before", &page, Some(50)).await?;
    }
    let files = house::page("/portfolio.csv", &busy);
    measure("all of them as CSV", &files, Some(20)).await?;
    server.kill()?;
    server.wait()?;
    Ok(())
}

/// Starts the server and waits for its first answer.
async fn start(folder: &Path) -> Result<(Child, Duration)> {
    let rowlock = binary()?;
    let begun = now();
    let mut command = Command::new(rowlock);
    command.args(["serve", "--listen", ADDRESS, "--data"]).arg(folder).stdout(Stdio::null());
    let server = command.spawn()?;
    for _ in 0..5000 {
        if let Ok(mut connection) = Connection::open(ADDRESS).await
            && connection.get("/health", "").await.is_ok_and(|status| status == 200)
        {
            return Ok((server, begun.elapsed()));
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    bail!("the server did not answer");
}

/// Asks for pages over all connections, each page once or for a time, and says how it went.
async fn measure(what: &str, pages: &[(String, String)], rounds: Option<usize>) -> Result<()> {
    let begun = now();
    let until = begun + Duration::from_secs(SECONDS);
    let mut tasks = Vec::new();
    for place in 0..CONNECTIONS {
        let own: Vec<(String, String)> = pages.iter().skip(place).step_by(CONNECTIONS).cloned().collect();
        tasks.push(tokio::spawn(ask(own, rounds, until)));
    }
    let mut taken = Vec::new();
    for task in tasks {
        taken.extend(task.await??);
    }
    let seconds = begun.elapsed().as_secs_f64();
    taken.sort_unstable();
    let at = |share: f64| {
        let place = ((taken.len() as f64 * share) as usize).min(taken.len().saturating_sub(1));
        taken.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    println!(
        "{what}: {} requests, {:.0} a second, p50 {:.1} ms, p99 {:.1} ms",
        taken.len(),
        taken.len() as f64 / seconds,
        at(0.5),
        at(0.99)
    );
    Ok(())
}

async fn ask(pages: Vec<(String, String)>, rounds: Option<usize>, until: Instant) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(ADDRESS).await.context("cannot connect")?;
    let mut taken = Vec::new();
    if pages.is_empty() {
        return Ok(taken);
    }
    let mut round = 0;
    while rounds.map_or_else(|| now() < until, |rounds| round < rounds) {
        for (path, cookie) in &pages {
            let begun = now();
            let status = connection.get(path, cookie).await?;
            if status != 200 {
                bail!("{path} answered {status}");
            }
            taken.push(begun.elapsed());
            if rounds.is_none() && now() >= until {
                break;
            }
        }
        round += 1;
    }
    Ok(taken)
}

#[expect(clippy::disallowed_methods, reason = "this program measures time")]
fn now() -> Instant {
    Instant::now()
}
