//! What can be asked for after an answer, in words.

use crate::resolve;
use crate::source::Node;

/// A paragraph about the links of an operation's answers.
pub(super) fn words(operation: &resolve::Operation) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for response in operation.responses.values() {
        for link in &response.links {
            let mut line = format!("- {}", code(&link.operation));
            let mut values: Vec<String> = link
                .parameters
                .iter()
                .map(|(name, value)| format!("{} is {}", code(name), meaning(value)))
                .collect();
            if let Some(body) = &link.request_body {
                values.push(format!("the body is {}", meaning(body)));
            }
            if !values.is_empty() {
                line.push_str(&format!(", where {}", values.join(", ")));
            }
            if let Some(description) = &link.description {
                let first = description.split("\n\n").next().unwrap_or_default();
                let first: Vec<&str> = first.split_whitespace().collect();
                line.push_str(&format!(": {}", first.join(" ")));
            }
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    (!lines.is_empty()).then(|| {
        format!(
            "With what it answers one can go on to:\n\n{}",
            lines.join("\n")
        )
    })
}

/// What a value or an expression stands for.
fn meaning(value: &Node) -> String {
    let Node::String(text) = value else {
        return code(&value.to_json_text());
    };
    let whole = |words: &str| words.to_owned();
    match text.as_str() {
        "$response.body" => return whole("the answer"),
        "$request.body" => return whole("the body that was sent"),
        "$url" => return whole("the address that was asked"),
        "$method" => return whole("the method that was used"),
        "$statusCode" => return whole("the status of the answer"),
        _ => {}
    }
    for (start, before, after) in [
        ("$response.body#/", "the ", " of the answer"),
        ("$response.header.", "the header ", " of the answer"),
        ("$request.body#/", "the ", " of the body that was sent"),
        ("$request.path.", "the parameter ", ""),
        ("$request.query.", "the parameter ", ""),
        ("$request.header.", "the header ", " that was sent"),
    ] {
        if let Some(rest) = text.strip_prefix(start) {
            return format!("{before}{}{after}", code(rest));
        }
    }
    code(text)
}

/// A text of the document as code on one line.
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|character| {
            if character == '`' || character.is_control() {
                '\''
            } else {
                character
            }
        })
        .collect();
    if text.trim().is_empty() {
        "the empty text".to_owned()
    } else {
        format!("`{text}`")
    }
}

#[cfg(test)]
mod tests {
    use super::meaning;
    use crate::source::Node;

    #[test]
    fn an_expression_is_said_in_words() {
        for (text, expected) in [
            ("$response.body#/id", "the `id` of the answer"),
            ("$response.header.X-Id", "the header `X-Id` of the answer"),
            ("$request.path.id", "the parameter `id`"),
            ("$response.body", "the answer"),
            ("{$url}/`x", "`{$url}/'x`"),
            ("", "the empty text"),
        ] {
            assert_eq!(meaning(&Node::String(text.to_owned())), expected, "{text}");
        }
        assert_eq!(meaning(&Node::Boolean(true)), "`true`");
    }
}
