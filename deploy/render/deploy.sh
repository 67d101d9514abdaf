#!/usr/bin/env bash
# Has Render deploy the services, and waits until the new version serves:  deploy/render/deploy.sh
#
# From the environment: RENDER_API_KEY, RENDER_SERVICES (their ids), and perhaps COMMIT, PATIENCE
# (seconds) and RENDER_API. The first service migrates, so it is the first to be replaced.
set -euo pipefail

: "${RENDER_API_KEY:?}"
deadline=$((SECONDS + ${PATIENCE:-1500}))

# ask METHOD PATH [BODY]: what the interface of Render answers
ask() {
    # The key goes in by standard input: arguments are seen by others.
    curl --fail --silent --show-error --max-time 30 --request "$1" \
        --header "Content-Type: application/json" ${3:+--data "$3"} --config - \
        "${RENDER_API:-https://api.render.com/v1}$2" <<<"header = \"Authorization: Bearer $RENDER_API_KEY\""
}

# word NAME: a value of the JSON that comes in
word() {
    python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}

for service in ${RENDER_SERVICES:?name the services by their ids}; do
    deploy=$(ask POST "/services/$service/deploys" "{${COMMIT:+\"commitId\": \"$COMMIT\"}}" | word id)
    while state=$(ask GET "/services/$service/deploys/$deploy" | word status) && [ "$state" != live ]; do
        case $state in
        *failed | canceled | deactivated)
            echo "$service: $deploy is $state; the version before serves." >&2
            exit 1
            ;;
        esac
        ((SECONDS < deadline)) || {
            echo "$service: $deploy is still $state." >&2
            exit 1
        }
        sleep 5
    done
    echo "$service serves $deploy."
done
