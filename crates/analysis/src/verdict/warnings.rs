//! What each engine says: certain warning, likely warning, none seen, or not enough known. Signals that speak
//! of the same thing count once, under the engine that the framework names for them.

use jiff::civil::Date;
use rowlock_core::framework::{Engine, Rule};
use rowlock_core::gate::Level;

use super::Reason;
use super::situation::{Part, Warning};
use crate::alignment::{Alignment, Look, latest_round};
use crate::finding::State;
use crate::fit::{FitFinding, FitKind, Weight};
use crate::signals::SignalFinding;

/// What one engine says, with its reasons, the strongest first.
pub(super) struct EngineWarning {
    pub part: Part,
    pub warning: Warning,
    pub reasons: Vec<Reason>,
}

pub(super) fn warnings(
    look: Look<'_>,
    fit: &[FitFinding],
    alignment: &Alignment,
    signals: &[SignalFinding],
    on: Date,
) -> Vec<EngineWarning> {
    vec![
        of_fit(look, fit, on),
        of_alignment(look, alignment, signals),
        of_signals(Part::Drift, Engine::Drift, signals),
        of_signals(Part::Issues, Engine::Issues, signals),
        of_signals(Part::Control, Engine::Control, signals),
    ]
}

/// Fit speaks of those at the table: lead, partners, and candidates who have answered a round.
fn of_fit(look: Look<'_>, fit: &[FitFinding], on: Date) -> EngineWarning {
    let signers = look.alliance.signers(on);
    let round = latest_round(look.alliance, on);
    let at_the_table = |party: &rowlock_core::id::PartyId| {
        signers.contains(&party) || round.is_some_and(|round| round.parties().contains(&party))
    };
    let table: Vec<&FitFinding> =
        fit.iter().filter(|finding| finding.parties.iter().all(at_the_table)).collect();
    let pairs = table.iter().filter(|finding| finding.parties.len() == 2).count();
    let worst = table.iter().map(|finding| finding.weight).max();
    let warning = if table.iter().any(|finding| finding.kind == FitKind::NotEnoughKnown) || pairs == 0 {
        Warning::NotEnough
    } else {
        Warning::NoneSeen
    };
    let warning = match worst {
        Some(Weight::Certain) => Warning::Certain,
        Some(Weight::Likely) => Warning::Likely,
        _ => warning,
    };
    let conflicts = table.iter().filter(|finding| finding.weight > Weight::None);
    let reasons =
        conflicts.map(|finding| Reason { text: finding.sentence.clone(), facts: finding.facts.clone() });
    EngineWarning { part: Part::Fit, warning, reasons: reasons.collect() }
}

fn of_alignment(look: Look<'_>, alignment: &Alignment, signals: &[SignalFinding]) -> EngineWarning {
    let mut found: Vec<(Warning, Reason)> = Vec::new();
    for gap in alignment.gaps.iter().filter(|gap| gap.state.is_open() && gap.must_agree) {
        let confirmed = gap.state == crate::alignment::GapState::Confirmed;
        let warning =
            if confirmed && (gap.red_line || gap.hidden) { Warning::Certain } else { Warning::Likely };
        found.push((warning, Reason { text: gap.sentence.clone(), facts: gap.facts.clone() }));
    }
    for area in alignment.areas.iter().filter(|area| area.state == State::Alarm) {
        let spoken = alignment.gaps.iter().any(|gap| gap.area == area.area && gap.state.is_open());
        let name = look.framework.area(&area.area).map_or("", |area| &area.name);
        let warning = if area.rule == Rule::MustBeHigh { Warning::Certain } else { Warning::Likely };
        if !spoken {
            let text = format!("{name}: {}", area.sentence);
            found.push((warning, Reason { text, facts: area.facts.clone() }));
        }
    }
    // Words with chance in them are for people, who know that; a verdict waits for the answers themselves.
    let asked =
        alignment.level >= Level::Items && alignment.areas.iter().any(|area| area.state != State::Unknown);
    let spoken = of_signals(Part::Alignment, Engine::Alignment, signals);
    let warning = found.iter().map(|(warning, _)| *warning).max().unwrap_or(Warning::NotEnough);
    let silent = if asked { Warning::NoneSeen } else { Warning::NotEnough };
    found.sort_by_key(|(warning, _)| std::cmp::Reverse(*warning));
    let mut reasons: Vec<Reason> = found.into_iter().map(|(_, reason)| reason).collect();
    reasons.extend(spoken.reasons);
    EngineWarning { part: Part::Alignment, warning: warning.max(silent).max(spoken.warning), reasons }
}

fn of_signals(part: Part, engine: Engine, signals: &[SignalFinding]) -> EngineWarning {
    let mut mine: Vec<&SignalFinding> = signals.iter().filter(|signal| signal.speaks_for == engine).collect();
    mine.sort_by_key(|signal| std::cmp::Reverse(signal.state));
    let warning = match mine.first().map(|signal| signal.state) {
        Some(State::Alarm) => Warning::Certain,
        Some(State::Watch) => Warning::Likely,
        Some(State::Clear) => Warning::NoneSeen,
        Some(State::Unknown) | None => Warning::NotEnough,
    };
    let fired = mine.iter().filter(|signal| signal.state >= State::Watch);
    let reason =
        |signal: &&SignalFinding| Reason { text: signal.sentence.clone(), facts: signal.facts.clone() };
    EngineWarning { part, warning, reasons: fired.map(reason).collect() }
}
