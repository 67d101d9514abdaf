"""TCP ports of the loopback interface."""

import socket

LOOPBACK = "127.0.0.1"


def answers(port: int) -> bool:
    """Whether something accepts connections on this port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0


def free_port(preferred: int = 0) -> int:
    """The preferred port when a server could listen on it now, else any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, preferred))
        except OSError:
            probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
