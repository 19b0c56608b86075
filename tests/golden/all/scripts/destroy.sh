#!/usr/bin/env bash
# Takes the infrastructure away again, in the order that works: what the cluster made, then nodes, cluster and VPC.
#
# Usage: scripts/destroy.sh [--ignore-workloads] [--role-arn ARN] [--confirm CLUSTER-NAME]
#
#   --ignore-workloads       go on although load balancers, volumes or nodes of Karpenter's are left, or cannot be looked for
#   --role-arn ARN           let kubectl assume this role, such as the administrator's
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

errors=''

main() {
  local ignore=no typed='' role=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --ignore-workloads) ignore=yes ;;
      --role-arn)
        [ $# -ge 2 ] || fail '--role-arn wants an ARN.'
        role="$2"
        shift
        ;;
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

  errors="$(mktemp "${TMPDIR:-/tmp}/destroy.XXXXXX")"
  trap 'rm -f "$root/infrastructure/tfplan" "$errors"; drop_own_kubeconfig' EXIT
  look_at_cluster
  refuse_protected
  refuse_leftovers "$ignore" "$role"

  step 'terraform init'
  infra_init
  look_for_vpc

  step 'terraform plan -destroy'
  infra plan -input=false -destroy -out=tfplan || fail 'The plan failed; nothing was changed.'

  if [ -z "$typed" ]; then
    printf 'All of this will be gone. Type the name of the cluster to go on: '
    read -r typed || true
  fi
  [ "$typed" = "$cluster" ] || fail 'That is not its name: nothing was changed.'

  step 'terraform apply'
  if ! infra apply -input=false tfplan; then
    show_what_is_left
    fail 'Not everything is gone. Run this again; network interfaces can take some minutes to be given back.'
  fi
  show_log_group

  step 'Done'
  [ "$backend" = local ] || say 'Still there, on purpose: what bootstrap/ made. See README.md for how to remove it.'
}

# look_at_cluster: sets protection to what AWS says of it, or to absent. Whatever else goes wrong ends the script: who
# may not look has not seen that there is no cluster.
protection=''
look_at_cluster() {
  if protection="$(aws eks describe-cluster --region "$region" --name "$cluster" --query cluster.deletionProtection --output text 2>"$errors")"; then
    return
  fi
  grep -q ResourceNotFoundException "$errors" || fail "AWS does not say whether there is a cluster $cluster. It said: $(cat "$errors")"
  protection=absent
  say 'There is no such cluster (any more).'
}

refuse_protected() {
  case "$protection" in
    absent | False | false) ;;
    True | true)
      fail 'The cluster is protected against deletion. Set deletion_protection = false in infrastructure/terraform.tfvars, run scripts/rollout.sh, and then this again.'
      ;;
    *) fail "The AWS CLI does not know whether the cluster is protected against deletion (it said: $protection). Update it and run this again." ;;
  esac
}

# refuse_leftovers IGNORE ROLE-ARN
refuse_leftovers() {
  [ "$protection" != absent ] || return 0
  step 'Looking for what the cluster made'
  local found='' problem=''
  if ! command -v kubectl >/dev/null 2>&1; then
    problem='kubectl is missing'
  else
    use_own_kubeconfig "$2"
    if ! kubectl version --request-timeout=20s >/dev/null 2>&1; then
      problem='the API server does not answer, or does not let you in (--role-arn)'
    else
      found="$(workloads)" || problem='the cluster does not list all of them'
    fi
  fi
  [ -z "$found" ] || say "$found"
  if [ "$1" = no ]; then
    [ -z "$problem" ] ||
      fail "Load balancers, volumes and nodes cannot be looked for: $problem. Remedy that, or go on with --ignore-workloads."
    [ -z "$found" ] ||
      fail 'Delete these first (kubectl delete …), wait until they are gone, and run this again. --ignore-workloads leaves them behind.'
  fi
  if [ -n "$problem" ]; then
    warn "not looked for: load balancers, volumes and nodes that the cluster made, for $problem."
  fi
  if [ -n "$found" ]; then
    warn 'these are left behind.'
  elif [ -z "$problem" ]; then
    say 'none found.'
  fi
}

# Services of type LoadBalancer, ingresses, gateways, volumes, and node pools of Karpenter's with their nodes and
# classes: each stands for something outside the cluster. A list that fails is no empty list.
workloads() {
  local kinds
  kubectl get services --all-namespaces --no-headers \
    --output 'custom-columns=TYPE:.spec.type,NAMESPACE:.metadata.namespace,NAME:.metadata.name' |
    awk '$1 == "LoadBalancer" { print "service " $2 "/" $3 }' || return
  named ingress ingresses || return
  kubectl get persistentvolumes --no-headers --ignore-not-found \
    --output 'custom-columns=NAME:.metadata.name' | awk '{ print "persistentvolume " $1 }' || return
  kinds="$(kubectl get customresourcedefinitions --output name)" || return
  if grep -q '/gateways\.gateway\.networking\.k8s\.io$' <<<"$kinds"; then
    named gateway gateways.gateway.networking.k8s.io || return
  fi
  # EKS Auto Mode has pools of the same kind, of another class; EKS takes their nodes away itself, and so the class that
  # it made.
  if grep -q '/nodeclasses\.eks\.amazonaws\.com$' <<<"$kinds"; then
    kubectl get nodeclasses.eks.amazonaws.com --no-headers --ignore-not-found \
      --output 'custom-columns=NAME:.metadata.name' | awk '$1 != "default" { print "nodeclass " $1 }' || return
  fi
  grep -q '/ec2nodeclasses\.karpenter\.k8s\.aws$' <<<"$kinds" || return 0
  kubectl get nodepools --no-headers --ignore-not-found \
    --output 'custom-columns=GROUP:.spec.template.spec.nodeClassRef.group,NAME:.metadata.name' |
    awk '$1 == "karpenter.k8s.aws" { print "nodepool " $2 }' || return
  kubectl get nodeclaims --no-headers --ignore-not-found \
    --output 'custom-columns=GROUP:.spec.nodeClassRef.group,NAME:.metadata.name' |
    awk '$1 == "karpenter.k8s.aws" { print "nodeclaim " $2 }' || return
  # Karpenter makes an instance profile for each, and takes it away with it.
  kubectl get ec2nodeclasses.karpenter.k8s.aws --no-headers --ignore-not-found \
    --output 'custom-columns=NAME:.metadata.name' | awk '{ print "ec2nodeclass " $1 }'
}

# named WORD KIND: those of all namespaces.
named() {
  kubectl get "$2" --all-namespaces --no-headers --ignore-not-found \
    --output 'custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name' | awk -v word="$1" '{ print word " " $1 "/" $2 }'
}

# look_for_vpc: sets vpc. Outputs go first when anything is destroyed, the VPC goes last.
vpc=''
look_for_vpc() {
  vpc="$(tfvar infrastructure vpc_id)"
  [ -n "$vpc" ] || vpc="$(infra state show -no-color aws_vpc.this 2>/dev/null | sed -n 's/^ *id *= "\(.*\)"$/\1/p')" || true
}

# What usually keeps a VPC or its security groups from going away.
show_what_is_left() {
  [ -n "$vpc" ] || return 0
  local interfaces id status about
  say "Left in $vpc, of this cluster or of others:"
  interfaces="$(aws ec2 describe-network-interfaces --region "$region" --filters "Name=vpc-id,Values=$vpc" \
    --query 'NetworkInterfaces[].[NetworkInterfaceId,Status,Description]' --output text)" || interfaces=''
  [ -z "$interfaces" ] || say "$interfaces"
  aws ec2 describe-security-groups --region "$region" --filters "Name=vpc-id,Values=$vpc" \
    --query "SecurityGroups[?GroupName!='default'].[GroupId,GroupName,Description]" --output text || true
  aws ec2 describe-vpc-endpoints --region "$region" --filters "Name=vpc-id,Values=$vpc" \
    --query 'VpcEndpoints[].[VpcEndpointId,State,ServiceName]' --output text || true
  # The network plugin can lose some when nodes end. These are attached to nothing, and nobody takes them away.
  while read -r id status about; do
    [ "$status" != available ] || say "Nothing uses $id (${about:-no description}). If it is of this cluster:
  aws ec2 delete-network-interface --region $region --network-interface-id $id"
  done <<<"$interfaces"
}

# The control plane's last events can come after its log group was deleted, and bring it back.
# https://github.com/cloudposse/terraform-aws-eks-cluster/issues/67
show_log_group() {
  local name="/aws/eks/$cluster/cluster" found
  found="$(aws logs describe-log-groups --region "$region" --log-group-name-prefix "$name" \
    --query "logGroups[?logGroupName=='$name'].logGroupName" --output text)" || {
    warn "not looked for: the log group $name, which can come back with the cluster's last events."
    return 0
  }
  [ -z "$found" ] || warn "the log group $name has come back with the cluster's last events, and the next cluster of this name could not make its own. To delete it:
  aws logs delete-log-group --region $region --log-group-name $name"
}

main "$@"
