//! What every request works with: the store, the key of the installation, the framework, and the settings.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use rowlock_analysis::learning::PastCase;
use rowlock_core::framework::Framework;
use rowlock_core::seal::HouseKey;
use rowlock_store::Store;

use crate::apart::Benches;
use crate::case::Case;
use crate::learning::{Learning, LearningKey, PastKey};
use crate::limits::Limits;
use crate::mail::Post;
use crate::pages::desk::{DeskKey, DeskList};
use crate::portfolio::{Portfolio, PortfolioKey};
use crate::runs::Runs;
use crate::world::World;

/// The application; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the application is made of.
pub struct Parts {
    /// The store.
    pub store: Store,
    /// The key of the installation.
    pub house: HouseKey,
    /// The framework.
    pub framework: Framework,
    /// Time and chance.
    pub world: Box<dyn World>,
    /// The settings.
    pub settings: Settings,
    pub(crate) limits: Limits,
    pub(crate) cases: Cache<String, Arc<Case>, CaseWeight>,
    pub(crate) desks: Cache<DeskKey, Arc<DeskList>>,
    pub(crate) portfolios: Cache<PortfolioKey, Arc<Portfolio>>,
    pub(crate) learnings: Cache<LearningKey, Arc<Learning>>,
    pub(crate) pasts: Cache<PastKey, Arc<PastCase>>,
    pub(crate) benches: Benches,
    pub(crate) runs: Runs,
    /// One file of a hand-over is opened or made at a time.
    pub(crate) hand_overs: tokio::sync::Semaphore,
    pub(crate) readings: Cache<ReadingKey, Arc<str>, ReadingWeight>,
}

/// How the application is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address at which people reach it, without a slash at its end.
    pub base: String,
    /// How mail leaves.
    pub post: Post,
    /// How many hours a respondent's link is good.
    pub link_hours: i64,
    /// Where the people are: reminders go out by day there.
    pub zone: TimeZone,
}

/// Which reading of which alliance: the alliance, its facts, the day, and who looks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ReadingKey {
    pub alliance: String,
    pub head: u64,
    /// The day that was asked for; none: the day on which it is read by itself.
    pub on: Option<Date>,
    pub today: Date,
    pub viewer: String,
}

#[derive(Clone)]
pub(crate) struct CaseWeight;

impl Weighter<String, Arc<Case>> for CaseWeight {
    fn weight(&self, _: &String, case: &Arc<Case>) -> u64 {
        case.weight() as u64
    }
}

#[derive(Clone)]
pub(crate) struct ReadingWeight;

impl Weighter<ReadingKey, Arc<str>> for ReadingWeight {
    fn weight(&self, _: &ReadingKey, text: &Arc<str>) -> u64 {
        text.len() as u64 + 200
    }
}

/// How much memory records may take while nobody looks at them.
const CASES: u64 = 24 << 20;
/// How much memory finished readings may take.
const READINGS: u64 = 28 << 20;
/// How many pages of desks are kept.
const DESKS: usize = 512;
/// How many portfolios are kept.
const PORTFOLIOS: usize = 16;
/// How many accounts' learning is kept.
const LEARNINGS: usize = 16;
/// How many replayed alliances are kept; one takes a few kilobytes.
const PASTS: usize = 4096;

impl App {
    /// Puts the application together.
    pub fn new(
        store: Store,
        house: HouseKey,
        framework: Framework,
        world: Box<dyn World>,
        settings: Settings,
    ) -> Self {
        Self(Arc::new(Parts {
            store,
            house,
            framework,
            world,
            settings,
            limits: Limits::default(),
            benches: Benches::default(),
            runs: Runs::default(),
            hand_overs: tokio::sync::Semaphore::new(1),
            cases: Cache::with_weighter(256, CASES, CaseWeight),
            desks: Cache::new(DESKS),
            portfolios: Cache::new(PORTFOLIOS),
            learnings: Cache::new(LEARNINGS),
            pasts: Cache::new(PASTS),
            readings: Cache::with_weighter(4096, READINGS, ReadingWeight),
        }))
    }

    /// A full address for a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.settings.base)
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
