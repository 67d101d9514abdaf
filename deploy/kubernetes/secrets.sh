#!/usr/bin/env bash
# Prints the secrets of an installation as manifests, for who has no store of secrets:
#
#   deploy/kubernetes/secrets.sh FOLDER >secrets.yaml
#
# What is in FOLDER already stays as it is, so a second run prints the same; a file that is removed
# (secret-key, mongodb-password, redis-password, metrics-token, and so on, keyfile,
# tls.key) is made anew. Keep FOLDER where secrets are kept. From the environment: DATABASE_URL (else
# the PostgreSQL of the cluster), LECTERN_OLD_SECRET_KEYS, EMAIL_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.
set -euo pipefail
umask 077

folder=${1:?name a folder for the secrets}
mkdir -p "$folder"
cd "$folder"

# make_word FILE: letters and digits, so that it needs no quoting in an address
make_word() { [ -s "$1" ] || openssl rand -hex 32 | tr -d '\n' >"$1"; }
for word in secret-key mongodb-password redis-password postgresql-password backup-passphrase metrics-token; do
    make_word "$word"
done
[ -s keyfile ] || openssl rand -base64 756 >keyfile

if [ ! -s ca.key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Lectern members" \
        -keyout ca.key -out ca.crt 2>/dev/null
    rm -f tls.key
fi
if [ ! -s tls.key ]; then
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=mongodb" -keyout tls.key -out tls.csr 2>/dev/null
    openssl x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -out tls.crt \
        -extfile <(echo "subjectAltName=DNS:*.mongodb.database.svc.cluster.local,DNS:localhost") 2>/dev/null
    rm -f tls.csr
fi

members=
for number in 0 1 2; do members+=,mongodb-$number.mongodb.database.svc.cluster.local:27017; done
mongodb="mongodb://lectern:$(cat mongodb-password)@${members#,}/lectern?replicaSet=lectern"
mongodb+="&tls=true&tlsCAFile=/run/mongodb-ca/ca.crt"
postgresql="postgres://lectern:$(cat postgresql-password)@postgresql.database.svc.cluster.local:5432/lectern"

# manifest NAMESPACE WORDS: what kubectl would create
manifest() {
    echo "---"
    kubectl create --dry-run=client --output yaml --namespace "$@"
}
manifest backend secret generic lectern \
    --from-literal=LECTERN_SECRET_KEY="$(cat secret-key)" \
    --from-literal=LECTERN_OLD_SECRET_KEYS="${LECTERN_OLD_SECRET_KEYS:-}" \
    --from-literal=LECTERN_METRICS_TOKEN="$(cat metrics-token)" \
    --from-literal=MONGODB_URI="$mongodb" \
    --from-literal=REDIS_URL="redis://:$(cat redis-password)@redis.cache.svc.cluster.local:6379/0" \
    --from-literal=DATABASE_URL="${DATABASE_URL:-$postgresql}" \
    --from-literal=EMAIL_URL="${EMAIL_URL:-}" \
    --from-literal=AWS_ACCESS_KEY_ID="${AWS_ACCESS_KEY_ID:-}" \
    --from-literal=AWS_SECRET_ACCESS_KEY="${AWS_SECRET_ACCESS_KEY:-}"
manifest backend secret generic backup --from-file=passphrase=backup-passphrase
manifest backend secret generic backup-storage \
    --from-literal=AWS_ACCESS_KEY_ID="${AWS_ACCESS_KEY_ID:-}" \
    --from-literal=AWS_SECRET_ACCESS_KEY="${AWS_SECRET_ACCESS_KEY:-}"
manifest backend secret generic mongodb-ca --from-file=ca.crt
manifest database secret generic mongodb --from-file=keyfile --from-file=tls.crt \
    --from-file=tls.key --from-file=ca.crt --from-file=password=mongodb-password
manifest database secret generic postgresql --from-file=password=postgresql-password
manifest cache secret generic redis --from-file=password=redis-password
