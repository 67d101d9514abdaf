#!/usr/bin/env bash
# Goes back to the version before:  deploy/rollback.sh kubernetes|render|vercel
# or on Kubernetes to the one named: deploy/rollback.sh kubernetes VERSION
#
# The version before is one revision of each Deployment back, so twice is where it began. A named one is
# the latest revision with that tag on its images; where any Deployment has kept none nothing is changed.
# The databases stay as they are: a version reads what the next one has written (docs/how-to/roll-back.md).
# From the environment: for render RENDER_API_KEY, RENDER_SERVICES (their ids) and perhaps RENDER_API;
# for vercel VERCEL_TOKEN, VERCEL_ORG_ID and VERCEL_PROJECT_ID.
set -euo pipefail

# revision NAMESPACE DEPLOYMENT VERSION: the latest with this version
revision() {
    local number='.metadata.annotations.deployment\.kubernetes\.io/revision'
    local images='.spec.template.spec.containers[*].image'
    kubectl get replicasets --namespace "$1" --selector "app.kubernetes.io/name=$2" \
        --output "jsonpath={range .items[*]}{$number} {$images}{\"\\n\"}{end}" |
        awk -v tag=":$3" '{
            for (i = 2; i <= NF; i++)
                if (substr($i, length($i) - length(tag) + 1) == tag && $1 > latest) latest = $1
        } END { if (latest) print latest; else exit 1 }'
}

# back_on_kubernetes [VERSION]
back_on_kubernetes() {
    # The clock and the workers first, so that the servers are never newer than what they hand over to.
    local name names=(backend/beat backend/worker backend/backend frontend/frontend)
    local -A to=()
    for name in "${names[@]}"; do
        [ -z "${1:-}" ] || to[$name]=$(revision "${name%/*}" "${name#*/}" "$1") || {
            echo "${name#*/} has kept no revision with $1; nothing is changed." >&2
            exit 1
        }
    done
    for name in "${names[@]}"; do
        kubectl rollout undo "deployment/${name#*/}" --namespace "${name%/*}" ${to[$name]:+--to-revision "${to[$name]}"}
    done
    for name in "${names[@]}"; do
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
    local here=() change before
    : "${VERCEL_TOKEN:?make one among your account settings at Vercel}"
    : "${VERCEL_ORG_ID:?it is in the settings of the team at Vercel}"
    : "${VERCEL_PROJECT_ID:?it is in the settings of the project at Vercel}"
    export VERCEL_TELEMETRY_DISABLED=1
    [[ $VERCEL_ORG_ID != team_* ]] || here+=(--scope "$VERCEL_ORG_ID")
    [ -z "${VERCEL_API:-}" ] || here+=(--api "$VERCEL_API")
    # A deployment is served because it was promoted, so that request tells what was served before it.
    change=$(vercel api "/v9/projects/$VERCEL_PROJECT_ID?rollbackInfo=true" "${here[@]}")
    before=$(python3 -c 'import json, sys
last = json.load(sys.stdin).get("lastAliasRequest") or {}
print(last.get("fromDeploymentId") or "" if last.get("jobStatus") == "succeeded" else "")' <<<"$change")
    [ -n "$before" ] || {
        echo "Nothing tells what $VERCEL_PROJECT_ID served before." >&2
        exit 1
    }
    vercel rollback "$before" --yes "${here[@]}"
    echo "$VERCEL_PROJECT_ID goes back to $before."
}

[ -z "${2:-}" ] || [ "$1" = kubernetes ] || {
    echo "Only Kubernetes goes back to a version that is named." >&2
    exit 2
}
case ${1:-} in
kubernetes) back_on_kubernetes "${2:-}" ;;
render) back_on_render ;;
vercel) back_on_vercel ;;
*)
    echo "Say where: kubernetes, render or vercel." >&2
    exit 2
    ;;
esac
