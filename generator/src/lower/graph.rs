//! Which types lead to one another, in time that grows with their number only.

use indexmap::IndexMap;

/// A graph of names, each with the names that it leads to.
pub(super) struct Graph {
    indices: IndexMap<String, usize>,
    edges: Vec<Vec<usize>>,
}

impl Graph {
    /// Names that are led to without being there themselves lead nowhere.
    pub(super) fn new<'n>(nodes: impl IntoIterator<Item = (&'n str, Vec<&'n str>)>) -> Self {
        let nodes: Vec<(&str, Vec<&str>)> = nodes.into_iter().collect();
        let indices: IndexMap<String, usize> = nodes
            .iter()
            .enumerate()
            .map(|(index, (name, _))| ((*name).to_owned(), index))
            .collect();
        let edges = nodes
            .iter()
            .map(|(_, targets)| {
                let known = targets.iter().filter_map(|target| indices.get(*target));
                known.copied().collect()
            })
            .collect();
        Self { indices, edges }
    }

    /// The cycles: names with the same number lead to one another.
    pub(super) fn cycles(&self) -> Cycles<'_> {
        Cycles {
            graph: self,
            component: components(&self.edges),
        }
    }

    fn successors(&self, node: usize) -> &[usize] {
        self.edges.get(node).map_or(&[], Vec::as_slice)
    }
}

pub(super) struct Cycles<'g> {
    graph: &'g Graph,
    component: Vec<usize>,
}

impl Cycles<'_> {
    /// Whether `to`, to which `from` leads, leads back to it.
    pub(super) fn lead_back(&self, from: &str, to: &str) -> bool {
        match (self.number(from), self.number(to)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }

    /// The number of the cycle that a name is in; none if it does not lead back to itself.
    pub(super) fn of(&self, name: &str) -> Option<usize> {
        let number = self.number(name)?;
        let index = *self.graph.indices.get(name)?;
        let mut successors = self.graph.successors(index).iter();
        successors
            .any(|next| self.component.get(*next) == Some(&number))
            .then_some(number)
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.component.get(*self.graph.indices.get(name)?).copied()
    }
}

const UNSEEN: usize = usize::MAX;

/// Tarjan's strongly connected components, without recursion: a chain may be long.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let count = edges.len();
    let mut order = vec![UNSEEN; count];
    let mut lowest = vec![UNSEEN; count];
    let mut component = vec![UNSEEN; count];
    let mut stack: Vec<usize> = Vec::new();
    let (mut next_order, mut next_component) = (0, 0);
    let at = |list: &[usize], index: usize| list.get(index).copied().unwrap_or(UNSEEN);
    let set = |list: &mut [usize], index: usize, value: usize| {
        if let Some(place) = list.get_mut(index) {
            *place = value;
        }
    };
    for start in 0..count {
        if at(&order, start) != UNSEEN {
            continue;
        }
        // The nodes on the way, each with how many of its edges were followed.
        let mut way = vec![(start, 0)];
        while let Some((node, followed)) = way.pop() {
            if followed == 0 {
                set(&mut order, node, next_order);
                set(&mut lowest, node, next_order);
                next_order += 1;
                stack.push(node);
            }
            let next = edges
                .get(node)
                .and_then(|targets| targets.get(followed))
                .copied();
            if let Some(next) = next {
                way.push((node, followed + 1));
                if at(&order, next) == UNSEEN {
                    way.push((next, 0));
                } else if at(&component, next) == UNSEEN {
                    let low = at(&lowest, node).min(at(&order, next));
                    set(&mut lowest, node, low);
                }
                continue;
            }
            if at(&lowest, node) == at(&order, node) {
                while let Some(member) = stack.pop() {
                    set(&mut component, member, next_component);
                    if member == node {
                        break;
                    }
                }
                next_component += 1;
            }
            if let Some((above, _)) = way.last() {
                let low = at(&lowest, *above).min(at(&lowest, node));
                set(&mut lowest, *above, low);
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn what_leads_back_is_known() {
        let graph = Graph::new([
            ("a", vec!["b"]),
            ("b", vec!["c", "d"]),
            ("c", vec!["a"]),
            ("d", vec!["e", "d", "nowhere"]),
            ("e", vec![]),
        ]);
        let cycles = graph.cycles();
        for (from, to, back) in [
            ("a", "b", true),
            ("b", "c", true),
            ("b", "d", false),
            ("d", "e", false),
            ("d", "d", true),
            ("d", "nowhere", false),
        ] {
            assert_eq!(cycles.lead_back(from, to), back, "{from} {to}");
        }
        assert!(cycles.of("a").is_some() && cycles.of("a") == cycles.of("c"));
        assert!(cycles.of("d").is_some() && cycles.of("d") != cycles.of("a"));
        assert_eq!(cycles.of("e"), None);
    }

    #[test]
    fn a_long_chain_and_a_long_cycle_need_no_recursion() {
        let names: Vec<String> = (0..100_000).map(|index| index.to_string()).collect();
        for close in [false, true] {
            let graph = Graph::new(names.iter().enumerate().map(|(index, name)| {
                let next = names.get(index + 1).or(names.first().filter(|_| close));
                (
                    name.as_str(),
                    next.into_iter().map(String::as_str).collect(),
                )
            }));
            let cycles = graph.cycles();
            assert_eq!(cycles.of("5").is_some(), close);
            assert_eq!(cycles.lead_back("5", "6"), close);
        }
    }
}
