//! The whole in a few sentences, and what to ask and write down before the next start.

use rowlock_core::fact::{Outcome, list, number};
use rowlock_core::id::AreaId;

use super::areas::{AreaLook, Settled};
use super::turns::TurnKind;
use super::warnings::{FirstWarning, Sign};
use super::{Lookback, Past};
use crate::finding::{count, day_in_words};
use crate::verdict::Word;

/// How many areas are named for the next time.
const MOST_AREAS: usize = 6;
/// How many clauses are named for each.
const MOST_CLAUSES: usize = 3;

/// What to settle in one area before the next start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextTime {
    /// The area.
    pub area: AreaId,
    /// Its name.
    pub name: String,
    /// Why it is named: how it stood and what came up in it.
    pub why: String,
    /// What to ask each other.
    pub ask: Option<String>,
    /// The clauses to write down, by name.
    pub write: Vec<String>,
}

/// What to ask and to write down before the next start: the areas that were not settled and in which something came up.
pub(super) fn next_time(past: &Past<'_>, areas: &[AreaLook]) -> Vec<NextTime> {
    let behind = areas.iter().filter(|area| area.is_behind()).take(MOST_AREAS);
    let next = behind.filter_map(|look| {
        let area = past.framework.area(&look.area)?;
        let clauses = area.clauses.iter().filter_map(|clause| past.framework.clause(clause));
        Some(NextTime {
            area: look.area.clone(),
            name: look.name.clone(),
            why: came_up(look),
            ask: area.ask_next.first().map(|ask| ask.replace("{joint}", &past.alliance.name)),
            write: clauses.take(MOST_CLAUSES).map(|clause| clause.name.clone()).collect(),
        })
    });
    next.collect()
}

fn came_up(look: &AreaLook) -> String {
    let stood = match look.at_start {
        Settled::Yes => "Settled at the start",
        Settled::NotYet => "Open at the start",
        Settled::NeverAsked => "Never asked before the start",
    };
    let mut parts = Vec::new();
    if look.issues > 0 {
        parts.push(count(look.issues, "issue"));
    }
    if look.rooted > 0 {
        parts.push(format!("{} that grew out of a root in it", count(look.rooted, "issue")));
    }
    if !look.alarms.is_empty() {
        parts.push(count(look.alarms.len(), "alarm"));
    }
    if look.named {
        parts.push("named in the debrief".to_owned());
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    format!("{stood}; {}.", list(&parts))
}

/// The whole in a few sentences.
pub(super) fn summary(past: &Past<'_>, looked: &Lookback) -> Vec<String> {
    let mut sentences = vec![course(past, looked)];
    sentences.extend(looked.measures.iter().map(measured));
    sentences.push(start(looked));
    sentences.extend(alarm(looked));
    sentences.extend(verdict(looked));
    sentences.push(issues(looked));
    sentences
}

fn course(past: &Past<'_>, looked: &Lookback) -> String {
    let name = &past.alliance.name;
    let weeks = count(looked.weeks.max(0) as usize, "week");
    match looked.outcome.as_ref().map(|outcome| outcome.value) {
        _ if !looked.ran => format!("{name} never began to run."),
        None | Some(Outcome::Ongoing) => {
            format!(
                "{name} has run for {weeks} by {}. How it comes out is not known yet.",
                day_in_words(looked.to)
            )
        }
        Some(Outcome::Succeeded) => format!("{name} ran for {weeks} and reached its aim."),
        Some(Outcome::Mixed) => format!("{name} ran for {weeks} and reached some of its aim."),
        Some(Outcome::Failed) => format!("{name} ran for {weeks} and failed."),
    }
}

fn measured(measure: &rowlock_core::fact::Measure) -> String {
    let (what, reached, unit) = (&measure.what, number(measure.reached), &measure.unit);
    match measure.aimed {
        Some(aimed) => format!("{what}: {reached} {unit}, where {} was aimed at.", number(aimed)),
        None => format!("{what}: {reached} {unit}."),
    }
}

fn start(looked: &Lookback) -> String {
    let all = looked.areas.len();
    let of = |settled| looked.areas.iter().filter(|area| area.at_start == settled).count();
    let (settled, open, never) = (of(Settled::Yes), of(Settled::NotYet), of(Settled::NeverAsked));
    let asked = match (open, never) {
        (0, 0) => String::new(),
        (0, never) if never == all => String::new(),
        (open, 0) => format!("; {open} had been asked about and {} open", were(open)),
        (0, never) => format!("; about {never} nobody had asked"),
        (open, never) => {
            format!(
                "; {open} had been asked about and {} open, and about {never} nobody had asked",
                were(open)
            )
        }
    };
    let begun = if looked.ran { "began" } else { "was considered" };
    let counted = match settled {
        0 if never == all => {
            format!("none of the {all} core areas was settled, and nobody had asked about any of them")
        }
        0 => format!("none of the {all} core areas was settled"),
        settled if settled == all => format!("all {all} core areas were settled"),
        settled => format!("{settled} of the {all} core areas {} settled", were(settled)),
    };
    let behind: Vec<&str> =
        looked.areas.iter().filter(|area| area.is_behind()).take(3).map(|area| area.name.as_str()).collect();
    let came_up = match behind.as_slice() {
        [] => String::new(),
        names => format!(" Of what was not settled, most came up later in: {}.", list(names)),
    };
    format!("When it {begun}, {counted}{asked}.{came_up}")
}

fn were(count: usize) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

fn alarm(looked: &Lookback) -> Option<String> {
    if !looked.ran {
        return None;
    }
    let Some(first) = looked.warnings.iter().find(|warning| warning.sign == Sign::Alarm) else {
        let watched = looked.warnings.iter().any(|warning| warning.sign == Sign::Watch);
        return Some(if watched {
            "Signals were at watch, and none came to an alarm.".to_owned()
        } else {
            "No signal came to watch or alarm, as far as the record tells.".to_owned()
        });
    };
    let over = looked.outcome.is_some();
    let before = if over {
        format!(", {} before the end", count(first.weeks_before as usize, "week"))
    } else {
        String::new()
    };
    let what = first.text.split(':').next().unwrap_or_default();
    Some(format!("The first alarm stood in week {}{before} ({what}). {}", first.week, done(first)))
}

/// What was done after a warning, in a sentence that all parties may read.
fn done(warning: &FirstWarning) -> String {
    let open: Vec<_> = warning.done.iter().filter(|response| !response.is_owners).collect();
    match open.as_slice() {
        [] => "In the four weeks after, the record has nothing that was done about it.".to_owned(),
        [only] => format!("In the four weeks after, one thing is on record: {}", ended(&only.text)),
        [first, ..] => format!(
            "In the four weeks after, {} are on record, the first on {}: {}",
            count(open.len(), "step"),
            day_in_words(first.on),
            ended(&first.text)
        ),
    }
}

fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '\u{2026}', '\u{201d}']) { text.to_owned() } else { format!("{text}.") }
}

fn verdict(looked: &Lookback) -> Option<String> {
    let change = looked.warnings.iter().find(|warning| warning.sign == Sign::Change)?;
    let mut words: Vec<(Word, i32)> = vec![(change.verdict, change.week)];
    for turn in looked.turns.iter().filter(|turn| turn.kind == TurnKind::Verdict && turn.on > change.on) {
        let word = [Word::Repair, Word::Restructure, Word::Separate, Word::Proceed]
            .into_iter()
            .find(|word| turn.text.starts_with(word.title()));
        words.extend(
            word.filter(|word| words.iter().all(|(known, _)| known != word)).map(|word| (word, turn.week)),
        );
    }
    let told: Vec<String> = words
        .iter()
        .map(|(word, week)| format!("{} from week {week}", word.title().to_lowercase()))
        .collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    Some(format!("The verdict would have been: {}.", list(&told)))
}

fn issues(looked: &Lookback) -> String {
    if looked.issues == 0 {
        return "No issue was raised.".to_owned();
    }
    let raised = count(looked.issues, "issue");
    let closed = match looked.closed {
        0 => "none was closed".to_owned(),
        closed if closed == looked.issues => "all were closed".to_owned(),
        closed => format!("{closed} {} closed", were(closed)),
    };
    let biggest = looked.families.first().filter(|family| family.issues > 1);
    let root = biggest.map_or_else(String::new, |family| {
        let settled = match family.settled {
            Settled::Yes => "settled",
            Settled::NotYet => "open",
            Settled::NeverAsked => "never asked about",
        };
        format!(
            " {} of them grew out of {}; {} was {settled} when it began.",
            family.issues, family.root, family.area_name
        )
    });
    format!("{raised} {} raised, {closed}.{root}", were(looked.issues))
}
