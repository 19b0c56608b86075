//! User data of several parts, as the cloudinit provider renders it.

use super::value::{Value, elements, field};
use std::fmt::Write as _;

/// The answer of `cloudinit_config`: a MIME message, in base64 unless that was turned off. Compression is
/// left out: what depends on its bytes has no place in a plan.
pub(super) fn render(config: &Value) -> String {
    let known = |value: &Value, name: &str| field(value, name).as_str().unwrap_or_default().to_owned();
    let boundary = Some(known(config, "boundary")).filter(|given| !given.is_empty());
    let boundary = boundary.unwrap_or_else(|| "MIMEBOUNDARY".to_owned());
    let mut text =
        format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\nMIME-Version: 1.0\r\n\r\n");
    for part in elements(field(config, "part")) {
        let kind = Some(known(part, "content_type")).filter(|kind| !kind.is_empty());
        let kind = kind.unwrap_or_else(|| "text/plain".to_owned());
        let _ = write!(text, "--{boundary}\r\nContent-Transfer-Encoding: 7bit\r\nContent-Type: {kind}\r\n");
        let _ = write!(text, "Mime-Version: 1.0\r\n\r\n{}\r\n", known(part, "content"));
    }
    let _ = write!(text, "--{boundary}--\r\n");
    if field(config, "base64_encode").as_bool() == Some(false) { text } else { base64(text.as_bytes()) }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let held = chunk.iter().fold(0_u32, |held, byte| held << 8 | u32::from(*byte));
        let held = held << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(held >> (18 - 6 * place) & 0x3f) as usize];
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terraform::provider::value::text;

    #[test]
    fn base64_is_padded() {
        assert_eq!(["", "s", "ss", "ssh"].map(|text| base64(text.as_bytes())), ["", "cw==", "c3M=", "c3No"]);
    }

    #[test]
    fn parts_stand_between_boundaries() {
        let part = Value::Map(vec![
            (text("content"), text("#!/bin/sh")),
            (text("content_type"), text("text/x-shellscript")),
        ]);
        let config = Value::Map(vec![
            (text("base64_encode"), Value::Boolean(false)),
            (text("boundary"), text("//")),
            (text("part"), Value::Array(vec![part])),
        ]);
        let rendered = render(&config);
        assert!(rendered.contains("--//\r\n") && rendered.ends_with("--//--\r\n"), "{rendered}");
        assert!(rendered.contains("Content-Type: text/x-shellscript\r\n"), "{rendered}");
    }
}
