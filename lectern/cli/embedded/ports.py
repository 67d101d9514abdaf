"""TCP ports of this machine."""

import socket

LOOPBACK = "127.0.0.1"


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen on this port now."""
    with _socket_for(host) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(port: int, host: str = LOOPBACK) -> bool:
    """Whether something accepts connections on this port."""
    with _socket_for(host) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) == 0


def free_port(preferred: int = 0) -> int:
    """The preferred loopback port when it is free, else any free one."""
    if preferred and is_free(preferred):
        return preferred
    with _socket_for(LOOPBACK) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def next_free(first: int, host: str, tries: int = 100) -> int | None:
    """The first free port from `first` on."""
    last = min(first + tries, 65536)
    return next((port for port in range(first, last) if is_free(port, host)), None)


def _socket_for(host: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.socket(family, socket.SOCK_STREAM)
