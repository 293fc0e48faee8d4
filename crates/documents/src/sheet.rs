//! A list as an Excel file. A text is written as a text whatever it begins with, so that no cell becomes a formula.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The longest text that a cell holds, in letters.
const LONGEST: usize = 32_767;
/// The longest name that a sheet holds, in letters.
const LONGEST_NAME: usize = 31;

/// Why an Excel file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the list does not fit into an Excel file")]
pub struct SheetError(#[from] XlsxError);

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A number; one that is not whole is shown with two decimals.
    Number,
    /// A share, shown as percent.
    Share,
    /// A day.
    Day,
}

/// One cell. What does not fit its column is written all the same, as what it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number; what is no number is left empty.
    Number(f64),
    /// A day.
    Day(Date),
    /// Nothing.
    Empty,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        // The sum of nothing is -0.
        Self::Number(number + 0.0)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::from(if yes { "yes" } else { "no" })
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A list: a title, columns, and rows with one cell for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its title, which is the name of the sheet as far as it fits.
    pub title: String,
    /// Its columns: the header and what they hold.
    pub columns: Vec<(String, Kind)>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Writes it as an Excel file that says it was made on `made`.
    ///
    /// ```
    /// use rowlock_documents::{Cell, Kind, Sheet};
    /// let sheet = Sheet {
    ///     title: "Obligations".to_owned(),
    ///     columns: vec![("What".to_owned(), Kind::Text), ("Due".to_owned(), Kind::Day)],
    ///     rows: vec![vec![Cell::Text("=1+1".to_owned()), Cell::Day(jiff::civil::date(2026, 1, 19))]],
    /// };
    /// let bytes = sheet.excel(jiff::civil::date(2026, 1, 19))?;
    /// assert!(bytes.starts_with(b"PK"));
    /// # Ok::<(), rowlock_documents::SheetError>(())
    /// ```
    pub fn excel(&self, made: Date) -> Result<Vec<u8>, SheetError> {
        let mut workbook = Workbook::new();
        let properties = DocProperties::new()
            .set_title(&self.title)
            .set_author("Rowlock")
            .set_creation_datetime(&day(made)?);
        workbook.set_properties(&properties);
        let sheet = workbook.add_worksheet();
        sheet.set_name(name(&self.title))?;
        self.head(sheet)?;
        for (row, cells) in (1_u32..).zip(&self.rows) {
            for ((column, cell), (_, kind)) in (0_u16..).zip(cells).zip(&self.columns) {
                put(sheet, (row, column), cell, *kind)?;
            }
        }
        Ok(workbook.save_to_buffer()?)
    }

    fn head(&self, sheet: &mut Worksheet) -> Result<(), SheetError> {
        let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
        for (column, (title, kind)) in (0_u16..).zip(&self.columns) {
            let align = match kind {
                Kind::Text => FormatAlign::Left,
                Kind::Number | Kind::Share | Kind::Day => FormatAlign::Right,
            };
            sheet.write_string_with_format(0, column, title, &bold.clone().set_align(align))?;
            sheet.set_column_width(column, width(*kind, title))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        if let (Some(last), rows @ 1..) = (self.columns.len().checked_sub(1), self.rows.len()) {
            sheet.autofilter(0, 0, rows as u32, last as u16)?;
        }
        sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, kind: Kind) -> Result<(), XlsxError> {
    let top = Format::new().set_align(FormatAlign::Top);
    match cell {
        Cell::Text(text) => {
            let text: String = text.chars().take(LONGEST).collect();
            sheet.write_string_with_format(row, column, text, &top.set_text_wrap())?;
        }
        Cell::Number(number) if number.is_finite() => {
            let shown = match kind {
                Kind::Share => "0 %",
                _ if (number * 100.0).round() % 100.0 == 0.0 => "#,##0",
                _ => "#,##0.00",
            };
            sheet.write_number_with_format(row, column, *number, &top.set_num_format(shown))?;
        }
        Cell::Day(on) => {
            let shown = top.set_num_format("yyyy-mm-dd");
            sheet.write_datetime_with_format(row, column, day(*on)?, &shown)?;
        }
        Cell::Number(_) | Cell::Empty => {}
    }
    Ok(())
}

fn width(kind: Kind, title: &str) -> f64 {
    let least = match kind {
        Kind::Text => 32.0,
        Kind::Number | Kind::Share | Kind::Day => 12.0,
    };
    (title.chars().count() as f64 + 3.0).clamp(least, 60.0)
}

fn day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// The name of a sheet: Excel takes no longer one, and none with these letters.
fn name(title: &str) -> String {
    let fits = |letter: char| if "[]:*?/\\'".contains(letter) || letter.is_control() { ' ' } else { letter };
    let name: String = title.chars().map(fits).take(LONGEST_NAME).collect();
    let name = name.trim().to_owned();
    if name.is_empty() { "List".to_owned() } else { name }
}
