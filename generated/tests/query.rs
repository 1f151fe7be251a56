// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! Every query parameter is written as the API's description shows it.

use truto_ats::oas_runtime::testing::{Answer, block_on};
use truto_ats::oas_runtime::serde::de::DeserializeOwned;
use truto_ats::oas_runtime::serde_json;
use truto_ats::oas_runtime::testing::ScriptedTransport;
use truto_ats::Client;
use truto_ats::models;
use truto_ats::json;
use truto_ats::Range;

/// What a parameter alone contributes to a query.
fn contributed(query: &str, name: &str) -> String {
    let nested = format!("{name}%5B");
    let pairs: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let key = pair.split('=').next().unwrap_or_default();
            key == name || key.starts_with(&nested)
        })
        .collect();
    pairs.join("&")
}

fn client(transport: &ScriptedTransport) -> Client {
    Client::from(
        transport.client().expect("the settings of the scripted client are good"),
    )
}

fn value<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("the example fits its type")
}

#[test]
fn list_candidates_job_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .job_id(value::<String>("\"123\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job_id"), "job_id=123");
}

#[test]
fn list_candidates_job_id_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .job_id(value::<String>("\"job/42 & more=yes+no\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job_id"), "job_id=job%2F42%20%26%20more%3Dyes%2Bno");
}

#[test]
fn list_candidates_job_id_empty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .job_id(value::<String>("\"\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job_id"), "job_id=");
}

#[test]
fn list_candidates_organization_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .organization_id(value::<String>("\"org_7\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "organization_id"), "organization_id=org_7");
}

#[test]
fn list_candidates_sort_by_newest_change_first() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .sort_by(value::<models::CandidateSort>("{\"updated_at\":\"desc\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "sort_by"), "sort_by%5Bupdated_at%5D=desc");
}

#[test]
fn list_candidates_sort_by_two_fields() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .sort_by(
            value::<
                models::CandidateSort,
            >("{\"created_at\":\"asc\",\"updated_at\":\"desc\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "sort_by"),
        "sort_by%5Bcreated_at%5D=asc&sort_by%5Bupdated_at%5D=desc"
    );
}

#[test]
fn list_candidates_job_by_id() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .job(value::<models::JobReference>("{\"id\":\"job_123\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job"), "job%5Bid%5D=job_123");
}

#[test]
fn list_candidates_job_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .job(value::<models::JobReference>("{\"id\":\"a[0]=b:c@d e\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job"), "job%5Bid%5D=a%5B0%5D%3Db%3Ac%40d%20e");
}

#[test]
fn list_candidates_created_at_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .created_at(value::<Range<json::DateTime>>("\"2024-01-01T00:00:00Z\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "created_at"), "created_at=2024-01-01T00%3A00%3A00Z");
}

#[test]
fn list_candidates_created_at_with_offset() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .created_at(value::<Range<json::DateTime>>("\"2024-03-31T02:30:00.125+02:00\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "created_at"),
        "created_at=2024-03-31T02%3A30%3A00.125%2B02%3A00"
    );
}

#[test]
fn list_candidates_created_at_between() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .created_at(
            value::<
                Range<json::DateTime>,
            >("{\"gt\":\"2024-01-01T00:00:00Z\",\"lt\":\"2024-02-01T00:00:00Z\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "created_at"),
        "created_at%5Bgt%5D=2024-01-01T00%3A00%3A00Z&created_at%5Blt%5D=2024-02-01T00%3A00%3A00Z"
    );
}

#[test]
fn list_candidates_updated_at_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .updated_at(value::<Range<json::DateTime>>("\"2024-06-30T23:59:59.5-03:30\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "updated_at"), "updated_at=2024-06-30T23%3A59%3A59.5-03%3A30"
    );
}

#[test]
fn list_candidates_updated_at_since() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .updated_at(value::<Range<json::DateTime>>("{\"gte\":\"2024-01-01T00:00:00Z\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "updated_at"), "updated_at%5Bgte%5D=2024-01-01T00%3A00%3A00Z"
    );
}

#[test]
fn list_candidates_updated_at_from_to() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .updated_at(
            value::<
                Range<json::DateTime>,
            >(
                "{\"gte\":\"2024-01-01T00:00:00+05:30\",\"lte\":\"2024-01-31T23:59:59.999999999Z\"}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "updated_at"),
        "updated_at%5Bgte%5D=2024-01-01T00%3A00%3A00%2B05%3A30&updated_at%5Blte%5D=2024-01-31T23%3A59%3A59.999999999Z"
    );
}

#[test]
fn list_candidates_tags_one_by_name() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .tags(value::<Vec<models::Tag>>("[{\"name\":\"senior\"}]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "tags"), "tags%5B0%5D%5Bname%5D=senior");
}

#[test]
fn list_candidates_tags_several() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .tags(
            value::<
                Vec<models::Tag>,
            >(
                "[{\"id\":\"t_1\",\"name\":\"senior\"},{\"name\":\"re-engage: 50% & more\"}]",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "tags"),
        "tags%5B0%5D%5Bid%5D=t_1&tags%5B0%5D%5Bname%5D=senior&tags%5B1%5D%5Bname%5D=re-engage%3A%2050%25%20%26%20more"
    );
}

#[test]
fn list_candidates_emails_one_address() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .emails(
            value::<
                Vec<models::CandidateEmail>,
            >("[{\"email\":\"ada+jobs@example.com\"}]"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "emails"), "emails%5B0%5D%5Bemail%5D=ada%2Bjobs%40example.com"
    );
}

#[test]
fn list_candidates_emails_with_types() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .emails(
            value::<
                Vec<models::CandidateEmail>,
            >(
                "[{\"email\":\"a@example.com\",\"type\":\"work\"},{\"email\":\"b@example.org\",\"type\":\"personal\"}]",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "emails"),
        "emails%5B0%5D%5Bemail%5D=a%40example.com&emails%5B0%5D%5Btype%5D=work&emails%5B1%5D%5Bemail%5D=b%40example.org&emails%5B1%5D%5Btype%5D=personal"
    );
}

#[test]
fn list_candidates_candidate_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .candidate_id(value::<String>("\"c_8a1f\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "candidate_id"), "candidate_id=c_8a1f");
}

#[test]
fn list_candidates_name_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .name(value::<String>("\"Test Candidate\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "name"), "name=Test%20Candidate");
}

#[test]
fn list_candidates_name_reserved_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .name(value::<String>("\":/?#[]@!$&'()*+,;=%\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "name"),
        "name=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%25"
    );
}

#[test]
fn list_candidates_name_unicode() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .name(value::<String>("\"Zoë Łukasz 山田\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "name"), "name=Zo%C3%AB%20%C5%81ukasz%20%E5%B1%B1%E7%94%B0"
    );
}

#[test]
fn list_candidates_title_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .title(value::<String>("\"C++ Developer\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "title"), "title=C%2B%2B%20Developer");
}

#[test]
fn list_candidates_company_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .company(value::<String>("\"Example & Sons\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "company"), "company=Example%20%26%20Sons");
}

#[test]
fn list_candidates_stage_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .stage_id(value::<String>("\"stage-3\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "stage_id"), "stage_id=stage-3");
}

#[test]
fn list_candidates_integrated_account_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list(value::<String>("\"62f44730-dd91-461e-bd6a-aedd9e0ad79d\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "integrated_account_id"),
        "integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d"
    );
}

#[test]
fn list_candidates_truto_response_format_unified() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .list("value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"unified\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=unified"
    );
}

#[test]
fn list_candidates_truto_response_format_raw() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .list("value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"raw\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(contributed(query, "truto_response_format"), "truto_response_format=raw");
}

#[test]
fn list_candidates_truto_response_format_stream() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .list("value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"stream\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=stream"
    );
}

#[test]
fn list_candidates_truto_key_by_by_id() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .key_by(value::<String>("\"id\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "truto_key_by"), "truto_key_by=id");
}

#[test]
fn list_candidates_truto_ignore_limit_ignore() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .truto_ignore_limit(value::<bool>("true"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "truto_ignore_limit"), "truto_ignore_limit=true");
}

#[test]
fn list_candidates_truto_ignore_limit_keep() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .truto_ignore_limit(value::<bool>("false"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "truto_ignore_limit"), "truto_ignore_limit=false");
}

#[test]
fn list_candidates_truto_ignore_remote_data_without() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .truto_ignore_remote_data(value::<bool>("true"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=true"
    );
}

#[test]
fn list_candidates_truto_ignore_remote_data_with() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .truto_ignore_remote_data(value::<bool>("false"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=false"
    );
}

#[test]
fn list_candidates_truto_exclude_fields_two() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .truto_exclude_fields(value::<Vec<String>>("[\"id\",\"name\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=id&truto_exclude_fields%5B%5D=name"
    );
}

#[test]
fn list_candidates_truto_exclude_fields_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .truto_exclude_fields(value::<Vec<String>>("[\"a b\",\"c&d\",\"é\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=a%20b&truto_exclude_fields%5B%5D=c%26d&truto_exclude_fields%5B%5D=%C3%A9"
    );
}

#[test]
fn list_candidates_truto_exclude_fields_more_than_twenty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .truto_exclude_fields(
            value::<
                Vec<String>,
            >(
                "[\"applications\",\"attachments\",\"can_email\",\"company\",\"created_at\",\"emails\",\"first_name\",\"is_private\",\"last_interaction_at\",\"last_name\",\"locations\",\"name\",\"phones\",\"remote_data\",\"tags\",\"title\",\"updated_at\",\"urls\",\"custom_1\",\"custom_2\",\"custom_3\",\"custom_4\"]",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=applications&truto_exclude_fields%5B%5D=attachments&truto_exclude_fields%5B%5D=can_email&truto_exclude_fields%5B%5D=company&truto_exclude_fields%5B%5D=created_at&truto_exclude_fields%5B%5D=emails&truto_exclude_fields%5B%5D=first_name&truto_exclude_fields%5B%5D=is_private&truto_exclude_fields%5B%5D=last_interaction_at&truto_exclude_fields%5B%5D=last_name&truto_exclude_fields%5B%5D=locations&truto_exclude_fields%5B%5D=name&truto_exclude_fields%5B%5D=phones&truto_exclude_fields%5B%5D=remote_data&truto_exclude_fields%5B%5D=tags&truto_exclude_fields%5B%5D=title&truto_exclude_fields%5B%5D=updated_at&truto_exclude_fields%5B%5D=urls&truto_exclude_fields%5B%5D=custom_1&truto_exclude_fields%5B%5D=custom_2&truto_exclude_fields%5B%5D=custom_3&truto_exclude_fields%5B%5D=custom_4"
    );
}

#[test]
fn list_candidates_remote_query_flat() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .remote_query(value::<serde_json::Value>("{\"foo\":\"bar\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "remote_query"), "remote_query%5Bfoo%5D=bar");
}

#[test]
fn list_candidates_remote_query_scalars() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"page_size\":10,\"ratio\":0.5,\"archived\":false,\"note\":\"\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bpage_size%5D=10&remote_query%5Bratio%5D=0.5&remote_query%5Barchived%5D=false&remote_query%5Bnote%5D="
    );
}

#[test]
fn list_candidates_remote_query_arrays() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"expand\":[\"applications\",\"stage\"],\"where\":{\"office\":{\"city\":{\"eq\":\"New York\"}}}}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bexpand%5D%5B%5D=applications&remote_query%5Bexpand%5D%5B%5D=stage&remote_query%5Bwhere%5D%5Boffice%5D%5Bcity%5D%5Beq%5D=New%20York"
    );
}

#[test]
fn list_candidates_remote_query_array_of_objects() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"filters\":[{\"field\":\"source\",\"values\":[\"referral\",\"agency\"]},{\"field\":\"stage\",\"values\":[\"R&D\"]}]}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bfilters%5D%5B0%5D%5Bfield%5D=source&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=referral&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=agency&remote_query%5Bfilters%5D%5B1%5D%5Bfield%5D=stage&remote_query%5Bfilters%5D%5B1%5D%5Bvalues%5D%5B%5D=R%26D"
    );
}

#[test]
fn list_candidates_remote_query_special_keys() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"custom field\":\"a=b\",\"c.d\":\"1:2\",\"é\":\"ü\",\"e+f\":\"50%\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bcustom%20field%5D=a%3Db&remote_query%5Bc.d%5D=1%3A2&remote_query%5B%C3%A9%5D=%C3%BC&remote_query%5Be%2Bf%5D=50%25"
    );
}

#[test]
fn list_candidates_limit_fifty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .limit(value::<u32>("50"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "limit"), "limit=50");
}

#[test]
fn list_candidates_next_cursor_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .next_cursor(value::<String>("\"eyJwYWdlIjoyfQ\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "next_cursor"), "next_cursor=eyJwYWdlIjoyfQ");
}

#[test]
fn list_candidates_next_cursor_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .list("value")
        .next_cursor(value::<String>("\"c2&x=1+2/3%41 é==\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "next_cursor"),
        "next_cursor=c2%26x%3D1%2B2%2F3%2541%20%C3%A9%3D%3D"
    );
}

#[test]
fn create_candidates_job_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .job_id(value::<String>("\"job_0001\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job_id"), "job_id=job_0001");
}

#[test]
fn create_candidates_application_source_lead() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .application_source(value::<models::CandidateOrigin>("\"lead\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "application_source"), "application_source=lead");
}

#[test]
fn create_candidates_integrated_account_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create(
            value::<String>("\"62f44730-dd91-461e-bd6a-aedd9e0ad79d\""),
            models::NewCandidate::default(),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "integrated_account_id"),
        "integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d"
    );
}

#[test]
fn create_candidates_truto_response_format_unified() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"unified\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=unified"
    );
}

#[test]
fn create_candidates_truto_response_format_raw() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"raw\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(contributed(query, "truto_response_format"), "truto_response_format=raw");
}

#[test]
fn create_candidates_truto_response_format_stream() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"stream\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=stream"
    );
}

#[test]
fn create_candidates_truto_ignore_remote_data_without() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .truto_ignore_remote_data(value::<bool>("true"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=true"
    );
}

#[test]
fn create_candidates_truto_ignore_remote_data_with() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .truto_ignore_remote_data(value::<bool>("false"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=false"
    );
}

#[test]
fn create_candidates_truto_exclude_fields_two() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .truto_exclude_fields(value::<Vec<String>>("[\"id\",\"name\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=id&truto_exclude_fields%5B%5D=name"
    );
}

#[test]
fn create_candidates_truto_exclude_fields_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .truto_exclude_fields(value::<Vec<String>>("[\"a b\",\"c&d\",\"é\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=a%20b&truto_exclude_fields%5B%5D=c%26d&truto_exclude_fields%5B%5D=%C3%A9"
    );
}

#[test]
fn create_candidates_truto_exclude_fields_more_than_twenty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .truto_exclude_fields(
            value::<
                Vec<String>,
            >(
                "[\"applications\",\"attachments\",\"can_email\",\"company\",\"created_at\",\"emails\",\"first_name\",\"is_private\",\"last_interaction_at\",\"last_name\",\"locations\",\"name\",\"phones\",\"remote_data\",\"tags\",\"title\",\"updated_at\",\"urls\",\"custom_1\",\"custom_2\",\"custom_3\",\"custom_4\"]",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=applications&truto_exclude_fields%5B%5D=attachments&truto_exclude_fields%5B%5D=can_email&truto_exclude_fields%5B%5D=company&truto_exclude_fields%5B%5D=created_at&truto_exclude_fields%5B%5D=emails&truto_exclude_fields%5B%5D=first_name&truto_exclude_fields%5B%5D=is_private&truto_exclude_fields%5B%5D=last_interaction_at&truto_exclude_fields%5B%5D=last_name&truto_exclude_fields%5B%5D=locations&truto_exclude_fields%5B%5D=name&truto_exclude_fields%5B%5D=phones&truto_exclude_fields%5B%5D=remote_data&truto_exclude_fields%5B%5D=tags&truto_exclude_fields%5B%5D=title&truto_exclude_fields%5B%5D=updated_at&truto_exclude_fields%5B%5D=urls&truto_exclude_fields%5B%5D=custom_1&truto_exclude_fields%5B%5D=custom_2&truto_exclude_fields%5B%5D=custom_3&truto_exclude_fields%5B%5D=custom_4"
    );
}

#[test]
fn create_candidates_remote_query_flat() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .remote_query(value::<serde_json::Value>("{\"foo\":\"bar\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "remote_query"), "remote_query%5Bfoo%5D=bar");
}

#[test]
fn create_candidates_remote_query_scalars() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"page_size\":10,\"ratio\":0.5,\"archived\":false,\"note\":\"\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bpage_size%5D=10&remote_query%5Bratio%5D=0.5&remote_query%5Barchived%5D=false&remote_query%5Bnote%5D="
    );
}

#[test]
fn create_candidates_remote_query_arrays() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"expand\":[\"applications\",\"stage\"],\"where\":{\"office\":{\"city\":{\"eq\":\"New York\"}}}}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bexpand%5D%5B%5D=applications&remote_query%5Bexpand%5D%5B%5D=stage&remote_query%5Bwhere%5D%5Boffice%5D%5Bcity%5D%5Beq%5D=New%20York"
    );
}

#[test]
fn create_candidates_remote_query_array_of_objects() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"filters\":[{\"field\":\"source\",\"values\":[\"referral\",\"agency\"]},{\"field\":\"stage\",\"values\":[\"R&D\"]}]}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bfilters%5D%5B0%5D%5Bfield%5D=source&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=referral&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=agency&remote_query%5Bfilters%5D%5B1%5D%5Bfield%5D=stage&remote_query%5Bfilters%5D%5B1%5D%5Bvalues%5D%5B%5D=R%26D"
    );
}

#[test]
fn create_candidates_remote_query_special_keys() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"custom field\":\"a=b\",\"c.d\":\"1:2\",\"é\":\"ü\",\"e+f\":\"50%\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bcustom%20field%5D=a%3Db&remote_query%5Bc.d%5D=1%3A2&remote_query%5B%C3%A9%5D=%C3%BC&remote_query%5Be%2Bf%5D=50%25"
    );
}

#[test]
fn get_candidates_organization_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .organization_id(value::<String>("\"org_7\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "organization_id"), "organization_id=org_7");
}

#[test]
fn get_candidates_job_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .job_id(value::<String>("\"job_0001\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job_id"), "job_id=job_0001");
}

#[test]
fn get_candidates_integrated_account_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", value::<String>("\"62f44730-dd91-461e-bd6a-aedd9e0ad79d\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "integrated_account_id"),
        "integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d"
    );
}

#[test]
fn get_candidates_truto_response_format_unified() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .get("value", "value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"unified\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=unified"
    );
}

#[test]
fn get_candidates_truto_response_format_raw() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .get("value", "value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"raw\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(contributed(query, "truto_response_format"), "truto_response_format=raw");
}

#[test]
fn get_candidates_truto_response_format_stream() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .candidates()
        .get("value", "value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"stream\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=stream"
    );
}

#[test]
fn get_candidates_truto_ignore_remote_data_without() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .truto_ignore_remote_data(value::<bool>("true"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=true"
    );
}

#[test]
fn get_candidates_truto_ignore_remote_data_with() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .truto_ignore_remote_data(value::<bool>("false"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=false"
    );
}

#[test]
fn get_candidates_truto_exclude_fields_two() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .truto_exclude_fields(value::<Vec<String>>("[\"id\",\"name\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=id&truto_exclude_fields%5B%5D=name"
    );
}

#[test]
fn get_candidates_truto_exclude_fields_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .truto_exclude_fields(value::<Vec<String>>("[\"a b\",\"c&d\",\"é\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=a%20b&truto_exclude_fields%5B%5D=c%26d&truto_exclude_fields%5B%5D=%C3%A9"
    );
}

#[test]
fn get_candidates_truto_exclude_fields_more_than_twenty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .truto_exclude_fields(
            value::<
                Vec<String>,
            >(
                "[\"applications\",\"attachments\",\"can_email\",\"company\",\"created_at\",\"emails\",\"first_name\",\"is_private\",\"last_interaction_at\",\"last_name\",\"locations\",\"name\",\"phones\",\"remote_data\",\"tags\",\"title\",\"updated_at\",\"urls\",\"custom_1\",\"custom_2\",\"custom_3\",\"custom_4\"]",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=applications&truto_exclude_fields%5B%5D=attachments&truto_exclude_fields%5B%5D=can_email&truto_exclude_fields%5B%5D=company&truto_exclude_fields%5B%5D=created_at&truto_exclude_fields%5B%5D=emails&truto_exclude_fields%5B%5D=first_name&truto_exclude_fields%5B%5D=is_private&truto_exclude_fields%5B%5D=last_interaction_at&truto_exclude_fields%5B%5D=last_name&truto_exclude_fields%5B%5D=locations&truto_exclude_fields%5B%5D=name&truto_exclude_fields%5B%5D=phones&truto_exclude_fields%5B%5D=remote_data&truto_exclude_fields%5B%5D=tags&truto_exclude_fields%5B%5D=title&truto_exclude_fields%5B%5D=updated_at&truto_exclude_fields%5B%5D=urls&truto_exclude_fields%5B%5D=custom_1&truto_exclude_fields%5B%5D=custom_2&truto_exclude_fields%5B%5D=custom_3&truto_exclude_fields%5B%5D=custom_4"
    );
}

#[test]
fn get_candidates_remote_query_flat() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .remote_query(value::<serde_json::Value>("{\"foo\":\"bar\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "remote_query"), "remote_query%5Bfoo%5D=bar");
}

#[test]
fn get_candidates_remote_query_scalars() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"page_size\":10,\"ratio\":0.5,\"archived\":false,\"note\":\"\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bpage_size%5D=10&remote_query%5Bratio%5D=0.5&remote_query%5Barchived%5D=false&remote_query%5Bnote%5D="
    );
}

#[test]
fn get_candidates_remote_query_arrays() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"expand\":[\"applications\",\"stage\"],\"where\":{\"office\":{\"city\":{\"eq\":\"New York\"}}}}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bexpand%5D%5B%5D=applications&remote_query%5Bexpand%5D%5B%5D=stage&remote_query%5Bwhere%5D%5Boffice%5D%5Bcity%5D%5Beq%5D=New%20York"
    );
}

#[test]
fn get_candidates_remote_query_array_of_objects() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"filters\":[{\"field\":\"source\",\"values\":[\"referral\",\"agency\"]},{\"field\":\"stage\",\"values\":[\"R&D\"]}]}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bfilters%5D%5B0%5D%5Bfield%5D=source&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=referral&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=agency&remote_query%5Bfilters%5D%5B1%5D%5Bfield%5D=stage&remote_query%5Bfilters%5D%5B1%5D%5Bvalues%5D%5B%5D=R%26D"
    );
}

#[test]
fn get_candidates_remote_query_special_keys() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .candidates()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"custom field\":\"a=b\",\"c.d\":\"1:2\",\"é\":\"ü\",\"e+f\":\"50%\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bcustom%20field%5D=a%3Db&remote_query%5Bc.d%5D=1%3A2&remote_query%5B%C3%A9%5D=%C3%BC&remote_query%5Be%2Bf%5D=50%25"
    );
}

#[test]
fn list_applications_created_at_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .created_at(value::<Range<json::DateTime>>("\"2024-01-01T00:00:00Z\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "created_at"), "created_at=2024-01-01T00%3A00%3A00Z");
}

#[test]
fn list_applications_created_at_between() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .created_at(
            value::<
                Range<json::DateTime>,
            >("{\"gt\":\"2024-01-01T00:00:00Z\",\"lt\":\"2024-02-01T00:00:00Z\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "created_at"),
        "created_at%5Bgt%5D=2024-01-01T00%3A00%3A00Z&created_at%5Blt%5D=2024-02-01T00%3A00%3A00Z"
    );
}

#[test]
fn list_applications_updated_at_since() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .updated_at(value::<Range<json::DateTime>>("{\"gte\":\"2024-01-01T00:00:00Z\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "updated_at"), "updated_at%5Bgte%5D=2024-01-01T00%3A00%3A00Z"
    );
}

#[test]
fn list_applications_job_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .job_id(value::<String>("\"job_0001\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "job_id"), "job_id=job_0001");
}

#[test]
fn list_applications_candidate_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .candidate_id(value::<String>("\"cand_0001\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "candidate_id"), "candidate_id=cand_0001");
}

#[test]
fn list_applications_jobs_by_id() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .jobs(value::<models::JobSelection>("{\"id\":\"job_0001\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "jobs"), "jobs%5Bid%5D=job_0001");
}

#[test]
fn list_applications_integrated_account_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list(value::<String>("\"62f44730-dd91-461e-bd6a-aedd9e0ad79d\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "integrated_account_id"),
        "integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d"
    );
}

#[test]
fn list_applications_truto_response_format_unified() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .applications()
        .list("value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"unified\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=unified"
    );
}

#[test]
fn list_applications_truto_response_format_raw() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .applications()
        .list("value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"raw\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(contributed(query, "truto_response_format"), "truto_response_format=raw");
}

#[test]
fn list_applications_truto_response_format_stream() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .applications()
        .list("value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"stream\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=stream"
    );
}

#[test]
fn list_applications_truto_key_by_by_id() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .key_by(value::<String>("\"id\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "truto_key_by"), "truto_key_by=id");
}

#[test]
fn list_applications_truto_ignore_limit_ignore() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .truto_ignore_limit(value::<bool>("true"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "truto_ignore_limit"), "truto_ignore_limit=true");
}

#[test]
fn list_applications_truto_ignore_limit_keep() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .truto_ignore_limit(value::<bool>("false"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "truto_ignore_limit"), "truto_ignore_limit=false");
}

#[test]
fn list_applications_truto_ignore_remote_data_without() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .truto_ignore_remote_data(value::<bool>("true"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=true"
    );
}

#[test]
fn list_applications_truto_ignore_remote_data_with() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .truto_ignore_remote_data(value::<bool>("false"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=false"
    );
}

#[test]
fn list_applications_truto_exclude_fields_two() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .truto_exclude_fields(value::<Vec<String>>("[\"id\",\"name\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=id&truto_exclude_fields%5B%5D=name"
    );
}

#[test]
fn list_applications_truto_exclude_fields_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .truto_exclude_fields(value::<Vec<String>>("[\"a b\",\"c&d\",\"é\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=a%20b&truto_exclude_fields%5B%5D=c%26d&truto_exclude_fields%5B%5D=%C3%A9"
    );
}

#[test]
fn list_applications_truto_exclude_fields_more_than_twenty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .truto_exclude_fields(
            value::<
                Vec<String>,
            >(
                "[\"applications\",\"attachments\",\"can_email\",\"company\",\"created_at\",\"emails\",\"first_name\",\"is_private\",\"last_interaction_at\",\"last_name\",\"locations\",\"name\",\"phones\",\"remote_data\",\"tags\",\"title\",\"updated_at\",\"urls\",\"custom_1\",\"custom_2\",\"custom_3\",\"custom_4\"]",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=applications&truto_exclude_fields%5B%5D=attachments&truto_exclude_fields%5B%5D=can_email&truto_exclude_fields%5B%5D=company&truto_exclude_fields%5B%5D=created_at&truto_exclude_fields%5B%5D=emails&truto_exclude_fields%5B%5D=first_name&truto_exclude_fields%5B%5D=is_private&truto_exclude_fields%5B%5D=last_interaction_at&truto_exclude_fields%5B%5D=last_name&truto_exclude_fields%5B%5D=locations&truto_exclude_fields%5B%5D=name&truto_exclude_fields%5B%5D=phones&truto_exclude_fields%5B%5D=remote_data&truto_exclude_fields%5B%5D=tags&truto_exclude_fields%5B%5D=title&truto_exclude_fields%5B%5D=updated_at&truto_exclude_fields%5B%5D=urls&truto_exclude_fields%5B%5D=custom_1&truto_exclude_fields%5B%5D=custom_2&truto_exclude_fields%5B%5D=custom_3&truto_exclude_fields%5B%5D=custom_4"
    );
}

#[test]
fn list_applications_remote_query_flat() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .remote_query(value::<serde_json::Value>("{\"foo\":\"bar\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "remote_query"), "remote_query%5Bfoo%5D=bar");
}

#[test]
fn list_applications_remote_query_scalars() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"page_size\":10,\"ratio\":0.5,\"archived\":false,\"note\":\"\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bpage_size%5D=10&remote_query%5Bratio%5D=0.5&remote_query%5Barchived%5D=false&remote_query%5Bnote%5D="
    );
}

#[test]
fn list_applications_remote_query_arrays() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"expand\":[\"applications\",\"stage\"],\"where\":{\"office\":{\"city\":{\"eq\":\"New York\"}}}}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bexpand%5D%5B%5D=applications&remote_query%5Bexpand%5D%5B%5D=stage&remote_query%5Bwhere%5D%5Boffice%5D%5Bcity%5D%5Beq%5D=New%20York"
    );
}

#[test]
fn list_applications_remote_query_array_of_objects() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"filters\":[{\"field\":\"source\",\"values\":[\"referral\",\"agency\"]},{\"field\":\"stage\",\"values\":[\"R&D\"]}]}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bfilters%5D%5B0%5D%5Bfield%5D=source&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=referral&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=agency&remote_query%5Bfilters%5D%5B1%5D%5Bfield%5D=stage&remote_query%5Bfilters%5D%5B1%5D%5Bvalues%5D%5B%5D=R%26D"
    );
}

#[test]
fn list_applications_remote_query_special_keys() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"custom field\":\"a=b\",\"c.d\":\"1:2\",\"é\":\"ü\",\"e+f\":\"50%\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bcustom%20field%5D=a%3Db&remote_query%5Bc.d%5D=1%3A2&remote_query%5B%C3%A9%5D=%C3%BC&remote_query%5Be%2Bf%5D=50%25"
    );
}

#[test]
fn list_applications_limit_fifty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .limit(value::<u32>("50"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "limit"), "limit=50");
}

#[test]
fn list_applications_next_cursor_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .next_cursor(value::<String>("\"eyJwYWdlIjoyfQ\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "next_cursor"), "next_cursor=eyJwYWdlIjoyfQ");
}

#[test]
fn list_applications_next_cursor_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .list("value")
        .next_cursor(value::<String>("\"c2&x=1+2/3%41 é==\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "next_cursor"),
        "next_cursor=c2%26x%3D1%2B2%2F3%2541%20%C3%A9%3D%3D"
    );
}

#[test]
fn get_applications_jobs_by_id() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .jobs(value::<models::JobSelection>("{\"id\":\"job_0001\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "jobs"), "jobs%5Bid%5D=job_0001");
}

#[test]
fn get_applications_integrated_account_id_plain() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", value::<String>("\"62f44730-dd91-461e-bd6a-aedd9e0ad79d\""))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "integrated_account_id"),
        "integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d"
    );
}

#[test]
fn get_applications_truto_response_format_unified() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .applications()
        .get("value", "value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"unified\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=unified"
    );
}

#[test]
fn get_applications_truto_response_format_raw() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .applications()
        .get("value", "value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"raw\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(contributed(query, "truto_response_format"), "truto_response_format=raw");
}

#[test]
fn get_applications_truto_response_format_stream() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    transport.push(Answer::json(200, "null"));
    let sent = client
        .applications()
        .get("value", "value")
        .send_with_format::<
            serde_json::Value,
        >(value::<models::ResponseFormat>("\"stream\""));
    block_on(sent).expect("the scripted answer can be read");
    let requests = transport.requests();
    let query = requests.first().map(|request| request.query()).unwrap_or_default();
    assert_eq!(
        contributed(query, "truto_response_format"), "truto_response_format=stream"
    );
}

#[test]
fn get_applications_truto_ignore_remote_data_without() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .truto_ignore_remote_data(value::<bool>("true"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=true"
    );
}

#[test]
fn get_applications_truto_ignore_remote_data_with() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .truto_ignore_remote_data(value::<bool>("false"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_ignore_remote_data"), "truto_ignore_remote_data=false"
    );
}

#[test]
fn get_applications_truto_exclude_fields_two() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .truto_exclude_fields(value::<Vec<String>>("[\"id\",\"name\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=id&truto_exclude_fields%5B%5D=name"
    );
}

#[test]
fn get_applications_truto_exclude_fields_special_characters() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .truto_exclude_fields(value::<Vec<String>>("[\"a b\",\"c&d\",\"é\"]"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=a%20b&truto_exclude_fields%5B%5D=c%26d&truto_exclude_fields%5B%5D=%C3%A9"
    );
}

#[test]
fn get_applications_truto_exclude_fields_more_than_twenty() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .truto_exclude_fields(
            value::<
                Vec<String>,
            >(
                "[\"applications\",\"attachments\",\"can_email\",\"company\",\"created_at\",\"emails\",\"first_name\",\"is_private\",\"last_interaction_at\",\"last_name\",\"locations\",\"name\",\"phones\",\"remote_data\",\"tags\",\"title\",\"updated_at\",\"urls\",\"custom_1\",\"custom_2\",\"custom_3\",\"custom_4\"]",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "truto_exclude_fields"),
        "truto_exclude_fields%5B%5D=applications&truto_exclude_fields%5B%5D=attachments&truto_exclude_fields%5B%5D=can_email&truto_exclude_fields%5B%5D=company&truto_exclude_fields%5B%5D=created_at&truto_exclude_fields%5B%5D=emails&truto_exclude_fields%5B%5D=first_name&truto_exclude_fields%5B%5D=is_private&truto_exclude_fields%5B%5D=last_interaction_at&truto_exclude_fields%5B%5D=last_name&truto_exclude_fields%5B%5D=locations&truto_exclude_fields%5B%5D=name&truto_exclude_fields%5B%5D=phones&truto_exclude_fields%5B%5D=remote_data&truto_exclude_fields%5B%5D=tags&truto_exclude_fields%5B%5D=title&truto_exclude_fields%5B%5D=updated_at&truto_exclude_fields%5B%5D=urls&truto_exclude_fields%5B%5D=custom_1&truto_exclude_fields%5B%5D=custom_2&truto_exclude_fields%5B%5D=custom_3&truto_exclude_fields%5B%5D=custom_4"
    );
}

#[test]
fn get_applications_remote_query_flat() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .remote_query(value::<serde_json::Value>("{\"foo\":\"bar\"}"))
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(contributed(query, "remote_query"), "remote_query%5Bfoo%5D=bar");
}

#[test]
fn get_applications_remote_query_scalars() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"page_size\":10,\"ratio\":0.5,\"archived\":false,\"note\":\"\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bpage_size%5D=10&remote_query%5Bratio%5D=0.5&remote_query%5Barchived%5D=false&remote_query%5Bnote%5D="
    );
}

#[test]
fn get_applications_remote_query_arrays() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"expand\":[\"applications\",\"stage\"],\"where\":{\"office\":{\"city\":{\"eq\":\"New York\"}}}}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bexpand%5D%5B%5D=applications&remote_query%5Bexpand%5D%5B%5D=stage&remote_query%5Bwhere%5D%5Boffice%5D%5Bcity%5D%5Beq%5D=New%20York"
    );
}

#[test]
fn get_applications_remote_query_array_of_objects() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >(
                "{\"filters\":[{\"field\":\"source\",\"values\":[\"referral\",\"agency\"]},{\"field\":\"stage\",\"values\":[\"R&D\"]}]}",
            ),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bfilters%5D%5B0%5D%5Bfield%5D=source&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=referral&remote_query%5Bfilters%5D%5B0%5D%5Bvalues%5D%5B%5D=agency&remote_query%5Bfilters%5D%5B1%5D%5Bfield%5D=stage&remote_query%5Bfilters%5D%5B1%5D%5Bvalues%5D%5B%5D=R%26D"
    );
}

#[test]
fn get_applications_remote_query_special_keys() {
    let transport = ScriptedTransport::default();
    let client = client(&transport);
    let request = client
        .applications()
        .get("value", "value")
        .remote_query(
            value::<
                serde_json::Value,
            >("{\"custom field\":\"a=b\",\"c.d\":\"1:2\",\"é\":\"ü\",\"e+f\":\"50%\"}"),
        )
        .to_request()
        .expect("the example can be sent");
    let query = request.query_string();
    assert_eq!(
        contributed(query, "remote_query"),
        "remote_query%5Bcustom%20field%5D=a%3Db&remote_query%5Bc.d%5D=1%3A2&remote_query%5B%C3%A9%5D=%C3%BC&remote_query%5Be%2Bf%5D=50%25"
    );
}

#[test]
fn list_candidates_has_methods_of_its_own_for_these() {
    let client = client(&ScriptedTransport::default());
    for name in ["truto_response_format", "truto_key_by", "next_cursor"] {
        for written in [name.to_owned(), format!("{name}[]")] {
            let request = client
                .candidates()
                .list("value")
                .extra_parameter(written, "x")
                .to_request();
            let error = request.expect_err("the crate sends this parameter itself");
            assert!(error.is_invalid_parameter() && error.to_string().contains(name));
        }
    }
    let other = client
        .candidates()
        .list("value")
        .extra_parameter("not_of_this_api", "x")
        .to_request();
    let other = other.expect("the crate knows nothing against it");
    assert!(other.query_string().ends_with("not_of_this_api=x"));
}

#[test]
fn create_candidates_has_methods_of_its_own_for_these() {
    let client = client(&ScriptedTransport::default());
    for name in ["truto_response_format"] {
        for written in [name.to_owned(), format!("{name}[]")] {
            let request = client
                .candidates()
                .create("value", models::NewCandidate::default())
                .extra_parameter(written, "x")
                .to_request();
            let error = request.expect_err("the crate sends this parameter itself");
            assert!(error.is_invalid_parameter() && error.to_string().contains(name));
        }
    }
    let other = client
        .candidates()
        .create("value", models::NewCandidate::default())
        .extra_parameter("not_of_this_api", "x")
        .to_request();
    let other = other.expect("the crate knows nothing against it");
    assert!(other.query_string().ends_with("not_of_this_api=x"));
}

#[test]
fn get_candidates_has_methods_of_its_own_for_these() {
    let client = client(&ScriptedTransport::default());
    for name in ["truto_response_format"] {
        for written in [name.to_owned(), format!("{name}[]")] {
            let request = client
                .candidates()
                .get("value", "value")
                .extra_parameter(written, "x")
                .to_request();
            let error = request.expect_err("the crate sends this parameter itself");
            assert!(error.is_invalid_parameter() && error.to_string().contains(name));
        }
    }
    let other = client
        .candidates()
        .get("value", "value")
        .extra_parameter("not_of_this_api", "x")
        .to_request();
    let other = other.expect("the crate knows nothing against it");
    assert!(other.query_string().ends_with("not_of_this_api=x"));
}

#[test]
fn list_applications_has_methods_of_its_own_for_these() {
    let client = client(&ScriptedTransport::default());
    for name in ["truto_response_format", "truto_key_by", "next_cursor"] {
        for written in [name.to_owned(), format!("{name}[]")] {
            let request = client
                .applications()
                .list("value")
                .extra_parameter(written, "x")
                .to_request();
            let error = request.expect_err("the crate sends this parameter itself");
            assert!(error.is_invalid_parameter() && error.to_string().contains(name));
        }
    }
    let other = client
        .applications()
        .list("value")
        .extra_parameter("not_of_this_api", "x")
        .to_request();
    let other = other.expect("the crate knows nothing against it");
    assert!(other.query_string().ends_with("not_of_this_api=x"));
}

#[test]
fn get_applications_has_methods_of_its_own_for_these() {
    let client = client(&ScriptedTransport::default());
    for name in ["truto_response_format"] {
        for written in [name.to_owned(), format!("{name}[]")] {
            let request = client
                .applications()
                .get("value", "value")
                .extra_parameter(written, "x")
                .to_request();
            let error = request.expect_err("the crate sends this parameter itself");
            assert!(error.is_invalid_parameter() && error.to_string().contains(name));
        }
    }
    let other = client
        .applications()
        .get("value", "value")
        .extra_parameter("not_of_this_api", "x")
        .to_request();
    let other = other.expect("the crate knows nothing against it");
    assert!(other.query_string().ends_with("not_of_this_api=x"));
}
