# A provider in IAM that trusts the cluster's service accounts (IAM roles for service accounts). It costs nothing. IAM
# knows the authority behind EKS's issuers and needs no thumbprint.
resource "aws_iam_openid_connect_provider" "cluster" {
  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]

  tags = {
    Name = "${var.cluster_name}-irsa"
  }
}

locals {
  # The issuer as trust policies name it.
  oidc_provider = trimprefix(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://")
}
