"""The mailboxes of people, as far as the stories look into them."""

import re
import time

from tests.e2e.server import Site

PATIENCE = 20.0


def link_in_mail(site: Site, address: str, path: str) -> str:
    """The link to this path in the latest e-mail to this address that has one, as a path."""
    link = re.compile(rf"{re.escape(path)}\S+")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for message in reversed(site.emails_to(address)):
            body = message.get_body(("plain",))
            found = link.search(body.get_content()) if body else None
            if found:
                return found[0]
        time.sleep(0.2)
    raise AssertionError(f"No e-mail to {address} has a link to {path}.")
