//! Circles among things that need each other, and the order of things that do not.

use std::collections::{BTreeMap, BTreeSet};

/// What each thing needs.
pub(crate) type Graph<N> = BTreeMap<N, BTreeSet<N>>;

/// The most circles that are shown.
const CYCLES_MAX: usize = 20;

/// Things in an order in which each comes after what it needs; what is part of a circle, or needs
/// one, comes last.
pub(crate) fn order<N: Ord + Clone>(graph: &Graph<N>) -> Vec<N> {
    let mut sorted = sort(graph);
    let done: BTreeSet<N> = sorted.iter().cloned().collect();
    sorted.extend(graph.keys().filter(|node| !done.contains(*node)).cloned());
    sorted
}

/// Circles that share nothing, each from its least member on.
pub(crate) fn cycles<N: Ord + Clone>(graph: &Graph<N>) -> Vec<Vec<N>> {
    let done: BTreeSet<N> = sort(graph).into_iter().collect();
    let mut left: BTreeSet<N> =
        graph.keys().filter(|node| !done.contains(*node)).cloned().collect();
    let mut cycles = Vec::new();
    while let Some(start) = left.first().cloned() {
        let mut path = vec![start];
        let cycle = loop {
            let Some(last) = path.last() else { break None };
            let Some(next) = graph.get(last).and_then(|needs| needs.intersection(&left).next())
            else {
                break None;
            };
            if let Some(begin) = path.iter().position(|node| node == next) {
                break Some(path.split_off(begin));
            }
            path.push(next.clone());
        };
        let Some(mut cycle) = cycle else {
            // The end of a path leads into a circle that was shown already.
            if let Some(node) = path.last() {
                left.remove(node);
            }
            continue;
        };
        for node in &cycle {
            left.remove(node);
        }
        let least = (0..cycle.len()).min_by_key(|index| &cycle[*index]).unwrap_or(0);
        cycle.rotate_left(least);
        cycles.push(cycle);
        if cycles.len() == CYCLES_MAX {
            break;
        }
    }
    cycles
}

/// Things whose needs can all be met, needs first.
fn sort<N: Ord + Clone>(graph: &Graph<N>) -> Vec<N> {
    let mut open: BTreeMap<&N, usize> = BTreeMap::new();
    let mut users: BTreeMap<&N, Vec<&N>> = BTreeMap::new();
    for (node, needs) in graph {
        let inside = needs.iter().filter(|need| graph.contains_key(*need));
        let mut count = 0;
        for need in inside {
            users.entry(need).or_default().push(node);
            count += 1;
        }
        open.insert(node, count);
    }
    let mut ready: BTreeSet<&N> =
        open.iter().filter(|(_, count)| **count == 0).map(|(node, _)| *node).collect();
    let mut sorted = Vec::with_capacity(graph.len());
    while let Some(node) = ready.pop_first() {
        sorted.push(node.clone());
        for user in users.get(node).into_iter().flatten() {
            if let Some(count) = open.get_mut(*user) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*user);
                }
            }
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&'static str, &'static str)]) -> Graph<&'static str> {
        let mut graph = Graph::new();
        for (user, need) in edges {
            graph.entry(*user).or_insert_with(BTreeSet::new).insert(*need);
            graph.entry(*need).or_insert_with(BTreeSet::new);
        }
        graph
    }

    #[test]
    fn needs_come_before_their_users() {
        let graph = graph(&[("clan", "family"), ("family", "citizen"), ("clan", "citizen")]);
        assert_eq!(order(&graph), ["citizen", "family", "clan"]);
        assert!(cycles(&graph).is_empty());
    }

    #[test]
    fn each_circle_is_found_once() {
        let graph =
            graph(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"), ("e", "a"), ("e", "f")]);
        assert_eq!(cycles(&graph), [vec!["a", "b", "c"], vec!["d"]]);
        assert_eq!(order(&graph), ["f", "a", "b", "c", "d", "e"]);
    }
}
