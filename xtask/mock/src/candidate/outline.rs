//! What filters and sorting look at: cheap to make, a million times over.

use jiff::Timestamp;

use super::words::{COMPANIES, MAIL_DOMAINS, SCRIPTS, STAGES, Spelling, TAGS, TITLES};
use super::{Purpose, percent, pick, random};

/// The first instant of 2024; the last of 2025 is two years later.
const FIRST_SECOND: i64 = 1_704_067_200;
const TWO_YEARS: i64 = 731 * 86_400;
const JOBS: u32 = 20;

/// All the candidates of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Population {
    seed: u64,
    count: u64,
}

/// One candidate, as far as filters can see.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    pub(super) seed: u64,
    pub(super) index: u64,
    pub(super) given: Spelling,
    pub(super) family: Spelling,
    family_first: bool,
    has_name: bool,
    pub(crate) title: Option<&'static str>,
    pub(crate) company: Option<&'static str>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Option<Timestamp>,
    pub(crate) applications: Vec<ApplicationOutline>,
    email_count: u32,
    tags: [bool; TAGS.len()],
    head: u64,
}

/// One application of a candidate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApplicationOutline {
    job: u32,
    stage: Option<usize>,
}

impl Population {
    pub(crate) const fn new(seed: u64, count: u64) -> Self {
        Self { seed, count }
    }

    pub(crate) const fn count(self) -> u64 {
        self.count
    }

    /// The candidate with this id, if there is one.
    pub(crate) fn find(self, id: &str) -> Option<Outline> {
        let (_, index) = id.rsplit_once('-')?;
        let index = index.parse().ok().filter(|index| *index < self.count)?;
        Some(self.outline(index)).filter(|outline| outline.id() == id)
    }

    /// The candidate of that number. It does not ask whether the number is below the count.
    pub(crate) fn outline(self, index: u64) -> Outline {
        let mut random = random(self.seed, index, Purpose::Outline);
        let random = &mut random;
        let none: Spelling = ("", "");
        let (given, family, family_first) = usize::try_from(random.u64(0..SCRIPTS.len() as u64))
            .ok()
            .and_then(|at| SCRIPTS.get(at))
            .map_or((none, none, false), |script| {
                (
                    pick(random, script.given, none),
                    pick(random, script.family, none),
                    script.family_first,
                )
            });
        let created = random.i64(0..TWO_YEARS);
        let updated = random.i64(created..TWO_YEARS);
        let applications = (0..pick(random, &[0, 1, 1, 1, 2, 2, 3], 0))
            .map(|_| ApplicationOutline {
                job: random.u32(1..=JOBS),
                stage: if percent(random, 90) {
                    usize::try_from(random.u64(0..STAGES.len() as u64)).ok()
                } else {
                    None
                },
            })
            .collect();
        let mut tags = [false; TAGS.len()];
        for tag in &mut tags {
            *tag = percent(random, 20);
        }
        Outline {
            seed: self.seed,
            index,
            given,
            family,
            family_first,
            has_name: percent(random, 96),
            title: percent(random, 70).then(|| pick(random, TITLES, "")),
            company: percent(random, 60).then(|| pick(random, COMPANIES, "")),
            created_at: moment(created, random),
            updated_at: percent(random, 92).then(|| moment(updated, random)),
            applications,
            email_count: pick(random, &[0, 1, 1, 1, 1, 2, 2, 3], 1),
            tags,
            head: random.u64(..),
        }
    }
}

/// Most providers send milliseconds, some whole seconds.
fn moment(second: i64, random: &mut fastrand::Rng) -> Timestamp {
    let millisecond = if percent(random, 20) {
        0
    } else {
        random.i64(0..1_000)
    };
    Timestamp::from_millisecond((FIRST_SECOND + second) * 1_000 + millisecond)
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Outline {
    /// A UUID whose last twelve digits are the candidate's number: no two are alike, and a
    /// person who reads a log sees which one it is.
    pub(crate) fn id(&self) -> String {
        let head = self.head;
        format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012}",
            head >> 32,
            (head >> 16) & 0xffff,
            (head >> 4) & 0xfff,
            head & 0xfff,
            self.index
        )
    }

    /// The full name, which some lack though they have its parts.
    pub(crate) fn name(&self) -> Option<String> {
        let (first, second) = if self.family_first {
            (self.family, self.given)
        } else {
            (self.given, self.family)
        };
        self.has_name.then(|| format!("{} {}", first.0, second.0))
    }

    pub(crate) fn emails(&self) -> Vec<String> {
        let domains = MAIL_DOMAINS.iter().cycle();
        (0..self.email_count)
            .zip(domains)
            .map(|(_, domain)| {
                format!("{}.{}+{}@{domain}", self.given.1, self.family.1, self.index)
            })
            .collect()
    }

    /// Identifier and name of each tag.
    pub(crate) fn tags(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        TAGS.iter()
            .zip(self.tags)
            .filter(|(_, has)| *has)
            .map(|(tag, _)| *tag)
    }
}

impl ApplicationOutline {
    pub(crate) fn job_id(self) -> String {
        format!("job_{}", self.job)
    }

    pub(crate) fn stage_id(self) -> Option<String> {
        self.stage.map(|stage| format!("stage_{}", stage + 1))
    }

    pub(super) fn stage_name(self) -> Option<&'static str> {
        self.stage.and_then(|stage| STAGES.get(stage)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_same_seed_gives_the_same_and_another_seed_another() {
        let describe = |seed| format!("{:?}", Population::new(seed, 9).outline(5));
        assert_eq!(describe(1), describe(1));
        assert_ne!(describe(1), describe(2));
    }

    #[test]
    fn the_population_is_varied_and_no_two_are_alike() {
        let population = Population::new(1, 2_000);
        let outlines: Vec<Outline> = (0..2_000).map(|index| population.outline(index)).collect();
        assert_eq!(
            outlines
                .iter()
                .map(Outline::id)
                .collect::<BTreeSet<_>>()
                .len(),
            2_000
        );

        let jobs: BTreeSet<String> = outlines
            .iter()
            .flat_map(|outline| {
                outline
                    .applications
                    .iter()
                    .map(|application| application.job_id())
            })
            .collect();
        assert_eq!(jobs.len(), 20);
        assert!(jobs.contains("job_1") && jobs.contains("job_20"));

        let ids = |outline: &Outline| outline.id();
        assert!(outlines.iter().map(ids).all(|id| id.len() == 36));
        let [first, last]: [Timestamp; 2] =
            ["2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z"].map(|text| text.parse().unwrap());
        for outline in &outlines {
            let moments = [Some(outline.created_at), outline.updated_at];
            assert!(
                moments
                    .into_iter()
                    .flatten()
                    .all(|moment| first <= moment && moment < last)
            );
        }
        let quarter = outlines
            .iter()
            .filter(|outline| outline.created_at < "2024-07-01T00:00:00Z".parse().unwrap())
            .count();
        assert!((350..650).contains(&quarter), "{quarter}");
        assert!(outlines.iter().any(|outline| outline.name().is_none()));
        assert!(outlines.iter().any(|outline| outline.emails().is_empty()));
        assert!(outlines.iter().flat_map(Outline::emails).all(|email| {
            email.ends_with("example.com")
                || email.ends_with("example.org")
                || email.ends_with(".example")
        }));
    }
}
