//! What a pager promises, written down as plainly as can be: page after page, and all of it at
//! once.

use std::collections::HashSet;

use oas_runtime::page::PagePosition;

use super::script::{Cursor, Script, Step, identifier};

/// What a pager gives.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    Item(String),
    BadRecord(u64),
    /// Told by its first record.
    Page(Option<String>),
    Failure,
    Repeated,
    End,
}

/// Pages, items and records that could not be read, so far.
type Counts = (u64, u64, u64);

/// What is to be seen from outside.
#[derive(Default)]
pub(super) struct Expected {
    /// What comes, one after the other, with the place to resume from after it.
    pub(super) outcomes: Vec<(Outcome, PagePosition, Counts)>,
    /// The cursor of each request.
    pub(super) asked: Vec<Option<String>>,
}

pub(super) fn expect(script: &Script) -> Expected {
    let start = script.start.as_ref().map(Cursor::text);
    let start = start.filter(|text| !text.is_empty());
    let mut model = Model {
        script,
        seen: start.iter().cloned().collect(),
        position: start.map_or(PagePosition::First, PagePosition::Cursor),
        counts: (0, 0, 0),
        expected: Expected::default(),
    };
    while model.turn() {}
    model.expected
}

struct Model<'a> {
    script: &'a Script,
    position: PagePosition,
    seen: HashSet<String>,
    counts: Counts,
    expected: Expected,
}

impl<'a> Model<'a> {
    /// One page. Tells whether there is more to say.
    fn turn(&mut self) -> bool {
        if self.is_full() || self.position == PagePosition::End {
            self.give(Outcome::End);
            return false;
        }
        let Some((number, step)) = self.call() else {
            self.give(Outcome::Failure);
            return false;
        };
        let Step::Page { records, next, .. } = step else {
            self.give(Outcome::Failure);
            return true;
        };
        let next = next.cursor();
        let is_new = next.as_ref().is_some_and(|next| !self.seen.contains(next));
        if self.script.is_by_page && !records.iter().all(|record| record.is_good()) {
            // The page after it was asked for before it was read.
            if let Some(next) = next.filter(|_| self.script.prefetch && is_new) {
                self.call_in_vain(&next);
            }
            self.give(Outcome::Failure);
            return true;
        }
        self.counts.0 += 1;
        let after = match &next {
            None => PagePosition::End,
            Some(_) if !is_new && self.script.stop => PagePosition::End,
            Some(next) => PagePosition::Cursor(next.clone()),
        };
        if self.script.is_by_page {
            self.position = after;
            let first = (!records.is_empty()).then(|| identifier(number, 0));
            self.give(Outcome::Page(first));
        } else {
            for (place, record) in records.iter().enumerate() {
                if self.is_full() {
                    self.give(Outcome::End);
                    return false;
                }
                if place + 1 == records.len() {
                    self.position = after.clone();
                }
                if record.is_good() {
                    self.counts.1 += 1;
                    self.give(Outcome::Item(identifier(number, place)));
                } else {
                    self.counts.2 += 1;
                    self.give(Outcome::BadRecord(u64::try_from(place).unwrap_or(u64::MAX)));
                }
            }
            self.position = after;
        }
        let Some(next) = next else {
            return true;
        };
        let is_repeated = !self.seen.insert(next) && !self.script.stop;
        if is_repeated && !self.is_full() {
            self.give(Outcome::Repeated);
            self.give(Outcome::End);
        }
        !is_repeated || self.is_full()
    }

    fn is_full(&self) -> bool {
        let limit = self.script.limit.filter(|_| !self.script.is_by_page);
        limit.is_some_and(|limit| self.counts.1 >= u64::from(limit))
    }

    fn give(&mut self, outcome: Outcome) {
        let position = self.position.clone();
        self.expected
            .outcomes
            .push((outcome, position, self.counts));
    }

    /// The answer that a call ends with; `None` once the script is at its end.
    fn call(&mut self) -> Option<(usize, &'a Step)> {
        let cursor = self.position.cursor().map(str::to_owned);
        for retries in 0.. {
            let (number, step) = self.attempt(cursor.clone())?;
            if retries >= self.script.retries() || !step.is_retried() {
                return Some((number, step));
            }
        }
        None
    }

    /// A call that is given up as soon as it waits.
    fn call_in_vain(&mut self, cursor: &str) {
        for retries in 0.. {
            match self.attempt(Some(cursor.to_owned())) {
                Some((_, step)) if step.is_retried_at_once() && retries < self.script.retries() => {
                }
                _ => return,
            }
        }
    }

    fn attempt(&mut self, cursor: Option<String>) -> Option<(usize, &'a Step)> {
        let number = self.expected.asked.len();
        let step = self.script.steps.get(number)?;
        self.expected.asked.push(cursor);
        Some((number, step))
    }
}
