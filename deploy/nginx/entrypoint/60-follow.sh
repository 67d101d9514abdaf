#!/bin/sh
# Has nginx read its configuration again when the servers behind it have a new address: one more was
# started, or one came back elsewhere. Those that have gone nginx passes over by itself.
set -eu

addresses() {
    for name in backend frontend; do
        getent ahostsv4 "$name" || true
    done | cut -d ' ' -f 1 | sort -u
}

follow() {
    known=$(addresses)
    while sleep 2; do
        now=$(addresses)
        for address in $now; do
            case " $(echo "$known" | tr '\n' ' ') " in
                *" $address "*) ;;
                *) nginx -s reload 2>/dev/null && known=$now && break || true ;;
            esac
        done
    done
}

# Only where the names are: the same image serves files alone.
if [ "${LECTERN_FOLLOW:-}" = on ]; then
    follow &
fi
