// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! The operations of the API, a module for each group of them.

pub mod candidates;
pub mod applications;
