//! Names inside Kubernetes: namespaces, service accounts, groups, and the patterns of Fargate.

use super::text::{TextProblem, characters, form, length, text_value};

text_value!(
    /// A namespace: a DNS label of at most 63 characters.
    /// Source: Kubernetes, object names and ids (RFC 1123 label names).
    Namespace, "Namespace", dns_label
);

text_value!(
    /// A namespace, or a pattern for several with `*` and `?`, as a selector of a Fargate profile takes it.
    /// Sources: EKS user guide, fargate-profile (wildcards); the API's refusal of other names. Holds rule FG006.
    NamespacePattern, "Namespace", |text| {
        length(text, 1, 63)?;
        characters(text, "lower-case letters, digits, -, * and ?", |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || "-*?".contains(c)
        })?;
        let bare: String = text.chars().filter(|c| !matches!(c, '*' | '?')).collect();
        form(!bare.starts_with('-') && !bare.ends_with('-'), "without * and ? it must begin and end with a letter or a digit, like team*")
    }
);

text_value!(
    /// The name of a service account: a DNS subdomain of at most 253 characters.
    /// Source: Kubernetes, object names and ids (RFC 1123 subdomain names).
    ServiceAccountName, "Service account", |text| {
        length(text, 1, 253)?;
        text.split('.').try_for_each(dns_label)
    }
);

text_value!(
    /// The key of a pod label in a selector of a Fargate profile: a prefix of up to 253 characters and a name of up
    /// to 63. Source: Kubernetes, labels and selectors.
    PodLabelKey, "Label key", |text| {
        length(text, 1, 317)?;
        let name = match text.split_once('/') {
            Some((prefix, name)) => {
                prefix.split('.').try_for_each(dns_label)?;
                name
            }
            None => text,
        };
        length(name, 1, 63)?;
        label_text(name)
    }
);

text_value!(
    /// The value of a pod label in a selector of a Fargate profile, or a pattern with `*` and `?`, which may stand at
    /// its ends. Sources: Kubernetes, labels and selectors; cdk-preflight, fargate-selector-label-key-format (EKS
    /// refuses what is no label: "Selector label provided is invalid").
    PodLabelPattern, "Label value", |text| {
        length(text, 1, 63)?;
        characters(text, "letters, digits, - _ . * and ?", |c| c.is_ascii_alphanumeric() || "-_.*?".contains(c))?;
        let ends = |c: char| c.is_ascii_alphanumeric() || "*?".contains(c);
        form(text.starts_with(ends) && text.ends_with(ends), "it must begin and end with a letter, a digit, * or ?")
    }
);

text_value!(
    /// A Kubernetes group of an access entry. EKS keeps names that begin with `system:`, `eks:`, `aws:`, `amazon:`
    /// or `iam:`. Source: the API's refusals. Holds rule ACC004.
    KubernetesGroup, "Group", unreserved
);

text_value!(
    /// The name under which Kubernetes knows the principal of an access entry; same form as a group. Holds rule ACC004.
    KubernetesUser, "User name", unreserved
);

text_value!(
    /// The name of a Kubernetes role, and of other objects that go into a manifest: a DNS label.
    ObjectName, "Name", dns_label
);

fn dns_label(text: &str) -> Result<(), TextProblem> {
    length(text, 1, 63)?;
    characters(text, "lower-case letters, digits and -", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
    })?;
    form(!text.starts_with('-') && !text.ends_with('-'), "it must begin and end with a letter or a digit")
}

fn label_text(text: &str) -> Result<(), TextProblem> {
    characters(text, "letters, digits, - _ and .", |c| c.is_ascii_alphanumeric() || "-_.".contains(c))?;
    let ends = |c: char| c.is_ascii_alphanumeric();
    form(text.starts_with(ends) && text.ends_with(ends), "it must begin and end with a letter or a digit")
}

fn unreserved(text: &str) -> Result<(), TextProblem> {
    length(text, 1, 128)?;
    characters(text, "letters, digits and : . _ @ / -", |c| {
        c.is_ascii_alphanumeric() || ":._@/-".contains(c)
    })?;
    let lower = text.to_ascii_lowercase();
    let reserved = ["system:", "eks:", "aws:", "amazon:", "iam:"].iter().any(|p| lower.starts_with(p));
    form(!reserved, "EKS keeps names that begin with system:, eks:, aws:, amazon: or iam: for itself")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_kubernetes() {
        assert!("kube-system".parse::<Namespace>().is_ok());
        for bad in ["", "-a", "a-", "A", "a.b", "a*", "a\nb"] {
            assert!(bad.parse::<Namespace>().is_err(), "{bad}");
        }
        for good in ["team*", "*", "prod-?x", "default"] {
            assert!(good.parse::<NamespacePattern>().is_ok(), "{good}");
        }
        // Refused by EKS: without its wildcards it is no label.
        for bad in ["", "-*", "team-*", "Team", "a_b"] {
            assert!(bad.parse::<NamespacePattern>().is_err(), "{bad}");
        }
        assert!(
            "a.b-c".parse::<ServiceAccountName>().is_ok() && "a..b".parse::<ServiceAccountName>().is_err()
        );
        assert!(
            "k8s-app".parse::<PodLabelKey>().is_ok()
                && "app.kubernetes.io/name".parse::<PodLabelKey>().is_ok()
        );
        assert!("/x".parse::<PodLabelKey>().is_err() && "a/b/c".parse::<PodLabelKey>().is_err());
        for good in ["kube-dns", "*", "prod-*", "?x", "a_b.c"] {
            assert!(good.parse::<PodLabelPattern>().is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", ".a", "*_", "a b"] {
            assert!(bad.parse::<PodLabelPattern>().is_err(), "{bad}");
        }
    }

    #[test]
    fn groups_of_eks_are_kept() {
        assert!("platform:sre".parse::<KubernetesGroup>().is_ok());
        for bad in ["system:masters", "eks:x", "AWS:x", "amazon:a", "iam:b", "", "a b", "a\"b"] {
            assert!(bad.parse::<KubernetesGroup>().is_err(), "{bad}");
        }
    }
}
