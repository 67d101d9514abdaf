"""A Valkey with a replica, and three sentinels that decide which one leads."""

import secrets
from pathlib import Path

import redis

from lectern.cli.embedded import binaries, ports
from tests.faults.keeper import Keeper, Program, wait_for

NAME = "lectern"
SENTINELS = 3
QUORUM = 2
MEMORY_MIB = 64


class Watched:
    """Two servers, one of which leads, and those who watch them."""

    def __init__(self, keeper: Keeper, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._password = secrets.token_urlsafe(24)
        self._servers: dict[int, Program] = {}
        first = ports.free_port()
        for number in range(2):
            port = first if number == 0 else ports.free_port()
            data = folder / f"server{number}"
            data.mkdir()
            configuration = folder / f"server{number}.conf"
            lines = [
                *(f"dir {data}", f"port {port}", f"bind {ports.LOOPBACK}"),
                *("appendonly yes", "appendfsync everysec", 'save ""'),
                *(f"maxmemory {MEMORY_MIB}mb", "maxmemory-policy volatile-lru"),
                *(f"requirepass {self._password}", f"masterauth {self._password}"),
                # Both are ready to lead and to follow, as of the first second.
                *("repl-diskless-sync yes", "repl-diskless-sync-delay 0"),
                *([f"replicaof {ports.LOOPBACK} {first}"] if number else []),
            ]
            configuration.write_text("\n".join(lines) + "\n")
            self._servers[port] = keeper.start(
                f"valkey{number}",
                [str(binaries.valkey()), str(configuration)],
                folder / f"server{number}.log",
            )
            wait_for("Valkey", lambda port=port: self._answers(port))  # type: ignore[misc]
        self._sentinels: list[int] = []
        for number in range(SENTINELS):
            port = ports.free_port()
            self._sentinels.append(port)
            configuration = folder / f"sentinel{number}.conf"
            lines = [
                *(f"port {port}", f"bind {ports.LOOPBACK}", f"dir {folder}"),
                f"sentinel monitor {NAME} {ports.LOOPBACK} {first} {QUORUM}",
                f"sentinel auth-pass {NAME} {self._password}",
                f"sentinel down-after-milliseconds {NAME} 1000",
                f"sentinel failover-timeout {NAME} 5000",
            ]
            configuration.write_text("\n".join(lines) + "\n")
            keeper.start(
                f"sentinel{number}",
                [str(binaries.valkey()), str(configuration), "--sentinel"],
                folder / f"sentinel{number}.log",
            )
        self.wait_until_whole()

    def uri(self) -> str:
        """How the product reaches it."""
        hosts = ",".join(f"{ports.LOOPBACK}:{port}" for port in self._sentinels)
        return f"redis+sentinel://:{self._password}@{hosts}/{NAME}/0"

    def master(self) -> Program:
        """Who leads."""
        return self._servers[self._master_port()]

    def client(self) -> redis.Redis:
        """A connection to who leads."""
        return self._client(self._master_port())

    def wait_until_whole(self) -> None:
        """Return when the replica has all that the leader has, and every sentinel knows of it."""
        wait_for("a replica that is online", self._is_whole, 90)

    def _is_whole(self) -> bool:
        try:
            info = self.client().info("replication")
            follower = info.get("slave0") or {}
            known = [self._known_replicas(port) for port in self._sentinels]
        except (redis.RedisError, OSError, KeyError):
            return False
        return info["role"] == "master" and follower.get("state") == "online" and set(known) == {1}

    def _known_replicas(self, port: int) -> int:
        """How many replicas this sentinel believes to be well."""
        sentinel = redis.Redis(port=port, socket_timeout=2, decode_responses=True)
        found = sentinel.execute_command("SENTINEL", "REPLICAS", NAME)
        flags = [_flags(one) for one in found]
        return sum(not {"s_down", "o_down", "disconnected"} & each for each in flags)

    def _master_port(self) -> int:
        for port in self._sentinels:
            sentinel = redis.Redis(port=port, socket_timeout=2, decode_responses=True)
            address = sentinel.execute_command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME)
            if address:
                return int(address[1])
        raise KeyError(NAME)

    def _client(self, port: int) -> redis.Redis:
        return redis.Redis(port=port, password=self._password, socket_timeout=5)

    def _answers(self, port: int) -> bool:
        try:
            return bool(self._client(port).ping())
        except (redis.RedisError, OSError):
            return False


def _flags(replica: object) -> set[str]:
    """What a sentinel says of a replica, whichever form the client gives it."""
    pairs = replica if isinstance(replica, dict) else dict(zip(*[iter(replica)] * 2, strict=True))  # type: ignore[call-overload]
    found = pairs["flags"]
    return set(found if isinstance(found, (set, list)) else str(found).split(","))
