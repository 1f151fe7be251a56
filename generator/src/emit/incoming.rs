//! What the documentation of the models tells of the requests that the server sends.

use super::docs;
use crate::api::Incoming;

/// A list of the requests, with the types of their bodies.
pub(super) fn paragraphs(incoming: &[Incoming]) -> Vec<String> {
    if incoming.is_empty() {
        return Vec::new();
    }
    let lines: Vec<String> = incoming.iter().map(line).collect();
    vec![
        "The server also sends requests of its own accord. No code of this crate receives them; \
         what they hold can be decoded by these types:"
            .to_owned(),
        lines.join("\n"),
    ]
}

fn line(request: &Incoming) -> String {
    let kind = if request.webhook {
        "webhook"
    } else {
        "callback"
    };
    let mut line = format!(
        "- the {kind} {}: `{}`",
        docs::code(&request.name),
        request.http_method
    );
    if !request.webhook {
        line.push_str(&format!(" to {}", docs::code(&request.address)));
    }
    if let Some(body) = &request.body {
        line.push_str(&format!(" with {}", body.replace("`models::", "`")));
    }
    if let Some(summary) = &request.summary {
        let words: Vec<&str> = summary.split_whitespace().collect();
        line.push_str(&format!(". {}", words.join(" ")));
    }
    line
}
