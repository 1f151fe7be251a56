// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! People who applied, or were found, for a job in the connected applicant tracking system.

mod create;
mod get;
mod list;

use oas_runtime::Client;

use crate::models;

pub use list::{ListCandidates, ListCandidatesKeyedBy, ListCandidatesAs};
pub use create::CreateCandidates;
pub use get::GetCandidates;

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

    /// Create Candidates
    ///
    /// Creates a candidate and answers with it.
    ///
    /// Two integrations are known to do this: Lever and Teamtailor. Accounts of a sandbox are read-only and
    /// answer 405.
    ///
    /// Only with an `Idempotency-Key` can the request be sent again without a second candidate: so only then
    /// may a client try again by itself.
    ///
    /// `POST /unified/ats/candidates`
    ///
    /// `integrated_account_id`: The ID of the integrated account to use for the request.
    ///
    /// Truto needs it unless the bearer token is an integrated-account token. It is required here, as on
    /// the page.
    pub fn create(
        &self,
        integrated_account_id: impl Into<String>,
        body: impl Into<models::NewCandidate>,
    ) -> CreateCandidates {
        CreateCandidates::new(self.client.clone(), integrated_account_id, body)
    }

    /// As [`create`](Self::create), for a client whose token says by itself what is no argument here.
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
    /// let answer = client.candidates().create_for_token(truto_ats::models::NewCandidate::default()).send().await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_for_token(
        &self,
        body: impl Into<models::NewCandidate>,
    ) -> CreateCandidates {
        CreateCandidates::for_token(self.client.clone(), body)
    }

    /// Get Candidates
    ///
    /// The full object of one candidate, as it is and not in a `result`.
    ///
    /// Eleven integrations answer a list with partial records; this is where the rest of a record is. 23 of
    /// the 25 integrations support it, all but HR Cloud and Keka.
    ///
    /// `GET /unified/ats/candidates/{id}`
    ///
    /// `id`: The ID of the resource.
    ///
    /// It is the provider's own.
    ///
    /// `integrated_account_id`: The ID of the integrated account to use for the request.
    ///
    /// Truto needs it unless the bearer token is an integrated-account token. It is required here, as on
    /// the page.
    pub fn get(
        &self,
        id: impl Into<String>,
        integrated_account_id: impl Into<String>,
    ) -> GetCandidates {
        GetCandidates::new(self.client.clone(), id, integrated_account_id)
    }

    /// As [`get`](Self::get), for a client whose token says by itself what is no argument here.
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
    /// let answer = client.candidates().get_for_token("value").send().await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_for_token(&self, id: impl Into<String>) -> GetCandidates {
        GetCandidates::for_token(self.client.clone(), id)
    }
}
