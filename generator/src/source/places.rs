//! Where each value and key of a document stands: read once, when the first place is asked for.

use crate::diagnostics::Target;

/// The places of a document. `M` is how its notation marks one.
#[derive(Debug, Clone)]
pub(super) struct Places<M> {
    values: Vec<Value<M>>,
}

/// A number for a value of [`Places`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Index(usize);

#[derive(Debug, Clone)]
struct Value<M> {
    mark: M,
    members: Members<M>,
}

#[derive(Debug, Clone)]
enum Members<M> {
    None,
    Elements(Vec<Index>),
    Entries(Vec<(String, M, Index)>),
    /// The members of another value stand here, too.
    Same(Index),
}

impl<M: Copy> Places<M> {
    pub(super) fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// Adds a value whose members are added later, if it has any.
    pub(super) fn add(&mut self, mark: M) -> Index {
        self.values.push(Value {
            mark,
            members: Members::None,
        });
        Index(self.values.len() - 1)
    }

    /// Adds an alias: it stands where what it means stands.
    pub(super) fn add_alias(&mut self, mark: M, meant: Option<Index>) -> Index {
        let mark = meant.map_or(mark, |meant| self.mark(meant).unwrap_or(mark));
        let alias = self.add(mark);
        if let Some(meant) = meant {
            self.set(alias, Members::Same(meant));
        }
        alias
    }

    pub(super) fn set_elements(&mut self, of: Index, elements: Vec<Index>) {
        self.set(of, Members::Elements(elements));
    }

    pub(super) fn set_entries(&mut self, of: Index, entries: Vec<(String, M, Index)>) {
        self.set(of, Members::Entries(entries));
    }

    fn set(&mut self, of: Index, members: Members<M>) {
        if let Some(value) = self.values.get_mut(of.0) {
            value.members = members;
        }
    }

    fn mark(&self, of: Index) -> Option<M> {
        self.values.get(of.0).map(|value| value.mark)
    }

    /// The members of a value; of an alias, those of what it means.
    fn members(&self, of: Index) -> Option<&Members<M>> {
        match &self.values.get(of.0)?.members {
            Members::Same(meant) => self.values.get(meant.0).map(|value| &value.members),
            members => Some(members),
        }
    }

    /// The mark of the value at a path, or of its key. The first value added is the document.
    pub(super) fn find(&self, path: &[&str], target: Target) -> Option<M> {
        let mut current = Index(0);
        let mut key_mark = self.mark(current)?;
        for (depth, wanted) in path.iter().enumerate() {
            let last = depth + 1 == path.len();
            match self.members(current)? {
                Members::Elements(elements) => {
                    current = *elements.get(wanted.parse::<usize>().ok()?)?;
                    key_mark = self.mark(current)?;
                }
                Members::Entries(entries) => {
                    let mut matching = entries.iter().filter(|(key, ..)| key == wanted);
                    let entry = if last && target == Target::RepeatedKey {
                        matching.nth(1)
                    } else {
                        matching.next()
                    };
                    let (_, mark, value) = entry?;
                    current = *value;
                    key_mark = *mark;
                }
                Members::None | Members::Same(_) => return None,
            }
        }
        match target {
            Target::Value => self.mark(current),
            Target::Key | Target::RepeatedKey => Some(key_mark),
        }
    }
}
