//! What to do next, from what was found: the next step of a verdict, the clauses that close open gaps, and the
//! questions to ask.

use rowlock_core::alliance::Alliance;
use rowlock_core::fact::list;
use rowlock_core::framework::Framework;

use crate::finding::State;
use crate::report::Analysis;

/// How many clauses are named.
const MOST: usize = 3;

/// The next steps, the first one first.
pub fn next_steps(analysis: &Analysis, alliance: &Alliance, framework: &Framework) -> Vec<String> {
    let mut steps = vec![analysis.verdict.word.first_step().to_owned()];
    let agreed: Vec<&str> = alliance.agreed_clauses(analysis.on).map(|(id, _)| id.as_str()).collect();
    let mut named: Vec<&str> = Vec::new();
    let alarmed = analysis.alignment.areas.iter().filter(|area| area.state == State::Alarm);
    let signalled = analysis.signals.iter().filter(|signal| signal.state == State::Alarm);
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
    let gap = analysis.alignment.gaps.iter().find(|gap| gap.state.is_open());
    if let Some(area) = gap.and_then(|gap| framework.area(&gap.area)) {
        let questions: Vec<String> =
            area.ask_next.iter().take(1).map(|question| format!("\u{201c}{question}\u{201d}")).collect();
        if !questions.is_empty() {
            steps.push(format!("Ask each other on {}: {}", area.name.to_lowercase(), list(&questions)));
        }
    }
    for unknown in analysis.verdict.unknown.iter().take(2) {
        steps.push(format!("Find out. {unknown}"));
    }
    steps
}
