//! What each item's change is, and what it means.

use std::collections::HashMap;

use super::matching::{How, Matching, Pair};
use super::{Action, Change, Class, facts, words};
use crate::listing::{Item, Kind, Listing};

/// All changes, in no order.
pub(super) fn all(matching: &Matching<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    changes.extend(
        matching
            .removed
            .iter()
            .map(|item| removed(matching.old, item)),
    );
    changes.extend(matching.added.iter().map(|item| added(matching.new, item)));
    for pair in &matching.pairs {
        of_pair(matching, pair, &mut changes);
    }
    reordered(matching, &mut changes);
    changes
}

/// A change of an item in one of the listings.
pub(super) fn change(
    listing: &Listing,
    item: &Item,
    action: Action,
    class: Class,
    reason: impl Into<String>,
) -> Change {
    Change {
        kind: item.kind,
        action,
        facet: None,
        path: item.path.clone(),
        spec: words::spec(listing, item),
        rust: words::rust(item),
        old: None,
        new: None,
        class,
        reason: reason.into(),
    }
}

/// Whether it stands in the list of arguments.
fn is_argument(item: &Item) -> bool {
    item.has("argument")
}

/// Whether callers cannot name it: methods set it, or it stands in the list of arguments.
fn is_nameless(item: &Item) -> bool {
    is_argument(item) && matches!(item.kind, Kind::Parameter | Kind::Body)
        || item.kind == Kind::Parameter && item.rust.is_empty()
}

fn removed(listing: &Listing, item: &Item) -> Change {
    let (class, reason) = if item.kind == Kind::Parameter && item.rust.is_empty() {
        (
            Class::Additive,
            "it is not sent any more; no caller could set it",
        )
    } else if is_argument(item) {
        (Class::Breaking, "an argument less: calls have one too many")
    } else {
        (Class::Breaking, "what used it does not compile any more")
    };
    let inside = words::inside(listing, item);
    change(
        listing,
        item,
        Action::Removed,
        class,
        format!("{reason}{inside}"),
    )
}

fn added(listing: &Listing, item: &Item) -> Change {
    let (class, reason) = match item.kind {
        _ if is_argument(item) => (Class::Breaking, "one more argument: calls lack it"),
        Kind::Parameter if item.rust.is_empty() => (Class::Additive, "methods set it"),
        Kind::Parameter | Kind::Body | Kind::Part | Kind::Variable | Kind::Credential => {
            (Class::Additive, "one more setter: calls stay as they are")
        }
        Kind::Field => (
            Class::Additive,
            "one more field of a struct that is `non_exhaustive`: nobody writes or takes apart all of it",
        ),
        Kind::Value | Kind::Alternative => (
            Class::Additive,
            "one more variant of an enum that is `non_exhaustive`: a `match` has an arm for it",
        ),
        _ => (Class::Additive, "nothing that is there changes"),
    };
    let inside = words::inside(listing, item);
    change(
        listing,
        item,
        Action::Added,
        class,
        format!("{reason}{inside}"),
    )
}

fn of_pair(matching: &Matching<'_>, pair: &Pair<'_>, changes: &mut Vec<Change>) {
    let Pair { old, new, how } = *pair;
    let push = |changes: &mut Vec<Change>,
                facet: &str,
                values: (Option<String>, Option<String>),
                class,
                reason: &str| {
        let mut change = change(matching.new, new, Action::Changed, class, reason);
        change.facet = Some(facet.to_owned());
        (change.old, change.new) = values;
        changes.push(change);
    };
    let is_renamed = old.kind != Kind::Crate
        && matching
            .expected_path(old)
            .is_none_or(|path| path != new.path);
    if is_renamed {
        changes.push(renamed(matching, pair));
    } else if old.spec != new.spec {
        let (class, reason) = facts::of_name(new);
        push(
            changes,
            "name in the document",
            (old.spec.clone(), new.spec.clone()),
            class,
            reason,
        );
    }
    let before = matching.renamings.apply(&old.rust);
    let (presence, place) = (facts::presence(old), facts::presence(new));
    let became_setter = is_argument(old) && !is_argument(new);
    let became_argument = !is_argument(old) && is_argument(new);
    let show = |word: &str, rust: &str| {
        Some(if rust.is_empty() {
            word.to_owned()
        } else {
            format!("{word}: {rust}")
        })
    };
    if became_setter || became_argument {
        let reason = if became_setter {
            "it was an argument and is a setter: calls have one argument too many"
        } else {
            "it was a setter and is an argument: calls lack it"
        };
        push(
            changes,
            "presence",
            (show(presence, &before), show(place, &new.rust)),
            Class::Breaking,
            reason,
        );
    } else if presence != place && before != new.rust {
        let reason = "the field's type says whether it is there: `Option` or not";
        push(
            changes,
            "presence",
            (show(presence, &before), show(place, &new.rust)),
            Class::Breaking,
            reason,
        );
    } else if presence != place {
        let reason = "the same in Rust; an answer without it is read otherwise, or a call without it refused";
        push(
            changes,
            "presence",
            (show(presence, ""), show(place, "")),
            Class::Additive,
            reason,
        );
    } else if let Some((facet, before, after)) = facts::rust(old, new, &before) {
        let reason = facts::rust_reason(new.kind);
        push(
            changes,
            facet,
            (Some(before), Some(after)),
            Class::Breaking,
            reason,
        );
    }
    if facts::became_page(old, new) {
        let reason =
            "its items can be read as another type; `default()` may have to be told of which it is";
        push(
            changes,
            "kind",
            (Some(before.clone()), Some(new.rust.clone())),
            Class::Additive,
            reason,
        );
    }
    for difference in facts::differences(matching, old, new) {
        push(
            changes,
            &difference.key,
            (difference.old, difference.new),
            difference.class,
            difference.reason,
        );
    }
    if old.docs != new.docs && how != How::Guess {
        push(
            changes,
            "documentation",
            (None, None),
            Class::Documentation,
            "another text for readers",
        );
    }
}

fn renamed(matching: &Matching<'_>, pair: &Pair<'_>) -> Change {
    let Pair { old, new, how } = *pair;
    let (class, reason) = if is_nameless(old) && is_nameless(new) {
        if new.get("in") == Some("path") {
            (
                Class::Documentation,
                "an argument has no name for callers, and its place in the path is the same",
            )
        } else {
            (
                Class::Additive,
                "the same in Rust: callers do not write its name; another name is sent",
            )
        }
    } else if new.kind == Kind::Operation
        && old.parent() != new.parent()
        && old.name() == new.name()
    {
        (Class::Breaking, "it is a method of another group")
    } else {
        (
            Class::Breaking,
            "what used the old name does not compile any more",
        )
    };
    let guess = how == How::Guess;
    let mut change = change(matching.new, new, Action::Renamed { guess }, class, reason);
    let shown = |item: &Item| match &item.spec {
        Some(name) if old.spec != new.spec => format!("{} ({name})", item.path),
        _ => item.path.clone(),
    };
    (change.old, change.new) = (Some(shown(old)), Some(shown(new)));
    change
}

/// Arguments that stand in another order.
fn reordered(matching: &Matching<'_>, changes: &mut Vec<Change>) {
    let mut places: HashMap<(Kind, &str), Vec<(usize, usize)>> = HashMap::new();
    for Pair { old, new, .. } in &matching.pairs {
        let place = |item: &Item| item.get("argument")?.parse::<usize>().ok();
        if let (Some(kind), Some(before), Some(after)) = (new.kind.parent(), place(old), place(new))
        {
            places
                .entry((kind, new.parent()))
                .or_default()
                .push((before, after));
        }
    }
    for Pair { old, new, .. } in &matching.pairs {
        let Some(places) = places.get_mut(&(new.kind, new.path.as_str())) else {
            continue;
        };
        places.sort_unstable();
        if places.iter().map(|(_, after)| after).is_sorted() {
            continue;
        }
        let reason = "calls give the arguments in the old order";
        let mut change = change(matching.new, new, Action::Changed, Class::Breaking, reason);
        change.facet = Some("order of arguments".to_owned());
        (change.old, change.new) = (Some(old.rust.clone()), Some(new.rust.clone()));
        changes.push(change);
    }
}
