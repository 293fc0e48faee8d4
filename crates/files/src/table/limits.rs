//! How much of a table is read, whatever it holds. Whatever is larger is refused before it can fill the memory.

/// The most bytes that the parts of a workbook may unpack to, all together.
pub const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;

/// The most parts of a workbook.
pub const MOST_PARTS: usize = 1_000;

/// The most columns.
pub const MOST_COLUMNS: usize = 100;

/// The longest cell, in characters.
pub const LONGEST_CELL: usize = 10_000;

/// The most problems that are told one by one; the rest is counted.
pub const MOST_PROBLEMS: usize = 50;
