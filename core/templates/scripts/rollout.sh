#!/usr/bin/env bash
# Rolls the infrastructure out: init, plan, your yes, and then exactly the plan that you saw.
#
# Usage: scripts/rollout.sh [--plan-only] [--yes] [--allow-example-values]
#
#   --plan-only              show what would change, and stop
#   --yes                    do not ask before the plan is applied
#   --allow-example-values   accept addresses and accounts that only stand for real ones
#   --help                   this text
#
# Running it again is safe: where nothing differs, nothing is changed.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  local sure=no plan_only=no examples=no
  while [ $# -gt 0 ]; do
    case "$1" in
      --yes) sure=yes ;;
      --plan-only) plan_only=yes ;;
      --allow-example-values) examples=yes ;;
      --help | -h)
        usage
        exit 0
        ;;
      *) fail "rollout.sh does not know $1; see --help." ;;
    esac
    shift
  done

  load_settings
  check_tfvars
  [ "$examples" = yes ] || refuse_example_values infrastructure
  refuse_unknown_subnets
  refuse_unpinned_addons
  need_backend_config
  need_terraform
  need_aws_cli
  need_credentials
  check_account
  refuse_withdrawn_addons
  say "Cluster $cluster: account $account, region $region."

  step 'terraform init'
  infra_init

  step 'terraform plan'
  # The plan can hold secrets: it goes when this script does.
  trap 'rm -f "$root/infrastructure/tfplan"' EXIT
  local status=0 lock=true
  # What is only looked at needs no lock; the role in which pipelines plan could not even take it.
  [ "$plan_only" = no ] || lock=false
  infra plan -input=false -lock="$lock" -detailed-exitcode -out=tfplan || status=$?
  case "$status" in
    0)
      say 'Nothing to change.'
      exit 0
      ;;
    2) ;;
    *) fail 'The plan failed; nothing was changed.' ;;
  esac
  [ "$plan_only" = no ] || exit 0
  [ "$sure" = yes ] || confirm "Apply this plan in account $account?"

  step 'terraform apply (a new cluster takes about 15 minutes)'
  infra apply -input=false tfplan ||
    fail 'The roll-out broke off. The state knows what was made until then: mend the cause, and run this again.'

  step 'Done'
  say 'Next: scripts/kubeconfig.sh, then scripts/verify.sh'
}

# Subnets of an existing VPC whose ids the design did not name. Nothing can be built in them.
refuse_unknown_subnets() {
  local found
  found="$(grep -nE '^[^#]*"subnet-unknown"' "$root/infrastructure/terraform.tfvars" || true)"
  [ -z "$found" ] || fail "infrastructure/terraform.tfvars does not say yet which subnets these are:

$found

Put their ids there (aws ec2 describe-subnets lists them)."
}

# A floating version would change the cluster on some later day without anybody having asked for it.
refuse_unpinned_addons() {
  local addon build
  for addon in $addons; do
    build="$(addon_build "$addon")"
    [ -n "$build" ] || fail "The add-on $addon has no pinned version. Run scripts/pin.sh, which asks AWS, and commit what it writes."
    if [ "$addon" = kube-proxy ]; then
      case "$build" in
        "v$kubernetes."*) ;;
        *) fail "kube-proxy is pinned to $build, but the cluster runs Kubernetes $kubernetes. Run scripts/pin.sh." ;;
      esac
    fi
  done
}

# AWS takes builds back, and an upgrade needs others. Better to hear of it before the control plane has changed.
refuse_withdrawn_addons() {
  local addon build
  for addon in $addons; do
    build="$(addon_build "$addon")"
    offered "$addon" "$build" ||
      fail "AWS does not offer $addon $build for Kubernetes $kubernetes in $region. Run scripts/pin.sh; a build that was chosen by hand is changed in infrastructure/terraform.tfvars first."
  done
}

# addon_build ADDON: its pin. What pin.sh wrote replaces the list in terraform.tfvars as a whole.
addon_build() {
  local pins="$root/infrastructure/addon_versions.auto.tfvars.json"
  if [ -f "$pins" ]; then
    sed -n "s/^ *\"$1\": *\"\([^\"]*\)\",\{0,1\}\$/\1/p" "$pins"
  else
    written_build "$1"
  fi
}

main "$@"
