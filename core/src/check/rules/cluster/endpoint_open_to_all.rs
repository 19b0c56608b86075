//! END003: everybody on the internet may knock at the API server.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END003",
    name: "endpoint_open_to_all",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!(
        "The public endpoint takes requests from 0.0.0.0/0; or it names no block, which means the same to AWS and is an error: the bundle takes no empty list."
    ),
    why: "Whoever finds the address can try stolen credentials or an unpatched flaw. A short list of known addresses \
          keeps almost everybody out.",
    source: docs!(
        "CIS Amazon EKS Benchmark 1.8.0, 5.4.1; Checkov CKV_AWS_38; EKS API, VpcConfigRequest (default)"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    let open = endpoint.public_cidrs.iter().any(|c| c.prefix_len() == 0);
    if !endpoint.public || !open && !endpoint.public_cidrs.is_empty() {
        return;
    }
    let title = if open {
        "The API endpoint is open to 0.0.0.0/0"
    } else {
        "The API endpoint names no blocks, so it is open to 0.0.0.0/0"
    };
    let finding = report.add(
        Subject::Cluster,
        title,
        "Name the blocks of your offices and build runners, or turn the public endpoint off.",
    );
    // What is open must be opened by name: the bundle's variable takes no empty list.
    if !open {
        finding.severity(Severity::Error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use expect_test::expect;

    #[test]
    fn open_by_name_and_by_silence() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.public_cidrs.push(v("0.0.0.0/0"))),
            expect![[r#"
            Warning at cluster: The API endpoint is open to 0.0.0.0/0
              Name the blocks of your offices and build runners, or turn the public endpoint off."#]],
        );
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.public_cidrs.clear()),
            expect![[r#"
            Error at cluster: The API endpoint names no blocks, so it is open to 0.0.0.0/0
              Name the blocks of your offices and build runners, or turn the public endpoint off."#]],
        );
    }

    #[test]
    fn private_only() {
        let design = cluster(|c| {
            c.endpoint.public = false;
            c.endpoint.public_cidrs.clear();
        });
        check_findings(&RULE, &design, expect![[""]]);
    }
}
