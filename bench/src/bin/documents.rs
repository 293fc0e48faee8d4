//! Documents and imports, measured: the charter and the health report as PDF and Word, the memory after a hundred PDFs,
//! and the import of 100,000 rows of hours and of 100,000 candidates.

use anyhow::{Context, Result};
use bench::process::resident_mib;
use bench::stopwatch::{median_ms, time};
use bench::table::{Table, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rowlock_analysis::Look;
use rowlock_analysis::next_steps;
use rowlock_analysis::report::analyse;
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};
use rowlock_documents::{Document, Subject, charter, pdf, report, word};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use rowlock_files::hours::{self, Assignment, guess, plan};
use rowlock_files::pool;

/// How many PDFs are made before the memory is read again.
const PDFS: usize = 100;
/// How many rows of hours are imported.
const ROWS: usize = 100_000;

fn main() -> Result<()> {
    let framework = default_framework().map_err(|problems| anyhow::anyhow!("{problems}"))?;
    let mut table = Table::default();
    measure_documents(&mut table, &framework)?;
    measure_import(&mut table, &framework)?;
    measure_pool(&mut table)?;
    println!("Medians of several runs on this machine.");
    print!("{}", table.text());
    Ok(())
}

fn sample(name: &str, framework: &Framework) -> Result<(Record, Keyring)> {
    let path = format!("examples/{name}.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("there is no {path}"))?;
    read_case(&path, &text)
        .and_then(|case| case.record(framework, &Seed([7; 32])))
        .map_err(|problems| anyhow::anyhow!("{problems}"))
}

fn measure_documents(table: &mut Table, framework: &Framework) -> Result<()> {
    let of = "Documents of the samples";
    let (record, _) = sample("no-conflict", framework)?;
    let on = last_day(&record);
    let charter = charter(&record.alliance(on, on), framework, on);
    let first = time(|| drop(pdf(&charter))).as_secs_f64() * 1000.0;
    table.add(of, "charter as PDF, the first of a process", Unit::Milliseconds, first);
    table.add(of, "charter as PDF", Unit::Milliseconds, median_ms(5, || pdf(&charter)));
    table.add(of, "charter as Word", Unit::Milliseconds, median_ms(5, || word(&charter)));
    let (record, ring) = sample("rowboat", framework)?;
    let report = report_of(&record, &ring, framework, date(2025, 6, 8));
    table.add(of, "health report as PDF", Unit::Milliseconds, median_ms(5, || pdf(&report)));
    table.add(of, "health report as Word", Unit::Milliseconds, median_ms(5, || word(&report)));
    let before = resident_mib(std::process::id());
    for _ in 0..PDFS {
        pdf(&report)?;
    }
    table.add(of, "memory before", Unit::Mebibytes, before);
    let after = resident_mib(std::process::id());
    table.add(of, format!("memory after {PDFS} reports as PDF"), Unit::Mebibytes, after);
    Ok(())
}

fn report_of(record: &Record, ring: &Keyring, framework: &Framework, on: Date) -> Document {
    let alliance = record.alliance(on, on);
    let viewer = Viewer::AllParties;
    let analysis = analyse(Look { alliance: &alliance, framework, ring, viewer: &viewer }, on);
    let next = next_steps(&analysis, &alliance, framework);
    let subject =
        Subject { alliance: &alliance, framework, record, next: &next, as_known: None, asking: None };
    report(&analysis, subject)
}

fn last_day(record: &Record) -> Date {
    record.span().map_or(Date::MAX, |(_, last)| last)
}

/// Rows as a time tracker exports them: four people, four projects, and a week's worth of rows each week.
fn rows() -> Result<String> {
    let mut text = String::from("Person,Project,Date,Hours\n");
    let begun = date(2021, 1, 4);
    for row in 0..ROWS {
        let day = begun.checked_add((row as i64 * 1600 / ROWS as i64).days())?;
        let quarter = 0.25 * (1 + row % 3) as f64;
        text.push_str(&format!("Person {},Project {},{day},{quarter}\n", row % 4, (row / 4) % 4));
    }
    Ok(text)
}

fn measure_import(table: &mut Table, framework: &Framework) -> Result<()> {
    let of = format!("An export of {ROWS} rows of hours");
    let (record, _) = sample("rowboat", framework)?;
    let alliance = record.alliance(Date::MAX, Date::MAX);
    let text = rows()?;
    let told = |problems: rowlock_files::diagnostic::Diagnostics| anyhow::anyhow!("{problems}");
    table.add(&of, "reading it", Unit::Milliseconds, median_ms(3, || hours::table(text.as_bytes(), "a.csv")));
    let read = hours::table(text.as_bytes(), "a.csv").map_err(told)?;
    table.add(&of, "guessing its columns", Unit::Milliseconds, median_ms(3, || guess(&read)));
    let mapping = guess(&read).mapping;
    table.add(&of, "taking out its entries", Unit::Milliseconds, median_ms(3, || read.entries(&mapping)));
    let entries = read.entries(&mapping).map_err(told)?;
    let today = date(2026, 1, 19);
    let planned = || plan(&entries, &Assignment::guess(&entries, &alliance), &alliance, today);
    table.add(&of, "planning what goes on the record", Unit::Milliseconds, median_ms(3, planned));
    Ok(())
}

/// A pool with levels, scores, amounts and pairs, as large as one may be.
fn candidates() -> String {
    let mut text =
        String::from("Name,Hours,Cost,level: law,level: sales,level: site,score: trust,Works well with\n");
    for row in 0..ROWS {
        let (law, sales, site, trust) = (row % 8, row % 5, row % 7, 1 + row % 7);
        let partner = (row + 7) % ROWS;
        text.push_str(&format!(
            "Candidate {row},40,1200.50,{law},{sales},{site},{trust},Candidate {partner}:20\n"
        ));
    }
    text
}

fn measure_pool(table: &mut Table) -> Result<()> {
    let of = format!("A pool of {ROWS} candidates");
    let text = candidates();
    let told = |problems: rowlock_files::diagnostic::Diagnostics| anyhow::anyhow!("{problems}");
    table.add(&of, "reading it", Unit::Milliseconds, median_ms(3, || pool::table(text.as_bytes(), "a.csv")));
    let read = pool::table(text.as_bytes(), "a.csv").map_err(told)?;
    let expected = pool::Expected::default();
    let mapping = pool::guess(&read, &expected).mapping;
    table.add(
        &of,
        "guessing its columns",
        Unit::Milliseconds,
        median_ms(3, || pool::guess(&read, &expected)),
    );
    table.add(
        &of,
        "taking out its candidates",
        Unit::Milliseconds,
        median_ms(3, || pool::read(&read, &mapping)),
    );
    Ok(())
}
