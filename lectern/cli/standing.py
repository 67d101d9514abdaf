"""Whether Lectern stands still, for what can be done only then."""

import psutil  # type: ignore[import-untyped]

from lectern.cli import lock
from lectern.cli.datadir import DataDir
from lectern.cli.environment import Given
from lectern.cli.errors import OperatorError


def refuse_while_running(data: DataDir, verb: str) -> None:
    """Nobody may write while stores are being filled. The application must have been set up."""
    holder = lock.read(data.lock)
    if holder and holder.command == "up" and psutil.pid_exists(holder.pid):
        raise OperatorError(f"{holder} is running. Stop it first, then {verb}.")
    from lectern.shared import cache

    given = Given.read()
    if holder is None and given.mongodb_uri:
        signs = {"web server": cache.web_server_is_here(), "worker": cache.worker_is_here()}
        for program, is_here in signs.items():
            if is_here:
                raise OperatorError(
                    f"A {program} has been seen on these stores within the last minute. Stop every "
                    f"web server and worker first, wait a minute, then {verb}."
                )
