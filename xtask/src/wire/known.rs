//! What prism itself does wrong: requests that it refuses, or falls over, although they are
//! what the document says. Each has its reason, and one that is no longer needed is a fault.

/// Requests of which prism's word does not count.
pub(super) struct Known {
    /// The document, without `.yaml`.
    pub(super) document: &'static str,
    /// How the method and the address begin.
    pub(super) request: &'static str,
    /// What prism's word holds; nothing if it falls.
    pub(super) word: &'static str,
    /// Why it is wrong.
    pub(super) why: &'static str,
}

pub(super) const KNOWN: &[Known] = &[
    Known {
        document: "bodies",
        request: "POST /charges",
        word: "expand must be array",
        why: "it reads an array of a form only if `encoding` says what is the rule anyway",
    },
    Known {
        document: "parameters",
        request: "GET /things",
        word: "",
        why: "it falls over an optional array header that is not sent",
    },
];
