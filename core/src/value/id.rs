//! Ids that AWS gave to what exists.

use super::text::{TextProblem, form, length, text_value};

/// `prefix-` and 8 or 17 hexadecimal digits.
fn resource_id(text: &str, prefix: &str, words: &'static str) -> Result<(), TextProblem> {
    length(text, 1, 60)?;
    let digits = text.strip_prefix(prefix).unwrap_or_default();
    let is_id = matches!(digits.len(), 8 | 17)
        && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    form(is_id, words)
}

text_value!(
    /// The id of a VPC that exists.
    VpcId, "VPC id", |text| resource_id(text, "vpc-", "the id of a VPC reads like vpc-0123456789abcdef0")
);

text_value!(
    /// The id that AWS gave to a subnet that exists.
    ExistingSubnetId, "Subnet id", |text| {
        resource_id(text, "subnet-", "the id of a subnet reads like subnet-0123456789abcdef0")
    }
);

text_value!(
    /// The id of a machine image.
    AmiId, "AMI id", |text| resource_id(text, "ami-", "the id of an image reads like ami-0123456789abcdef0")
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        assert!("vpc-0123456789abcdef0".parse::<VpcId>().is_ok() && "vpc-01234567".parse::<VpcId>().is_ok());
        assert!("ami-0123456789abcdef0".parse::<AmiId>().is_ok());
        for bad in [
            "",
            "vpc-",
            "vpc-0123456789ABCDEF0",
            "subnet-01234567",
            "vpc-0123456",
            "vpc-01234567\"",
            "vpc-${x}",
        ] {
            assert!(bad.parse::<VpcId>().is_err(), "{bad}");
        }
        assert!("subnet-01234567".parse::<ExistingSubnetId>().is_ok());
    }
}
