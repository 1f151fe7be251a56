//! The groups and their operations, with what is given to them and what they answer.

use super::{joined, tidy, with};
use crate::api::{
    Body, BodyContent, Group, NextPage, Operation, Parameter, ParameterLocation, ParameterRole,
    QueryStyle, ResponseBody, Type, ValueForm,
};
use crate::emit::setters::{kept, required};
use crate::emit::{Emitter, ident};
use crate::listing::{Fact, Item, Kind};

impl Emitter<'_> {
    pub(super) fn list_operations(&self, items: &mut Vec<Item>) {
        for group in &self.api.groups {
            let path = format!("{}()", group.module);
            let item = Item::new(Kind::Group, &path)
                .rust(format!(
                    "operations::{}::{}",
                    group.module, group.struct_name
                ))
                .spec(&group.tag);
            let features = self.features.as_ref();
            let feature = features.and_then(|features| features.of_group(&group.module));
            items.push(with(item, "features", feature).docs(&group.docs));
            for operation in &group.operations {
                self.list_operation(&path, group, operation, items);
            }
        }
    }

    fn list_operation(
        &self,
        group_path: &str,
        group: &Group,
        operation: &Operation,
        items: &mut Vec<Item>,
    ) {
        let path = format!("{group_path}.{}", operation.method_name);
        let module = format!("operations::{}", group.module);
        let builder = format!("{module}::{}", operation.struct_name);
        let (arguments, _) = self.arguments(operation);
        let arguments = joined(arguments.iter().map(tidy));
        let texts: Vec<&String> = operation.docs.iter().chain(&operation.answers).collect();
        let item = Item::new(Kind::Operation, &path)
            .rust(format!("fn({arguments}) -> {builder}"))
            .spec(&operation.id)
            .fact("method", operation.http_method)
            .fact("path", &operation.path)
            .flag("deprecated", operation.deprecated);
        let item = with(item, "accept", operation.accept.as_deref());
        let item = with(item, "security", self.security_words(operation));
        let server = operation
            .server
            .and_then(|index| self.api.servers.get(index));
        let item = with(item, "server", server.map(|server| server.name.as_str()));
        items.push(with(item, "pages", page_words(operation)).docs(&texts));

        let mut place = 0;
        for parameter in &operation.parameters {
            if required(operation).any(|it| it.name == parameter.name) {
                place += 1;
            }
            items.push(self.parameter(&path, operation, parameter, place));
        }
        if let Some(body) = &operation.body {
            items.push(self.body(&path, body, place + 1));
            self.list_body_types(&module, body, items);
        }
        self.list_methods(&path, &module, operation, items);
        self.list_answers(&module, operation, items);
    }

    fn parameter(
        &self,
        path: &str,
        operation: &Operation,
        parameter: &Parameter,
        place: usize,
    ) -> Item {
        let is_kept = kept(operation).any(|it| it.name == parameter.name);
        let rust = match parameter.role {
            ParameterRole::Caller | ParameterRole::Cursor => {
                let name = ident(&parameter.name);
                tidy(&self.input(&parameter.value, &name).argument)
            }
            // Methods set it, whose own lines say what they take.
            ParameterRole::KeyBy | ParameterRole::Format => String::new(),
        };
        let mut item = Item::new(Kind::Parameter, format!("{path}.{}", parameter.name))
            .rust(rust)
            .spec(&parameter.wire_name)
            .fact("in", location(&parameter.location))
            .flag(
                if parameter.required {
                    "required"
                } else {
                    "optional"
                },
                true,
            );
        if parameter.required && is_kept {
            item = item.fact("argument", place.to_string());
        }
        let mut style = match &parameter.location {
            // What is usual needs no word.
            ParameterLocation::Query(QueryStyle::Form { explode: true }) => String::new(),
            ParameterLocation::Query(style) => format!("{style:?}"),
            _ => String::new(),
        };
        let writing = &parameter.writing;
        if writing.form != ValueForm::Usual {
            style = format!("{:?}", writing.form);
        }
        if !matches!(parameter.location, ParameterLocation::Query(_)) && writing.explode {
            style.push_str(" exploded");
        }
        let style = short(&style);
        if !style.is_empty() {
            item = item.fact("style", style);
        }
        let implied = parameter.implied_by_token.as_deref();
        with(item, "implied-by", implied)
            .flag("allow-reserved", writing.allow_reserved)
            .flag("allow-empty", writing.allow_empty)
            .flag("deprecated", parameter.deprecated)
            .flag("personal", parameter.personal)
            .docs(&parameter.docs)
    }

    fn body(&self, path: &str, body: &Body, place: usize) -> Item {
        let mut item = Item::new(Kind::Body, format!("{path}.body"))
            .rust(tidy(&self.body_input(body).argument))
            .fact("sent-as", &body.media_type)
            .flag(
                if body.required {
                    "required"
                } else {
                    "optional"
                },
                true,
            );
        if body.required {
            item = item.fact("argument", place.to_string());
        }
        if let BodyContent::Form(_, fields) = &body.content {
            let styles = fields
                .iter()
                .map(|field| format!("{} {}", field.name, short(&format!("{:?}", field.style))));
            item.facts.push(Fact {
                key: "fields".to_owned(),
                value: joined(styles),
            });
        }
        item.docs(&body.docs)
    }

    /// What an operation asks for, in words: `a and b (scope), or c`.
    fn security_words(&self, operation: &Operation) -> Option<String> {
        let alternatives = operation.security.as_ref()?.iter().map(|requirement| {
            let schemes = requirement.schemes.iter().filter_map(|(index, scopes)| {
                let name = &self.api.credentials.get(*index)?.wire_name;
                Some(if scopes.is_empty() {
                    name.clone()
                } else {
                    format!("{name} ({})", scopes.join(" "))
                })
            });
            let schemes: Vec<String> = schemes.collect();
            if schemes.is_empty() {
                "nothing".to_owned()
            } else {
                schemes.join(" and ")
            }
        });
        Some(alternatives.collect::<Vec<String>>().join(" or "))
    }

    /// The type of what `send` gives.
    pub(super) fn sent_type(&self, module: &str, operation: &Operation) -> String {
        if let Some(pagination) = &operation.pagination {
            return self.listed_type(&pagination.page);
        }
        match &operation.response {
            ResponseBody::Empty => "()".to_owned(),
            ResponseBody::Json(value) => self.listed_type(value),
            ResponseBody::Text => self.listed_type(&Type::String),
            ResponseBody::Bytes => "ByteStream".to_owned(),
            ResponseBody::Choice(choice) => format!("{module}::{}", choice.name),
        }
    }
}

fn location(location: &ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query(_) => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

/// The debugging form of a style in words: `form exploded`.
fn short(style: &str) -> String {
    let words: String = style
        .chars()
        .map(|letter| match letter {
            '{' | '}' | '(' | ')' | ':' | ',' => ' ',
            letter => letter,
        })
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn page_words(operation: &Operation) -> Option<String> {
    let pagination = operation.pagination.as_ref()?;
    let at = |names: &[String]| {
        if names.is_empty() {
            "the answer".to_owned()
        } else {
            names.join(".")
        }
    };
    let next = match &pagination.next {
        NextPage::Cursor(names) => format!("cursor at {}", at(names)),
        NextPage::LinkHeader => "header Link".to_owned(),
        NextPage::Link(names) => format!("link at {}", at(names)),
        NextPage::PageNumber(first) => format!("page number from {first}"),
        NextPage::Offset(first) => format!("offset from {first}"),
        NextPage::LastItem(names) => format!("last item's {}", at(names)),
    };
    let parameter = pagination
        .cursor_parameter
        .and_then(|index| operation.parameters.get(index))
        .map(|parameter| format!(" in {}", parameter.wire_name))
        .unwrap_or_default();
    Some(format!(
        "{next}{parameter}; items at {}",
        at(&pagination.items)
    ))
}
