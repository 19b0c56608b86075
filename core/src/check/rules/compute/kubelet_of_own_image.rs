//! SEC010: nobody here knows the kubelet of an image of your own.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC010",
    name: "kubelet_of_own_image",
    area: Area::Compute,
    severity: Severity::Note,
    what: docs!("A node group has an image of its own."),
    why: "The images of AWS start the kubelet as the CIS benchmark asks: no anonymous requests, a webhook that authorizes, no read-only port. Of another image that is not known.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 3.2; awslabs/amazon-eks-ami, nodeadm"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in facts.groups.iter().filter(|g| g.settings.custom_ami.is_some()) {
        report.add(
            Subject::NodeGroup(group.id),
            format!("The kubelet settings of {} are those of its image", group.name),
            "See that the image keeps what nodeadm sets, with the benchmark's checks of section 3.2.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::design::CustomAmi;
    use expect_test::expect;

    #[test]
    fn own_and_of_aws() {
        let ami = CustomAmi { id: v("ami-0123456789abcdef0"), max_pods: None };
        check_findings(
            &RULE,
            &group(|g| g.settings.custom_ami = Some(ami)),
            expect![[r#"
            Note at node-group-3: The kubelet settings of general are those of its image
              See that the image keeps what nodeadm sets, with the benchmark's checks of section 3.2."#]],
        );
        check_findings(&RULE, &group(|_| {}), expect![[""]]);
    }
}
