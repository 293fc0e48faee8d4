//! Numbers that look like chance and are the same for the same seed: `SplitMix64` (Steele, Lea and Flood, 2014).

/// A row of numbers.
pub(crate) struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, and without, 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something happens that happens with this probability.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Evenly between two numbers.
    pub fn between(&mut self, (low, high): (f64, f64)) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A place in a list of `length` entries.
    pub fn place(&mut self, length: usize) -> usize {
        ((self.unit() * length as f64) as usize).min(length.saturating_sub(1))
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.place(from.len())]
    }

    /// How often something happens that happens so often on average (Knuth's method; for small rates).
    pub fn times(&mut self, rate: f64) -> usize {
        let (limit, mut product, mut times) = ((-rate).exp(), self.unit(), 0);
        while product > limit {
            product *= self.unit();
            times += 1;
        }
        times
    }

    /// From the normal distribution with mean 0 and standard deviation 1 (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// 32 bytes to seal with. Records that are made up hold nobody's secrets.
    pub fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&self.next().to_le_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_first_numbers_are_those_of_the_reference() {
        // The reference implementation's output for the seed 1234567.
        let mut chance = Chance::new(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([chance.next(), chance.next(), chance.next()], expected);
    }

    #[test]
    fn counts_and_bells_have_their_means() {
        let mut chance = Chance::new(7);
        let many = 20_000;
        let times: usize = (0..many).map(|_| chance.times(0.6)).sum();
        assert!((times as f64 / f64::from(many) - 0.6).abs() < 0.02);
        let draws: Vec<f64> = (0..many).map(|_| chance.normal()).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(many);
        let spread = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / f64::from(many);
        assert!(mean.abs() < 0.03 && (spread - 1.0).abs() < 0.05);
    }
}
