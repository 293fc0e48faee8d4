//! The same instances for other solvers: as a mixed-integer program for microlp, and as JSON for the Python peers.

use std::time::Duration;

use anyhow::Result;
use microlp::{ComparisonOp, OptimizationDirection, Problem as Program};
use rowlock_selection::{Candidate, Problem};
use serde_json::{Value, json};

use crate::stopwatch::{Stopwatch, peak_mib};

/// Solves with microlp, pairs linearised by one variable each, and prints a line of JSON.
pub fn microlp(problem: &Problem, seconds: f64) -> Result<()> {
    let watch = Stopwatch::start()?;
    let (pool, need) = (problem.pool(), problem.need());
    let mut program = Program::new(OptimizationDirection::Maximize);
    program.set_time_limit(Duration::from_secs_f64(seconds));
    let chosen: Vec<_> =
        pool.candidates().iter().map(|candidate| program.add_binary_var(candidate.fit() as f64)).collect();
    let all = || 0..chosen.len();
    let mut demand = |part: &dyn Fn(usize) -> i64, comparison: ComparisonOp, amount: i64| {
        let parts = all().map(|index| (index, part(index))).filter(|part| part.1 != 0);
        let row: Vec<_> = parts.map(|(index, part)| (chosen[index], part as f64)).collect();
        program.add_constraint(&row[..], comparison, amount as f64);
    };
    for asked in need.requirements() {
        demand(&|index| i64::from(problem.reaches(index, asked)), ComparisonOp::Ge, asked.people as i64);
    }
    let candidate = |index: usize| &pool.candidates()[index];
    if need.hours() > 0 {
        demand(&|index| candidate(index).hours(), ComparisonOp::Ge, need.hours());
    }
    if let Some(budget) = need.budget() {
        demand(&|index| candidate(index).cost(), ComparisonOp::Le, budget);
    }
    demand(&|_| 1, ComparisonOp::Ge, need.smallest() as i64);
    if let Some(largest) = need.largest() {
        demand(&|_| 1, ComparisonOp::Le, largest as i64);
    }
    for &(one, other) in pool.conflicts() {
        program.add_constraint([(chosen[one], 1.0), (chosen[other], 1.0)], ComparisonOp::Le, 1.0);
    }
    for bonus in pool.bonuses() {
        let both = program.add_binary_var(bonus.value as f64);
        for end in [bonus.pair.0, bonus.pair.1] {
            program.add_constraint([(both, 1.0), (chosen[end], -1.0)], ComparisonOp::Le, 0.0);
        }
    }
    let solved = program.solve();
    let solution = solved.as_ref().ok().and_then(microlp::SolveOutcome::solution);
    let value = solution.map(microlp::Solution::objective);
    let line = json!({
        "solver": "microlp",
        "seconds": watch.seconds()?,
        "proven": solved.as_ref().is_ok_and(microlp::SolveOutcome::is_optimal),
        "value": value,
        "bound": Value::Null,
        "peak_mib": peak_mib()?,
    });
    println!("{line}");
    Ok(())
}

/// The instance for `compare.py`.
pub fn as_json(problem: &Problem) -> Value {
    let (pool, need) = (problem.pool(), problem.need());
    let of =
        |field: &dyn Fn(&Candidate) -> i64| -> Vec<i64> { pool.candidates().iter().map(field).collect() };
    let rows = need.requirements().iter().map(|asked| {
        let able: Vec<usize> =
            (0..pool.candidates().len()).filter(|&index| problem.reaches(index, asked)).collect();
        json!({ "people": asked.people, "able": able })
    });
    json!({
        "fit": of(&Candidate::fit),
        "cost": of(&Candidate::cost),
        "hours": of(&Candidate::hours),
        "rows": rows.collect::<Vec<_>>(),
        "hours_needed": need.hours(),
        "budget": need.budget(),
        "size": [need.smallest(), need.largest()],
        "conflicts": pool.conflicts(),
        "bonuses": pool.bonuses().iter().map(|bonus| (bonus.pair.0, bonus.pair.1, bonus.value)).collect::<Vec<_>>(),
    })
}
