locals {
  # Who may do what in the cluster, beside the administrator. The ARN of an access policy has neither region nor account.
  access_entries = {
    for name, entry in var.access_entries : name => {
      principal_arn     = entry.principal_arn
      type              = entry.type
      kubernetes_groups = entry.kubernetes_groups
      user_name         = entry.user_name

      policy_associations = {
        for policy, namespaces in entry.policies : policy => {
          policy_arn = "arn:${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/${policy}"

          access_scope = {
            type       = length(namespaces) > 0 ? "namespace" : "cluster"
            namespaces = length(namespaces) > 0 ? namespaces : null
          }
        }
      }
    }
  }
}
