#!/usr/bin/env bash
# Makes the bucket that keeps Terraform's state, its key and, if the design has one, its lock table.
#
# Usage: scripts/bootstrap.sh [--yes]
#
#   --yes    do not ask before anything is made
#   --help   this text
#
# Run it once per cluster. It can be run again at any time: it goes on where it stopped, and where all is done it
# changes nothing. It writes infrastructure/backend.hcl, bootstrap/backend.hcl and bootstrap/backend.tf: commit them.
#
# The state of bootstrap/ itself begins in a local file and moves into the bucket as soon as that is there.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  local sure=no
  while [ $# -gt 0 ]; do
    case "$1" in
      --yes) sure=yes ;;
      --help | -h)
        usage
        exit 0
        ;;
      *) fail "bootstrap.sh does not know $1; see --help." ;;
    esac
    shift
  done

  load_settings
  need_terraform
  need_aws_cli
  need_credentials
  cd "$root/bootstrap"
  say "State of the cluster $cluster: account $account, region $region."

  if [ -f backend.tf ]; then
    # An earlier run came as far as the bucket; maybe the state is still to be moved.
    move_state
  elif ! has_resources terraform.tfstate && state_is_in_bucket; then
    say "The state of bootstrap/ is in s3://$(bucket_name) already: using it."
    # The key is not known before the state is read. Reading does not need it.
    write_backend_config backend.hcl bootstrap ''
    write_backend_block
    move_state
  else
    step 'terraform init'
    terraform init -input=false
  fi

  apply "$sure"

  step 'Writing backend.hcl'
  local key
  key="$(terraform output -raw state_kms_key_arn)"
  write_backend_config backend.hcl bootstrap "$key"
  write_backend_config ../infrastructure/backend.hcl infrastructure "$key"
  write_backend_block
  move_state

  step 'Done'
  say 'Commit infrastructure/backend.hcl, bootstrap/backend.hcl, bootstrap/backend.tf and bootstrap/.terraform.lock.hcl;'
  say 'they hold no secrets. Next: scripts/rollout.sh'
}

apply() {
  step 'terraform plan'
  local status=0
  rm -f tfplan
  terraform plan -input=false -detailed-exitcode -out=tfplan || status=$?
  case "$status" in
    0)
      rm -f tfplan
      return
      ;;
    2) ;;
    *) fail 'The plan failed; nothing was changed.' ;;
  esac
  [ "$1" = yes ] || confirm "Make this in account $account?"
  step 'terraform apply'
  terraform apply -input=false tfplan
  rm -f tfplan
}

# The bucket's name as Terraform will choose it: given by the design, or made of prefix and account.
bucket_name() {
  local name
  name="$(setting STATE_BUCKET)"
  if [ -z "$name" ]; then
    name="$(setting STATE_BUCKET_PREFIX)-$account"
  fi
  printf '%s\n' "$name"
}

# Somebody else ran this before, and its files are not here.
state_is_in_bucket() {
  local name location
  name="$(bucket_name)"
  aws s3api head-bucket --bucket "$name" --expected-bucket-owner "$account" >/dev/null 2>&1 || return 1
  location="$(aws s3api get-bucket-location --bucket "$name" --query LocationConstraint --output text)"
  case "$location" in
    None | null) location=us-east-1 ;;
  esac
  [ "$location" = "$region" ] ||
    fail "The bucket $name exists in $location, so another cluster uses it. Give the bucket a name of its own in the design."
  aws s3api head-object --region "$region" --bucket "$name" --key bootstrap/terraform.tfstate >/dev/null 2>&1
}

# has_resources FILE: whether it is a state that knows of anything.
has_resources() { [ -s "$1" ] && grep -q '"type":' "$1"; }

move_state() {
  if has_resources terraform.tfstate; then
    step "Moving the state of bootstrap/ into s3://$(bucket_name)"
    terraform init -input=false -migrate-state -force-copy -backend-config=backend.hcl
    # Terraform has copied it. Left here, a later run could take it for the truth.
    mv terraform.tfstate terraform.tfstate.moved
    rm -f terraform.tfstate.backup
  else
    step 'terraform init'
    terraform init -input=false -reconfigure -backend-config=backend.hcl
  fi
}

# write_backend_config FILE FOLDER KMS-KEY-ARN
write_backend_config() {
  local lock table
  lock="$(setting STATE_LOCK)"
  table="$(setting STATE_LOCK_TABLE)"
  {
    say '# Where Terraform keeps the state of this folder. Written by scripts/bootstrap.sh; holds no secret, so commit it.'
    say "bucket              = \"$(bucket_name)\""
    say "key                 = \"$2/terraform.tfstate\""
    say "region              = \"$region\""
    say "allowed_account_ids = [\"$account\"]"
    say 'encrypt             = true'
    [ -z "$3" ] || say "kms_key_id          = \"$3\""
    case "$lock" in
      file | both) say 'use_lockfile        = true' ;;
    esac
    case "$lock" in
      table | both) say "dynamodb_table      = \"$table\"" ;;
    esac
  } >"$1.new"
  mv "$1.new" "$1"
}

write_backend_block() {
  {
    say '# Written by scripts/bootstrap.sh once the bucket was there; the rest is in backend.hcl. Commit it.'
    say 'terraform {'
    say '  backend "s3" {}'
    say '}'
  } >backend.tf.new
  mv backend.tf.new backend.tf
}

main "$@"
