//! What nodes run and are told when they start, in the form that each family of images takes.
//! Sources: terraform-aws-modules/eks 21.19.0, templates of user data; nodeadm, NodeConfig API; Bottlerocket settings
//! reference, `kubernetes`; amazon-eks-ami, `bootstrap.sh`; EKS user guide, Windows bootstrap configuration.

use super::native;
use super::nodes::effect;
use crate::design::{Design, NodeGroup, Subject};
use crate::hcl::{List, Object, Value, call, list};
use crate::value::Taint;

/// Adds to a group what its nodes run and are told when they start.
pub(super) fn start(object: Object<Subject>, design: &Design, group: &NodeGroup) -> Object<Subject> {
    let native = native::is_chosen(design);
    let ami = group.ami_type;
    let script = group.settings.start_script.as_ref().map(|s| s.as_str());
    // Where the module writes the whole start, not only what comes before EKS's own.
    let whole = native::start::is_whole(group);
    if ami.is_bottlerocket() {
        return bottlerocket(object, native, group, script);
    }
    if ami.is_amazon_linux_2023() {
        return nodeadm(object, native, group, script);
    }
    if native && whole {
        let arguments = if ami.is_windows() { windows_arguments(group) } else { al2_arguments(group) };
        return native::start::script(object, group, script, arguments);
    }
    if native {
        let Some(text) = script else { return object };
        return if ami.is_windows() {
            object.blank().entry("user_data", powershell(text))
        } else {
            native::start::parts(object, group, vec![part("text/x-shellscript", shell(text))])
        };
    }
    let (kubelet, script) = if ami.is_windows() {
        (windows_arguments(group), script.map(|text| if whole { lines(text) } else { powershell(text) }))
    } else {
        (al2_arguments(group), script.map(|text| if whole { lines(text) } else { shell(text) }))
    };
    let some = kubelet.is_some() || script.is_some();
    object
        .when(some, |object| object.blank())
        .each(script, |object, script| object.entry("pre_bootstrap_user_data", script))
        .each(kubelet, |object, arguments| object.entry("bootstrap_extra_args", arguments))
}

/// Amazon Linux 2023: nodeadm merges what stands here with what it is told about the cluster.
fn nodeadm(
    object: Object<Subject>,
    native: bool,
    group: &NodeGroup,
    script: Option<&str>,
) -> Object<Subject> {
    let flags = flags(group);
    let config = max_pods(group).map(|pods| Object::new().entry("maxPods", pods));
    let kubelet = Object::new()
        .each(config, |object, config| object.entry("config", config))
        .when(!flags.is_empty(), |object| object.entry("flags", list(&flags)));
    let told = (!kubelet.is_empty()).then(|| {
        let config = Object::new()
            .entry("apiVersion", "node.eks.aws/v1alpha1")
            .entry("kind", "NodeConfig")
            .entry("spec", Object::new().entry("kubelet", kubelet));
        part("application/node.eks.aws", call("yamlencode").arg(config))
    });
    let run = script.map(|text| part("text/x-shellscript", shell(text)));
    let parts: Vec<_> = told.into_iter().chain(run).collect();
    if native {
        return native::start::parts(object, group, parts);
    }
    object.when(!parts.is_empty(), |object| object.blank().entry("cloudinit_pre_nodeadm", list(parts)))
}

fn part(kind: &'static str, content: impl Into<Value<Subject>>) -> Object<Subject> {
    Object::new().entry("content_type", kind).entry("content", content)
}

/// Bottlerocket runs no scripts: its settings are TOML. The module writes the table `settings.kubernetes` before
/// these lines wherever a limit of pods can be chosen, so that the limit needs no table of its own.
fn bottlerocket(
    object: Object<Subject>,
    native: bool,
    group: &NodeGroup,
    settings: Option<&str>,
) -> Object<Subject> {
    let mut all: Vec<String> = max_pods(group).map(|pods| format!("max-pods = {pods}")).into_iter().collect();
    if group.self_managed().is_some() {
        if !group.labels.is_empty() {
            all.push("[settings.kubernetes.node-labels]".to_owned());
            all.extend(group.labels.iter().map(|(key, value)| format!("\"{key}\" = \"{value}\"")));
        }
        if !group.taints.is_empty() {
            all.push("[settings.kubernetes.node-taints]".to_owned());
            all.extend(taints_by_key(&group.taints));
        }
    }
    all.extend(settings.into_iter().flat_map(|text| text.split('\n')).map(str::to_owned));
    if native {
        return native::start::settings(object, group, all);
    }
    let value = (!all.is_empty()).then(|| lines(&all.join("\n")));
    object.each(value, |object, value| {
        object
            .blank()
            .when(max_pods(group).is_some(), |object| {
                object.comment("Goes on in [settings.kubernetes], with which the module's own settings end.")
            })
            .entry("bootstrap_extra_args", value)
    })
}

/// A key may have several effects, and in TOML it stands once.
fn taints_by_key(taints: &[Taint]) -> Vec<String> {
    let mut keys: Vec<_> = taints.iter().map(|t| &t.key).collect();
    crate::sorted::sort(&mut keys);
    keys.dedup();
    let line = |key: &crate::value::LabelKey| {
        let of_key = taints.iter().filter(|t| &t.key == key);
        let effects: Vec<_> = of_key
            .map(|t| format!("\"{}:{}\"", t.value.as_ref().map_or("", |v| v.as_str()), effect(t.effect)))
            .collect();
        format!("\"{key}\" = [{}]", effects.join(", "))
    };
    keys.into_iter().map(line).collect()
}

fn al2_arguments(group: &NodeGroup) -> Option<String> {
    let arguments = kubelet_arguments(group)?;
    // Otherwise the script sets a limit of its own beside ours.
    let own_limit = if max_pods(group).is_some() { "--use-max-pods false " } else { "" };
    Some(format!("{own_limit}--kubelet-extra-args '{arguments}'"))
}

fn windows_arguments(group: &NodeGroup) -> Option<String> {
    kubelet_arguments(group).map(|arguments| format!("-KubeletExtraArgs '{arguments}'"))
}

fn kubelet_arguments(group: &NodeGroup) -> Option<String> {
    let limit = max_pods(group).map(|pods| format!("--max-pods={pods}"));
    let all: Vec<_> = flags(group).into_iter().chain(limit).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// The kubelet's flags for labels and taints, which EKS sets itself on the nodes of managed groups.
fn flags(group: &NodeGroup) -> Vec<String> {
    if group.self_managed().is_none() {
        return Vec::new();
    }
    let labels: Vec<_> = group.labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let taint = |t: &Taint| match &t.value {
        Some(value) => format!("{}={value}:{}", t.key, effect(t.effect)),
        None => format!("{}:{}", t.key, effect(t.effect)),
    };
    let taints: Vec<_> = group.taints.iter().map(taint).collect();
    [("--node-labels", labels), ("--register-with-taints", taints)]
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(flag, values)| format!("{flag}={}", values.join(",")))
        .collect()
}

fn max_pods(group: &NodeGroup) -> Option<u16> {
    group.settings.custom_ami.as_ref().and_then(|ami| ami.max_pods).map(|pods| pods.get())
}

/// A script that the node runs as it is: without its first line nothing would.
fn shell(text: &str) -> Value<Subject> {
    if text.starts_with("#!") { lines(text) } else { lines(&format!("#!/bin/bash\n{text}")) }
}

/// A script that Windows runs as it is.
fn powershell(text: &str) -> Value<Subject> {
    if text.contains("<powershell>") {
        lines(text)
    } else {
        lines(&format!("<powershell>\n{text}\n</powershell>"))
    }
}

/// A text of several lines, one below the other as it was typed.
fn lines(text: &str) -> Value<Subject> {
    let lines: Vec<&str> = text.split('\n').collect();
    if lines.len() < 2 {
        return text.into();
    }
    let rows = lines.into_iter().fold(List::new(), |list, line| list.item(line));
    call("join").arg("\n").arg(rows).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{CustomAmi, NodeGroupKind, SelfManagedNodes, starters};
    use crate::hcl::{Body, print};
    use crate::value::{AmiType, MaxPods, TaintEffect};

    /// What is printed of a group of this family, after a change.
    fn printed(ami_type: AmiType, change: impl FnOnce(&mut NodeGroup)) -> String {
        let mut group = starters::reference().compute.node_groups[0].clone();
        group.ami_type = ami_type;
        group.labels = [("team".parse().unwrap(), "shop".parse().unwrap())].into();
        let taint =
            |effect| Taint { key: "team".parse().unwrap(), value: Some("shop".parse().unwrap()), effect };
        group.taints = vec![taint(TaintEffect::NoSchedule), taint(TaintEffect::NoExecute)];
        change(&mut group);
        print(&Body::new().attr("a", start(Object::new(), &starters::reference(), &group))).text
    }

    fn own(group: &mut NodeGroup) {
        group.kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
    }

    fn custom(group: &mut NodeGroup) {
        let max_pods = Some(MaxPods::known(58));
        group.settings.custom_ami = Some(CustomAmi { id: "ami-01234567".parse().unwrap(), max_pods });
    }

    fn script(group: &mut NodeGroup) {
        group.settings.start_script = Some("echo ${x}".parse().unwrap());
    }

    #[test]
    fn eks_starts_the_nodes_of_its_groups() {
        for ami_type in
            [AmiType::Al2023X86, AmiType::BottlerocketX86, AmiType::WindowsCore2022, AmiType::Al2X86]
        {
            assert_eq!(printed(ami_type, |_| ()), "a = {}\n");
        }
    }

    #[test]
    fn kubelets_of_other_groups_are_told_labels_and_taints() {
        let flags = "--node-labels=team=shop";
        let taints = "--register-with-taints=team=shop:NoSchedule,team=shop:NoExecute";
        for (ami_type, told) in [
            (AmiType::Al2023X86, format!("\"{flags}\",")),
            (AmiType::Al2023X86, format!("\"{taints}\",")),
            (AmiType::Al2X86, format!("\"--kubelet-extra-args '{flags} {taints}'\"")),
            (AmiType::WindowsFull2022, format!("\"-KubeletExtraArgs '{flags} {taints}'\"")),
            (AmiType::BottlerocketArm, r#""\"team\" = \"shop\"""#.to_owned()),
            (
                AmiType::BottlerocketArm,
                r#""\"team\" = [\"shop:NoSchedule\", \"shop:NoExecute\"]""#.to_owned(),
            ),
        ] {
            let text = printed(ami_type, own);
            assert!(text.contains(&told), "{told}\n{text}");
        }
    }

    #[test]
    fn a_limit_of_pods_is_told_in_each_familys_way() {
        for (ami_type, told) in [
            (AmiType::Al2023Arm, "maxPods = 58"),
            (AmiType::Al2Arm, "\"--use-max-pods false --kubelet-extra-args '--max-pods=58'\""),
            (AmiType::WindowsCore2022, "\"-KubeletExtraArgs '--max-pods=58'\""),
            (AmiType::BottlerocketX86, "bootstrap_extra_args = \"max-pods = 58\""),
        ] {
            let text = printed(ami_type, custom);
            assert!(text.contains(told), "{told}\n{text}");
        }
    }

    #[test]
    fn scripts_run_in_each_familys_way() {
        let [al2023, al2, windows] =
            [AmiType::Al2023X86, AmiType::Al2X86, AmiType::WindowsCore2022].map(|ami| printed(ami, script));
        assert!(al2023.contains(r##"join("\n", ["#!/bin/bash", "echo $${x}"])"##), "{al2023}");
        assert!(
            al2.contains(r##"pre_bootstrap_user_data = join("\n", ["#!/bin/bash", "echo $${x}"])"##),
            "{al2}"
        );
        assert!(windows.contains(r#"["<powershell>", "echo $${x}", "</powershell>"]"#), "{windows}");
        // The module's own script takes it in.
        let inside = printed(AmiType::Al2X86, |group| {
            own(group);
            script(group);
        });
        assert!(inside.contains(r#"pre_bootstrap_user_data = "echo $${x}""#), "{inside}");
    }
}
