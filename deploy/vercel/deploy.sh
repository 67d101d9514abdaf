#!/usr/bin/env bash
# Has Vercel serve a build of the web application:  deploy/vercel/deploy.sh web/dist/lectern/browser
#
# From the environment: VERCEL_TOKEN, VERCEL_ORG_ID, VERCEL_PROJECT_ID, and perhaps VERCEL_API.
set -euo pipefail

: "${VERCEL_TOKEN:?make one among your account settings at Vercel}"
: "${VERCEL_ORG_ID:?it is in the settings of the team at Vercel}"
: "${VERCEL_PROJECT_ID:?it is in the settings of the project at Vercel}"
export VERCEL_TELEMETRY_DISABLED=1
settings=$(realpath "$(dirname "$0")/vercel.json")
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

# The files as they were tested, without the copies that our own servers have packed: Vercel packs itself.
tar --create --directory "$1" --exclude '*.br' --exclude '*.gz' . | tar --extract --directory "$files"

here=(--yes --cwd "$files" --local-config "$settings")
[[ $VERCEL_ORG_ID != team_* ]] || here+=(--scope "$VERCEL_ORG_ID")
[ -z "${VERCEL_API:-}" ] || here+=(--api "$VERCEL_API")

# In two steps: after a rollback Vercel gives nobody what is new until that is promoted.
built=$(vercel deploy --prod --skip-domain "${here[@]}")
vercel promote "$built" "${here[@]}"
echo "Vercel serves $built."
