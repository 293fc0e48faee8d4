//! The arguments.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

const AFTER: &str = "Exit status: 0 all is well; 1 a file is wrong, and it is said what and where; 2 the command line is \
                     wrong; 3 a record was changed or cut off; 4 something failed that should not; \
                     5 there is no such team, or none was found in time.";

/// Rowlock helps people build business alliances that hold.
#[derive(Parser)]
#[command(name = "rowlock", version, about, after_help = AFTER)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Show everything at once: a throw-away folder with four cases, served until it is stopped
    Demo(Demo),
    /// Serve the application: pages for founders, partners and advisers, and the worker
    Serve(Serve),
    /// Analyse a case as of a day: verdict, areas, gaps, signals, fit, what to do next
    Check(Check),
    /// Say week by week what would have been said, and when
    Replay(Replay),
    /// Look back at a case: what was never asked, when the first warning stood, what was done then
    Debrief(Debrief),
    /// Many cases of a folder: what needs a person first, where they are in each other's way, were we right
    Portfolio(Portfolio),
    /// Find the best team of a pool of candidates, and prove it
    Select(Select),
    /// Write the charter of a case as a PDF, a Word file or Markdown
    Charter(Charter),
    /// Write a case as a complete record: facts with their chain
    Export(Export),
    /// Read an exported record, check its chain and write it again
    Import(Import),
    /// Playbooks: what of one alliance can be used again
    Playbook {
        /// What to do with one.
        #[command(subcommand)]
        command: PlaybookCommand,
    },
    /// Check the chain of an exported record
    Verify {
        /// The exported record
        record: PathBuf,
    },
    /// A whole case in one encrypted file, as it goes from one installation to another
    HandOver {
        /// What to do with it.
        #[command(subcommand)]
        command: HandOverCommand,
    },
    /// Frameworks: areas, questions, clauses, signals
    Framework {
        /// What to do with it.
        #[command(subcommand)]
        command: FrameworkCommand,
    },
    /// Say what a term means, and which words to avoid
    Glossary {
        /// The term, or a part of it; all terms if left out
        term: Vec<String>,
        /// Another framework file
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write the completions of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// `demo`.
#[derive(clap::Args)]
pub struct Demo {
    /// The address to listen at; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7300")]
    pub listen: SocketAddr,
}

/// `serve`. Each option can be given by the environment too.
#[derive(clap::Args)]
pub struct Serve {
    /// The folder with the database and the key of the installation
    #[arg(long, value_name = "DIR", env = "ROWLOCK_DATA", default_value = "rowlock-data")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the file in the folder; the key stays in the folder
    #[arg(long, value_name = "URL", env = "ROWLOCK_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The address to listen at; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", env = "ROWLOCK_LISTEN", default_value = "127.0.0.1:7300")]
    pub listen: SocketAddr,
    /// Believe the header X-Forwarded-For of the proxy in front, so that limits go by the address of people
    #[arg(long, env = "ROWLOCK_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// The address by which people reach it, as it stands in links; the one listened at if left out
    #[arg(long, value_name = "URL", env = "ROWLOCK_BASE")]
    pub base: Option<String>,
    /// The mail server, such as `smtps://user:password@mail.example.org`; without one links are handed over
    #[arg(long, value_name = "URL", env = "ROWLOCK_SMTP", hide_env_values = true, requires = "mail_from")]
    pub smtp: Option<String>,
    /// The sender of mails, such as "Rowlock <rowlock@example.org>"
    #[arg(long, value_name = "SENDER", env = "ROWLOCK_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Write mails as files into this folder instead of sending them
    #[arg(long, value_name = "DIR", env = "ROWLOCK_OUTBOX", conflicts_with = "smtp")]
    pub outbox: Option<PathBuf>,
    /// How many days a respondent's link is good
    #[arg(long, value_name = "DAYS", env = "ROWLOCK_LINK_DAYS", default_value_t = 30, value_parser = clap::value_parser!(i64).range(1..=365))]
    pub link_days: i64,
    /// The time zone of the people, such as Europe/Berlin: reminders go out by day; that of the machine if left out
    #[arg(long, value_name = "ZONE", env = "ROWLOCK_ZONE")]
    pub zone: Option<String>,
    /// What is logged: error, warn, info, debug
    #[arg(long, value_name = "LEVEL", env = "ROWLOCK_LOG", default_value = "warn")]
    pub log: tracing::Level,
}

/// What to do with the file of a hand-over.
#[derive(Subcommand)]
pub enum HandOverCommand {
    /// Make the file of a case that was handed over, and print its passphrase, once
    Make(HandOverMake),
    /// Say what is in a file, and whether it is whole
    Check {
        /// The file
        file: PathBuf,
        /// Where the passphrase comes from.
        #[command(flatten)]
        passphrase: PassphraseFrom,
    },
    /// Write the case in a file as plain files: the record, the keys that came along, the evidence
    Open {
        /// The file
        file: PathBuf,
        /// A folder that is not there yet
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
        /// Where the passphrase comes from.
        #[command(flatten)]
        passphrase: PassphraseFrom,
    },
}

/// `hand-over make`.
#[derive(clap::Args)]
pub struct HandOverMake {
    /// A case file (TOML or JSON) or an exported record, with a hand-over to which all parties consent
    pub case: PathBuf,
    /// Where to write the file
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The keys of an exported record
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
}

/// Where a passphrase comes from.
#[derive(clap::Args)]
pub struct PassphraseFrom {
    /// Read the passphrase from this file, or from standard input (-); asked for if left out
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// What to do with a framework.
#[derive(Subcommand)]
pub enum FrameworkCommand {
    /// Say everything that is unsound in a framework file
    Check {
        /// The framework file
        file: PathBuf,
    },
    /// Print the framework that is built in
    Show,
}

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page to read
    Text,
    /// JSON for programs
    Json,
}

/// A case and how to look at it.
#[derive(clap::Args)]
pub struct Case {
    /// A case file (TOML or JSON) or an exported record
    #[arg(value_name = "CASE")]
    pub file: PathBuf,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
    /// The keys of an exported record
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Show single answers: the answers are yours, and this is who is asking
    #[arg(long, value_name = "WHO IS ASKING")]
    pub adviser: Option<String>,
}

/// `check`.
#[derive(clap::Args)]
pub struct Check {
    /// The case.
    #[command(flatten)]
    pub case: Case,
    /// The day to look at; the last day of the record if left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Only what was written down by this day
    #[arg(long, value_name = "DATE")]
    pub as_known: Option<Date>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Where to write a PDF, a Word file or Markdown
    #[arg(short, long, value_name = "FILE", required_if_eq_any([("format", "pdf"), ("format", "docx")]))]
    pub output: Option<PathBuf>,
}

/// `debrief`.
#[derive(clap::Args)]
pub struct Debrief {
    /// The case.
    #[command(flatten)]
    pub case: Case,
    /// The day to look back from; the last day of the record if left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Leave out what is the owner's own: what leaving costs, and what the owner decided
    #[arg(long)]
    pub for_all: bool,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Where to write a PDF, a Word file or Markdown
    #[arg(short, long, value_name = "FILE", required_if_eq_any([("format", "pdf"), ("format", "docx")]))]
    pub output: Option<PathBuf>,
}

/// `portfolio`.
#[derive(clap::Args)]
pub struct Portfolio {
    /// The folder; case files (.toml, .json) and exported records (.record, .jsonl) in it are read
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The day to look at; of each case its last day if left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
    /// The hours that one person can pledge in a week
    #[arg(long, value_name = "HOURS", default_value_t = rowlock_analysis::portfolio::HOURS_OF_A_WEEK, value_parser = hours)]
    pub week: f64,
    /// How to print
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
}

fn hours(text: &str) -> Result<f64, String> {
    let hours = text.parse::<f64>().ok().filter(|hours| (1.0..=168.0).contains(hours));
    hours.ok_or_else(|| "write a number of hours from 1 to 168".to_owned())
}

/// How to print what is a table.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// A page to read
    Text,
    /// JSON for programs
    Json,
    /// The table of alliances as CSV
    Csv,
}

/// How to tell a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// A page to read
    Text,
    /// JSON for programs
    Json,
    /// A document to hand over
    Pdf,
    /// A Word file
    Docx,
    /// Markdown
    Md,
}

/// `charter`.
#[derive(clap::Args)]
pub struct Charter {
    /// A case file (TOML or JSON) or an exported record
    pub case: PathBuf,
    /// Where to write it; the name ends in .pdf, .docx or .md
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The day to look at; the last day of the record if left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
    /// Write the questions for counsel instead
    #[arg(long)]
    pub for_counsel: bool,
}

/// How often a replay looks.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Every {
    /// At the end of each week
    Week,
    /// At the end of each month
    Month,
}

/// `replay`.
#[derive(clap::Args)]
pub struct Replay {
    /// The case.
    #[command(flatten)]
    pub case: Case,
    /// How often to look
    #[arg(long, value_enum, default_value_t = Every::Week)]
    pub every: Every,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `select`.
#[derive(clap::Args)]
pub struct Select {
    /// The candidates: a table as CSV or XLSX, one row each
    #[arg(value_name = "POOL")]
    pub pool: PathBuf,
    /// What is asked of the team: TOML, or JSON of the same shape
    #[arg(value_name = "NEED")]
    pub need: PathBuf,
    /// How many teams to show, the best among them
    #[arg(long, value_name = "K", default_value_t = 4, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=50))]
    pub top: usize,
    /// By how many members each team differs from all better ones
    #[arg(long, value_name = "D", default_value_t = 1, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=50))]
    pub diverse: usize,
    /// Say how sure it is: try 1,000 other weights that keep the order of the criteria
    #[arg(long)]
    pub robust: bool,
    /// Say what becomes of the team if this candidate must be on it; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub keep: Vec<String>,
    /// The seed of what is drawn by chance: the same seed gives the same answer
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Stop after so many seconds and show the best found by then; Ctrl-C does the same
    #[arg(long, value_name = "T", value_parser = seconds)]
    pub seconds: Option<f64>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.0..=1e9).contains(seconds));
    seconds.ok_or_else(|| "write a number of seconds, such as 10 or 0.5".to_owned())
}

/// `export`.
#[derive(clap::Args)]
pub struct Export {
    /// A case file (TOML or JSON) or an exported record
    pub case: PathBuf,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
    /// Where to write the record; standard output if left out
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the keys of the answers to this file too; who holds both can read the answers
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Shape::Record)]
    pub shape: Shape,
}

/// What an export holds.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// The record: one fact a line, with its chain, answers sealed
    Record,
    /// The case file as TOML
    Toml,
    /// The case file as JSON
    Json,
}

/// `import`.
#[derive(clap::Args)]
pub struct Import {
    /// The exported record
    pub record: PathBuf,
    /// Where to write it again; standard output if left out
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What to do with a playbook.
#[derive(Subcommand)]
pub enum PlaybookCommand {
    /// Make one of a case: agreed clauses, tables, plans and lessons, without names
    Make(PlaybookMake),
    /// Say everything that is wrong with a playbook file
    Check {
        /// The playbook file
        file: PathBuf,
        /// Another framework file
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
    },
    /// Show what stands in a playbook file
    Show(PlaybookShow),
    /// Begin an alliance from a playbook: a case file with drafts, in which nothing is agreed
    Start(PlaybookStart),
    /// Say what was changed against the playbook that a case began from
    Diff {
        /// A case file (TOML or JSON) or an exported record
        case: PathBuf,
        /// The day to look at; the last day of the record if left out
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// Another framework file
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// `playbook make`.
#[derive(clap::Args)]
pub struct PlaybookMake {
    /// A case file (TOML or JSON) or an exported record
    pub case: PathBuf,
    /// Where to write it; its name ends in .toml or .json
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Its name; that of a playbook on the record, else of the alliance, if left out
    #[arg(long)]
    pub name: Option<String>,
    /// A clause to take along, by id; may be given more than once; all that are agreed if left out
    #[arg(long, value_name = "ID")]
    pub clause: Vec<String>,
    /// An obligation to take along, by id; may be given more than once; those of the first 100 days if left out
    #[arg(long, value_name = "ID")]
    pub obligation: Vec<String>,
    /// A lesson; may be given more than once; those on the record if left out
    #[arg(long, value_name = "TEXT")]
    pub lesson: Vec<String>,
    /// What texts call a party besides its name, such as `maker=the maker`; may be given more than once
    #[arg(long, value_name = "PARTY=WORDS")]
    pub known_as: Vec<String>,
    /// The day to look at; the last day of the record if left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
}

/// `playbook show`.
#[derive(clap::Args)]
pub struct PlaybookShow {
    /// The playbook file
    pub file: PathBuf,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Where to write a PDF, a Word file or Markdown
    #[arg(short, long, value_name = "FILE", required_if_eq_any([("format", "pdf"), ("format", "docx")]))]
    pub output: Option<PathBuf>,
}

/// `playbook start`.
#[derive(clap::Args)]
pub struct PlaybookStart {
    /// The playbook file
    pub file: PathBuf,
    /// What people will call the alliance
    #[arg(long)]
    pub name: String,
    /// The lead: its name, or `id=name`
    #[arg(long, value_name = "FIRM")]
    pub lead: String,
    /// A partner: its name, or `id=name`; may be given more than once
    #[arg(long, value_name = "FIRM", required = true)]
    pub partner: Vec<String>,
    /// The day on which the record begins
    #[arg(long, value_name = "DATE")]
    pub on: Date,
    /// Where to write the case file; its name ends in .toml
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Another framework file
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
}
