//! Many projects read once: each one's likeness to the model and to the projects that people have judged,
//! without comparing every text with every other.

use std::collections::HashMap;

use thiserror::Error;

use super::{Language, Match, Model, Vector, length};

/// A written model and the projects beside it, read once.
#[derive(Debug, Clone)]
pub struct Index {
    model: Model,
    texts: Vec<String>,
    /// One vector of length 1 per project; empty for a text without a word of substance.
    vectors: Vec<Vector>,
}

/// Why projects cannot be scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IndexError {
    /// A project of that number was not given to [`Index::new`].
    #[error("project {0} is not in the index")]
    NoSuchProject(usize),
}

impl Index {
    /// Reads the lines of a model and the texts of projects. Rarity is counted over lines and projects together,
    /// so that a word which every project has says little; scores are therefore not those of [`Model::new`].
    pub fn new(language: Language, lines: &[&str], projects: &[&str]) -> Self {
        let model = Model::read(language, lines, projects);
        let unit = |text: &&str| {
            let mut vector = model.vector(text);
            let length = length(&vector);
            for weight in vector.values_mut() {
                *weight /= length;
            }
            vector
        };
        let vectors = projects.iter().map(unit).collect();
        Self { model, texts: projects.iter().map(|&text| text.to_owned()).collect(), vectors }
    }

    /// The line nearest to a project and the words they share; none when they share no word of substance.
    ///
    /// # Errors
    ///
    /// [`IndexError::NoSuchProject`].
    pub fn best_match(&self, project: usize) -> Result<Option<Match>, IndexError> {
        let text = self.texts.get(project).ok_or(IndexError::NoSuchProject(project))?;
        Ok(self.model.matches(text))
    }

    /// One score per project, between −1 and 2: its similarity to the nearest line, plus that to the nearest
    /// *other* project that people confirmed as on the model, minus that to the nearest other one they
    /// confirmed as off it. `on` and `off` are numbers of projects, as given to [`Index::new`].
    ///
    /// # Errors
    ///
    /// [`IndexError::NoSuchProject`].
    pub fn scores(&self, on: &[usize], off: &[usize]) -> Result<Vec<f64>, IndexError> {
        let (near_on, near_off) = (self.nearest(on)?, self.nearest(off)?);
        let to_model = |vector| self.model.nearest(vector).map_or(0.0, |(_, score)| score);
        let scores = self.vectors.iter().zip(near_on.into_iter().zip(near_off));
        Ok(scores.map(|(vector, (near_on, near_off))| to_model(vector) + near_on - near_off).collect())
    }

    /// The similarity of each project to the nearest other one among `examples`; 0 where there is none.
    fn nearest(&self, examples: &[usize]) -> Result<Vec<f64>, IndexError> {
        let mut found_in: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
        for (place, &example) in examples.iter().enumerate() {
            let vector = self.vectors.get(example).ok_or(IndexError::NoSuchProject(example))?;
            for (stem, weight) in vector {
                found_in.entry(stem).or_default().push((place, *weight));
            }
        }
        let mut products = vec![0.0; examples.len()];
        let nearest_to = |(project, vector): (usize, &Vector)| {
            products.fill(0.0);
            for (stem, weight) in vector {
                for (place, other) in found_in.get(stem.as_str()).into_iter().flatten() {
                    products[*place] += weight * other;
                }
            }
            let others = products.iter().zip(examples).filter(|(_, example)| **example != project);
            others.map(|(product, _)| product.min(1.0)).fold(0.0, f64::max)
        };
        Ok(self.vectors.iter().enumerate().map(nearest_to).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::auc;
    use super::*;

    const LINES: [&str; 3] = [
        "Solar panels on commercial roofs",
        "Maintenance contracts for solar plants",
        "Training of electricians for panels and inverters",
    ];

    /// Four on the model, the last of them without a word of it; then four off it.
    const PROJECTS: [&str; 8] = [
        "We put panels on the roofs of a bakery in the commercial district",
        "Yearly maintenance of two solar plants, with a fixed contract",
        "A course for six electricians on new inverters",
        "Batteries and heat pumps for a school",
        "A logo and a brochure for a wine merchant",
        "Booking flights and hotels for a trade fair",
        "Writing a novel about the sea",
        "Logo and web pages for a hotel",
    ];

    fn index() -> Index {
        Index::new(Language::English, &LINES, &PROJECTS)
    }

    #[test]
    fn each_project_finds_its_line() {
        let line = |project| index().best_match(project).unwrap().map(|found| found.line);
        assert_eq!((line(0), line(1), line(2)), (Some(0), Some(1), Some(2)));
        assert_eq!(line(6), None);
        assert_eq!(index().best_match(0).unwrap().unwrap().shared, ["panels", "roofs", "commercial"]);
    }

    #[test]
    fn scores_separate_on_from_off() {
        let area = |scores: &[f64]| auc(&scores[..4], &scores[4..]);
        let plain = index().scores(&[], &[]).unwrap();
        // The school and the four off the model share nothing with it: four ties of sixteen pairs.
        assert!((area(&plain) - 0.875).abs() < 1e-12);
        let judged = index().scores(&[], &[4]).unwrap();
        assert!(judged[7] < plain[7] && area(&judged) > area(&plain));
    }

    #[test]
    fn a_project_is_not_its_own_example() {
        let plain = index().scores(&[], &[]).unwrap();
        assert_eq!(index().scores(&[3], &[]).unwrap()[3].to_bits(), plain[3].to_bits());
    }

    #[test]
    fn scores_match_those_of_a_model_text_by_text() {
        let (on, off) = ([0, 3], [4, 5]);
        let index = index();
        let scores = index.scores(&on, &off).unwrap();
        for project in [1, 2, 6, 7] {
            let texts = |examples: [usize; 2]| examples.map(|example| PROJECTS[example]);
            let one = index.model.score_with_examples(PROJECTS[project], &texts(on), &texts(off));
            assert!((scores[project] - one).abs() < 1e-12);
        }
    }

    #[test]
    fn unknown_projects_are_refused() {
        assert_eq!(index().best_match(8), Err(IndexError::NoSuchProject(8)));
        assert_eq!(index().scores(&[0], &[9]), Err(IndexError::NoSuchProject(9)));
    }

    #[test]
    fn thousands_of_projects_are_cheap() {
        let texts: Vec<String> =
            (0..2_000).map(|i| format!("solar roof {} for customer {i} in town {}", i % 7, i % 90)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let examples: Vec<usize> = (0..1_000).collect();
        let scores = Index::new(Language::English, &LINES, &texts).scores(&examples, &[]).unwrap();
        assert!(scores.iter().all(|score| score.is_finite()));
    }
}
