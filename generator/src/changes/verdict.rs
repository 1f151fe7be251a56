//! The worst of all changes, and the version that it asks for.

use super::Class;

/// What all changes come to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// The worst class; none if nothing changed.
    pub class: Option<Class>,
    /// The version of the old crate.
    pub old: Option<String>,
    /// The version that the new document gives the crate.
    pub new: Option<String>,
    /// The lowest version that the crate may have; none if the old one is no version.
    pub needed: Option<String>,
}

impl Verdict {
    pub(super) fn new(class: Option<Class>, old: Option<&str>, new: Option<&str>) -> Self {
        Self {
            class,
            needed: old.and_then(|old| match class {
                Some(class) => next_version(old, class),
                None => Some(old.to_owned()),
            }),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        }
    }

    /// Whether the document's version is high enough for what changed; none if one of the two is
    /// no version.
    #[must_use]
    pub fn is_enough(&self) -> Option<bool> {
        let new = Version::parse(self.new.as_deref()?)?;
        let needed = Version::parse(self.needed.as_deref()?)?;
        Some(new >= needed)
    }
}

/// The lowest version after `old` that says to cargo what a change of this class means.
///
/// The first number that is not zero is the one of breaking changes: from 0.3.1 a breaking change
/// leads to 0.4.0 and an addition to 0.3.2. A version before a release promises nothing, and the
/// next of its kind is enough. None if `old` is no semantic version.
#[must_use]
pub fn next_version(old: &str, class: Class) -> Option<String> {
    let Version { numbers, before } = Version::parse(old)?;
    if let Some(mut before) = before {
        let last = before.pop();
        match last {
            Some(Identifier::Number(number)) => {
                before.push(Identifier::Number(number.checked_add(1)?))
            }
            last => before.extend(last.into_iter().chain([Identifier::Number(1)])),
        }
        let words: Vec<String> = before.iter().map(Identifier::text).collect();
        let [major, minor, patch] = numbers;
        return Some(format!("{major}.{minor}.{patch}-{}", words.join(".")));
    }
    let [major, minor, patch] = match (class, numbers) {
        (Class::Breaking, [0, 0, patch]) => [0, 0, patch.checked_add(1)?],
        (Class::Breaking, [0, minor, _]) => [0, minor.checked_add(1)?, 0],
        (Class::Breaking, [major, ..]) => [major.checked_add(1)?, 0, 0],
        (Class::Additive, [major, minor, _]) if major > 0 => [major, minor.checked_add(1)?, 0],
        (Class::Additive | Class::Documentation, [major, minor, patch]) => {
            [major, minor, patch.checked_add(1)?]
        }
    };
    Some(format!("{major}.{minor}.{patch}"))
}

/// A semantic version, without what may stand after a `+`.
#[derive(Debug, PartialEq, Eq)]
struct Version {
    numbers: [u64; 3],
    before: Option<Vec<Identifier>>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identifier {
    Number(u64),
    Word(String),
}

impl Identifier {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Word(word) => word.clone(),
        }
    }
}

impl Version {
    fn parse(text: &str) -> Option<Self> {
        let text = text.split_once('+').map_or(text, |(version, _)| version);
        let (numbers, before) = match text.split_once('-') {
            Some((numbers, before)) => (numbers, Some(before)),
            None => (text, None),
        };
        let numbers: Vec<u64> = numbers
            .split('.')
            .map(|number| number.parse().ok())
            .collect::<Option<_>>()?;
        let identifier = |word: &str| match word.parse() {
            Ok(number) => Identifier::Number(number),
            Err(_) => Identifier::Word(word.to_owned()),
        };
        Some(Self {
            numbers: numbers.try_into().ok()?,
            before: before.map(|before| before.split('.').map(identifier).collect()),
        })
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        // A release comes after what is before it.
        let rank = |version: &Self| version.before.is_none();
        let numbers = self.numbers.cmp(&other.numbers);
        Some(
            numbers
                .then_with(|| rank(self).cmp(&rank(other)))
                .then_with(|| self.before.cmp(&other.before)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_the_rules_of_cargo() {
        for (old, breaking, additive, documentation) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.3.1", "0.4.0", "0.3.2", "0.3.2"),
            ("0.0.7", "0.0.8", "0.0.8", "0.0.8"),
            ("1.2.3+build.5", "2.0.0", "1.3.0", "1.2.4"),
            (
                "2.0.0-beta.1",
                "2.0.0-beta.2",
                "2.0.0-beta.2",
                "2.0.0-beta.2",
            ),
            ("2.0.0-beta", "2.0.0-beta.1", "2.0.0-beta.1", "2.0.0-beta.1"),
        ] {
            let next = |class| next_version(old, class);
            assert_eq!(next(Class::Breaking).as_deref(), Some(breaking), "{old}");
            assert_eq!(next(Class::Additive).as_deref(), Some(additive), "{old}");
            assert_eq!(
                next(Class::Documentation).as_deref(),
                Some(documentation),
                "{old}"
            );
        }
        assert_eq!(next_version("2024-01", Class::Breaking), None);
        assert_eq!(
            next_version("18446744073709551615.0.0", Class::Breaking),
            None
        );
    }

    #[test]
    fn a_version_is_enough_or_not() {
        let enough = |class, old, new| Verdict::new(class, Some(old), Some(new)).is_enough();
        assert_eq!(enough(Some(Class::Additive), "1.0.0", "1.0.1"), Some(false));
        assert_eq!(enough(Some(Class::Additive), "1.0.0", "1.1.0"), Some(true));
        assert_eq!(enough(Some(Class::Additive), "1.0.0", "1.10.0"), Some(true));
        assert_eq!(
            enough(Some(Class::Breaking), "1.0.0", "2.0.0-rc.1"),
            Some(false)
        );
        assert_eq!(
            enough(Some(Class::Breaking), "2.0.0-rc.1", "2.0.0"),
            Some(true)
        );
        assert_eq!(enough(None, "1.0.0", "1.0.0"), Some(true));
        assert_eq!(enough(None, "1.0.0", "0.9.0"), Some(false));
        assert_eq!(enough(None, "one", "1.0.0"), None);
    }
}
