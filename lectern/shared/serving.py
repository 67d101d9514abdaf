"""The sign that people are served from these stores, left as long as this process lives."""

import threading
import time

from lectern.shared import cache

EVERY_SECONDS = 15.0


def install() -> None:
    """Begin to leave it; called once, when a web server starts."""
    threading.Thread(target=_leave_signs, name="serving", daemon=True).start()


def _leave_signs() -> None:
    while True:
        cache.web_server_was_here()
        time.sleep(EVERY_SECONDS)
