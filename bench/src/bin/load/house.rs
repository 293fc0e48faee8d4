//! A store full of made-up alliances, and the people who lead them.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, anyhow};
use bench::generate;
use jiff::Timestamp;
use rowlock_core::seal::{HouseKey, Keyring, Seed};
use rowlock_store::{Store, Target};
use rowlock_web::{App, Founder, Post, Settings, World, import, open_account, sign_in_link};

use crate::client::Connection;

/// A world whose chance counts up, and whose clock is the machine's.
struct Counting(AtomicU64);

impl World for Counting {
    #[expect(clippy::disallowed_methods, reason = "links are made that the server is to accept today")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn seed(&self) -> Seed {
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        Seed(bytes)
    }
}

/// The facts of the one large alliance.
pub const LARGE: usize = 5000;

/// How many alliances the one busy adviser sees, of how many facts each.
pub const BUSY: usize = 2000;
const BUSY_FACTS: usize = 100;

/// The store, and how to come in.
pub struct House {
    links: Vec<String>,
    alliances: Vec<Vec<String>>,
    large: String,
    busy: String,
}

impl House {
    /// Fills a folder.
    pub async fn fill(folder: &Path, alliances: usize, facts: usize, people: usize) -> Result<Self> {
        let key = HouseKey::new(&Seed([3; 32]));
        std::fs::write(folder.join("house.key"), key.to_text())?;
        let store = Store::open(&Target::File(folder.join("rowlock.sqlite"))).await?;
        let framework =
            rowlock_files::framework::default_framework().map_err(|problems| anyhow!("{problems}"))?;
        let settings = Settings {
            base: String::new(),
            post: Post::Nowhere,
            link_hours: 24,
            zone: jiff::tz::TimeZone::UTC,
        };
        let app = App::new(store, key, framework, Box::new(Counting(AtomicU64::new(1))), settings);
        let (mut links, mut led) = (Vec::new(), vec![Vec::new(); people]);
        let mut accounts = Vec::new();
        for person in 0..people {
            let address = format!("person-{person}@bench.example");
            accounts.push(open_account(&app, "Somebody", &address).await.map_err(|error| anyhow!(error))?);
            links.push(sign_in_link(&app, &address, 24).await.map_err(|error| anyhow!(error))?);
        }
        for number in 0..alliances {
            let person = number % people;
            let record = generate::alliance(facts, 2, number as u64)?;
            let founder = Founder { account: accounts[person].clone(), role: "lead" };
            let imported = import(&app, &founder, record, Keyring::default()).await;
            led[person].push(imported.map_err(|error| anyhow!(error))?.id);
        }
        let record = generate::alliance(LARGE, 3, 1)?;
        let founder = Founder { account: accounts[0].clone(), role: "lead" };
        let large =
            import(&app, &founder, record, Keyring::default()).await.map_err(|error| anyhow!(error))?;
        let busy = busy(&app).await?;
        app.store.close().await;
        Ok(Self { links, alliances: led, large: large.id, busy })
    }

    /// Signs everybody in and answers with their cookies.
    pub async fn sign_in(&self, address: &str) -> Result<Vec<String>> {
        let mut cookies = Vec::new();
        for link in &self.links {
            cookies.push(Connection::open(address).await?.post(link).await?);
        }
        Ok(cookies)
    }

    /// Signs in whoever sees the most alliances.
    pub async fn sign_in_busy(&self, address: &str) -> Result<String> {
        Connection::open(address).await?.post(&self.busy).await
    }

    /// The verdict of the large alliance.
    pub fn verdict(&self, cookies: &[String]) -> Vec<(String, String)> {
        let path = format!("/a/{}/verdict", self.large);
        cookies.iter().take(1).map(|cookie| (path.clone(), cookie.clone())).collect()
    }

    /// The overview of every alliance, with the cookie of whoever leads it.
    pub fn overviews(&self, cookies: &[String]) -> Vec<(String, String)> {
        let of_person = |(alliances, cookie): (&Vec<String>, &String)| {
            alliances.iter().map(|id| (format!("/a/{id}"), cookie.clone())).collect::<Vec<_>>()
        };
        self.alliances.iter().zip(cookies).flat_map(of_person).collect()
    }
}

/// Gives one account as many alliances as a busy adviser may have; answers with its link to sign in.
async fn busy(app: &App) -> Result<String> {
    let address = "busy@bench.example";
    let account = open_account(app, "Busy", address).await.map_err(|error| anyhow!(error))?;
    for number in 0..BUSY {
        let record = generate::alliance(BUSY_FACTS, 2, number as u64)?;
        let founder = Founder { account: account.clone(), role: "lead" };
        import(app, &founder, record, Keyring::default()).await.map_err(|error| anyhow!(error))?;
    }
    sign_in_link(app, address, 24).await.map_err(|error| anyhow!(error))
}

/// A page as one account asks for it.
pub fn page(path: &str, cookie: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), cookie.to_owned())]
}

/// The desks of those who have these cookies, some times over.
pub fn desks(cookies: &[String]) -> Vec<(String, String)> {
    cookies
        .iter()
        .cycle()
        .take(cookies.len() * 8)
        .map(|cookie| ("/desk".to_owned(), cookie.clone()))
        .collect()
}
