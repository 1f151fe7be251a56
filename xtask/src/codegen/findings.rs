//! What the generator had to say about the document.

use oas_codegen::diagnostics::render;
use oas_codegen::{Diagnostic, Severity, Source};

use crate::output::{self, counted};

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Findings {
    pub(crate) fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut findings = Self::default();
        for diagnostic in diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut findings.errors,
                Severity::Warning => &mut findings.warnings,
                Severity::Note => &mut findings.notes,
            } += 1;
        }
        findings
    }

    /// Shows every error and warning with its place, in the order of the stages. Notes are
    /// counted unless they are asked for.
    pub(crate) fn tell(self, diagnostics: &[Diagnostic], source: &Source, notes: bool) {
        for diagnostic in diagnostics {
            if notes || diagnostic.severity != Severity::Note {
                output::tell(&render(diagnostic, source).text);
            }
        }
        if self.notes > 0 && !notes {
            output::tell(&format!(
                "{}; --verbose shows them",
                counted(self.notes, "note")
            ));
        }
    }

    /// Whether no crate may be made.
    pub(crate) fn refuse(self, deny_warnings: bool) -> bool {
        self.errors > 0 || (deny_warnings && self.warnings > 0)
    }

    /// Why none was made.
    pub(crate) fn refusal(self, deny_warnings: bool, check: bool) -> String {
        let denied = if deny_warnings && self.errors == 0 {
            ", and warnings are denied"
        } else {
            ""
        };
        format!(
            "{}, {}{denied}; nothing was {}",
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            if check { "compared" } else { "written" },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_why() {
        let mut findings = Findings {
            errors: 1,
            warnings: 2,
            notes: 3,
        };
        assert!(findings.refuse(false));
        assert_eq!(
            findings.refusal(true, false),
            "1 error, 2 warnings; nothing was written"
        );
        findings.errors = 0;
        assert!(!findings.refuse(false) && findings.refuse(true));
        assert_eq!(
            findings.refusal(true, true),
            "0 errors, 2 warnings, and warnings are denied; nothing was compared"
        );
        findings.warnings = 0;
        assert!(!findings.refuse(true));
    }
}
