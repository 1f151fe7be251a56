//! `cargo xtask codegen`: a document in, a folder of files out.
//!
//! ```text
//! job ─► input ─► the generator ─► findings ─► plan ─┬─► write ─► lock
//! flags  text     files in memory   messages   on disk └─► check
//! ```
//!
//! Both ends go down the same path; `check` only shows what `write` would do. Where the folder
//! holds a crate already, `news` tells what the new one means for those who use it.

mod check;
mod findings;
mod input;
mod job;
mod lock;
mod machine;
mod name;
mod news;
mod owner;
mod place;
mod plan;
mod write;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::bail;
use oas_codegen::listing::Listing;
use oas_codegen::{Options, Outcome, RuntimeDependency, Source, Summary};

use crate::cli::{CodegenArguments, OutputFormat};
use crate::output::{self, counted};
use crate::workspace::Workspace;

pub(crate) use findings::Findings;
pub(crate) use input::{Beside, text};
pub(crate) use name::PackageName;

use job::Job;
use news::News;
use plan::Plan;

/// Makes a crate from a document, or checks the one that is there.
pub(crate) fn run(arguments: &CodegenArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    let job = Job::new(arguments, workspace)?;
    let (source, outcome) = make(&job, arguments)?;

    let machine = arguments.format == OutputFormat::Json;
    let tell_machine = |word: &str, plan: Option<(&Plan<'_>, &News)>| {
        output::print(&machine::report(
            job.name.as_str(),
            word,
            &source,
            &outcome,
            plan,
            began,
        ))
    };

    let findings = Findings::of(&outcome.diagnostics);
    if !machine {
        findings.tell(&outcome.diagnostics, &source, arguments.verbose);
    }
    if findings.refuse(job.deny_warnings) {
        if machine {
            tell_machine("refused", None)?;
        } else {
            output::tell(&format!(
                "{}: {}",
                job.name,
                findings.refusal(job.deny_warnings, arguments.check)
            ));
        }
        return Ok(ExitCode::FAILURE);
    }
    let Some(tree) = &outcome.tree else {
        bail!("the generator gave neither a crate nor a reason: this is a fault of the generator");
    };

    owner::top_level(&job, tree, arguments.check)?;
    let plan = Plan::new(&job.out, tree.iter(), job.ignored())?;
    let news = News::of(&job, &plan, outcome.listing.as_ref());
    if arguments.check && machine {
        let same = plan.is_fulfilled();
        tell_machine(
            if same { "same" } else { "different" },
            Some((&plan, &news)),
        )?;
        return Ok(if same {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    if arguments.check {
        return check::run(&job, &plan, &news, began);
    }
    owner::nothing_lost(&job, &plan)?;
    plan.nothing_in_the_way(&job.out_name)?;
    write::run(&job.out, &job.out_name, &plan)?;
    lock::refresh(&job, &plan, workspace);
    if machine {
        tell_machine("written", Some((&plan, &news)))?;
    } else {
        news.tell()?;
        report(&job, &plan, outcome.summary, began)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What the document of a job gives.
fn make(job: &Job, arguments: &CodegenArguments) -> anyhow::Result<(Source, Outcome)> {
    let document = input::document(job)?;
    let source = Source::new(job.document_name.as_str(), document);
    let options = Options::new(job.name.as_str())
        .with_runtime(RuntimeDependency::Path(job.runtime.clone()))
        .standalone(job.standalone)
        .lenient(arguments.lenient)
        .with_group_features(arguments.group_features.into())
        .allow_outside_files(arguments.allow_outside)
        .with_changelog(job.changelog()?);
    let outside = arguments.allow_outside;
    let beside = input::Beside::new(&job.document, Some(&job.out), outside)?;
    let outcome = oas_codegen::generate(&source, &options, &|path| beside.read(path));
    Ok((source, outcome))
}

/// The listing of the repository's own crate as its document gives it, which must be free of
/// warnings; none if it has been told why there is none.
pub(crate) fn own_listing(workspace: &Workspace) -> anyhow::Result<Option<Listing>> {
    let arguments = CodegenArguments::default();
    let job = Job::new(&arguments, workspace)?;
    let (source, outcome) = make(&job, &arguments)?;
    let findings = Findings::of(&outcome.diagnostics);
    if findings.refuse(job.deny_warnings) {
        findings.tell(&outcome.diagnostics, &source, false);
        return Ok(None);
    }
    Ok(outcome.listing)
}

/// Says what became of the document and of each file.
fn report(job: &Job, plan: &Plan<'_>, summary: Summary, began: Instant) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for file in &plan.missing {
        lines.push(format!("written  {}", job.shown(file.path)));
    }
    for file in &plan.changed {
        lines.push(format!("changed  {}", job.shown(file.path)));
    }
    for path in &plan.extra {
        lines.push(format!("removed  {}", job.shown(path)));
    }
    let (declared, emitted) = (summary.operations_declared, summary.operations_emitted);
    let operations = if declared == emitted {
        counted(declared, "operation")
    } else {
        format!("{emitted} of {}", counted(declared, "operation"))
    };
    let incoming = match summary.incoming_requests {
        0 => String::new(),
        count => format!(", {} of the server (types only)", counted(count, "request")),
    };
    lines.push(format!(
        "{}: {operations}{incoming}, {}; {}: {} written, {} changed, {} removed, {} unchanged, in {} ms",
        job.name,
        counted(summary.types_emitted, "type"),
        counted(plan.files(), "file"),
        plan.missing.len(),
        plan.changed.len(),
        plan.extra.len(),
        plan.unchanged,
        began.elapsed().as_millis(),
    ));
    output::print(&lines.join("\n"))
}
