//! Areas, gaps, signals and fit.

use rowlock_analysis::State;
use rowlock_analysis::alignment::GapFinding;
use rowlock_analysis::fit::FitKind;
use rowlock_analysis::report::Analysis;
use rowlock_analysis::signals::SignalFinding;
use rowlock_core::alliance::RoundState;

use super::{Subject, evidence};
use crate::document::{Block, Column, Document, Level, List, ListKind, Run, Table};
use crate::names;

/// The areas with their rule and their state.
pub fn areas(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    document.heading(Level::One, subject.framework.name.clone());
    document.push(Block::Paragraph(vec![Run::quiet("Our own list, from published research.")]));
    for round in analysis.alignment.rounds.iter().filter(|round| round.state == RoundState::Open) {
        document.paragraph(format!("A round is open: {} of {} have answered.", round.answered, round.asked));
    }
    let mut table = Table::new([
        Column::text("Area", 4),
        Column::text("Rule", 4),
        Column::text("State", 4),
        Column::text("What we found", 9),
    ]);
    for found in &analysis.alignment.areas {
        let name = subject.framework.area(&found.area).map_or(found.area.as_str(), |area| &area.short);
        table.rows.push(vec![
            vec![Run::strong(name)],
            vec![Run::plain(names::rule(found.rule))],
            vec![Run::state(found.state)],
            vec![Run::plain(&found.sentence)],
        ]);
    }
    document.push(Block::Table(table));
}

/// The gaps, open ones with answers where they may be shown.
pub fn gaps(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    let gaps = &analysis.alignment.gaps;
    let (open, rest): (Vec<&GapFinding>, Vec<&GapFinding>) = gaps.iter().partition(|gap| gap.state.is_open());
    for (title, gaps) in [("Gaps that are open", open), ("Gaps at rest", rest)] {
        if !gaps.is_empty() {
            document.heading(Level::One, title);
            let items = gaps.into_iter().map(|gap| self::gap(gap, subject)).collect();
            document.push(Block::List(List { kind: ListKind::Bullets, items }));
        }
    }
}

fn gap(gap: &GapFinding, subject: Subject<'_>) -> Vec<Block> {
    let area = subject.framework.area(&gap.area).map_or(gap.area.as_str(), |area| &area.short);
    let hidden = if gap.hidden && gap.state.is_open() { ", hidden" } else { "" };
    let name = Run::strong(format!("{area}, {}{hidden}.", gap.state.word()));
    let mut blocks = vec![Block::Paragraph(vec![name, Run::plain(format!(" {}", gap.sentence))])];
    if !gap.state.is_open() {
        return blocks;
    }
    let answers = gap.answers.iter().map(|(party, answer)| {
        let name = vec![Run::plain(subject.alliance.party_name(party))];
        (name, vec![Run::plain(answer)])
    });
    let answers: Vec<_> = answers.collect();
    if !answers.is_empty() {
        blocks.push(Block::Definitions(answers));
    }
    if !gap.says.is_empty() {
        blocks.push(Block::Paragraph(vec![Run::quiet(&gap.says)]));
    }
    blocks
}

/// The signals that are not clear, with since when and the facts; then the others by name.
pub fn signals(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    document.heading(Level::One, "What the watch shows");
    let mut signals: Vec<&SignalFinding> = analysis.signals.iter().collect();
    signals.sort_by_key(|signal| std::cmp::Reverse(signal.state));
    let items = signals.iter().filter(|signal| signal.state >= State::Watch).map(|signal| {
        let since = signal.since.map_or(String::new(), |day| format!(" Since {}.", names::day(day)));
        let runs = vec![
            Run::state(signal.state),
            Run::plain(": "),
            Run::strong(format!("{}.", signal.name)),
            Run::plain(format!(" {}{since}", signal.sentence)),
        ];
        evidence::told(runs, &signal.facts, 3, subject)
    });
    let items: Vec<_> = items.collect();
    if !items.is_empty() {
        document.push(Block::List(List { kind: ListKind::Bullets, items }));
    }
    let clear: Vec<&str> = signals
        .iter()
        .filter(|signal| signal.state == State::Clear)
        .map(|signal| signal.name.as_str())
        .collect();
    if !clear.is_empty() {
        let runs = vec![Run::state(State::Clear), Run::plain(format!(": {}.", clear.join(", ")))];
        document.push(Block::Paragraph(runs));
    }
    let unknown: Vec<_> = signals.iter().filter(|signal| signal.state == State::Unknown).collect();
    if !unknown.is_empty() {
        document.heading(Level::Two, State::Unknown.title());
        let told =
            unknown.iter().map(|signal| (vec![Run::plain(&signal.name)], vec![Run::plain(&signal.sentence)]));
        document.push(Block::Definitions(told.collect()));
    }
}

/// The fit of the business models.
pub fn fit(document: &mut Document, analysis: &Analysis) {
    if analysis.fit.is_empty() {
        return;
    }
    document.heading(Level::One, "Fit of the business models");
    // These sentences begin with their own kind.
    let told = analysis.fit.iter().map(|found| match found.kind {
        FitKind::NoConflict | FitKind::CommonMarket | FitKind::CommonFoe => vec![Run::plain(&found.sentence)],
        _ => {
            vec![Run::strong(format!("{}.", found.kind.title())), Run::plain(format!(" {}", found.sentence))]
        }
    });
    let items = told.map(|runs| vec![Block::Paragraph(runs)]).collect();
    document.push(Block::List(List { kind: ListKind::Bullets, items }));
}
