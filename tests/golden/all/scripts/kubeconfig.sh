#!/usr/bin/env bash
# Adds the cluster to your kubeconfig, makes it the current context and shows the nodes.
#
# Usage: scripts/kubeconfig.sh [--role-arn ARN]
#
#   --role-arn ARN   let kubectl assume this role, such as the administrator's
#   --help           this text
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  local role=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --role-arn)
        [ $# -ge 2 ] || fail '--role-arn wants an ARN.'
        role="$2"
        shift
        ;;
      --help | -h)
        usage
        exit 0
        ;;
      *) fail "kubeconfig.sh does not know $1; see --help." ;;
    esac
    shift
  done

  load_settings
  need_aws_cli
  need_kubectl
  need_backend_config
  need_credentials
  check_account

  if [ -n "$role" ]; then
    aws eks update-kubeconfig --region "$region" --name "$cluster" --alias "$cluster" --role-arn "$role"
  else
    aws eks update-kubeconfig --region "$region" --name "$cluster" --alias "$cluster"
  fi
  kubectl config use-context "$cluster"
  kubectl get nodes || fail "The API server does not let you in. Only $(tfvar infrastructure administrator_arn) administers the cluster: use its credentials, or --role-arn. A private endpoint answers only inside the VPC, a restricted one only to the addresses in terraform.tfvars."
}

main "$@"
