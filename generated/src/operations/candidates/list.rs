// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! `listCandidates`: `GET /unified/ats/candidates`.

use std::fmt;
use std::marker::PhantomData;
use oas_runtime::body::ByteStream;
use oas_runtime::coverage::Support;
use oas_runtime::http::Method;
use oas_runtime::indexmap::IndexMap;
use oas_runtime::{
    json, page, response, Client, Request, RequestOptions, Response, Result,
};
use oas_runtime::page::{
    CompletedStream, ItemStream, LenientPage, PageShape, PageStream, PagedOperation,
};
use oas_runtime::query::{FreeValue, QueryParameter, QueryStyle, Range};
use oas_runtime::request::Operation;
use oas_runtime::serde::de::DeserializeOwned;
use oas_runtime::serde::Serialize;

use crate::models;

/// List Candidates
///
/// Partial response — use the "get" endpoint for the full object.
///
/// Eleven of the 25 integrations answer a list with partial records. A filter that an integration does
/// not support is silently ignored: the answer then holds records that the filter should have removed.
///
/// `GET /unified/ats/candidates`
///
/// Answers:
///
/// - `200`: One page of candidates.
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
/// let mut items = client.candidates().list("62f44730-dd91-461e-bd6a-aedd9e0ad79d").stream();
/// while let Some(item) = items.try_next().await? {
///     println!("{item:?}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListCandidates {
    client: Client,
    job_id: Option<String>,
    organization_id: Option<String>,
    sort_by: Option<models::CandidateSort>,
    job: Option<models::JobReference>,
    created_at: Option<Range<json::DateTime>>,
    updated_at: Option<Range<json::DateTime>>,
    tags: Option<Vec<models::Tag>>,
    emails: Option<Vec<models::CandidateEmail>>,
    candidate_id: Option<String>,
    name: Option<String>,
    title: Option<String>,
    company: Option<String>,
    stage_id: Option<String>,
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

impl ListCandidates {
    pub(crate) fn new(client: Client, integrated_account_id: impl Into<String>) -> Self {
        Self {
            integrated_account_id: Some(integrated_account_id.into()),
            ..Self::for_token(client)
        }
    }

    pub(crate) fn for_token(client: Client) -> Self {
        Self {
            client,
            job_id: None,
            organization_id: None,
            sort_by: None,
            job: None,
            created_at: None,
            updated_at: None,
            tags: None,
            emails: None,
            candidate_id: None,
            name: None,
            title: None,
            company: None,
            stage_id: None,
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

    /// The ID of the job to filter the candidates by.
    ///
    /// Breezy and Sage HR require this parameter. Nine integrations support it, eight of them are known
    /// by name.
    ///
    /// 9 integrations act on this; known: BambooHR, Breezy, Greenhouse, Homerun, Lever, Sage HR,
    /// SmartRecruiters, Workable; required by Breezy, Sage HR. An integration that does not support it
    /// ignores it without an error.
    ///
    /// **Documented.** The ninth integration could not be recovered. That the two that require the
    /// parameter are still Breezy and Sage HR is matched from the older page. (Source: LIST-OLD18,
    /// SEED.)
    ///
    /// Sent as `job_id`.
    pub fn job_id(mut self, job_id: impl Into<String>) -> Self {
        self.job_id = Some(job_id.into());
        self
    }

    /// The unique identifier of the organization to fetch the candidates for.
    ///
    /// One integration acts on this; known: Breezy. An integration that does not support it ignores it
    /// without an error.
    ///
    /// Sent as `organization_id`.
    pub fn organization_id(mut self, organization_id: impl Into<String>) -> Self {
        self.organization_id = Some(organization_id.into());
        self
    }

    /// Sorts the candidates by one or more fields: created_at, updated_at.
    ///
    /// Sent as `sort_by[created_at]=asc`. Whether the plain form `sort_by=created_at` works too is an
    /// open question: the page shows both a list of fields and a direction for each.
    ///
    /// 2 integrations act on this. An integration that does not support it ignores it without an error.
    ///
    /// **Matched**, not documented for this place. Sibling pages name a block of this very shape
    /// sort_by and describe the form { fieldName: direction }. The supporting integrations could not be
    /// recovered. (Source: CRM-USERS, FORMS-RESP, CRM-CONTACTS.)
    ///
    /// Sent as `sort_by`.
    pub fn sort_by(mut self, sort_by: impl Into<models::CandidateSort>) -> Self {
        self.sort_by = Some(sort_by.into());
        self
    }

    /// The job interview stage's job
    ///
    /// The name may turn out to be `jobs`.
    ///
    /// 2 integrations act on this; known: Fountain, Workable. An integration that does not support it
    /// ignores it without an error.
    ///
    /// **Inferred**, not documented. The description is word for word that of the property job of job
    /// interview stages, an object with an id; the same integrations use singular names elsewhere.
    /// Against it: the applications list has a parameter jobs. The object type and the integrations are
    /// documented (LIST-OLD24). (Source: LIST-OLD24, APPL-LIST.)
    ///
    /// Sent as `job`.
    pub fn job(mut self, job: impl Into<models::JobReference>) -> Self {
        self.job = Some(job.into());
        self
    }

    /// The date and time of the phone number's creation
    ///
    /// The page says "the phone number's" for what is the candidate's. Takes one value or a range. The 22
    /// integrations of the page support the property of the answer; who supports the filter is known
    /// only in part.
    ///
    /// It is not known how many integrations act on this; known: Fountain, Greenhouse, HR Cloud,
    /// JazzHR, JobScore, Lever, Teamtailor, Workable, Zoho Recruit. An integration that does not
    /// support it ignores it without an error.
    ///
    /// **Documented.** Supporters are those of two older pages; one more begins with "Re" (Recruitee or
    /// Recruiterflow) and is left out. Of the operators gt is documented, gte and lte come from the
    /// Python SDK's tests, lt from Truto's guide to its synced lists. (Source: LIST-OLD18, LIST-OLD24,
    /// QUERY, PY, SK-UNIFIED.)
    ///
    /// Sent as `created_at`.
    pub fn created_at(mut self, created_at: impl Into<Range<json::DateTime>>) -> Self {
        self.created_at = Some(created_at.into());
        self
    }

    /// The date and time of the phone number's last update
    ///
    /// The page says "the phone number's" for what is the candidate's. Takes one value or a range. The 17
    /// integrations of the page support the property of the answer; who supports the filter is known
    /// only in part.
    ///
    /// It is not known how many integrations act on this; known: Greenhouse, HR Cloud, Jobvite, Lever,
    /// SmartRecruiters, Teamtailor, Workable, Zoho Recruit. An integration that does not support it
    /// ignores it without an error.
    ///
    /// **Documented.** Supporters are those of an older page. Of the operators gt is documented, gte
    /// and lte come from the Python SDK's tests, lt from Truto's guide to its synced lists. (Source:
    /// LIST-OLD18, QUERY, PY, SK-UNIFIED.)
    ///
    /// Sent as `updated_at`.
    pub fn updated_at(mut self, updated_at: impl Into<Range<json::DateTime>>) -> Self {
        self.updated_at = Some(updated_at.into());
        self
    }

    /// The candidate's tags
    ///
    /// The 16 integrations of the page support the property of the answer; who supports the filter is
    /// not known.
    ///
    /// It is not known which integrations act on this. An integration that does not support it ignores
    /// it without an error.
    ///
    /// **Matched**, not documented for this place. Same description and same number of integrations as
    /// the property tags of the answer. Objects in an array are sent with indices, as Truto's SDKs do,
    /// because the documented form with empty brackets does not keep two objects apart. (Source:
    /// CAND-MD, SEED.)
    ///
    /// Sent as `tags`.
    pub fn tags(
        mut self,
        tags: impl IntoIterator<Item = impl Into<models::Tag>>,
    ) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The email of the candidate to filter the candidates by.
    ///
    /// The 24 integrations of the page support the property of the answer; who supports the filter is
    /// not known. How a provider that takes a single address reads this filter is an open question.
    ///
    /// It is not known which integrations act on this. An integration that does not support it ignores
    /// it without an error.
    ///
    /// **Inferred**, not documented. The number of integrations and the two children are those of the
    /// property emails of the answer, and the older list page of ticketing users has a query parameter
    /// emails of type array. Objects in an array are sent with indices, as Truto's SDKs do. (Source:
    /// SEED, CAND-MD, TICK-USERS.)
    ///
    /// Sent as `emails`.
    pub fn emails(
        mut self,
        emails: impl IntoIterator<Item = impl Into<models::CandidateEmail>>,
    ) -> Self {
        self.emails = Some(emails.into_iter().map(Into::into).collect());
        self
    }

    /// The ID of the candidate to filter the candidates by.
    ///
    /// One integration acts on this. An integration that does not support it ignores it without an
    /// error.
    ///
    /// **Inferred**, not documented. The name that three sibling pages use for the same sentence. It is
    /// not `id`: the page would then show the number of the property id, 25. The supporting integration
    /// could not be recovered. (Source: APPL-LIST, ATTLIST, ACTLIST.)
    ///
    /// Sent as `candidate_id`.
    pub fn candidate_id(mut self, candidate_id: impl Into<String>) -> Self {
        self.candidate_id = Some(candidate_id.into());
        self
    }

    /// The user's full name
    ///
    /// The 23 integrations of the page support the property of the answer; who supports the filter is
    /// not known.
    ///
    /// It is not known which integrations act on this. An integration that does not support it ignores
    /// it without an error.
    ///
    /// **Matched**, not documented for this place. Same description and same number of integrations as
    /// the property name of the answer. (Source: CAND-MD, SEED.)
    ///
    /// Sent as `name`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The candidate's title
    ///
    /// The 11 integrations of the page support the property of the answer; who supports the filter is
    /// not known.
    ///
    /// It is not known which integrations act on this. An integration that does not support it ignores
    /// it without an error.
    ///
    /// **Matched**, not documented for this place. Same description and same number of integrations as
    /// the property title of the answer. (Source: CAND-MD, SEED.)
    ///
    /// Sent as `title`.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The candidate's company
    ///
    /// The 9 integrations of the page support the property of the answer; who supports the filter is
    /// not known.
    ///
    /// It is not known which integrations act on this. An integration that does not support it ignores
    /// it without an error.
    ///
    /// **Matched**, not documented for this place. Same description and same number of integrations as
    /// the property company of the answer. (Source: CAND-MD, SEED.)
    ///
    /// Sent as `company`.
    pub fn company(mut self, company: impl Into<String>) -> Self {
        self.company = Some(company.into());
        self
    }

    /// The ID of the stage to filter the candidates by.
    ///
    /// The name may turn out to be `stage` or `current_stage`.
    ///
    /// One integration acts on this. An integration that does not support it ignores it without an
    /// error.
    ///
    /// **Inferred**, not documented. Follows the pattern of job_id, organization_id and
    /// job_interview_stage_id, whose descriptions have the same form. The supporting integration could
    /// not be recovered. (Source: INTLIST, LIST-OLD18.)
    ///
    /// Sent as `stage_id`.
    pub fn stage_id(mut self, stage_id: impl Into<String>) -> Self {
        self.stage_id = Some(stage_id.into());
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
        request.query(&JOB_ID, &self.job_id)?;
        request.query(&ORGANIZATION_ID, &self.organization_id)?;
        request.query(&SORT_BY, &self.sort_by)?;
        request.query(&JOB, &self.job)?;
        request.query(&CREATED_AT, &self.created_at)?;
        request.query(&UPDATED_AT, &self.updated_at)?;
        request.query(&TAGS, &self.tags)?;
        request.query(&EMAILS, &self.emails)?;
        request.query(&CANDIDATE_ID, &self.candidate_id)?;
        request.query(&NAME, &self.name)?;
        request.query(&TITLE, &self.title)?;
        request.query(&COMPANY, &self.company)?;
        request.query(&STAGE_ID, &self.stage_id)?;
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
                "job_id" if self.job_id.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "organization_id" if self.organization_id.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "sort_by" if self.sort_by.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "job" if self.job.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
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
                "tags" if self.tags.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "emails" if self.emails.is_some() => {
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
                "name" if self.name.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "title" if self.title.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "company" if self.company.is_some() => {
                    return Err(
                        request
                            .refused(name, "it is set by the method of its name as well"),
                    );
                }
                "stage_id" if self.stage_id.is_some() => {
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
        if self.job_id.is_some() {
            set.extend(["job_id"]);
        }
        if self.organization_id.is_some() {
            set.extend(["organization_id"]);
        }
        if self.sort_by.is_some() {
            set.extend(["sort_by", "sort_by[created_at]", "sort_by[updated_at]"]);
        }
        if self.job.is_some() {
            set.extend(["job", "job[id]"]);
        }
        if self.created_at.is_some() {
            set.extend(["created_at"]);
        }
        if self.updated_at.is_some() {
            set.extend(["updated_at"]);
        }
        if self.tags.is_some() {
            set.extend(["tags"]);
        }
        if self.emails.is_some() {
            set.extend(["emails"]);
        }
        if self.candidate_id.is_some() {
            set.extend(["candidate_id"]);
        }
        if self.name.is_some() {
            set.extend(["name"]);
        }
        if self.title.is_some() {
            set.extend(["title"]);
        }
        if self.company.is_some() {
            set.extend(["company"]);
        }
        if self.stage_id.is_some() {
            set.extend(["stage_id"]);
        }
        set.into_iter()
            .map(|name| (
                name,
                crate::coverage::LIST_CANDIDATES.support(name, integration),
            ))
            .collect()
    }
}

impl fmt::Debug for ListCandidates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "ListCandidates", false);
        object.field("job_id", &self.job_id);
        object.field("organization_id", &self.organization_id);
        object.field("sort_by", &self.sort_by);
        object.field("job", &self.job);
        object.field("created_at", &self.created_at);
        object.field("updated_at", &self.updated_at);
        object.field("tags", &self.tags);
        object.personal("emails", &self.emails);
        object.field("candidate_id", &self.candidate_id);
        object.personal("name", &self.name);
        object.field("title", &self.title);
        object.field("company", &self.company);
        object.field("stage_id", &self.stage_id);
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

impl ListCandidates {
    /// Sends the request for one page: the first, or the one of the cursor that was set.
    ///
    /// Every record must be readable; [`stream`](Self::stream) gives the others all the same.
    ///
    /// # Errors
    ///
    /// A parameter cannot be sent, no answer came, the server refused, or its answer
    /// cannot be read.
    pub async fn send(self) -> Result<models::CandidateList> {
        Ok(self.send_with_info().await?.into_body())
    }

    /// As [`send`](Self::send), with status, headers and rate limit of the answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_info(self) -> Result<Response<models::CandidateList>> {
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
    ) -> Result<Response<LenientPage<models::CandidateList>>> {
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
    pub fn key_by(self, field: impl Into<String>) -> ListCandidatesKeyedBy {
        ListCandidatesKeyedBy {
            request: self,
            key_by: field.into(),
        }
    }

    /// The same request, whose items are read as a type of the caller's: for fields that a
    /// mapping of one's own adds. Pages and streams work as they do here.
    pub fn items_as<T: DeserializeOwned + Send + 'static>(self) -> ListCandidatesAs<T> {
        ListCandidatesAs {
            request: self,
            item: PhantomData,
        }
    }

    /// All items of all pages, each in the whole: for a list with partial records. The whole comes from `getCandidates`, asked with the `job_id`, `organization_id`, `integrated_account_id`, `truto_ignore_remote_data`, `truto_exclude_fields` of this request, with its options and with the `id` of the item.
    ///
    /// That is one call more for each item. So many are under way at once as `concurrency` says, at least one, all under the client's rate limit; the items come in the order of the list. An item that cannot be completed is an error in its place, and the rest follows.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: &truto_ats::Client) -> Result<(), truto_ats::Error> {
    /// let mut items = client.candidates().list("62f44730-dd91-461e-bd6a-aedd9e0ad79d").stream_completed(4);
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use = "a stream does nothing until it is polled"]
    pub fn stream_completed(
        self,
        concurrency: usize,
    ) -> CompletedStream<Self, models::Candidate> {
        let list = self.clone();
        ItemStream::new(self)
            .complete_with(
                concurrency,
                move |item| {
                    let client = list.client.clone();
                    let mut request = match &list.integrated_account_id {
                        Some(integrated_account_id) => {
                            crate::operations::candidates::GetCandidates::new(
                                client,
                                item.id,
                                integrated_account_id.clone(),
                            )
                        }
                        _ => {
                            crate::operations::candidates::GetCandidates::for_token(
                                client,
                                item.id,
                            )
                        }
                    };
                    if let Some(value) = &list.organization_id {
                        request = request.organization_id(value.clone());
                    }
                    if let Some(value) = &list.job_id {
                        request = request.job_id(value.clone());
                    }
                    if let Some(value) = &list.truto_ignore_remote_data {
                        request = request.truto_ignore_remote_data(*value);
                    }
                    if let Some(value) = &list.truto_exclude_fields {
                        request = request.truto_exclude_fields(value.clone());
                    }
                    request.with_options(list.options.clone()).send()
                },
            )
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

impl PagedOperation for ListCandidates {
    type Items = Vec<models::Candidate>;
    type Page = models::CandidateList;
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

/// A request like [`ListCandidates`], whose items come keyed by one of their fields.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListCandidatesKeyedBy {
    request: ListCandidates,
    key_by: String,
}

impl ListCandidatesKeyedBy {
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
    ) -> Result<models::CandidateList<IndexMap<String, models::Candidate>>> {
        Ok(self.send_with_info().await?.into_body())
    }

    /// As [`send`](Self::send), with status, headers and rate limit of the answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_info(
        self,
    ) -> Result<Response<models::CandidateList<IndexMap<String, models::Candidate>>>> {
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

impl PagedOperation for ListCandidatesKeyedBy {
    type Items = IndexMap<String, models::Candidate>;
    type Page = models::CandidateList<IndexMap<String, models::Candidate>>;
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

/// A request like [`ListCandidates`], whose items are read as a type of the caller's.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListCandidatesAs<T> {
    request: ListCandidates,
    item: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + Send + 'static> ListCandidatesAs<T> {
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
    pub async fn send(self) -> Result<models::CandidateList<Vec<T>>> {
        Ok(self.send_with_info().await?.into_body())
    }

    /// As [`send`](Self::send), with status, headers and rate limit of the answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_info(
        self,
    ) -> Result<Response<models::CandidateList<Vec<T>>>> {
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

impl<T: DeserializeOwned + Send + 'static> PagedOperation for ListCandidatesAs<T> {
    type Items = Vec<T>;
    type Page = models::CandidateList<Vec<T>>;
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
///     let _ = client.candidates().list();
/// }
/// ```
#[cfg(doctest)]
struct IncompleteCall;

static OPERATION: Operation = Operation::new(
        "listCandidates",
        Method::GET,
        "/unified/ats/candidates",
    )
    .with_error_body(crate::error::ERROR_BODY);

static JOB_ID: QueryParameter = QueryParameter::new(
    "job_id",
    QueryStyle::Form { explode: true },
);

static ORGANIZATION_ID: QueryParameter = QueryParameter::new(
    "organization_id",
    QueryStyle::Form { explode: true },
);

static SORT_BY: QueryParameter = QueryParameter::new("sort_by", QueryStyle::BRACKETS);

static JOB: QueryParameter = QueryParameter::new("job", QueryStyle::BRACKETS);

static CREATED_AT: QueryParameter = QueryParameter::new(
    "created_at",
    QueryStyle::BRACKETS,
);

static UPDATED_AT: QueryParameter = QueryParameter::new(
    "updated_at",
    QueryStyle::BRACKETS,
);

static TAGS: QueryParameter = QueryParameter::new("tags", QueryStyle::BRACKETS);

static EMAILS: QueryParameter = QueryParameter::new("emails", QueryStyle::BRACKETS)
    .personal();

static CANDIDATE_ID: QueryParameter = QueryParameter::new(
    "candidate_id",
    QueryStyle::Form { explode: true },
);

static NAME: QueryParameter = QueryParameter::new(
        "name",
        QueryStyle::Form { explode: true },
    )
    .personal();

static TITLE: QueryParameter = QueryParameter::new(
    "title",
    QueryStyle::Form { explode: true },
);

static COMPANY: QueryParameter = QueryParameter::new(
    "company",
    QueryStyle::Form { explode: true },
);

static STAGE_ID: QueryParameter = QueryParameter::new(
    "stage_id",
    QueryStyle::Form { explode: true },
);

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
