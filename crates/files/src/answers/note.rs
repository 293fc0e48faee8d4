//! Comments of a sheet: words of people and of the framework, as lines that can be nothing but comments.

use crate::diagnostic::is_printable;

/// The widest line, in characters.
const WIDTH: usize = 100;

/// Writes `text` as comment lines. The first begins with `first`, the others are set in by as much.
pub(super) fn note(out: &mut String, first: &str, text: &str) {
    let text = plain(text);
    let mut line = format!("# {first}");
    let margin = format!("# {}", " ".repeat(first.chars().count()));
    let mut fresh = true;
    for word in text.split(' ') {
        if !fresh && line.chars().count() + 1 + word.chars().count() > WIDTH {
            push(out, &line);
            line.clone_from(&margin);
            fresh = true;
        }
        if !fresh {
            line.push(' ');
        }
        line.push_str(word);
        fresh = false;
    }
    push(out, &line);
}

/// Writes names with their words, one below the other.
pub(super) fn list<'a>(out: &mut String, entries: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) {
    let width = entries.clone().into_iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, words) in entries {
        note(out, &format!("  {name:width$}  "), words);
    }
}

/// Text on one line, without what a terminal or an editor could be misled by.
pub(super) fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| is_printable(*c)).collect());
    words.filter(|word: &String| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn push(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_stay_within_the_comment() {
        let mut out = String::new();
        note(&mut out, "Why: ", "so\nround = \"x\"\r\u{2028}\u{202e}and \u{7}so");
        assert_eq!(out, "# Why: so round = \"x\" and so\n");
    }

    #[test]
    fn long_words_are_set_in() {
        let mut out = String::new();
        list(&mut out, [("a", "word ".repeat(30).as_str()), ("bcd", "")]);
        let lines: Vec<_> = out.lines().collect();
        assert!(lines[0].starts_with("#   a    word word") && lines[1].starts_with("#        word"), "{out}");
        assert_eq!(lines[2], "#   bcd");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
    }
}
