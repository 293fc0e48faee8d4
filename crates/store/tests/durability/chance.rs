//! Chance from a seed that is said when a test fails, and that can be given to try the same again.

use std::hash::{BuildHasher, RandomState};
use std::ops::Range;

/// Numbers that look drawn (`SplitMix64`).
pub struct Chance {
    state: u64,
}

impl Chance {
    /// From the seed that `ROWLOCK_SEED` names, or a new one.
    pub fn seeded() -> Self {
        let given = std::env::var_os("ROWLOCK_SEED").and_then(|seed| seed.to_str()?.parse().ok());
        let state = given.unwrap_or_else(|| RandomState::new().hash_one(0));
        println!("ROWLOCK_SEED={state}");
        Self { state }
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number of a range.
    pub fn among(&mut self, range: Range<u64>) -> u64 {
        range.start + self.draw() % (range.end - range.start)
    }

    /// So many bytes that mean nothing.
    pub fn noise(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.draw() as u8).collect()
    }
}
