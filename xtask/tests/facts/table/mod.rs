//! What is known of *List Candidates*, as data: typed by hand from the facts, section by
//! section, in page order. Neither the spec nor the generator had a part in it.

mod errors;
mod parameters;
mod response;

pub use errors::{ERROR, HEADERS, PROVIDER_ERROR, STATUSES};
pub use parameters::PARAMETERS;
pub use response::LIST;

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    DateTime,
    Uuid,
    Boolean,
    Integer,
    /// `is_private`: documented as text, described as a yes or no (section 13, decision 8).
    BooleanOrText,
    /// Text that is one of these; open, as every enum here.
    OneOf(&'static [&'static str]),
    /// Any JSON.
    Anything,
    /// An object with keys that nobody knows.
    Record,
    Object(&'static [Row]),
    Objects(&'static [Row]),
    Texts,
    /// `locations`: documented as texts; the spec takes objects too.
    TextsOrObjects,
    Anythings,
}

/// How sure a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Documented,
    Matched,
    Inferred,
}

impl Certainty {
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Matched => "matched",
            Self::Inferred => "inferred",
        }
    }
}

/// A property, or the name and the value of a parameter.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub name: &'static str,
    pub kind: Kind,
    /// The page's words; empty where the page has none.
    pub text: &'static str,
    pub required: bool,
    /// How many integrations give the property, where the page says so.
    pub count: Option<u32>,
    pub certainty: Certainty,
}

impl Row {
    pub const fn new(name: &'static str, kind: Kind, text: &'static str) -> Self {
        Self {
            name,
            kind,
            text,
            required: false,
            count: None,
            certainty: Certainty::Documented,
        }
    }

    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub const fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }

    pub const fn matched(mut self) -> Self {
        self.certainty = Certainty::Matched;
        self
    }

    pub const fn inferred(mut self) -> Self {
        self.certainty = Certainty::Inferred;
        self
    }

    /// The properties of the object, or of the objects in the array.
    pub fn children(&self) -> &'static [Row] {
        match self.kind {
            Kind::Object(rows) | Kind::Objects(rows) => rows,
            _ => &[],
        }
    }

    /// The path of this row below another: `result[].id`, `job[id]` being `job.id`.
    pub fn path(&self, parent: &str) -> String {
        let array = match self.kind {
            Kind::Objects(_) => "[]",
            _ => "",
        };
        let dot = if parent.is_empty() { "" } else { "." };
        format!("{parent}{dot}{}{array}", self.name)
    }
}

/// Which integrations heed a filter: what may be said of it, and no more.
#[derive(Clone, Copy, Debug)]
pub struct Support {
    pub names: &'static [&'static str],
    pub required: &'static [&'static str],
    /// How many do, where the page's number speaks of the filter.
    pub count: Option<u32>,
    pub notes: &'static [(&'static str, &'static str)],
}

impl Support {
    pub const fn count(count: u32, names: &'static [&'static str]) -> Self {
        Self {
            names,
            required: &[],
            count: Some(count),
            notes: &[],
        }
    }
}

/// How a parameter is written into the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// `name=value`
    Plain,
    /// `name[key]=value`, `name[]=value`, `name[0][key]=value`
    Brackets,
    /// `name=value` or `name[gt]=value` and its kind
    Range,
}

/// A query parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub row: Row,
    pub wire: Wire,
    pub support: Option<Support>,
    /// The same for keys in the parameter.
    pub key_support: &'static [(&'static str, Support)],
    /// The number that the page prints for a filter that shares its name with a property of
    /// the answer: it is the property's (the trap of section 2).
    pub count_of_property: Option<u32>,
    /// The page's own example, brackets not encoded.
    pub example: Option<&'static str>,
    /// What must be said of the tokens with which it is not needed; empty when it always is,
    /// or never.
    pub implied_by_token: &'static [&'static str],
}

impl Parameter {
    pub const fn new(row: Row, wire: Wire) -> Self {
        Self {
            row,
            wire,
            support: None,
            key_support: &[],
            count_of_property: None,
            example: None,
            implied_by_token: &[],
        }
    }

    pub const fn support(mut self, support: Support) -> Self {
        self.support = Some(support);
        self
    }

    pub const fn keys(mut self, keys: &'static [(&'static str, Support)]) -> Self {
        self.key_support = keys;
        self
    }

    pub const fn count_of_property(mut self, count: u32) -> Self {
        self.count_of_property = Some(count);
        self
    }

    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = Some(example);
        self
    }

    pub const fn implied_by_token(mut self, words: &'static [&'static str]) -> Self {
        self.implied_by_token = words;
        self
    }
}

/// Section 1: the id that the project gave it, the name, whether its list answers are partial.
pub const INTEGRATIONS: &[(&str, &str, bool)] = &[
    ("applicantstack", "ApplicantStack", true),
    ("ashby", "Ashby", false),
    ("bamboohr", "BambooHR", true),
    ("breezy", "Breezy", true),
    ("cats", "CATS", true),
    ("ceipal", "Ceipal", false),
    ("fountain", "Fountain", false),
    ("greenhouse", "Greenhouse", false),
    ("homerun", "Homerun", true),
    ("hrcloud", "HR Cloud", false),
    ("jazzhr", "JazzHR", true),
    ("jobscore", "JobScore", false),
    ("jobvite", "Jobvite", false),
    ("keka", "Keka", false),
    ("lever", "Lever", false),
    ("loxo", "Loxo", false),
    ("pinpoint", "Pinpoint", false),
    ("recruitee", "Recruitee", true),
    ("recruiterflow", "Recruiterflow", false),
    ("sagehr", "Sage HR", true),
    ("smartrecruiters", "SmartRecruiters", true),
    ("talentlyft", "TalentLyft", true),
    ("teamtailor", "Teamtailor", false),
    ("workable", "Workable", true),
    ("zohorecruit", "Zoho Recruit", false),
];
