#!/usr/bin/env bash
# Goes back to the version before:  deploy/rollback.sh kubernetes|render|vercel
#
# The databases stay as they are: a version reads what the next one has written (docs/how-to/roll-back.md).
# From the environment: for render RENDER_API_KEY, RENDER_SERVICES (their ids) and perhaps RENDER_API;
# for vercel VERCEL_TOKEN, VERCEL_ORG_ID and VERCEL_PROJECT_ID.
set -euo pipefail

back_on_kubernetes() {
    local name
    # The clock and the workers first, so that the servers are never newer than what they hand over to.
    for name in backend/beat backend/worker backend/backend frontend/frontend; do
        kubectl rollout undo "deployment/${name#*/}" --namespace "${name%/*}"
    done
    for name in backend/beat backend/worker backend/backend frontend/frontend; do
        kubectl rollout status "deployment/${name#*/}" --namespace "${name%/*}" --timeout 10m
    done
}

# ask METHOD PATH [BODY]: what the interface of Render answers
ask() {
    # The key goes in by standard input: arguments are seen by others.
    curl --fail --silent --show-error --max-time 30 --request "$1" \
        --header "Content-Type: application/json" ${3:+--data "$3"} --config - \
        "${RENDER_API:-https://api.render.com/v1}$2" <<<"header = \"Authorization: Bearer $RENDER_API_KEY\""
}

back_on_render() {
    local service before
    : "${RENDER_API_KEY:?}"
    for service in ${RENDER_SERVICES:?name the services by their ids}; do
        before=$(ask GET "/services/$service/deploys?limit=20" |
            python3 -c 'import json, sys
good = [d["deploy"]["id"] for d in json.load(sys.stdin) if d["deploy"]["status"] in ("live", "deactivated")]
print(good[1] if len(good) > 1 else "")')
        [ -n "$before" ] || {
            echo "$service has no version before." >&2
            exit 1
        }
        ask POST "/services/$service/rollback" "{\"deployId\": \"$before\"}" >/dev/null
        echo "$service goes back to $before."
    done
}

back_on_vercel() {
    : "${VERCEL_TOKEN:?}"
    npx --yes "vercel@${VERCEL_VERSION:-48.2.9}" rollback --yes --token "$VERCEL_TOKEN"
}

case ${1:-} in
kubernetes) back_on_kubernetes ;;
render) back_on_render ;;
vercel) back_on_vercel ;;
*)
    echo "Say where: kubernetes, render or vercel." >&2
    exit 2
    ;;
esac
