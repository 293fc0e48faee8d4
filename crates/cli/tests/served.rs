//! The server as it is started: heads that never end, a log that nobody reads, a key of another installation, and who may
//! read its files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use std::fs::{File, OpenOptions, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A folder for what a server keeps.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("served-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

/// A server that runs until this is dropped.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command that serves a folder, by a shell that says `before`.
fn command(data: &Path, before: &str, more: &[&str]) -> Command {
    let mut command = Command::new("sh");
    let serve = format!("{before} exec \"$0\" serve --listen 127.0.0.1:0 --data \"$@\"");
    command.arg("-c").arg(serve).arg(env!("CARGO_BIN_EXE_rowlock")).arg(data).args(more);
    command.stdout(Stdio::piped());
    command
}

impl Server {
    fn start(data: &Path) -> Self {
        Self::of(command(data, "", &[]).stderr(Stdio::null()))
    }

    fn of(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("Rowlock is at http://").trim_end_matches('/');
        let address = address.parse().unwrap_or_else(|_| panic!("{line:?}"));
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect_timeout(&self.address, Duration::from_secs(10)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// The first line of the answer to a request on a connection of its own.
    fn ask(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.lines().next().unwrap_or_default().to_owned()
    }
}

#[test]
fn a_head_that_never_ends_is_closed_after_a_while() {
    let server = Server::start(&folder("head"));
    let mut half = server.connect();
    half.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").unwrap();
    let mut silent = server.connect();
    let mut rest = Vec::new();
    // Reading ends when the server closes; were it to wait for ever, the read would fail by its time.
    let _ = half.read_to_end(&mut rest).unwrap();
    let _ = silent.read_to_end(&mut rest).unwrap();
    let mut slow = server.connect();
    slow.write_all(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nContent-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n\r\na").unwrap();
    let mut answer = String::new();
    let _ = slow.read_to_string(&mut answer).unwrap();
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 503"), "{answer}");
}

#[test]
fn however_many_heads_are_half_sent_one_more_request_is_answered() {
    let data = folder("many");
    let server = Server::of(command(&data, "ulimit -n 256;", &[]).stderr(Stdio::null()));
    let mut held = Vec::new();
    for number in 0..600 {
        let mut stream = server.connect();
        let begun: &[u8] = if number % 3 == 0 {
            b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na"
        } else {
            b"GET / HTTP/1.1\r\nHost: x\r\n"
        };
        // One that was closed to make room cannot be written to.
        let _ = stream.write_all(begun);
        held.push(stream);
        if number % 100 == 99 {
            assert_eq!(server.ask("/health"), "HTTP/1.1 200 OK", "behind {number} half-sent heads");
        }
    }
    assert_eq!(server.ask("/sign-in"), "HTTP/1.1 200 OK");
}

#[test]
fn a_log_that_nobody_reads_costs_no_request() {
    // A pipe that is never read, a device that is always full, and nothing at all.
    let pipe = Server::of(command(&folder("pipe"), "", &["--log", "debug"]).stderr(Stdio::piped()));
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let full = Server::of(command(&folder("full"), "", &["--log", "debug"]).stderr(full));
    let closed = Server::of(&mut command(&folder("closed"), "exec 2>&-;", &["--log", "debug"]));
    for server in [&pipe, &full, &closed] {
        let mut stream = server.connect();
        let mut answers = BufReader::new(stream.try_clone().unwrap());
        for number in 0..3000 {
            write!(stream, "GET /assets/nothing-of-this-name HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
            let mut length = 0;
            let mut line = String::new();
            answers.read_line(&mut line).unwrap();
            assert!(line.starts_with("HTTP/1.1 404"), "request {number}: {line:?}");
            while line != "\r\n" {
                line.clear();
                answers.read_line(&mut line).unwrap();
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
            }
            std::io::copy(&mut (&mut answers).take(length), &mut std::io::sink()).unwrap();
        }
        assert_eq!(server.ask("/health"), "HTTP/1.1 200 OK");
    }
}

/// What a start that fails says.
fn refused(data: &Path) -> String {
    let output = command(data, "", &[]).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_key_of_another_installation_is_refused_and_a_missing_one_is_not_made_anew() {
    let (data, other) = (folder("key"), folder("other-key"));
    drop(Server::start(&data));
    drop(Server::start(&other));
    drop(Server::start(&data));
    let (key, own) = (data.join("house.key"), std::fs::read(data.join("house.key")).unwrap());
    std::fs::copy(other.join("house.key"), &key).unwrap();
    let told = refused(&data);
    assert!(told.contains("is not the key of this database") && told.contains("hint:"), "{told}");
    std::fs::remove_file(&key).unwrap();
    let told = refused(&data);
    assert!(told.contains("is missing, and the database is in use"), "{told}");
    assert!(!key.exists());
    std::fs::write(&key, "not a key").unwrap();
    assert!(refused(&data).contains("is not a key file"));
    std::fs::write(&key, own).unwrap();
    assert_eq!(Server::start(&data).ask("/health"), "HTTP/1.1 200 OK");
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_it_keeps_is_read_by_its_owner_alone() {
    let data = folder("modes");
    let outbox = data.join("outbox");
    let start = || {
        let mut command = command(&data, "umask 0;", &["--outbox", outbox.to_str().unwrap()]);
        Server::of(command.stderr(Stdio::null()))
    };
    let all = || {
        let mut paths = vec![data.clone(), outbox.clone()];
        for folder in [&data, &outbox] {
            paths.extend(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
        }
        paths.sort();
        paths.dedup();
        paths
    };
    let check = || {
        let paths = all();
        for path in &paths {
            let wanted = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(path), wanted, "{}", path.display());
        }
        paths.len()
    };
    let server = start();
    assert_eq!(server.ask("/health"), "HTTP/1.1 200 OK");
    assert!(check() >= 6, "the folders, the key, the database and what lies beside it");
    drop(server);
    File::create(outbox.join("old.eml")).unwrap();
    for path in all() {
        let open = if path.is_dir() { 0o755 } else { 0o644 };
        std::fs::set_permissions(&path, Permissions::from_mode(open)).unwrap();
    }
    let server = start();
    assert_eq!(server.ask("/health"), "HTTP/1.1 200 OK");
    check();
}
