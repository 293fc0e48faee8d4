//! Running the application: the data folder with its key, the listener, the worker, and stopping in order.

use std::future::Future;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rowlock_core::seal::HouseKey;
use rowlock_store::{Store, StoreError, Target};
use rowlock_web::{App, HouseError, Settings, Worker, World, prove, router};
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::chance;
use crate::connections::{self, Askers};
use crate::failure::Failure;
use crate::private;

/// The name of the database in a data folder.
const DATABASE: &str = "rowlock.sqlite";
/// The name of the key file in a data folder.
const KEY: &str = "house.key";
/// What the names of the key file and of its drafts begin with.
const KEY_STEM: &str = "house.";
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

    /// Makes the folder, and keeps it and what is in it to its owner.
    fn keep_private(&self) -> std::io::Result<()> {
        private::folder(&self.folder)?;
        if let Target::File(database) = &self.target {
            // What SQLite keeps beside its database has the mode of that.
            private::file(database)?;
        }
        private::files(&self.folder, |name| name.starts_with(DATABASE) || name.starts_with(KEY_STEM))
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
    askers: Askers,
    /// The address, without a slash at its end.
    pub base: String,
}

impl Door {
    /// Opens it.
    pub async fn open(listen: SocketAddr, base: Option<&str>, askers: Askers) -> Result<Self, Failure> {
        let listener = TcpListener::bind(listen).await.map_err(|error| {
            let hint = "another program may listen there: choose another port with --listen, or 0 for any";
            Failure::user(format!("cannot listen at {listen}: {error}"), hint)
        })?;
        let base = match base {
            Some(base) => base.trim_end_matches('/').to_owned(),
            None => format!("http://{}", listener.local_addr()?),
        };
        Ok(Self { listener, askers, base })
    }
}

/// Puts the application together on its data.
pub async fn application(data: &Data, world: Box<dyn World>, settings: Settings) -> Result<App, Failure> {
    data.keep_private().map_err(|error| {
        let message = format!("{} cannot be made, or kept to its owner: {error}", data.folder.display());
        Failure::user(message, "name a folder of your own with --data")
    })?;
    let failed = |error: StoreError| {
        Failure::user(error.to_string(), "look at the address of the database, or at the data folder")
    };
    let store = Store::open(&data.target).await.map_err(failed)?;
    let house = data.key(store.is_used().await.map_err(failed)?)?;
    prove(&store, &house, &*world).await.map_err(|error| match error {
        HouseError::Wrong => Failure::user(
            format!("{} is not the key of this database", data.folder.join(KEY).display()),
            "put the key file back that belongs to it, or name the data folder and the database that belong together",
        ),
        HouseError::Store(error) => failed(error),
        error @ HouseError::Broken(_) => Failure::Internal(error.into()),
    })?;
    let framework = rowlock_files::framework::default_framework()?;
    Ok(App::new(store, house, framework, world, settings))
}

/// Serves until the word to stop, then lets requests end and the worker finish.
pub async fn serve(app: App, door: Door) -> Result<(), Failure> {
    let stopped = until_stopped()?;
    let (stop, told) = watch::channel(false);
    // The worker looks at whole records: it has a thread of its own, so that no request waits for it.
    let (threads, working) = (Handle::current(), Worker::new(app.clone()).run(told.clone()));
    let worker = tokio::task::spawn_blocking(move || threads.block_on(working));
    let mut serving = tokio::spawn(connections::serve(door.listener, door.askers, router(app.clone()), told));
    tokio::select! {
        () = stopped => {}
        ended = &mut serving => {
            let why = ended.err().map_or_else(|| "nobody said so".to_owned(), |error| error.to_string());
            return Err(Failure::Internal(anyhow::anyhow!("the server no longer takes connections: {why}")));
        }
    }
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
    let done = runtime.block_on(work);
    // Whatever is still being worked on was given up: nobody waits for it.
    runtime.shutdown_background();
    done
}
