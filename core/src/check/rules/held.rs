//! The rules that need no code. `core/tests/held/` holds each to what is said here.

/// A rule that no design can break.
#[derive(Debug)]
pub struct Held {
    /// The id of the rule.
    pub id: &'static str,
    /// What it asks for.
    pub what: &'static str,
    /// What holds it: a type, the shape of the model, or what is rendered of every design.
    pub by: &'static str,
}

/// The rules that types, model and renderer hold, sorted by id.
pub static HELD: &[Held] = &[
    Held {
        id: "ACC004",
        what: "no group or user name that EKS keeps for itself",
        by: "types KubernetesGroup and KubernetesUser",
    },
    Held { id: "ACC005", what: "no IAM policy as an access policy", by: "type AccessPolicy" },
    Held {
        id: "ACC006",
        what: "a scope that fits its namespaces",
        by: "PolicyAssociation: the scope follows from the namespaces",
    },
    Held {
        id: "ACC007",
        what: "no second entry for who creates the cluster",
        by: "the rendered cluster: its creator gets none by that",
    },
    Held {
        id: "ACC008",
        what: "no session or service-linked role as administrator or in an access entry",
        by: "type PrincipalArn",
    },
    Held {
        id: "ACC009",
        what: "no entries of aws-auth that nobody reads",
        by: "the rendered cluster: no such ConfigMap",
    },
    Held { id: "CID002", what: "no host bits in a block", by: "type Cidr" },
    Held {
        id: "CID012",
        what: "no block over a route of another one",
        by: "routes: the only destinations are 0.0.0.0/0 and ::/0",
    },
    Held {
        id: "CID014",
        what: "an IPv6 block of a size that AWS takes",
        by: "type Ipv6Block: /64 of the /56 of Amazon",
    },
    Held { id: "CTL008", what: "only log types that EKS knows", by: "type LogType" },
    Held { id: "CTL010", what: "a retention that CloudWatch takes", by: "type LogRetention" },
    Held {
        id: "CTL018",
        what: "the rights of Auto Mode in the role of the cluster",
        by: "the role of the cluster in both flavours",
    },
    Held {
        id: "CTL019",
        what: "the ports between control plane and nodes",
        by: "the rendered rules, or those that the module recommends",
    },
    Held { id: "CTL020", what: "one security group with the tag of the cluster", by: "the rendered nodes" },
    Held { id: "CTL021", what: "a control plane whose traffic AWS routes", by: "the rendered cluster" },
    Held { id: "END006", what: "no IPv6 block on an IPv4 cluster", by: "type Cidr" },
    Held { id: "END007", what: "no host bits in an endpoint's block", by: "type Cidr" },
    Held { id: "FG002", what: "no Local Zone or Wavelength zone for Fargate", by: "type ZoneId" },
    Held { id: "FG006", what: "namespaces that a Fargate profile takes", by: "type NamespacePattern" },
    Held {
        id: "FG011",
        what: "a role that Fargate alone uses",
        by: "the roles of both flavours, one a profile",
    },
    Held {
        id: "IAM001",
        what: "a role that EKS can use for the cluster",
        by: "the role of the cluster in both flavours",
    },
    Held {
        id: "IAM002",
        what: "a role that nodes can join with, and one with the rights of the VPC CNI",
        by: "the roles of nodes in both flavours, and the rendered add-ons",
    },
    Held {
        id: "IAM004",
        what: "an IRSA trust that names issuer, audience and service account",
        by: "the rendered roles",
    },
    Held {
        id: "IAM007",
        what: "no Pod Identity policy without session tags",
        by: "the rendered associations: none has a policy",
    },
    Held { id: "KMS001", what: "a key policy that lets EKS ask for grants", by: "the rendered key policy" },
    Held { id: "KMS002", what: "no key policy for everybody", by: "the rendered key policy" },
    Held { id: "KMS003", what: "rotation of the key", by: "the rendered key" },
    Held { id: "KMS004", what: "a deletion window that KMS takes", by: "the rendered key" },
    Held {
        id: "KMS005",
        what: "no key for volumes that Auto Scaling may not use",
        by: "the rendered nodes: volumes use the key of EBS",
    },
    Held { id: "LBL001", what: "label keys that EKS takes", by: "type LabelKey" },
    Held { id: "LBL002", what: "label values that EKS takes", by: "type LabelValue" },
    Held { id: "NAM001", what: "a cluster name that EKS takes", by: "type ClusterName" },
    Held { id: "NAM002", what: "no child name that overflows", by: "names cut by the renderer" },
    Held { id: "NAM003", what: "node group names that EKS takes", by: "type NodeGroupName" },
    Held { id: "NAM005", what: "names that a Fargate profile takes", by: "type FargateProfileName" },
    Held { id: "NAM006", what: "names of roles that IAM takes", by: "the rendered roles" },
    Held { id: "NAM007", what: "an alias that KMS takes", by: "the rendered alias" },
    Held { id: "NAM008", what: "a bucket name that S3 takes", by: "type BucketName" },
    Held { id: "NAM009", what: "no dots in a bucket name", by: "type BucketName" },
    Held { id: "NAM010", what: "a table name that DynamoDB takes", by: "type TableName" },
    Held {
        id: "NG009",
        what: "no field that belongs in the launch template",
        by: "the rendered node groups",
    },
    Held { id: "NG010", what: "an image of one's own with its type", by: "type CustomAmi" },
    Held { id: "NG011", what: "an own image that is told how to join", by: "the rendered groups" },
    Held {
        id: "NG012",
        what: "the security group of the nodes",
        by: "the launch templates of both flavours",
    },
    Held { id: "NG013", what: "one launch template for each node group", by: "both flavours, which make it" },
    Held {
        id: "NG014",
        what: "no remote access of EKS's own, which opens SSH to everybody",
        by: "node groups without remote_access",
    },
    Held { id: "NG015", what: "a number or a share of nodes that may be away", by: "type Unavailable" },
    Held {
        id: "NG018",
        what: "the version of the control plane for new node groups",
        by: "node groups without a version",
    },
    Held {
        id: "NG028",
        what: "self-managed nodes that the cluster lets in",
        by: "the access entry that both flavours make",
    },
    Held { id: "NG030", what: "encrypted volumes", by: "the rendered disks" },
    Held { id: "NG032", what: "no EFA over several zones", by: "the model: no EFA" },
    Held {
        id: "NG034",
        what: "no warm pool that Bottlerocket refuses",
        by: "the model: no warm pools, and repair without numbers",
    },
    Held { id: "POD002", what: "no maximum of pods that EKS would override", by: "type CustomAmi" },
    Held {
        id: "QTA004",
        what: "no more rules in a security group than the quota",
        by: "limits of blocks for SSH and of the VPC",
    },
    Held { id: "RTE002", what: "one internet gateway at most", by: "Network::internet_gateway" },
    Held { id: "RTE005", what: "an address for every NAT gateway", by: "the rendered NAT gateways" },
    Held {
        id: "RTE006",
        what: "private subnets use the NAT gateway of their zone",
        by: "Network::nat_gateway_for",
    },
    Held { id: "RTE008", what: "a route table for each zone's private subnets", by: "type RouteTableId" },
    Held { id: "RTE009", what: "one target for every route", by: "the rendered routes" },
    Held { id: "RTE010", what: "every subnet has a route table of its own", by: "Network::route_table_of" },
    Held {
        id: "RTE012",
        what: "a way to the S3 gateway endpoint from every private subnet",
        by: "the rendered endpoints: every table that the internet does not reach",
    },
    Held { id: "RTE013", what: "ways out by IPv6 of public and private subnets", by: "the rendered routes" },
    Held {
        id: "RTE015",
        what: "names that Amazon's resolver answers",
        by: "the rendered VPC: no DHCP options of its own",
    },
    Held {
        id: "RTE016",
        what: "no network ACL that cuts off nodes",
        by: "the rendered VPC: none but the one that lets all pass",
    },
    Held {
        id: "RTE017",
        what: "no more routes than a table takes",
        by: "the rendered routes: at most two a table",
    },
    Held { id: "STA001", what: "a lock table with the key that Terraform wants", by: "the rendered table" },
    Held { id: "STA003", what: "a lock table that is paid by request", by: "the rendered table" },
    Held {
        id: "STA004",
        what: "a state bucket that is versioned, encrypted and closed",
        by: "the rendered bucket",
    },
    Held { id: "STA005", what: "a backend of literals, made by another stack", by: "the rendered backend" },
    Held { id: "STA006", what: "no location in the order for a bucket", by: "the rendered bucket" },
    Held { id: "SUB008", what: "no Local Zone or Wavelength zone", by: "type ZoneId" },
    Held { id: "SUB009", what: "all subnets in one VPC", by: "the model: a design has one VPC" },
    Held { id: "SUB013", what: "public addresses for nodes in public subnets", by: "the rendered subnets" },
    Held { id: "SUB014", what: "no public addresses in private subnets", by: "the rendered subnets" },
    Held { id: "TAG001", what: "tags of a length that AWS takes", by: "types TagKey and TagValue" },
    Held { id: "TAG003", what: "no tag that begins with aws:", by: "types TagKey and TagValue" },
    Held { id: "TAG004", what: "tags of characters that IAM takes", by: "types TagKey and TagValue" },
    Held {
        id: "TAG006",
        what: "tags on instances and volumes",
        by: "tags given to the module, or the rendered launch templates and groups",
    },
    Held { id: "VER006", what: "nodes no newer than the control plane", by: "node groups without a version" },
    Held {
        id: "VPE003",
        what: "one subnet a zone for the interfaces of endpoints",
        by: "Network::endpoint_subnets",
    },
    Held {
        id: "VPE004",
        what: "gateways for S3 and DynamoDB only, with route tables; interfaces with subnets",
        by: "type EndpointService and the rendered endpoints",
    },
    Held { id: "VPE005", what: "endpoints that nodes and pods may ask", by: "the rendered security group" },
    Held {
        id: "VPE006",
        what: "endpoints behind the usual name of their service",
        by: "the rendered endpoints",
    },
    Held { id: "VPE010", what: "no two endpoints for one service", by: "VpcEndpoints::services is a set" },
];
