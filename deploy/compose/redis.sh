#!/bin/sh
# Redis with a password and an append-only file, or nothing when Redis is elsewhere.
set -eu

if [ -n "${ELSEWHERE:-}" ]; then
  echo "REDIS_URL names another Redis; this one stands by."
  exec sleep infinity
fi
# In a file, so that no list of processes shows it. Nothing is evicted: jobs wait here.
umask 077
cat >/tmp/redis.conf <<CONFIGURATION
requirepass $(cat /run/redis/password)
dir /data
appendonly yes
appendfsync everysec
maxmemory 384mb
maxmemory-policy noeviction
CONFIGURATION
exec docker-entrypoint.sh redis-server /tmp/redis.conf
