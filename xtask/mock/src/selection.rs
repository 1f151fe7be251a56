//! Walks over the candidates that a request wants, in its order.
//!
//! Without a sort the walk is over the numbers themselves, so that a page deep in a million
//! candidates costs no more than the first. With a sort the order is made by one scan that
//! keeps a key and a number for each match; the last orders are kept for the pages to come.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::candidate::{Outline, Population};
use crate::filter::Filter;
use crate::query::ListQuery;

/// How many sorted orders are kept.
const KEPT_ORDERS: usize = 4;

/// The numbers of the matches, sorted.
type Order = Arc<Vec<u64>>;

/// All candidates, and the orders that were asked for lately.
#[derive(Debug)]
pub(crate) struct Candidates {
    population: Population,
    orders: Mutex<VecDeque<(u64, Order)>>,
}

/// A walk that goes one candidate at a time, so that its owner can stop and rest anywhere.
#[derive(Debug)]
pub(crate) struct Walk {
    population: Population,
    filter: Filter,
    order: Option<Order>,
    position: u64,
}

/// What the walk came to.
pub(crate) enum Step {
    /// A match, and its position: where a walk begins that should see it first.
    Match(u64, Box<Outline>),
    /// One that is not wanted.
    Skip,
    End,
}

/// One page.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) candidates: Vec<Outline>,
    /// The position of the first match after the page.
    pub(crate) next: Option<u64>,
}

impl Candidates {
    pub(crate) fn new(population: Population) -> Self {
        Self {
            population,
            orders: Mutex::default(),
        }
    }

    pub(crate) fn population(&self) -> Population {
        self.population
    }

    pub(crate) fn count(&self) -> u64 {
        self.population.count()
    }

    /// Begins where the query's cursor says.
    pub(crate) fn walk(&self, query: &ListQuery) -> Walk {
        Walk {
            population: self.population,
            filter: query.filter.clone(),
            order: (!query.sort.is_empty()).then(|| self.order(query)),
            position: query.position,
        }
    }

    pub(crate) fn page(&self, query: &ListQuery, size: usize) -> Page {
        let mut walk = self.walk(query);
        let mut candidates = Vec::with_capacity(size);
        loop {
            match walk.step() {
                Step::Match(position, _) if candidates.len() == size => {
                    return Page {
                        candidates,
                        next: Some(position),
                    };
                }
                Step::Match(_, candidate) => candidates.push(*candidate),
                Step::Skip => {}
                Step::End => {
                    return Page {
                        candidates,
                        next: None,
                    };
                }
            }
        }
    }

    fn order(&self, query: &ListQuery) -> Order {
        let kept = |orders: &VecDeque<(u64, Order)>| {
            let found = orders
                .iter()
                .find(|(fingerprint, _)| *fingerprint == query.fingerprint);
            found.map(|(_, order)| Arc::clone(order))
        };
        if let Some(order) = kept(&self.orders.lock().unwrap_or_else(PoisonError::into_inner)) {
            return order;
        }
        // Not under the lock: two requests may do the work twice, none waits for another's.
        let mut keys: Vec<([i64; 2], u64)> = (0..self.population.count())
            .map(|index| (index, self.population.outline(index)))
            .filter(|(_, candidate)| query.filter.matches(candidate))
            .map(|(index, candidate)| (query.sort.key(&candidate), index))
            .collect();
        keys.sort_unstable();
        let order: Order = Arc::new(keys.into_iter().map(|(_, index)| index).collect());

        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if kept(&orders).is_none() {
            orders.push_back((query.fingerprint, Arc::clone(&order)));
        }
        if orders.len() > KEPT_ORDERS {
            orders.pop_front();
        }
        order
    }
}

impl Walk {
    pub(crate) fn step(&mut self) -> Step {
        let position = self.position;
        let index = match &self.order {
            None => Some(position).filter(|position| *position < self.population.count()),
            Some(order) => usize::try_from(position)
                .ok()
                .and_then(|position| order.get(position))
                .copied(),
        };
        let Some(index) = index else {
            return Step::End;
        };
        self.position = position.saturating_add(1);
        let candidate = self.population.outline(index);
        // An order holds matches only.
        if self.order.is_some() || self.filter.matches(&candidate) {
            Step::Match(position, Box::new(candidate))
        } else {
            Step::Skip
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str, position: u64) -> ListQuery {
        let query = ListQuery::read(&format!("integrated_account_id=1&{text}"));
        ListQuery {
            position,
            ..query.unwrap()
        }
    }

    #[test]
    fn a_page_deep_in_a_million_is_as_cheap_as_the_first() {
        let candidates = Candidates::new(Population::new(1, 1_000_000));
        let page = candidates.page(&query("", 999_990), 25);
        assert_eq!((page.candidates.len(), page.next), (10, None));
        assert_eq!(candidates.page(&query("", 999_000), 25).next, Some(999_025));
        assert!(
            candidates
                .page(&query("", u64::MAX), 25)
                .candidates
                .is_empty()
        );
    }

    #[test]
    fn the_last_full_page_has_no_next() {
        let candidates = Candidates::new(Population::new(1, 50));
        assert_eq!(candidates.page(&query("", 25), 25).next, None);
        assert_eq!(candidates.page(&query("", 0), 50).next, None);
        assert_eq!(candidates.page(&query("", 0), 49).next, Some(49));
        let none = Candidates::new(Population::new(1, 0)).page(&query("", 0), 25);
        assert!(none.candidates.is_empty() && none.next.is_none());
    }

    #[test]
    fn orders_are_kept_and_forgotten() {
        let candidates = Candidates::new(Population::new(1, 100));
        for job in 1..=20 {
            let query = query(&format!("sort_by[created_at]=asc&job_id=job_{job}"), 0);
            let first = candidates.order(&query);
            assert!(Arc::ptr_eq(&first, &candidates.order(&query)));
            assert!(candidates.orders.lock().unwrap().len() <= KEPT_ORDERS);
        }
    }
}
