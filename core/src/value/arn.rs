//! Amazon Resource Names.

use super::text::{TextProblem, characters, form, length, text_value};

text_value!(
    /// Any ARN: `arn:partition:service:region:account:resource`.
    Arn, "ARN", |text| parts(text).map(drop)
);

text_value!(
    /// The ARN of an IAM role or user that an access entry can name. STS sessions, service-linked roles and
    /// whole accounts are refused: EKS takes none of them as a principal (rule ACC008).
    PrincipalArn, "Principal ARN", principal
);

text_value!(
    /// The ARN of a KMS key (not of an alias: the EKS API wants the key itself).
    KmsKeyArn, "KMS key ARN", kms_key
);

text_value!(
    /// The twelve digits of an AWS account.
    AccountId, "Account id", |text| {
        characters(text, "digits", |c| c.is_ascii_digit())?;
        length(text, 12, 12)
    }
);

/// The fields of an ARN after `arn:`.
struct Parts<'a> {
    partition: &'a str,
    service: &'a str,
    region: &'a str,
    account: &'a str,
    resource: &'a str,
}

fn parts(text: &str) -> Result<Parts<'_>, TextProblem> {
    length(text, 1, 2048)?;
    characters(text, "printable characters without spaces", |c| c.is_ascii_graphic())?;
    let fields: Vec<&str> = text.splitn(6, ':').collect();
    let &["arn", partition, service, region, account, resource] = fields.as_slice() else {
        return Err(TextProblem::Form(
            "an ARN has six parts, like arn:aws:iam::111122223333:role/platform-admin",
        ));
    };
    let partition_ok = partition == "aws" || partition.strip_prefix("aws-").is_some_and(|p| !p.is_empty());
    form(
        partition_ok,
        "the partition after “arn:” is aws, aws-cn, aws-us-gov or another that begins with aws",
    )?;
    form(!service.is_empty() && !resource.is_empty(), "the service and the resource may not be empty")?;
    let account_ok = account.is_empty()
        || account == "aws"
        || account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    form(account_ok, "the account has twelve digits")?;
    Ok(Parts { partition, service, region, account, resource })
}

fn principal(text: &str) -> Result<(), TextProblem> {
    let arn = parts(text)?;
    form(
        arn.service == "iam" && arn.region.is_empty(),
        "give an IAM role or user, like arn:aws:iam::111122223333:role/platform-admin; a session (sts) changes every time",
    )?;
    form(!matches!(arn.account, "" | "aws"), "the account of an IAM principal has twelve digits")?;
    let (kind, path) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    form(matches!(kind, "role" | "user"), "only a role or a user can be a principal")?;
    form(!path.is_empty() && !path.ends_with('/'), "the name of the role or user is missing")?;
    form(
        !(kind == "role" && path.starts_with("aws-service-role/")),
        "a service-linked role cannot be a principal of an access entry",
    )?;
    characters(path, "letters, digits and + = , . @ _ - /", |c| {
        c.is_ascii_alphanumeric() || "+=,.@_-/".contains(c)
    })
}

fn kms_key(text: &str) -> Result<(), TextProblem> {
    let arn = parts(text)?;
    form(arn.service == "kms", "give a KMS key, like arn:aws:kms:REGION:ACCOUNT:key/ID")?;
    form(
        !arn.region.is_empty() && !matches!(arn.account, "" | "aws"),
        "region and account of the key may not be empty",
    )?;
    let id = arn.resource.strip_prefix("key/");
    form(
        id.is_some_and(|id| {
            (1..=128).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }),
        "it must end in key/ and the key's id; an alias is not enough",
    )
}

/// Any ARN; the account may also be `aws`, as in ARNs of managed policies.
pub(super) fn any_arn(text: &str) -> Result<(), TextProblem> {
    parts(text).map(drop)
}

/// An ARN of IAM whose resource is a `kind` with a name; `of_aws` allows those that AWS owns.
pub(super) fn iam_arn(text: &str, kind: &str, of_aws: bool) -> Result<(), TextProblem> {
    let arn = parts(text)?;
    form(
        arn.service == "iam"
            && arn.region.is_empty()
            && !arn.account.is_empty()
            && (of_aws || arn.account != "aws"),
        "give the ARN of IAM, like arn:aws:iam::111122223333:policy/NAME",
    )?;
    let name = arn.resource.split_once('/').filter(|(k, _)| *k == kind).map_or("", |(_, name)| name);
    form(!name.is_empty() && !name.ends_with('/'), "it must end in the kind and the name of the policy")?;
    characters(name, "letters, digits and + = , . @ _ - /", |c| {
        c.is_ascii_alphanumeric() || "+=,.@_-/".contains(c)
    })
}

impl PrincipalArn {
    /// The account that owns the principal: twelve digits.
    pub fn account(&self) -> &str {
        parts(self.as_str()).map_or("", |p| p.account)
    }

    /// `aws`, `aws-cn`, `aws-us-gov` …
    pub fn partition(&self) -> &str {
        parts(self.as_str()).map_or("", |p| p.partition)
    }
}

impl PrincipalArn {
    /// Whether it is a role, not a user.
    pub fn is_role(&self) -> bool {
        parts(self.as_str()).is_ok_and(|p| p.resource.starts_with("role/"))
    }
}

impl KmsKeyArn {
    /// The region that holds the key.
    pub fn region(&self) -> &str {
        parts(self.as_str()).map_or("", |p| p.region)
    }

    /// The account that owns the key: twelve digits.
    pub fn account(&self) -> &str {
        parts(self.as_str()).map_or("", |p| p.account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn principals() {
        let good = "arn:aws:iam::111122223333:role/team/platform-admin".parse::<PrincipalArn>().unwrap();
        assert_eq!((good.account(), good.partition()), ("111122223333", "aws"));
        assert!("arn:aws-cn:iam::111122223333:user/eva@example.com".parse::<PrincipalArn>().is_ok());
        for bad in [
            "arn:aws:sts::111122223333:assumed-role/admin/session",
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::1111:role/x",
            "arn:aws:iam::111122223333:role/",
            "arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS",
            "arn:aws:iam::111122223333:role/a\"b",
            "arn:aws:iam::111122223333:role/${x}",
            "platform-admin",
            "",
        ] {
            assert!(bad.parse::<PrincipalArn>().is_err(), "{bad}");
        }
    }

    #[test]
    fn keys() {
        let key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        assert_eq!(key.parse::<KmsKeyArn>().unwrap().region(), "eu-central-1");
        assert!("arn:aws:kms:eu-central-1:111122223333:alias/x".parse::<KmsKeyArn>().is_err());
    }
}
