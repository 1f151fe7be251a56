//! The text of a changelog: a section for each version, the newest first.

/// What stands before all sections of a new changelog.
const HEAD: &str = "# Changelog\n";

/// Between these two lines a section is written anew each time.
const BEGIN: &str = "<!-- written by `cargo xtask release-notes` -->";
const END: &str = "<!-- end of what is written -->";

/// The changelog with these notes in the section of this version, which is made if there is none.
/// What people wrote, outside the marks, stays as it is.
pub(super) fn with_section(changelog: &str, version: &str, notes: &str) -> String {
    let notes = format!("{BEGIN}\n\n{}\n\n{END}\n", notes.trim());
    let changelog = if changelog.trim().is_empty() {
        HEAD
    } else {
        changelog
    };
    let heading = format!("## {version}");
    let lines: Vec<&str> = changelog.lines().collect();
    let is_heading = |line: &&str| line.starts_with("## ");
    let begin = lines.iter().position(|line| line.trim_end() == heading);
    let (before, inside, after) = match begin {
        Some(begin) => {
            let (before, rest) = lines.split_at(begin);
            let end = rest
                .iter()
                .skip(1)
                .position(is_heading)
                .map_or(rest.len(), |end| end + 1);
            let (inside, after) = rest.split_at(end);
            (before, inside, after)
        }
        None => {
            let first = lines.iter().position(is_heading).unwrap_or(lines.len());
            let (before, after) = lines.split_at(first);
            (before, [].as_slice(), after)
        }
    };
    let mark = |mark: &str| inside.iter().position(|line| line.trim_end() == mark);
    let section = match (mark(BEGIN), mark(END)) {
        (Some(begin), Some(end)) if begin < end => {
            let above = inside.get(..begin).unwrap_or_default().join("\n");
            let below = inside.get(end + 1..).unwrap_or_default().join("\n");
            format!("{above}\n{notes}{below}")
        }
        _ if inside.is_empty() => format!("{heading}\n\n{notes}"),
        _ => format!("{}\n\n{notes}", inside.join("\n").trim_end()),
    };
    let parts = [before.join("\n"), section, after.join("\n")];
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}\n", parts.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_made_above_the_older_ones() {
        let first = with_section("", "1.0.0", "First.\n");
        assert_eq!(
            first,
            "# Changelog\n\n## 1.0.0\n\n<!-- written by `cargo xtask release-notes` -->\n\nFirst.\n\n\
             <!-- end of what is written -->\n"
        );
        let second = with_section(&first, "1.1.0", "More.");
        let (newer, older) = (
            second.find("## 1.1.0").unwrap(),
            second.find("## 1.0.0").unwrap(),
        );
        assert!(newer < older, "{second}");
        assert_eq!(with_section(&second, "1.1.0", "More."), second);
        assert!(
            second.ends_with(first.strip_prefix("# Changelog\n\n").unwrap()),
            "{second}"
        );
    }

    #[test]
    fn what_people_wrote_is_kept() {
        let first = with_section("# Changelog\n\nOf this crate.\n", "1.0.0", "### Old\n\n- x");
        let by_hand = first
            .replace("## 1.0.0\n", "## 1.0.0\n\nBy hand.\n")
            .replace(
                "what is written -->\n",
                "what is written -->\n\nThanks to all.\n",
            );
        let again = with_section(&by_hand, "1.0.0", "New.");
        assert_eq!(again, by_hand.replace("### Old\n\n- x", "New."));
        let without_marks = "# Changelog\n\n## 1.0.0\n\nBy hand only.\n\n## 0.9.0\n\nOld.\n";
        let again = with_section(without_marks, "1.0.0", "New.");
        assert!(again.contains("By hand only.\n\n<!-- written"), "{again}");
        assert!(again.ends_with("-->\n\n## 0.9.0\n\nOld.\n"), "{again}");
        assert_eq!(with_section(&again, "1.0.0", "New."), again);
    }
}
