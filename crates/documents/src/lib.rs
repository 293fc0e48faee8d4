//! Documents for people to keep: values in, bytes out.
//!
//! A [`Document`] says what stands in it and nothing of how it looks. [`charter`], [`counsel_pack`] and
//! [`report`] build one from an alliance; [`markdown`], [`word`] and, with the feature `pdf`, `pdf` write it.
//! [`Sheet`] is a list as Excel, [`Calendar`] a feed of days and moments. Nothing here reads a file or a clock.

mod calendar;
mod charter;
mod compared;
mod comparison;
mod counsel;
mod document;
mod figures;
mod from_markdown;
mod lookback;
mod markdown;
mod names;
#[cfg(feature = "pdf")]
mod pdf;
mod playbook;
mod portfolio;
mod report;
mod sheet;
mod word;

pub use calendar::{Calendar, Entry, When};
pub use charter::charter;
pub use compared::{Piece, compared};
pub use comparison::{Compared, ComparedCheck, ComparedNeed, Comparison};
pub use counsel::counsel_pack;
pub use document::{
    Block, Chart, Column, Document, Dots, Figure, Head, Level, List, ListKind, Run, Series, Table, Tone,
};
pub use from_markdown::from_markdown;
pub use lookback::{RECALLED, lookback, lookback_title};
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::{PdfError, pdf};
pub use playbook::playbook;
pub use portfolio::{PortfolioRow, portfolio};
pub use report::{Subject, report};
pub use sheet::{Cell, Kind, Sheet, SheetError};
pub use word::{WordError, word};

/// Whether this build can write PDF.
pub const HAS_PDF: bool = cfg!(feature = "pdf");
