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
    // The base64 of the length and name of each type, with which every such key begins.
    let begins = match kind {
        "ssh-ed25519" => "AAAAC3NzaC1lZDI1NTE5AAAAI",
        "ssh-rsa" => "AAAAB3NzaC1yc2EAAAA",
        _ => {
            return Err(TextProblem::Form(
                "a public key begins with ssh-ed25519 or ssh-rsa; EC2 takes no other",
            ));
        }
    };
    let is_base64 =
        body.trim_end_matches('=').bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'));
    let is_whole =
        body.len() % 4 == 0 && if kind == "ssh-ed25519" { body.len() == 68 } else { body.len() >= 200 };
    form(
        body.starts_with(begins) && is_base64 && is_whole,
        "it is not whole; paste the line of the file that ends in .pub",
    )
}

text_value!(
    /// A build of an add-on, such as `v1.22.4-eksbuild.3`. Whether AWS has it is not asked.
    AddonVersion, "Add-on version", |text| {
        length(text, 1, 60)?;
        characters(text, "letters, digits, . + and -", |c| c.is_ascii_alphanumeric() || ".+-".contains(c))?;
        let number = text.strip_prefix('v').and_then(|rest| rest.chars().next());
        form(number.is_some_and(|c| c.is_ascii_digit()), "a build reads like v1.22.4-eksbuild.3")
    }
);

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
    /// data EC2 takes 16 KiB. Source: EC2 user guide, instancedata-add-user-data.
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
        for bad in [
            cut,
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
        assert!(
            "v1.22.4-eksbuild.3".parse::<AddonVersion>().is_ok() && "latest".parse::<AddonVersion>().is_err()
        );
    }
}
