"""Where Redis is, as one URL: a server, or sentinels that know which server it is now.

`unix:///path/to/its.sock?db=0` is a server of this machine, reached without the network.
`redis+sentinel://user:password@host:26379,host:26379/name/0?sentinel_password=…` names the
sentinels, what they call the server, and the database.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from lectern.config.wrong import WrongSetting

SCHEME = "redis+sentinel"
SENTINEL_PORT = 26379


SOCKET_SCHEME = "unix"


class BadRedisUrl(WrongSetting):
    """The URL of Redis cannot be read."""


@dataclass(frozen=True)
class Sentinels:
    """Who knows where the server is, and how to speak to it."""

    addresses: list[tuple[str, int]]
    master: str
    database: int
    username: str
    password: str
    own_password: str

    def broker_url(self) -> str:
        """The same as Celery writes it."""
        who = quote(self.username, safe="")
        if self.password:
            who += f":{quote(self.password, safe='')}"
        at = f"{who}@" if who else ""
        each = (f"sentinel://{at}{host}:{port}/{self.database}" for host, port in self.addresses)
        return ";".join(each)

    def broker_options(self) -> dict[str, Any]:
        """What Celery has to know besides."""
        options: dict[str, Any] = {"master_name": self.master}
        if self.own_password:
            options["sentinel_kwargs"] = {"password": self.own_password}
        return options


def broker_url(url: str) -> str:
    """The URL of a server as Celery writes it."""
    parts = urlsplit(url)
    if parts.scheme != SOCKET_SCHEME:
        return url
    database = dict(parse_qsl(parts.query)).get("db", "0")
    who = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    return f"redis+socket://{who}{parts.path}?virtual_host={database}"


def sentinels(url: str) -> Sentinels | None:
    """The sentinels that the URL names; None when it names a server."""
    if not url.startswith(f"{SCHEME}://"):
        return None
    parts = urlsplit(url)
    credentials, _, hosts = parts.netloc.rpartition("@")
    username, _, password = credentials.partition(":")
    master, _, database = parts.path.strip("/").partition("/")
    asked = dict(parse_qsl(parts.query))
    own_password = asked.pop("sentinel_password", "")
    if not hosts or not master or not (database or "0").isdigit() or asked:
        raise BadRedisUrl(
            f"REDIS_URL is {SCHEME}://user:password@host:port,host:port/name/0 "
            "with sentinel_password as its only parameter."
        )
    return Sentinels(
        addresses=[_address(host) for host in hosts.split(",")],
        master=master,
        database=int(database or 0),
        username=unquote(username),
        password=unquote(password),
        own_password=own_password,
    )


def _address(host: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{host}")
        return str(parts.hostname), parts.port or SENTINEL_PORT
    except ValueError as error:
        raise BadRedisUrl(f"{host!r} in REDIS_URL is not host:port.") from error
