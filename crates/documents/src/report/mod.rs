//! The health report: the verdict with its reasons first, then everything that it rests on. Its sentences are those
//! of the analysis.

mod evidence;
mod findings;
mod verdict;
mod work;

use jiff::civil::Date;
use rowlock_analysis::report::Analysis;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Stage, number};
use rowlock_core::framework::Framework;
use rowlock_core::record::Record;

use crate::document::{Block, Document, Level, ListKind, Run};
use crate::names;

/// What a report speaks of.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The alliance on the day of the analysis.
    pub alliance: &'a Alliance,
    /// Its framework.
    pub framework: &'a Framework,
    /// Its record, for the facts behind a finding.
    pub record: &'a Record,
    /// What to do next, in words, the first step first.
    pub next: &'a [String],
    /// Up to which day facts were written down, where that was asked for.
    pub as_known: Option<Date>,
    /// Who is asking, where single answers are shown to somebody who states that they may read them.
    pub asking: Option<&'a str>,
}

/// The health report of an alliance.
pub fn report(analysis: &Analysis, subject: Subject<'_>) -> Document {
    let mut document = Document::new(subject.alliance.name.clone(), analysis.on);
    document.subtitle = Some("Health report".to_owned());
    head(&mut document, analysis, subject);
    verdict::verdict(&mut document, &analysis.verdict, subject);
    verdict::owner(&mut document, analysis, subject);
    next(&mut document, subject.next);
    findings::areas(&mut document, analysis, subject);
    findings::gaps(&mut document, analysis, subject);
    findings::signals(&mut document, analysis, subject);
    work::hours(&mut document, analysis, subject);
    work::projects(&mut document, analysis, subject);
    work::issues(&mut document, analysis, subject);
    findings::fit(&mut document, analysis);
    foot(&mut document, analysis, subject);
    document
}

fn head(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    let (alliance, on) = (subject.alliance, analysis.on);
    let stage = alliance.stage(on).map_or("not begun", Stage::word);
    let since = alliance
        .running_since(on)
        .map_or(String::new(), |day| format!(" \u{b7} running since {}", names::day(day)));
    let week = rowlock_analysis::report::week(subject.record, on);
    let week = week.map_or(String::new(), |week| format!(" \u{b7} week {week}"));
    let known =
        subject.as_known.map_or(String::new(), |day| format!(" \u{b7} as known on {}", names::day(day)));
    let parties = names::parties_count(alliance.signers(on).len());
    let line = format!("{parties} \u{b7} stage: {stage}{since}{week}{known}");
    document.push(Block::Paragraph(vec![Run::quiet(line)]));
    if let Some(who) = subject.asking {
        document.push(Block::Note(vec![Block::Paragraph(vec![
            Run::strong("Single answers are shown."),
            Run::plain(format!(" Asking: {who}, who states that these answers are theirs to read.")),
        ])]));
    }
}

fn next(document: &mut Document, steps: &[String]) {
    if !steps.is_empty() {
        document.heading(Level::One, "What to do next");
        document.list(ListKind::Numbers, steps.iter().cloned());
    }
}

fn foot(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    let framework = subject.framework;
    let thresholds = if subject.alliance.thresholds.is_empty() {
        "the framework\u{2019}s defaults"
    } else {
        "as changed on the record"
    };
    let facts = subject.record.holding(analysis.on, subject.as_known.unwrap_or(Date::MAX)).len();
    document.heading(Level::One, "How to read this");
    document.paragraph(format!(
        "A person decides. This is a reading of {} facts by stated rules, not a prediction. Thresholds are \
         {thresholds}, chosen by judgment and not validated. Framework: {} {}. Numbers in brackets are facts of the record.",
        number(facts as f64),
        framework.id,
        framework.version
    ));
}
