//! Waits that grow, spread by chance so that many clients do not come back at once.

use std::time::Duration;

/// Chance.
pub trait Randomness: Send + Sync + 'static {
    /// A number from 0 to 1.
    fn fraction(&self) -> f64;
}

impl<F: Fn() -> f64 + Send + Sync + 'static> Randomness for F {
    fn fraction(&self) -> f64 {
        self()
    }
}

/// The usual chance: a generator for each thread. Good for waits, not for secrets.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThreadRandomness;

impl Randomness for ThreadRandomness {
    fn fraction(&self) -> f64 {
        fastrand::f64()
    }
}

/// Full jitter: anything from nothing to the wait that doubles with every retry. `retry`
/// counts from 0.
pub(super) fn full_jitter(
    base: Duration,
    maximum: Duration,
    retry: u32,
    randomness: &dyn Randomness,
) -> Duration {
    let factor = 2_u32.checked_pow(retry).unwrap_or(u32::MAX);
    let ceiling = base.saturating_mul(factor).min(maximum);
    let fraction = randomness.fraction();
    // `clamp` would let through what is not a number.
    let fraction = if (0.0..=1.0).contains(&fraction) {
        fraction
    } else {
        1.0
    };
    Duration::try_from_secs_f64(ceiling.as_secs_f64() * fraction).map_or(ceiling, |wait| wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_doubles_up_to_the_maximum_and_is_spread_from_nothing_on() {
        let base = Duration::from_millis(500);
        let maximum = Duration::from_secs(10);
        let wait =
            |retry, fraction: f64| full_jitter(base, maximum, retry, &move || fraction).as_millis();
        let longest: Vec<_> = (0..7).map(|retry| wait(retry, 1.0)).collect();
        assert_eq!(longest, [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
        assert_eq!(wait(u32::MAX, 1.0), 10_000);
        assert_eq!(wait(2, 0.0), 0);
        assert_eq!(wait(2, 0.25), 500);
        assert_eq!(wait(0, f64::NAN), 500);
        assert_eq!(wait(0, 7.0), 500);
        let endless = full_jitter(Duration::MAX, Duration::MAX, 9, &|| 1.0);
        assert_eq!(endless, Duration::MAX);
    }

    #[test]
    fn chance_stays_in_its_bounds() {
        for _ in 0..100 {
            assert!((0.0..1.0).contains(&ThreadRandomness.fraction()));
        }
    }
}
