//! Files of policies, of which only those rights stay that the design needs.

use super::super::File;
use super::super::infrastructure::needs::Needs;
use super::super::text::{Draft, header, label, paragraphs};
use crate::design::{Design, SecretsEncryption, StateLock, Subject};

/// The file: its policies by their second label, their statements by `Sid`, and the lines of their lists, as `keep` says.
pub(super) fn file(name: &str, template: &'static str, keep: impl Fn(&str) -> bool) -> File {
    let draft = Draft::new(format!("bootstrap/{name}"));
    let kept = paragraphs(template).into_iter().filter(|text| {
        let header = header(text);
        label(header, 0) == "aws_iam_role" || keep(label(header, 1))
    });
    kept.fold(draft, |draft, text| draft.paragraph(&pruned(text, &keep), &[Subject::State])).file()
}

/// The text without those statements and lines of lists for which `keep` is false.
fn pruned(text: &'static str, keep: &impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut statement = 0;
    for line in text.lines() {
        let item = line.trim_start().strip_prefix('"').and_then(|rest| rest.strip_suffix("\","));
        if item.is_some_and(|name| !keep(name)) {
            while lines.last().is_some_and(|above| above.trim_start().starts_with('#')) {
                lines.pop();
            }
            continue;
        }
        if line == "      {" {
            statement = lines.len();
        }
        lines.push(line);
        if line == "      }," {
            let of_statement = lines.get(statement..).unwrap_or_default();
            let sid = of_statement.iter().find(|l| l.trim_start().starts_with("Sid ")).copied();
            if sid.is_some_and(|line| !keep(label(line, 0))) {
                lines.truncate(statement);
            }
        }
    }
    lines.join("\n")
}

/// Whether a part of the rights of pipelines stays.
pub(super) fn keep(design: &Design, lock: &StateLock) -> impl Fn(&str) -> bool {
    let needs = Needs::of(design);
    let existing_key = matches!(design.cluster.secrets_encryption, SecretsEncryption::Existing { .. });
    let (lock_file, lock_table) = (lock.uses_lock_file(), lock.table().is_some());
    move |part| match part {
        "read_key" | "apply_key" | "logs:AssociateKmsKey" | "logs:DisassociateKmsKey" => needs.key,
        "apply_existing_key" => existing_key,
        "apply_lock_file" => lock_file,
        "read_lock_table" | "apply_lock_table" => lock_table,
        "apply_endpoints" => needs.endpoints,
        "apply_flow_logs" | "vpc-flow-logs.amazonaws.com" => needs.flow_logs,
        "read_auto_scaling" | "apply_auto_scaling" => needs.auto_scaling,
        "read_queue" | "apply_queue" => needs.queue,
        "ChangeLogGroups" | "LookAtLogGroups" | "logs:DescribeLogGroups" => needs.log_groups,
        "apply_network" => needs.network,
        "ec2:AttachInternetGateway"
        | "ec2:CreateInternetGateway"
        | "ec2:DeleteInternetGateway"
        | "ec2:DetachInternetGateway" => needs.internet_gateway,
        "ec2:AllocateAddress"
        | "ec2:CreateNatGateway"
        | "ec2:DeleteNatGateway"
        | "ec2:DisassociateAddress"
        | "ec2:ReleaseAddress" => needs.nat,
        "ec2:AssociateSubnetCidrBlock"
        | "ec2:CreateEgressOnlyInternetGateway"
        | "ec2:DeleteEgressOnlyInternetGateway"
        | "ec2:DisassociateSubnetCidrBlock" => needs.ipv6,
        "ec2:AssociateVpcCidrBlock" | "ec2:DisassociateVpcCidrBlock" => needs.ipv6 || needs.further_blocks,
        "apply_nodes" | "autoscaling.amazonaws.com" => needs.nodes,
        "eks-nodegroup.amazonaws.com" => needs.managed_groups,
        "spot.amazonaws.com" => needs.spot,
        "ec2:DeleteKeyPair" | "ec2:ImportKeyPair" => needs.key_pair,
        "ec2.amazonaws.com" | "ec2.${data.aws_partition.current.dns_suffix}" => needs.instances,
        "eks-fargate.amazonaws.com" | "eks-fargate-pods.amazonaws.com" => needs.fargate,
        "pods.eks.amazonaws.com" => needs.pod_identity,
        "${local.iam}:instance-profile/${local.own_path}/*" => needs.auto_scaling,
        _ if part.starts_with("iam:") && part.contains("InstanceProfile") => needs.auto_scaling,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_and_lines_go_with_what_is_said_of_them() {
        let template = "a = [\n      {\n        Sid = \"One\"\n      },\n      {\n        # Two things.\n        Sid = \"Two\"\n        \
                        Action = [\n          \"x:A\",\n          # Why.\n          \"x:B\",\n        ]\n      },\n    ]\n";
        assert_eq!(
            pruned(template, &|part| part != "One" && part != "x:B"),
            "a = [\n      {\n        # Two things.\n        Sid = \"Two\"\n        Action = [\n          \"x:A\",\n        ]\n      },\n    ]"
        );
        assert_eq!(pruned(template, &|part| part != "Two").lines().count(), 5);
    }
}
