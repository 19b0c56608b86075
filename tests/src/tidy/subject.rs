//! A new kind of subject must be met everywhere: no match on `Subject` may swallow it with a `_` arm.

use super::text::{Kind, block_length, line_of, only, words};
use super::{Complaint, Source};

/// No `match` with two or more arms on `Subject` has a `_` arm. Told by the letters, so a `matches!` is free.
pub fn subjects_swallowed(sources: &[Source]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust_in("core/") || source.is_rust_in("app/")) {
        let code = only(Kind::Code, &source.text);
        // In its own file it calls itself so.
        let names: &[&str] =
            if code.contains("enum Subject") { &["Subject::", "Self::"] } else { &["Subject::"] };
        for place in words(&code, "match") {
            let Some(body) = body_of_match(&code[place..]) else { continue };
            let patterns = patterns(body);
            let on_subject =
                patterns.iter().filter(|pattern| names.iter().any(|name| pattern.contains(name))).count();
            if on_subject >= 2 && patterns.contains(&"_") {
                let text =
                    "a match on Subject has a `_` arm: name the subjects, so that a new one is not forgotten";
                complaints.push(Complaint::of_line(source, line_of(&code, place), text));
            }
        }
    }
    complaints
}

/// What stands between the braces of the `match` at the start of this code.
fn body_of_match(code: &str) -> Option<&str> {
    let mut place = 0;
    loop {
        match code[place..].chars().next()? {
            '{' => return Some(&code[place + 1..place + block_length(&code[place..]) - 1]),
            '(' | '[' => place += block_length(&code[place..]),
            ';' | '}' => return None,
            other => place += other.len_utf8(),
        }
    }
}

/// The patterns of a match's arms.
fn patterns(body: &str) -> Vec<&str> {
    let mut patterns = Vec::new();
    let (mut start, mut place) = (0, 0);
    while let Some(character) = body[place..].chars().next() {
        let rest = &body[place..];
        if rest.starts_with("=>") {
            patterns.push(body[start..place].trim());
            place += 2;
            let arm = body[place..].trim_start();
            if arm.starts_with('{') {
                place += body[place..].len() - arm.len() + block_length(arm);
            }
            start = place;
        } else if character == ',' {
            place += 1;
            start = place;
        } else if "{([".contains(character) {
            place += block_length(rest);
        } else {
            place += character.len_utf8();
        }
    }
    patterns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(text: &str) -> usize {
        subjects_swallowed(&[Source::new("core/src/render/mod.rs", text)]).len()
    }

    #[test]
    fn reads_the_arms_of_a_match() {
        let body = " A { x, .. } => { b }\n C(d, _) | E if f(g) => h(i, j), _ => k";
        assert_eq!(patterns(body), ["A { x, .. }", "C(d, _) | E if f(g)", "_"]);
    }

    #[test]
    fn a_swallowed_subject_is_seen() {
        assert_eq!(complaints("match s { Subject::Cluster => 1, Subject::Subnet(id) => { 2 } _ => 3 }"), 1);
        assert_eq!(
            complaints(
                "match s.at(|x| { x }) { Subject::Cluster | Subject::Vpc => 1, Subject::Nat => 4, _ => 3 }"
            ),
            1
        );
        let own = "enum Subject { A, B, C } fn f() { match self { Self::A => 1, Self::B => 2, _ => 3 } }";
        assert_eq!(complaints(own), 1);
    }

    #[test]
    fn other_matches_are_free() {
        assert_eq!(
            complaints(
                "match s { Subject::Cluster => 1, Subject::Subnet(_) => 2, Subject::Nat { .. } => 3 }"
            ),
            0
        );
        assert_eq!(complaints("match x { 1 => Subject::Cluster, 2 => Subject::Vpc, _ => Subject::Nat }"), 0);
        assert_eq!(complaints("// match s { Subject::A => 1, Subject::B => 2, _ => 3 }"), 0);
    }
}
