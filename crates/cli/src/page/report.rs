//! The report of `check`: a page that one would show a client.

use rowlock_analysis::State;
use rowlock_analysis::alignment::GapFinding;
use rowlock_analysis::control;
use rowlock_analysis::signals::SignalFinding;
use rowlock_core::alliance::RoundState;
use rowlock_core::fact::number;
use rowlock_core::framework::Rule;
use rowlock_core::gate::Viewer;

use super::evidence;
use super::sheet::{Ink, Sheet};
use super::{Shown, day_in_words, next_steps, short_day};

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
        evidence::facts(sheet, 5, &reason.facts, &shown.loaded.record, shown.alliance);
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
    let say = shown.analysis.voting.as_ref().and_then(|votes| control::lead_in_words(shown.alliance, votes));
    if let Some(say) = say {
        sheet.paragraph(2, &say);
    }
    let decided = rowlock_core::alliance::last_on(&shown.alliance.owner_decisions, shown.analysis.on);
    if let Some(decided) = decided {
        sheet.heading("What the owner decided");
        evidence::facts(sheet, 2, &[decided.seq], &shown.loaded.record, shown.alliance);
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
        evidence::facts(sheet, 4, &signal.facts, &shown.loaded.record, shown.alliance);
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
        evidence::facts(sheet, 4, &family.facts, &shown.loaded.record, shown.alliance);
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
    let name = |placed: &rowlock_analysis::drift::Placed| {
        shown
            .alliance
            .projects
            .get(&placed.project)
            .map_or(String::new(), |project| project.proposed.value.name.clone())
    };
    for placed in
        drift.projects.iter().filter(|placed| placed.placing != rowlock_analysis::drift::Placing::On)
    {
        let word = placed.placing.word();
        sheet.item(
            "  - ",
            4,
            &format!("{word}: \u{201c}{}\u{201d}. {}", name(placed), placed.sentence),
            Ink::Plain,
        );
    }
}

fn fit(sheet: &mut Sheet, shown: &Shown<'_>) {
    if shown.analysis.fit.is_empty() {
        return;
    }
    sheet.heading("Fit of the business models, conflicts first");
    for found in &shown.analysis.fit {
        sheet.item("  - ", 4, &format!("{}: {}", found.kind.title(), found.sentence), Ink::Plain);
    }
}

fn next(sheet: &mut Sheet, shown: &Shown<'_>) {
    sheet.heading("What to do next");
    for (place, step) in next_steps(shown).iter().enumerate() {
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
        shown.loaded.record.facts().len(),
        framework.id,
        framework.version
    );
    sheet.note(0, &text);
}
