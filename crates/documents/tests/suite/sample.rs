//! The two samples as documents, and a document with everything in it.

use std::path::Path;

use jiff::civil::{Date, date};
use rowlock_analysis::Look;
use rowlock_analysis::lookback::look_back;
use rowlock_analysis::report::analyse;
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};
use rowlock_documents::{Document, Subject, charter, counsel_pack, lookback, report};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;

/// The last day of the sample that worked.
pub const LATE: Date = date(2026, 1, 19);
/// The day of week 22 of the sample that failed.
pub const WEEK_22: Date = date(2025, 6, 8);
/// A day after the charter of the failing sample was drafted.
pub const TOO_LATE: Date = date(2025, 10, 12);

/// A case, read.
pub struct Sample {
    framework: Framework,
    record: Record,
    ring: Keyring,
}

impl Sample {
    /// The sample that failed.
    pub fn rowboat() -> Self {
        Self::read(include_str!("../../../../examples/rowboat.toml"))
    }

    /// The sample that worked.
    pub fn no_conflict() -> Self {
        Self::read(include_str!("../../../../examples/no-conflict.toml"))
    }

    fn read(text: &str) -> Self {
        let framework = default_framework().unwrap();
        let case = read_case("case.toml", text).unwrap_or_else(|problems| panic!("{problems}"));
        let (record, ring) =
            case.record(&framework, &Seed([5; 32])).unwrap_or_else(|problems| panic!("{problems}"));
        Self { framework, record, ring }
    }

    /// Its charter on a day.
    pub fn charter(&self, on: Date) -> Document {
        charter(&self.record.alliance(on, Date::MAX), &self.framework, on)
    }

    /// Its pack for counsel on a day.
    pub fn counsel(&self, on: Date) -> Document {
        counsel_pack(&self.record.alliance(on, Date::MAX), &self.framework, on)
    }

    /// What is seen when it is looked back at from a day.
    pub fn lookback(&self, on: Date) -> Document {
        let looked = look_back(&self.record, &self.framework, &self.ring, on, Date::MAX);
        lookback(&looked.for_all(), &self.record.alliance(on, Date::MAX), &self.framework)
    }

    /// Its report on a day.
    pub fn report(&self, on: Date) -> Document {
        let alliance = &self.record.alliance(on, Date::MAX);
        let look =
            Look { alliance, framework: &self.framework, ring: &self.ring, viewer: &Viewer::AllParties };
        let analysis = analyse(look, on);
        let next = [analysis.verdict.word.first_step().to_owned()];
        let subject = Subject {
            alliance,
            framework: &self.framework,
            record: &self.record,
            next: &next,
            as_known: None,
            asking: None,
        };
        report(&analysis, subject)
    }
}

/// Leaves a file where a person can look at it.
pub fn leave(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}
