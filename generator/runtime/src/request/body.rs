//! The bodies that a request can have.

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use indexmap::IndexMap;
use serde::Serialize;

use super::Request;
use crate::body::{Content, FileContent, Multipart, RequestBody};
use crate::error::{Error, Result};
use crate::json::RawJson;
use crate::query::{ArrayForm, NestedForm, QueryStyle, RESERVED, encode_field};

/// How a field of a form is written. Emitted code has these where the document says something
/// of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormField {
    /// The name.
    pub name: &'static str,
    /// How its value is written.
    pub style: FormStyle,
}

impl FormField {
    /// A field that is written like this.
    #[must_use]
    pub const fn new(name: &'static str, style: FormStyle) -> Self {
        Self { name, style }
    }
}

/// How the value of a field of a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormStyle {
    /// As a parameter of a query would be. Fields in brackets have indices for arrays:
    /// `a[b][0]=x`.
    Query(QueryStyle),
    /// As JSON, percent-encoded.
    Json,
}

impl FormStyle {
    /// OpenAPI's `deepObject`, to any depth; arrays, of which the standard is silent, have
    /// indices: `a[b]=x`, `a[b][0]=y`. Readers in the manner of Rack, PHP and `qs` read it.
    pub const DEEP_OBJECT: Self = Self::Query(QueryStyle::Nested(NestedForm {
        scalar_arrays: ArrayForm::Indices,
        object_arrays: ArrayForm::Indices,
    }));

    /// What is written of a field of which the document says nothing: arrays repeat their
    /// name, as OpenAPI has it. Of objects its versions say different things; brackets are
    /// what most servers read.
    pub const UNSAID: Self = Self::Query(QueryStyle::Nested(NestedForm {
        scalar_arrays: ArrayForm::Repeat,
        object_arrays: ArrayForm::Indices,
    }));
}

impl Request {
    /// Sets the body.
    ///
    /// # Errors
    ///
    /// The value has no form in JSON.
    pub fn json_body<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<()> {
        self.json_body_as("application/json", body)
    }

    /// Sets a body of JSON that has a media type of its own, such as
    /// `application/merge-patch+json`.
    ///
    /// # Errors
    ///
    /// The value has no form in JSON, or the media type cannot stand in a header.
    pub fn json_body_as<T: Serialize + ?Sized>(
        &mut self,
        media_type: &'static str,
        body: &T,
    ) -> Result<()> {
        // What serde says may quote the value, which may be personal.
        let bytes = serde_json::to_vec(body).map_err(|_| {
            Error::invalid_request(self.operation, "the body cannot be written as JSON")
        })?;
        self.bytes_body(media_type, bytes)
    }

    /// Sets a body of `application/x-www-form-urlencoded`: a pair for each field, an array as
    /// its name repeated, what is nested in brackets.
    ///
    /// # Errors
    ///
    /// The value is no object, or one of its fields has no form in a form.
    pub fn form_body<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<()> {
        self.form_body_with(body, &[])
    }

    /// As [`form_body`](Self::form_body), with some fields written in another style.
    ///
    /// # Errors
    ///
    /// The value is no object, or one of its fields has no form in its style.
    pub fn form_body_with<T: Serialize + ?Sized>(
        &mut self,
        body: &T,
        styles: &[FormField],
    ) -> Result<()> {
        // By way of JSON, so that models write their fields by their own rules.
        let fields: IndexMap<String, RawJson> = serde_json::to_vec(body)
            .and_then(|json| serde_json::from_slice(&json))
            .map_err(|_| {
                Error::invalid_request(self.operation, "the body is no object, so it makes no form")
            })?;
        let mut text = String::new();
        for (name, value) in &fields {
            let known = styles.iter().find(|field| field.name == name);
            let pairs = match known.map_or(FormStyle::UNSAID, |field| field.style) {
                FormStyle::Query(style) => encode_field(name, style, value)
                    .map_err(|error| Error::encoding(self.operation, name, true, &error))?,
                FormStyle::Json if value.get() == "null" => continue,
                FormStyle::Json => format!(
                    "{}={}",
                    percent_encoding::utf8_percent_encode(name, RESERVED),
                    percent_encoding::utf8_percent_encode(value.get(), RESERVED)
                ),
            };
            if !text.is_empty() && !pairs.is_empty() {
                text.push('&');
            }
            text.push_str(&pairs);
        }
        self.bytes_body("application/x-www-form-urlencoded", text)
    }

    /// Sets a body of several parts, and its media type.
    ///
    /// # Errors
    ///
    /// A part has a value that cannot be sent.
    pub fn multipart_body(&mut self, body: &Multipart) -> Result<()> {
        let (media_type, content) = body.write().map_err(|reason| {
            Error::invalid_request(self.operation, format!("the body cannot be sent: {reason}"))
        })?;
        self.content_body(&media_type, content)
    }

    /// Sets a body of bytes, of a file or of a stream, and its media type, unless it has one of
    /// its own.
    ///
    /// # Errors
    ///
    /// The media type cannot stand in a header.
    pub fn file_body(&mut self, media_type: &'static str, body: &FileContent) -> Result<()> {
        let media_type = body.content_type.as_deref().unwrap_or(media_type);
        self.content_body(media_type, body.content.clone())
    }

    /// Sets a body of bytes, and its media type.
    ///
    /// # Errors
    ///
    /// The media type cannot stand in a header.
    pub fn bytes_body(&mut self, media_type: &'static str, body: impl Into<Bytes>) -> Result<()> {
        self.content_body(media_type, Content::Bytes(body.into()))
    }

    fn content_body(&mut self, media_type: &str, content: Content) -> Result<()> {
        let media_type = HeaderValue::try_from(media_type).map_err(|_| {
            self.refused(
                "Content-Type",
                "it has a character that a header cannot carry",
            )
        })?;
        self.headers.insert(CONTENT_TYPE, media_type);
        self.body = Some(content);
        Ok(())
    }

    /// Whether the body can be sent (still, or again): `false` for a stream that exists once
    /// and was begun.
    #[must_use]
    pub fn is_body_sendable(&self) -> bool {
        self.body.as_ref().is_none_or(Content::is_readable)
    }

    /// Whether the body is read while it is sent.
    pub(crate) fn has_streamed_body(&self) -> bool {
        self.body.as_ref().is_some_and(Content::is_streamed)
    }

    pub(super) fn sent_body(&self) -> RequestBody {
        match &self.body {
            Some(content) => RequestBody::new(content.clone()),
            None => RequestBody::empty(),
        }
    }
}
