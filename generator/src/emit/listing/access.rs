//! What stands at the root of the crate: the client, credentials, servers, coverage.

use super::{joined, with};
use crate::api::{SchemeKind, SecurityScheme, Server};
use crate::emit::Emitter;
use crate::listing::{Item, Kind};

impl Emitter<'_> {
    pub(super) fn list_access(&self, items: &mut Vec<Item>) {
        let api = self.api;
        let texts: Vec<&String> = [&api.title]
            .into_iter()
            .chain(&api.description)
            .chain(&api.remarks)
            .collect();
        let error = api.error.as_ref();
        let item = Item::new(Kind::Crate, &self.options.name)
            .rust(&api.version)
            .spec(api.title.trim())
            .flag("personal-data", self.has_personal_data);
        let item = with(item, "license", api.license.as_deref());
        let item = with(item, "error", error.map(|error| error.type_name.as_str()));
        let properties = error.filter(|error| error.is_declared).map(|error| {
            let properties = [&error.message, &error.raw, &error.provider_fault];
            joined(properties.map(|property| property.as_deref().unwrap_or("-")))
        });
        items.push(with(item, "error-properties", properties).docs(&texts));

        let (arguments, docs) = match &api.bearer {
            _ if !api.credentials.is_empty() => ("credentials: Credentials", None),
            Some(words) => ("token: impl Into<Secret>", Some(words)),
            None => ("", None),
        };
        let item = Item::new(Kind::Client, "Client.new").rust(format!("fn({arguments}) -> Client"));
        let docs: Vec<&String> = docs.into_iter().collect();
        items.push(with(item, "address", api.base_url.as_deref()).docs(&docs));

        for scheme in &api.credentials {
            list_credential(scheme, items);
        }
        for server in &api.servers {
            list_server(server, items);
        }
        for integration in &api.integrations {
            let path = format!("coverage::integration::{}", integration.constant);
            items.push(
                Item::new(Kind::Integration, path)
                    .rust("&str")
                    .spec(&integration.id)
                    .docs(&[&integration.name]),
            );
        }
        for operation in api.operations() {
            if let Some(coverage) = &operation.coverage {
                let data = crate::listing::digest(&[format!("{coverage:?}")]).unwrap_or_default();
                items.push(
                    Item::new(Kind::Coverage, format!("coverage::{}", operation.constant))
                        .rust("OperationCoverage")
                        .spec(&operation.id)
                        .fact("data", format!("{data:08x}")),
                );
            }
        }
    }
}

fn list_credential(scheme: &SecurityScheme, items: &mut Vec<Item>) {
    let (argument, sent) = match &scheme.kind {
        SchemeKind::Bearer => ("token: impl Into<Secret>", "bearer".to_owned()),
        SchemeKind::Basic => (
            "user: impl Into<Secret>, password: impl Into<Secret>",
            "basic".to_owned(),
        ),
        SchemeKind::Header(name) => ("key: impl Into<Secret>", format!("header {name}")),
        SchemeKind::Query(name) => ("key: impl Into<Secret>", format!("query {name}")),
        SchemeKind::Cookie(name) => ("key: impl Into<Secret>", format!("cookie {name}")),
    };
    let docs: Vec<&String> = scheme.description.iter().collect();
    let item = |setter: &str, argument: &str| {
        Item::new(Kind::Credential, format!("Credentials.{setter}"))
            .rust(format!("fn({argument})"))
            .spec(&scheme.wire_name)
            .fact("sent", &sent)
            .docs(&docs)
    };
    items.push(item(&scheme.setter, argument));
    if let Some(provider) = &scheme.provider_setter {
        items.push(item(provider, "provider: impl TokenProvider"));
    }
}

fn list_server(server: &Server, items: &mut Vec<Item>) {
    let path = format!("servers::{}", server.name);
    let kind = if server.variables.is_empty() {
        "const"
    } else {
        "struct"
    };
    items.push(
        Item::new(Kind::Server, &path)
            .rust(kind)
            .spec(&server.url)
            .fact("default", &server.default_url)
            .flag("for-some", !server.is_for_all)
            .docs(&server.docs),
    );
    for variable in &server.variables {
        let value = variable
            .values
            .as_ref()
            .map(|values| format!("servers::{}", values.type_name));
        let shown = value.as_deref().unwrap_or("String");
        let docs: Vec<&String> = variable.description.iter().collect();
        items.push(
            Item::new(Kind::Variable, format!("{path}.{}", variable.name))
                .rust(format!("impl Into<{shown}>"))
                .spec(&variable.wire_name)
                .fact("default", &variable.default)
                .docs(&docs),
        );
        let (Some(values), Some(path)) = (&variable.values, value) else {
            continue;
        };
        items.push(
            Item::new(Kind::Type, &path)
                .rust("enum")
                .spec(&variable.wire_name),
        );
        for (name, value) in &values.variants {
            items.push(Item::new(Kind::Value, format!("{path}.{name}")).spec(value));
        }
    }
}
