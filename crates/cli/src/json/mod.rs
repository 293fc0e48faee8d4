//! The JSON of reports: shapes that this shell owns and keeps.

mod check;
mod debrief;
mod glossary;
mod playbook;
mod portfolio;
mod replay;
mod select;
mod shapes;

pub use check::check;
pub use debrief::debrief;
pub use glossary::glossary;
pub use playbook::changes;
pub use portfolio::portfolio;
pub use replay::replay;
pub use select::select;

use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Seq, sentence};
use rowlock_core::record::Record;

use shapes::FactJson;

/// Facts of a record as evidence.
fn facts(record: &Record, alliance: &Alliance, seqs: &[Seq]) -> Vec<FactJson> {
    let found = seqs.iter().filter_map(|seq| record.fact(*seq));
    found
        .map(|fact| FactJson {
            seq: fact.seq.0,
            on: fact.effective_on,
            text: sentence(&fact.event, alliance),
        })
        .collect()
}
