//! XLSX workbooks: the first visible sheet with something on it becomes a table. Its parts are looked through
//! before the library that reads them sees any.

mod parts;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::limits::{LONGEST_CELL, MOST_COLUMNS};
use super::text::too_large;
use super::{Builder, Remark};
use crate::diagnostic::Diagnostic;

/// How many sheets are looked at for one with something on it: many names may lead to one large part.
const MOST_SHEETS: usize = 8;

/// Whether the bytes begin as a ZIP archive does, which is what a workbook is.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], builder: &Builder) -> Result<Builder, Box<Diagnostic>> {
    if bytes.len() > builder.kind.largest_file {
        return Err(too_large(builder));
    }
    let file = builder.file.clone();
    parts::look_through(bytes, &file)?;
    // The library adds up row numbers unchecked, and a build that checks sums stops there. A damaged workbook
    // is to be refused like any other, so such a stop is taken for what it means.
    let attempt = catch_unwind(AssertUnwindSafe(|| first_sheet(bytes, builder)));
    attempt.unwrap_or(Err(Fault::Damaged)).map_err(|fault| match fault {
        Fault::Told(problem) => problem,
        Fault::Damaged => damaged(&file),
    })
}

/// Why no table came of a workbook.
enum Fault {
    /// A limit of ours was passed.
    Told(Box<Diagnostic>),
    /// The library could not read it.
    Damaged,
}

impl From<Box<Diagnostic>> for Fault {
    fn from(problem: Box<Diagnostic>) -> Self {
        Self::Told(problem)
    }
}

impl From<XlsxError> for Fault {
    fn from(_: XlsxError) -> Self {
        Self::Damaged
    }
}

fn damaged(file: &str) -> Box<Diagnostic> {
    let problem = Diagnostic::of_file(file, "this workbook is damaged, or no XLSX workbook at all");
    Box::new(problem.hint("open it in a spreadsheet and save it as .xlsx or as CSV"))
}

fn first_sheet(bytes: &[u8], empty: &Builder) -> Result<Builder, Fault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let sheets = workbook.sheets_metadata().iter().filter(shown);
    let sheets: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let others = sheets.len().saturating_sub(1);
    for read in sheets.into_iter().take(MOST_SHEETS) {
        let mut builder = one_sheet(&mut workbook, &read, empty.again())?;
        if !builder.is_empty() {
            if others > 0 {
                builder.remark(Remark::OtherSheets { read, others });
            }
            return Ok(builder);
        }
    }
    Ok(empty.again())
}

/// Reads cell by cell: the library's own table would reserve what lies between the outermost cells.
fn one_sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, mut builder: Builder) -> Result<Builder, Fault> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut row: (usize, Vec<String>) = (0, Vec::new());
    while let Some(cell) = cells.next_cell()? {
        let (line, column) = cell.get_position();
        let (line, column) = (line as usize, column as usize);
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if line < row.0 || (line == row.0 && column < row.1.len()) {
            return Err(Fault::Damaged);
        }
        if line > row.0 {
            builder.push(row.0 + 1, row.1.iter().map(String::as_str))?;
            row = (line, Vec::new());
        }
        // One cell too far to the right is enough for the refusal, wherever it stands.
        row.1.resize(column.min(MOST_COLUMNS), String::new());
        row.1.push(text);
    }
    builder.push(row.0 + 1, row.1.iter().map(String::as_str))?;
    Ok(builder)
}

fn text(value: &DataRef<'_>) -> String {
    // Many cells can share one text; what is too long by one character is refused like what is longer.
    let bounded = |text: &str| text.chars().take(LONGEST_CELL + 1).collect();
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => bounded(text),
        DataRef::SharedString(text) => bounded(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A formatted number as people read it: a day, a day and a time, or hours, minutes and seconds.
fn moment_text(moment: &ExcelDateTime) -> String {
    const SECONDS: f64 = 86_400.0;
    let days = moment.as_f64();
    let clock = |seconds: u64| format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    // Sixty days after the beginning of its calendar Excel is still counting hours, not dates.
    if moment.is_duration() || (0.0..60.0).contains(&days) {
        return clock((days * SECONDS).round() as u64);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let seconds = (days.fract() * SECONDS).round() as u64;
    match seconds {
        0 => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {}", clock(seconds.min(86_399))),
    }
}
