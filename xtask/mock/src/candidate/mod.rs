//! Invented people: candidate number `index` is a function of the seed and the index.
//!
//! [`Outline`] holds what filters and sorting look at and costs little; [`document()`] makes the
//! whole JSON of one candidate, and [`provider_record`] the same person as a provider might
//! keep it.

mod document;
mod outline;
mod provider;
mod words;

pub(crate) use document::{applications, document};
pub(crate) use outline::{Outline, Population};
pub(crate) use provider::provider_record;

use fastrand::Rng;

/// What a generator of random numbers is for: each purpose draws from its own, so that a new
/// field in one place does not change the values of another.
#[derive(Clone, Copy)]
enum Purpose {
    Outline = 1,
    Document = 2,
    Provider = 3,
}

/// The generator for one candidate and one purpose.
fn random(seed: u64, index: u64, purpose: Purpose) -> Rng {
    // Neighbouring seeds must not give neighbouring numbers: the multipliers are odd
    // constants that spread the bits, and the first draw is thrown away.
    let mixed = seed
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(index.wrapping_mul(0xD1B5_4A32_D192_ED03))
        .wrapping_add((purpose as u64).wrapping_mul(0x8CB9_2BA7_2F3D_8DD7));
    let mut random = Rng::with_seed(mixed ^ (mixed >> 31));
    random.u64(..);
    random
}

/// True `numerator` times in a hundred.
fn percent(random: &mut Rng, numerator: u32) -> bool {
    random.u32(0..100) < numerator
}

/// Any of a list that is not empty.
fn pick<T: Copy>(random: &mut Rng, list: &[T], otherwise: T) -> T {
    let index = random.u64(0..(list.len() as u64).max(1));
    usize::try_from(index)
        .ok()
        .and_then(|index| list.get(index))
        .copied()
        .unwrap_or(otherwise)
}
