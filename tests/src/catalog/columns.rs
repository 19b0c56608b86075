//! Writes bytes the way `core/src/catalog/reader.rs` reads them.

use std::collections::BTreeSet;

/// The bytes of a section.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// A number in groups of seven bits, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    /// A number with a sign, which becomes its lowest bit.
    pub(super) fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63).cast_unsigned());
    }

    /// A part that says its length first.
    pub(super) fn section(&mut self, section: &Self) {
        self.number(section.bytes.len() as u64);
        self.bytes.extend(&section.bytes);
    }

    /// A section of lines.
    pub(super) fn lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        let lines: Vec<&str> = lines.into_iter().collect();
        self.section(&Self { bytes: lines.join("\n").into_bytes() });
    }

    /// A column of a table: its different values, then a byte a row.
    ///
    /// # Errors
    /// When there are more different values than a byte can tell apart.
    pub(super) fn column(&mut self, name: &str, column: &[u64]) -> Result<(), String> {
        let values: Vec<u64> = column.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let count = u8::try_from(values.len()).map_err(|_| {
            format!("{name} has {} different values, more than the 255 of the compact form", values.len())
        })?;
        self.byte(count);
        let mut before = 0;
        for value in &values {
            self.number(value - before);
            before = *value;
        }
        self.bytes.extend(column.iter().map(|value| values.partition_point(|v| v < value) as u8));
        Ok(())
    }
}
