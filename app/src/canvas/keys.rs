//! What keys do on the board: arrows walk, Enter edits, `+` and `-` resize a subnet, Delete removes.

use configurator_core::design::Subject;
use configurator_core::edit::{ComputeEdit, DesignEdit, Edit, NetworkEdit};
use configurator_core::value::Cidr;
use leptos::prelude::*;

use super::Nodes;
use super::node::target_id;
use super::walk::{self, Step};
use crate::browser;
use crate::session::Session;

/// Answers a key; true where it did something, so that the browser does not.
pub(super) fn pressed(session: Session, nodes: Nodes, key: &str) -> bool {
    let selected = session.selected.get_untracked();
    match key {
        "ArrowLeft" => walk_to(session, nodes, Step::Left),
        "ArrowRight" => walk_to(session, nodes, Step::Right),
        "ArrowUp" => walk_to(session, nodes, Step::Up),
        "ArrowDown" => walk_to(session, nodes, Step::Down),
        "Enter" | " " => {
            browser::focus("inspector");
            true
        }
        "+" => resize(
            session,
            &selected,
            Cidr::doubled,
            "This subnet's address is not the start of a larger block; move it first.",
        ),
        "-" => {
            resize(session, &selected, Cidr::halved, "This subnet is a single address; it cannot be halved.")
        }
        "Delete" | "Backspace" => remove(session, selected),
        _ => false,
    }
}

fn walk_to(session: Session, nodes: Nodes, step: Step) -> bool {
    let target = nodes.with_untracked(|nodes| {
        let selected = session.selected.get_untracked();
        let from = nodes.values().find(|n| n.subject.as_ref() == Some(&selected)).and_then(|n| n.cell);
        let target = walk::next(nodes.values().map(AsRef::as_ref), from, step)?;
        Some((target.key.clone(), target.subject.clone()?))
    });
    if let Some((key, subject)) = target {
        session.show_in_bundle(&subject);
        session.select(subject);
        let id = target_id(&key);
        browser::focus(id.clone());
        browser::reveal(id);
    }
    true
}

fn resize(session: Session, selected: &Subject, resized: fn(Cidr) -> Option<Cidr>, otherwise: &str) -> bool {
    let Subject::Subnet(subnet) = *selected else { return false };
    match session.design.with_untracked(|d| resized(d.subnet(subnet)?.cidr)) {
        Some(cidr) => {
            session.dispatch(NetworkEdit::SetSubnetCidr { subnet, cidr });
        }
        None => session.refuse(otherwise.to_owned()),
    }
    true
}

fn remove(session: Session, selected: Subject) -> bool {
    let edit: Edit = match selected {
        Subject::Subnet(subnet) => NetworkEdit::RemoveSubnet { subnet }.into(),
        Subject::Zone(zone) => NetworkEdit::RemoveZone { zone }.into(),
        Subject::NodeGroup(group) => ComputeEdit::RemoveNodeGroup { group }.into(),
        Subject::FargateProfile(profile) => ComputeEdit::RemoveFargateProfile { profile }.into(),
        Subject::AutoMode => ComputeEdit::SetAutoMode { auto_mode: None }.into(),
        Subject::Karpenter => DesignEdit::PlanKarpenter { planned: false }.into(),
        Subject::InternetGateway => NetworkEdit::SetInternetGateway { enabled: false }.into(),
        Subject::Design
        | Subject::Vpc
        | Subject::NatGateway(_)
        | Subject::RouteTable(_)
        | Subject::Endpoints
        | Subject::Cluster
        | Subject::Addons
        | Subject::Access
        | Subject::Workloads
        | Subject::State => return false,
    };
    session.dispatch(edit)
}
