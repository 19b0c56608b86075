//! What `README.md` says of the pipelines that roll the bundle out.

use super::super::bootstrap::pipelines;
use super::super::text::Draft;
use super::code;
use crate::design::{Delivery, Design, Subject};

/// Adds how pipelines get their roles, where there are some.
pub(super) fn text(draft: Draft, design: &Design) -> Draft {
    let Some(delivery) = pipelines::of(design) else { return draft };
    let (branch, environment) = (code(delivery.branch().as_str()), code(delivery.environment().as_str()));
    let service = match delivery {
        Delivery::Github { repository, .. } => {
            let numbers = if repository.is_numbered() {
                String::new()
            } else {
                "\n\nGitHub puts numbers into the subject of repositories that were created, renamed or moved since July 2026, or \
                 whose owner chose so: `owner@123/name@456`. Where a job is refused (`Not authorized to perform \
                 sts:AssumeRoleWithWebIdentity`), look there first, and name the repository with its numbers in the design. \
                 `gh api repos/OWNER/NAME --jq '.owner.id, .id'` tells them."
                    .to_owned()
            };
            format!(
                "GitHub Actions of {} roll this out. A job asks for its token with `permissions: {{ contents: read, id-token: write }}` and takes the \
                 role by `aws-actions/configure-aws-credentials` (`role-to-assume`). Pull requests and the branch {branch} get \
                 the plan role. The apply role is for jobs in the environment {environment}, with `role-duration-seconds: 7200`: \
                 without it a session ends after one hour, and an upgrade that drains many nodes takes longer. Give that environment required \
                 reviewers, and let only {branch} deploy to it: AWS does not see who approves. In private repositories required \
                 reviewers need [GitHub Enterprise](https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/reviewing-deployments).{numbers}",
                code(repository.as_str())
            )
        }
        Delivery::Gitlab { host, project, .. } => format!(
            "GitLab CI/CD of {} on {} rolls this out. A job asks for its token with `id_tokens` and the audience {}, and takes \
             the role by `aws sts assume-role-with-web-identity`; for the apply role with `--duration-seconds 7200`: without it a \
             session ends after one hour, and an upgrade that drains many nodes takes longer. GitLab names neither merge request nor environment \
             in the subject of a token, so **every job of the branch {branch} can take both roles**: protect the branch. The job \
             that applies belongs to the environment {environment}: protect that too, and it waits for approval \
             ([Premium or Ultimate](https://docs.gitlab.com/ci/environments/deployment_approvals/)). That holds back the job, not \
             the role.",
            code(project.as_str()),
            code(host.as_str()),
            code(&format!("https://{host}"))
        ),
    };
    let text = format!(
        "{service}\n\n\
         `terraform -chdir=bootstrap output` tells the roles: `plan_role_arn` looks and changes nothing, not even the lock \
         (`scripts/rollout.sh --plan-only`, or `terraform plan -lock=false`); `apply_role_arn` changes what `infrastructure/` holds. It makes roles only under the \
         path `eks/{}` and only within the boundary of `bootstrap/boundary.tf`, and can change neither that nor itself. \
         `bootstrap/` is for people: run `scripts/bootstrap.sh` again when the design has come to need another service of AWS.",
        design.cluster.name
    );
    draft.paragraph("## Pipelines", &[]).paragraph(&text, &[Subject::State])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;

    fn of(address: &str) -> String {
        let mut design = starters::reference();
        design.delivery = Delivery::at(address, None).ok();
        text(Draft::new("x"), &design).file().text
    }

    #[test]
    fn each_service_is_told_what_holds_there() {
        let (github, gitlab) = (of("github.com/owner/name"), of("git.example.com/group/name"));
        assert!(
            github.contains("`role-duration-seconds: 7200`") && github.contains("GitHub Enterprise"),
            "{github}"
        );
        assert!(!github.contains("GitLab"), "{github}");
        assert!(gitlab.contains("the audience `https://git.example.com`"), "{gitlab}");
        assert!(
            gitlab.contains("`--duration-seconds 7200`") && gitlab.contains("can take both roles"),
            "{gitlab}"
        );
        assert!(!gitlab.contains("GitHub"), "{gitlab}");
    }
}
