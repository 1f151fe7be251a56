// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! Every example of the API's description is read and written back without loss.

use truto_ats::oas_runtime::indexmap::IndexMap;
use truto_ats::oas_runtime::serde::Serialize;
use truto_ats::oas_runtime::serde::de::DeserializeOwned;
use truto_ats::oas_runtime::json::RawJson;
use truto_ats::oas_runtime::serde_json;
use truto_ats::models;

fn round_trip<T: Serialize + DeserializeOwned>(text: &str) {
    let typed: T = serde_json::from_str(text).expect("the example fits its type");
    let written = serde_json::to_string(&typed).expect("every model can be written");
    let written = RawJson::from_text(written).expect("what is written is JSON");
    let original = RawJson::from_text(text.trim()).expect("the example is JSON");
    assert_eq!(written, original);
}

/// A page with another one after it
///
/// Every property at least once, with nulls, absent properties, a property that this document does not know, and an integer above 2^53 in `remote_data`.
#[test]
fn list_candidates_200_list() {
    round_trip::<
        models::CandidateList,
    >(include_str!("fixtures/list_candidates_200_list.json"));
}

/// The last page
///
/// `next_cursor` is null.
#[test]
fn list_candidates_200_last_page() {
    round_trip::<
        models::CandidateList,
    >(include_str!("fixtures/list_candidates_200_last_page.json"));
}

/// An empty page that is not the last
#[test]
fn list_candidates_200_empty_with_cursor() {
    round_trip::<
        models::CandidateList,
    >(include_str!("fixtures/list_candidates_200_empty_with_cursor.json"));
}

/// A look-up table
///
/// The answer to `truto_key_by=id`: `result` is an object, not the array that the schema describes.
#[test]
fn list_candidates_200_keyed() {
    round_trip::<
        models::CandidateList<IndexMap<String, models::Candidate>>,
    >(include_str!("fixtures/list_candidates_200_keyed.json"));
}

/// Sparse records of an integration that answers partially
#[test]
fn list_candidates_200_partial() {
    round_trip::<
        models::CandidateList,
    >(include_str!("fixtures/list_candidates_200_partial.json"));
}

/// Records without id
///
/// The answer to `truto_exclude_fields[]=id`: the property that the schema requires is gone.
#[test]
fn list_candidates_200_without_id() {
    round_trip::<
        models::CandidateList,
    >(include_str!("fixtures/list_candidates_200_without_id.json"));
}

#[test]
fn list_candidates_400_missing_parameter() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_candidates_400_missing_parameter.json"));
}

#[test]
fn list_candidates_401_truto_unauthorized() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_candidates_401_truto_unauthorized.json"));
}

#[test]
fn list_candidates_403_missing_scopes() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_candidates_403_missing_scopes.json"));
}

#[test]
fn list_candidates_422_provider() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_candidates_422_provider.json"));
}

#[test]
fn list_candidates_429_rate_limited() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_candidates_429_rate_limited.json"));
}

#[test]
fn list_candidates_502_provider_empty_message() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_candidates_502_provider_empty_message.json"));
}

/// What Truto makes of the small body
#[test]
fn create_candidates_2xx_created() {
    round_trip::<
        models::Candidate,
    >(include_str!("fixtures/create_candidates_2xx_created.json"));
}

#[test]
fn create_candidates_400_missing_parameter() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/create_candidates_400_missing_parameter.json"));
}

#[test]
fn create_candidates_401_truto_unauthorized() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/create_candidates_401_truto_unauthorized.json"));
}

#[test]
fn create_candidates_403_missing_scopes() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/create_candidates_403_missing_scopes.json"));
}

#[test]
fn create_candidates_422_provider() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/create_candidates_422_provider.json"));
}

#[test]
fn create_candidates_429_rate_limited() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/create_candidates_429_rate_limited.json"));
}

#[test]
fn create_candidates_502_provider_empty_message() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/create_candidates_502_provider_empty_message.json"));
}

/// The whole of a record that the list has only in part
#[test]
fn get_candidates_200_whole() {
    round_trip::<
        models::Candidate,
    >(include_str!("fixtures/get_candidates_200_whole.json"));
}

/// A record without id
///
/// The answer to `truto_exclude_fields[]=id`: the property that the schema requires is gone.
#[test]
fn get_candidates_200_without_id() {
    round_trip::<
        models::Candidate,
    >(include_str!("fixtures/get_candidates_200_without_id.json"));
}

#[test]
fn get_candidates_400_missing_parameter() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_candidates_400_missing_parameter.json"));
}

#[test]
fn get_candidates_401_truto_unauthorized() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_candidates_401_truto_unauthorized.json"));
}

#[test]
fn get_candidates_403_missing_scopes() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_candidates_403_missing_scopes.json"));
}

#[test]
fn get_candidates_422_provider() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_candidates_422_provider.json"));
}

#[test]
fn get_candidates_429_rate_limited() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_candidates_429_rate_limited.json"));
}

#[test]
fn get_candidates_502_provider_empty_message() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_candidates_502_provider_empty_message.json"));
}

/// A page with another one after it
#[test]
fn list_applications_200_list() {
    round_trip::<
        models::ApplicationList,
    >(include_str!("fixtures/list_applications_200_list.json"));
}

/// A look-up table
///
/// The answer to `truto_key_by=id`: `result` is an object, not the array that the schema describes.
#[test]
fn list_applications_200_keyed() {
    round_trip::<
        models::ApplicationList<IndexMap<String, models::ApplicationRecord>>,
    >(include_str!("fixtures/list_applications_200_keyed.json"));
}

#[test]
fn list_applications_400_missing_parameter() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_applications_400_missing_parameter.json"));
}

#[test]
fn list_applications_401_truto_unauthorized() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_applications_401_truto_unauthorized.json"));
}

#[test]
fn list_applications_403_missing_scopes() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_applications_403_missing_scopes.json"));
}

#[test]
fn list_applications_422_provider() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_applications_422_provider.json"));
}

#[test]
fn list_applications_429_rate_limited() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_applications_429_rate_limited.json"));
}

#[test]
fn list_applications_502_provider_empty_message() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/list_applications_502_provider_empty_message.json"));
}

#[test]
fn get_applications_200_whole() {
    round_trip::<
        models::ApplicationRecord,
    >(include_str!("fixtures/get_applications_200_whole.json"));
}

#[test]
fn get_applications_400_missing_parameter() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_applications_400_missing_parameter.json"));
}

#[test]
fn get_applications_401_truto_unauthorized() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_applications_401_truto_unauthorized.json"));
}

#[test]
fn get_applications_403_missing_scopes() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_applications_403_missing_scopes.json"));
}

#[test]
fn get_applications_422_provider() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_applications_422_provider.json"));
}

#[test]
fn get_applications_429_rate_limited() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_applications_429_rate_limited.json"));
}

#[test]
fn get_applications_502_provider_empty_message() {
    round_trip::<
        models::ErrorBody,
    >(include_str!("fixtures/get_applications_502_provider_empty_message.json"));
}
