#!/usr/bin/env bash
# Pins the EKS add-ons: asks AWS which build is the default for the cluster's Kubernetes version and writes it down.
#
# Usage: scripts/pin.sh
#
#   --help   this text
#
# It writes infrastructure/addon_versions.auto.tfvars.json, which takes the place of addon_versions in terraform.tfvars.
# A build that the design chose stays as it stands there.
# Run it before an upgrade or when a pinned build is no longer offered; then scripts/rollout.sh. Commit what it writes.
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
      *) fail "pin.sh does not know $1; see --help." ;;
    esac
  done

  load_settings
  need_aws_cli
  need_credentials
  local addon build chosen lines='' file="$root/infrastructure/addon_versions.auto.tfvars.json"
  chosen="$(setting ADDONS_CHOSEN)"
  for addon in $addons; do
    case " $chosen " in
      *" $addon "*) build="$(written_build "$addon")" ;;
      *) build="$(current_build "$addon")" ;;
    esac
    [[ "$build" =~ ^v[0-9A-Za-z.+-]+$ ]] || fail "AWS offers no build of $addon for Kubernetes $kubernetes in $region (it said: $build)."
    say "$addon $build"
    [ -z "$lines" ] || lines="$lines,
"
    lines="$lines    \"$addon\": \"$build\""
  done
  printf '{\n  "addon_versions": {\n%s\n  }\n}\n' "$lines" >"$file.new"
  mv "$file.new" "$file"
  say "Written to infrastructure/addon_versions.auto.tfvars.json for Kubernetes $kubernetes. Next: scripts/rollout.sh"
}

# current_build ADDON: what AWS takes by default.
current_build() {
  aws eks describe-addon-versions --region "$region" --kubernetes-version "$kubernetes" --addon-name "$1" \
    --query 'addons[0].addonVersions[?compatibilities[0].defaultVersion] | [0].addonVersion' --output text
}

main "$@"
