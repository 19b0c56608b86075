//! What `README.md` says of the network.

use super::super::text::Draft;
use super::{code, escaped};
use crate::design::{Design, FlowLogTraffic, FlowLogs, Nat, Network, Subject, Tier};
use crate::value::{Cidr, EndpointService, IpFamily};

/// The VPC, its ways out, its subnets, and the networks that are connected with it.
pub(super) fn text(design: &Design) -> String {
    let network = &design.network;
    let further: String = network.secondary_cidrs.iter().map(|c| format!(", then {c}")).collect();
    let vpc = match &network.existing {
        None => format!("The VPC is {}{further}. {}", network.cidr, nat(design)),
        Some(vpc) => format!(
            "The VPC {} ({}{further}) exists already, with its subnets, gateways and routes, and `scripts/destroy.sh` leaves \
             them. What is added are tags on subnets by which controllers find them, and what stands in the VPC: security \
             groups, network interfaces{}. The plan stops where a subnet's id, zone or block in `terraform.tfvars` is not as in \
             AWS.",
            code(vpc.id.as_str()),
            network.cidr,
            if network.endpoints.services.is_empty() {
                ""
            } else {
                ", and [endpoints](#vpc-endpoints), which others there notice"
            }
        ),
    };
    format!(
        "{vpc} {}{}\n\n| subnet | tier | zone | block | usable addresses |\n|---|---|---|---|---:|\n{}{}{}{}",
        flow_logs(network),
        nodes_only(design),
        subnets(network),
        pods(design),
        ipv6(design),
        peers(design)
    )
}

/// Zones that came after the control plane.
fn nodes_only(design: &Design) -> String {
    let zones: Vec<_> = design.cluster.zones_without_control_plane.iter().map(|zone| zone.as_str()).collect();
    if zones.is_empty() {
        return String::new();
    }
    format!(" The control plane is not in {}: only nodes are.", zones.join(", "))
}

fn nat(design: &Design) -> String {
    let network = &design.network;
    // By IPv6 they have another way, of which the paragraph on IPv6 tells.
    let by = if design.cluster.ip_family == IpFamily::Ipv6 { " by IPv4" } else { "" };
    match (network.nat, network.nat_gateways().count()) {
        (Nat::None, _) | (_, 0) => {
            format!("There is no NAT gateway: private subnets do not reach the internet{by}.")
        }
        (Nat::Single, _) => format!(
            "All private subnets share one NAT gateway; if its zone fails, none of them reaches the internet{by}."
        ),
        (Nat::PerZone, _) => {
            // A gateway stands in a public subnet.
            let zones = network.private_zones().filter(|zone| network.nat_gateway_for(zone).is_none());
            let zones: Vec<_> = zones.map(|zone| zone.as_str()).collect();
            let but = if zones.is_empty() {
                String::new()
            } else {
                let zones = zones.join(", ");
                format!(", but for {zones}: private and pod subnets there do not reach the internet{by}")
            };
            format!("Each zone with private subnets has a NAT gateway of its own{but}.")
        }
    }
}

fn flow_logs(network: &Network) -> String {
    match network.flow_logs {
        FlowLogs::Off {} if network.existing.is_some() => {
            "Nothing here records the VPC's traffic.".to_owned()
        }
        FlowLogs::Off {} => "The VPC's traffic is not recorded.".to_owned(),
        FlowLogs::CloudWatch { retention_days, traffic: FlowLogTraffic::All } => {
            format!(
                "The VPC's traffic is recorded in CloudWatch and kept for {} days.",
                retention_days.days()
            )
        }
        FlowLogs::CloudWatch { retention_days, traffic: FlowLogTraffic::Rejected } => {
            format!(
                "Traffic that is refused is recorded in CloudWatch and kept for {} days.",
                retention_days.days()
            )
        }
    }
}

fn subnets(network: &Network) -> String {
    let row = |s: &crate::design::Subnet| {
        format!(
            "| {} | {} | {} | {} | {} |",
            escaped(s.name.as_str()),
            s.tier.as_str(),
            s.zone,
            s.cidr,
            s.cidr.usable_addresses()
        )
    };
    let rows: Vec<_> = network.subnets_in_order().map(row).collect();
    rows.join("\n")
}

fn pods(design: &Design) -> &'static str {
    let network = &design.network;
    if !network.pod_addresses.custom_networking || network.subnets_of(Tier::Pod).next().is_none() {
        return "";
    }
    if design.compute.fargate_profiles.is_empty() {
        "\n\nPods get their addresses from the pod subnet of their node's zone (custom networking), not from that of their node."
    } else {
        "\n\nPods get their addresses from the pod subnet of their node's zone (custom networking), not from that of their node; \
         pods on Fargate get them from the subnets of their profile."
    }
}

/// Source: EKS user guide, cni-ipv6.
fn ipv6(design: &Design) -> &'static str {
    match (design.cluster.ip_family, design.network.existing.is_some()) {
        (IpFamily::Ipv4, _) => "",
        (IpFamily::Ipv6, false) => {
            "\n\nPods and services have IPv6 addresses, nodes have both. Amazon gives the VPC its IPv6 block when it is made. \
             Subnets that are neither public nor intra get out by IPv6 through an egress-only internet gateway, which lets \
             nothing in. Where a server has an IPv4 address only, pods reach it through the IPv4 address of their node."
        }
        (IpFamily::Ipv6, true) => {
            "\n\nPods and services have IPv6 addresses, nodes have both. The subnets must have IPv6 blocks already, and give \
             addresses of them to new network interfaces."
        }
    }
}

fn peers(design: &Design) -> String {
    let peers = &design.network.peers;
    if peers.is_empty() {
        return String::new();
    }
    let rows: Vec<_> =
        peers.iter().map(|p| format!("| {} | {} |", escaped(p.name.as_str()), p.cidr)).collect();
    // Rule CTL004.
    let services = design.cluster.service_cidr.filter(|_| design.cluster.ip_family == IpFamily::Ipv4);
    let met = |services: &Cidr| peers.iter().any(|p| p.cidr.overlaps(*services));
    let met = services.filter(met).map_or_else(String::new, |services| {
        format!(" Pods reach nothing there that has an address of {services}: those are of services.")
    });
    format!(
        "\n\nNetworks that are connected with it. Nothing here makes the connection.{met}\n\n\
         | network | block |\n|---|---|\n{}",
        rows.join("\n")
    )
}

/// Adds what VPC endpoints there are, and what they mean.
pub(super) fn endpoints(draft: Draft, design: &Design) -> Draft {
    let endpoints = &design.network.endpoints;
    if endpoints.services.is_empty() {
        return draft;
    }
    let row = |service: &EndpointService| {
        let kind = if service.is_gateway() { "gateway" } else { "interface" };
        let words = match service {
            EndpointService::Sqs if !design.intent.karpenter => "Amazon SQS",
            _ => service.words(),
        };
        format!("| {} | {kind} | {words} |", code(service.as_str()))
    };
    let rows: Vec<_> = endpoints.services.iter().map(row).collect();
    let names: Vec<_> = design.network.endpoint_subnets().map(|s| escaped(s.name.as_str())).collect();
    let place = if names.is_empty() {
        String::new()
    } else {
        format!(" Interfaces stand in {}, and take HTTPS from everywhere in the VPC.", names.join(", "))
    };
    let text = format!(
        "These services are reached without the internet: inside the VPC their usual names lead to the endpoints.{place} \
         Everything else still needs a way out; without one, images must come from Amazon ECR.\n\n\
         | service | endpoint | for |\n|---|---|---|\n{}",
        rows.join("\n")
    );
    let draft = draft.paragraph("### VPC endpoints", &[]).paragraph(&text, &[Subject::Endpoints]);
    match &design.network.existing {
        Some(vpc) => draft.paragraph(&for_others(design, vpc.id.as_str()), &[Subject::Endpoints]),
        None => draft,
    }
}

/// What endpoints change for everybody in a VPC that exists. Sources: AWS PrivateLink guide, gateway endpoints and private
/// DNS of interface endpoints.
fn for_others(design: &Design, vpc: &str) -> String {
    let services = || design.network.endpoints.services.iter();
    let gateways = services().any(|service| service.is_gateway());
    let interfaces = services().any(|service| !service.is_gateway());
    let lines = [
        (gateways, "gateways add routes to the route tables of the subnets that are not public"),
        (
            interfaces,
            "interfaces change for the whole VPC to which addresses the names of their services lead",
        ),
    ];
    let lines: Vec<_> = lines.iter().filter(|(some, _)| *some).map(|(_, line)| *line).collect();
    format!(
        "**They are felt by everybody in the VPC:** {}. `scripts/destroy.sh` takes that back. Services which the VPC reaches by \
         an endpoint already must not stand in `gateway_endpoints` and `interface_endpoints` of \
         `infrastructure/terraform.tfvars`; this lists them: `aws ec2 describe-vpc-endpoints --region {} --filters \
         Name=vpc-id,Values={vpc}`",
        lines.join("; "),
        design.region
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Peer, starters};
    use std::sync::Arc;

    #[test]
    fn zones_without_a_gateway_of_their_own_are_named() {
        let mut design = starters::reference();
        Arc::make_mut(&mut design.network).nat = Nat::PerZone;
        let all = " Each zone with private subnets has a NAT gateway of its own. ";
        assert!(text(&design).contains(all));
        let network = Arc::make_mut(&mut design.network);
        let zone = network.zones[1].clone();
        network.subnets.retain(|s| s.tier != Tier::Public || s.zone != zone);
        let sentence =
            format!(" of its own, but for {zone}: private and pod subnets there do not reach the internet. ");
        assert!(text(&design).contains(&sentence), "{}", text(&design));
        Arc::make_mut(&mut design.cluster).ip_family = IpFamily::Ipv6;
        assert!(text(&design).contains("do not reach the internet by IPv4. "));
        Arc::make_mut(&mut design.network).subnets.retain(|s| s.zone != zone);
        assert!(text(&design).contains(all));
    }

    #[test]
    fn a_network_that_services_hide_is_said_to_be_hidden() {
        let mut design = starters::reference();
        let peer = Peer { name: "office".parse().unwrap(), cidr: "172.20.0.0/14".parse().unwrap() };
        Arc::make_mut(&mut design.network).peers.push(peer);
        assert!(text(&design).contains("makes the connection.\n"));
        Arc::make_mut(&mut design.cluster).service_cidr = "172.20.0.0/16".parse().ok();
        assert!(text(&design).contains(" Pods reach nothing there that has an address of 172.20.0.0/16:"));
        Arc::make_mut(&mut design.cluster).service_cidr = "10.100.0.0/16".parse().ok();
        assert!(text(&design).contains("makes the connection.\n"));
    }

    #[test]
    fn queues_are_karpenters_where_there_is_karpenter() {
        let mut design = starters::reference();
        Arc::make_mut(&mut design.network).endpoints.services.insert(EndpointService::Sqs);
        let written = |design: &Design| endpoints(Draft::new("x"), design).file().text;
        assert!(written(&design).contains("| interface | Amazon SQS |"));
        design.intent.karpenter = true;
        assert!(written(&design).contains("for Karpenter |"));
    }

    #[test]
    fn zones_without_the_control_plane_are_named() {
        let mut design = starters::reference();
        assert!(!text(&design).contains("The control plane is not in"));
        let zone = design.network.zones[0].clone();
        let sentence = format!("The control plane is not in {zone}: only nodes are.");
        Arc::make_mut(&mut design.cluster).zones_without_control_plane.insert(zone);
        assert!(text(&design).contains(&sentence));
    }
}
