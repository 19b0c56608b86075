//! The few protobuf wire rules that Terraform's plugin protocol needs, written by hand so that the
//! build asks for no `protoc`. Field numbers are those of `tfplugin6.proto`.

use super::value::Value;

/// An `AttributePath` to an attribute or block of a resource.
pub(crate) fn attribute_path(attribute: &str) -> Message {
    let (mut path, mut step) = (Message::new(), Message::new());
    step.text(1, attribute);
    path.message(1, &step);
    path
}

/// A protobuf message that is being written.
#[derive(Default)]
pub(crate) struct Message(Vec<u8>);

impl Message {
    /// An empty message.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Writes an integer or boolean field; zero is the default and is left out.
    pub(crate) fn int(&mut self, field: u64, value: u64) -> &mut Self {
        if value != 0 {
            self.varint(field << 3);
            self.varint(value);
        }
        self
    }

    /// Writes a length-delimited field.
    pub(crate) fn bytes(&mut self, field: u64, data: &[u8]) -> &mut Self {
        self.varint(field << 3 | 2);
        self.varint(data.len() as u64);
        self.0.extend_from_slice(data);
        self
    }

    /// Writes a string field.
    pub(crate) fn text(&mut self, field: u64, text: &str) -> &mut Self {
        self.bytes(field, text.as_bytes())
    }

    /// Writes a nested message.
    pub(crate) fn message(&mut self, field: u64, message: &Message) -> &mut Self {
        self.bytes(field, &message.0)
    }

    /// Writes a `DynamicValue`: a value of Terraform's type system in msgpack.
    pub(crate) fn dynamic(&mut self, field: u64, value: &Value) -> &mut Self {
        let mut packed = Vec::new();
        rmpv::encode::write_value(&mut packed, value).expect("writing to memory does not fail");
        let mut dynamic = Message::new();
        dynamic.bytes(1, &packed);
        self.message(field, &dynamic)
    }

    /// Writes a `Diagnostic` of severity error, placed at `attribute` when it names one.
    pub(crate) fn error(&mut self, field: u64, summary: &str, detail: &str, attribute: &str) -> &mut Self {
        let mut diagnostic = Message::new();
        diagnostic.int(1, 1).text(2, summary).text(3, detail);
        if !attribute.is_empty() {
            diagnostic.message(4, &attribute_path(attribute));
        }
        self.message(field, &diagnostic)
    }

    /// The encoded message.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }
}

/// A protobuf message that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// The last length-delimited field of that number, if the message has one and is well formed.
    pub(crate) fn bytes(self, wanted: u64) -> Option<&'a [u8]> {
        let mut rest = self.0;
        let mut found = None;
        while !rest.is_empty() {
            let key = read_varint(&mut rest)?;
            match key & 7 {
                0 => {
                    read_varint(&mut rest)?;
                }
                2 => {
                    let length = usize::try_from(read_varint(&mut rest)?).ok()?;
                    let data = rest.get(..length)?;
                    rest = &rest[length..];
                    if key >> 3 == wanted {
                        found = Some(data);
                    }
                }
                _ => return None,
            }
        }
        found
    }

    /// A string field; empty when absent, as protobuf has it.
    pub(crate) fn text(self, field: u64) -> String {
        String::from_utf8_lossy(self.bytes(field).unwrap_or_default()).into_owned()
    }

    /// A `DynamicValue` field; null when absent.
    pub(crate) fn dynamic(self, field: u64) -> Value {
        let packed = self.bytes(field).and_then(|dynamic| Reader(dynamic).bytes(1));
        match packed {
            Some(mut packed) => {
                rmpv::decode::read_value(&mut packed).expect("Terraform sends well-formed msgpack")
            }
            None => Value::Nil,
        }
    }
}

fn read_varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, tail) = rest.split_first()?;
        *rest = tail;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_reads_back_as_it_was_written() {
        let mut message = Message::new();
        message.text(1, "aws_vpc").int(2, 300).dynamic(3, &Value::from("10.0.0.0/16"));
        let bytes = message.into_bytes();
        assert_eq!(Reader(&bytes).text(1), "aws_vpc");
        assert_eq!(Reader(&bytes).dynamic(3), Value::from("10.0.0.0/16"));
        assert_eq!(Reader(&bytes).bytes(4), None);
    }

    #[test]
    fn a_truncated_message_is_not_read() {
        assert_eq!(Reader(&[0x0a, 0x05, b'a']).bytes(1), None);
    }
}
