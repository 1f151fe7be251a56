//! The words that candidates are made of. Nobody here exists: the family names say so in
//! their own language (example, sample, invented, fictional).

/// A name as written, and how it is spelled in an address.
pub(super) type Spelling = (&'static str, &'static str);

/// Names that go together.
pub(super) struct Script {
    pub(super) given: &'static [Spelling],
    pub(super) family: &'static [Spelling],
    /// The family name stands first in the full name.
    pub(super) family_first: bool,
}

const fn script(
    given: &'static [Spelling],
    family: &'static [Spelling],
    family_first: bool,
) -> Script {
    Script {
        given,
        family,
        family_first,
    }
}

pub(super) const SCRIPTS: &[Script] = &[
    script(
        &[
            ("Ottoline", "ottoline"),
            ("Barnaby", "barnaby"),
            ("Perpetua", "perpetua"),
            ("Zebedee", "zebedee"),
        ],
        &[
            ("Placeholder", "placeholder"),
            ("O’Fiction", "ofiction"),
            ("Inkwell-Sample", "inkwell-sample"),
        ],
        false,
    ),
    script(
        &[
            ("Zdzisława", "zdzislawa"),
            ("Åsmund", "asmund"),
            ("Çiçek", "cicek"),
            ("Ame\u{301}lie", "amelie"),
        ],
        &[
            ("Przykładowska", "przykladowska"),
            ("Påhittsson", "pahittsson"),
            ("Uydurmaoğlu", "uydurmaoglu"),
        ],
        false,
    ),
    script(
        &[("Ярополк", "yaropolk"), ("Любава", "lyubava")],
        &[
            ("Придумкин-Образцов", "pridumkin"),
            ("Вымышленко", "vymyshlenko"),
        ],
        false,
    ),
    script(
        &[("Ευρυδίκη", "evridiki"), ("Αλκιβιάδης", "alkiviadis")],
        &[
            ("Υποθετοπούλου", "ypothetopoulou"),
            ("Παραδειγματάκης", "paradeigmatakis"),
        ],
        false,
    ),
    script(
        &[("太郎", "taro"), ("花子", "hanako"), ("さくら", "sakura")],
        &[("架空", "kakuu"), ("見本", "mihon")],
        true,
    ),
    script(
        &[("小明", "xiaoming"), ("样例", "yangli")],
        &[("虚构", "xugou"), ("范", "fan")],
        true,
    ),
    script(
        &[("길동", "gildong"), ("보기", "bogi")],
        &[("가상", "gasang"), ("예시", "yesi")],
        true,
    ),
    script(
        &[("ليلى", "layla"), ("زيد", "zayd")],
        &[("المثال", "almithal"), ("الخيالي", "alkhayali")],
        false,
    ),
    script(
        &[("פלונית", "plonit"), ("אלמוני", "almoni")],
        &[("בן־דוגמה", "ben-dugma"), ("הבדויה", "habduya")],
        false,
    ),
    script(
        &[("कल्पना", "kalpana"), ("नमूना", "namuna")],
        &[("उदाहरणकर", "udaharankar"), ("काल्पनिक", "kalpanik")],
        false,
    ),
];

pub(super) const TITLES: &[&str] = &[
    "Backend Engineer",
    "Office Manager",
    "Ingénieure de données",
    "Softwareentwickler (m/w/d)",
    "Staff Nurse, Night Shift",
    "営業マネージャー",
    "Warehouse Lead / Forklift",
    "Head of \"Special\" Projects",
];

pub(super) const COMPANIES: &[&str] = &[
    "Imaginary Goods & Sons",
    "Beispielwerke GmbH",
    "Eastwind Placeholder Analytics",
    "株式会社みほん",
    "Usine Fictive S.A.R.L.",
    "Nowhere Marine",
];

/// Identifier and name.
pub(super) const TAGS: &[(&str, &str)] = &[
    ("tag_1", "senior"),
    ("tag_2", "remote"),
    ("tag_3", "re-engage next year"),
    ("tag_4", "référence"),
    ("tag_5", "🦊 sourced"),
    ("tag_6", "C++, Rust; no PHP"),
];

/// Position `n` is the stage `stage_{n + 1}`.
pub(super) const STAGES: &[&str] = &[
    "Applied",
    "Phone Screen",
    "Take-home",
    "On-site Interview",
    "Reference Check",
    "Offer",
    "Hired",
    "Rejected",
];

pub(super) const SOURCES: &[(&str, &str)] = &[
    ("source_1", "Referral"),
    ("source_2", "Careers page"),
    ("source_3", "Agency – Example & Partners"),
    ("source_4", "Job fair"),
];

pub(super) const REJECT_REASONS: &[&str] = &[
    "Not enough experience with distributed systems",
    "Position was filled",
    "Withdrew:\n\"another offer\"",
];

/// City and country.
pub(super) const PLACES: &[(&str, &str)] = &[
    ("Lisbon", "Portugal"),
    ("東京", "Japan"),
    ("Bengaluru", "India"),
    ("São Paulo", "Brazil"),
    ("Łódź", "Poland"),
    ("Springfield", "United States"),
];

/// Names that the standards keep for examples.
pub(super) const MAIL_DOMAINS: &[&str] = &["example.com", "mail.example.org", "post.example"];

/// Kind, extension. The kinds are those that the document lists; one that is not listed is a
/// fault, `unknown-enum`.
pub(super) const ATTACHMENTS: &[(&str, &str)] = &[
    ("resume", "pdf"),
    ("cover_letter", "docx"),
    ("other", "png"),
    ("other", "zip"),
];

pub(super) const URL_KINDS: &[&str] = &["portfolio", "blog", "other"];
