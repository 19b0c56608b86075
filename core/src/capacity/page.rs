//! Keeps the tables of `docs/capacity.md` true. `UPDATE_EXPECT=1 cargo test` writes them anew.

use std::fmt::Write;

use super::{Capacity, Consumer, Demand, GroupCapacity, Moments, Taken, capacity};
use crate::design::{Design, starters::STARTERS};
use crate::testing::examples;

const PAGE: &str = include_str!("../../../docs/capacity.md");

fn row(page: &mut String, [subnet, usable, who]: [&str; 3], taken: &Moments<Demand>) {
    let [rest, peak, surge] = [taken.at_rest, taken.at_peak, taken.with_surge].map(Demand::addresses);
    let _ = writeln!(page, "| {subnet} | {usable} | {who} | {rest} | {peak} | {surge} |");
}

fn who(design: &Design, capacity: &Capacity, consumer: Consumer) -> String {
    match consumer {
        Consumer::ControlPlane => "control plane".to_owned(),
        Consumer::NatGateway => "NAT gateway".to_owned(),
        Consumer::LoadBalancers => "load balancers".to_owned(),
        Consumer::Endpoints => "VPC endpoints".to_owned(),
        Consumer::Fargate(id) => {
            let name = &design.fargate_profile(id).expect("a profile of the design").name;
            let pods = capacity.profile(id).expect("a profile of the design").pods_in_each_subnet;
            format!("{name}: {pods} Fargate pods")
        }
        Consumer::AutoMode => {
            let nodes = capacity.auto_mode.expect("Auto Mode is on").nodes_in_each_subnet;
            format!("Auto Mode: {nodes} nodes")
        }
        Consumer::Group(id) => {
            let name = &design.node_group(id).expect("a group of the design").name;
            let nodes = capacity.group(id).expect("a group of the design").nodes_in_each_subnet;
            format!("{name}: {}, {} and {} nodes", nodes.at_rest, nodes.at_peak, nodes.with_surge)
        }
    }
}

fn group_row(page: &mut String, design: &Design, group: &GroupCapacity) {
    let name = &design.node_group(group.group).expect("a group of the design").name;
    let node = group.node.expect("starters use types that are known");
    let [rest, full] = [node.at_rest, node.full].map(Taken::addresses);
    let (kept, pods) = (node.reserved, node.allocatable);
    let fleet = group.fleet.max;
    let _ = writeln!(
        page,
        "| {name} | {} | {} m, {} MiB | {} m, {} MiB | {rest}, {full} | {} nodes, {} pods, {} m, {} MiB |",
        node.pods.pods,
        kept.cpu_millicores,
        kept.memory_mib,
        pods.cpu_millicores,
        pods.memory_mib,
        fleet.nodes,
        fleet.pods,
        fleet.cpu_millicores,
        fleet.memory_mib,
    );
}

fn tables(design: &Design) -> String {
    let capacity = capacity(design);
    let mut page = "| a node of | pods | kept | for pods | addresses at rest, full | all at the peak |\n|---|--:|---|---|---|---|\n".to_owned();
    capacity.groups.iter().for_each(|group| group_row(&mut page, design, group));
    page.push_str("\n| subnet | addresses | taken by | at rest | at the peak | while updating |\n|---|--:|---|--:|--:|--:|\n");
    for subnet in &capacity.subnets {
        let name = design.subnet(subnet.subnet).expect("a subnet of the design").name.as_str();
        row(&mut page, [name, &subnet.usable().to_string(), "**all**"], &subnet.taken);
        for part in capacity.parts(design, subnet.subnet) {
            row(&mut page, ["", "", &who(design, &capacity, part.consumer)], &part.taken);
        }
    }
    let ends = match capacity.first_to_run_out {
        None => "No subnet runs out before all groups are as large as they may be.".to_owned(),
        Some(end) => format!("Subnet {} runs out at {} nodes.", end.subnet, end.at.nodes),
    };
    let _ = writeln!(page, "\n{ends}");
    page
}

#[test]
fn the_tables_of_the_page_are_up_to_date() {
    let mut page = PAGE.to_owned();
    let starters = STARTERS.iter().filter(|s| s.id != "reference-original");
    let starters = starters.map(|starter| (starter.id, (starter.design)()));
    let examples = [("every-kind", examples::every_kind()), ("pods-apart", examples::pods_apart())];
    for (id, design) in starters.chain(examples) {
        let mark = format!("<!-- {id} -->\n");
        let (before, rest) = page.split_once(&mark).expect("the page has a place for each starter");
        let (_, after) = rest.split_once("<!-- end -->").expect("a place has an end");
        page = format!("{before}{mark}{}<!-- end -->{after}", tables(&design));
    }
    expect_test::expect_file!["../../../docs/capacity.md"].assert_eq(&page);
}
