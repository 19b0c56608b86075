//! Every rule is registered and tested where it stands.

use super::text::words;
use super::{Complaint, Source};

const CHECK: &str = "core/src/check/";
const RULES: &str = "core/src/check/rules/";

/// Every `core/src/check/rules/<area>/<defect>.rs` is declared as a module, named in the registry, and has tests.
pub fn rules_left_out(sources: &[Source]) -> Vec<Complaint> {
    let there_are_checks = sources.iter().any(|source| source.path == "core/src/check/mod.rs");
    let rules: Vec<&Source> = sources.iter().filter(|source| is_rule(source)).collect();
    if there_are_checks && rules.is_empty() {
        let text = "holds no rule, although there is a core/src/check/mod.rs: have the rules moved?";
        return vec![Complaint { place: RULES.into(), text: text.into() }];
    }
    let mut complaints = Vec::new();
    for rule in rules {
        let (folder, file) = rule.path.rsplit_once('/').unwrap_or_default();
        let name = file.trim_end_matches(".rs");
        let declared = format!("mod {name};");
        let parents = [format!("{folder}/mod.rs"), format!("{folder}.rs")];
        if !sources.iter().any(|source| parents.contains(&source.path) && source.text.contains(&declared)) {
            complaints.push(Complaint::of_file(rule, format!("`{declared}` is missing in {folder}/mod.rs")));
        }
        // The registry names it by path, as `network::subnet_cidr_overlap::RULE`.
        let registered = sources.iter().any(|source| {
            source.is_rust_in(CHECK) && source.path != rule.path && {
                words(&source.text, name).any(|place| source.text[place + name.len()..].starts_with("::"))
            }
        });
        if !registered {
            complaints.push(Complaint::of_file(rule, "is not in the registry of rules"));
        }
        if !(rule.text.contains("#[cfg(test)]") && rule.text.contains("#[test]")) {
            complaints
                .push(Complaint::of_file(rule, "has no tests: show when it fires and when it stays silent"));
        }
    }
    complaints
}

fn is_rule(source: &Source) -> bool {
    source.is_rust_in(RULES) && !source.path.ends_with("/mod.rs") && source.path[RULES.len()..].contains('/')
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    const RULE: &str = "core/src/check/rules/network/subnet_cidr_overlap.rs";

    #[test]
    fn a_complete_rule_is_silent() {
        let sources = [
            Source::new("core/src/check/mod.rs", "//! Check."),
            Source::new("core/src/check/rules/mod.rs", "&[network::subnet_cidr_overlap::RULE]"),
            Source::new("core/src/check/rules/network/mod.rs", "pub mod subnet_cidr_overlap;"),
            Source::new(RULE, "#[cfg(test)]\nmod tests { #[test] fn fires() {} }"),
        ];
        assert_eq!(rules_left_out(&sources), []);
        assert_eq!(rules_left_out(&[]), []);
    }

    #[test]
    fn what_is_left_out_is_named() {
        let sources = [Source::new("core/src/check/mod.rs", ""), Source::new(RULE, "")];
        let found = lines(&rules_left_out(&sources));
        assert!(found.len() == 3 && found[0].contains("mod subnet_cidr_overlap;"), "{found:?}");
        assert!(found[1].contains("registry") && found[2].contains("no tests"), "{found:?}");
        assert!(lines(&rules_left_out(&sources[..1]))[0].contains("have the rules moved?"));
    }
}
