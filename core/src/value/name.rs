//! Names of the objects that a design creates.

use super::text::{TextProblem, characters, form, length, text_value};

const WORD: &str = "letters, digits, - and _";

/// `^[0-9A-Za-z][A-Za-z0-9_-]{0,max-1}$`: the form of most EKS names.
fn word(text: &str, max: usize) -> Result<(), TextProblem> {
    length(text, 1, max)?;
    characters(text, WORD, |c| c.is_ascii_alphanumeric() || c == '-' || c == '_')?;
    form(text.starts_with(|c: char| c.is_ascii_alphanumeric()), "it must begin with a letter or a digit")
}

/// Names of security groups begin with the cluster's.
fn cluster(text: &str) -> Result<(), TextProblem> {
    word(text, 100)?;
    form(!text.starts_with("sg-"), "EC2 takes no security group named so; begin with something else than sg-")
}

text_value!(
    /// The name of an EKS cluster: `^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$`, and not `sg-…`, which security groups cannot be
    /// called. Sources: EKS API model (botocore 1.44.5), `ClusterName`; EC2 API, CreateSecurityGroup. Holds rule NAM001.
    ClusterName, "Cluster name", cluster
);

text_value!(
    /// The name of a node group: `^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$`.
    /// Source: the EKS API's refusal of other names. Holds rule NAM003.
    NodeGroupName, "Node group name", |text| word(text, 63)
);

text_value!(
    /// The name of a Fargate profile: letters, digits, `-` and `_`, at most 100, and not `eks-…`, which EKS keeps.
    /// Source: the EKS API's refusals of other names. Holds rule NAM005.
    FargateProfileName, "Fargate profile name", |text| {
        word(text, 100)?;
        form(!text.starts_with("eks-"), "EKS keeps names that begin with eks- for itself")
    }
);

text_value!(
    /// What an access entry is called here: its key in Terraform's state. Nothing in AWS has this name.
    EntryName, "Entry name", |text| word(text, 40)
);

text_value!(
    /// What a workload's role is called: the end of the IAM role's name after the cluster's, so at most 32.
    WorkloadName, "Workload name", |text| word(text, 32)
);

text_value!(
    /// The name of a subnet: our own limit, so that it serves as `Name` tag and as Terraform `for_each` key.
    SubnetName, "Subnet name", |text| word(text, 63)
);

text_value!(
    /// What a network that is connected with the VPC is called here; nothing in AWS has this name.
    PeerName, "Network name", |text| word(text, 40)
);

text_value!(
    /// The name of an S3 bucket. Source: S3 user guide, general purpose bucket naming rules. Holds rules
    /// NAM008 and NAM009 (dots break TLS on virtual-host addresses, so they are refused).
    BucketName, "Bucket name", bucket
);

fn bucket(text: &str) -> Result<(), TextProblem> {
    length(text, 3, 63)?;
    characters(text, "lower-case letters, digits and -", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
    })?;
    form(!text.starts_with('-') && !text.ends_with('-'), "it must begin and end with a letter or a digit")?;
    let reserved = ["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|p| text.starts_with(p))
        || ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"].iter().any(|s| text.ends_with(s));
    form(!reserved, "S3 keeps this prefix or suffix for itself; choose another name")
}

text_value!(
    /// The name of a DynamoDB table: `^[a-zA-Z0-9_.-]{3,255}$`.
    /// Source: DynamoDB API model (botocore 1.44.5), `TableName`. Holds rule NAM010.
    TableName, "Lock table name", |text| {
        length(text, 3, 255)?;
        characters(text, "letters, digits, _ . and -", |c| c.is_ascii_alphanumeric() || "_.-".contains(c))
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn said<T: std::str::FromStr<Err = E>, E: std::fmt::Display>(text: &str) -> String {
        match text.parse::<T>() {
            Ok(_) => "accepted".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn cluster_names() {
        assert_eq!(said::<ClusterName, _>("my-eks"), "accepted");
        assert_eq!(said::<ClusterName, _>(&"a".repeat(100)), "accepted");
        expect!["Cluster name “”: it is empty; give it at least one character."]
            .assert_eq(&said::<ClusterName, _>(""));
        expect!["Cluster name “my eks”: a space is not allowed; use letters, digits, - and _."]
            .assert_eq(&said::<ClusterName, _>("my eks"));
        expect!["Cluster name “-eks”: it must begin with a letter or a digit."]
            .assert_eq(&said::<ClusterName, _>("-eks"));
        expect![
            "Cluster name “sg-eks”: EC2 takes no security group named so; begin with something else than sg-."
        ]
        .assert_eq(&said::<ClusterName, _>("sg-eks"));
        assert!(said::<ClusterName, _>(&"a".repeat(101)).contains("101 characters; at most 100"));
    }

    #[test]
    fn bucket_names() {
        assert_eq!(said::<BucketName, _>("my-state"), "accepted");
        for bad in ["My-state", "my.state", "ab", "-ab", "xn--abc", "abc-s3alias"] {
            assert_ne!(said::<BucketName, _>(bad), "accepted", "{bad}");
        }
    }

    #[test]
    fn injections_are_refused_at_the_edge() {
        for bad in ["${var.x}", "a\"b", "a\nb", "%{if}", "a;b", "<b>", "$(id)"] {
            assert_ne!(said::<ClusterName, _>(bad), "accepted", "{bad}");
            assert_ne!(said::<NodeGroupName, _>(bad), "accepted", "{bad}");
            assert_ne!(said::<SubnetName, _>(bad), "accepted", "{bad}");
            assert_ne!(said::<TableName, _>(bad), "accepted", "{bad}");
        }
    }
}
