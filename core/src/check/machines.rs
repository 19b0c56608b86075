//! What the catalog knows of a node group's instance types.

use crate::catalog::{self, Accelerator, InstanceFacts};
use crate::design::{Design, NodeGroup};
use crate::edit::ComputeEdit;
use crate::value::{AmiType, Architecture, InstanceType};

/// The types of a group that the catalog knows, with their facts.
pub(super) fn known(group: &NodeGroup) -> impl Iterator<Item = (&InstanceType, &'static InstanceFacts)> {
    group.instance_types.iter().filter_map(|name| Some((name, catalog::instance_type(name)?)))
}

/// The types for which `is_so` holds, joined for a sentence; `None` where there is none.
pub(super) fn named(group: &NodeGroup, is_so: impl Fn(&InstanceFacts) -> bool) -> Option<String> {
    let names: Vec<&str> =
        known(group).filter(|(_, facts)| is_so(facts)).map(|(_, facts)| &*facts.name).collect();
    (!names.is_empty()).then(|| super::words::list(names))
}

/// The group with the types for which `stays` holds, and those that the catalog does not know; `None` where none would
/// stay, or all.
pub(super) fn keeping(group: &NodeGroup, stays: impl Fn(&InstanceFacts) -> bool) -> Option<ComputeEdit> {
    let kept = |name: &&InstanceType| catalog::instance_type(name).is_none_or(&stays);
    let instance_types: Vec<InstanceType> = group.instance_types.iter().filter(kept).cloned().collect();
    let changes = instance_types.len() < group.instance_types.len() && !instance_types.is_empty();
    changes.then_some(ComputeEdit::SetInstanceTypes { group: group.id, instance_types })
}

/// The accelerators that an image has the drivers of.
pub(super) fn drivers(ami: AmiType) -> Accelerator {
    match ami.has_drivers() {
        false => Accelerator::None,
        true if ami.as_str().contains("NEURON") => Accelerator::Neuron,
        true => Accelerator::Nvidia,
    }
}

/// The image for machines of `architecture` with accelerators of that kind, of the family of `ami` where it has one;
/// `None` where this page offers none, or it is not built for the design's version. Windows gives way to nothing else.
pub(super) fn image_for(
    design: &Design,
    ami: AmiType,
    architecture: Architecture,
    accelerator: Accelerator,
) -> Option<AmiType> {
    let fits = |a: &&AmiType| {
        a.architecture() == architecture
            && drivers(**a) == accelerator
            && a.is_windows() == ami.is_windows()
            && a.is_built_for(design.cluster.version)
    };
    let mut fitting = AmiType::ALL.iter().filter(fits);
    let of_family = |a: &&AmiType| a.is_bottlerocket() == ami.is_bottlerocket();
    fitting.clone().find(of_family).or_else(|| fitting.next()).copied()
}
