#!/usr/bin/env bash
# Checks all of it without an account: form, validity and the tests of each module and environment,
# with a provider that only pretends. Names of folders, if given, are all that is checked.
#
# Needs terraform, and the provider of AWS from its registry or from a mirror (TF_CLI_CONFIG_FILE).
set -euo pipefail
cd "$(dirname "$0")"

data=${TF_DATA:-$(mktemp -d)}
[ -n "${TF_DATA:-}" ] || trap 'rm -rf "$data"' EXIT
export TF_IN_AUTOMATION=1

terraform fmt -check -recursive -diff
failed=()
[ $# -gt 0 ] || set -- modules/* bootstrap environments/*
for folder in "$@"; do
    echo "== $folder"
    (
        cd "$folder"
        export TF_DATA_DIR="$data/${folder//\//-}"
        terraform init -backend=false -input=false -no-color >"$data/init.log" || {
            cat "$data/init.log"
            exit 1
        }
        terraform validate -no-color
        [ ! -d tests ] || terraform test -no-color
    ) || failed+=("$folder")
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "Failed: ${failed[*]}"
    exit 1
fi
