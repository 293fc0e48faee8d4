//! What to do next, from what was found: the next step of a verdict, the clauses that close open gaps, and the
//! questions to ask.

use rowlock_analysis::State;
use rowlock_core::fact::list;

use super::Shown;

/// How many clauses and questions are named.
const MOST: usize = 3;

/// The next steps, the first one first.
pub fn next_steps(shown: &Shown<'_>) -> Vec<String> {
    let mut steps = vec![shown.analysis.verdict.word.first_step().to_owned()];
    let framework = &shown.loaded.framework;
    let agreed: Vec<&str> =
        shown.alliance.agreed_clauses(shown.analysis.on).map(|(id, _)| id.as_str()).collect();
    let mut named: Vec<&str> = Vec::new();
    let alarmed = shown.analysis.alignment.areas.iter().filter(|area| area.state == State::Alarm);
    let signalled = shown.analysis.signals.iter().filter(|signal| signal.state == State::Alarm);
    let areas = alarmed.map(|area| &area.area).chain(signalled.map(|signal| &signal.area));
    for area in areas.filter_map(|id| framework.area(id)) {
        let missing = area.clauses.iter().find(|clause| !agreed.contains(&clause.as_str()));
        if let Some(clause) = missing.filter(|clause| !named.contains(&clause.as_str())) {
            named.push(clause.as_str());
        }
    }
    for clause in
        named.iter().take(MOST).filter_map(|id| framework.clauses.iter().find(|c| c.id.as_str() == *id))
    {
        let counsel = if clause.counsel { " Have counsel look at it." } else { "" };
        steps.push(format!("Write down \u{201c}{}\u{201d}: {}{counsel}", clause.name, clause.answers));
    }
    let gap = shown.analysis.alignment.gaps.iter().find(|gap| gap.state.is_open());
    if let Some(area) = gap.and_then(|gap| framework.area(&gap.area)) {
        let questions: Vec<String> =
            area.ask_next.iter().take(1).map(|question| format!("\u{201c}{question}\u{201d}")).collect();
        if !questions.is_empty() {
            steps.push(format!("Ask each other on {}: {}", area.name.to_lowercase(), list(&questions)));
        }
    }
    for unknown in shown.analysis.verdict.unknown.iter().take(2) {
        steps.push(format!("Find out. {unknown}"));
    }
    steps
}
