//! `rowlock demo`: the samples in a throw-away folder, served at once.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rowlock_core::framework::Framework;
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use rowlock_files::playbook::read_playbook;
use rowlock_simulation::{alliance, portfolio};
use rowlock_web::{
    App, Founder, Imported, Post, Settings, import, invite_quietly, keep_playbook, open_account, sign_in_link,
};

use crate::arguments::Demo;
use crate::chance;
use crate::connections::Askers;
use crate::failure::Failure;
use crate::log;
use crate::server::{self, Data, Door};
use crate::world::RealWorld;

/// The day on which the demonstration takes place: the last one of the samples.
const NOON: &str = "2026-01-19T12:00:00Z";

const SAMPLES: [(&str, &str); 4] = [
    ("rowboat.toml", include_str!("../../../../examples/rowboat.toml")),
    ("no-conflict.toml", include_str!("../../../../examples/no-conflict.toml")),
    ("winter-shop.toml", include_str!("../../../../examples/winter-shop.toml")),
    ("third-country.toml", include_str!("../../../../examples/third-country.toml")),
];

/// The playbook that the second sample made and the fourth began from.
const PLAYBOOK: (&str, &str) =
    ("line-that-runs.playbook.toml", include_str!("../../../../examples/line-that-runs.playbook.toml"));

const NAME: &str = "Ana Lind";
const ADDRESS: &str = "ana@demo.example";

/// Runs it.
pub fn run(arguments: &Demo) -> Result<(), Failure> {
    log::begin(tracing::Level::WARN);
    // It goes away with everything in it when this function returns.
    let folder = tempfile::Builder::new().prefix("rowlock-demo-").tempdir()?;
    server::run(async {
        let door = Door::open(arguments.listen, None, Askers::Connect).await?;
        let settings = Settings {
            base: door.base.clone(),
            post: Post::Nowhere,
            link_hours: 30 * 24,
            zone: TimeZone::UTC,
        };
        let noon: Timestamp = NOON.parse().map_err(anyhow::Error::from)?;
        let data = Data::in_folder(folder.path(), None);
        let app = server::application(&data, Box::new(RealWorld::at(noon)), settings).await?;
        let page = fill(&app).await?;
        super::print(&format!("Rowlock is at {}/\n{page}", door.base))?;
        server::serve(app, door).await?;
        super::say("Stopped; the folder of the demonstration is gone.")
    })
}

/// Brings the samples in, and says what is to be seen.
async fn fill(app: &App) -> Result<String, Failure> {
    let failed = |error: String| Failure::Internal(anyhow::anyhow!(error));
    let framework = default_framework()?;
    let account = open_account(app, NAME, ADDRESS).await.map_err(failed)?;
    let mut brought: Vec<Imported> = Vec::new();
    for (name, text) in SAMPLES {
        let seed =
            chance::seed().map_err(|error| Failure::Internal(anyhow::anyhow!("no chance: {error}")))?;
        let (record, keys) = read_case(name, text)?.record(&framework, &seed)?;
        let founder = Founder { account: account.clone(), role: "lead" };
        brought.push(import(app, &founder, record, keys).await.map_err(failed)?);
    }
    let imagined = imagine(app, &framework, &account).await?;
    let playbook = read_playbook(PLAYBOOK.0, PLAYBOOK.1, &framework)?;
    keep_playbook(app, &account, &playbook).await.map_err(failed)?;
    let link = sign_in_link(app, ADDRESS, 24).await.map_err(failed)?;
    let mut page = format!(
        "Sign in: {link}\n\nThe clock of this demonstration stands at 19 January 2026. On the desk:\n"
    );
    let stories = [
        "four complementary partners, no structure; it ended in a no-win. Look at it as of 8 June 2025",
        "a maker and a service firm, one market, one foe; it was checked, settled in writing, and runs",
        "three workshops before a lease, with a round open: answer it by the links below",
        "begun today from the playbook of the second; nothing in it is agreed yet",
    ];
    for (imported, story) in brought.iter().zip(stories) {
        page.push_str(&format!("  {}: {story}\n", imported.name));
    }
    page.push_str(&format!(
        "  and {imagined} that were made up from a number, with varied histories: look at the portfolio\n"
    ));
    page.push('\n');
    for imported in &brought {
        for invited in invite_quietly(app, &imported.id).await.map_err(failed)? {
            page.push_str(&format!("Respondent: {} {}\n", invited.name, invited.link));
        }
    }
    page.push_str("\nStop it with Ctrl-C; nothing is kept.\n");
    Ok(page)
}

/// Brings in alliances that were made up, so that there is a portfolio to look at; answers with how many.
async fn imagine(app: &App, framework: &Framework, account: &str) -> Result<usize, Failure> {
    let told = portfolio();
    let count = told.len();
    for one in told {
        let life = alliance(framework, &one.plan, one.seed)
            .map_err(|refused| Failure::Internal(anyhow::anyhow!("{}: {refused}", one.plan.cast.name)))?;
        let founder = Founder { account: account.to_owned(), role: "lead" };
        let brought = import(app, &founder, life.record, life.ring).await;
        brought.map_err(|error| Failure::Internal(anyhow::anyhow!(error)))?;
    }
    Ok(count)
}
