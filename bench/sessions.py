"""Many people signed in at once, by the product's own service; passwords would take minutes."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.installation import environment


def tokens(data: Path, people: Sequence[str]) -> list[str]:
    """An access token each, as signing in gives it; it lives for fifteen minutes."""
    # In a process of its own, for Django is set up once for one set of stores.
    code = "import sys; from bench.sessions import open_here; open_here(sys.argv[1])"
    said = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(data)],
        input="\n".join(people),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment(),
    ).stdout
    return said.split()[-len(people) :]


def open_here(data: str) -> None:
    """Open a session for each name that comes in, and say its token."""
    from lectern.cli import django_project

    with django_project.ready(Path(data), "bench"):
        from lectern.accounts.models import Account
        from lectern.accounts.services.sessions import open_session

        names = sys.stdin.read().split()
        accounts = Account.objects.in_bulk(names, field_name="username")
        for name in names:
            print(open_session(account=accounts[name]).access)  # noqa: T201 - read by whom started us
