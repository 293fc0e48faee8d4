//! The report of `check`: a page that one would show a client.

use rowlock_analysis::State;
use rowlock_analysis::alignment::GapFinding;
use rowlock_analysis::control;
use rowlock_analysis::drift::{Placed, Placing};
use rowlock_analysis::fit::FitKind;
use rowlock_analysis::signals::SignalFinding;
use rowlock_core::alliance::RoundState;
use rowlock_core::fact::number;
use rowlock_core::framework::Rule;
use rowlock_core::gate::Viewer;

use super::evidence;
use super::sheet::{Ink, Sheet};
use super::{Shown, day_in_words, short_day};

/// The report of a day.
pub fn check(shown: &Shown<'_>) -> String {
    let mut sheet = Sheet::for_output();
    head(&mut sheet, shown);
    verdict(&mut sheet, shown);
    owner(&mut sheet, shown);
    areas(&mut sheet, shown);
    gaps(&mut sheet, shown);
    signals(&mut sheet, shown);
    cascade(&mut sheet, shown);
    drift(&mut sheet, shown);
    fit(&mut sheet, shown);
    appendix(&mut sheet, shown);
    next(&mut sheet, shown);
    foot(&mut sheet, shown);
    sheet.finish()
}

fn head(sheet: &mut Sheet, shown: &Shown<'_>) {
    let on = shown.analysis.on;
    sheet.title(&shown.alliance.name);
    let stage = shown.alliance.stage(on).map_or("not begun", rowlock_core::fact::Stage::word);
    let since = shown
        .alliance
        .running_since(on)
        .map_or(String::new(), |day| format!(" \u{b7} running since {}", short_day(day)));
    let week = rowlock_analysis::report::week(&shown.loaded.record, on);
    let week = week.map_or(String::new(), |week| format!(", week {week}"));
    let parties = shown.alliance.signers(on).len();
    let known = shown.as_known.map_or(String::new(), |day| format!(", as known on {}", day_in_words(day)));
    sheet.paragraph(0, &format!("As of {}{week}{known}", day_in_words(on)));
    sheet.note(0, &format!("{parties} parties \u{b7} stage: {stage}{since}"));
    if let (Viewer::Owner, Some(who)) = (&shown.loaded.viewer, &shown.loaded.asking) {
        sheet.note(
            0,
            &format!(
                "Single answers are shown. Asking: {who}, who states that these answers are theirs to read."
            ),
        );
    }
}

fn verdict(sheet: &mut Sheet, shown: &Shown<'_>) {
    let verdict = &shown.analysis.verdict;
    sheet.heading(&format!("Verdict: {}.", verdict.word.title()));
    sheet.paragraph(2, verdict.word.means());
    for (place, reason) in verdict.reasons.iter().enumerate() {
        sheet.item(&format!("  {}. ", place + 1), 5, &reason.text, Ink::Plain);
        evidence::facts(sheet, 5, &reason.facts, 1, shown);
    }
    sheet.paragraph(2, &verdict.opposite);
    sheet.heading("What would change it");
    if verdict.would_change.is_empty() {
        sheet.paragraph(2, "No single change that we tried leads to another word.");
    }
    for flip in &verdict.would_change {
        sheet.item("  - ", 4, &format!("{}: {}", flip.change, flip.word.title().to_lowercase()), Ink::Plain);
    }
    if !verdict.unknown.is_empty() {
        sheet.heading("What is not known");
        for unknown in &verdict.unknown {
            sheet.item("  - ", 4, unknown, Ink::Plain);
        }
    }
}

fn owner(sheet: &mut Sheet, shown: &Shown<'_>) {
    let verdict = &shown.analysis.verdict;
    if let Some(leaving) = &verdict.leaving {
        sheet.heading("What leaving costs");
        sheet.paragraph(2, &leaving.text);
    }
    sheet.heading("What the owner still controls");
    if verdict.owner_still_controls.is_empty() {
        sheet.paragraph(2, "Nothing that is written down.");
    }
    for held in &verdict.owner_still_controls {
        sheet.item("  - ", 4, held, Ink::Plain);
    }
    let say = shown
        .analysis
        .voting
        .as_ref()
        .and_then(|votes| control::lead_in_words(shown.alliance, votes, shown.analysis.on));
    if let Some(say) = say {
        sheet.paragraph(2, &say);
    }
    if !verdict.in_other_hands.is_empty() {
        sheet.heading("What is in other hands");
        for held in &verdict.in_other_hands {
            sheet.item("  - ", 4, &held.text, Ink::Plain);
        }
    }
    let decided = rowlock_core::alliance::last_on(&shown.alliance.owner_decisions, shown.analysis.on);
    if let Some(decided) = decided {
        sheet.heading("What the owner decided");
        evidence::facts(sheet, 2, &[decided.seq], 1, shown);
    }
}

fn state_ink(state: State) -> Ink {
    match state {
        State::Unknown => Ink::Quiet,
        State::Clear => Ink::Clear,
        State::Watch => Ink::Watch,
        State::Alarm => Ink::Alarm,
    }
}

fn rule_words(rule: Rule) -> &'static str {
    match rule {
        Rule::MustAgree => "must agree",
        Rule::MustBeKnown => "may differ if known",
        Rule::ShouldDiffer => "should differ",
        Rule::MustBeHigh => "must be high",
    }
}

fn areas(sheet: &mut Sheet, shown: &Shown<'_>) {
    let framework = &shown.loaded.framework;
    sheet.heading(&format!("{} (our own list, from published research)", framework.name));
    for round in shown.analysis.alignment.rounds.iter().filter(|round| round.state == RoundState::Open) {
        sheet.paragraph(2, &format!("A round is open: {} of {} have answered.", round.answered, round.asked));
    }
    for found in &shown.analysis.alignment.areas {
        let name = framework.area(&found.area).map_or("", |area| &area.short);
        let lead = format!("  {name:<16} {:<20}", rule_words(found.rule));
        let state = sheet.inked(&format!("{:<17}", found.state.title()), state_ink(found.state));
        sheet.item(&lead, 39, &format!("{state} {}", found.sentence), Ink::Plain);
    }
}

fn gaps(sheet: &mut Sheet, shown: &Shown<'_>) {
    let gaps = &shown.analysis.alignment.gaps;
    if gaps.is_empty() {
        return;
    }
    sheet.heading("Gaps");
    for gap in gaps {
        self::gap(sheet, shown, gap);
    }
}

fn gap(sheet: &mut Sheet, shown: &Shown<'_>, gap: &GapFinding) {
    let area = shown.loaded.framework.area(&gap.area).map_or("", |area| &area.short);
    let hidden = if gap.hidden && gap.state.is_open() { ", hidden" } else { "" };
    sheet.item("  - ", 4, &format!("{area}, {}{hidden}: {}", gap.state.word(), gap.sentence), Ink::Plain);
    if !gap.state.is_open() {
        return;
    }
    for (party, answer) in &gap.answers {
        sheet.item("    ", 6, &format!("{}: {answer}", shown.alliance.party_name(party)), Ink::Quiet);
    }
    if !gap.says.is_empty() {
        sheet.paragraph(4, &gap.says);
    }
}

fn signals(sheet: &mut Sheet, shown: &Shown<'_>) {
    sheet.heading("What the watch shows");
    let mut signals: Vec<&SignalFinding> = shown.analysis.signals.iter().collect();
    signals.sort_by_key(|signal| std::cmp::Reverse(signal.state));
    for signal in signals.iter().filter(|signal| signal.state >= State::Watch) {
        let state = sheet.inked(signal.state.title(), state_ink(signal.state));
        let since = signal.since.map_or(String::new(), |day| format!(" Since {}.", short_day(day)));
        sheet.item("  - ", 4, &format!("{state}: {}. {}{since}", signal.name, signal.sentence), Ink::Plain);
        evidence::facts(sheet, 4, &signal.facts, 3, shown);
    }
    let named = |state: State| {
        let names = signals.iter().filter(|signal| signal.state == state).map(|signal| signal.name.as_str());
        names.collect::<Vec<_>>()
    };
    let clear = named(State::Clear);
    if !clear.is_empty() {
        sheet.item("  - ", 4, &format!("Clear: {}.", clear.join(", ")), Ink::Plain);
    }
    for signal in signals.iter().filter(|signal| signal.state == State::Unknown) {
        sheet.item("  - ", 4, &format!("Not enough known: {}. {}", signal.name, signal.sentence), Ink::Quiet);
    }
}

fn cascade(sheet: &mut Sheet, shown: &Shown<'_>) {
    let cascade = &shown.analysis.cascade;
    if cascade.families.is_empty() {
        return;
    }
    sheet.heading("Issues that led to issues");
    sheet.paragraph(2, &cascade.sentence);
    if let Some(rate) = &cascade.follow_on {
        let text = format!(
            "Each issue led to {:.2} others on average ({:.2} to {:.2}, 90 % interval).",
            rate.mean, rate.interval.0, rate.interval.1
        );
        sheet.paragraph(2, &text);
    }
    for family in cascade.families.iter().take(3) {
        let depth = family.depth;
        sheet.item("  - ", 4, &format!("Began with {}; {depth} generations deep.", family.root), Ink::Plain);
        evidence::facts(sheet, 4, &family.facts, 5, shown);
    }
}

fn drift(sheet: &mut Sheet, shown: &Shown<'_>) {
    let drift = &shown.analysis.drift;
    if drift.projects.is_empty() {
        return;
    }
    sheet.heading("Projects against what you wrote down");
    match (&drift.share, &drift.unknown) {
        (Some(share), _) => sheet.paragraph(
            2,
            &format!(
                "Of {} project hours so far about {} went outside it ({} to {}).",
                number(share.hours),
                number(share.expected),
                number(share.interval[0]),
                number(share.interval[2])
            ),
        ),
        (None, Some(unknown)) => sheet.paragraph(2, unknown),
        (None, None) => {}
    }
    if let Some(movement) = &drift.movement {
        sheet.paragraph(2, movement);
    }
    for placed in &drift.projects {
        project(sheet, shown, placed);
    }
    let kept =
        shown.alliance.leads.values().filter_map(|lead| match lead.fate.as_ref().map(|fate| &fate.value) {
            Some(rowlock_core::alliance::LeadFate::Kept(party)) => Some((lead, party)),
            _ => None,
        });
    for (lead, party) in kept {
        let text = format!(
            "A lead in scope that {} kept: {}",
            shown.alliance.party_name(party),
            lead.found.value.what
        );
        sheet.item("  - ", 4, &text, Ink::Plain);
    }
}

/// A project that is off or in question, or that nobody decided to admit.
fn project(sheet: &mut Sheet, shown: &Shown<'_>, placed: &Placed) {
    let Some(project) = shown.alliance.projects.get(&placed.project) else { return };
    let skipped = project.started.is_some() && project.decision(shown.analysis.on).is_none();
    if placed.placing == Placing::On && !skipped {
        return;
    }
    let proposed = &project.proposed.value;
    let admitted = if skipped { " Nobody decided to admit it." } else { "" };
    let text = format!(
        "{}: \u{201c}{}\u{201d}, brought by {}.{admitted} {}",
        placed.placing.word(),
        proposed.name,
        shown.alliance.party_name(&proposed.proposer),
        placed.sentence
    );
    sheet.item("  - ", 4, &text, Ink::Plain);
}

fn fit(sheet: &mut Sheet, shown: &Shown<'_>) {
    if shown.analysis.fit.is_empty() {
        return;
    }
    sheet.heading("Fit of the business models, conflicts first");
    for found in &shown.analysis.fit {
        // These sentences begin with their own kind.
        let text = match found.kind {
            FitKind::NoConflict | FitKind::CommonMarket | FitKind::CommonFoe => found.sentence.clone(),
            _ => format!("{}: {}", found.kind.title(), found.sentence),
        };
        sheet.item("  - ", 4, &text, Ink::Plain);
    }
}

/// For whoever answers for the answers: how near they stand, and how each sees the other.
fn appendix(sheet: &mut Sheet, shown: &Shown<'_>) {
    let Some(closeness) = &shown.analysis.alignment.closeness else { return };
    sheet.heading("For the adviser: closeness of the answers");
    match &closeness.agreement {
        None => sheet.paragraph(
            2,
            &format!(
                "We cannot tell yet: {} questions in common, and this many partners need {}.",
                closeness.questions, closeness.needed
            ),
        ),
        Some(found) => {
            let interval =
                found.interval.map_or(String::new(), |(low, high)| format!(" (95 %: {low:.2} to {high:.2})"));
            let text = format!(
                "Over {} questions on which you must agree: {:.2}{interval}; 1 is identical, 0 is what chance gives. \
                 It says how near answers stand, not whether people suit each other.",
                found.questions, found.coefficient
            );
            sheet.paragraph(2, &text);
        }
    }
    for (from, to, view) in &closeness.views {
        let text = format!(
            "{} on {}: believed agreement {:.2}, real {:.2}, hits {:.2} ({} questions).",
            shown.alliance.party_name(from),
            shown.alliance.party_name(to),
            view.perceived,
            view.agreement,
            view.accuracy,
            view.questions
        );
        sheet.item("  - ", 4, &text, Ink::Plain);
    }
}

fn next(sheet: &mut Sheet, shown: &Shown<'_>) {
    sheet.heading("What to do next");
    for (place, step) in rowlock_analysis::next_steps(shown.analysis, shown.alliance, &shown.loaded.framework)
        .iter()
        .enumerate()
    {
        sheet.item(&format!("  {}. ", place + 1), 5, step, Ink::Plain);
    }
}

fn foot(sheet: &mut Sheet, shown: &Shown<'_>) {
    let framework = &shown.loaded.framework;
    sheet.blank();
    let changed = if shown.alliance.thresholds.is_empty() {
        "the framework\u{2019}s defaults"
    } else {
        "as changed on the record"
    };
    let text = format!(
        "A person decides. This is a reading of {} facts by stated rules, not a prediction. Thresholds are {changed}, \
         chosen by judgment and not validated. Framework: {} {}. Numbers in brackets are facts of the record.",
        shown
            .loaded
            .record
            .holding(shown.analysis.on, shown.as_known.unwrap_or(jiff::civil::Date::MAX))
            .len(),
        framework.id,
        framework.version
    );
    sheet.note(0, &text);
}
