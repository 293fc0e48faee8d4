//! How near a text stands to the lines of a written model: Snowball stems, weighted by TF-IDF, compared by
//! the cosine. Finds the line that matches and the words that are shared, so that a person can judge it.

mod index;
mod language;

use std::collections::{BTreeMap, HashMap};

pub use index::{Index, IndexError};
pub use language::Language;
use language::{Stems, tokens};

/// The fewest lines of a model that a text may be compared with.
pub const MIN_LINES: usize = 3;

/// The fewest words of a text that may be compared.
pub const MIN_WORDS: usize = 8;

/// Weight by stem; a sparse vector.
type Vector = BTreeMap<String, f64>;

/// A written model, line by line, ready to be compared with texts.
#[derive(Debug, Clone)]
pub struct Model {
    language: Language,
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
    /// Reads the lines of a model in English; see [`Model::in_language`].
    pub fn new(lines: &[&str]) -> Self {
        Self::in_language(Language::English, lines)
    }

    /// Reads the lines of a model; a line without a word of substance keeps its index and matches nothing.
    ///
    /// Rarity is `ln((1 + lines) / (1 + lines with the stem)) + 1`. Source: Spärck Jones (1972), *A statistical
    /// interpretation of term specificity and its application in retrieval*, Journal of Documentation 28;
    /// Porter (1980), *An algorithm for suffix stripping*, Program 14.
    pub fn in_language(language: Language, lines: &[&str]) -> Self {
        Self::read(language, lines, &[])
    }

    /// As [`Model::in_language`], with rarity counted over the lines and the other texts together.
    fn read(language: Language, lines: &[&str], others: &[&str]) -> Self {
        let counts: Vec<Vector> = lines.iter().map(|line| counts(language, line)).collect();
        let other_counts = others.iter().map(|other| self::counts(language, other));
        let mut found_in: HashMap<String, usize> = HashMap::new();
        for stem in counts.iter().cloned().chain(other_counts).flat_map(BTreeMap::into_keys) {
            *found_in.entry(stem).or_default() += 1;
        }
        let texts = lines.len() + others.len();
        let rarity_of = |found: usize| ((1 + texts) as f64 / (1 + found) as f64).ln() + 1.0;
        let mut model = Self {
            language,
            lines: Vec::new(),
            rarity: found_in.into_iter().map(|(stem, found)| (stem, rarity_of(found))).collect(),
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
        let (line, score) = self.nearest(&self.vector(text))?;
        Some(Match { line, score, shared: shared_words(self.language, text, &self.lines[line]) })
    }

    /// The similarity of the text to the model, plus its similarity to the nearest text that people confirmed
    /// as on the model, minus that to the nearest one they confirmed as off it. Between −1 and 2.
    pub fn score_with_examples(&self, text: &str, on: &[&str], off: &[&str]) -> f64 {
        let vector = self.vector(text);
        let nearest =
            |examples: &[&str]| examples.iter().map(|e| cosine(&vector, &self.vector(e))).fold(0.0, f64::max);
        self.nearest(&vector).map_or(0.0, |(_, score)| score) + nearest(on) - nearest(off)
    }

    /// The nearest line and its cosine, above 0.
    fn nearest(&self, vector: &Vector) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for (line, other) in self.lines.iter().enumerate() {
            let score = cosine(vector, other);
            if score > best.map_or(0.0, |(_, so_far)| so_far) {
                best = Some((line, score));
            }
        }
        best
    }

    fn vector(&self, text: &str) -> Vector {
        self.weighted(counts(self.language, text))
    }

    fn weighted(&self, mut counts: Vector) -> Vector {
        for (stem, weight) in &mut counts {
            *weight *= self.rarity.get(stem).unwrap_or(&self.unseen);
        }
        counts
    }
}

/// The cosine of two English texts over their stems, unweighted, from 0 (no word shared) to 1 (the same words).
pub fn similarity(a: &str, b: &str) -> f64 {
    cosine(&counts(Language::English, a), &counts(Language::English, b))
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

fn counts(language: Language, text: &str) -> Vector {
    let mut counts = Vector::new();
    for (_, stem) in Stems::of(language).in_text(text) {
        *counts.entry(stem).or_default() += 1.0;
    }
    counts
}

fn shared_words(language: Language, text: &str, line: &Vector) -> Vec<String> {
    let mut shared: Vec<String> = Vec::new();
    for (word, stem) in Stems::of(language).in_text(text) {
        if line.contains_key(&stem) && !shared.contains(&word) {
            shared.push(word);
        }
    }
    shared
}

/// The length of a sparse vector.
fn length(vector: &Vector) -> f64 {
    vector.values().map(|w| w * w).sum::<f64>().sqrt()
}

fn cosine(a: &Vector, b: &Vector) -> f64 {
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
