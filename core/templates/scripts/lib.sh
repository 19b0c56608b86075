# shellcheck shell=bash
# What the scripts share: messages, settings, and what must be there before anything is changed.
# It is sourced by the other scripts and does nothing by itself. Runs on bash 3.2 (macOS) and later.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s\n' "$*"; }

step() { printf '\n== %s\n' "$*"; }

warn() { printf 'warning: %s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# The head comment of the script that runs is its help text.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; }

# setting KEY: its value in settings.env. The file is data: it is read line by line and never run.
setting() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    case "$line" in
      "$1="*)
        printf '%s\n' "${line#*=}"
        return 0
        ;;
    esac
  done <"$root/settings.env"
  fail "settings.env does not say $1."
}

# load_settings: cluster, region, kubernetes, backend and addons, in the forms that AWS takes.
load_settings() {
  cluster="$(setting CLUSTER_NAME)"
  region="$(setting REGION)"
  kubernetes="$(setting KUBERNETES_VERSION)"
  backend="$(setting STATE_BACKEND)"
  addons="$(setting ADDONS)"
  [[ "$cluster" =~ ^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$ ]] || fail "settings.env: CLUSTER_NAME is not a cluster name: $cluster"
  [[ "$region" =~ ^[a-z]+(-[a-z]+)+-[0-9]+$ ]] || fail "settings.env: REGION is not a region: $region"
  [[ "$kubernetes" =~ ^1\.[0-9]+$ ]] || fail "settings.env: KUBERNETES_VERSION does not read like 1.36: $kubernetes"
  [[ "$backend" =~ ^(s3|local)$ ]] || fail "settings.env: STATE_BACKEND is s3 or local, not $backend"
  [[ "$addons" =~ ^([a-z0-9_-]+(\ [a-z0-9_-]+)*)?$ ]] || fail "settings.env: ADDONS is not a list of add-ons: $addons"
  export AWS_PAGER=''
}

# tfvar FOLDER VARIABLE: the text that the folder's terraform.tfvars gives it, or ''. A comment may follow on the line.
tfvar() { sed -n "/^$2[[:space:]]*=[[:space:]]*\"/{s/^[^\"]*\"\([^\"]*\)\".*/\1/p;q;}" "$root/$1/terraform.tfvars"; }

# written_build ADDON: its pin in terraform.tfvars.
written_build() { sed -n "s/^[[:space:]]*\"\{0,1\}$1\"\{0,1\}[[:space:]]*=[[:space:]]*\"\(v[^\"]*\)\".*/\1/p" "$root/infrastructure/terraform.tfvars"; }

# offered ADDON BUILD: whether AWS offers this build for the cluster's Kubernetes version.
offered() {
  local builds
  builds="$(aws eks describe-addon-versions --region "$region" --kubernetes-version "$kubernetes" --addon-name "$1" \
    --query 'addons[].addonVersions[].addonVersion' --output text)" || fail "AWS does not say which builds of $1 it offers."
  case " $(printf '%s' "$builds" | tr '\t\n' '  ') " in
    *" $2 "*) ;;
    *) return 1 ;;
  esac
}

# need TOOL HOW-TO-GET-IT
need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is missing. $2"; }

need_aws_cli() { need aws 'Install the AWS CLI, version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'; }

need_kubectl() { need kubectl 'Install kubectl: https://kubernetes.io/docs/tasks/tools/'; }

need_terraform() {
  need terraform "Install Terraform $(cat "$root/.terraform-version"): https://developer.hashicorp.com/terraform/install"
  local version minor
  version="$(terraform version -json | sed -n 's/.*"terraform_version": *"\([0-9.]*\).*/\1/p')"
  minor="${version#1.}"
  minor="${minor%%.*}"
  case "$version" in
    1.*) [ "$minor" -ge 11 ] || fail "Terraform $version is too old: 1.11 or later is needed." ;;
    *) fail "Terraform 1.11 or later (below 2.0) is needed, not ${version:-an unknown version}." ;;
  esac
}

# need_credentials: sets account to the account that the credentials belong to.
need_credentials() {
  account="$(aws sts get-caller-identity --query Account --output text)" ||
    fail 'AWS accepts no credentials. Log in first (aws sso login, or AWS_PROFILE=…) and run this again.'
  [[ "$account" =~ ^[0-9]{12}$ ]] || fail "AWS named no account: $account"
}

# check_account: the account must be the one that holds the state, where there is a shared one.
check_account() {
  [ "$backend" = s3 ] || return 0
  local expected
  expected="$(backend_value infrastructure allowed_account_ids)"
  [ "$expected" = "$account" ] ||
    fail "The state lies in account ${expected:-unknown}, but the credentials belong to $account. Switch the profile."
}

# backend_value FOLDER KEY: its value in the folder's backend.hcl, without quotes and brackets.
backend_value() { sed -n "s/^$2 *= *//p" "$root/$1/backend.hcl" | tr -d '"[]\r'; }

need_backend_config() {
  [ "$backend" = s3 ] || return 0
  [ -f "$root/infrastructure/backend.hcl" ] ||
    fail 'infrastructure/backend.hcl is missing. Run scripts/bootstrap.sh once, and commit what it writes.'
}

# agree FOLDER VARIABLE VALUE: what the scripts and what Terraform work with must be the same.
agree() {
  local written
  written="$(tfvar "$1" "$2")"
  [ "$written" = "$3" ] ||
    fail "settings.env and $1/terraform.tfvars disagree on $2: ${3:-nothing} and ${written:-nothing}. Change both, or make the bundle anew."
}

check_tfvars() {
  agree infrastructure region "$region"
  agree infrastructure cluster_name "$cluster"
  agree infrastructure kubernetes_version "$kubernetes"
}

# refuse_example_values FOLDER: addresses that RFC 5737 keeps for documentation, and AWS's example account.
refuse_example_values() {
  local found
  found="$(grep -nE '^[^#]*"[^"]*(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|111122223333)' "$root/$1/terraform.tfvars" || true)"
  [ -z "$found" ] || fail "$1/terraform.tfvars still holds example values:

$found

Put the real ones there (or --allow-example-values)."
}

# confirm QUESTION: yes, or the end.
confirm() {
  local answer=''
  printf '%s [y/N] ' "$1"
  read -r answer || true
  case "$answer" in
    y | Y | yes) ;;
    *) fail 'Stopped: nothing was changed.' ;;
  esac
}

# infra COMMAND…: Terraform in infrastructure/.
infra() { terraform -chdir="$root/infrastructure" "$@"; }

infra_init() {
  if [ "$backend" = s3 ]; then
    infra init -input=false -reconfigure -backend-config=backend.hcl
  else
    infra init -input=false
  fi
}

# use_own_kubeconfig ROLE-ARN: a kubeconfig for this run only, so that the user's own is left alone. The role may be ''.
own_kubeconfig=''
use_own_kubeconfig() {
  own_kubeconfig="$(mktemp "${TMPDIR:-/tmp}/kubeconfig.XXXXXX")"
  export KUBECONFIG="$own_kubeconfig"
  aws eks update-kubeconfig --region "$region" --name "$cluster" --kubeconfig "$KUBECONFIG" ${1:+--role-arn "$1"} >/dev/null ||
    fail "The cluster $cluster was not found in $region, account $account."
}

# Only what use_own_kubeconfig made: KUBECONFIG may name a file of the user's.
drop_own_kubeconfig() { [ -z "$own_kubeconfig" ] || rm -f "$own_kubeconfig"; }
