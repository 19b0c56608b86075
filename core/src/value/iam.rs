//! What IAM and EKS policies are made of.

use super::arn::{any_arn, iam_arn};
use super::text::{characters, form, length, text_value};

text_value!(
    /// The ARN of an IAM policy, of the account or of AWS itself.
    PolicyArn, "Policy ARN", |text| iam_arn(text, "policy", true)
);

text_value!(
    /// The name of an EKS access policy, such as `AmazonEKSViewPolicy`: the end of its ARN, so that neither another
    /// partition nor an IAM policy can be meant. Source: EKS user guide, access-policies. Holds rule ACC005.
    AccessPolicy, "Access policy", |text| {
        length(text, 1, 100)?;
        characters(text, "letters", |c| c.is_ascii_alphabetic())?;
        form(text.starts_with("Amazon"), "an access policy of EKS reads like AmazonEKSViewPolicy")
    }
);

text_value!(
    /// An action of an IAM policy, such as `s3:GetObject` or `sqs:*`. A bare `*` is refused.
    IamAction, "Action", |text| {
        length(text, 1, 128)?;
        characters(text, "letters, digits, : - and *", |c| c.is_ascii_alphanumeric() || ":-*".contains(c))?;
        let (service, action) = text.split_once(':').unwrap_or_default();
        let service_ok = !service.is_empty() && !service.contains('*');
        form(service_ok && !action.is_empty() && !action.contains(':'), "an action reads like s3:GetObject, with the service written out")
    }
);

text_value!(
    /// A resource of an IAM policy: an ARN, where `*` and `?` stand for others, or `*` alone for actions that know no
    /// resources.
    IamResource, "Resource", |text| {
        if text == "*" {
            return Ok(());
        }
        form(!text.contains("${"), "policy variables are not taken; write the resource out")?;
        any_arn(text)
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_policies() {
        assert!("arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy".parse::<PolicyArn>().is_ok());
        assert!("arn:aws:iam::111122223333:policy/team/x".parse::<PolicyArn>().is_ok());
        for bad in
            ["arn:aws:iam::aws:role/x", "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", "", "x"]
        {
            assert!(bad.parse::<PolicyArn>().is_err(), "{bad}");
        }
        assert!("AmazonEKSViewPolicy".parse::<AccessPolicy>().is_ok());
        assert!("arn:aws:iam::aws:policy/ReadOnlyAccess".parse::<AccessPolicy>().is_err());
        for good in ["s3:GetObject", "sqs:*", "s3:Get*"] {
            assert!(good.parse::<IamAction>().is_ok(), "{good}");
        }
        for bad in ["*", "*:*", "s3", "s3:", ":x", "s3:Get Object", "s3:${x}", "a:b:c"] {
            assert!(bad.parse::<IamAction>().is_err(), "{bad}");
        }
        for good in ["*", "arn:aws:s3:::bucket/*", "arn:aws:sqs:eu-central-1:111122223333:queue-?"] {
            assert!(good.parse::<IamResource>().is_ok(), "{good}");
        }
        for bad in ["bucket", "arn:aws:s3:::${aws:username}", "arn:aws:s3:::a b", ""] {
            assert!(bad.parse::<IamResource>().is_err(), "{bad}");
        }
    }
}
