#!/bin/sh
# One archive of everything (MongoDB here or in Atlas, accounts, files), checked and sent to a bucket:
#
#   BACKUP_URL='s3://bucket/lectern?endpoint=https://s3.example.org&region=eu-1' deploy/compose/backup.sh
#
# LECTERN_BACKUP_PASSPHRASE encrypts it; the keys of the bucket are AWS_ACCESS_KEY_ID and
# AWS_SECRET_ACCESS_KEY, or else those of the installation. Words after the name go to Compose: `backup.sh -p school`. For cron: the exit
# code says whether the archive has arrived.
set -eu

: "${BACKUP_URL:?names the bucket: s3://bucket/prefix?endpoint=...&region=...}"
export BACKUP_URL LECTERN_BACKUP_PASSPHRASE="${LECTERN_BACKUP_PASSPHRASE:-}"
export AWS_ACCESS_KEY_ID="${AWS_ACCESS_KEY_ID:-}" AWS_SECRET_ACCESS_KEY="${AWS_SECRET_ACCESS_KEY:-}"

here=$(cd "$(dirname "$0")/../.." && pwd)
archive=/var/lib/lectern/backups/lectern-$(date -u +%Y-%m-%dT%H%M%SZ).backup

# What could not be sent stays on the volume `backups` until the next archive has been.
# shellcheck disable=SC2016 # the variables are those of the container
exec docker compose --project-directory "$here" "$@" run --rm --no-deps -T \
    -e BACKUP_URL -e LECTERN_BACKUP_PASSPHRASE -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY \
    backup sh -euc '
        lectern backup "$1"
        lectern backup --verify "$1"
        python /etc/lectern/send.py "$1" "$BACKUP_URL"
        rm -f /var/lib/lectern/backups/*.backup
    ' backup "$archive"
