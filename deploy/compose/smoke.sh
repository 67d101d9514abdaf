#!/bin/sh
# Whether an installation serves people: smoke.sh [URL], http://localhost:8080 unless another is named.
set -eu

url=${1:-http://localhost:8080}

# check NAME PATH WORDS: the answer to a GET is 200 and has these words in it
check() {
    if ! answer=$(curl -fsS --max-time 20 "$url$2"); then
        echo "$1: $url$2 does not answer as it should" >&2
        exit 1
    fi
    case $answer in
        *"$3"*) echo "ok  $1" ;;
        *) echo "$1: $url$2 says something else: $(echo "$answer" | head -c 200)" >&2; exit 1 ;;
    esac
}

check "the web application" / "<app-root"
check "a page of it" /courses "<app-root"
check "the databases" /readyz '"mongodb":{"status":"up"'
check "the catalogue" /api/courses/ '"results"'
check "the description of the API" /api/schema/ "openapi: 3.1"
check "its viewer" /swagger/ swagger
