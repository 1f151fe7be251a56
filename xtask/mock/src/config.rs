//! What can be set before the server starts.

use std::time::Duration;

use crate::candidate::Population;
use crate::error::MockError;
use crate::fault::FaultRule;

/// The most candidates that a page holds; a larger `limit` is answered with this many.
///
/// The documentation names no bound, so this one is the mock's own.
pub const MAXIMUM_LIMIT: usize = 200;

/// The most candidates that a server can be told to have: sorting keeps 24 bytes for each.
pub const MAXIMUM_CANDIDATES: u64 = 10_000_000;

/// How a [`MockServer`](crate::MockServer) behaves.
///
/// Write the fields that matter and take the rest from the default, so that a field added
/// later changes nothing:
///
/// ```
/// let config = truto_mock::MockConfig { candidates: 1_000, ..Default::default() };
/// assert_eq!(config.page_size, 25);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MockConfig {
    /// The port on 127.0.0.1; `0` takes any that is free.
    pub port: u16,
    /// How many candidates a page holds when the request has no `limit`: 1 to [`MAXIMUM_LIMIT`].
    pub page_size: usize,
    /// How many candidates there are, up to [`MAXIMUM_CANDIDATES`].
    pub candidates: u64,
    /// Decides every invented value: the same seed gives the same candidates.
    pub seed: u64,
    /// How many requests are remembered; the oldest are forgotten first.
    pub remembered_requests: usize,
    /// How long a shutdown waits for answers that are on their way before it cuts them off.
    pub shutdown_grace: Duration,
    /// Answer a list of candidates with partial records, as eleven integrations do: a `get` has
    /// the whole of each.
    pub partial: bool,
    /// How long every answer takes at least.
    pub latency: Duration,
    /// How requests that are in order are answered wrongly; none for a healthy server.
    pub faults: Vec<FaultRule>,
    /// Decides which requests get the faults that have a probability.
    pub fault_seed: u64,
    /// Speak HTTPS, with a certificate of the server's own making.
    #[cfg(feature = "tls")]
    pub tls: bool,
}

impl Default for MockConfig {
    fn default() -> Self {
        Self {
            port: 0,
            page_size: 25,
            candidates: 240,
            seed: 1,
            remembered_requests: 10_000,
            shutdown_grace: Duration::from_secs(2),
            partial: false,
            latency: Duration::ZERO,
            faults: Vec::new(),
            fault_seed: 1,
            #[cfg(feature = "tls")]
            tls: false,
        }
    }
}

impl MockConfig {
    /// The ids of all candidates, in the order in which they are listed unless a request sorts
    /// or filters them.
    pub fn candidate_ids(&self) -> impl Iterator<Item = String> + use<> {
        let population = Population::new(self.seed, self.candidates);
        (0..self.candidates).map(move |index| population.outline(index).id())
    }

    /// Refuses what could not be served.
    pub(crate) fn validate(&self) -> Result<(), MockError> {
        if self.page_size == 0 || self.page_size > MAXIMUM_LIMIT {
            return Err(MockError::Setting {
                name: "page_size",
                rule: format!("from 1 to {MAXIMUM_LIMIT}"),
                value: self.page_size.to_string(),
            });
        }
        if self.candidates > MAXIMUM_CANDIDATES {
            return Err(MockError::Setting {
                name: "candidates",
                rule: format!("at most {MAXIMUM_CANDIDATES}"),
                value: self.candidates.to_string(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_valid_and_bounds_are_kept() {
        assert!(MockConfig::default().validate().is_ok());
        for page_size in [0, MAXIMUM_LIMIT + 1] {
            let config = MockConfig {
                page_size,
                ..MockConfig::default()
            };
            let message = config.validate().unwrap_err().to_string();
            assert!(
                message.contains("page_size") && message.contains("from 1 to 200"),
                "{message}"
            );
        }
        let config = MockConfig {
            candidates: MAXIMUM_CANDIDATES + 1,
            ..MockConfig::default()
        };
        assert!(
            config
                .validate()
                .unwrap_err()
                .to_string()
                .contains("candidates")
        );
    }
}
