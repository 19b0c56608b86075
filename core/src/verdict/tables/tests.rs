//! The tables of some designs, word for word.

use expect_test::expect;

use super::*;
use crate::design::starters;

fn told(design: &Design) -> String {
    let context = Context { today: "2026-11-23".parse().ok(), ..Context::default() };
    let (_, tables) = figures(design, &context);
    let mut text = tables.summary.join(" | ");
    let rows = tables.groups.iter().chain(&tables.subnets).chain(&tables.bill);
    for row in rows.chain(&tables.compute_kinds) {
        text.push_str(&format!("\n{}  ({})", row.cells.join(" | "), row.note));
    }
    for note in tables.capacity_notes.iter().chain(&tables.bill_notes).chain(&tables.kinds_notes) {
        text.push_str(&format!("\n{note}"));
    }
    text.replace('\u{202f}', " ")
}

#[test]
fn the_reference() {
    expect![[r#"
        58 pods | 3.8 vCPU | 13 GiB | about 304 USD / month | private-az1 4 %
        general  (29 pods a node, as many as its network interfaces have addresses for; 110 with prefix delegation. Of a node pods get 1.9 vCPU and 6 903 MiB; 70 m and 574 MiB are kept for the node. Addresses taken: 10 at rest, 30 when full.)
        Nodes | 2 | 2 | 4  ()
        Pods | 58 | 58 | 116  ()
        vCPU for pods | 3.8 | 3.8 | 7.7  ()
        GiB for pods | 13 | 13 | 26  ()
        private-az1 | 4 091 | 24 | 74 | 134 | 4 %  ()
        private-az2 | 4 091 | 24 | 74 | 134 | 4 %  ()
        public-az1 | 251 | 9 | 9 | 9 | 4 %  ()
        public-az2 | 251 | 8 | 8 | 8 | 4 %  ()
        Control plane | 73.00 | 73.00 | 73.00  (1 cluster × 730 h × 0.10 USD. Price published, 2025-10-28: AWS price list.)
        Encryption key | 1.00 | 1.00 | 1.00  (1 key × 1.00 USD. Price published, 2025-08-28: AWS price list.)
        Control-plane logs | 3.15 | 3.15 | 3.15  (5 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
        Nodes, m5.large | 167.90 | 167.90 | 335.80  (2 / 2 / 4 nodes × 730 h × 0.115 USD. Price published, 2025-11-03: AWS price list.)
        Disks | 9.52 | 9.52 | 19.04  (2 / 2 / 4 nodes × 50 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
        NAT gateways | 37.96 | 37.96 | 37.96  (1 gateway × 730 h × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Public addresses of NAT gateways | 3.65 | 3.65 | 3.65  (1 address × 730 h × 0.005 USD. Price published, 2025-11-04: AWS price list.)
        Traffic through NAT | 5.20 | 5.20 | 5.20  (100 GB × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Traffic to NAT in another zone | 1.00 | 1.00 | 1.00  (100 GB × 1/2 × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
        Traffic across zones | 2.00 | 2.00 | 2.00  (100 GB × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
        USD a month, eu-central-1 | 304.38 | 304.38 | 481.80  ()
        Managed node groups | 2 nodes | 177  (You choose types, sizes and when to update; AWS makes the nodes, drains them on updates and can repair them.)
        Self-managed node groups | 2 nodes | 177  (You choose the image and its settings, and you update and repair the nodes; AWS runs the Auto Scaling group.)
        Fargate | 54 pods | 560  (You size pods only; AWS runs a machine for each, without DaemonSets, GPUs or EBS volumes.)
        Auto Mode | 2 nodes | 203  (You write pods and node pools; AWS chooses, patches and replaces nodes and runs network, volumes and load balancers.)
        No subnet runs out of addresses before the groups are as large as they may be.
        List prices without taxes, discounts and credits; 730 hours a month. Load balancers, images, backups and support plans are not part of it.
        The oldest price is of 2022-02-10; each line says how well its own is known.
        One NAT gateway comes to 47.81 USD, one in each zone to 88.42 USD at 100 GB a month; the latter costs less from 4 161 GB on.
        Traffic to 4 services of AWS through NAT comes to 6.20 USD, through interface endpoints beside it to 71.08 USD at 100 GB a month; the latter costs less from 1 348 GB on.
        An estimate in USD a month: the 54 pods that fit as created, 71 m and 255 MiB each on average, on m5.large at on-demand list prices with gp3 volumes."#]].assert_eq(&told(&starters::reference()));
}

#[test]
fn what_is_not_known_is_said() {
    let mut design = starters::production();
    std::sync::Arc::make_mut(&mut design.compute).node_groups[0].instance_types =
        vec!["m99x.large".parse().unwrap()];
    expect![[r#"
        at least 0 pods | at least 0.0 vCPU | at least 0 GiB | at least 329 USD / month | private-az1 1 %
        general  (A type of this group is not in the catalog: only its nodes are counted.)
        Nodes | 3 | 3 | 9  ()
        private-az1 | 4 091 | 9 | 11 | 13 | 1 %  ()
        private-az2 | 4 091 | 9 | 11 | 13 | 1 %  ()
        private-az3 | 4 091 | 9 | 11 | 13 | 1 %  ()
        public-az1 | 251 | 9 | 9 | 9 | 4 %  ()
        public-az2 | 251 | 9 | 9 | 9 | 4 %  ()
        public-az3 | 251 | 9 | 9 | 9 | 4 %  ()
        intra-az1 | 11 | 6 | 6 | 6 | 55 %  ()
        intra-az2 | 11 | 6 | 6 | 6 | 55 %  ()
        intra-az3 | 11 | 6 | 6 | 6 | 55 %  ()
        Control plane | 73.00 | 73.00 | 73.00  (1 cluster × 730 h × 0.10 USD. Price published, 2025-10-28: AWS price list.)
        Encryption key | 1.00 | 1.00 | 1.00  (1 key × 1.00 USD. Price published, 2025-08-28: AWS price list.)
        Control-plane logs | 12.60 | 12.60 | 12.60  (20 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
        Nodes, m99x.large | ? | ? | ?  (3 / 3 / 9 nodes × 730 h × a price that is not known.)
        Disks | 14.28 | 14.28 | 42.84  (3 / 3 / 9 nodes × 50 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
        NAT gateways | 113.88 | 113.88 | 113.88  (3 gateways × 730 h × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Public addresses of NAT gateways | 10.95 | 10.95 | 10.95  (3 addresses × 730 h × 0.005 USD. Price published, 2025-11-04: AWS price list.)
        Traffic through NAT | 52.00 | 52.00 | 52.00  (1000 GB × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Traffic across zones | 20.00 | 20.00 | 20.00  (1000 GB × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
        Flow logs | 31.50 | 31.50 | 31.50  (50 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
        USD a month, eu-central-1 | 329.21 | 329.21 | 357.77  ()
        No subnet runs out of addresses before the groups are as large as they may be.
        Some instance types are not in the catalog; what they hold is not counted.
        List prices without taxes, discounts and credits; 730 hours a month. Load balancers, images, backups and support plans are not part of it.
        The oldest price is of 2022-02-10; each line says how well its own is known.
        Where no price is known, nothing is counted: the true bill is higher.
        One NAT gateway comes to 106.94 USD, one in each zone to 176.83 USD at 1 000 GB a month; the latter costs less from 6 242 GB on.
        Traffic to 4 services of AWS through NAT comes to 52.00 USD, through interface endpoints beside it to 115.12 USD at 1 000 GB a month; the latter costs less from 2 503 GB on."#]].assert_eq(&told(&design));
}

#[test]
fn every_kind_of_compute() {
    expect![[r#"
        260 pods | 19.9 vCPU | 70 GiB | about 1 173 USD / month | private-az1 9 %
        general  (29 pods a node, as many as its network interfaces have addresses for; 110 with prefix delegation. Of a node pods get 1.9 vCPU and 6 903 MiB; 70 m and 574 MiB are kept for the node. Addresses taken: 10 at rest, 30 when full.)
        Nodes | 2 | 2 | 4  ()
        Pods | 58 | 58 | 116  ()
        vCPU for pods | 3.8 | 3.8 | 7.7  ()
        GiB for pods | 13 | 13 | 26  ()
        batch  (58 pods a node, as many as its network interfaces have addresses for. Of a node pods get 3.9 vCPU and 14 162 MiB; 80 m and 893 MiB are kept for the node. Addresses taken: 15 at rest, 60 when full.)
        Nodes | 1 | 2 | 4  ()
        Pods | 58 | 116 | 232  ()
        vCPU for pods | 3.9 | 7.8 | 15.6  ()
        GiB for pods | 13 | 27 | 55  ()
        jobs  (As expected: each pod has a Fargate machine of 0.5 vCPU and 2 048 MiB, 3 in each subnet at most.)
        Pods | 5 | 5 | 5  ()
        vCPU for pods | 2.5 | 2.5 | 2.5  ()
        GiB for pods | 8 | 8 | 8  ()
        Auto Mode  (As expected, in the subnets of the control plane. 27 pods a node, as many as its network interfaces have addresses for. Of a node pods get 1.9 vCPU and 6 903 MiB; 70 m and 574 MiB are kept for the node. Addresses taken: 17 at rest, 49 when full. An estimate.)
        Nodes | 3 | 3 | 3  ()
        Pods | 81 | 81 | 81  ()
        vCPU for pods | 5.7 | 5.7 | 5.7  ()
        GiB for pods | 20 | 20 | 20  ()
        All nodes and pods  ()
        Nodes | 6 | 7 | 11  ()
        Pods | 202 | 260 | 434  ()
        vCPU for pods | 16.0 | 19.9 | 31.6  ()
        GiB for pods | 56 | 70 | 111  ()
        private-az1 | 4 091 | 77 | 299 | 359 | 9 %  (Taken at peak: 4 by VPC endpoints, 3 by jobs on Fargate, 98 by Auto Mode.)
        private-az2 | 4 091 | 77 | 299 | 359 | 9 %  (Taken at peak: 4 by VPC endpoints, 3 by jobs on Fargate, 98 by Auto Mode.)
        public-az1 | 251 | 9 | 9 | 9 | 4 %  ()
        public-az2 | 251 | 8 | 8 | 8 | 4 %  ()
        Control plane | 73.00 | 73.00 | 73.00  (1 cluster × 730 h × 0.10 USD. Price published, 2025-10-28: AWS price list.)
        Encryption key | 1.00 | 1.00 | 1.00  (1 key × 1.00 USD. Price published, 2025-08-28: AWS price list.)
        Control-plane logs | 3.15 | 3.15 | 3.15  (5 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
        Nodes, m5.large | 167.90 | 167.90 | 335.80  (2 / 2 / 4 nodes × 730 h × 0.115 USD. Price published, 2025-11-03: AWS price list.)
        Disks | 9.52 | 9.52 | 19.04  (2 / 2 / 4 nodes × 50 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
        Nodes, m5.xlarge | 167.90 | 335.80 | 335.80  (1 / 2 / 2 nodes × 730 h × 0.23 USD. Price published, 2025-11-03: AWS price list.)
        Spot nodes, m5.xlarge | 0.00 | 0.00 | 134.32  (0 / 0 / 2 nodes × 730 h × 40 % × 0.23 USD. Price published, 2025-11-03: AWS price list. Spot capacity, expected at 60 % below the on-demand price of the group's dearest type.)
        Disks | 4.76 | 9.52 | 19.04  (1 / 2 / 4 nodes × 50 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
        IOPS of disks | 6.00 | 12.00 | 24.00  (1 / 2 / 4 nodes × 1000 IOPS × 0.006 USD. Price published, 2022-02-10: AWS price list.)
        Throughput of disks | 5.95 | 11.90 | 23.80  (1 / 2 / 4 nodes × 125 MiB/s × 0.0476 USD. Price published, 2022-02-10: AWS price list.)
        vCPUs on Fargate | 84.97 | 84.97 | 84.97  (5 pods × 730 h × 500/1000 vCPU × 0.04656 USD. Price published, 2025-10-28: AWS price list. As many as are expected, at any size of the groups.)
        Memory on Fargate | 37.30 | 37.30 | 37.30  (5 pods × 730 h × 2048/1024 GB × 0.00511 USD. Price published, 2025-10-28: AWS price list. As many as are expected, at any size of the groups.)
        Auto Mode nodes, m5.large | 251.85 | 251.85 | 251.85  (3 nodes × 730 h × 0.115 USD. Price published, 2025-11-03: AWS price list. As many as are expected, at any size of the groups.)
        Auto Mode fee | 30.22 | 30.22 | 30.22  (3 nodes × 730 h × 12 % × 0.115 USD. Price published, 2025-11-03: AWS price list.)
        Disks of Auto Mode nodes | 22.85 | 22.85 | 22.85  (3 nodes × 80 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
        NAT gateways | 37.96 | 37.96 | 37.96  (1 gateway × 730 h × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Public addresses of NAT gateways | 3.65 | 3.65 | 3.65  (1 address × 730 h × 0.005 USD. Price published, 2025-11-04: AWS price list.)
        Traffic through NAT | 5.20 | 5.20 | 5.20  (100 GB × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Traffic to NAT in another zone | 1.00 | 1.00 | 1.00  (100 GB × 1/2 × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
        Interface endpoints | 70.08 | 70.08 | 70.08  (8 endpoints × 730 h × 0.012 USD. Price published, 2025-11-04: AWS price list.)
        Traffic through endpoints | 2.00 | 2.00 | 2.00  (200 GB × 0.01 USD. Price published, 2025-11-04: AWS price list.)
        Traffic across zones | 2.00 | 2.00 | 2.00  (100 GB × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
        USD a month, eu-central-1 | 988.27 | 1 172.88 | 1 518.04  ()
        Managed node groups | 11 nodes | 976  (You choose types, sizes and when to update; AWS makes the nodes, drains them on updates and can repair them.)
        Self-managed node groups | 11 nodes | 976  (You choose the image and its settings, and you update and repair the nodes; AWS runs the Auto Scaling group.)
        Fargate | 252 pods | 3 081  (You size pods only; AWS runs a machine for each, without DaemonSets, GPUs or EBS volumes.)
        Auto Mode | 11 nodes | 1 118  (You write pods and node pools; AWS chooses, patches and replaces nodes and runs network, volumes and load balancers.)
        No subnet runs out of addresses before the groups are as large as they may be.
        List prices without taxes, discounts and credits; 730 hours a month. Load balancers, images, backups and support plans are not part of it.
        The oldest price is of 2022-02-10; each line says how well its own is known.
        One NAT gateway comes to 47.81 USD, one in each zone to 88.42 USD at 100 GB a month; the latter costs less from 4 161 GB on.
        Traffic to 4 services of AWS through NAT comes to 12.40 USD, through interface endpoints beside it to 72.08 USD at 200 GB a month; the latter costs less from 1 348 GB on.
        An estimate in USD a month: the 252 pods that fit as created, 79 m and 284 MiB each on average, on m5.large at on-demand list prices with gp3 volumes."#]].assert_eq(&told(&crate::testing::examples::every_kind()));
}

#[test]
fn pods_in_subnets_of_their_own() {
    let mut design = crate::testing::examples::pods_apart();
    design.intent.karpenter = true;
    std::sync::Arc::make_mut(&mut design.network).pod_addresses.security_groups = true;
    expect![[r#"
        40 pods | 3.8 vCPU | 13 GiB | about 304 USD / month | private-az1 1 %
        general  (20 pods a node, as many as its network interfaces have addresses for; 110 with prefix delegation. Of a node pods get 1.9 vCPU and 6 903 MiB; 70 m and 574 MiB are kept for the node. Addresses taken: 1 at rest, 1 when full. Of the pod subnet: 10 and 20.)
        Nodes | 2 | 2 | 4  ()
        Pods | 40 | 40 | 80  ()
        vCPU for pods | 3.8 | 3.8 | 7.7  ()
        GiB for pods | 13 | 13 | 26  ()
        private-az1 | 4 091 | 15 | 16 | 18 | 1 %  ()
        private-az2 | 4 091 | 15 | 16 | 18 | 1 %  ()
        public-az1 | 251 | 9 | 9 | 9 | 4 %  ()
        public-az2 | 251 | 8 | 8 | 8 | 4 %  ()
        pod-az1 | 16 379 | 10 | 40 | 80 | 1 %  (Taken at peak: 40 by pods of general.)
        pod-az2 | 16 379 | 10 | 40 | 80 | 1 %  (Taken at peak: 40 by pods of general.)
        Control plane | 73.00 | 73.00 | 73.00  (1 cluster × 730 h × 0.10 USD. Price published, 2025-10-28: AWS price list.)
        Encryption key | 1.00 | 1.00 | 1.00  (1 key × 1.00 USD. Price published, 2025-08-28: AWS price list.)
        Control-plane logs | 3.15 | 3.15 | 3.15  (5 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
        Nodes, m5.large | 167.90 | 167.90 | 335.80  (2 / 2 / 4 nodes × 730 h × 0.115 USD. Price published, 2025-11-03: AWS price list.)
        Disks | 9.52 | 9.52 | 19.04  (2 / 2 / 4 nodes × 50 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
        NAT gateways | 37.96 | 37.96 | 37.96  (1 gateway × 730 h × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Public addresses of NAT gateways | 3.65 | 3.65 | 3.65  (1 address × 730 h × 0.005 USD. Price published, 2025-11-04: AWS price list.)
        Traffic through NAT | 5.20 | 5.20 | 5.20  (100 GB × 0.052 USD. Price published, 2025-10-28: AWS price list.)
        Traffic to NAT in another zone | 1.00 | 1.00 | 1.00  (100 GB × 1/2 × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
        Traffic across zones | 2.00 | 2.00 | 2.00  (100 GB × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
        USD a month, eu-central-1 | 304.38 | 304.38 | 481.80  ()
        Managed node groups | 2 nodes | 177  (You choose types, sizes and when to update; AWS makes the nodes, drains them on updates and can repair them.)
        Self-managed node groups | 2 nodes | 177  (You choose the image and its settings, and you update and repair the nodes; AWS runs the Auto Scaling group.)
        Fargate | 36 pods | 440  (You size pods only; AWS runs a machine for each, without DaemonSets, GPUs or EBS volumes.)
        Auto Mode | 2 nodes | 203  (You write pods and node pools; AWS chooses, patches and replaces nodes and runs network, volumes and load balancers.)
        No subnet runs out of addresses before the groups are as large as they may be.
        Pods with security groups of their own take an address more each; how many there are is not known, so none is counted.
        Nodes that Karpenter starts are not counted.
        List prices without taxes, discounts and credits; 730 hours a month. Load balancers, images, backups and support plans are not part of it.
        The oldest price is of 2022-02-10; each line says how well its own is known.
        Karpenter starts nodes as pods need them: what they cost is not known before and not part of the bill.
        One NAT gateway comes to 47.81 USD, one in each zone to 88.42 USD at 100 GB a month; the latter costs less from 4 161 GB on.
        Traffic to 4 services of AWS through NAT comes to 6.20 USD, through interface endpoints beside it to 71.08 USD at 100 GB a month; the latter costs less from 1 348 GB on.
        An estimate in USD a month: the 36 pods that fit as created, 107 m and 383 MiB each on average, on m5.large at on-demand list prices with gp3 volumes."#]].assert_eq(&told(&design));
}

#[test]
fn a_subnet_that_runs_out_is_named_with_what_still_fits() {
    let mut design = starters::reference();
    let mut with = |block: &str| {
        let subnets = &mut std::sync::Arc::make_mut(&mut design.network).subnets;
        let place = subnets.iter().position(|s| s.name.as_str() == "private-az1").expect("a starter has it");
        subnets[place].cidr = block.parse().expect("a block");
        told(&design)
    };
    let later = with("10.0.16.0/26");
    let sentence =
        "private-az1 is the first to run out of addresses: at 3 nodes; 2 nodes with 58 pods still fit.";
    assert!(later.contains(sentence), "{later}");
    let never = with("10.0.16.0/28");
    let sentence = "private-az1 has too few addresses from the start, when there are 2 nodes with 58 pods.";
    assert!(never.contains(sentence), "{never}");
}
