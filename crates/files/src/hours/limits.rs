//! How much of an export is read, beside the limits of every table.

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// The most rows.
pub const MOST_ROWS: usize = 200_000;

/// The most text in all cells together, in bytes: the cells of a workbook can share one long text.
pub const MOST_TEXT: usize = 16 * 1024 * 1024;

/// The longest period of one row, in days.
pub const LONGEST_PERIOD: i32 = 366;
