#!/usr/bin/env bash
# Looks whether the cluster works: control plane, node groups, Fargate profiles and add-ons active, as many nodes
# ready as there should be, DNS running.
#
# Usage: scripts/verify.sh [--role-arn ARN]
#
#   --role-arn ARN   let kubectl assume this role, such as the administrator's
#   --help           this text
#
# It changes nothing, neither in the cluster nor in your kubeconfig. Its exit status says whether all is well.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

failures=0

main() {
  local role='' name names
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
      *) fail "verify.sh does not know $1; see --help." ;;
    esac
    shift
  done

  load_settings
  need_aws_cli
  need_kubectl
  need_backend_config
  need_credentials
  check_account

  step "Cluster $cluster in $region"
  expect 'control plane' ACTIVE \
    aws eks describe-cluster --region "$region" --name "$cluster" --query cluster.status --output text
  expect 'Kubernetes version' "$kubernetes" \
    aws eks describe-cluster --region "$region" --name "$cluster" --query cluster.version --output text

  names="$(aws eks list-nodegroups --region "$region" --cluster-name "$cluster" --query 'nodegroups[]' --output text)"
  for name in $names; do
    expect "node group $name" ACTIVE \
      aws eks describe-nodegroup --region "$region" --cluster-name "$cluster" --nodegroup-name "$name" \
      --query nodegroup.status --output text
  done
  names="$(aws eks list-fargate-profiles --region "$region" --cluster-name "$cluster" --query 'fargateProfileNames[]' --output text)"
  for name in $names; do
    expect "Fargate profile $name" ACTIVE \
      aws eks describe-fargate-profile --region "$region" --cluster-name "$cluster" --fargate-profile-name "$name" \
      --query fargateProfile.status --output text
  done
  for name in $addons; do
    expect "add-on $name" ACTIVE \
      aws eks describe-addon --region "$region" --cluster-name "$cluster" --addon-name "$name" \
      --query addon.status --output text
  done

  trap drop_own_kubeconfig EXIT
  use_own_kubeconfig "$role"
  succeed 'the API server answers' kubectl version --request-timeout=20s
  succeed 'no node is missing' none_missing
  if [ "$(setting NODES)" = no ] && [ -z "$(kubectl get nodes --output name 2>/dev/null)" ]; then
    say 'ok      no nodes yet: they come with pods'
  else
    succeed 'all nodes are ready' kubectl wait --for=condition=Ready nodes --all --timeout=300s
  fi
  case " $addons " in
    *' coredns '*) succeed 'CoreDNS runs' kubectl --namespace kube-system rollout status deployment/coredns --timeout=300s ;;
    *) ;;
  esac

  step 'Result'
  [ "$failures" -eq 0 ] || fail "$failures of the above failed."
  say 'All is well.'
}

# expect WHAT VALUE COMMAND…: the command prints the value.
expect() {
  local what="$1" wanted="$2" got
  shift 2
  got="$("$@" 2>&1)" || true
  if [ "$got" = "$wanted" ]; then
    say "ok      $what: $got"
  else
    say "FAILED  $what: $got, not $wanted"
    failures=$((failures + 1))
  fi
}

# succeed WHAT COMMAND…: the command succeeds; if not, it is shown what it said.
succeed() {
  local what="$1" said
  shift
  if said="$("$@" 2>&1)"; then
    say "ok      $what"
  else
    say "FAILED  $what: $said"
    failures=$((failures + 1))
  fi
}

# none_missing: every Auto Scaling group of the cluster has as many ready nodes as it wants. Nobody else notices
# self-managed nodes that start and never join. New ones get five minutes.
none_missing() {
  local tries=30 groups nodes name wanted instances id ready missing
  while :; do
    groups="$(aws autoscaling describe-auto-scaling-groups --region "$region" \
      --filters "Name=tag-key,Values=kubernetes.io/cluster/$cluster" --output text \
      --query "AutoScalingGroups[].[AutoScalingGroupName,DesiredCapacity,join(',',Instances[].InstanceId)]")" || return
    nodes="$(kubectl get nodes --output \
      'jsonpath={range .items[*]}{.spec.providerID}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}')" || return
    missing=''
    while read -r name wanted instances; do
      [ -n "$name" ] || continue
      ready=0
      for id in ${instances//,/ }; do
        case "$nodes" in
          *"/$id True"*) ready=$((ready + 1)) ;;
        esac
      done
      [ "$ready" -ge "$wanted" ] || missing="$missing $name has $ready of $wanted."
    done <<<"$groups"
    [ -n "$missing" ] || return 0
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || break
    sleep 10
  done
  say "ready nodes by Auto Scaling group:$missing"
  return 1
}

main "$@"
