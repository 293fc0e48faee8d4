//! Set-covering files of the OR-Library: a column is a candidate, a row a capability that needs one person, and
//! the least cost is the best team.

use std::path::Path;

use anyhow::{Context, Result};
use rowlock_selection::{Candidate, Need, Pool, Problem};

/// An instance with the best value that is known.
pub struct Known {
    /// The file's name.
    pub name: String,
    /// The least cost, proven.
    pub value: i64,
}

/// The instances that a folder lists in `best-known.csv`.
pub fn list(folder: &Path) -> Result<Vec<Known>> {
    let path = folder.join("best-known.csv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let line = |line: &str| -> Result<Known> {
        let mut cells = line.split(',');
        let name = cells.next().context("a line without a name")?.to_owned();
        Ok(Known { name, value: cells.next().context("a line without a value")?.trim().parse()? })
    };
    text.lines().skip(1).filter(|text| !text.trim().is_empty()).map(line).collect()
}

/// Reads one instance.
pub fn read(path: &Path) -> Result<Problem> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut numbers = text.split_ascii_whitespace().map(str::parse::<i64>);
    let mut next = || numbers.next().context("the file ends early")?.context("not a number");
    let (rows, columns) = (next()? as usize, next()? as usize);
    let costs = (0..columns).map(|_| next()).collect::<Result<Vec<i64>>>()?;
    let mut levels = vec![vec![0_u8; rows]; columns];
    for row in 0..rows {
        for _ in 0..next()? {
            let column = next()? as usize;
            let one = column.checked_sub(1).and_then(|column| levels.get_mut(column));
            one.with_context(|| format!("there is no column {column}"))?[row] = 1;
        }
    }
    let candidate = |(cost, levels): (&i64, Vec<u8>)| Candidate::new(-cost).with_levels(levels);
    let candidates: Vec<Candidate> = costs.iter().zip(levels).map(candidate).collect();
    let need = (0..rows).fold(Need::new(), |need, row| need.with_people(row, 1, 1));
    Ok(Problem::new(Pool::new(rows, candidates), need)?)
}
