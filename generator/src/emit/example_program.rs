//! `examples/`: a program that lists every item of every page.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::setters::required;
use super::{Emitter, docs, ident, written};
use crate::api::{ExampleProgram, Operation, Parameter, Type};
use crate::format;
use crate::tree::Tree;

/// The name of an operation's program.
pub(super) fn name(operation: &Operation) -> String {
    operation.constant.to_lowercase()
}

impl Emitter<'_> {
    pub(super) fn example_programs(&self, tree: &mut Tree) {
        for operation in self.api.operations() {
            if let Some(program) = &operation.example_program {
                tree.add(
                    format!("examples/{}.rs", name(operation)),
                    self.example_program(operation, program),
                );
            }
        }
    }

    fn example_program(&self, operation: &Operation, program: &ExampleProgram) -> String {
        let library = format_ident!("{}", self.options.library_name());
        let package = &self.options.name;
        let example = name(operation);
        let flags: Vec<Flag<'_>> = program
            .flags
            .iter()
            .filter_map(|(flag, index)| {
                Some(Flag {
                    flag,
                    parameter: operation.parameters.get(*index)?,
                })
            })
            .collect();
        let usage = usage(package, &example, &program.token_variable, &flags);
        let head = docs::inner_attributes(&[
            format!("Lists every item of every page of `{}`.", operation.id),
            format!(
                "`cargo run --package {package} --example {example} -- --help` tells how to call it."
            ),
        ]);
        let fields = flags.iter().map(|flag| {
            let name = ident(&flag.parameter.name);
            let value = self.type_tokens(&flag.parameter.value, &quote!(models));
            quote!(#name: Option<#value>,)
        });
        let defaults = flags.iter().map(|flag| {
            let name = ident(&flag.parameter.name);
            quote!(#name: None,)
        });
        let readers = flags.iter().map(|flag| {
            let name = ident(&flag.parameter.name);
            let text = format!("--{}", flag.flag);
            match flag.parameter.value {
                Type::Number(_) => {
                    quote! { #text => arguments.#name = Some(number(&flag, &value()?)?), }
                }
                _ => quote! { #text => arguments.#name = Some(value()?), },
            }
        });
        let has_numbers = flags
            .iter()
            .any(|flag| matches!(flag.parameter.value, Type::Number(_)));
        let number = has_numbers.then(|| {
            quote! {
                fn number<T: std::str::FromStr>(flag: &str, text: &str) -> Result<T, String> {
                    text.parse()
                        .map_err(|_| format!("{flag} takes a whole number, not `{text}`"))
                }
            }
        });
        let request = self.program_request(operation, &flags);
        let columns = columns(program);
        let progress = progress();
        let table = table(program);
        let token_variable = &program.token_variable;
        let authentication = self.authentication(operation);
        let token_missing = format!("{token_variable} is not set: it must hold the API token");
        let item_word = "items: {}, pages: {}";
        format::rust_file(quote! {
            #head

            use std::fmt;
            use std::io::{self, Write};
            use std::process::ExitCode;
            use std::time::Duration;

            use indicatif::{HumanBytes, ProgressBar};
            use #library::oas_runtime::page::Progress;
            use #library::oas_runtime::serde::Serialize;
            use #library::oas_runtime::serde_json;
            use #library::{Client, Error};

            const USAGE: &str = #usage;

            /// What the command line asks for.
            struct Arguments {
                #(#fields)*
                base_url: Option<String>,
                json: bool,
                help: bool,
            }

            impl Arguments {
                fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
                    let mut arguments = Self {
                        #(#defaults)*
                        base_url: None,
                        json: false,
                        help: false,
                    };
                    while let Some(word) = words.next() {
                        let (flag, attached) = match word.split_once('=') {
                            Some((flag, value)) if flag.starts_with("--") => (flag.to_owned(), Some(value.to_owned())),
                            _ => (word, None),
                        };
                        let has_value = attached.is_some();
                        let mut value = || {
                            attached
                                .clone()
                                .or_else(|| words.next())
                                .ok_or_else(|| format!("{flag} needs a value"))
                        };
                        match flag.as_str() {
                            #(#readers)*
                            "--base-url" => arguments.base_url = Some(value()?),
                            "--json" if !has_value => arguments.json = true,
                            "--help" | "-h" if !has_value => arguments.help = true,
                            _ => return Err(format!("`{flag}` is not understood")),
                        }
                    }
                    Ok(arguments)
                }
            }

            #number

            /// Why the program could not do all that it was asked for.
            enum Failure {
                Usage(String),
                Setting(String),
                Api(Error),
                Output(io::Error),
                /// Records that could not be read; each was reported where it stood.
                Records(u64),
            }

            impl From<Error> for Failure {
                fn from(error: Error) -> Self {
                    Self::Api(error)
                }
            }

            impl From<io::Error> for Failure {
                fn from(error: io::Error) -> Self {
                    Self::Output(error)
                }
            }

            impl fmt::Display for Failure {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match self {
                        Self::Usage(message) => write!(formatter, "{message}\n\n{USAGE}"),
                        Self::Setting(message) => formatter.write_str(message),
                        Self::Api(error) => write!(formatter, "{error}"),
                        Self::Output(error) => write!(formatter, "the output cannot be written: {error}"),
                        Self::Records(count) => write!(formatter, "{count} records could not be read"),
                    }
                }
            }

            #[tokio::main(flavor = "current_thread")]
            async fn main() -> ExitCode {
                match run().await {
                    Ok(()) => ExitCode::SUCCESS,
                    // Whoever read the output has seen enough.
                    Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
                    Err(failure) => {
                        // If standard error is closed as well there is nobody to tell.
                        let _ = writeln!(io::stderr(), "error: {failure}");
                        match failure {
                            Failure::Usage(_) => ExitCode::from(2),
                            _ => ExitCode::FAILURE,
                        }
                    }
                }
            }

            async fn run() -> Result<(), Failure> {
                let arguments = Arguments::read(std::env::args().skip(1)).map_err(Failure::Usage)?;
                let mut output = io::stdout();
                if arguments.help {
                    writeln!(output, "{USAGE}")?;
                    return Ok(());
                }
                let token = std::env::var(#token_variable)
                    .ok()
                    .filter(|token| !token.is_empty())
                    .ok_or_else(|| Failure::Setting(#token_missing.to_owned()))?;
                let mut builder = Client::builder() #authentication;
                if let Some(base_url) = &arguments.base_url {
                    builder = builder.base_url(base_url);
                }
                let client = builder.build()?;
                #request
                let mut items = request.stream();
                let table = Table::new();
                if !arguments.json {
                    table.write_head(&mut output)?;
                }
                let bar = progress_bar(&items.progress());
                if !bar.is_hidden() {
                    let bar = bar.clone();
                    items = items.on_progress(move |progress| bar.set_message(words(progress)));
                }
                while let Some(item) = items.next().await {
                    bar.suspend(|| {
                        match item {
                            Ok(item) if arguments.json => {
                                let line = serde_json::to_string(&item).map_err(io::Error::other)?;
                                writeln!(output, "{line}")?;
                            }
                            Ok(item) => table.write_row(&mut output, &[#(#columns),*])?,
                            // The others of its page can still be read.
                            Err(error) if error.record_index().is_some() => {
                                writeln!(io::stderr(), "error: {error}")?;
                            }
                            Err(error) => return Err(Failure::from(error)),
                        }
                        output.flush()?;
                        Ok(())
                    })?;
                }
                bar.finish_and_clear();
                if !arguments.json {
                    writeln!(io::stderr(), #item_word, items.items_yielded(), items.pages_fetched())?;
                }
                match items.records_failed() {
                    0 => Ok(()),
                    failed => Err(Failure::Records(failed)),
                }
            }

            #progress

            #table
        })
    }

    fn program_request(&self, operation: &Operation, flags: &[Flag<'_>]) -> TokenStream {
        let arguments: Vec<TokenStream> = required(operation)
            .map(|parameter| {
                let name = ident(&parameter.name);
                let flag = flags
                    .iter()
                    .find(|flag| flag.parameter.name == parameter.name)
                    .map_or("", |flag| flag.flag);
                let missing = format!("--{flag} is needed");
                quote! { arguments.#name.ok_or_else(|| Failure::Usage(#missing.to_owned()))? }
            })
            .collect();
        let group = self
            .api
            .groups
            .iter()
            .find(|group| {
                group
                    .operations
                    .iter()
                    .any(|other| other.id == operation.id)
            })
            .map(|group| ident(&group.module));
        let method = ident(&operation.method_name);
        let optional: Vec<TokenStream> = flags
            .iter()
            .filter(|flag| !flag.parameter.required)
            .map(|flag| {
                let name = ident(&flag.parameter.name);
                quote! {
                    if let Some(value) = arguments.#name {
                        request = request.#name(value);
                    }
                }
            })
            .collect();
        let mutable = (!optional.is_empty()).then(|| quote!(mut));
        quote! {
            let #mutable request = client.#group().#method(#(#arguments),*);
            #(#optional)*
        }
    }
}

/// The line that tells how far the program is.
fn progress() -> TokenStream {
    quote! {
        /// A line at the foot of a terminal that is drawn anew as pages arrive. It goes to standard
        /// error, is drawn only where that is a terminal, and makes room while a row is written.
        fn progress_bar(progress: &Progress<'_>) -> ProgressBar {
            let bar = ProgressBar::new_spinner();
            if !bar.is_hidden() {
                bar.set_message(words(progress));
                bar.enable_steady_tick(Duration::from_millis(100));
            }
            bar
        }

        /// How far it is. How much there is in all no page tells, so there is nothing to fill.
        fn words(progress: &Progress<'_>) -> String {
            let bytes = HumanBytes(progress.bytes);
            let words = format!("pages: {}, items: {}, {bytes}", progress.pages, progress.items);
            let left = progress
                .rate_limit()
                .and_then(|rate_limit| Some((rate_limit.remaining?, rate_limit.limit?)));
            match left {
                Some((left, limit)) => format!("{words}, requests left: {left} of {limit}"),
                None => words,
            }
        }
    }
}

/// The table of items, the same for every program but for its columns.
fn table(program: &ExampleProgram) -> TokenStream {
    let titles: Vec<String> = program
        .columns
        .iter()
        .map(|column| column.to_uppercase().replace('_', " "))
        .collect();
    let count = titles.len();
    quote! {
        /// Items as lines with columns of one width.
        struct Table {
            titles: [&'static str; #count],
        }

        impl Table {
            /// The first column is as wide as a UUID, the others share the rest of a wide line.
            const FIRST_WIDTH: usize = 38;
            const WIDTH: usize = 26;

            fn new() -> Self {
                Self {
                    titles: [#(#titles),*],
                }
            }

            fn write_head(&self, output: &mut impl Write) -> io::Result<()> {
                self.write_row(output, &self.titles.map(str::to_owned))
            }

            fn write_row(&self, output: &mut impl Write, cells: &[String; #count]) -> io::Result<()> {
                let mut line = String::new();
                for (index, cell) in cells.iter().enumerate() {
                    let full_width = if index == 0 { Self::FIRST_WIDTH } else { Self::WIDTH };
                    let mut width = 0;
                    for character in cell.chars() {
                        let own_width = width_of(character);
                        if width + own_width > full_width - 2 {
                            line.push('…');
                            width += 1;
                            break;
                        }
                        line.push(character);
                        width += own_width;
                    }
                    line.extend(std::iter::repeat_n(' ', full_width.saturating_sub(width)));
                }
                writeln!(output, "{}", line.trim_end())
            }
        }

        /// How many columns of a terminal a character takes: two in the scripts of East Asia.
        fn width_of(character: char) -> usize {
            match u32::from(character) {
                0x300..=0x36f => 0,
                0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f => 2,
                0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
                _ => 1,
            }
        }

        /// A value as a cell: a text without its quotes, nothing for null, no control characters.
        fn cell(value: &impl Serialize) -> String {
            let text = match serde_json::to_value(value) {
                Ok(serde_json::Value::Null) | Err(_) => String::new(),
                Ok(serde_json::Value::String(text)) => text,
                Ok(other) => other.to_string(),
            };
            text.replace(char::is_control, " ")
        }
    }
}

struct Flag<'a> {
    flag: &'a str,
    parameter: &'a Parameter,
}

fn columns(program: &ExampleProgram) -> Vec<TokenStream> {
    program
        .columns
        .iter()
        .map(|column| {
            let column = ident(column);
            quote!(cell(&item.#column))
        })
        .collect()
}

fn usage(package: &str, example: &str, token_variable: &str, flags: &[Flag<'_>]) -> String {
    let mut usage = format!("usage: cargo run --package {package} --example {example} --");
    for flag in flags {
        let value = written(&flag.parameter.name)
            .to_uppercase()
            .replace("R#", "");
        let word = match flag.parameter.value {
            Type::Number(_) => "N".to_owned(),
            _ if value.ends_with("ID") => "ID".to_owned(),
            _ => value,
        };
        if flag.parameter.required {
            usage.push_str(&format!(" --{} {word}", flag.flag));
        } else {
            usage.push_str(&format!(" [--{} {word}]", flag.flag));
        }
    }
    usage.push_str(" [--base-url URL] [--json]\n\n");
    for flag in flags {
        let words = docs::summary(&flag.parameter.docs);
        usage.push_str(&format!("  --{:<12} {words}\n", flag.flag));
    }
    usage.push_str("  --base-url     the address of the API, in place of the usual one\n");
    usage.push_str("  --json         one JSON object a line in place of a table\n");
    usage.push_str(&format!("\nThe API token is read from {token_variable}."));
    usage
}
