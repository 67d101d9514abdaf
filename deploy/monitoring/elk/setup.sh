#!/bin/sh
# Gives Elasticsearch and Kibana what stands beside this file; safe to run at each start.
set -eu
cd "$(dirname "$0")"

put() {
    curl -fsS -o /dev/null -X PUT -H 'Content-Type: application/json' --data-binary "@$2" "$ELASTICSEARCH/$1"
}

put _ilm/policy/lectern lifecycle.json
put _index_template/lectern index-template.json
curl -fsS -o /dev/null -X POST -H 'kbn-xsrf: true' --form file=@kibana.ndjson \
    "$KIBANA/api/saved_objects/_import?overwrite=true"
