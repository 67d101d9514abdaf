#!/usr/bin/env bash
# A replica set of one member with access control, or nothing when MongoDB is elsewhere.
set -euo pipefail

if [ -n "${ELSEWHERE:-}" ]; then
  echo "MONGODB_URI names another MongoDB; this one stands by."
  exec sleep infinity
fi
# mongod takes a key only from a file that is its own and nobody else's.
install -m 400 /run/mongodb/key /tmp/key
# What a process that died was about to write keeps others waiting for 20 seconds, not 60.
exec docker-entrypoint.sh mongod --replSet lectern --keyFile /tmp/key --wiredTigerCacheSizeGB 0.5 \
  --setParameter transactionLifetimeLimitSeconds=20
