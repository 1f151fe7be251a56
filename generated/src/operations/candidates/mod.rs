// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! People who applied, or were found, for a job in the connected applicant tracking system.

mod list;

use oas_runtime::Client;

pub use list::{ListCandidates, ListCandidatesKeyedBy, ListCandidatesAs};

/// People who applied, or were found, for a job in the connected applicant tracking system.
#[derive(Clone, Debug)]
pub struct Candidates {
    client: Client,
}

impl Candidates {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// List Candidates
    ///
    /// Partial response — use the "get" endpoint for the full object.
    ///
    /// Eleven of the 25 integrations answer a list with partial records. A filter that an integration does
    /// not support is silently ignored: the answer then holds records that the filter should have removed.
    ///
    /// `GET /unified/ats/candidates`
    ///
    /// `integrated_account_id`: The ID of the integrated account to use for the request.
    ///
    /// Truto needs it unless the bearer token is an integrated-account token. It is required here, as on
    /// the page.
    pub fn list(&self, integrated_account_id: impl Into<String>) -> ListCandidates {
        ListCandidates::new(self.client.clone(), integrated_account_id)
    }

    /// As [`list`](Self::list), for a client whose token says by itself what is no argument here.
    ///
    /// `integrated_account_id` is not sent.
    ///
    /// An integrated-account token (it lasts 15 minutes) belongs to one account, which the API then takes.
    /// (Source: SK-AUTH.)
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: &truto_ats::Client) -> Result<(), truto_ats::Error> {
    /// let mut items = client.candidates().list_for_token().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_for_token(&self) -> ListCandidates {
        ListCandidates::for_token(self.client.clone())
    }
}
