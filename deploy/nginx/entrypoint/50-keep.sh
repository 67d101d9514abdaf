#!/bin/sh
# Keeps the files of this build for the browsers that will still have it open after the next upgrade,
# and forgets those of builds that served last more than a month ago. Without a volume nothing is kept.
set -eu

web=/srv/web
kept=/srv/older
if [ -d "$kept" ] && [ -w "$kept" ]; then
    # The build before may have served for longer than a month, until now.
    [ ! -f "$kept/.last" ] || (cd "$kept" && xargs touch -c <.last)
    find "$kept" -type f -mtime +30 -delete
    cp -R "$web/." "$kept/"
    (cd "$web" && find . -type f) >"$kept/.last"
fi
