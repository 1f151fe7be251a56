//! Which fault a request gets: rules in their order, and a die with a seed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Fault, FaultRule};

/// The rules of a server. The same seed and the same number of requests give the same faults.
#[derive(Debug)]
pub(crate) struct FaultPlan {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    rules: Vec<(FaultRule, u64)>,
    dice: fastrand::Rng,
    requests: u64,
    served: BTreeMap<String, u64>,
}

impl FaultPlan {
    pub(crate) fn new(rules: &[FaultRule], seed: u64) -> Self {
        Self {
            state: Mutex::new(State {
                rules: rules.iter().map(|rule| (rule.clone(), 0)).collect(),
                dice: fastrand::Rng::with_seed(seed),
                requests: 0,
                served: BTreeMap::new(),
            }),
        }
    }

    /// The fault of the next request, if it gets one, and the number of that request.
    pub(crate) fn choose(&self) -> Option<(Fault, u64)> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let State {
            rules,
            dice,
            requests,
            served,
        } = &mut *state;
        *requests += 1;
        let mut chosen: Option<Fault> = None;
        for (rule, count) in rules.iter_mut() {
            // Every rule rolls, so that what one rule does never moves another's dice.
            let hit = dice.f64() < rule.probability;
            let due = *requests > rule.after && rule.times.is_none_or(|times| *count < times);
            if chosen.is_none() && hit && due {
                *count += 1;
                *served.entry(rule.fault.name().to_owned()).or_default() += 1;
                chosen = Some(rule.fault.clone());
            }
        }
        chosen.map(|fault| (fault, *requests))
    }

    /// How often each kind was served.
    pub(crate) fn served(&self) -> BTreeMap<String, u64> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.served.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(rules: &[&str], seed: u64) -> FaultPlan {
        let rules: Vec<FaultRule> = rules.iter().map(|text| text.parse().unwrap()).collect();
        FaultPlan::new(&rules, seed)
    }

    fn first(plan: &FaultPlan, count: usize) -> Vec<Option<&'static str>> {
        let chosen = (0..count).map(|_| plan.choose());
        chosen
            .map(|chosen| chosen.map(|(fault, _)| fault.name()))
            .collect()
    }

    #[test]
    fn times_and_after_are_kept() {
        let plan = plan(&["htmlx2+1", "no-content+4"], 1);
        let expected = [
            None,
            Some("html"),
            Some("html"),
            None,
            Some("no-content"),
            Some("no-content"),
        ];
        assert_eq!(first(&plan, 6), expected);
        assert_eq!(plan.served()["html"], 2);
    }

    #[test]
    fn a_seed_decides() {
        let rules = ["html@0.1", "reset@0.1"];
        let of = |seed| first(&plan(&rules, seed), 1_000);
        assert_eq!(of(7), of(7));
        assert_ne!(of(7), of(8));
        let faults = of(7).iter().flatten().count();
        assert!((130..250).contains(&faults), "{faults}");
        assert!(
            first(&plan(&["html@0"], 1), 100)
                .iter()
                .all(Option::is_none)
        );
    }
}
