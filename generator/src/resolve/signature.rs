//! When two schemas that stand in different places are the same type.

use std::fmt::Write as _;

use super::{Schema, Shape};

impl Schema {
    /// A text that is the same for schemas of the same type, whatever is said about them.
    pub(crate) fn signature(&self) -> String {
        let mut text = String::new();
        write(self, &mut text);
        text
    }
}

fn write(schema: &Schema, text: &mut String) {
    // Writing to a `String` does not fail.
    let _ = match &schema.shape {
        Shape::Any => write!(text, "any"),
        Shape::FreeObject => write!(text, "free"),
        Shape::Reference(name) => write!(text, "#{name:?}"),
        Shape::Boolean => write!(text, "boolean"),
        // The size of an integer may hang on its limits.
        Shape::Integer(format) => write!(
            text,
            "integer{format:?}{:?}",
            schema.annotations.constraints
        ),
        Shape::Number(format) => write!(text, "number{format:?}"),
        Shape::String(format) => write!(text, "string{format:?}"),
        Shape::Enum(values) => write!(text, "enum{values:?}"),
        Shape::Constants(values) => {
            let values: Vec<_> = values.iter().map(|it| (&it.value, &it.name)).collect();
            write!(text, "constants{values:?}")
        }
        Shape::Object(object) => {
            let mut names: Vec<&String> = object.properties.keys().collect();
            names.sort_unstable();
            text.push('{');
            for name in names {
                let required = if object.required.contains(name) {
                    "!"
                } else {
                    ""
                };
                let _ = write!(text, "{name:?}{required}:");
                if let Some(property) = object.properties.get(name) {
                    let annotations = &property.annotations;
                    for (holds, sign) in [
                        (annotations.read_only, 'r'),
                        (annotations.write_only, 'w'),
                        (property.extensions.personal_data, 'p'),
                    ] {
                        if holds {
                            text.push(sign);
                        }
                    }
                    write(property, text);
                }
                text.push(',');
            }
            if let Some(additional) = &object.additional {
                text.push('*');
                write(additional, text);
            }
            text.push('}');
            Ok(())
        }
        Shape::Map(values) => {
            text.push('<');
            write(values, text);
            text.push('>');
            Ok(())
        }
        Shape::Array(items) => {
            text.push('[');
            write(items, text);
            text.push(']');
            Ok(())
        }
        Shape::Tuple(tuple) => {
            let _ = write!(text, "({}", tuple.required);
            for item in &tuple.items {
                text.push(',');
                write(item, text);
            }
            text.push(';');
            write(&tuple.rest, text);
            text.push(')');
            Ok(())
        }
        Shape::Union(union) => {
            let _ = write!(text, "one of {:?}", union.discriminator);
            for member in &union.members {
                let _ = write!(text, "|{:?}{:?}", member.name, member.tags);
                write(&member.schema, text);
            }
            text.push('.');
            Ok(())
        }
    };
    if schema.nullable {
        text.push('?');
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Annotations, Object, Schema, Shape};
    use crate::source::Pointer;

    fn object(place: &str, names: [&str; 2], shape: Shape) -> Schema {
        let property = |name: &str| {
            let schema = Schema {
                shape: shape.clone(),
                ..Schema::any(&Pointer::root().child(place).child(name))
            };
            (name.to_owned(), schema)
        };
        Schema {
            shape: Shape::Object(Object {
                properties: names.into_iter().map(property).collect(),
                required: vec!["a".to_owned()],
                additional: None,
            }),
            annotations: Annotations {
                description: Some(place.to_owned()),
                ..Annotations::default()
            },
            ..Schema::any(&Pointer::root().child(place))
        }
    }

    #[test]
    fn place_words_and_order_do_not_matter_but_types_do() {
        let one = object("one", ["a", "b"], Shape::String(None)).signature();
        assert_eq!(
            one,
            object("two", ["b", "a"], Shape::String(None)).signature()
        );
        assert_ne!(
            one,
            object("one", ["a", "c"], Shape::String(None)).signature()
        );
        assert_ne!(
            one,
            object("one", ["a", "b"], Shape::String(Some("date".to_owned()))).signature()
        );
        let mut nullable = object("one", ["a", "b"], Shape::String(None));
        nullable.nullable = true;
        assert_ne!(one, nullable.signature());
        // No name can say what the text itself says.
        let tricky = object("one", ["a\"", "b"], Shape::String(None));
        assert_ne!(one, tricky.signature());
    }
}
