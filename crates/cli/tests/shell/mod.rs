//! A folder of its own for a story, and the binary run in the repository with files from there.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The failing sample, from the root of the repository.
pub const ROWBOAT: &str = "examples/rowboat.toml";
/// The sample that worked.
pub const NO_CONFLICT: &str = "examples/no-conflict.toml";

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a command printed and how it ended.
pub struct Run {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit status.
    pub status: i32,
}

/// A folder in which a story takes place.
pub struct Shell {
    folder: PathBuf,
}

impl Shell {
    /// An empty folder for the story called `name`.
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("story-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// A folder within the story, which is made where it is missing.
    pub fn folder(&self, name: &str) -> String {
        let folder = self.folder.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder.display().to_string()
    }

    /// Writes a file of the story.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).unwrap();
    }

    /// Where a file of the story is.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes a file of the story as it is.
    pub fn write_bytes(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.folder.join(name), bytes).unwrap();
    }

    /// Reads a file of the story.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap()
    }

    /// Reads a file of the story as it is.
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.join(name)).unwrap()
    }

    /// Runs the binary. Names of files are taken from the root where they are there, else from the story.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let place = |argument: &&str| {
            let ending = Path::new(argument).extension().and_then(|ending| ending.to_str());
            let is_file = matches!(
                ending,
                Some(
                    "toml"
                        | "json"
                        | "jsonl"
                        | "pdf"
                        | "docx"
                        | "md"
                        | "csv"
                        | "xlsx"
                        | "age"
                        | "record"
                        | "txt"
                        | "out"
                )
            );
            let own = is_file && !root().join(argument).exists();
            if own { self.folder.join(argument).display().to_string() } else { (*argument).to_owned() }
        };
        let output = Command::new(env!("CARGO_BIN_EXE_rowlock"))
            .args(arguments.iter().map(place))
            .current_dir(root())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes).unwrap().replace(&format!("{}/", self.folder.display()), "")
        };
        Run { out: text(output.stdout), err: text(output.stderr), status: output.status.code().unwrap() }
    }

    /// What a command prints that has to end well.
    pub fn good(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}\n{}", run.err);
        run.out
    }

    /// What a command complains of that has to end with `status`.
    pub fn bad(&self, status: i32, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.status, status, "{arguments:?}\n{}{}", run.out, run.err);
        run.err
    }
}
