//! Which candidates a request wants, and in which order.

use std::hash::Hash;

use jiff::Timestamp;

use crate::candidate::Outline;

/// Conditions that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Filter(Vec<Condition>);

/// One condition. Several values of one condition are alternatives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Condition {
    Identifier(Vec<String>),
    /// The job of any application.
    Job(Vec<String>),
    /// The current stage of any application.
    Stage(Vec<String>),
    Moment(DateField, Comparison, Timestamp),
    /// Any address, whatever its case.
    Email(Vec<String>),
    /// The id or the name of any tag.
    Tag(Vec<String>),
    Name(Vec<String>),
    Title(Vec<String>),
    Company(Vec<String>),
}

/// A date that can be filtered and sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DateField {
    CreatedAt,
    UpdatedAt,
}

/// How a date is compared; always as an instant, whatever the offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Comparison {
    Equal,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// Upwards or downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Ascending,
    Descending,
}

/// The keys to sort by, the first one first; none leaves the candidates as they come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Sort(pub(crate) Vec<(DateField, Direction)>);

impl Filter {
    pub(crate) fn push(&mut self, condition: Condition) {
        self.0.push(condition);
    }

    pub(crate) fn matches(&self, candidate: &Outline) -> bool {
        self.0.iter().all(|condition| condition.matches(candidate))
    }
}

impl Condition {
    fn matches(&self, candidate: &Outline) -> bool {
        match self {
            Self::Identifier(wanted) => wanted.contains(&candidate.id()),
            Self::Job(wanted) => candidate
                .applications
                .iter()
                .any(|application| wanted.contains(&application.job_id())),
            Self::Stage(wanted) => candidate.applications.iter().any(|application| {
                application
                    .stage_id()
                    .is_some_and(|stage| wanted.contains(&stage))
            }),
            Self::Moment(field, comparison, wanted) => field
                .of(candidate)
                .is_some_and(|moment| comparison.holds(moment, *wanted)),
            Self::Email(wanted) => candidate.emails().iter().any(|email| is_any(email, wanted)),
            Self::Tag(wanted) => candidate
                .tags()
                .any(|(id, name)| wanted.iter().any(|wanted| wanted == id || wanted == name)),
            Self::Name(wanted) => candidate.name().is_some_and(|name| is_any(&name, wanted)),
            Self::Title(wanted) => candidate.title.is_some_and(|title| is_any(title, wanted)),
            Self::Company(wanted) => candidate
                .company
                .is_some_and(|company| is_any(company, wanted)),
        }
    }
}

impl DateField {
    /// The parameter's and the property's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::CreatedAt => "created_at",
            Self::UpdatedAt => "updated_at",
        }
    }

    pub(crate) fn of(self, candidate: &Outline) -> Option<Timestamp> {
        match self {
            Self::CreatedAt => Some(candidate.created_at),
            Self::UpdatedAt => candidate.updated_at,
        }
    }
}

impl Comparison {
    pub(crate) fn holds(self, left: Timestamp, right: Timestamp) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
        }
    }
}

impl Sort {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sorting by this, ascending, gives the order wished for. A candidate without the date
    /// comes last in both directions.
    pub(crate) fn key(&self, candidate: &Outline) -> [i64; 2] {
        let part = |index: usize| match self.0.get(index) {
            None => 0,
            Some((field, direction)) => match (field.of(candidate), direction) {
                (None, _) => i64::MAX,
                (Some(moment), Direction::Ascending) => moment.as_millisecond(),
                (Some(moment), Direction::Descending) => moment.as_millisecond().saturating_neg(),
            },
        };
        [part(0), part(1)]
    }
}

fn is_any(text: &str, wanted: &[String]) -> bool {
    wanted
        .iter()
        .any(|wanted| equal_whatever_case(text, wanted))
}

/// By character, so that no string is made for each of a million candidates.
fn equal_whatever_case(left: &str, right: &str) -> bool {
    left.chars()
        .flat_map(char::to_lowercase)
        .eq(right.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::Population;

    #[test]
    fn case_is_folded_in_every_script() {
        assert!(equal_whatever_case("ÅSMUND Придумкин", "åsmund ПРИДУМКИН"));
        assert!(!equal_whatever_case("Asmund", "Åsmund"));
        assert!(!equal_whatever_case("a", "a "));
    }

    #[test]
    fn an_empty_filter_takes_all_and_conditions_are_joined() {
        let population = Population::new(3, 50);
        let one = population.outline(7);
        let mut filter = Filter::default();
        assert!((0..50).all(|index| filter.matches(&population.outline(index))));
        filter.push(Condition::Identifier(vec![one.id()]));
        assert_eq!(
            (0..50)
                .filter(|index| filter.matches(&population.outline(*index)))
                .collect::<Vec<_>>(),
            [7]
        );
        filter.push(Condition::Moment(
            DateField::CreatedAt,
            Comparison::Less,
            one.created_at,
        ));
        assert!(!filter.matches(&one));
    }

    #[test]
    fn a_missing_date_matches_nothing_and_sorts_last() {
        let population = Population::new(3, 500);
        let outlines: Vec<Outline> = (0..500).map(|index| population.outline(index)).collect();
        let missing = outlines
            .iter()
            .find(|outline| outline.updated_at.is_none())
            .expect("some lack the date");
        let past = Condition::Moment(
            DateField::UpdatedAt,
            Comparison::Greater,
            Timestamp::UNIX_EPOCH,
        );
        assert!(!past.matches(missing));
        for direction in [Direction::Ascending, Direction::Descending] {
            let sort = Sort(vec![(DateField::UpdatedAt, direction)]);
            assert!(
                outlines
                    .iter()
                    .all(|outline| sort.key(outline) <= sort.key(missing))
            );
        }
    }

    #[test]
    fn every_comparison() {
        let [early, late] = [Timestamp::UNIX_EPOCH, Timestamp::MAX];
        for (comparison, expected) in [
            (Comparison::Equal, [false, true, false]),
            (Comparison::Greater, [false, false, true]),
            (Comparison::GreaterOrEqual, [false, true, true]),
            (Comparison::Less, [true, false, false]),
            (Comparison::LessOrEqual, [true, true, false]),
        ] {
            let found = [
                comparison.holds(early, late),
                comparison.holds(late, late),
                comparison.holds(late, early),
            ];
            assert_eq!(found, expected, "{comparison:?}");
        }
    }
}
