//! Reads the emitted crate with `syn`: what its types, operations and coverage declare.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use quote::ToTokens;
use syn::{Expr, Fields, ImplItem, Item, ItemImpl, Lit, Member, Stmt};

/// A file of the crate by its path, such as `src/models/tag.rs`.
pub type Files = BTreeMap<String, String>;

/// What is declared in the files.
#[derive(Clone, Default)]
pub struct Emitted {
    pub structs: BTreeMap<String, Struct>,
    pub enums: BTreeMap<String, Enum>,
    /// Each `static` and `const` by its name, the operation's and those of `coverage.rs`.
    pub values: BTreeMap<String, Rc<Expr>>,
    /// The statics that `request_with` sends, in its order, with the expression sent.
    pub sent: Vec<(String, String)>,
}

#[derive(Clone, Default)]
pub struct Struct {
    pub fields: Vec<Field>,
    /// Type parameters by name with their default.
    pub defaults: BTreeMap<String, String>,
    /// The arms of `read_field`.
    pub read: Vec<Arm>,
    /// What `serialize` writes: name on the wire, field.
    pub written: Vec<(String, String)>,
    /// The methods by name with their arguments' types.
    pub methods: BTreeMap<String, Vec<String>>,
    pub documentation: String,
}

#[derive(Clone)]
pub struct Field {
    pub name: String,
    pub kind: String,
    pub documentation: String,
}

#[derive(Clone)]
pub struct Arm {
    pub wire: String,
    pub method: String,
    pub field: String,
}

#[derive(Clone, Default)]
pub struct Enum {
    /// The type inside each variant; empty for one without.
    pub variants: Vec<String>,
    /// The words on the wire.
    pub words: Vec<String>,
}

/// The files below `src` of the checked-in crate.
pub fn checked_in() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated");
    let mut files = Files::new();
    let mut open = vec![root.join("src")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap();
                let name: Vec<_> = name.iter().map(|part| part.to_str().unwrap()).collect();
                files.insert(name.join("/"), std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

impl Emitted {
    pub fn parse(files: &Files) -> Self {
        let mut emitted = Self::default();
        for (path, text) in files {
            let wanted = path.starts_with("src/models/")
                || path.starts_with("src/operations/")
                || path == "src/coverage.rs";
            if wanted {
                let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
                emitted.items(file.items);
            }
        }
        emitted
    }

    fn items(&mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Struct(item) => {
                    let entry = self.structs.entry(item.ident.to_string()).or_default();
                    entry.documentation = documentation(&item.attrs);
                    for parameter in item.generics.type_params() {
                        let default = parameter.default.as_ref().map(|(_, kind)| text(kind));
                        let name = parameter.ident.to_string();
                        entry.defaults.insert(name, default.unwrap_or_default());
                    }
                    if let Fields::Named(fields) = item.fields {
                        entry.fields = fields
                            .named
                            .iter()
                            .map(|field| Field {
                                name: field.ident.as_ref().unwrap().to_string(),
                                kind: text(&field.ty),
                                documentation: documentation(&field.attrs),
                            })
                            .collect();
                    }
                }
                Item::Enum(item) => {
                    let entry = self.enums.entry(item.ident.to_string()).or_default();
                    entry.variants = item
                        .variants
                        .iter()
                        .map(|variant| match variant.fields.iter().next() {
                            Some(field) => text(&field.ty),
                            None => String::new(),
                        })
                        .collect();
                }
                Item::Static(item) => {
                    self.values.insert(item.ident.to_string(), item.expr.into());
                }
                Item::Const(item) => {
                    self.values.insert(item.ident.to_string(), item.expr.into());
                }
                Item::Mod(item) => {
                    let content = item.content.map(|content| content.1);
                    self.items(content.unwrap_or_default());
                }
                Item::Impl(item) => self.implementation(&item),
                _ => {}
            }
        }
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let name = text(&item.self_ty);
        let name = name.split('<').next().unwrap_or_default().to_owned();
        for member in &item.items {
            let ImplItem::Fn(function) = member else {
                continue;
            };
            let method = function.sig.ident.to_string();
            match method.as_str() {
                "read_field" => {
                    self.structs.entry(name.clone()).or_default().read =
                        arms(&function.block.stmts);
                }
                "serialize" => {
                    self.structs.entry(name.clone()).or_default().written =
                        calls_on("object", &function.block.stmts);
                }
                "from_wire" => {
                    self.enums.entry(name.clone()).or_default().words =
                        words(&function.block.stmts);
                }
                "request_with" => self.sent = sent(&function.block.stmts),
                _ => {
                    let arguments = function.sig.inputs.iter().filter_map(|input| match input {
                        syn::FnArg::Typed(typed) => Some(text(&typed.ty)),
                        syn::FnArg::Receiver(_) => None,
                    });
                    if item.trait_.is_none() {
                        let methods = &mut self.structs.entry(name.clone()).or_default().methods;
                        methods.insert(method, arguments.collect());
                    }
                }
            }
        }
    }
}

/// The tokens without the spaces between them.
pub fn text(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    spaced.replace(' ', "")
}

pub fn string(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn documentation(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let meta = attribute.meta.require_name_value().ok()?;
        meta.path.is_ident("doc").then(|| string(&meta.value))?
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The one `match` of a body.
fn the_match(statements: &[Stmt]) -> Option<&syn::ExprMatch> {
    statements.iter().find_map(|statement| match statement {
        Stmt::Expr(Expr::Match(found), _) => Some(found),
        _ => None,
    })
}

fn pattern(arm: &syn::Arm) -> Option<String> {
    match &arm.pat {
        syn::Pat::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// `"id" => field.optional(0, &mut self.id, …)`, with or without a block around it.
fn arms(statements: &[Stmt]) -> Vec<Arm> {
    let arms = the_match(statements).into_iter().flat_map(|it| &it.arms);
    arms.filter_map(|arm| {
        let body = match &*arm.body {
            Expr::Block(block) => match block.block.stmts.as_slice() {
                [Stmt::Expr(only, _)] => only,
                _ => return None,
            },
            body => body,
        };
        let Expr::MethodCall(call) = body else {
            return None;
        };
        Some(Arm {
            wire: pattern(arm)?,
            method: call.method.to_string(),
            field: call.args.iter().find_map(own_field)?,
        })
    })
    .collect()
}

/// `self.id` or a reference to it.
fn own_field(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Reference(reference) => own_field(&reference.expr),
        Expr::Field(field) if text(&field.base) == "self" => match &field.member {
            Member::Named(name) => Some(name.to_string()),
            Member::Unnamed(_) => None,
        },
        _ => None,
    }
}

fn words(statements: &[Stmt]) -> Vec<String> {
    let arms = the_match(statements).into_iter().flat_map(|it| &it.arms);
    arms.filter_map(pattern).collect()
}

/// `receiver.method(…)?;` of every statement.
fn calls<'a>(
    receiver: &'a str,
    statements: &'a [Stmt],
) -> impl Iterator<Item = &'a syn::ExprMethodCall> {
    statements.iter().filter_map(move |statement| {
        let Stmt::Expr(Expr::Try(attempt), _) = statement else {
            return None;
        };
        match &*attempt.expr {
            Expr::MethodCall(call) if text(&call.receiver) == receiver => Some(call),
            _ => None,
        }
    })
}

fn calls_on(receiver: &str, statements: &[Stmt]) -> Vec<(String, String)> {
    calls(receiver, statements)
        .filter_map(|call| {
            let wire = call.args.iter().find_map(string)?;
            Some((wire, call.args.iter().find_map(own_field)?))
        })
        .collect()
}

/// `request.query(&JOB_ID, &self.job_id)?;`
fn sent(statements: &[Stmt]) -> Vec<(String, String)> {
    calls("request", statements)
        .filter(|call| call.method == "query")
        .filter_map(
            |call| match call.args.iter().collect::<Vec<_>>().as_slice() {
                [parameter, value] => Some((
                    text(parameter).trim_start_matches('&').to_owned(),
                    text(value).trim_start_matches('&').to_owned(),
                )),
                _ => None,
            },
        )
        .collect()
}
