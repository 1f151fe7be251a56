//! What a new crate means for those who use the one that is there.

use std::fs;

use oas_codegen::changes::{Report, compare};
use oas_codegen::listing::{FILE, Listing};

use super::job::Job;
use super::plan::Plan;
use crate::output;

/// What is known of it.
#[derive(Debug)]
pub(super) enum News {
    /// There was no crate, or nothing changed in it.
    None,
    /// What changed.
    Changes(Box<Report>),
    /// Why it cannot be told.
    Unknown(String),
}

impl News {
    /// Compares the listing on disk, which must not have been written yet, with the new one.
    pub(super) fn of(job: &Job, plan: &Plan<'_>, new: Option<&Listing>) -> Self {
        let is_new = plan.changed.is_empty() && plan.unchanged == 0;
        let Some(new) = new.filter(|_| !is_new) else {
            return Self::None;
        };
        let shown = job.shown(FILE);
        let place = job.out.join(FILE);
        // A link may lead anywhere, and is not what codegen wrote.
        if !fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_file()) {
            return Self::Unknown(format!(
                "there is no `{shown}`: the crate was made before there was one, and what changes for those who \
                 use it cannot be told"
            ));
        }
        let old = fs::read_to_string(&place)
            .map_err(|error| error.to_string())
            .and_then(|text| Listing::parse(&text).map_err(|error| error.to_string()));
        match old {
            Ok(old) => {
                let report = compare(&old, new);
                if report.is_empty() && report.verdict.old == report.verdict.new {
                    Self::None
                } else {
                    Self::Changes(Box::new(report))
                }
            }
            Err(error) => Self::Unknown(format!(
                "`{shown}` cannot be read ({error}): what changes for those who use the crate cannot be told"
            )),
        }
    }

    pub(super) fn report(&self) -> Option<&Report> {
        match self {
            Self::Changes(report) => Some(report),
            Self::None | Self::Unknown(_) => None,
        }
    }

    pub(super) fn tell(&self) -> anyhow::Result<()> {
        match self {
            Self::None => Ok(()),
            Self::Changes(report) => output::print(&report.to_string()),
            Self::Unknown(reason) => output::print(reason),
        }
    }
}
