// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! `listApplications`: `GET /unified/ats/applications`.

use std::fmt;
use std::marker::PhantomData;
use oas_runtime::body::ByteStream;
use oas_runtime::coverage::Support;
use oas_runtime::http::Method;
use oas_runtime::indexmap::IndexMap;
use oas_runtime::{
    json, page, response, Client, Request, RequestOptions, Response, Result,
};
use oas_runtime::page::{ItemStream, LenientPage, PageShape, PageStream, PagedOperation};
use oas_runtime::query::{FreeValue, QueryParameter, QueryStyle, Range};
use oas_runtime::request::Operation;
use oas_runtime::serde::de::DeserializeOwned;
use oas_runtime::serde::Serialize;

use crate::models;

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
/// Answers:
///
/// - `200`: One page of applications.
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
/// let mut items = client.applications().list("62f44730-dd91-461e-bd6a-aedd9e0ad79d").stream();
/// while let Some(item) = items.try_next().await? {
///     println!("{item:?}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListApplications {
    client: Client,
    created_at: Option<Range<json::DateTime>>,
    updated_at: Option<Range<json::DateTime>>,
    job_id: Option<String>,
    candidate_id: Option<String>,
    jobs: Option<models::JobSelection>,
    integrated_account_id: Option<String>,
    truto_ignore_limit: Option<bool>,
    truto_ignore_remote_data: Option<bool>,
    truto_exclude_fields: Option<Vec<String>>,
    remote_query: Option<FreeValue>,
    limit: Option<u32>,
    next_cursor: Option<String>,
    extra_parameters: Vec<(String, FreeValue)>,
    options: RequestOptions,
}

impl ListApplications {
    pub(crate) fn new(client: Client, integrated_account_id: impl Into<String>) -> Self {
        Self {
            integrated_account_id: Some(integrated_account_id.into()),
            ..Self::for_token(client)
        }
    }

    pub(crate) fn for_token(client: Client) -> Self {
        Self {
            client,
            created_at: None,
            updated_at: None,
            job_id: None,
            candidate_id: None,
            jobs: None,
            integrated_account_id: None,
            truto_ignore_limit: None,
            truto_ignore_remote_data: None,
            truto_exclude_fields: None,
            remote_query: None,
            limit: None,
            next_cursor: None,
            extra_parameters: Vec::new(),
            options: RequestOptions::default(),
        }
    }

    /// The date and time of the application's creation
    ///
    /// Takes one value or a range. The 7 integrations of the page support the property of the answer; who
    /// supports the filter is not known.
    ///
    /// It is not known which integrations act on this. An integration that does not support it ignores
    /// it without an error.
    ///
    /// **Documented.** The seven integrations that the page prints are those of the property of the
    /// answer. Of the operators gt is documented, gte and lte come from the Python SDK's tests, lt from
    /// Truto's guide to its synced lists. (Source: APPL-LIST, QUERY, PY, SK-UNIFIED.)
    ///
    /// Sent as `created_at`.
    pub fn created_at(mut self, created_at: impl Into<Range<json::DateTime>>) -> Self {
        self.created_at = Some(created_at.into());
        self
    }

    /// The date and time of the application's last update
    ///
    /// Takes one value or a range. The 7 integrations of the page support the property of the answer; who
    /// supports the filter is not known.
    ///
    /// It is not known which integrations act on this. An integration that does not support it ignores
    /// it without an error.
    ///
    /// **Documented.** The seven integrations that the page prints are those of the property of the
    /// answer. Of the operators gt is documented, gte and lte come from the Python SDK's tests, lt from
    /// Truto's guide to its synced lists. (Source: APPL-LIST, QUERY, PY, SK-UNIFIED.)
    ///
    /// Sent as `updated_at`.
    pub fn updated_at(mut self, updated_at: impl Into<Range<json::DateTime>>) -> Self {
        self.updated_at = Some(updated_at.into());
        self
    }

    /// The ID of the job to filter the applications by.
    ///
    /// One integration acts on this; known: Greenhouse. An integration that does not support it ignores
    /// it without an error.
    ///
    /// Sent as `job_id`.
    pub fn job_id(mut self, job_id: impl Into<String>) -> Self {
        self.job_id = Some(job_id.into());
        self
    }

    /// The ID of the candidate to filter the applications by.
    ///
    /// JobScore requires this parameter.
    ///
    /// One integration acts on this; known: JobScore; required by JobScore. An integration that does
    /// not support it ignores it without an error.
    ///
    /// Sent as `candidate_id`.
    pub fn candidate_id(mut self, candidate_id: impl Into<String>) -> Self {
        self.candidate_id = Some(candidate_id.into());
        self
    }

    /// The job whose applications are listed. The page has no words for it.
    ///
    /// Loxo requires this parameter.
    ///
    /// One integration acts on this; known: Loxo; required by Loxo. An integration that does not
    /// support it ignores it without an error.
    ///
    /// Sent as `jobs`.
    pub fn jobs(mut self, jobs: impl Into<models::JobSelection>) -> Self {
        self.jobs = Some(jobs.into());
        self
    }

    /// Ignores the limit query parameter.
    ///
    /// What the API does instead is not documented.
    ///
    /// Sent as `truto_ignore_limit`.
    pub fn truto_ignore_limit(mut self, truto_ignore_limit: bool) -> Self {
        self.truto_ignore_limit = Some(truto_ignore_limit);
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

    /// The limit parameter defines the maximum number of records to return.
    ///
    /// Not listed on this page. Neither a default nor a maximum is documented; Truto's own command line
    /// guide speaks of about 25 records a call.
    ///
    /// Constraints: at least `1`.
    ///
    /// **Documented.** On the pages on querying and pagination, not on the page of this operation. That
    /// it begins at 1 is inferred. (Source: PAGIN, QUERY, RS, SK-QD.)
    ///
    /// Sent as `limit`.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The cursor to use for the next page of results.
    ///
    /// Take it from `next_cursor` of the answer before. It is opaque.
    ///
    /// **Documented.** The page names it in the text of the answer's next_cursor, not in its list of
    /// parameters. (Source: SEED, PAGIN, TS, PY, RS.)
    ///
    /// Sent as `next_cursor`.
    pub fn next_cursor(mut self, next_cursor: impl Into<String>) -> Self {
        self.next_cursor = Some(next_cursor.into());
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
        self.request_with(self.next_cursor.as_deref(), None, None)
    }

    fn request_with(
        &self,
        cursor: Option<&str>,
        key_by: Option<&str>,
        format: Option<&str>,
    ) -> Result<Request> {
        let mut request = Request::new(&OPERATION);
        request.query(&CREATED_AT, &self.created_at)?;
        request.query(&UPDATED_AT, &self.updated_at)?;
        request.query(&JOB_ID, &self.job_id)?;
        request.query(&CANDIDATE_ID, &self.candidate_id)?;
        request.query(&JOBS, &self.jobs)?;
        request.query(&INTEGRATED_ACCOUNT_ID, &self.integrated_account_id)?;
        request.query(&TRUTO_RESPONSE_FORMAT, &format)?;
        request.query(&TRUTO_KEY_BY, &key_by)?;
        request.query(&TRUTO_IGNORE_LIMIT, &self.truto_ignore_limit)?;
        request.query(&TRUTO_IGNORE_REMOTE_DATA, &self.truto_ignore_remote_data)?;
        request.query(&TRUTO_EXCLUDE_FIELDS, &self.truto_exclude_fields)?;
        request.query(&REMOTE_QUERY, &self.remote_query)?;
        request.query(&LIMIT, &self.limit)?;
        request.query(&NEXT_CURSOR, &cursor)?;
        for (name, value) in &self.extra_parameters {
            match name.split('[').next().unwrap_or_default() {
                "created_at" if self.created_at.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "updated_at" if self.updated_at.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "job_id" if self.job_id.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "candidate_id" if self.candidate_id.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
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
                "truto_key_by" => {
                    return Err(
                        request
                            .refused(
                                name,
                                "it changes the type of the result; call `key_by`",
                            ),
                    );
                }
                "truto_ignore_limit" if self.truto_ignore_limit.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
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
                "limit" if self.limit.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "next_cursor" => {
                    return Err(
                        request
                            .refused(
                                name,
                                "the pages set it; call the method of its name",
                            ),
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
        if self.created_at.is_some() {
            set.extend(["created_at"]);
        }
        if self.updated_at.is_some() {
            set.extend(["updated_at"]);
        }
        if self.job_id.is_some() {
            set.extend(["job_id"]);
        }
        if self.candidate_id.is_some() {
            set.extend(["candidate_id"]);
        }
        if self.jobs.is_some() {
            set.extend(["jobs", "jobs[id]"]);
        }
        set.into_iter()
            .map(|name| (
                name,
                crate::coverage::LIST_APPLICATIONS.support(name, integration),
            ))
            .collect()
    }
}

impl fmt::Debug for ListApplications {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(
            formatter,
            "ListApplications",
            false,
        );
        object.field("created_at", &self.created_at);
        object.field("updated_at", &self.updated_at);
        object.field("job_id", &self.job_id);
        object.field("candidate_id", &self.candidate_id);
        object.field("jobs", &self.jobs);
        object.field("integrated_account_id", &self.integrated_account_id);
        object.field("truto_ignore_limit", &self.truto_ignore_limit);
        object.field("truto_ignore_remote_data", &self.truto_ignore_remote_data);
        object.field("truto_exclude_fields", &self.truto_exclude_fields);
        object.personal("remote_query", &self.remote_query);
        object.field("limit", &self.limit);
        object.field("next_cursor", &self.next_cursor);
        object.finish()
    }
}

impl ListApplications {
    /// Sends the request for one page: the first, or the one of the cursor that was set.
    ///
    /// Every record must be readable; [`stream`](Self::stream) gives the others all the same.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent, no answer came, the server refused, or its answer
    /// cannot be read.
    pub async fn send(self) -> Result<models::ApplicationList> {
        Ok(self.send_with_info().await?.into_body())
    }

    /// As [`send`](Self::send), with status, headers and rate limit of the answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_info(self) -> Result<Response<models::ApplicationList>> {
        page::fetch_page(&self).await
    }

    /// As [`send_with_info`](Self::send_with_info), with the records that can be read, and an
    /// error for each that cannot.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for records that cannot be read.
    pub async fn send_leniently(
        self,
    ) -> Result<Response<LenientPage<models::ApplicationList>>> {
        page::fetch_page_leniently(&self).await
    }

    /// All items of all pages, page by page as they are asked for.
    ///
    /// A record that cannot be read is an error in its place, and the rest follows. After
    /// a page that could not be had, the stream asks for that page again when polled.
    #[must_use = "a stream does nothing until it is polled"]
    pub fn stream(self) -> ItemStream<Self> {
        ItemStream::new(self)
    }

    /// All pages, as they are asked for.
    #[must_use = "a stream does nothing until it is polled"]
    pub fn pages(self) -> PageStream<Self> {
        PageStream::new(self)
    }

    /// By default the result attribute is an array of objects. This parameter allows you to specify a field in each result objects to use as key, which transforms the result array into an object with the array items keyed by the field. This is useful for when you want to use the result as a lookup table.
    ///
    /// The result is a map then, typed as one.
    pub fn key_by(self, field: impl Into<String>) -> ListApplicationsKeyedBy {
        ListApplicationsKeyedBy {
            request: self,
            key_by: field.into(),
        }
    }

    /// The same request, whose items are read as a type of the caller's: for fields that a
    /// mapping of one's own adds. Pages and streams work as they do here.
    pub fn items_as<T: DeserializeOwned + Send + 'static>(
        self,
    ) -> ListApplicationsAs<T> {
        ListApplicationsAs {
            request: self,
            item: PhantomData,
        }
    }

    /// Sends the request with `truto_response_format=raw`: the answer is any JSON: `T` is the caller's type, or `serde_json::Value`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_raw<T: DeserializeOwned>(self) -> Result<Response<T>> {
        let request = self.request_with(self.next_cursor.as_deref(), None, Some("raw"))?;
        let answer = self.client.send(request).await?;
        response::decode(answer, &OPERATION)
    }

    /// Sends the request with `truto_response_format=normalized`: the answer is any JSON: `T` is the caller's type, or `serde_json::Value`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_normalized<T: DeserializeOwned>(self) -> Result<Response<T>> {
        let request = self
            .request_with(self.next_cursor.as_deref(), None, Some("normalized"))?;
        let answer = self.client.send(request).await?;
        response::decode(answer, &OPERATION)
    }

    /// Sends the request with `truto_response_format=stream`: the answer is a stream of bytes of the content type that the provider gives, never held whole.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send); later ones come from the stream itself.
    pub async fn send_stream(self) -> Result<ByteStream> {
        let mut request = self
            .request_with(self.next_cursor.as_deref(), None, Some("stream"))?;
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
        let request = self
            .request_with(self.next_cursor.as_deref(), None, Some(&format))?;
        let answer = self.client.send(request).await?;
        response::decode(answer, &OPERATION)
    }
}

impl PagedOperation for ListApplications {
    type Items = Vec<models::ApplicationRecord>;
    type Page = models::ApplicationList;
    const SHAPE: PageShape = PageShape::cursor(&["result"], &["next_cursor"]);

    fn client(&self) -> &Client {
        &self.client
    }

    fn start_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }

    fn request(&self, cursor: Option<&str>) -> Result<Request> {
        self.request_with(cursor, None, None)
    }
}

/// A request like [`ListApplications`], whose items come keyed by one of their fields.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListApplicationsKeyedBy {
    request: ListApplications,
    key_by: String,
}

impl ListApplicationsKeyedBy {
    /// The request as a value, for those who send it themselves.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent; the message names it.
    pub fn to_request(&self) -> Result<Request> {
        PagedOperation::request(self, PagedOperation::start_cursor(self))
    }

    /// Sends the request for one page: the first, or the one of the cursor that was set.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent, no answer came, the server refused, or its answer
    /// cannot be read.
    pub async fn send(
        self,
    ) -> Result<models::ApplicationList<IndexMap<String, models::ApplicationRecord>>> {
        Ok(self.send_with_info().await?.into_body())
    }

    /// As [`send`](Self::send), with status, headers and rate limit of the answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_info(
        self,
    ) -> Result<
        Response<models::ApplicationList<IndexMap<String, models::ApplicationRecord>>>,
    > {
        page::fetch_page(&self).await
    }

    /// All items of all pages.
    #[must_use = "a stream does nothing until it is polled"]
    pub fn stream(self) -> ItemStream<Self> {
        ItemStream::new(self)
    }

    /// All pages.
    #[must_use = "a stream does nothing until it is polled"]
    pub fn pages(self) -> PageStream<Self> {
        PageStream::new(self)
    }
}

impl PagedOperation for ListApplicationsKeyedBy {
    type Items = IndexMap<String, models::ApplicationRecord>;
    type Page = models::ApplicationList<IndexMap<String, models::ApplicationRecord>>;
    const SHAPE: PageShape = PageShape::cursor(&["result"], &["next_cursor"]);

    fn client(&self) -> &Client {
        &self.request.client
    }

    fn start_cursor(&self) -> Option<&str> {
        self.request.next_cursor.as_deref()
    }

    fn request(&self, cursor: Option<&str>) -> Result<Request> {
        self.request.request_with(cursor, Some(&self.key_by), None)
    }
}

/// A request like [`ListApplications`], whose items are read as a type of the caller's.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListApplicationsAs<T> {
    request: ListApplications,
    item: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + Send + 'static> ListApplicationsAs<T> {
    /// The request as a value, for those who send it themselves.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent; the message names it.
    pub fn to_request(&self) -> Result<Request> {
        PagedOperation::request(self, PagedOperation::start_cursor(self))
    }

    /// Sends the request for one page: the first, or the one of the cursor that was set.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent, no answer came, the server refused, or its answer
    /// cannot be read.
    pub async fn send(self) -> Result<models::ApplicationList<Vec<T>>> {
        Ok(self.send_with_info().await?.into_body())
    }

    /// As [`send`](Self::send), with status, headers and rate limit of the answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_info(
        self,
    ) -> Result<Response<models::ApplicationList<Vec<T>>>> {
        page::fetch_page(&self).await
    }

    /// All items of all pages.
    #[must_use = "a stream does nothing until it is polled"]
    pub fn stream(self) -> ItemStream<Self> {
        ItemStream::new(self)
    }

    /// All pages.
    #[must_use = "a stream does nothing until it is polled"]
    pub fn pages(self) -> PageStream<Self> {
        PageStream::new(self)
    }
}

impl<T: DeserializeOwned + Send + 'static> PagedOperation for ListApplicationsAs<T> {
    type Items = Vec<T>;
    type Page = models::ApplicationList<Vec<T>>;
    const SHAPE: PageShape = PageShape::cursor(&["result"], &["next_cursor"]);

    fn client(&self) -> &Client {
        &self.request.client
    }

    fn start_cursor(&self) -> Option<&str> {
        self.request.next_cursor.as_deref()
    }

    fn request(&self, cursor: Option<&str>) -> Result<Request> {
        self.request.request_with(cursor, None, None)
    }
}

/// What the API requires is an argument: a call without it does not compile.
///
/// ```compile_fail,E0061
/// fn incomplete(client: &truto_ats::Client) {
///     let _ = client.applications().list();
/// }
/// ```
#[cfg(doctest)]
struct IncompleteCall;

static OPERATION: Operation = Operation::new(
        "listApplications",
        Method::GET,
        "/unified/ats/applications",
    )
    .with_error_body(crate::error::ERROR_BODY);

static CREATED_AT: QueryParameter = QueryParameter::new(
    "created_at",
    QueryStyle::BRACKETS,
);

static UPDATED_AT: QueryParameter = QueryParameter::new(
    "updated_at",
    QueryStyle::BRACKETS,
);

static JOB_ID: QueryParameter = QueryParameter::new(
    "job_id",
    QueryStyle::Form { explode: true },
);

static CANDIDATE_ID: QueryParameter = QueryParameter::new(
    "candidate_id",
    QueryStyle::Form { explode: true },
);

static JOBS: QueryParameter = QueryParameter::new("jobs", QueryStyle::BRACKETS);

static INTEGRATED_ACCOUNT_ID: QueryParameter = QueryParameter::new(
    "integrated_account_id",
    QueryStyle::Form { explode: true },
);

static TRUTO_RESPONSE_FORMAT: QueryParameter = QueryParameter::new(
    "truto_response_format",
    QueryStyle::Form { explode: true },
);

static TRUTO_KEY_BY: QueryParameter = QueryParameter::new(
    "truto_key_by",
    QueryStyle::Form { explode: true },
);

static TRUTO_IGNORE_LIMIT: QueryParameter = QueryParameter::new(
    "truto_ignore_limit",
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

static LIMIT: QueryParameter = QueryParameter::new(
    "limit",
    QueryStyle::Form { explode: true },
);

static NEXT_CURSOR: QueryParameter = QueryParameter::new(
    "next_cursor",
    QueryStyle::Form { explode: true },
);
