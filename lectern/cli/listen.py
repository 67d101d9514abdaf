"""Where the web server may listen."""

import errno
import os
import socket

from lectern.cli.errors import OperatorError
from lectern.cli.supervisor.plan import Address

DEFAULT_PORT = 8000
PORTS_TRIED = 100


def choose(host: str, port: int | None) -> Address:
    """The address asked for; without a port, the default one or the next that is free."""
    first = DEFAULT_PORT if port is None else port
    for candidate in range(first, first + (PORTS_TRIED if port is None else 1)):
        address, obstacle = _try(host, candidate)
        if obstacle is None:
            return address
        if obstacle != errno.EADDRINUSE:
            raise OperatorError(
                f"Lectern cannot listen on {host} port {candidate}: {os.strerror(obstacle)}. "
                "Choose another one with --host and --port."
            )
    if port is None:
        raise OperatorError(
            f"No port from {first} to {first + PORTS_TRIED - 1} is free. Name one with --port."
        )
    raise OperatorError(
        f"Port {port} is in use by another program. Stop that program, choose another port with "
        "--port, or leave --port out and the next free one is taken."
    )


def _try(host: str, port: int) -> tuple[Address, int | None]:
    """The numeric address, and the error number when nobody may listen there now."""
    try:
        family, kind, _, _, sockaddr = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise OperatorError(f"--host {host} is not an address of this machine: {error}") from error
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(sockaddr)
            probe.listen()
        except OSError as error:
            return Address(host, port), error.errno
    return Address(str(sockaddr[0]), port), None
