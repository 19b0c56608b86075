#!/usr/bin/env bash
# Writes the checksums of the providers for all platforms that a team works on into the lock files.
#
# Usage: scripts/lock.sh
#
#   --help   this text
#
# `terraform init` knows all checksums of its own platform only: on another one it changes the lock file, or stops where
# it may not. Run this once, and after every change of a provider's version. It needs the registry and no credentials.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --help | -h)
        usage
        exit 0
        ;;
      *) fail "lock.sh does not know $1; see --help." ;;
    esac
  done

  need_terraform
  local file folder
  for file in "$root"/*/versions.tf; do
    folder="$(dirname "$file")"
    step "$(basename "$folder")"
    # What the folder takes from elsewhere can name providers too.
    terraform -chdir="$folder" get || fail "Not all that $(basename "$folder")/ is made of was loaded; its providers were not locked."
    terraform -chdir="$folder" providers lock -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_amd64 -platform=darwin_arm64 ||
      fail "The providers of $(basename "$folder")/ were not locked. Is the registry reached?"
  done

  step 'Done'
  say 'Commit .terraform.lock.hcl of each folder.'
}

main "$@"
