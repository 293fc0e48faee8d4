//! Words of a text in the language it is written in: split, stripped of small words, reduced to stems.

use rust_stemmers::{Algorithm, Stemmer};

/// The language of a text, which chooses the Snowball stemmer. Small words are known in English only; in the
/// other languages they are kept, and weigh little because they are found everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each name says it all")]
pub enum Language {
    Danish,
    Dutch,
    #[default]
    English,
    Finnish,
    French,
    German,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Turkish,
}

/// Every language with its tag (ISO 639-1) and its stemmer.
const LANGUAGES: [(&str, Language, Algorithm); 15] = [
    ("da", Language::Danish, Algorithm::Danish),
    ("nl", Language::Dutch, Algorithm::Dutch),
    ("en", Language::English, Algorithm::English),
    ("fi", Language::Finnish, Algorithm::Finnish),
    ("fr", Language::French, Algorithm::French),
    ("de", Language::German, Algorithm::German),
    ("hu", Language::Hungarian, Algorithm::Hungarian),
    ("it", Language::Italian, Algorithm::Italian),
    ("no", Language::Norwegian, Algorithm::Norwegian),
    ("pt", Language::Portuguese, Algorithm::Portuguese),
    ("ro", Language::Romanian, Algorithm::Romanian),
    ("ru", Language::Russian, Algorithm::Russian),
    ("es", Language::Spanish, Algorithm::Spanish),
    ("sv", Language::Swedish, Algorithm::Swedish),
    ("tr", Language::Turkish, Algorithm::Turkish),
];

impl Language {
    /// The language of a tag such as `de` or `de-AT`; none for a language without a stemmer.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next()?;
        LANGUAGES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(first)).map(|(_, found, _)| *found)
    }
}

/// English words that carry no subject.
const STOP_WORDS: &[&str] = &[
    "about", "above", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "cannot", "could",
    "did", "do", "does", "doing", "done", "down", "during", "each", "either", "etc", "every", "few", "for",
    "from", "further", "get", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his",
    "how", "if", "in", "into", "is", "it", "its", "itself", "just", "let", "may", "me", "might", "more",
    "most", "must", "my", "no", "nor", "not", "now", "of", "off", "on", "once", "one", "only", "or", "other",
    "our", "ours", "out", "over", "own", "per", "same", "shall", "she", "should", "so", "some", "such",
    "than", "that", "the", "their", "theirs", "them", "then", "there", "these", "they", "this", "those",
    "through", "to", "too", "under", "until", "up", "upon", "us", "very", "via", "was", "we", "were", "what",
    "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without",
    "would", "you", "your", "yours",
];

/// What turns a text into stems.
pub(super) struct Stems {
    stemmer: Stemmer,
    stop_words: &'static [&'static str],
}

impl Stems {
    pub(super) fn of(language: Language) -> Self {
        let algorithm = LANGUAGES.into_iter().find(|(_, known, _)| *known == language);
        Self {
            stemmer: Stemmer::create(algorithm.map_or(Algorithm::English, |(.., algorithm)| algorithm)),
            stop_words: if language == Language::English { STOP_WORDS } else { &[] },
        }
    }

    /// The words of substance with their stems, in the order of the text.
    pub(super) fn in_text(&self, text: &str) -> impl Iterator<Item = (String, String)> {
        tokens(text).filter(|word| self.has_substance(word)).map(|word| {
            let stem = self.stemmer.stem(&word).into_owned();
            (word, stem)
        })
    }

    /// Whether a word says something about the subject: it has two letters or more, and is not a small word.
    fn has_substance(&self, word: &str) -> bool {
        word.chars().nth(1).is_some() && self.stop_words.binary_search(&word).is_err()
    }
}

/// The words of a text in lower case, without a possessive ending.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter_map(|raw| {
        let lower = raw.to_lowercase().replace('’', "'");
        let word = lower.trim_matches('\'');
        let word = word.strip_suffix("'s").unwrap_or(word);
        (!word.is_empty()).then(|| word.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same_stem(language: Language, a: &str, b: &str) {
        let stem = |text: &str| Stems::of(language).in_text(text).map(|(_, stem)| stem).collect::<Vec<_>>();
        assert_eq!(stem(a), stem(b));
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn each_language_has_its_endings() {
        same_stem(Language::English, "installed", "the installing");
        same_stem(Language::German, "Verträge", "Vertrages");
        same_stem(Language::French, "continuellement", "continuelle");
    }

    #[test]
    fn a_tag_names_its_language() {
        assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
        assert_eq!(Language::of_tag("EN"), Some(Language::default()));
        assert_eq!(Language::of_tag("zz"), None);
    }
}
