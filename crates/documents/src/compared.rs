//! Two texts word by word.

use similar::{ChangeTag, TextDiff};

/// A piece of a comparison of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What was done with it: "kept", "added" or "removed".
    pub done: &'static str,
    /// The words.
    pub text: String,
}

/// What became of the words of one text in another.
pub fn compared(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let done = match change.tag() {
            ChangeTag::Equal => "kept",
            ChangeTag::Insert => "added",
            ChangeTag::Delete => "removed",
        };
        match pieces.last_mut() {
            Some(last) if last.done == done => last.text.push_str(change.value()),
            _ => pieces.push(Piece { done, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_says_what_was_added_and_removed() {
        let pieces = compared("we meet every month", "we meet every week in person");
        let told: Vec<_> = pieces.iter().map(|piece| (piece.done, piece.text.as_str())).collect();
        assert_eq!(told[0], ("kept", "we meet every "));
        assert!(told.contains(&("removed", "month")), "{told:?}");
        assert!(told.iter().any(|(done, text)| *done == "added" && text.contains("week")), "{told:?}");
    }
}
