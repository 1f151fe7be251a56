// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! `getApplications`: `GET /unified/ats/applications/{id}`.

use std::fmt;
use oas_runtime::body::ByteStream;
use oas_runtime::coverage::Support;
use oas_runtime::http::Method;
use oas_runtime::{json, response, Client, Request, RequestOptions, Response, Result};
use oas_runtime::query::{FreeValue, QueryParameter, QueryStyle};
use oas_runtime::request::Operation;
use oas_runtime::serde::de::DeserializeOwned;
use oas_runtime::serde::Serialize;

use crate::models;

/// Get Applications
///
/// One application, as it is and not in a `result`.
///
/// Seven integrations support it: those that support the list.
///
/// `GET /unified/ats/applications/{id}`
///
/// Answers:
///
/// - `200`: The application.
/// - `400`: Truto rejected the request: `integrated_account_id` or a parameter that the integration requires is missing. Not worth retrying.
/// - `401`: Without `truto_is_remote_error`: the Truto token is wrong. With it: the provider rejected the connection, the account needs to be reauthenticated and answers 401 until its end user reconnects it. Not worth retrying.
/// - `403`: Not allowed; the missing scopes are in `truto_error_insight.forbidden_error`. Not worth retrying.
/// - `404`: There is no such resource, or the token may not see the account. Not worth retrying.
/// - `405`: The method is not allowed: sandbox accounts are read-only. Not worth retrying.
/// - `409`: The provider rejected the payload. Not worth retrying.
/// - `422`: The provider rejected the payload. Not worth retrying.
/// - `429`: Too many requests: Truto's limit or the provider's. Worth retrying after `retry-after`.
/// - `500`: Truto failed. Worth retrying, with growing pauses.
/// - `502`: The provider gave no clean response. Worth retrying.
/// - `503`: The integrated account is blocked; Truto's support can lift that. Not worth retrying unless the answer carries `retry-after`.
/// - `504`: The provider gave no clean response in time. Worth retrying.
/// - `default`: Any other status. On a provider's error Truto forwards the provider's status and headers.
///
/// Headers of answers: `ratelimit-limit`, `ratelimit-remaining`, `ratelimit-reset`, `retry-after`.
///
/// A request to be filled by its setters and then sent.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &truto_ats::Client) -> Result<(), truto_ats::Error> {
/// let answer = client.applications().get("value", "62f44730-dd91-461e-bd6a-aedd9e0ad79d").send().await?;
/// println!("{answer:?}");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetApplications {
    client: Client,
    id: String,
    jobs: Option<models::JobSelection>,
    integrated_account_id: Option<String>,
    truto_ignore_remote_data: Option<bool>,
    truto_exclude_fields: Option<Vec<String>>,
    remote_query: Option<FreeValue>,
    extra_parameters: Vec<(String, FreeValue)>,
    options: RequestOptions,
}

impl GetApplications {
    pub(crate) fn new(
        client: Client,
        id: impl Into<String>,
        integrated_account_id: impl Into<String>,
    ) -> Self {
        Self {
            integrated_account_id: Some(integrated_account_id.into()),
            ..Self::for_token(client, id)
        }
    }

    pub(crate) fn for_token(client: Client, id: impl Into<String>) -> Self {
        Self {
            client,
            id: id.into(),
            jobs: None,
            integrated_account_id: None,
            truto_ignore_remote_data: None,
            truto_exclude_fields: None,
            remote_query: None,
            extra_parameters: Vec::new(),
            options: RequestOptions::default(),
        }
    }

    /// The job that the application is for. The page has no words for it.
    ///
    /// Loxo requires this parameter.
    ///
    /// One integration acts on this; known: Loxo; required by Loxo. An integration that does not
    /// support it ignores it without an error.
    ///
    /// **Matched**, not documented for this place. The page has one parameter here without a name or
    /// words, which Loxo alone requires; on the page of the list that is jobs, in both old and new
    /// layouts. (Source: APPL-GET, APPL-LIST.)
    ///
    /// Sent as `jobs`.
    pub fn jobs(mut self, jobs: impl Into<models::JobSelection>) -> Self {
        self.jobs = Some(jobs.into());
        self
    }

    /// Excludes the remote_data attribute from the response.
    ///
    /// Sent as `truto_ignore_remote_data`.
    pub fn truto_ignore_remote_data(mut self, truto_ignore_remote_data: bool) -> Self {
        self.truto_ignore_remote_data = Some(truto_ignore_remote_data);
        self
    }

    /// Array of fields to exclude from the response.
    ///
    /// Even `id` can be excluded. Sent as `truto_exclude_fields[]=id&truto_exclude_fields[]=name`, as on
    /// the page; another text of Truto's says "comma-separated".
    ///
    /// A field that is left out this way reads as `None`, or as its type's default where it is
    /// required.
    ///
    /// Sent as `truto_exclude_fields`.
    pub fn truto_exclude_fields(
        mut self,
        truto_exclude_fields: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.truto_exclude_fields = Some(
            truto_exclude_fields.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Query parameters to pass to the underlying API without any transformations. Refer
    /// [this guide](https://www.truto.one/docs/api-reference/overview/querying#remote-query-parameters)
    /// to see how to structure the query parameters.
    ///
    /// Values can be nested, at most five levels below `remote_query`.
    ///
    /// Sent as `remote_query`.
    pub fn remote_query(mut self, remote_query: impl Serialize) -> Self {
        self.remote_query = Some(FreeValue::new(&remote_query));
        self
    }

    /// Adds a query parameter that this crate does not know, such as one that the API
    /// got after the crate was made. Objects and arrays are written in brackets.
    pub fn extra_parameter(
        mut self,
        name: impl Into<String>,
        value: impl Serialize,
    ) -> Self {
        self.extra_parameters.push((name.into(), FreeValue::new(&value)));
        self
    }

    /// Timeouts and retries for this request, in place of the client's.
    pub fn with_options(mut self, options: RequestOptions) -> Self {
        self.options = options;
        self
    }

    /// The request as a value, for those who send it themselves.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent; the message names it.
    pub fn to_request(&self) -> Result<Request> {
        self.request_with(None)
    }

    fn request_with(&self, format: Option<&str>) -> Result<Request> {
        let mut request = Request::new(&OPERATION);
        request.path_parameter("id", &self.id)?;
        request.query(&JOBS, &self.jobs)?;
        request.query(&INTEGRATED_ACCOUNT_ID, &self.integrated_account_id)?;
        request.query(&TRUTO_RESPONSE_FORMAT, &format)?;
        request.query(&TRUTO_IGNORE_REMOTE_DATA, &self.truto_ignore_remote_data)?;
        request.query(&TRUTO_EXCLUDE_FIELDS, &self.truto_exclude_fields)?;
        request.query(&REMOTE_QUERY, &self.remote_query)?;
        for (name, value) in &self.extra_parameters {
            match name.split('[').next().unwrap_or_default() {
                "jobs" if self.jobs.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "integrated_account_id" if self.integrated_account_id.is_some() => {
                    return Err(request.refused(name, "the request has it already"));
                }
                "truto_response_format" => {
                    return Err(
                        request
                            .refused(
                                name,
                                "it changes what is returned; call `send_with_format` or one of its kind",
                            ),
                    );
                }
                "truto_ignore_remote_data" if self.truto_ignore_remote_data.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "truto_exclude_fields" if self.truto_exclude_fields.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "remote_query" if self.remote_query.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                _ => {}
            }
            request.extra_query(name, value)?;
        }
        request.options(&self.options);
        Ok(request)
    }

    /// How far this integration acts on the parameters that are set and about which
    /// something is known. The API ignores a filter that an integration does not
    /// support, and answers without it: ask before sending. The integration is named by
    /// its id; nothing is known of others.
    #[must_use]
    pub fn support(&self, integration: &str) -> Vec<(&'static str, Support)> {
        let mut set = Vec::new();
        if self.jobs.is_some() {
            set.extend(["jobs", "jobs[id]"]);
        }
        set.into_iter()
            .map(|name| (
                name,
                crate::coverage::GET_APPLICATIONS.support(name, integration),
            ))
            .collect()
    }
}

impl fmt::Debug for GetApplications {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "GetApplications", false);
        object.field("id", &self.id);
        object.field("jobs", &self.jobs);
        object.field("integrated_account_id", &self.integrated_account_id);
        object.field("truto_ignore_remote_data", &self.truto_ignore_remote_data);
        object.field("truto_exclude_fields", &self.truto_exclude_fields);
        object.personal("remote_query", &self.remote_query);
        object.finish()
    }
}

impl GetApplications {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent, no answer came, the server refused, or its answer
    /// cannot be read.
    pub async fn send(self) -> Result<models::ApplicationRecord> {
        Ok(self.send_with_info().await?.into_body())
    }

    /// As [`send`](Self::send), with status, headers and rate limit of the answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_info(self) -> Result<Response<models::ApplicationRecord>> {
        let request = self.to_request()?;
        let answer = self.client.send(request).await?;
        response::decode(answer, &OPERATION)
    }

    /// Sends the request with `truto_response_format=raw`: the answer is any JSON: `T` is the caller's type, or `serde_json::Value`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_raw<T: DeserializeOwned>(self) -> Result<Response<T>> {
        let request = self.request_with(Some("raw"))?;
        let answer = self.client.send(request).await?;
        response::decode(answer, &OPERATION)
    }

    /// Sends the request with `truto_response_format=normalized`: the answer is any JSON: `T` is the caller's type, or `serde_json::Value`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_normalized<T: DeserializeOwned>(self) -> Result<Response<T>> {
        let request = self.request_with(Some("normalized"))?;
        let answer = self.client.send(request).await?;
        response::decode(answer, &OPERATION)
    }

    /// Sends the request with `truto_response_format=stream`: the answer is a stream of bytes of the content type that the provider gives, never held whole.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send); later ones come from the stream itself.
    pub async fn send_stream(self) -> Result<ByteStream> {
        let mut request = self.request_with(Some("stream"))?;
        request.accept("*/*");
        self.client.send_streaming(request).await
    }

    /// Asks for this `truto_response_format`, and reads the answer as JSON of any type.
    ///
    /// For formats that the crate has no method for.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_format<T: DeserializeOwned>(
        self,
        format: impl Into<models::ResponseFormat>,
    ) -> Result<Response<T>> {
        let format = format.into().to_string();
        let request = self.request_with(Some(&format))?;
        let answer = self.client.send(request).await?;
        response::decode(answer, &OPERATION)
    }
}

/// What the API requires is an argument: a call without it does not compile.
///
/// ```compile_fail,E0061
/// fn incomplete(client: &truto_ats::Client) {
///     let _ = client.applications().get();
/// }
/// ```
#[cfg(doctest)]
struct IncompleteCall;

static OPERATION: Operation = Operation::new(
        "getApplications",
        Method::GET,
        "/unified/ats/applications/{id}",
    )
    .with_error_body(crate::error::ERROR_BODY);

static JOBS: QueryParameter = QueryParameter::new("jobs", QueryStyle::BRACKETS);

static INTEGRATED_ACCOUNT_ID: QueryParameter = QueryParameter::new(
    "integrated_account_id",
    QueryStyle::Form { explode: true },
);

static TRUTO_RESPONSE_FORMAT: QueryParameter = QueryParameter::new(
    "truto_response_format",
    QueryStyle::Form { explode: true },
);

static TRUTO_IGNORE_REMOTE_DATA: QueryParameter = QueryParameter::new(
    "truto_ignore_remote_data",
    QueryStyle::Form { explode: true },
);

static TRUTO_EXCLUDE_FIELDS: QueryParameter = QueryParameter::new(
    "truto_exclude_fields",
    QueryStyle::BRACKETS,
);

static REMOTE_QUERY: QueryParameter = QueryParameter::new(
        "remote_query",
        QueryStyle::BRACKETS,
    )
    .personal();
