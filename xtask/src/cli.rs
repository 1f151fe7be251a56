//! What can be said on the command line. The comments are the help texts.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use truto_mock::{Fault, FaultRule, MAXIMUM_CANDIDATES, MAXIMUM_LIMIT, MockConfig};

use crate::codegen::PackageName;

/// The repository's commands: make the client crate, try it without an account.
#[derive(Debug, Parser)]
#[command(
    name = "xtask",
    bin_name = "cargo xtask",
    after_help = "Exit codes: 0 done, 1 a fault or a difference was found, 2 wrong usage."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make generated/ (crate truto-ats) from spec/, or a crate from any OpenAPI document
    #[command(after_help = CODEGEN_NOTES)]
    Codegen(CodegenArguments),
    /// Tell what a change of a document does to those who use the crate
    #[command(after_help = SPEC_DIFF_NOTES)]
    SpecDiff(SpecDiffArguments),
    /// Write the changelog of generated/ from what changed since the last release
    #[command(after_help = RELEASE_NOTES_NOTES)]
    ReleaseNotes(ReleaseNotesArguments),
    /// Run a server on this machine that answers as Truto does, with invented candidates
    #[command(after_help = mock_notes())]
    Mock(MockArguments),
    /// List candidates through the generated crate, as a table
    #[command(after_help = DEMO_NOTES)]
    Demo(DemoArguments),
    /// Make and compile a crate of every OpenAPI document in a folder, and print what came of each
    #[command(after_help = CORPUS_NOTES)]
    Corpus(CorpusArguments),
    /// List thousands of pages from a server that fails: each record exactly once, memory flat
    Soak(SoakArguments),
    /// Send one list of requests through the generated crate to a server, and print the outcome
    #[command(after_help = CONFORMANCE_NOTES)]
    Conformance(ConformanceArguments),
    /// Have schemathesis make requests of the spec and send them to the mock; it finds nothing
    #[command(after_help = SCHEMATHESIS_NOTES)]
    Schemathesis(SchemathesisArguments),
    /// Have cargo-semver-checks, and a program, judge what we say of changes of a document
    #[command(after_help = SEMVER_NOTES)]
    Semver,
    /// Have a server that others wrote judge what clients of the feature documents send
    #[command(after_help = WIRE_NOTES)]
    Wire(WireArguments),
    /// Hold the project against data that is not in it: wire vectors, a page, documents
    #[command(after_help = SHARED_NOTES)]
    Shared(SharedArguments),
}

const CODEGEN_NOTES: &str = "\
Without --spec: spec/truto-unified-ats.yaml becomes the crate truto-ats in generated/,
and a warning about the document is an error. If there is a spec/overlay.yaml, it is laid
over the document: it holds corrections (OpenAPI Overlay 1.0), each of which must apply.

Files whose bytes are right are not touched, files that no longer belong are removed.
Only a folder that is empty, or that codegen wrote before, is written to.

Where a crate was before, its api.txt is compared with the new one, and what changed for
those who use the crate is printed: breaking, additive or documentation only, and the
version that this asks for.

Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --spec pets.yaml --out ../pets-client --name pets-client
  cargo xtask codegen --spec pets.yaml --overlay mended.yaml --out ../pets --name pets";

const SPEC_DIFF_NOTES: &str = "\
OLD and NEW are OpenAPI documents, or the api.txt of crates made from them. Nothing is
written. Exit code 0 unless --deny says otherwise, or a document has faults.

Examples:
  cargo xtask spec-diff old/pets.yaml pets.yaml
  cargo xtask spec-diff old/pets.yaml pets.yaml --markdown --deny breaking
  git show v1.0.0:generated/api.txt >old.txt
  cargo xtask spec-diff old.txt generated/api.txt";

const RELEASE_NOTES_NOTES: &str = "\
It compares spec/ as it is with spec/released/api.txt, the listing of the version that was
released last, and writes the section of the document's info.version in spec/CHANGELOG.md,
which codegen puts into generated/. Between the two marks in the section everything is
written anew each time; what stands outside them is kept. It is refused while info.version
is too low for what changed.

Nothing is published. After a version has been published by hand:
  cargo xtask release-notes --released";

const DEMO_NOTES: &str = "\
It starts the mock and lists every candidate of it, page after page.

With TRUTO_API_TOKEN and TRUTO_ACCOUNT_ID set it lists the candidates of that account
at the real service instead; TRUTO_BASE_URL gives the service another address.";

const SHARED_NOTES: &str = "\
Without DIR: ../shared beside the checkout; where that is not there nothing is checked.

It sends data/wire-vectors.json through the encoder and the generated crate, has the npm
package qs read the queries back where node and npm are there, decodes and writes
data/candidates-page.json, and runs the generator on the documents in corpus/.";

const SEMVER_NOTES: &str = "\
The changes are those of generator/tests/semver/matrix.yaml. It needs cargo-semver-checks
(`cargo install cargo-semver-checks --locked`) and takes some minutes.

Exit code 1 if a judge disagrees with our class and the matrix does not say why.";

const CORPUS_NOTES: &str = "\
Faults of a document that can be worked around are counted as faults; --strict has them
refused. Crates are kept in target/corpus and compiled with warnings denied; one that did
not change since is not compiled again, and has `kept` for a time.

Exit code 1 if a document gives no crate or its crate does not compile.";

#[derive(Debug, Default, Args)]
pub(crate) struct CodegenArguments {
    /// Write nothing; show what would change, and exit with 1 if anything would
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) other: Option<OtherDocument>,
    /// Take warnings for errors (always so for the repository's own document)
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Work around faults of another document where possible, and say what was done
    #[arg(long, requires = "spec")]
    pub(crate) lenient: bool,
    /// When groups of operations get features: large, always, never
    #[arg(
        long,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        hide_possible_values = true,
        requires = "spec"
    )]
    pub(crate) group_features: WhenGroupFeatures,
    /// Lay an overlay (OpenAPI Overlay 1.0) over another document; may be given again
    #[arg(long = "overlay", value_name = "FILE", requires = "spec")]
    pub(crate) overlays: Vec<PathBuf>,
    /// Let another document refer to files outside its own folder
    #[arg(long, requires = "spec")]
    pub(crate) allow_outside: bool,
    /// Print text, or one JSON object
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: OutputFormat,
    /// Show notes in full, not only how many there are
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// Who reads what a command prints.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// A person
    #[default]
    Text,
    /// A program
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct SpecDiffArguments {
    /// The document as it was
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The document as it is
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Print one JSON object
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Print Markdown, for a pull request
    #[arg(long)]
    pub(crate) markdown: bool,
    /// Work around faults of the documents where possible
    #[arg(long)]
    pub(crate) lenient: bool,
    /// Exit with 1 on such a change
    #[arg(long, value_enum, value_name = "CLASS")]
    pub(crate) deny: Option<DeniedClass>,
}

/// The least class of change that is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeniedClass {
    /// Programs may not compile any more
    Breaking,
    /// There is more to use, or other bytes are sent; breaking ones, too
    Additive,
    /// Any change
    Documentation,
}

impl From<DeniedClass> for oas_codegen::changes::Class {
    fn from(class: DeniedClass) -> Self {
        match class {
            DeniedClass::Breaking => Self::Breaking,
            DeniedClass::Additive => Self::Additive,
            DeniedClass::Documentation => Self::Documentation,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ReleaseNotesArguments {
    /// Remember the crate as it is for the one that was released last; write no section
    #[arg(long)]
    pub(crate) released: bool,
}

/// When groups get features.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhenGroupFeatures {
    /// If the document has more than a hundred operations
    #[default]
    Large,
    /// In any case
    Always,
    /// In no case
    Never,
}

impl From<WhenGroupFeatures> for oas_codegen::GroupFeatures {
    fn from(when: WhenGroupFeatures) -> Self {
        match when {
            WhenGroupFeatures::Large => Self::WhenLarge,
            WhenGroupFeatures::Always => Self::Always,
            WhenGroupFeatures::Never => Self::Never,
        }
    }
}

/// Another document than the repository's own: all three, or none.
#[derive(Debug, Args)]
pub(crate) struct OtherDocument {
    /// An OpenAPI document, YAML or JSON; needs --out and --name
    #[arg(long, value_name = "FILE", required = false, requires_all = ["out", "name"])]
    pub(crate) spec: PathBuf,
    /// The folder of the crate to write
    #[arg(long, value_name = "DIR", required = false, requires_all = ["spec", "name"])]
    pub(crate) out: PathBuf,
    /// The name of the crate to write
    #[arg(long, value_name = "CRATE", required = false, requires_all = ["spec", "out"])]
    pub(crate) name: PackageName,
    /// The crate is to be a member of a workspace above its folder, not one of its own
    #[arg(long, requires = "spec")]
    pub(crate) member: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MockArguments {
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = MockConfig::default().port)]
    pub(crate) port: u16,
    /// How many candidates a page holds when the request has no `limit`
    #[arg(long, value_name = "N", default_value_t = MockConfig::default().page_size, value_parser = page_size)]
    pub(crate) page_size: usize,
    /// How many candidates there are
    #[arg(long, value_name = "N", default_value_t = MockConfig::default().candidates, value_parser = candidates)]
    pub(crate) candidates: u64,
    /// Decides every invented value: the same seed, the same candidates
    #[arg(long, value_name = "N", default_value_t = MockConfig::default().seed)]
    pub(crate) seed: u64,
    /// Answer a list of candidates with partial records, as eleven integrations do
    #[arg(long)]
    pub(crate) partial: bool,
    /// How many milliseconds every answer takes at least
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) latency: u64,
    /// Misbehave: `NAME[=VALUE][@PROBABILITY][xTIMES][+AFTER]`; may be given again
    #[arg(long = "fault", value_name = "RULE")]
    pub(crate) faults: Vec<FaultRule>,
    /// Decides which requests get the faults that have a probability
    #[arg(long, value_name = "N", default_value_t = MockConfig::default().fault_seed)]
    pub(crate) fault_seed: u64,
    /// Speak HTTPS, with a certificate of the server's own making
    #[arg(long)]
    pub(crate) tls: bool,
    /// Write the certificate to trust to this file, as PEM
    #[arg(long, value_name = "FILE", requires = "tls")]
    pub(crate) certificate: Option<PathBuf>,
}

/// The help of `mock`: with the faults there are.
fn mock_notes() -> String {
    let mut text = "It listens on 127.0.0.1 and takes any bearer token; one that\n\
        begins with account-token needs no integrated_account_id. Ctrl-C ends it.\n\n\
        Faults, of which the first rule that is due gets the request:\n"
        .to_owned();
    for (fault, words) in Fault::all() {
        let _ = writeln!(text, "  {:<22}{words}", fault.name());
    }
    text.push_str(
        "\nExamples:\n  \
         cargo xtask mock --fault status=503x2          the first two requests are refused\n  \
         cargo xtask mock --fault reset@0.05 --fault rate-limit=1@0.05 --fault-seed 7\n  \
         cargo run -p xtask --features tls -- mock --tls --certificate mock.pem",
    );
    text
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    /// How many candidates the mock has
    #[arg(long, value_name = "N", value_parser = candidates)]
    pub(crate) candidates: Option<u64>,
    /// How many candidates a page of the mock holds
    #[arg(long, value_name = "N", value_parser = page_size)]
    pub(crate) page_size: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct CorpusArguments {
    /// The folder with the documents: .json, .yaml and .yml files
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Take only documents of at most so many bytes
    #[arg(long, value_name = "BYTES")]
    pub(crate) largest: Option<u64>,
    /// Refuse a document with faults, as codegen does without --lenient
    #[arg(long)]
    pub(crate) strict: bool,
    /// Generate only
    #[arg(long)]
    pub(crate) no_check: bool,
    /// Check the tests and examples of the crates, too
    #[arg(long)]
    pub(crate) all_targets: bool,
    /// How many documents and crates are worked on at a time; as many as there are cores
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    /// Print one JSON object instead of the table
    #[arg(long)]
    pub(crate) json: bool,
}

impl CorpusArguments {
    pub(crate) fn jobs(&self) -> usize {
        self.jobs
            .or_else(|| std::thread::available_parallelism().ok())
            .map_or(1, std::num::NonZeroUsize::get)
    }
}

#[derive(Debug, Args)]
pub(crate) struct SoakArguments {
    /// How many pages there are
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) pages: u64,
    /// How many candidates a page holds
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = page_size)]
    pub(crate) page_size: usize,
    /// How many of the requests fail, from 0 to 1
    #[arg(long, value_name = "RATE", default_value_t = 0.2, value_parser = rate)]
    pub(crate) fault_rate: f64,
    /// Decides the candidates and the faults
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

fn rate(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|rate| (0.0..1.0).contains(rate))
        .ok_or_else(|| "a rate is from 0 to less than 1".to_owned())
}

const CONFORMANCE_NOTES: &str = "\
Without --prism and --base-url: against the mock, which it starts. The list is the same for
all servers; exit code 1 if a request of it does not go as it must.

--prism needs Node.js; @stoplight/prism-cli itself is installed into target/prism. It
answers with the examples of the spec, and refuses what the spec does not allow.

--base-url sends the token in TRUTO_API_TOKEN.";

#[derive(Debug, Args)]
pub(crate) struct ConformanceArguments {
    /// Ask this server, which runs already
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Ask a server that others wrote and that knows nothing but the spec
    #[arg(long, conflicts_with = "base_url")]
    pub(crate) prism: bool,
}

const WIRE_NOTES: &str = "\
It needs Node.js; @stoplight/prism-cli itself is installed into target/prism.

The documents are those in generator/tests/documents with tests written by hand beside them.
The tests keep their requests in the folder that OAS_KEPT_REQUESTS names.
Exit code 1 if a request is refused.";

#[derive(Debug, Args)]
pub(crate) struct WireArguments {
    /// Take the requests that a run of the tests kept in target/wire, and run none
    #[arg(long)]
    pub(crate) kept: bool,
}

const SCHEMATHESIS_NOTES: &str = "\
It needs Python 3.11 or newer; schemathesis itself is installed into target/schemathesis.

Exit code 1 if it finds anything, as it must when the mock misbehaves:
  cargo xtask schemathesis --fault unknown-enum";

#[derive(Debug, Args)]
pub(crate) struct SchemathesisArguments {
    /// How many requests it makes up, beside those of examples and bounds
    #[arg(long, value_name = "N", default_value = "200")]
    pub(crate) examples: std::num::NonZeroU32,
    /// Decides the requests
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Misbehave as the mock does when told to, to see it noticed; may be given again
    #[arg(long = "fault", value_name = "RULE")]
    pub(crate) faults: Vec<FaultRule>,
}

#[derive(Debug, Args)]
pub(crate) struct SharedArguments {
    /// The folder with data/ and corpus/
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

fn page_size(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|number| (1..=MAXIMUM_LIMIT).contains(number))
        .ok_or_else(|| format!("a page holds from 1 to {MAXIMUM_LIMIT} candidates"))
}

fn candidates(text: &str) -> Result<u64, String> {
    text.parse()
        .ok()
        .filter(|number| *number <= MAXIMUM_CANDIDATES)
        .ok_or_else(|| format!("there can be from 0 to {MAXIMUM_CANDIDATES} candidates"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn another_document_needs_all_three_flags() {
        for line in [
            "xtask codegen --spec a.yaml",
            "xtask codegen --out a",
            "xtask codegen --name a",
            "xtask codegen --spec a.yaml --out a",
            "xtask codegen --spec a.yaml --name a",
            "xtask codegen --out a --name a",
        ] {
            let error = parse(line).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{line}");
        }
        let Command::Codegen(own) = parse("xtask codegen --check").unwrap().command else {
            panic!("another command");
        };
        assert!(own.other.is_none() && own.check);
        let Command::Codegen(other) = parse("xtask codegen --spec a.yaml --out b --name c")
            .unwrap()
            .command
        else {
            panic!("another command");
        };
        assert_eq!(other.other.unwrap().name.as_str(), "c");
    }

    #[test]
    fn faults_are_read_listed_and_refused_with_what_is_near() {
        let line = "xtask mock --fault status=503x2 --fault reset@0.05+1 --fault-seed 7 --tls";
        let Command::Mock(mock) = parse(line).unwrap().command else {
            panic!("another command");
        };
        let rules: Vec<String> = mock.faults.iter().map(ToString::to_string).collect();
        assert_eq!(rules, ["status=503x2", "reset@0.05+1"]);
        assert!(mock.fault_seed == 7 && mock.tls);
        let message = parse("xtask mock --fault tuncated")
            .unwrap_err()
            .to_string();
        assert!(message.contains("near it are truncated"), "{message}");
        // A certificate of what is not encrypted.
        assert!(parse("xtask mock --certificate a.pem").is_err());
        let help = parse("xtask mock --help").unwrap_err().to_string();
        for (fault, words) in Fault::all() {
            assert!(
                help.contains(fault.name()) && help.contains(words),
                "{fault}"
            );
        }
    }

    #[test]
    fn numbers_outside_their_bounds_are_refused() {
        for line in [
            "xtask mock --page-size 0",
            "xtask mock --page-size 201",
            "xtask mock --candidates 10000001",
            "xtask mock --port 65536",
            "xtask demo --page-size x",
        ] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }

    #[test]
    fn no_help_text_is_wider_than_a_terminal() {
        let mut command = Cli::command();
        command.build();
        let names: Vec<String> = command
            .get_subcommands()
            .map(|it| it.get_name().to_owned())
            .collect();
        for name in names {
            let sub = command.find_subcommand_mut(&name).unwrap();
            for line in sub.render_help().to_string().lines() {
                assert!(line.chars().count() <= 110, "{name}: {line}");
            }
        }
    }
}
