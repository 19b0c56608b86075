//! The AWS services that a VPC reaches by an endpoint of its own.

use super::api_enum::api_enum;

api_enum!(
    /// A service with a VPC endpoint, by the end of the endpoint service's name: `com.amazonaws.<region>.ecr.api`.
    /// Sources: EKS user guide, private-clusters; Karpenter, getting started with a private cluster; for the services
    /// that clusters use beside, the names that PrivateLink gives them.
    EndpointService, "Endpoint service" {
        /// Amazon S3: image layers, buckets.
        S3 = "s3",
        /// Amazon DynamoDB.
        DynamoDb = "dynamodb",
        /// Amazon EC2: nodes and the VPC CNI.
        Ec2 = "ec2",
        /// Amazon ECR: finding images.
        EcrApi = "ecr.api",
        /// Amazon ECR: pulling images.
        EcrDkr = "ecr.dkr",
        /// AWS STS: roles of service accounts.
        Sts = "sts",
        /// Amazon EKS: nodes ask for the cluster.
        Eks = "eks",
        /// EKS Pod Identity.
        EksAuth = "eks-auth",
        /// CloudWatch Logs.
        Logs = "logs",
        /// CloudWatch metrics.
        Monitoring = "monitoring",
        /// Elastic Load Balancing.
        ElasticLoadBalancing = "elasticloadbalancing",
        /// EC2 Auto Scaling.
        AutoScaling = "autoscaling",
        /// AWS Systems Manager.
        Ssm = "ssm",
        /// Session Manager.
        SsmMessages = "ssmmessages",
        /// Systems Manager agent.
        Ec2Messages = "ec2messages",
        /// Amazon SQS: interruptions for Karpenter.
        Sqs = "sqs",
        /// AWS KMS.
        Kms = "kms",
        /// AWS Secrets Manager.
        SecretsManager = "secretsmanager",
        /// Amazon EFS.
        ElasticFileSystem = "elasticfilesystem",
        /// AWS X-Ray.
        Xray = "xray",
        /// Amazon Managed Prometheus.
        ApsWorkspaces = "aps-workspaces",
        /// Amazon GuardDuty.
        GuardDutyData = "guardduty-data",
    }
);

impl EndpointService {
    /// What a node needs before it can join, where there is no way to the internet.
    /// Source: EKS user guide, private-clusters. Rule VPE001.
    pub const FOR_NODES: [Self; 5] = [Self::Ec2, Self::EcrApi, Self::EcrDkr, Self::S3, Self::Sts];

    /// Whether it is a gateway endpoint: a route, free of charge. S3 and DynamoDB have one; all others are interfaces,
    /// with an address in a subnet of each zone. Source: AWS PrivateLink guide, gateway endpoints.
    pub fn is_gateway(self) -> bool {
        matches!(self, Self::S3 | Self::DynamoDb)
    }

    /// The service in words, and what it is for.
    pub fn words(self) -> &'static str {
        match self {
            Self::S3 => "Amazon S3: image layers, buckets",
            Self::DynamoDb => "Amazon DynamoDB",
            Self::Ec2 => "Amazon EC2: nodes and the VPC CNI",
            Self::EcrApi => "Amazon ECR: finding images",
            Self::EcrDkr => "Amazon ECR: pulling images",
            Self::Sts => "AWS STS: roles of service accounts",
            Self::Eks => "Amazon EKS: nodes ask for the cluster",
            Self::EksAuth => "EKS Pod Identity",
            Self::Logs => "CloudWatch Logs",
            Self::Monitoring => "CloudWatch metrics",
            Self::ElasticLoadBalancing => "Elastic Load Balancing",
            Self::AutoScaling => "EC2 Auto Scaling",
            Self::Ssm => "AWS Systems Manager",
            Self::SsmMessages => "Session Manager",
            Self::Ec2Messages => "Systems Manager agent",
            Self::Sqs => "Amazon SQS: interruptions for Karpenter",
            Self::Kms => "AWS KMS",
            Self::SecretsManager => "AWS Secrets Manager",
            Self::ElasticFileSystem => "Amazon EFS",
            Self::Xray => "AWS X-Ray",
            Self::ApsWorkspaces => "Amazon Managed Prometheus",
            Self::GuardDutyData => "Amazon GuardDuty",
        }
    }
}
