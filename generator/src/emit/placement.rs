//! The statements that put a parameter where it belongs.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::setters::constant;
use crate::api::{Parameter, ParameterLocation, ParameterRole, ValueForm, Writing};

/// Sends one parameter.
pub(super) fn send_parameter(parameter: &Parameter) -> TokenStream {
    let wire_name = &parameter.wire_name;
    let name = ident(&parameter.name);
    let constant = constant(parameter);
    let writing = parameter.writing;
    match (&parameter.location, parameter.role) {
        (ParameterLocation::Path, _) => match path_style(writing) {
            None => quote! { request.path_parameter(#wire_name, &self.#name)?; },
            Some(style) => quote! {
                request.path_parameter_as(#wire_name, #style, &self.#name)?;
            },
        },
        (ParameterLocation::Header, _) => match header_style(writing) {
            None => quote! { request.header(#wire_name, &self.#name)?; },
            Some(style) => quote! { request.header_as(#wire_name, #style, &self.#name)?; },
        },
        (ParameterLocation::Cookie, _) => match cookie_style(writing) {
            None => quote! { request.cookie(#wire_name, &self.#name)?; },
            Some(style) => quote! { request.cookie_as(#wire_name, #style, &self.#name)?; },
        },
        (ParameterLocation::Query(_), ParameterRole::Cursor) => {
            quote! { request.query(&#constant, &cursor)?; }
        }
        (ParameterLocation::Query(_), ParameterRole::KeyBy) => {
            quote! { request.query(&#constant, &key_by)?; }
        }
        (ParameterLocation::Query(_), ParameterRole::Format) => {
            quote! { request.query(&#constant, &format)?; }
        }
        (ParameterLocation::Query(_), ParameterRole::Caller) => {
            quote! { request.query(&#constant, &self.#name)?; }
        }
    }
}

/// What is said of a query parameter beside its name and its style.
pub(super) fn query_marks(parameter: &Parameter) -> TokenStream {
    let personal = parameter.personal.then(|| quote!(.personal()));
    let reserved = parameter
        .writing
        .allow_reserved
        .then(|| quote!(.allow_reserved()));
    let empty = parameter
        .writing
        .allow_empty
        .then(|| quote!(.allow_empty()));
    quote!(#personal #reserved #empty)
}

/// `None` for the usual style.
fn path_style(writing: Writing) -> Option<TokenStream> {
    let style = match writing.form {
        ValueForm::Label => quote!(PathStyle::LABEL),
        ValueForm::Matrix => quote!(PathStyle::MATRIX),
        ValueForm::Json => quote!(PathStyle::JSON),
        ValueForm::Usual | ValueForm::Raw => quote!(PathStyle::SIMPLE),
    };
    let exploded = writing.explode.then(|| quote!(.exploded()));
    let reserved = writing.allow_reserved.then(|| quote!(.allow_reserved()));
    let is_usual = writing.form == ValueForm::Usual && exploded.is_none() && reserved.is_none();
    (!is_usual).then(|| quote!(#style #exploded #reserved))
}

/// `None` for the usual style.
fn header_style(writing: Writing) -> Option<TokenStream> {
    match (writing.form, writing.explode) {
        (ValueForm::Json, _) => Some(quote!(HeaderStyle::JSON)),
        (_, true) => Some(quote!(HeaderStyle::SIMPLE.exploded())),
        (_, false) => None,
    }
}

/// `None` for the usual style.
fn cookie_style(writing: Writing) -> Option<TokenStream> {
    let style = match writing.form {
        ValueForm::Json => quote!(CookieStyle::JSON),
        ValueForm::Raw => quote!(CookieStyle::RAW),
        _ => quote!(CookieStyle::FORM),
    };
    let joined = (!writing.explode).then(|| quote!(.joined()));
    let reserved = writing.allow_reserved.then(|| quote!(.allow_reserved()));
    let is_usual = writing.form == ValueForm::Usual && joined.is_none() && reserved.is_none();
    (!is_usual).then(|| quote!(#style #joined #reserved))
}
