//! What else an operation has: more methods, and types of its own.

use super::{joined, tidy};
use crate::api::{
    AnswerContent, Body, BodyContent, MultipartBody, Operation, ParameterRole, PartKind,
    ResponseBody, Status,
};
use crate::emit::setters::required;
use crate::emit::{Emitter, paging};
use crate::listing::{Item, Kind};

impl Emitter<'_> {
    /// The methods beside the setters, and what each gives.
    pub(super) fn list_methods(
        &self,
        path: &str,
        module: &str,
        operation: &Operation,
        items: &mut Vec<Item>,
    ) {
        let page_or_answer = self.sent_type(module, operation);
        let answer = Item::new(Kind::Answer, format!("{path}.send")).rust(&page_or_answer);
        items.push(match &operation.headers {
            Some(headers) => {
                let name = headers.alias.as_ref().unwrap_or(&headers.name);
                answer.fact("headers", format!("{module}::{name}"))
            }
            None => answer,
        });
        let mut method = |path: String, rust: String| {
            items.push(Item::new(Kind::Method, path).rust(rust));
        };
        if let Some(name) = &operation.token_method {
            let parameters =
                required(operation).filter(|parameter| parameter.implied_by_token.is_none());
            let (arguments, _) = self.arguments_for(operation, parameters);
            let arguments = joined(arguments.iter().map(tidy));
            // It stands beside the operation's own method; the path says whose it is.
            method(
                format!("{path}.{name}"),
                format!("fn({arguments}) -> {module}::{}", operation.struct_name),
            );
        }
        if let Some(pagination) = &operation.pagination {
            let item = self.listed_type(&pagination.item);
            method(
                format!("{path}.send_leniently"),
                format!("LenientPage<{page_or_answer}>"),
            );
            method(format!("{path}.stream"), format!("ItemStream<{item}>"));
            method(
                format!("{path}.pages"),
                format!("PageStream<{page_or_answer}>"),
            );
            if let Some(completion) = &operation.completion {
                let whole = self.listed_type(&completion.whole);
                method(
                    format!("{path}.stream_completed"),
                    format!("fn(concurrency: usize) -> CompletedStream<{whole}>"),
                );
            }
            if pagination.open_page.is_some() {
                method(
                    format!("{path}.items_as"),
                    format!("fn() -> {module}::{}", paging::typed_name(operation)),
                );
                if pagination.key_parameter.is_some() {
                    method(
                        format!("{path}.key_by"),
                        format!(
                            "fn(field: impl Into<String>) -> {module}::{}",
                            paging::keyed_name(operation)
                        ),
                    );
                }
            }
        }
        for form in &operation.other_forms {
            let value = self.content(&form.content);
            items.push(
                Item::new(Kind::Method, format!("{path}.{}", form.method_name))
                    .rust(value)
                    .fact("accept", &form.media_type),
            );
        }
        if let Some(formats) = &operation.formats {
            for format in &formats.formats {
                let rust = if format.json {
                    "Response<T>"
                } else {
                    "ByteStream"
                };
                items.push(
                    Item::new(Kind::Method, format!("{path}.{}", format.method_name))
                        .rust(rust)
                        .spec(&format.wire_name),
                );
            }
            let parameter = operation
                .parameters
                .iter()
                .find(|it| it.role == ParameterRole::Format);
            if let Some(parameter) = parameter {
                let value = self.listed_type(&parameter.value);
                items.push(
                    Item::new(Kind::Method, format!("{path}.send_with_format"))
                        .rust(format!("fn(format: impl Into<{value}>) -> Response<T>")),
                );
            }
        }
        if self.has_support(operation) {
            items.push(
                Item::new(Kind::Method, format!("{path}.support"))
                    .rust("fn(integration: &str) -> Vec<(&str, Support)>"),
            );
        }
    }

    fn content(&self, content: &AnswerContent) -> String {
        match content {
            AnswerContent::Nothing => String::new(),
            AnswerContent::Json(value) => self.listed_type(value),
            AnswerContent::Text => "String".to_owned(),
            AnswerContent::Stream => "ByteStream".to_owned(),
        }
    }

    /// The enums of several answers and of failures, and the headers of this operation alone.
    pub(super) fn list_answers(&self, module: &str, operation: &Operation, items: &mut Vec<Item>) {
        if let ResponseBody::Choice(choice) = &operation.response {
            let path = format!("{module}::{}", choice.name);
            items.push(Item::new(Kind::Type, &path).rust("enum of answers"));
            for variant in &choice.variants {
                let content = self.content(&variant.content);
                let item = Item::new(Kind::Alternative, format!("{path}.{}", variant.name))
                    .fact("status", status(variant.status));
                items.push(if content.is_empty() {
                    item.docs(&variant.docs)
                } else {
                    item.rust(content)
                        .fact("accessor", &variant.accessor)
                        .docs(&variant.docs)
                });
            }
        }
        if let Some(failure) = &operation.failure {
            let path = format!("{module}::{}", failure.name);
            items.push(Item::new(Kind::Type, &path).rust("enum of failures"));
            for variant in &failure.variants {
                let Some(value) = &variant.value else {
                    continue;
                };
                items.push(
                    Item::new(Kind::Alternative, format!("{path}.{}", variant.name))
                        .rust(self.listed_type(value))
                        .fact("status", status(variant.status))
                        .docs(&variant.docs),
                );
            }
        }
        // One that is shared has the operation's name as well, and is used by it in the same way.
        if let Some(headers) = &operation.headers {
            let name = headers.alias.as_ref().unwrap_or(&headers.name);
            self.list_headers(&format!("{module}::{name}"), headers, items);
        }
    }

    /// The struct of parts, and the enum of JSON or parts.
    pub(super) fn list_body_types(&self, module: &str, body: &Body, items: &mut Vec<Item>) {
        match &body.content {
            BodyContent::Multipart(parts) => self.list_parts(module, parts, items),
            BodyContent::Either(name, value, parts) => {
                let path = format!("{module}::{name}");
                let json = self.listed_type(value);
                items.push(Item::new(Kind::Type, &path).rust("enum of bodies"));
                items.push(
                    Item::new(Kind::Alternative, format!("{path}.Json"))
                        .rust(format!("Box<{json}>")),
                );
                items.push(
                    Item::new(Kind::Alternative, format!("{path}.Multipart"))
                        .rust(format!("{module}::{}", parts.struct_name)),
                );
                self.list_parts(module, parts, items);
            }
            _ => {}
        }
    }

    fn list_parts(&self, module: &str, body: &MultipartBody, items: &mut Vec<Item>) {
        let path = format!("{module}::{}", body.struct_name);
        items.push(
            Item::new(Kind::Type, &path)
                .rust("struct of parts")
                .docs(&body.docs),
        );
        let mut place = 0;
        for part in &body.parts {
            let mut item = Item::new(Kind::Part, format!("{path}.{}", part.name))
                .rust(tidy(&self.part_argument(part)))
                .spec(&part.wire_name)
                .flag(
                    if part.required {
                        "required"
                    } else {
                        "optional"
                    },
                    true,
                );
            if part.required {
                place += 1;
                item = item.fact("argument", place.to_string());
            }
            let item = super::with(item, "sent-as", part.content_type.as_deref());
            let written = match part.kind {
                PartKind::Json(_) => "json",
                PartKind::File => "file",
                PartKind::Value(_) => "value",
            };
            items.push(
                item.flag(written, true)
                    .flag("deprecated", part.deprecated)
                    .docs(&part.docs),
            );
        }
        if let Some(kind) = &body.additional {
            items.push(
                Item::new(Kind::Part, format!("{path}.additional_part"))
                    .rust(tidy(&self.additional_argument(kind))),
            );
        }
    }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}
