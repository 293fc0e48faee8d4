//! How near a text stands to the lines of a written model: Snowball stems, weighted by TF-IDF, compared by
//! the cosine. Finds the line that matches and the words that are shared, so that a person can judge it.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashMap};

/// The fewest lines of a model that a text may be compared with.
pub const MIN_LINES: usize = 3;

/// The fewest words of a text that may be compared.
pub const MIN_WORDS: usize = 8;

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

/// Weight by stem; a sparse vector.
type Vector = BTreeMap<String, f64>;

/// A written model, line by line, ready to be compared with texts.
#[derive(Debug, Clone)]
pub struct Model {
    lines: Vec<Vector>,
    rarity: HashMap<String, f64>,
    unseen: f64,
}

/// The line of a model that a text matches best.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The index of the line, as given to [`Model::new`].
    pub line: usize,
    /// The cosine between text and line, above 0 and at most 1.
    pub score: f64,
    /// The words of the text that the line has too, in lower case, in the order of the text.
    pub shared: Vec<String>,
}

impl Model {
    /// Reads the lines of a model; a line without a word of substance keeps its index and matches nothing.
    ///
    /// Rarity is `ln((1 + lines) / (1 + lines with the stem)) + 1`. Source: Spärck Jones (1972), *A statistical
    /// interpretation of term specificity and its application in retrieval*, Journal of Documentation 28;
    /// Porter (1980), *An algorithm for suffix stripping*, Program 14.
    pub fn new(lines: &[&str]) -> Self {
        let counts: Vec<Vector> = lines.iter().map(|line| counts(line)).collect();
        let mut in_lines: HashMap<String, usize> = HashMap::new();
        for stem in counts.iter().flat_map(BTreeMap::keys) {
            *in_lines.entry(stem.clone()).or_default() += 1;
        }
        let rarity_of = |found: usize| ((1 + lines.len()) as f64 / (1 + found) as f64).ln() + 1.0;
        let mut model = Self {
            lines: Vec::new(),
            rarity: in_lines.into_iter().map(|(stem, found)| (stem, rarity_of(found))).collect(),
            unseen: rarity_of(0),
        };
        model.lines = counts.into_iter().map(|line| model.weighted(line)).collect();
        model
    }

    /// The line nearest to the text and what they share; none when they share no word of substance.
    ///
    /// Whether model and text are long enough to say anything is for the caller to ask: [`MIN_LINES`],
    /// [`MIN_WORDS`]. Of equally near lines the first is taken.
    pub fn matches(&self, text: &str) -> Option<Match> {
        let vector = self.weighted(counts(text));
        let mut best: Option<(usize, f64)> = None;
        for (line, other) in self.lines.iter().enumerate() {
            let score = cosine(&vector, other);
            if score > best.map_or(0.0, |(_, so_far)| so_far) {
                best = Some((line, score));
            }
        }
        best.map(|(line, score)| Match { line, score, shared: shared_words(text, &self.lines[line]) })
    }

    /// The similarity of the text to the model, plus its similarity to the nearest text that people confirmed
    /// as on the model, minus that to the nearest one they confirmed as off it. Between −1 and 2.
    pub fn score_with_examples(&self, text: &str, on: &[&str], off: &[&str]) -> f64 {
        let vector = self.weighted(counts(text));
        let nearest = |examples: &[&str]| {
            examples.iter().map(|e| cosine(&vector, &self.weighted(counts(e)))).fold(0.0, f64::max)
        };
        self.matches(text).map_or(0.0, |found| found.score) + nearest(on) - nearest(off)
    }

    fn weighted(&self, mut counts: Vector) -> Vector {
        for (stem, weight) in &mut counts {
            *weight *= self.rarity.get(stem).unwrap_or(&self.unseen);
        }
        counts
    }
}

/// The cosine of two texts over their stems, unweighted, from 0 (no word shared) to 1 (the same words).
pub fn similarity(a: &str, b: &str) -> f64 {
    cosine(&counts(a), &counts(b))
}

/// The number of words in a text, small words included.
pub fn words(text: &str) -> usize {
    tokens(text).count()
}

/// How well scores separate texts that are on from texts that are off: the share of pairs in which the "on"
/// text scores higher, ties counting half. 0.5 is chance, and the answer when a side is empty.
///
/// Source: Mann and Whitney (1947), *On a test of whether one of two random variables is stochastically
/// larger than the other*, Annals of Mathematical Statistics 18.
pub fn auc(on_scores: &[f64], off_scores: &[f64]) -> f64 {
    if on_scores.is_empty() || off_scores.is_empty() {
        return 0.5;
    }
    let mut higher = 0.0;
    for on in on_scores {
        for off in off_scores {
            higher += match on.partial_cmp(off) {
                Some(std::cmp::Ordering::Greater) => 1.0,
                Some(std::cmp::Ordering::Less) => 0.0,
                Some(std::cmp::Ordering::Equal) | None => 0.5,
            };
        }
    }
    higher / (on_scores.len() * off_scores.len()) as f64
}

/// The words of a text in lower case, without a possessive ending.
fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter_map(|raw| {
        let lower = raw.to_lowercase().replace('’', "'");
        let word = lower.trim_matches('\'');
        let word = word.strip_suffix("'s").unwrap_or(word);
        (!word.is_empty()).then(|| word.to_owned())
    })
}

/// Whether a word says something about the subject.
fn has_substance(word: &str) -> bool {
    word.chars().nth(1).is_some() && STOP_WORDS.binary_search(&word).is_err()
}

fn counts(text: &str) -> Vector {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut counts = Vector::new();
    for word in tokens(text).filter(|word| has_substance(word)) {
        *counts.entry(stemmer.stem(&word).into_owned()).or_default() += 1.0;
    }
    counts
}

fn shared_words(text: &str, line: &Vector) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut shared: Vec<String> = Vec::new();
    for word in tokens(text).filter(|word| has_substance(word)) {
        if line.contains_key(stemmer.stem(&word).as_ref()) && !shared.contains(&word) {
            shared.push(word);
        }
    }
    shared
}

fn cosine(a: &Vector, b: &Vector) -> f64 {
    let length = |v: &Vector| v.values().map(|w| w * w).sum::<f64>().sqrt();
    let product: f64 = a.iter().filter_map(|(stem, w)| b.get(stem).map(|other| w * other)).sum();
    if product > 0.0 { (product / (length(a) * length(b))).min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINES: [&str; 4] = [
        "Advice to family firms on succession",
        "Installing solar panels on commercial roofs",
        "Training of electricians",
        "Maintenance contracts for solar plants",
    ];

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn the_nearest_line_and_the_shared_words_are_named() {
        let found = Model::new(&LINES).matches("We installed the panels on the roof of a bakery").unwrap();
        assert_eq!(found.line, 1);
        assert_eq!(found.shared, ["installed", "panels", "roof"]);
        assert!(found.score > 0.4 && found.score < 1.0);
    }

    #[test]
    fn nothing_shared_is_no_match() {
        assert_eq!(Model::new(&LINES).matches("A holiday by the sea"), None);
        assert_eq!(Model::new(&[]).matches("Solar"), None);
        assert_eq!(Model::new(&["the of"]).matches("the of"), None);
    }

    #[test]
    fn a_rare_word_outweighs_a_common_one() {
        let found = Model::new(&LINES).matches("solar training").unwrap();
        assert_eq!(found.line, 2);
    }

    #[test]
    fn words_are_counted_with_the_small_ones() {
        assert_eq!(words("The firm's roof: a large one, isn't it?"), 8);
        assert_eq!(words(" - "), 0);
    }

    #[test]
    fn confirmed_projects_move_the_score() {
        let model = Model::new(&LINES);
        let text = "heat pumps for commercial buildings";
        let plain = model.score_with_examples(text, &[], &[]);
        let on = model.score_with_examples(text, &["heat pumps in a school"], &[]);
        let off = model.score_with_examples(text, &[], &["heat pumps in a school"]);
        assert!(off < plain && plain < on);
    }

    #[test]
    fn area_under_the_curve() {
        assert!((auc(&[3.0, 2.0], &[1.0, 0.0]) - 1.0).abs() < 1e-12);
        assert!((auc(&[1.0, 2.0], &[1.0, 3.0]) - 0.375).abs() < 1e-12);
        assert!((auc(&[], &[1.0]) - 0.5).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn similarity_is_symmetric_and_bounded(a in "[a-e ]{0,40}", b in "[a-e ]{0,40}") {
            let one = similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&one));
            prop_assert!((one - similarity(&b, &a)).abs() < 1e-12);
        }

        #[test]
        fn a_text_is_like_itself(a in "[f-h]{3,6} [k-m]{3,6}") {
            prop_assert!((similarity(&a, &a) - 1.0).abs() < 1e-12);
        }
    }
}
