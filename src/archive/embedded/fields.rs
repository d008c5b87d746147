//! A row on its way into a struct whose fields stand in the order of the row's columns, as an entity's do. sea-orm's own
//! way costs several allocations a column.

use super::values::own_name;
use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A row's columns, from the next one on.
pub(super) struct Fields<'r, 'stmt> {
    row: &'r Row<'stmt>,
    next: usize,
}

impl<'r, 'stmt> Fields<'r, 'stmt> {
    pub(super) fn of(row: &'r Row<'stmt>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column, which stays the next.
    fn seen(&self) -> Result<ValueRef<'r>, Error> {
        self.row.get_ref(self.next).map_err(|_| Error::custom("a column is missing"))
    }

    fn take(&mut self) -> Result<ValueRef<'r>, Error> {
        let value = self.seen()?;
        self.next += 1;
        Ok(value)
    }

    /// Whether the next columns are called so, behind a joined table's letter or not.
    fn are(&self, names: &[&str]) -> bool {
        let called = |(place, name): (usize, &&str)| {
            let column = self.row.as_ref().column_name(place).unwrap_or_default();
            own_name(column) == *name
        };
        (self.next..).zip(names).all(called)
    }
}

/// None of its messages holds a value: what a visitor says of one goes no further than `unread`.
impl<'de> Deserializer<'de> for &mut Fields<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.take()? {
            ValueRef::Null => visitor.visit_unit(),
            ValueRef::Integer(it) => visitor.visit_i64(it),
            ValueRef::Real(it) => visitor.visit_f64(it),
            ValueRef::Text(it) => {
                let text = std::str::from_utf8(it).map_err(Error::custom)?;
                BorrowedStrDeserializer::new(text).deserialize_any(visitor)
            }
            ValueRef::Blob(it) => visitor.visit_borrowed_bytes(it),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.take()? {
            ValueRef::Integer(it) => visitor.visit_bool(it != 0),
            _ => Err(Error::custom("no boolean")),
        }
    }

    /// A joined table without a row has no key, which stands first.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.seen()? {
            ValueRef::Null => {
                self.next += 1;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        debug_assert!(self.are(fields), "the columns are not in the order of the fields");
        self.deserialize_tuple(fields.len(), visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Next { fields: self, left: len })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq map enum
        identifier ignored_any
    }
}

/// So many of the next columns.
struct Next<'a, 'r, 'stmt> {
    fields: &'a mut Fields<'r, 'stmt>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Next<'_, 'de, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(&mut *self.fields).map(Some)
    }
}
