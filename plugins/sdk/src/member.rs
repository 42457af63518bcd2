//! Subjects of another kind that belong to a row.

use std::{fmt, iter::FusedIterator};

/// A row of members, read from their columns.
pub trait Member<'a>: Copy {
    /// The columns of all members of all rows.
    type Columns: 'a;

    /// The member at a place of the columns.
    fn read(columns: &'a Self::Columns, at: usize) -> Self;
}

/// The members of one row, one after the other.
pub struct Members<'a, M: Member<'a>> {
    /// None: those that are given.
    columns: Option<&'a M::Columns>,
    given: &'a [M],
    next: usize,
    end: usize,
}

impl<'a, M: Member<'a>> Members<'a, M> {
    /// The members that a row owns.
    #[inline]
    pub(crate) const fn new(columns: &'a M::Columns, next: usize, end: usize) -> Self {
        Self { columns: Some(columns), given: &[], next, end }
    }

    /// These members: for tests.
    pub const fn given(members: &'a [M]) -> Self {
        Self { columns: None, given: members, next: 0, end: members.len() }
    }
}

impl<'a, M: Member<'a>> Default for Members<'a, M> {
    fn default() -> Self {
        Self::given(&[])
    }
}

// Derived, these would ask that the columns can be copied.
impl<'a, M: Member<'a>> Clone for Members<'a, M> {
    #[inline]
    fn clone(&self) -> Self {
        let Self { columns, given, next, end } = *self;
        Self { columns, given, next, end }
    }
}

impl<'a, M: Member<'a>> Iterator for Members<'a, M> {
    type Item = M;

    #[inline]
    fn next(&mut self) -> Option<M> {
        if self.next >= self.end {
            return None;
        }
        let at = self.next;
        self.next += 1;
        Some(match self.columns {
            Some(columns) => M::read(columns, at),
            None => self.given[at],
        })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let rest = self.end.saturating_sub(self.next);
        (rest, Some(rest))
    }
}

impl<'a, M: Member<'a>> ExactSizeIterator for Members<'a, M> {}

impl<'a, M: Member<'a>> FusedIterator for Members<'a, M> {}

impl<'a, M: Member<'a> + fmt::Debug> fmt::Debug for Members<'a, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The members of all rows, laid end to end in the order of the rows.
#[derive(Debug, Clone, Copy)]
pub struct Nested<'a, C> {
    /// One more than rows: row r owns the members from `offsets[r]` to before `offsets[r + 1]`.
    pub offsets: &'a [u32],
    /// Their columns.
    pub columns: C,
}

impl<'a, C> Nested<'a, C> {
    /// The members of a row.
    #[inline]
    pub fn of<M: Member<'a, Columns = C>>(&'a self, row: usize) -> Members<'a, M> {
        Members::new(&self.columns, self.offsets[row] as usize, self.offsets[row + 1] as usize)
    }
}
