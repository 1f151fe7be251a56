//! A model written the way the generator writes them, and a list operation over it.

#![allow(dead_code, reason = "each test file uses its part")]

use oas_runtime::client::Client;
use oas_runtime::error::ErrorBody;
use oas_runtime::http::Method;
use oas_runtime::indexmap::IndexMap;
use oas_runtime::json::{
    BooleanOrString, DateTime, FieldReader, FieldSet, Object, ObjectWriter, RawJson, SeenFields,
    UnknownFields, deserialize_object,
};
use oas_runtime::page::{PageItems, PageShape, PagedOperation};
use oas_runtime::query::{QueryParameter, QueryStyle};
use oas_runtime::request::Operation;
use oas_runtime::{Request, Result};
use serde::de::{DeserializeOwned, MapAccess};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidate {
    pub id: String,
    pub name: Option<String>,
    pub is_private: Option<BooleanOrString>,
    pub created_at: Option<DateTime>,
    pub tags: Option<Vec<Tag>>,
    pub remote_data: Option<RawJson>,
    pub unknown_fields: UnknownFields,
    pub nulls: FieldSet<1>,
    pub absent: FieldSet<1>,
}

impl Object for Candidate {
    const NAME: &'static str = "Candidate";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: FieldReader<'_, A>,
    ) -> std::result::Result<(), A::Error> {
        match name {
            "id" => field.tolerant(0, &mut self.id, &mut self.nulls),
            "name" => field.optional(1, &mut self.name, &mut self.nulls),
            "is_private" => field.optional(2, &mut self.is_private, &mut self.nulls),
            "created_at" => field.optional(3, &mut self.created_at, &mut self.nulls),
            "tags" => field.optional(4, &mut self.tags, &mut self.nulls),
            "remote_data" => field.optional(5, &mut self.remote_data, &mut self.nulls),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }

    fn finish(&mut self, seen: SeenFields) -> std::result::Result<(), &'static str> {
        if !seen.contains(0) {
            self.absent.insert(0);
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Candidate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserialize_object(deserializer)
    }
}

impl Serialize for Candidate {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut writer = ObjectWriter::new(serializer)?;
        writer.tolerant(0, "id", &self.id, &self.absent, &self.nulls)?;
        writer.optional(1, "name", &self.name, &self.nulls)?;
        writer.optional(2, "is_private", &self.is_private, &self.nulls)?;
        writer.optional(3, "created_at", &self.created_at, &self.nulls)?;
        writer.optional(4, "tags", &self.tags, &self.nulls)?;
        writer.optional(5, "remote_data", &self.remote_data, &self.nulls)?;
        writer.unknown(&self.unknown_fields)?;
        writer.end()
    }
}

/// Its identifier is truly required.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    pub id: String,
    pub name: Option<String>,
    pub nulls: FieldSet<1>,
}

impl Object for Tag {
    const NAME: &'static str = "Tag";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: FieldReader<'_, A>,
    ) -> std::result::Result<(), A::Error> {
        match name {
            "id" => field.required(0, &mut self.id),
            "name" => field.optional(1, &mut self.name, &mut self.nulls),
            _ => field.ignore(),
        }
    }

    fn finish(&mut self, seen: SeenFields) -> std::result::Result<(), &'static str> {
        if seen.contains(0) { Ok(()) } else { Err("id") }
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserialize_object(deserializer)
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut writer = ObjectWriter::new(serializer)?;
        writer.required("id", &self.id)?;
        writer.optional(1, "name", &self.name, &self.nulls)?;
        writer.end()
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Page<Items> {
    pub result: Items,
    pub next_cursor: Option<String>,
}

pub static LIST: Operation =
    Operation::new("listCandidates", Method::GET, "/unified/ats/candidates").with_error_body(
        ErrorBody::new(&["message"])
            .with_raw("raw_response")
            .with_provider_fault("truto_is_remote_error"),
    );

pub static CREATE: Operation =
    Operation::new("createCandidate", Method::POST, "/unified/ats/candidates");

pub static JOB_ID: QueryParameter = QueryParameter::new("job_id", QueryStyle::BRACKETS);
pub static EMAILS: QueryParameter = QueryParameter::new("emails", QueryStyle::BRACKETS).personal();
pub static NEXT_CURSOR: QueryParameter = QueryParameter::new("next_cursor", QueryStyle::BRACKETS);

/// A list operation. `Items` decides whether its pages are keyed.
#[derive(Debug)]
pub struct List<Items> {
    pub client: Client,
    pub job_id: Option<String>,
    pub next_cursor: Option<String>,
    items: std::marker::PhantomData<fn() -> Items>,
}

pub type ListAll = List<Vec<Candidate>>;
pub type ListKeyed = List<IndexMap<String, Candidate>>;

impl<Items> List<Items> {
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            job_id: Some("j 1".to_owned()),
            next_cursor: None,
            items: std::marker::PhantomData,
        }
    }

    pub fn starting_at(mut self, cursor: &str) -> Self {
        self.next_cursor = Some(cursor.to_owned());
        self
    }
}

impl<Items> PagedOperation for List<Items>
where
    Items: PageItems + DeserializeOwned,
{
    type Items = Items;
    type Page = Page<Items>;
    const SHAPE: PageShape = PageShape::cursor(&["result"], &["next_cursor"]);

    fn client(&self) -> &Client {
        &self.client
    }

    fn start_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }

    fn request(&self, cursor: Option<&str>) -> Result<Request> {
        let mut request = Request::new(&LIST);
        request.query(&JOB_ID, &self.job_id)?;
        request.query(&NEXT_CURSOR, &cursor)?;
        Ok(request)
    }
}
