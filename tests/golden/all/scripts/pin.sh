#!/usr/bin/env bash
# Pins the EKS add-ons: asks AWS which build is the default for the cluster's Kubernetes version and writes it down.
#
# Usage: scripts/pin.sh
#
#   --help   this text
#
# It writes infrastructure/addon_versions.auto.tfvars.json, which takes the place of addon_versions in terraform.tfvars.
# A build that was chosen by hand stays as it stands there, and this says so.
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
  local addon build chosen note lines='' file="$root/infrastructure/addon_versions.auto.tfvars.json"
  chosen="$(setting ADDONS_CHOSEN)"
  for addon in $addons; do
    note=''
    case " $chosen " in
      *" $addon "*)
        build="$(written_build "$addon")"
        [ -n "$build" ] || fail "infrastructure/terraform.tfvars gives no build of $addon, which settings.env calls chosen."
        note=' (chosen by hand, left as it is)'
        offered "$addon" "$build" ||
          warn "AWS does not offer $addon $build for Kubernetes $kubernetes. Write another build into infrastructure/terraform.tfvars and run this again."
        ;;
      *) build="$(current_build "$addon")" ;;
    esac
    [[ "$build" =~ ^v[0-9A-Za-z.+-]+$ ]] || fail "AWS offers no build of $addon for Kubernetes $kubernetes in $region (it said: $build)."
    say "$addon $build$note"
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
