//! How much of an export is read. Whatever is larger is refused before it can fill the memory.

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// The most bytes that the parts of a workbook may unpack to, all together.
pub const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;

/// The most parts of a workbook.
pub const MOST_PARTS: usize = 1_000;

/// The most rows.
pub const MOST_ROWS: usize = 200_000;

/// The most columns.
pub const MOST_COLUMNS: usize = 100;

/// The longest cell, in characters.
pub const LONGEST_CELL: usize = 10_000;

/// The most text in all cells together, in bytes: the cells of a workbook can share one long text.
pub const MOST_TEXT: usize = 16 * 1024 * 1024;

/// The longest period of one row, in days.
pub const LONGEST_PERIOD: i32 = 366;

/// The most problems that are told one by one; the rest is counted.
pub const MOST_PROBLEMS: usize = 50;
