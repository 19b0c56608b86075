//! CRC-32 as a zip has it (IEEE 802.3, reflected), with a table of 16 numbers.
//!
//! The zip crate asks for `crc32fast`, whose tables are 16 kB that no compression makes smaller: a twentieth of all that
//! a first visit loads. A bundle has some 60 kB, for which this is fast enough. `Cargo.toml` puts it in place of the
//! original; its face is the part of the original's that the zip crate uses.

/// The checksum of what has been written so far.
#[derive(Clone, Debug)]
pub struct Hasher {
    state: u32,
    /// How many bytes have been written.
    length: u64,
}

impl Hasher {
    /// The checksum of nothing.
    pub fn new() -> Self {
        Self::new_with_initial(0)
    }

    /// Goes on from a checksum.
    pub fn new_with_initial(checksum: u32) -> Self {
        Self::new_with_initial_len(checksum, 0)
    }

    /// Goes on from the checksum of `length` bytes.
    pub fn new_with_initial_len(checksum: u32, length: u64) -> Self {
        Self { state: !checksum, length }
    }

    /// Adds `bytes`.
    pub fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.state = followed_by_zeros(self.state ^ u32::from(*byte));
        }
        self.length += bytes.len() as u64;
    }

    /// Adds the bytes that `other` has seen. Takes a step for each of them.
    pub fn combine(&mut self, other: &Self) {
        let mut remainder = !self.state;
        for _ in 0..other.length {
            remainder = followed_by_zeros(remainder);
        }
        self.state = !(remainder ^ other.clone().finalize());
        self.length += other.length;
    }

    /// The checksum.
    pub fn finalize(self) -> u32 {
        !self.state
    }

    /// Back to nothing.
    pub fn reset(&mut self) {
        *self = Self::new();
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

/// The checksum of `bytes`.
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finalize()
}

/// The remainder with eight zero bits after it.
fn followed_by_zeros(remainder: u32) -> u32 {
    let half = TABLE[(remainder & 15) as usize] ^ (remainder >> 4);
    TABLE[(half & 15) as usize] ^ (half >> 4)
}

/// The remainders of all half bytes by the reflected polynomial.
const TABLE: [u32; 16] = {
    let mut table = [0; 16];
    let mut half_byte = 0;
    while half_byte < 16 {
        let mut remainder = half_byte as u32;
        let mut bit = 0;
        while bit < 4 {
            remainder = if remainder & 1 == 1 { (remainder >> 1) ^ 0xedb8_8320 } else { remainder >> 1 };
            bit += 1;
        }
        table[half_byte] = remainder;
        half_byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms, and others of zlib.
    #[test]
    fn agrees_with_the_standard() {
        assert_eq!(hash(b"123456789"), 0xcbf4_3926);
        assert_eq!(hash(b""), 0);
        assert_eq!(hash(b"The quick brown fox jumps over the lazy dog"), 0x414f_a339);
    }

    #[test]
    fn goes_on_where_it_stopped() {
        let mut hasher = Hasher::new_with_initial(hash(b"1234"));
        hasher.update(b"56789");
        assert_eq!(hasher.finalize(), hash(b"123456789"));
        let (mut first, mut second) = (Hasher::new(), Hasher::new());
        first.update(b"1234");
        second.update(b"56789");
        first.combine(&second);
        assert_eq!(first.finalize(), hash(b"123456789"));
    }
}
