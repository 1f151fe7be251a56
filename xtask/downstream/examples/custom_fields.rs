//! Reads the fields that a customer's own mapping adds, as a type of one's own.
//!
//! Truto's mappings can be changed for an environment and for an account, so that answers
//! hold fields that no documentation lists. Here it is `custom_fields`.
//!
//! ```sh
//! cargo run --example custom_fields -- --account ID
//! ```

use clap::Parser;
use serde::Deserialize;
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
}

/// A candidate as this program needs it. Fields that are not named here are passed over,
/// which is also the cheapest way to read a long list.
#[derive(Deserialize)]
struct Applicant {
    id: String,
    // `Option` takes both: a field that is not there, and null.
    title: Option<String>,
    custom_fields: Option<CustomFields>,
}

#[derive(Deserialize)]
struct CustomFields {
    expected_salary: Option<f64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.connection.client()?;

    // The same request, filters and pager; only the type of the items is another.
    let mut applicants = client
        .candidates()
        .list(&arguments.connection.account)
        .items_as::<Applicant>()
        .stream();
    while let Some(applicant) = applicants.next().await {
        let applicant = match applicant {
            Ok(applicant) => applicant,
            // Customers change their fields without telling: a record that does not fit is
            // reported with its place, such as `custom_fields.expected_salary`.
            Err(error) if error.record_index().is_some() => {
                eprintln!("left out, at {}: {error}", error.json_path().unwrap_or("?"));
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let salary = applicant.custom_fields.and_then(|own| own.expected_salary);
        if let Some(salary) = salary {
            let title = applicant.title.as_deref().unwrap_or("-");
            println!("{}\t{title}\t{salary:.2}", applicant.id);
        }
    }

    // For one field beside all the usual ones no type is needed. The crate's own keeps what
    // it does not know:
    //     candidate.unknown_fields.get("custom_fields").map(|json| json.parse::<CustomFields>())
    eprintln!("of {} candidates", applicants.items_yielded());
    Ok(())
}
