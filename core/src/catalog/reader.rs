//! Reads the compact form of the tables byte by byte. It is total: past the end there are only zeros.

/// What is left of the bytes.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    left: &'static [u8],
}

impl Reader {
    pub(super) fn new(bytes: &'static [u8]) -> Self {
        Self { left: bytes }
    }

    /// The next byte.
    pub(super) fn byte(&mut self) -> u8 {
        match self.left.split_first() {
            Some((&byte, rest)) => {
                self.left = rest;
                byte
            }
            None => 0,
        }
    }

    /// A number in groups of seven bits, the lowest first; the top bit of a byte says that there are more.
    pub(super) fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            if shift < u64::BITS {
                number |= u64::from(byte & 0x7f) << shift;
            }
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    /// A number with a sign, which is its lowest bit.
    pub(super) fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    /// A part of the bytes, which says its length first.
    pub(super) fn section(&mut self) -> Self {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX).min(self.left.len());
        let (section, rest) = self.left.split_at(length);
        self.left = rest;
        Self { left: section }
    }

    /// A section of lines.
    pub(super) fn lines(&mut self) -> Vec<&'static str> {
        std::str::from_utf8(self.section().left).unwrap_or_default().lines().collect()
    }

    /// A column of a table: its different values, sorted, as distances; then a byte a row that points to one.
    pub(super) fn column(&mut self, rows: usize) -> Vec<u64> {
        let mut value = 0_u64;
        let values: Vec<u64> = (0..self.byte())
            .map(|_| {
                value = value.wrapping_add(self.number());
                value
            })
            .collect();
        (0..rows).map(|_| values.get(usize::from(self.byte())).copied().unwrap_or_default()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let mut bytes = Reader::new(&[5, 0x80, 1, 0xff, 0xff, 3, 3, 4]);
        assert_eq!([bytes.number(), bytes.number(), bytes.number()], [5, 128, 0xffff]);
        assert_eq!([bytes.signed(), bytes.signed()], [-2, 2]);
        assert_eq!((bytes.byte(), bytes.number(), bytes.signed()), (0, 0, 0), "past the end");
        // Longer than any number is: no panic, and an end.
        assert_eq!(Reader::new(&[0x80; 40]).number(), 0);
    }

    #[test]
    fn sections_and_lines() {
        let mut bytes = Reader::new(b"\x03a\nb\x02\xff\xff\x63cd");
        assert_eq!(bytes.lines(), ["a", "b"]);
        assert_eq!(bytes.lines(), [""; 0], "not UTF-8");
        assert_eq!(bytes.lines(), ["cd"], "cut short");
        assert_eq!(bytes.lines(), [""; 0], "past the end");
    }

    #[test]
    fn columns() {
        assert_eq!(Reader::new(&[2, 7, 3, 1, 0, 1, 9]).column(4), [10, 7, 10, 0]);
        assert_eq!(Reader::new(&[]).column(2), [0, 0]);
    }
}
