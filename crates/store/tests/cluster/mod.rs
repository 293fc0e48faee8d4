//! A throw-away PostgreSQL: one cluster for this process, and a new database for whoever asks.
//!
//! The server ends with this process however that ends: a shell that started it waits on a pipe that only this
//! process holds open, then stops that one server and takes its folder away.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

const INSTALL: &str = "install PostgreSQL, on Debian with `apt-get install postgresql`";
/// Where Debian keeps a folder for each version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// What the server says when it may be asked.
const READY: &str = "ready to accept connections";

/// Starts the server, lets go of the pipe that its words go through, and waits until its own input ends.
const KEEPER: &str = r#"
"$1" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c autovacuum=off -c jit=off \
    -c shared_buffers=32MB -c wal_level=minimal -c max_wal_senders=0 &
server=$!
exec >/dev/null 2>&1
read -r _
kill -QUIT "$server"
wait "$server"
rm -rf "$2"
"#;

/// A running server.
pub struct Cluster {
    folder: PathBuf,
    databases: AtomicU32,
    said: Arc<Mutex<String>>,
    /// The server runs as long as this is open.
    _alive: ChildStdin,
}

/// The cluster of this process, started by whoever asks first. None where PostgreSQL is not installed: that is
/// said aloud, and on CI it is a failure.
pub fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let started = CLUSTER.get_or_init(|| {
        let Some(programs) = programs() else {
            let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
            assert!(!ci, "there is no PostgreSQL, and without it half of these tests is missing: {INSTALL}");
            // Not `eprintln!`: what a test that passes prints with it is kept from view.
            let _ = writeln!(
                std::io::stderr(),
                "\n*** LEFT OUT: the tests on PostgreSQL. To run them, {INSTALL}\n"
            );
            return None;
        };
        Some(Cluster::start(&programs))
    });
    started.as_ref()
}

impl Cluster {
    #[expect(clippy::zombie_processes, reason = "the keeper outlives this process: that is what it is for")]
    fn start(programs: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("rowlock-postgres-").tempdir().unwrap().keep();
        let servant = servant();
        if let Some((user, group)) = servant {
            std::os::unix::fs::chown(&folder, Some(user), Some(group)).unwrap();
        }
        let command = |program: &OsStr| {
            let mut command = Command::new(program);
            command.current_dir(&folder);
            if let Some((user, group)) = servant {
                command.uid(user).gid(group);
            }
            command
        };

        let made = command(programs.join("initdb").as_os_str())
            .args(["-D", "data", "-U", "rowlock", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
            .output()
            .unwrap();
        assert!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));

        let mut keeper = command(OsStr::new("sh"))
            .args(["-c", KEEPER, "sh"])
            .arg(programs.join("postgres"))
            .arg(&folder)
            // A group of its own: whoever ends the group of the tests does not end the keeper before its work.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut words = BufReader::new(keeper.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = String::new();
        while !said.contains(READY) {
            let line = words.next();
            said += &line.unwrap_or_else(|| panic!("PostgreSQL did not start: {said}"));
            said.push('\n');
        }
        let said = Arc::new(Mutex::new(said));
        let kept = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in words {
                let mut said = kept.lock().unwrap();
                said.push_str(&line);
                said.push('\n');
            }
        });
        Self { folder, databases: AtomicU32::new(0), said, _alive: keeper.stdin.take().unwrap() }
    }

    /// The address of a new database with nothing in it.
    pub async fn database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.tell("postgres", &format!("CREATE DATABASE {name}")).await;
        self.address(&name)
    }

    /// Has everything written to the files of the data folder.
    pub async fn checkpoint(&self) {
        self.tell("postgres", "CHECKPOINT").await;
    }

    /// The folder with all files of the server.
    pub fn files(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// What the server wrote to its log.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://rowlock@localhost/{database}?host={}", self.folder.display())
    }

    async fn tell(&self, database: &str, statement: &str) {
        let mut connection = PgConnection::connect(&self.address(database)).await.unwrap();
        connection.execute(AssertSqlSafe(statement.to_owned())).await.unwrap();
        connection.close().await.unwrap();
    }
}

/// The folder with `initdb` and `postgres`: on the path, or where Debian keeps them, the newest first.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir(VERSIONS)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path).chain(versions.into_iter().rev());
    folders.find(|folder| ["initdb", "postgres"].iter().all(|program| folder.join(program).is_file()))
}

/// PostgreSQL refuses to run as root; then its own user runs it, or nobody.
fn servant() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    if id(&["-u"]) != Some(0) {
        return None;
    }
    let known = |name| Some((id(&["-u", name])?, id(&["-g", name])?));
    known("postgres").or_else(|| known("nobody"))
}
