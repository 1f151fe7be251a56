// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! What candidates applied for, and how far each application came.

mod get;
mod list;

use oas_runtime::Client;

pub use list::{ListApplications, ListApplicationsKeyedBy, ListApplicationsAs};
pub use get::GetApplications;

/// What candidates applied for, and how far each application came.
#[derive(Clone, Debug)]
pub struct Applications {
    client: Client,
}

impl Applications {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// List Applications
    ///
    /// Applications of candidates for jobs.
    ///
    /// Seven integrations support it, none with partial records: Ashby, Greenhouse, JobScore, Loxo, Pinpoint,
    /// Teamtailor and Zoho Recruit. A filter that an integration does not support is silently ignored: the
    /// answer then holds records that the filter should have removed.
    ///
    /// `GET /unified/ats/applications`
    ///
    /// `integrated_account_id`: The ID of the integrated account to use for the request.
    ///
    /// Truto needs it unless the bearer token is an integrated-account token. It is required here, as on
    /// the page.
    pub fn list(&self, integrated_account_id: impl Into<String>) -> ListApplications {
        ListApplications::new(self.client.clone(), integrated_account_id)
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
    /// let mut items = client.applications().list_for_token().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_for_token(&self) -> ListApplications {
        ListApplications::for_token(self.client.clone())
    }

    /// Get Applications
    ///
    /// One application, as it is and not in a `result`.
    ///
    /// Seven integrations support it: those that support the list.
    ///
    /// `GET /unified/ats/applications/{id}`
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
    ) -> GetApplications {
        GetApplications::new(self.client.clone(), id, integrated_account_id)
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
    /// let answer = client.applications().get_for_token("value").send().await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_for_token(&self, id: impl Into<String>) -> GetApplications {
        GetApplications::for_token(self.client.clone(), id)
    }
}
