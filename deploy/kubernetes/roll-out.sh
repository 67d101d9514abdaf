#!/usr/bin/env bash
# Brings a version to a cluster:  deploy/kubernetes/roll-out.sh staging|production
#
# Migrates first, then replaces the servers one after the other, and goes back when they do not come up.
# From the environment, for images of one's own: REGISTRY and VERSION.
set -euo pipefail

overlay=${1:?say which overlay: staging or production}
here=$(cd "$(dirname "$0")" && pwd)
manifests=$(mktemp)
trap 'rm -f "$manifests"' EXIT

kubectl kustomize "$here/overlays/$overlay" >"$manifests"
if [ -n "${REGISTRY:-}" ]; then
    sed -i -E "s#(image: )lectern/(backend|frontend):.*#\1$REGISTRY/\2:${VERSION:?}#" "$manifests"
fi

# A Job cannot be changed, so the last ones go.
kubectl delete job migrate --namespace backend --ignore-not-found
kubectl delete job mongodb-begin --namespace database --ignore-not-found
kubectl apply --filename "$manifests"
kubectl wait job/mongodb-begin --namespace database --for condition=complete --timeout 15m
kubectl wait job/migrate --namespace backend --for condition=complete --timeout 30m
for name in backend/backend backend/worker backend/beat frontend/frontend; do
    kubectl rollout status "deployment/${name#*/}" --namespace "${name%/*}" --timeout 15m || {
        "$here/../rollback.sh" kubernetes
        exit 1
    }
done
