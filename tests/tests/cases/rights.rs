//! What provider and API refuse of roles and policies, Pod Identity, access entries, queues and events.

use super::{Case, case};

/// Refused without asking any data source.
pub(crate) const RIGHTS: &[Case] = &[
    // IAM.
    case(
        "policy_with_principal",
        resource!(
            "aws_iam_policy",
            "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\", Principal = \"*\" }] })"
        ),
        (", Principal = \"*\"", ""),
        "an identity's policy takes no Principal",
    ),
    case(
        "policy_without_resource",
        resource!(
            "aws_iam_role_policy",
            "role = \"a\"\npolicy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\" }] })"
        ),
        ("\"s3:*\"", "\"s3:*\", Resource = \"*\""),
        "needs either Resource or NotResource",
    ),
    case(
        "resource_not_an_arn",
        resource!(
            "aws_iam_role_policy",
            "role = \"a\"\npolicy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"bucket\" }] })"
        ),
        ("\"bucket\"", "\"arn:aws:s3:::bucket\""),
        "the resource bucket is neither an ARN nor *",
    ),
    case(
        "policy_too_long",
        resource!(
            "aws_iam_policy",
            "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = [for n in range(600) : \"ec2:Run${n}\"], Resource = \"*\" }] })"
        ),
        ("range(600)", "range(300)"),
        "a policy has at most 6144 characters",
    ),
    case(
        "trust_in_an_url",
        resource!(
            "aws_iam_role",
            "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRoleWithWebIdentity\", Principal = { Federated = \"arn:aws:iam::111122223333:oidc-provider/a\" }, Condition = { StringEquals = { \"https://a:sub\" = \"b\" } } }] })"
        ),
        ("https://a:sub", "a:sub"),
        "https://a:sub is not a condition key",
    ),
    case(
        "trust_in_no_service",
        resource!(
            "aws_iam_role",
            "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { Service = \"pods.eks\" } }] })"
        ),
        ("\"pods.eks\"", "\"pods.eks.amazonaws.com\""),
        "pods.eks is not a service such as ec2.amazonaws.com",
    ),
    case(
        "condition_operator",
        "data \"aws_iam_policy_document\" \"NAME\" {\n  statement {\n    actions   = [\"s3:*\"]\n    resources = [\"*\"]\n    condition {\n      test     = \"StringEqual\"\n      variable = \"aws:PrincipalArn\"\n      values   = [\"a\"]\n    }\n  }\n}\n",
        ("\"StringEqual\"", "\"StringEquals\""),
        "IAM has no condition operator StringEqual",
    ),
    case(
        "access_policy_as_iam_policy",
        resource!(
            "aws_iam_role_policy_attachment",
            "role = \"a\"\npolicy_arn = \"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\""
        ),
        ("eks::aws:cluster-access-policy/AmazonEKSViewPolicy", "iam::aws:policy/ReadOnlyAccess"),
        "expected the ARN of an IAM policy",
    ),
    case(
        "role_by_arn",
        resource!("aws_iam_instance_profile", "role = \"arn:aws:iam::111122223333:role/a\""),
        ("arn:aws:iam::111122223333:role/a", "a"),
        "letters, digits and +=,.@-_",
    ),
    // Pod Identity.
    case(
        "role_of_pods_by_name",
        resource!(
            "aws_eks_pod_identity_association",
            "cluster_name = \"demo\"\nnamespace = \"default\"\nservice_account = \"app\"\nrole_arn = \"arn:aws:iam::111122223333:user/a\""
        ),
        ("user/a", "role/a"),
        "expected the ARN of an IAM role",
    ),
    case(
        "namespace_of_pods",
        resource!(
            "aws_eks_pod_identity_association",
            "cluster_name = \"demo\"\nnamespace = \"Default\"\nservice_account = \"app\"\nrole_arn = \"arn:aws:iam::111122223333:role/a\""
        ),
        ("Default", "default"),
        "lowercase letters, digits and hyphens",
    ),
    case(
        "service_account",
        resource!(
            "aws_eks_pod_identity_association",
            "cluster_name = \"demo\"\nnamespace = \"default\"\nservice_account = \"default/app\"\nrole_arn = \"arn:aws:iam::111122223333:role/a\""
        ),
        ("default/app", "app"),
        "'/' is not",
    ),
    // Access entries.
    case(
        "entry_type",
        resource!(
            "aws_eks_access_entry",
            "cluster_name = \"demo\"\nprincipal_arn = \"arn:aws:iam::111122223333:role/a\"\ntype = \"LINUX\""
        ),
        ("\"LINUX\"", "\"EC2_LINUX\""),
        "got LINUX",
    ),
    case(
        "entry_of_session",
        resource!(
            "aws_eks_access_entry",
            "cluster_name = \"demo\"\nprincipal_arn = \"arn:aws:sts::111122223333:assumed-role/a/b\""
        ),
        ("sts::111122223333:assumed-role/a/b", "iam::111122223333:role/a"),
        "expected the ARN of an IAM role or user",
    ),
    case(
        "entry_of_nodes_with_name",
        resource!(
            "aws_eks_access_entry",
            "cluster_name = \"demo\"\nprincipal_arn = \"arn:aws:iam::111122223333:role/a\"\ntype = \"EC2_LINUX\"\nuser_name = \"node\""
        ),
        ("\nuser_name = \"node\"", ""),
        "an access entry of type EC2_LINUX takes no user_name",
    ),
    case(
        "entry_of_nodes_for_user",
        resource!(
            "aws_eks_access_entry",
            "cluster_name = \"demo\"\nprincipal_arn = \"arn:aws:iam::111122223333:user/a\"\ntype = \"EC2\""
        ),
        (":user/a", ":role/a"),
        "an access entry of type EC2 is for a role",
    ),
    // Queues and events.
    case(
        "queue_retention",
        resource!("aws_sqs_queue", "name = \"a\"\nmessage_retention_seconds = 30"),
        ("= 30", "= 300"),
        "expected message_retention_seconds to be in the range (60 - 1209600), got 30",
    ),
    case(
        "queue_encrypted_twice",
        resource!(
            "aws_sqs_queue",
            "name = \"a\"\nsqs_managed_sse_enabled = true\nkms_master_key_id = \"alias/a\""
        ),
        ("\nkms_master_key_id = \"alias/a\"", ""),
        "\"sqs_managed_sse_enabled\": conflicts with kms_master_key_id",
    ),
    case(
        "queue_name",
        resource!("aws_sqs_queue", "name = \"karpenter.demo\""),
        ("karpenter.demo", "karpenter-demo"),
        "letters, digits, hyphens and underscores",
    ),
    case(
        "queue_policy_without_principal",
        resource!(
            "aws_sqs_queue_policy",
            "queue_url = \"https://sqs.eu-west-1.amazonaws.com/111122223333/a\"\npolicy = jsonencode({ Version = \"2012-10-17\", Statement = [{ Effect = \"Allow\", Action = \"sqs:SendMessage\", Resource = \"*\" }] })"
        ),
        ("Resource = \"*\"", "Resource = \"*\", Principal = { Service = \"events.amazonaws.com\" }"),
        "needs a Principal in every statement",
    ),
    case(
        "queue_policy_without_version",
        resource!(
            "aws_sqs_queue_policy",
            "queue_url = \"https://sqs.eu-west-1.amazonaws.com/111122223333/a\"\npolicy = jsonencode({ Statement = [] })"
        ),
        ("Statement = []", "Version = \"2012-10-17\", Statement = []"),
        "SQS never answers to a policy without Version 2012-10-17",
    ),
    case(
        "redrive_count",
        resource!(
            "aws_sqs_queue",
            "name = \"a\"\nredrive_policy = jsonencode({ deadLetterTargetArn = \"arn:aws:sqs:eu-west-1:111122223333:b\", maxReceiveCount = \"5\" })"
        ),
        ("\"5\"", "5"),
        "maxReceiveCount must be an integer",
    ),
    case(
        "queue_by_arn",
        resource!(
            "aws_sqs_queue_policy",
            "queue_url = \"arn:aws:sqs:eu-west-1:111122223333:a\"\npolicy = jsonencode({ Version = \"2012-10-17\", Statement = [] })"
        ),
        ("arn:aws:sqs:eu-west-1:111122223333:a", "https://sqs.eu-west-1.amazonaws.com/111122223333/a"),
        "expected a queue's URL",
    ),
    case(
        "pattern_not_json",
        resource!("aws_cloudwatch_event_rule", "event_pattern = \"source: aws.ec2\""),
        ("\"source: aws.ec2\"", "jsonencode({ source = [\"aws.ec2\"] })"),
        "contains an invalid JSON",
    ),
    case(
        "pattern_without_array",
        resource!("aws_cloudwatch_event_rule", "event_pattern = jsonencode({ source = \"aws.ec2\" })"),
        ("\"aws.ec2\"", "[\"aws.ec2\"]"),
        "an event pattern has arrays of values",
    ),
    case(
        "event_rule_name",
        resource!(
            "aws_cloudwatch_event_rule",
            "name = \"a name\"\nevent_pattern = jsonencode({ source = [\"aws.ec2\"] })"
        ),
        ("a name", "a-name"),
        "letters, digits and ._-",
    ),
    case(
        "target_by_url",
        resource!(
            "aws_cloudwatch_event_target",
            "rule = \"a\"\narn = \"https://sqs.eu-west-1.amazonaws.com/111122223333/a\""
        ),
        ("https://sqs.eu-west-1.amazonaws.com/111122223333/a", "arn:aws:sqs:eu-west-1:111122223333:a"),
        "is an invalid ARN",
    ),
];
