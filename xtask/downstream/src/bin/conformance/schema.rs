//! Pages of values that a server makes up after the schema. One that makes up none answers as
//! ever.

use anyhow::{Context, ensure};
use serde_json::Value;
use truto_ats::models::CandidateList;

use crate::server::Server;
use crate::table::{Table, counted};

/// How many pages are asked for: each holds other values.
const PAGES: usize = 25;

/// Whatever the schema allows is read, and written again as it came.
pub async fn made_up(server: &Server, table: &mut Table) {
    let checked = async {
        let client = server.client_preferring("dynamic=true")?;
        let mut records = 0;
        for _ in 0..PAGES {
            let request = client.candidates().list(server.account()).to_request()?;
            let answer = client.runtime().send(request).await?;
            let limit = &answer.info.rate_limit;
            ensure!(
                limit.limit.is_some() && limit.window.is_some() && limit.remaining.is_some(),
                "the rate limit cannot be read: {limit:?}"
            );
            records += as_it_came(&answer.body)?;
        }
        let records = counted(records, "candidate");
        Ok(format!("{records} on {}", counted(PAGES, "page")))
    };
    table
        .check("whatever the schema allows: nothing is lost", checked)
        .await;
}

fn as_it_came(body: &[u8]) -> anyhow::Result<usize> {
    let page: CandidateList = serde_json::from_slice(body).context("it cannot be read")?;
    let came: Value = serde_json::from_slice(body)?;
    let written: Value = serde_json::from_str(&serde_json::to_string(&page)?)?;
    ensure!(came == written, "{came} is written as {written}");
    Ok(page.result.len())
}
