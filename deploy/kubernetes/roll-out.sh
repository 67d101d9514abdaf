#!/usr/bin/env bash
# Brings a version to a cluster:  deploy/kubernetes/roll-out.sh staging|production
#
# Stores and settings first, then the migration; nothing serves the version before that has succeeded.
# Then replaces the servers one after the other, and goes back when they do not come up.
# From the environment, for images of one's own: REGISTRY and VERSION.
set -euo pipefail

overlay=${1:?say which overlay: staging or production}
here=$(cd "$(dirname "$0")" && pwd)
names=(backend/backend backend/worker backend/beat frontend/frontend)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# counts: as many servers as load has made them by now, where there are some already
counts() {
    local name count
    for name in backend/backend backend/worker frontend/frontend; do
        count=$(kubectl get deployment "${name#*/}" --namespace "${name%/*}" --ignore-not-found \
            --output 'jsonpath={.spec.replicas}')
        [ -z "$count" ] || echo "  - {name: ${name#*/}, count: $count}"
    done
}

# images: ours, from a registry of one's own
images() {
    local name
    for name in backend frontend; do
        [ -z "${REGISTRY:-}" ] ||
            echo "  - {name: lectern/$name, newName: $REGISTRY/$name, newTag: \"${VERSION:?}\"}"
    done
}

# layer NAME BELOW: begins a kustomization on top of another one
layer() {
    mkdir "$work/$1"
    printf 'resources: ["%s"]\n' "$(realpath --relative-to="$work/$1" "$2")" >"$work/$1/kustomization.yaml"
}

# without TARGET...: patches that leave objects out
without() {
    local target
    echo "patches:"
    for target in "$@"; do
        echo "  - {target: $target, patch: '{\$patch: delete, kind: any, metadata: {name: any}}'}"
    done
}

# with_secrets: a patch that names what servers read of secrets when they start, so that others replace them
with_secrets() {
    local sum
    sum=$(kubectl get secret lectern mongodb-ca --namespace backend --output 'jsonpath={.items[*].data}' |
        sha256sum | cut -c 1-16)
    printf '%s\n' "patches:" "  - target: {kind: Deployment, namespace: backend}" "    patch: |" \
        "      {kind: any, metadata: {name: any}, spec: {template: {metadata: {annotations: {lectern/secrets: \"$sum\"}}}}}"
}

# apply LAYER
apply() {
    kubectl kustomize "$work/$1" >"$work/$1.yaml"
    kubectl apply --filename "$work/$1.yaml"
}

# succeeds NAMESPACE JOB SECONDS: waits for the end of a job, whichever it is
succeeds() {
    local deadline=$((SECONDS + $3)) state
    while ((SECONDS < deadline)); do
        state=$(kubectl get job "$2" --namespace "$1" \
            --output 'jsonpath={.status.conditions[?(@.status=="True")].type}')
        case " $state " in
        *" Complete "*) return 0 ;;
        *" Failed "*) break ;;
        esac
        sleep 2
    done
    echo "The job $2 has not succeeded; the servers are those of before." >&2
    kubectl logs "job/$2" --namespace "$1" --tail 50 >&2 || true
    return 1
}

layer all "$here/overlays/$overlay"
{
    echo "replicas:"
    counts
    echo "images:"
    images
} >>"$work/all/kustomization.yaml"
programs='{kind: Deployment, namespace: backend|frontend}'
layer migrated "$work/all"
without "$programs" '{kind: CronJob}' >>"$work/migrated/kustomization.yaml"
layer stores "$work/migrated"
without '{kind: Job, name: migrate}' >>"$work/stores/kustomization.yaml"

# A Job cannot be changed, so the last ones go.
kubectl delete job migrate --namespace backend --ignore-not-found
kubectl delete job mongodb-begin --namespace database --ignore-not-found
apply stores
succeeds database mongodb-begin 900
apply migrated
succeeds backend migrate 1800
layer served "$work/all"
with_secrets >>"$work/served/kustomization.yaml"
apply served
for name in "${names[@]}"; do
    kubectl rollout status "deployment/${name#*/}" --namespace "${name%/*}" --timeout 15m || {
        "$here/../rollback.sh" kubernetes
        exit 1
    }
done
