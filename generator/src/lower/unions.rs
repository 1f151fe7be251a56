//! From `oneOf` and `anyOf` to enums.

use super::forms;
use super::names::{Case, Scope, name};
use super::types::Types;
use crate::api::{Form, JsonKind, TypeKind, Union, UnionVariant};
use crate::diagnostics::Code;
use crate::resolve::{self, Member, Schema, Shape};

/// How many values of a property can name an alternative.
const MOST_IN_NAME: usize = 3;

impl Types<'_> {
    /// Whether one of the alternatives can be any JSON, so that the others say nothing.
    pub(super) fn is_anything(&self, union: &resolve::Union) -> bool {
        union
            .members
            .iter()
            .any(|member| forms::of(self.resolved, &member.schema) == Form::Any)
    }

    pub(super) fn report_anything(&self, schema: &Schema) {
        self.diagnostics.warning(
            Code::AmbiguousUnion,
            &schema.pointer,
            "these alternatives are kept as raw JSON: one alternative can be any JSON",
            "alternatives that say what they are become an enum",
        );
    }

    pub(super) fn union_kind(&mut self, rust_name: &str, union: &resolve::Union) -> TypeKind {
        let mut forms: Vec<Form> = union
            .members
            .iter()
            .map(|member| forms::of(self.resolved, &member.schema))
            .collect();
        forms::add_constants(self.resolved, &union.members, &mut forms);
        let kinds: Vec<Option<JsonKind>> = forms.iter().map(Form::kind).collect();
        let wanted: Vec<String> = union
            .members
            .iter()
            .zip(&forms)
            .map(|(member, form)| match form.kind() {
                Some(kind) if says_little(member) && is_only(&kinds, kind) => word(kind).to_owned(),
                _ => wanted_name(member, form),
            })
            .collect();
        let mut scope = Scope::with_reserved(&["Other"]);
        let names = stable_names(&mut scope, &wanted, &forms);
        let mut variants: Vec<UnionVariant> = Vec::new();
        for ((member, form), variant_name) in union.members.iter().zip(forms).zip(names) {
            let value = self.use_of(&member.schema, &format!("{rust_name}_{variant_name}"));
            match variants.iter_mut().find(|known| known.value == value) {
                // Two texts of different formats are one alternative in Rust.
                Some(same) => same.tags.extend(member.tags.iter().cloned()),
                None => variants.push(UnionVariant {
                    name: variant_name,
                    value,
                    form,
                    tags: member.tags.clone(),
                    boxed: false,
                }),
            }
        }
        if let [single] = variants.as_slice() {
            return TypeKind::Alias(single.value.clone());
        }
        TypeKind::Union(Union {
            discriminator: union.discriminator.clone(),
            variants,
        })
    }
}

/// The union that some servers make of a boolean by mistake.
pub(super) fn is_boolean_or_string(union: &resolve::Union) -> bool {
    match union.members.as_slice() {
        [first, second] => matches!(
            (&first.schema.shape, &second.schema.shape),
            (Shape::Boolean, Shape::String(None)) | (Shape::String(None), Shape::Boolean)
        ),
        _ => false,
    }
}

fn word(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "Boolean",
        JsonKind::Number => "Number",
        JsonKind::String => "Text",
        JsonKind::Array => "List",
        JsonKind::Object => "Object",
    }
}

/// Whether an alternative, an object or a list of the union's own, has no name but one made of
/// what is in it. The others are called by what they are, whatever there is beside them: so one
/// that is added leaves their names.
fn says_little(member: &Member) -> bool {
    member.name.is_none()
        && !matches!(
            member.schema.shape,
            Shape::Reference(_)
                | Shape::Boolean
                | Shape::Integer(_)
                | Shape::Number(_)
                | Shape::String(_)
                | Shape::Enum(_)
                | Shape::Constants(_)
        )
}

fn is_only(kinds: &[Option<JsonKind>], kind: JsonKind) -> bool {
    let of_kind = kinds
        .iter()
        .filter(|other| other.is_none_or(|other| other == kind));
    of_kind.count() == 1
}

/// What an alternative is called for itself.
fn wanted_name(member: &Member, form: &Form) -> String {
    if let Some(said) = &member.name {
        return name(said, Case::UpperCamel);
    }
    match (&member.schema.shape, form) {
        (Shape::Reference(target), _) => name(target, Case::UpperCamel),
        (Shape::Array(items), _) => match &items.shape {
            Shape::Reference(target) => name(&format!("{target} List"), Case::UpperCamel),
            _ => format!("{}List", word_of(form_of_element(form))),
        },
        (
            _,
            Form::Object {
                constants,
                required,
                ..
            },
        ) => {
            let constant = constants
                .first()
                .filter(|(_, values)| values.len() <= MOST_IN_NAME)
                .map(|(_, values)| {
                    let mut words: Vec<&str> =
                        values.iter().map(|value| value.trim_matches('"')).collect();
                    words.sort_unstable();
                    words.join(" or ")
                });
            let said = constant.or_else(|| Some(format!("with {}", required.iter().min()?)));
            said.map_or_else(|| "Object".to_owned(), |said| name(&said, Case::UpperCamel))
        }
        _ => word_of(form).to_owned(),
    }
}

fn form_of_element(form: &Form) -> &Form {
    match form {
        Form::Array(element) => element,
        other => other,
    }
}

fn word_of(form: &Form) -> &'static str {
    match form {
        Form::Integer => "Integer",
        Form::DateTime => "DateTime",
        Form::Date => "Date",
        Form::Texts(_) => "Known",
        Form::Map => "Map",
        Form::Any => "Any",
        other => other.kind().map_or("Value", word),
    }
}

/// Names in the order of the members; which of two equal ones gets a number depends on what
/// the alternatives are, not on their order.
fn stable_names(scope: &mut Scope, wanted: &[String], forms: &[Form]) -> Vec<String> {
    let mut order: Vec<(usize, String)> = forms
        .iter()
        .enumerate()
        .map(|(index, form)| (index, format!("{form:?}")))
        .collect();
    order.sort_by(|left, right| left.1.cmp(&right.1));
    let mut names = vec![String::new(); wanted.len()];
    for (index, _) in order {
        if let (Some(base), Some(slot)) = (wanted.get(index), names.get_mut(index)) {
            *slot = scope.take(base, Case::UpperCamel);
        }
    }
    names
}
