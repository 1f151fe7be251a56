//! The types that an operation's code mentions.

use super::{AnswerContent, Headers, Operation, ResponseBody, Type};

impl Operation {
    /// The types that its builder and its answers mention.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.value);
        let mut types: Vec<&Type> = parameters.collect();
        if let Some(body) = &self.body {
            types.extend(body.content.types());
        }
        match &self.response {
            ResponseBody::Json(value) => types.push(value),
            ResponseBody::Choice(choice) => {
                let contents = choice.variants.iter().map(|variant| &variant.content);
                types.extend(contents.filter_map(in_answer));
            }
            ResponseBody::Empty | ResponseBody::Text | ResponseBody::Bytes => {}
        }
        let forms = self.other_forms.iter();
        types.extend(forms.filter_map(|form| in_answer(&form.content)));
        if let Some(failure) = &self.failure {
            types.extend(failure.variants.iter().filter_map(|it| it.value.as_ref()));
        }
        types.extend(self.headers.iter().flat_map(Headers::types));
        types
    }
}

impl Headers {
    /// The types of the headers.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.fields.iter().map(|field| &field.value)
    }
}

fn in_answer(content: &AnswerContent) -> Option<&Type> {
    match content {
        AnswerContent::Json(value) => Some(value),
        AnswerContent::Nothing | AnswerContent::Text | AnswerContent::Stream => None,
    }
}
