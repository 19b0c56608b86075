//! Where pipelines run: what becomes part of the subject by which AWS knows them.
//!
//! These texts stand in trust policies, so none may hold what IAM reads otherwise than as itself: no wildcard, no policy
//! variable, and no colon, which would begin the next part of a subject.

use super::text::{TextProblem, characters, form, length, text_value};

text_value!(
    /// A repository on GitHub: `owner/name`, or `owner@id/name@id` with the numbers that GitHub puts into the subject of
    /// repositories that were created or renamed since July 2026.
    /// Sources: GitHub docs, OpenID Connect reference ("Immutable subject claims") and changelog of 2026-04-23; username
    /// considerations (39 letters, digits and hyphens; `_` in accounts that an enterprise manages); repository names have
    /// at most 100 characters.
    GithubRepository, "Repository", github
);

fn github(text: &str) -> Result<(), TextProblem> {
    const FORM: &str = "it reads like owner/name, or owner@123/name@456 with the numbers of both";
    length(text, 3, 200)?;
    characters(text, "letters, digits, - _ . @ and /", |c| is_word(c) || ".@/".contains(c))?;
    let Some((owner, name)) = text.split_once('/') else { return Err(TextProblem::Form(FORM)) };
    let (owner, owner_id) = numbered(owner);
    let (name, name_id) = numbered(name);
    form(
        owner_id.is_some() == name_id.is_some(),
        "either both owner and repository have a number, or neither",
    )?;
    form([owner_id, name_id].into_iter().flatten().all(is_number), FORM)?;
    let owner_ok = (1..=39).contains(&owner.len()) && owner.chars().all(is_word) && !owner.ends_with('-');
    form(
        owner_ok && !owner.starts_with(['-', '_']),
        "the owner takes up to 39 letters, digits and hyphens, none at its ends",
    )?;
    let name_ok = (1..=100).contains(&name.len()) && name.chars().all(|c| is_word(c) || c == '.');
    form(name_ok && name != "." && name != "..", "the name takes up to 100 letters, digits, - _ and .")?;
    form(!name.ends_with(".git"), "it is named without .git at its end")
}

/// A name and the number that follows an `@`.
fn numbered(text: &str) -> (&str, Option<&str>) {
    text.split_once('@').map_or((text, None), |(name, number)| (name, Some(number)))
}

fn is_number(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

impl GithubRepository {
    /// Whether it is given with the numbers of owner and repository.
    pub fn is_numbered(&self) -> bool {
        self.as_str().contains('@')
    }

    /// Owner and name without their numbers, as the address of the page has them.
    pub fn path(&self) -> String {
        self.as_str().split('/').map(|part| numbered(part).0).collect::<Vec<_>>().join("/")
    }
}

text_value!(
    /// The host of a GitLab, in lower case and without a port: AWS takes none in the address of an OIDC provider.
    /// Sources: RFC 1123 (host names); IAM API reference, CreateOpenIDConnectProvider.
    GitlabHost, "GitLab host", host
);

fn host(text: &str) -> Result<(), TextProblem> {
    length(text, 4, 200)?;
    characters(text, "lower-case letters, digits, - and .", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.'
    })?;
    let label = |l: &str| (1..=63).contains(&l.len()) && !l.starts_with('-') && !l.ends_with('-');
    form(text.contains('.') && text.split('.').all(label), "it reads like gitlab.example.com")?;
    form(text != "github.com", "this is GitHub, not a GitLab")
}

impl Default for GitlabHost {
    fn default() -> Self {
        "gitlab.com".parse().unwrap_or_else(|_| unreachable!("a host"))
    }
}

text_value!(
    /// The path of a project on a GitLab: `group/project`, or with groups in between.
    /// Source: GitLab docs, reserved project and group names ("Limitations on usernames, project and group names").
    GitlabProject, "Project", gitlab
);

fn gitlab(text: &str) -> Result<(), TextProblem> {
    length(text, 3, 255)?;
    characters(text, "letters, digits, - _ . and /", |c| is_word(c) || "./".contains(c))?;
    form(text.contains('/'), "it reads like group/project, or group/subgroup/project")?;
    let segment = |s: &str| {
        s.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && !s.ends_with(['-', '.'])
            && ![".git", ".atom"].iter().any(|end| s.ends_with(end))
    };
    form(
        text.split('/').all(segment),
        "each part begins with a letter, a digit or _, and ends neither with - or . nor with .git or .atom",
    )
}

text_value!(
    /// The name of a branch. Git takes more than these characters; these mean the same in every subject and shell.
    /// Source: git-check-ref-format(1).
    BranchName, "Branch", |text| {
        length(text, 1, 200)?;
        characters(text, "letters, digits, - _ . and /", |c| is_word(c) || "./".contains(c))?;
        let part = |p: &str| !p.is_empty() && !p.starts_with(['.', '-']) && !p.ends_with(".lock") && !p.ends_with('.');
        form(
            text.split('/').all(part) && !text.contains(".."),
            "between slashes stands at least one character; none of the parts begins with . or -, ends with . or .lock, or holds two dots",
        )
    }
);

text_value!(
    /// The name of an environment of the repository, in characters that both GitHub and GitLab take.
    /// Sources: GitHub docs, managing environments for deployment; GitLab docs, environments.
    EnvironmentName, "Environment", |text| {
        length(text, 1, 200)?;
        characters(text, "letters, digits, - _ . and /", |c| is_word(c) || "./".contains(c))?;
        let is_end = |c: char| c.is_ascii_alphanumeric();
        form(text.starts_with(is_end) && text.ends_with(is_end), "it begins and ends with a letter or a digit")
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    fn takes<T: std::str::FromStr>(texts: &[&str]) {
        for text in texts {
            assert!(text.parse::<T>().is_ok(), "{text}");
        }
    }

    fn refuses<T: std::str::FromStr>(texts: &[&str]) {
        for text in texts {
            assert!(text.parse::<T>().is_err(), "{text}");
        }
    }

    /// What IAM, a shell, HCL, YAML or Markdown could take for something else.
    const HOSTILE: [&str; 18] = [
        "a/*",
        "*/b",
        "a/b*",
        "a/b?",
        "a/b:ref:refs/heads/main",
        "a:b/c",
        "a/${aws:username}",
        "a/%{if}",
        "a/b\"",
        "a/b'",
        "a/b\nc",
        "a/b\r",
        "a/b c",
        "a/$(id)",
        "a/`id`",
        "a/b;c",
        "a/<b>",
        "a/b\u{202e}",
    ];

    #[test]
    fn hostile_texts_are_refused_at_the_edge() {
        refuses::<GithubRepository>(&HOSTILE);
        refuses::<GitlabProject>(&HOSTILE);
        refuses::<BranchName>(&HOSTILE);
        refuses::<EnvironmentName>(&HOSTILE);
        let hosts: Vec<String> = HOSTILE.iter().map(|h| format!("{}.example", h.replace('/', "."))).collect();
        refuses::<GitlabHost>(&hosts.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn repositories_of_github() {
        takes::<GithubRepository>(&[
            "octo-org/shop",
            "a/b",
            "dev_corp/shop.infra_2",
            "octo@123456/shop@456789",
        ]);
        refuses::<GithubRepository>(&[
            "",
            "shop",
            "/shop",
            "octo/",
            "-octo/shop",
            "octo-/shop",
            "octo/..",
            "octo/shop.git",
            "octo/a/b",
            "octo@12/shop",
            "octo/shop@12",
            "octo@x/shop@y",
            "octo@/shop@",
            "octo@1@2/shop@3",
            "oc.to/shop",
        ]);
        refuses::<GithubRepository>(&[&format!("{}/a", "o".repeat(40)), &format!("o/{}", "n".repeat(101))]);
        let numbered: GithubRepository = "octo@123/shop@456".parse().unwrap();
        assert_eq!((numbered.is_numbered(), numbered.path().as_str()), (true, "octo/shop"));
    }

    #[test]
    fn projects_and_hosts_of_gitlab() {
        takes::<GitlabProject>(&["platform/shop", "a/b/c/d", "_x/y.z"]);
        refuses::<GitlabProject>(&["", "shop", "/a", "a/", "a//b", "a/-b", "a/b.git", "a/b.", "a/b.atom"]);
        takes::<GitlabHost>(&["gitlab.com", "git.example.co.uk"]);
        refuses::<GitlabHost>(&[
            "",
            "gitlab",
            "GitLab.com",
            "https://gitlab.com",
            "gitlab.com:8443",
            "gitlab.com/x",
            "a..b",
            "-a.com",
            "github.com",
        ]);
        assert_eq!(GitlabHost::default().as_str(), "gitlab.com");
    }

    #[test]
    fn branches_and_environments() {
        takes::<BranchName>(&["main", "release/1.36", "feature_x-1"]);
        refuses::<BranchName>(&[
            "",
            "-main",
            "a/-b",
            "/main",
            "main/",
            "a//b",
            "a..b",
            ".a",
            "a.lock",
            "a/b.lock/c",
            "a.",
            "a@{1}",
            "a~1",
        ]);
        takes::<EnvironmentName>(&["production", "prod/eu-1", "a"]);
        refuses::<EnvironmentName>(&["", "-a", "a-", "/a", "a/"]);
    }
}
