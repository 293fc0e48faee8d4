//! Running the application: the data folder with its key, the listener, the worker, and stopping in order.

use std::future::Future;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rowlock_core::seal::HouseKey;
use rowlock_store::{Store, StoreError, Target};
use rowlock_web::{App, Settings, Worker, World, router};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::chance;
use crate::failure::Failure;

/// The name of the database in a data folder.
const DATABASE: &str = "rowlock.sqlite";
/// The name of the key file in a data folder.
const KEY: &str = "house.key";
/// How long requests may go on after the word to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the application keeps its data.
pub struct Data {
    folder: PathBuf,
    target: Target,
}

impl Data {
    /// In a folder, with the database in it or elsewhere.
    pub fn in_folder(folder: &Path, database: Option<&str>) -> Self {
        let target = match database {
            Some(address) => Target::Postgres(address.to_owned()),
            None => Target::File(folder.join(DATABASE)),
        };
        Self { folder: folder.to_owned(), target }
    }

    /// The key of the installation; the first start makes it, where the database `is_used` by nobody.
    fn key(&self, is_used: bool) -> Result<HouseKey, Failure> {
        let file = self.folder.join(KEY);
        let shown = file.display();
        match std::fs::read_to_string(&file) {
            Ok(text) => HouseKey::parse(&text).map_err(|error| {
                let hint =
                    "put the right key file back from a backup: without it no sealed answer can be read";
                Failure::user(format!("{shown} is not a key file: {error}"), hint)
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::make_key(&file, is_used),
            Err(error) => {
                Err(Failure::user(format!("{shown} cannot be read: {error}"), "look at its permissions"))
            }
        }
    }

    fn make_key(file: &Path, is_used: bool) -> Result<HouseKey, Failure> {
        if is_used {
            let message = format!("{} is missing, and the database is in use", file.display());
            let hint = "put the key file back from a backup: without it no sealed answer can be read";
            return Err(Failure::user(message, hint));
        }
        let seed =
            chance::seed().map_err(|error| Failure::Internal(anyhow::anyhow!("no chance: {error}")))?;
        let key = HouseKey::new(&seed);
        write_secret(file, &key.to_text()).map_err(|error| {
            let message = format!("{} cannot be written: {error}", file.display());
            Failure::user(message, "look at the permissions of the data folder")
        })?;
        Ok(key)
    }
}

/// Writes a file that only its owner reads, whole or not at all.
fn write_secret(file: &Path, text: &str) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let draft = file.with_extension("new");
    let mut open = std::fs::OpenOptions::new();
    let mut out = open.write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()?;
    std::fs::rename(&draft, file)
}

/// A listener that is open, and the address by which people reach it.
pub struct Door {
    listener: TcpListener,
    /// The address, without a slash at its end.
    pub base: String,
}

impl Door {
    /// Opens it.
    pub async fn open(listen: SocketAddr, base: Option<&str>) -> Result<Self, Failure> {
        let listener = TcpListener::bind(listen).await.map_err(|error| {
            let hint = "another program may listen there: choose another port with --listen, or 0 for any";
            Failure::user(format!("cannot listen at {listen}: {error}"), hint)
        })?;
        let base = match base {
            Some(base) => base.trim_end_matches('/').to_owned(),
            None => format!("http://{}", listener.local_addr()?),
        };
        Ok(Self { listener, base })
    }
}

/// Puts the application together on its data.
pub async fn application(data: &Data, world: Box<dyn World>, settings: Settings) -> Result<App, Failure> {
    std::fs::create_dir_all(&data.folder).map_err(|error| {
        let message = format!("{} cannot be made: {error}", data.folder.display());
        Failure::user(message, "name another data folder with --data")
    })?;
    let failed = |error: StoreError| {
        Failure::user(error.to_string(), "look at the address of the database, or at the data folder")
    };
    let store = Store::open(&data.target).await.map_err(failed)?;
    let house = data.key(store.has_accounts().await.map_err(failed)?)?;
    let framework = rowlock_files::framework::default_framework()?;
    Ok(App::new(store, house, framework, world, settings))
}

/// Serves until the word to stop, then lets requests end and the worker finish.
pub async fn serve(app: App, door: Door) -> Result<(), Failure> {
    let stopped = until_stopped()?;
    let (stop, told) = watch::channel(false);
    let worker = tokio::spawn(Worker::new(app.clone()).run(told.clone()));
    let mut wait = told;
    let served =
        axum::serve(door.listener, router(app.clone()).into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(async move {
                // The sender lives until the end, so waiting cannot fail before the word comes.
                let _ = wait.changed().await;
            });
    let serving = tokio::spawn(served.into_future());
    stopped.await;
    let _ = stop.send(true);
    // Whoever holds a connection open longer is cut off: what was acknowledged is on disk.
    let _ = timeout(PATIENCE, serving).await;
    let _ = timeout(PATIENCE, worker).await;
    app.store.close().await;
    Ok(())
}

/// Waits for Ctrl-C or the word of a service manager to stop.
fn until_stopped() -> Result<impl Future<Output = ()>, Failure> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Runs a future on the threads of this machine.
pub fn run<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(work)
}

/// Writes what is logged to standard error.
pub fn log(level: tracing::Level) {
    tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_target(false).init();
}
