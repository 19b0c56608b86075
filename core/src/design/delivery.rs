//! Which pipelines roll the bundle out.

use serde::Serialize;

use crate::json::Read;
use crate::value::{
    BranchName, EnvironmentName, GithubRepository, GitlabHost, GitlabProject, TextError, TextProblem,
};

/// The repository whose pipelines roll the bundle out. AWS trusts them by OpenID Connect: no key is kept anywhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case", tag = "service", deny_unknown_fields)]
pub enum Delivery {
    /// GitHub Actions.
    Github {
        /// The repository.
        repository: GithubRepository,
        /// The branch whose state is rolled out.
        branch: BranchName,
        /// The environment in which the change is applied; it asks for approval.
        environment: EnvironmentName,
        /// Whether the account has the OIDC provider already: it can have each only once.
        #[serde(default)]
        existing_provider: bool,
    },
    /// GitLab CI/CD.
    Gitlab {
        /// Where the GitLab is.
        #[serde(default)]
        host: GitlabHost,
        /// The project.
        project: GitlabProject,
        /// The protected branch whose state is rolled out.
        branch: BranchName,
        /// The environment in which the change is applied; it asks for approval.
        environment: EnvironmentName,
        /// Whether the account has the OIDC provider already: it can have each only once.
        #[serde(default)]
        existing_provider: bool,
    },
}

/// What every service has.
type Shared<'a> = (&'a mut BranchName, &'a mut EnvironmentName, &'a mut bool);

impl Delivery {
    /// The pipelines of the repository with this address, `github.com/owner/name` or `gitlab.example.com/group/name`,
    /// else as `before` has them, or as is usual.
    ///
    /// # Errors
    /// When it is the address of no repository.
    pub fn at(address: &str, before: Option<&Self>) -> Result<Self, TextError> {
        let stem =
            address.trim().trim_start_matches("https://").trim_end_matches('/').trim_end_matches(".git");
        let Some((host, path)) = stem.split_once('/') else {
            let problem = TextProblem::Form("it reads like github.com/owner/name or gitlab.com/group/name");
            return Err(TextError { what: "Repository", text: address.to_owned(), problem });
        };
        let mut before = before.cloned();
        let usual = before.as_mut().map(|b| {
            let (branch, environment, existing) = b.shared();
            (branch.clone(), environment.clone(), *existing)
        });
        let (branch, environment, existing_provider) = match usual {
            Some(shared) => shared,
            None => ("main".parse()?, "production".parse()?, false),
        };
        Ok(if host == "github.com" {
            Self::Github { repository: path.parse()?, branch, environment, existing_provider }
        } else {
            let (host, project) = (host.parse()?, path.parse()?);
            Self::Gitlab { host, project, branch, environment, existing_provider }
        })
    }

    /// The address of the repository, from which [`Self::at`] makes it again.
    pub fn address(&self) -> String {
        match self {
            Self::Github { repository, .. } => format!("github.com/{repository}"),
            Self::Gitlab { host, project, .. } => format!("{host}/{project}"),
        }
    }

    /// Branch, environment, and whether the OIDC provider exists.
    pub fn shared(&mut self) -> Shared<'_> {
        match self {
            Self::Github { branch, environment, existing_provider, .. }
            | Self::Gitlab { branch, environment, existing_provider, .. } => {
                (branch, environment, existing_provider)
            }
        }
    }

    /// The branch.
    pub fn branch(&self) -> &BranchName {
        match self {
            Self::Github { branch, .. } | Self::Gitlab { branch, .. } => branch,
        }
    }

    /// The environment.
    pub fn environment(&self) -> &EnvironmentName {
        match self {
            Self::Github { environment, .. } | Self::Gitlab { environment, .. } => environment,
        }
    }

    /// Whether the account has the OIDC provider already.
    pub fn existing_provider(&self) -> bool {
        match self {
            Self::Github { existing_provider, .. } | Self::Gitlab { existing_provider, .. } => {
                *existing_provider
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_the_service() {
        let github = Delivery::at(" https://github.com/octo-org/shop.git ", None).unwrap();
        assert_eq!(github.address(), "github.com/octo-org/shop");
        assert_eq!((github.branch().as_str(), github.environment().as_str()), ("main", "production"));
        let mut before = github.clone();
        *before.shared().0 = "trunk".parse().unwrap();
        *before.shared().2 = true;
        let gitlab = Delivery::at("git.example.com/platform/eks/shop/", Some(&before)).unwrap();
        assert!(matches!(&gitlab, Delivery::Gitlab { host, .. } if host.as_str() == "git.example.com"));
        assert_eq!((gitlab.branch().as_str(), gitlab.existing_provider()), ("trunk", true));
        assert_eq!(Delivery::at(&gitlab.address(), Some(&gitlab)), Ok(gitlab));
        for bad in ["", "shop", "octo-org/shop", "github.com/shop", "github.com/a/b/c", "gitlab.com:8443/a/b"]
        {
            assert!(Delivery::at(bad, None).is_err(), "{bad}");
        }
    }
}
