//! Which integrations behind an API support what, as data. A filter that an integration
//! does not support is often ignored without a word, so a program had better ask first.

/// What is known of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationCoverage {
    /// The operation's identifier.
    pub operation: &'static str,
    /// The integrations that the operation works with.
    pub integrations: &'static [&'static str],
    /// Those whose list answers hold less than the answer for a single record.
    pub partial: &'static [&'static str],
    /// What is known of its parameters.
    pub parameters: &'static [ParameterCoverage],
}

impl OperationCoverage {
    /// What is known of a parameter, or of a key in one such as `job[id]`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'static ParameterCoverage> {
        self.parameters
            .iter()
            .find(|parameter| parameter.parameter == name)
    }

    /// How far an integration, named by its id, acts on a parameter. Nothing is known of a
    /// parameter without an entry, nor of an integration that is not listed.
    #[must_use]
    pub fn support(&self, parameter: &str, integration: &str) -> Support {
        match self.parameter(parameter) {
            Some(known) if self.integrations.is_empty() || self.supports(integration) => {
                known.support(integration)
            }
            _ => Support::Unknown,
        }
    }

    /// Whether the integration's list answers hold less than the answer for a single record.
    #[must_use]
    pub fn answers_partially(&self, integration: &str) -> bool {
        self.partial.contains(&integration)
    }

    /// Whether the operation works with the integration at all.
    #[must_use]
    pub fn supports(&self, integration: &str) -> bool {
        self.integrations.contains(&integration)
    }
}

/// What is known of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterCoverage {
    /// The name, or a key in the parameter such as `job[id]`.
    pub parameter: &'static str,
    /// The integrations that are known to support it; those that require it are among them.
    pub supported: &'static [&'static str],
    /// The integrations that require it.
    pub required: &'static [&'static str],
    /// How many integrations support it, where that is known.
    pub count: Option<u32>,
    /// What an integration says of it.
    pub notes: &'static [(&'static str, &'static str)],
}

/// What an integration does with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Support {
    /// It demands it.
    Required,
    /// It heeds it.
    Supported,
    /// It ignores it.
    Unsupported,
    /// Nobody knows: not all that support it are known by name.
    Unknown,
}

impl ParameterCoverage {
    /// What the integration does with the parameter. That it ignores it is said only when all
    /// integrations that support it are known.
    #[must_use]
    pub fn support(&self, integration: &str) -> Support {
        if self.required.contains(&integration) {
            return Support::Required;
        }
        if self.supported.contains(&integration) {
            return Support::Supported;
        }
        let all_are_known = self
            .count
            .and_then(|count| usize::try_from(count).ok())
            .is_some_and(|count| count == self.supported.len());
        if all_are_known {
            Support::Unsupported
        } else {
            Support::Unknown
        }
    }

    /// What the integration says of the parameter.
    #[must_use]
    pub fn note(&self, integration: &str) -> Option<&'static str> {
        self.notes
            .iter()
            .find(|(name, _)| *name == integration)
            .map(|(_, note)| *note)
    }
}

#[cfg(test)]
mod tests {
    use super::{OperationCoverage, ParameterCoverage, Support};

    const COVERAGE: OperationCoverage = OperationCoverage {
        operation: "listCandidates",
        integrations: &["ashby", "breezy", "lever"],
        partial: &["breezy"],
        parameters: &[
            ParameterCoverage {
                parameter: "job_id",
                supported: &["breezy", "lever"],
                required: &["breezy"],
                count: Some(3),
                notes: &[("breezy", "The job's identifier.")],
            },
            ParameterCoverage {
                parameter: "job[id]",
                supported: &["lever"],
                required: &[],
                count: Some(1),
                notes: &[],
            },
        ],
    };

    #[test]
    fn support_is_denied_only_when_all_are_known() {
        let job_id = COVERAGE.parameter("job_id").unwrap();
        assert_eq!(job_id.support("breezy"), Support::Required);
        assert_eq!(job_id.support("lever"), Support::Supported);
        assert_eq!(job_id.support("ashby"), Support::Unknown);
        assert_eq!(job_id.note("breezy"), Some("The job's identifier."));
        assert_eq!(job_id.note("lever"), None);
        let nested = COVERAGE.parameter("job[id]").unwrap();
        assert_eq!(nested.support("ashby"), Support::Unsupported);
        assert!(COVERAGE.parameter("name").is_none());
        assert!(COVERAGE.answers_partially("breezy") && !COVERAGE.answers_partially("ashby"));
        assert!(COVERAGE.supports("ashby") && !COVERAGE.supports("loxo"));
    }
}
