#!/bin/sh
# Writes redis.conf and sentinel.conf for the node that it runs on, then says who the master is.
#
# The sentinels know best. When none of them answers, all nodes are new or begin together: then the
# first one is the master. From the environment: SELF (the name by which others reach this node),
# FIRST (that of the first), PEERS (all, by spaces), PORT, SENTINEL_PORT, PASSWORD_FILE, CONF, DATA.
set -eu

PASSWORD=$(cat "$PASSWORD_FILE")
export REDISCLI_AUTH="$PASSWORD"

# ask HOST PORT WORDS: what a server answers, nothing when it does not
ask() {
    host=$1 at=$2
    shift 2
    timeout 2 redis-cli -h "$host" -p "$at" "$@" 2>/dev/null || true
}

master=$FIRST
for peer in $PEERS; do
    [ "$peer" != "$SELF" ] || continue
    said=$(ask "$peer" "$SENTINEL_PORT" sentinel get-master-addr-by-name lectern | head -1)
    # What a sentinel remembers may be gone: only one who says so itself is the master.
    if [ -n "$said" ] && ask "$said" "${PORT}" role | head -1 | grep -q '^master$'; then
        master=$said
        break
    fi
done

umask 077
cat >"$CONF/redis.conf" <<CONF
port $PORT
dir $DATA
requirepass $PASSWORD
masterauth $PASSWORD
replica-announce-ip $SELF
replica-announce-port $PORT
appendonly yes
appendfsync everysec
maxmemory 384mb
# The queue is in it as well, so nothing is thrown out that does not expire.
maxmemory-policy volatile-lru
# A master that has lost both others does not take what would be lost.
min-replicas-to-write 1
min-replicas-max-lag 10
CONF
[ "$master" = "$SELF" ] || echo "replicaof $master $PORT" >>"$CONF/redis.conf"

cat >"$CONF/sentinel.conf" <<CONF
port $SENTINEL_PORT
dir /tmp
requirepass $PASSWORD
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $SELF
sentinel announce-port $SENTINEL_PORT
sentinel monitor lectern $master $PORT 2
sentinel auth-pass lectern $PASSWORD
sentinel sentinel-pass $PASSWORD
sentinel down-after-milliseconds lectern 2000
sentinel failover-timeout lectern 10000
sentinel parallel-syncs lectern 1
CONF
echo "$SELF follows $master"
