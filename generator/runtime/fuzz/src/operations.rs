//! A list operation and its models, written the way the generator writes them.

use std::marker::PhantomData;

use oas_runtime::error::ErrorBody;
use oas_runtime::http::Method;
use oas_runtime::indexmap::IndexMap;
use oas_runtime::json::{
    BooleanOrString, DateTime, FieldReader, FieldSet, Object, RawJson, SeenFields, UnknownFields,
    deserialize_object,
};
use oas_runtime::page::{PageItems, PageShape, PagedOperation};
use oas_runtime::query::{QueryParameter, QueryStyle};
use oas_runtime::request::Operation;
use oas_runtime::{Client, Request, Result};
use serde::de::{DeserializeOwned, MapAccess};
use serde::{Deserialize, Deserializer};

/// A token that no input has by chance.
pub const TOKEN: &str = "tok_QmFzZTY0IGlzIG5vdCBlbmNyeXB0aW9u";
/// A personal value of the query that no input has by chance.
pub const PERSONAL: &str = "ada.lovelace@analytical.example";

/// A record of each kind of field.
#[derive(Debug, Default)]
pub struct Candidate {
    /// Required.
    pub id: String,
    /// Absent or null in most.
    pub name: Option<String>,
    /// One of two types.
    pub is_private: Option<BooleanOrString>,
    /// Never refused.
    pub created_at: Option<DateTime>,
    /// An array of objects.
    pub tags: Option<Vec<Self>>,
    /// Any JSON.
    pub remote_data: Option<RawJson>,
    /// All else.
    pub unknown_fields: UnknownFields,
    nulls: FieldSet<1>,
}

impl Object for Candidate {
    const NAME: &'static str = "Candidate";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: FieldReader<'_, A>,
    ) -> std::result::Result<(), A::Error> {
        match name {
            "id" => field.required(0, &mut self.id),
            "name" => field.optional(1, &mut self.name, &mut self.nulls),
            "is_private" => field.optional(2, &mut self.is_private, &mut self.nulls),
            "created_at" => field.optional(3, &mut self.created_at, &mut self.nulls),
            "tags" => field.optional(4, &mut self.tags, &mut self.nulls),
            "remote_data" => field.optional(5, &mut self.remote_data, &mut self.nulls),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }

    fn finish(&mut self, seen: SeenFields) -> std::result::Result<(), &'static str> {
        if seen.contains(0) { Ok(()) } else { Err("id") }
    }
}

impl<'de> Deserialize<'de> for Candidate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserialize_object(deserializer)
    }
}

/// A page.
#[derive(Debug, Deserialize)]
pub struct Page<Items> {
    /// The records.
    pub result: Items,
    /// Of any type: what it may be is for the pager to say.
    #[serde(default)]
    pub next_cursor: Option<RawJson>,
}

/// Lists records.
pub static LIST: Operation = Operation::new("listCandidates", Method::GET, "/candidates")
    .with_error_body(
        ErrorBody::new(&["message"])
            .with_raw("raw_response")
            .with_provider_fault("truto_is_remote_error"),
    );

static EMAIL: QueryParameter = QueryParameter::new("email", QueryStyle::BRACKETS).personal();
static NEXT_CURSOR: QueryParameter = QueryParameter::new("next_cursor", QueryStyle::BRACKETS);

/// The list operation. `Items` decides whether its pages are keyed.
pub struct List<Items> {
    client: Client,
    start: Option<String>,
    items: PhantomData<fn() -> Items>,
}

/// Pages with arrays.
pub type ListAll = List<Vec<Candidate>>;
/// Pages with objects.
pub type ListKeyed = List<IndexMap<String, Candidate>>;

impl<Items> List<Items> {
    /// From this cursor on.
    pub fn new(client: &Client, start: Option<String>) -> Self {
        Self {
            client: client.clone(),
            start,
            items: PhantomData,
        }
    }
}

impl<Items: PageItems + DeserializeOwned> PagedOperation for List<Items> {
    type Items = Items;
    type Page = Page<Items>;
    const SHAPE: PageShape = PageShape::cursor(&["result"], &["next_cursor"]);

    fn client(&self) -> &Client {
        &self.client
    }

    fn start_cursor(&self) -> Option<&str> {
        self.start.as_deref()
    }

    fn request(&self, cursor: Option<&str>) -> Result<Request> {
        let mut request = Request::new(&LIST);
        request.query(&EMAIL, PERSONAL)?;
        request.query(&NEXT_CURSOR, &cursor)?;
        Ok(request)
    }
}
