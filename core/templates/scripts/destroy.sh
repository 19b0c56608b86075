#!/usr/bin/env bash
# Takes the infrastructure away again, in the order that works: what the cluster made, then nodes, cluster and VPC.
#
# Usage: scripts/destroy.sh [--ignore-workloads] [--confirm CLUSTER-NAME]
#
#   --ignore-workloads       go on although load balancers, volumes or nodes of Karpenter's are left, or cannot be looked for
#   --confirm CLUSTER-NAME   the cluster's name, instead of typing it when asked
#   --help                   this text
#
# Load balancers, volumes and Karpenter's nodes were made from inside the cluster and are unknown to Terraform. Left
# behind, they cost money, and their network interfaces keep the VPC from going away: so this stops while there are any.
#
# What stays: the state bucket, its key and its lock table (bootstrap/), which are protected against destruction, and
# keys of KMS, which can be brought back for 30 days.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  local ignore=no typed=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --ignore-workloads) ignore=yes ;;
      --confirm)
        [ $# -ge 2 ] || fail '--confirm wants the name of the cluster.'
        typed="$2"
        shift
        ;;
      --help | -h)
        usage
        exit 0
        ;;
      *) fail "destroy.sh does not know $1; see --help." ;;
    esac
    shift
  done

  load_settings
  check_tfvars
  need_backend_config
  need_terraform
  need_aws_cli
  need_credentials
  check_account
  say "Cluster $cluster: account $account, region $region."

  trap 'rm -f "$root/infrastructure/tfplan"; drop_own_kubeconfig' EXIT
  refuse_protected
  refuse_leftovers "$ignore"

  step 'terraform init'
  infra_init

  step 'terraform plan -destroy'
  infra plan -input=false -destroy -out=tfplan || fail 'The plan failed; nothing was changed.'

  if [ -z "$typed" ]; then
    printf 'All of this will be gone. Type the name of the cluster to go on: '
    read -r typed || true
  fi
  [ "$typed" = "$cluster" ] || fail 'That is not its name: nothing was changed.'

  step 'terraform apply'
  if ! infra apply -input=false tfplan; then
    show_interfaces
    fail 'Not everything is gone. Run this again; network interfaces can take some minutes to be given back.'
  fi

  step 'Done'
  say 'Still there, on purpose: what bootstrap/ made. See README.md for how to remove it.'
}

cluster_exists() { aws eks describe-cluster --region "$region" --name "$cluster" >/dev/null 2>&1; }

refuse_protected() {
  cluster_exists || return 0
  local protected
  protected="$(aws eks describe-cluster --region "$region" --name "$cluster" --query cluster.deletionProtection --output text)"
  case "$protected" in
    True | true)
      fail 'The cluster is protected against deletion. Set deletion_protection = false in infrastructure/terraform.tfvars, run scripts/rollout.sh, and then this again.'
      ;;
  esac
}

# refuse_leftovers IGNORE
refuse_leftovers() {
  cluster_exists || return 0
  step 'Looking for what the cluster made'
  local found='' problem=''
  if ! command -v kubectl >/dev/null 2>&1; then
    problem='kubectl is missing'
  else
    use_own_kubeconfig ''
    if ! kubectl version --request-timeout=20s >/dev/null 2>&1; then
      problem='the API server does not answer, or does not let you in'
    else
      found="$(workloads)" || problem='the cluster does not list them'
    fi
  fi
  if [ -n "$problem" ] && [ "$1" = no ]; then
    fail "Load balancers, volumes and nodes cannot be looked for: $problem. Remedy that, or go on with --ignore-workloads."
  fi
  if [ -n "$found" ]; then
    say "$found"
    [ "$1" = yes ] || fail 'Delete these first (kubectl delete …), wait until they are gone, and run this again. --ignore-workloads leaves them behind.'
    warn 'these are left behind.'
  else
    say 'none found.'
  fi
}

# Services of type LoadBalancer, ingresses, volumes and node pools of Karpenter's with their nodes: each stands
# for something outside the cluster. A list that fails is no empty list.
workloads() {
  kubectl get services --all-namespaces --no-headers \
    --output 'custom-columns=TYPE:.spec.type,NAMESPACE:.metadata.namespace,NAME:.metadata.name' |
    awk '$1 == "LoadBalancer" { print "service " $2 "/" $3 }' || return
  kubectl get ingresses --all-namespaces --no-headers --ignore-not-found \
    --output 'custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name' | awk '{ print "ingress " $1 "/" $2 }' ||
    return
  kubectl get persistentvolumes --no-headers --ignore-not-found \
    --output 'custom-columns=NAME:.metadata.name' | awk '{ print "persistentvolume " $1 }' || return
  local karpenter
  karpenter="$(kubectl get customresourcedefinition ec2nodeclasses.karpenter.k8s.aws --ignore-not-found --output name)" || return
  [ -n "$karpenter" ] || return 0
  # EKS Auto Mode has pools of the same kind, of another class; EKS takes their nodes away itself.
  kubectl get nodepools --no-headers --ignore-not-found \
    --output 'custom-columns=GROUP:.spec.template.spec.nodeClassRef.group,NAME:.metadata.name' |
    awk '$1 == "karpenter.k8s.aws" { print "nodepool " $2 }' || return
  kubectl get nodeclaims --no-headers --ignore-not-found \
    --output 'custom-columns=GROUP:.spec.nodeClassRef.group,NAME:.metadata.name' |
    awk '$1 == "karpenter.k8s.aws" { print "nodeclaim " $2 }'
}

# What usually keeps a VPC from going away.
show_interfaces() {
  local vpc
  vpc="$(infra output -raw vpc_id 2>/dev/null)" || return 0
  say "Network interfaces that are left in $vpc:"
  aws ec2 describe-network-interfaces --region "$region" --filters "Name=vpc-id,Values=$vpc" \
    --query 'NetworkInterfaces[].[NetworkInterfaceId,Status,Description]' --output text || true
}

main "$@"
