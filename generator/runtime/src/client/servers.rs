//! Where an operation goes that has a server of its own.

use std::borrow::Cow;

use super::BaseUrl;
use crate::error::{Error, Result};
use crate::request::Operation;

/// The servers that the caller puts in the place of declared ones.
#[derive(Debug, Default)]
pub(super) struct Servers(Vec<(String, BaseUrl)>);

impl Servers {
    /// Checks the addresses.
    pub(super) fn new(servers: Vec<(String, String)>) -> Result<Self> {
        let servers = servers.into_iter().map(|(declared, own)| {
            let own = BaseUrl::new(&own)?;
            Ok((declared, own))
        });
        Ok(Self(servers.collect::<Result<_>>()?))
    }

    /// Where an operation goes: under the client's address, unless it has one of its own.
    pub(super) fn of<'a>(
        &'a self,
        operation: &'static Operation,
        base_url: &'a BaseUrl,
    ) -> Result<Cow<'a, BaseUrl>> {
        let Some(declared) = operation.server else {
            return Ok(Cow::Borrowed(base_url));
        };
        // The one that was set last.
        let mut own = self.0.iter().rev();
        if let Some((_, own)) = own.find(|(replaced, _)| replaced == declared) {
            return Ok(Cow::Borrowed(own));
        }
        let address = if declared.starts_with('/') && !declared.starts_with("//") {
            format!("{}{declared}", base_url.origin())
        } else {
            declared.to_owned()
        };
        BaseUrl::new(&address).map(Cow::Owned).map_err(|error| {
            let message = format!("the server that its description names cannot be used: {error}");
            Error::configuration(message).of(operation)
        })
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::Servers;
    use crate::client::BaseUrl;
    use crate::request::Operation;

    static FILES: Operation =
        Operation::new("a", Method::GET, "/x").with_server("https://files.example.com/v1");
    static ROOTED: Operation = Operation::new("b", Method::GET, "/x").with_server("/v2/");
    static ROOT: Operation = Operation::new("c", Method::GET, "/x").with_server("/");
    static USUAL: Operation = Operation::new("d", Method::GET, "/x");
    static OTHER_HOST: Operation = Operation::new("e", Method::GET, "/x").with_server("//evil/v1");
    static BAD: Operation = Operation::new("f", Method::GET, "/x").with_server("files");

    #[test]
    fn a_path_replaces_that_of_the_client() {
        let base = BaseUrl::new("http://host:8080/v1/deep").unwrap();
        let servers = Servers::default();
        for (operation, address) in [
            (&USUAL, "http://host:8080/v1/deep"),
            (&ROOTED, "http://host:8080/v2"),
            (&ROOT, "http://host:8080"),
            (&FILES, "https://files.example.com/v1"),
        ] {
            let server = servers.of(operation, &base).unwrap();
            assert_eq!(server.as_str(), address);
        }
        for operation in [&OTHER_HOST, &BAD] {
            let error = servers.of(operation, &base).unwrap_err();
            assert_eq!(error.operation(), Some(operation.id));
        }
    }

    #[test]
    fn the_caller_has_the_last_word() {
        let base = BaseUrl::new("http://host").unwrap();
        let own = |declared: &str, own: &str| (declared.to_owned(), own.to_owned());
        let servers = Servers::new(vec![
            own("https://files.example.com/v1", "http://127.0.0.1:1"),
            own("https://files.example.com/v1", "http://127.0.0.1:2/"),
            own("/v2/", "http://127.0.0.1:3/two"),
        ])
        .unwrap();
        assert_eq!(
            servers.of(&FILES, &base).unwrap().as_str(),
            "http://127.0.0.1:2"
        );
        assert_eq!(
            servers.of(&ROOTED, &base).unwrap().as_str(),
            "http://127.0.0.1:3/two"
        );
        assert_eq!(servers.of(&USUAL, &base).unwrap().as_str(), "http://host");
        assert!(Servers::new(vec![own("x", "ftp://y")]).is_err());
    }
}
