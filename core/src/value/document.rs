//! Longer texts that people paste: public keys, JSON, shell scripts.

use super::text::{TextProblem, characters, form, length, text_value};

text_value!(
    /// A public key of SSH, as `ssh-keygen` writes it: type, base64, and a comment that may be missing. EC2 takes
    /// ed25519 and RSA. Source: EC2 user guide, create-key-pairs. A private key is refused.
    SshPublicKey, "Public key", ssh_key
);

fn ssh_key(text: &str) -> Result<(), TextProblem> {
    form(
        !text.contains("PRIVATE KEY"),
        "this is a private key: keep it to yourself, and paste the file that ends in .pub",
    )?;
    length(text, 1, 2000)?;
    characters(text, "one line of printable ASCII", |c| c == ' ' || c.is_ascii_graphic())?;
    let mut words = text.split(' ').filter(|w| !w.is_empty());
    let (kind, body) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    form(
        matches!(kind, "ssh-ed25519" | "ssh-rsa"),
        "a public key begins with ssh-ed25519 or ssh-rsa; EC2 takes no other",
    )?;
    let fields = from_base64(body).and_then(|bytes| wire_fields(&bytes));
    let is_whole = match fields.as_deref() {
        Some([name, key]) => kind == "ssh-ed25519" && name == b"ssh-ed25519" && key.len() == 32,
        // 2048 bits, and a byte of zero before them.
        Some([name, exponent, modulus]) => {
            kind == "ssh-rsa" && name == b"ssh-rsa" && !exponent.is_empty() && modulus.len() > 256
        }
        _ => false,
    };
    form(is_whole, "it is not whole; paste the line of the file that ends in .pub")
}

impl SshPublicKey {
    /// The length of an RSA key in bits; `None` for a key of another type.
    pub fn rsa_bits(&self) -> Option<usize> {
        let fields = wire_fields(&from_base64(self.as_str().split(' ').filter(|w| !w.is_empty()).nth(1)?)?)?;
        let [_, _, modulus] = fields.as_slice() else { return None };
        let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
        let first = modulus.get(zeros)?;
        Some((modulus.len() - zeros) * 8 - first.leading_zeros() as usize)
    }
}

/// The bytes of a base64 text with its padding.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let bare = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for c in bare.bytes() {
        held = (held << 6 | u32::from(digit(c)?)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    text.len().is_multiple_of(4).then_some(bytes)
}

/// The fields of a key: each is its length in four bytes, then so many. Source: RFC 4253, 6.6 and RFC 8709, 4.
fn wire_fields(mut bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        fields.push(rest.get(..length)?.to_vec());
        bytes = &rest[length..];
    }
    Some(fields)
}

text_value!(
    /// A build of an add-on, such as `v1.22.4-eksbuild.3`. Whether AWS has it is not asked. Sources: Terraform AWS
    /// provider, `aws_eks_addon` (a semantic version after `v`); cdk-preflight, addon-version-format: all 1,677 builds
    /// that AWS listed on 2026-09-25 end in `-eksbuild.` and one part.
    AddonVersion, "Add-on version", |text| {
        length(text, 1, 60)?;
        characters(text, "letters, digits, . and -", |c| c.is_ascii_alphanumeric() || ".-".contains(c))?;
        form(
            is_build(text),
            "a build reads like v1.22.4-eksbuild.3; aws eks describe-addon-versions lists those that there are",
        )
    }
);

fn is_build(text: &str) -> bool {
    let is_number = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let parts = text.strip_prefix('v').and_then(|rest| rest.split_once("-eksbuild."));
    parts.is_some_and(|(version, build)| {
        let is_word = build.bytes().all(|b| b.is_ascii_alphanumeric())
            && build.bytes().any(|b| b.is_ascii_alphabetic());
        version.split('.').count() == 3 && version.split('.').all(is_number) && (is_word || is_number(build))
    })
}

text_value!(
    /// The name of an add-on in the EKS API, such as `vpc-cni`. Whether there is one is the catalog's business.
    AddonName, "Add-on", |text| {
        length(text, 1, 80)?;
        characters(text, "lower-case letters, digits, - and _", |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_'
        })
    }
);

text_value!(
    /// The configuration of an add-on: a JSON object of at most 16,000 characters, kept as it was typed.
    JsonObject, "Configuration", |text| {
        length(text, 2, 16_000)?;
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(serde_json::Value::Object(_)) => Ok(()),
            Ok(_) => Err(TextProblem::Form("it must be a JSON object, from { to }")),
            Err(_) => Err(TextProblem::Form("it is no valid JSON; look for a missing quote, comma or brace")),
        }
    }
);

impl JsonObject {
    /// What it holds.
    pub fn value(&self) -> serde_json::Map<String, serde_json::Value> {
        serde_json::from_str(self.as_str()).unwrap_or_default()
    }
}

text_value!(
    /// A script that nodes run when they start, before they join: at most 8,000 characters. With all else in the user
    /// data EC2 takes 16 KiB, which rule NG039 counts. Source: EC2 user guide, instancedata-add-user-data.
    StartScript, "Start script", |text| {
        length(text, 1, 8000)?;
        characters(text, "printable characters, tabs and line ends", |c| !c.is_control() || matches!(c, '\n' | '\t'))
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9dW0Pe9hFcbXzQHk4r1xqQv0dBv6gGJHfAV5u4QZ5L eva@laptop";

    #[test]
    fn public_keys() {
        assert!(ED25519.parse::<SshPublicKey>().is_ok(), "{:?}", ED25519.parse::<SshPublicKey>());
        let cut = &ED25519[..60];
        // One bit of a length is another.
        let longer = ED25519.replace("AAAAIJ", "AAAAIZ");
        let longer = longer.as_str();
        for bad in [
            cut,
            longer,
            "ssh-dss AAAA",
            "",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
            "ssh-ed25519",
            "ssh-rsa AAAAB3NzaC1yc2EAAAA\n",
        ] {
            assert!(bad.parse::<SshPublicKey>().is_err(), "{bad}");
        }
    }

    #[test]
    fn lengths_of_keys() {
        let rsa = |bytes: &str, first: &str, rest: usize, end: &str| {
            let key =
                format!("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAA{bytes}{first}{}{end} a@b", "A".repeat(rest));
            key.parse::<SshPublicKey>().map(|key| key.rsa_bits())
        };
        assert_eq!(rsa("BAQ", "C", 341, ""), Ok(Some(2048)));
        assert_eq!(rsa("BgQ", "C", 512, "="), Ok(Some(3072)));
        assert_eq!(rsa("CAQ", "D", 683, "=="), Ok(Some(4096)));
        assert!(rsa("AgQ", "C", 170, "==").is_err(), "1024 bits are too few");
        assert_eq!(ED25519.parse::<SshPublicKey>().map(|key| key.rsa_bits()), Ok(None));
    }

    #[test]
    fn configurations() {
        for good in ["{}", "{ \"env\": { \"A\": \"${x}\" } }"] {
            assert!(good.parse::<JsonObject>().is_ok(), "{good}");
        }
        for bad in ["", "[]", "{", "1", "{\"a\":}", "null"] {
            assert!(bad.parse::<JsonObject>().is_err(), "{bad}");
        }
        let deep = "[".repeat(2000);
        assert!(format!("{{\"a\":{deep}").parse::<JsonObject>().is_err());
    }

    #[test]
    fn scripts_and_versions() {
        assert!("#!/bin/bash\nset -e\n\techo ${HOME}\n".parse::<StartScript>().is_ok());
        assert!(
            "a\u{0}b".parse::<StartScript>().is_err() && "x".repeat(8001).parse::<StartScript>().is_err()
        );
        for good in ["v1.22.4-eksbuild.3", "v0.10.0-eksbuild.0", "v1.4.0-eksbuild.preview"] {
            assert!(good.parse::<AddonVersion>().is_ok(), "{good}");
        }
        // The provider refuses those of two numbers and with zeros in front, AWS those that it does not have.
        for bad in [
            "latest",
            "v1.2.3",
            "1.2.3-eksbuild.1",
            "v1.2-eksbuild.1",
            "v1.02.3-eksbuild.1",
            "v1.2.3-eksbuild.",
            "v1.2.3-eksbuild.01",
            "v1.2.3-eksbuild.1.2",
        ] {
            assert!(bad.parse::<AddonVersion>().is_err(), "{bad}");
        }
    }
}
