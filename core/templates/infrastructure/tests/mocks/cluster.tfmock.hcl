mock_resource "aws_eks_cluster" {
  defaults = {
    arn                   = "arn:aws:eks:eu-central-1:111122223333:cluster/example"
    endpoint              = "https://example.eks.amazonaws.com"
    certificate_authority = [{ data = "ZXhhbXBsZQ==" }]
    identity              = [{ oidc = [{ issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE" }] }]
  }
}
