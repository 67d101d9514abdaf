#!/bin/sh
# Behind somebody who ends TLS (LECTERN_PROXIES is 2 or more): that one's word is taken for who asks and
# how they came. LECTERN_TRUSTED names its addresses; without it those of private networks.
set -eu

if [ "${LECTERN_PROXIES:-1}" -gt 1 ]; then
    mkdir -p /tmp/trust.d
    for address in ${LECTERN_TRUSTED:-10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.0/8 fc00::/7 ::1}; do
        echo "set_real_ip_from $address;"
    done >/tmp/trust.d/addresses.conf
fi
