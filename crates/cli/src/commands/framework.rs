//! `rowlock framework`: is a framework file sound?

use crate::arguments::FrameworkCommand;
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(command: &FrameworkCommand) -> Result<(), Failure> {
    match command {
        FrameworkCommand::Show => super::print(rowlock_files::framework::DEFAULT_TEXT),
        FrameworkCommand::Check { file } => {
            let framework = input::framework(Some(file))?;
            let items: usize = framework.areas.iter().map(|area| area.items.len()).sum();
            super::print(&format!(
                "{} {} is sound: {} areas, {items} items, {} clauses, {} signals, {} checks, {} terms, {} sources.\n",
                framework.id,
                framework.version,
                framework.areas.len(),
                framework.clauses.len(),
                framework.signals.len(),
                framework.diligence.len(),
                framework.terms.len(),
                framework.sources.len(),
            ))
        }
    }
}
