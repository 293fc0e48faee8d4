//! Limits that a text must keep before it is parsed, so that hostile text cannot exhaust the stack.

use super::Fault;

/// The longest text, in bytes.
pub const LONGEST: usize = 16 * 1024 * 1024;

/// The deepest nesting of lists and tables.
pub const DEEPEST: usize = 64;

/// Refuses text whose brackets, or dots within one key, nest deeper than 64 levels. Strings and comments
/// do not count. The parsers keep limits of their own, for text that is neither TOML nor JSON.
pub(super) fn depth(text: &str) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    let (mut depth, mut dots) = (0_usize, 0_usize);
    let mut offset = 0;
    while let Some(byte) = bytes.get(offset) {
        match byte {
            b'"' | b'\'' => {
                offset = after_string(bytes, offset);
                continue;
            }
            b'#' => {
                offset = end_of_line(bytes, offset);
                continue;
            }
            b'[' | b'{' => (depth, dots) = (depth + 1, 0),
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'.' => dots += 1,
            b',' | b'=' | b'\n' => dots = 0,
            _ => {}
        }
        if depth > DEEPEST || dots > DEEPEST {
            return Err(Fault::new(offset, "lists and tables are nested deeper than 64 levels here"));
        }
        offset += 1;
    }
    Ok(())
}

/// The place after the string that opens at `start`. A string in single marks ends with its line at the
/// latest; one in triple marks runs until they come again.
fn after_string(bytes: &[u8], start: usize) -> usize {
    let mark = bytes[start];
    let triple = bytes[start..].starts_with(&[mark; 3]);
    let mut offset = start + if triple { 3 } else { 1 };
    while let Some(byte) = bytes.get(offset) {
        match *byte {
            b'\\' if mark == b'"' => offset += 1,
            b'\n' if !triple => return offset,
            byte if byte != mark => {}
            _ if !triple => return offset + 1,
            // Up to two marks may stand before the three that close.
            _ if bytes[offset..].starts_with(&[mark; 3]) => {
                let marks = bytes[offset..].iter().take(5).take_while(|byte| **byte == mark).count();
                return offset + marks;
            }
            _ => {}
        }
        offset += 1;
    }
    bytes.len()
}

fn end_of_line(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| start + length)
}
