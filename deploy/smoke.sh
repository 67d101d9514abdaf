#!/usr/bin/env bash
# Looks whether a site serves people:  SITE=https://lms.example.org deploy/smoke.sh
#
# It lives, it is ready, visitors see the catalogue and the application, and its servers are of VERSION
# where one is named; asks for PATIENCE seconds.
set -euo pipefail

site=${SITE:?name the site, such as SITE=https://lms.example.org}
site=${site%/}
deadline=$((SECONDS + ${PATIENCE:-300}))
alive='"alive"'${VERSION:+,\"version\":\"$VERSION\"}

# answers PATH TEXT: whether the answer to a GET is 200 and holds a text
answers() {
    local body
    body=$(curl --fail --silent --show-error --max-time 10 "$site$1" 2>&1) || {
        problem="$1: $body"
        return 1
    }
    [[ $body == *"$2"* ]] || {
        problem="$1 is answered, but not with $2."
        return 1
    }
}

until answers /healthz "$alive" && answers /readyz '"status"' &&
    answers '/api/courses/?page_size=1' '"results"' && answers / '<lec-root'; do
    if ((SECONDS >= deadline)); then
        echo "$site does not serve people. $problem" >&2
        exit 1
    fi
    sleep 2
done
echo "$site serves people${VERSION:+, with $VERSION}."
