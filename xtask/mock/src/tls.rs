//! HTTPS with a certificate of the server's own making.

use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use crate::error::MockError;

/// What a server needs to speak HTTPS, and what a client needs to trust it.
pub(crate) struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) certificate: String,
}

impl Tls {
    /// For `127.0.0.1` and `localhost`.
    pub(crate) fn new() -> Result<Self, MockError> {
        fn refused(error: impl std::error::Error + Send + Sync + 'static) -> MockError {
            MockError::Certificate {
                source: Box::new(error),
            }
        }
        let names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
        let certified = rcgen::generate_simple_self_signed(names).map_err(refused)?;
        let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(refused)?
            .with_no_client_auth()
            .with_single_cert(vec![certified.cert.der().clone()], key.into())
            .map_err(refused)?;
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            certificate: certified.cert.pem(),
        })
    }
}
