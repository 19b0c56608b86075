#!/usr/bin/env bash
# Makes the bucket that keeps Terraform's state, its key and, if the design has one, its lock table.
#
# Usage: scripts/bootstrap.sh [--yes] [--allow-example-values]
#
#   --yes                    do not ask before anything is made
#   --allow-example-values   accept an account that only stands for a real one
#   --help                   this text
#
# Run it once per cluster. It can be run again at any time: it goes on where it stopped, and where all is done it
# changes nothing. It writes infrastructure/backend.hcl, bootstrap/backend.hcl and bootstrap/backend.tf: commit them.
#
# The state of bootstrap/ itself begins in a local file and moves into the bucket as soon as that is there.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  local sure=no examples=no
  while [ $# -gt 0 ]; do
    case "$1" in
      --yes) sure=yes ;;
      --allow-example-values) examples=yes ;;
      --help | -h)
        usage
        exit 0
        ;;
      *) fail "bootstrap.sh does not know $1; see --help." ;;
    esac
    shift
  done

  load_settings
  check_bootstrap_tfvars
  [ "$examples" = yes ] || refuse_example_values bootstrap
  need_terraform
  need_aws_cli
  need_credentials
  cd "$root/bootstrap"
  # The plan goes when this script does, also after a "no".
  trap 'rm -f "$root/bootstrap/tfplan"' EXIT
  say "State of the cluster $cluster: account $account, region $region."

  if [ -f backend.tf ] && [ -f backend.hcl ]; then
    # An earlier run came as far as the bucket; maybe the state is still to be moved.
    move_state
  elif state_is_in_bucket; then
    say "The state of bootstrap/ is in s3://$(bucket_name) already: using it."
    # The key is not known before the state is read. Reading does not need it.
    write_backend_config backend.hcl bootstrap "$(bucket_name)" "$region" '' "$(setting STATE_LOCK_TABLE)"
    write_backend_block
    move_state
  else
    step 'terraform init'
    terraform init -input=false
  fi

  apply "$sure"

  step 'Writing backend.hcl'
  local bucket place key table=''
  bucket="$(terraform output -raw state_bucket)"
  place="$(terraform output -raw region)"
  key="$(terraform output -raw state_kms_key_arn)"
  ! has_table || table="$(terraform output -raw lock_table)"
  write_backend_config backend.hcl bootstrap "$bucket" "$place" "$key" "$table"
  write_backend_config ../infrastructure/backend.hcl infrastructure "$bucket" "$place" "$key" "$table"
  write_backend_block
  move_state

  step 'Done'
  say 'Commit infrastructure/backend.hcl, bootstrap/backend.hcl, bootstrap/backend.tf and bootstrap/.terraform.lock.hcl;'
  say 'they hold no secrets. Next: scripts/rollout.sh'
}

check_bootstrap_tfvars() {
  agree bootstrap region "$region"
  agree bootstrap cluster_name "$cluster"
  local name
  name="$(setting STATE_BUCKET)"
  if [ -n "$name" ]; then
    agree bootstrap state_bucket "$name"
  else
    agree bootstrap state_bucket_prefix "$(setting STATE_BUCKET_PREFIX)"
  fi
  ! has_table || agree bootstrap lock_table "$(setting STATE_LOCK_TABLE)"
  local key
  key="$(tfvar bootstrap secrets_kms_key_arn)"
  [ -z "$key" ] || [ "$key" = "$(tfvar infrastructure secrets_kms_key_arn)" ] ||
    fail 'bootstrap/terraform.tfvars and infrastructure/terraform.tfvars disagree on secrets_kms_key_arn: pipelines get rights on that key. Write the same into both.'
}

# has_table: whether a lock table is in use.
has_table() {
  case "$(setting STATE_LOCK)" in
    table | both) ;;
    *) return 1 ;;
  esac
}

apply() {
  step 'terraform plan'
  local status=0
  terraform plan -input=false -detailed-exitcode -out=tfplan || status=$?
  case "$status" in
    0) return ;;
    2) ;;
    *) fail 'The plan failed; nothing was changed.' ;;
  esac
  [ "$1" = yes ] || confirm "Make this in account $account?"
  step 'terraform apply'
  terraform apply -input=false tfplan ||
    fail 'This broke off. The state knows what was made until then: mend the cause, and run this again.'
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

# there WHAT COMMAND…: whether S3 has it. Only 404 means no: who may not look has not seen that nothing is there.
there() {
  local what="$1" said
  shift
  if said="$("$@" 2>&1)"; then
    return 0
  fi
  case "$said" in
    *'(404)'*) return 1 ;;
    *) fail "S3 does not say whether there is $what. It said: $said" ;;
  esac
}

# object_is_there BUCKET
object_is_there() {
  there "a state of bootstrap/ in the bucket $1" aws s3api head-object --region "$region" --bucket "$1" \
    --expected-bucket-owner "$account" --key bootstrap/terraform.tfstate
}

# Somebody else ran this before, and the files that it wrote are not here.
state_is_in_bucket() {
  local name location
  name="$(bucket_name)"
  there "a bucket $name of yours" aws s3api head-bucket --bucket "$name" --expected-bucket-owner "$account" || return 1
  location="$(aws s3api get-bucket-location --bucket "$name" --query LocationConstraint --output text)" ||
    fail "S3 does not say in which region the bucket $name is."
  case "$location" in
    None | null) location=us-east-1 ;;
  esac
  [ "$location" = "$region" ] ||
    fail "The bucket $name exists in $location, so another cluster uses it. Give the bucket a name of its own in the design."
  object_is_there "$name" || return 1
  ! has_resources terraform.tfstate || compare_states "$name"
}

# has_resources FILE: whether it is a state that knows of anything.
has_resources() { [ -s "$1" ] && grep -q '"type":' "$1"; }

# state_value KEY <STATE: its serial or its lineage, which come before everything else.
state_value() { sed -n "/\"$1\":/{s/^[^:]*: *\"\{0,1\}\([^\",]*\).*/\1/p;q;}"; }

# compare_states BUCKET: sets newest to bucket or here, by where the newer of the two states is. A serial counts the changes of one
# state; where the lineage differs, they are different states, and one would overwrite the other.
newest=''
compare_states() {
  local state theirs ours
  newest=here
  object_is_there "$1" || return 0
  state="$(aws s3 cp --region "$region" "s3://$1/bootstrap/terraform.tfstate" -)" ||
    fail "The state in s3://$1 cannot be read; nothing was moved."
  [ "$(state_value lineage <<<"$state")" = "$(state_value lineage <terraform.tfstate)" ] ||
    fail "bootstrap/terraform.tfstate and the state in s3://$1 are not of the same origin; nothing was moved. See what each holds (terraform show FILE). If the bucket's is right, move the file out of bootstrap/ and run this again."
  theirs="$(state_value serial <<<"$state")"
  ours="$(state_value serial <terraform.tfstate)"
  [[ "$theirs/$ours" =~ ^[0-9]+/[0-9]+$ ]] || fail "The states in s3://$1 and in bootstrap/ have no serials; nothing was moved."
  [ "$theirs" -lt "$ours" ] || newest=bucket
}

move_state() {
  local bucket
  bucket="$(backend_value bootstrap bucket)"
  newest=bucket
  if has_resources terraform.tfstate; then
    compare_states "$bucket"
    cp terraform.tfstate terraform.tfstate.moved
  fi
  if [ "$newest" = here ]; then
    step "Moving the state of bootstrap/ into s3://$bucket"
    # Terraform moves from where it was last, which is the file only where it remembers no bucket.
    rm -f .terraform/terraform.tfstate
    terraform init -input=false -migrate-state -force-copy -backend-config=backend.hcl
  else
    step 'terraform init'
    terraform init -input=false -reconfigure -backend-config=backend.hcl
  fi
  # The bucket has this state, or a later one. Left here, a later run could take the file for the truth.
  rm -f terraform.tfstate terraform.tfstate.backup
}

# write_backend_config FILE FOLDER BUCKET REGION KMS-KEY-ARN LOCK-TABLE
write_backend_config() {
  {
    say '# Where Terraform keeps the state of this folder. Written by scripts/bootstrap.sh; holds no secret, so commit it.'
    say "bucket              = \"$3\""
    say "key                 = \"$2/terraform.tfstate\""
    say "region              = \"$4\""
    say "allowed_account_ids = [\"$account\"]"
    say 'encrypt             = true'
    [ -z "$5" ] || say "kms_key_id          = \"$5\""
    case "$(setting STATE_LOCK)" in
      file | both) say 'use_lockfile        = true' ;;
    esac
    ! has_table || say "dynamodb_table      = \"$6\""
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
