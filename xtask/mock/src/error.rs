//! Why a server could not be started.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// Why [`MockServer::start`](crate::MockServer::start) did not start a server.
#[derive(Debug)]
#[non_exhaustive]
pub enum MockError {
    /// A setting has a value that cannot be served.
    Setting {
        /// The field of [`MockConfig`](crate::MockConfig).
        name: &'static str,
        /// What it must be.
        rule: String,
        /// What it was.
        value: String,
    },
    /// The address cannot be listened on.
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// The certificate of a server that speaks HTTPS could not be made.
    #[cfg(feature = "tls")]
    Certificate {
        /// The library's reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The thread or the runtime of a blocking server could not be made.
    Thread {
        /// The system's reason.
        source: io::Error,
    },
}

impl fmt::Display for MockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting { name, rule, value } => {
                write!(
                    formatter,
                    "the mock's `{name}` must be {rule}; it is {value}"
                )
            }
            Self::Listen { address, source } => {
                write!(
                    formatter,
                    "the mock cannot listen on {address}: {source}; give another port, or 0 for any that is free"
                )
            }
            #[cfg(feature = "tls")]
            Self::Certificate { source } => {
                write!(
                    formatter,
                    "the mock's certificate could not be made: {source}"
                )
            }
            Self::Thread { source } => {
                write!(
                    formatter,
                    "the mock's thread could not be started: {source}"
                )
            }
        }
    }
}

impl std::error::Error for MockError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Setting { .. } => None,
            #[cfg(feature = "tls")]
            Self::Certificate { source } => Some(source.as_ref()),
            Self::Listen { source, .. } | Self::Thread { source } => Some(source),
        }
    }
}
