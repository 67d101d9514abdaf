"""The environment that `lectern` gives to the servers and commands of one data folder.

`lectern.config.env` reads the environment for the application; this module composes it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from lectern.cli.datadir import DataDir
from lectern.config.secret_files import with_files


@dataclass(frozen=True)
class Given:
    """What the operator has set, and what is left to us."""

    mongodb_uri: str
    redis_url: str
    production: bool
    hosts: str

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Given":
        told = with_files(environ)
        return cls(
            mongodb_uri=told.get("MONGODB_URI", ""),
            redis_url=told.get("REDIS_URL", ""),
            production=told.get("LECTERN_ENV") == "production",
            hosts=told.get("LECTERN_HOSTS", ""),
        )

    @property
    def a_host(self) -> str:
        """A name that the application answers to, for asking it whether it is ready."""
        first = self.hosts.split(",")[0].strip().lstrip(".")
        return first if first not in ("", "*") else "localhost"


def compose(
    data: DataDir, *, mongodb_uri: str = "", redis_url: str = "", site_url: str = ""
) -> dict[str, str]:
    """Our environment with the stores of this data folder; what the operator set stays."""
    ours = {"LECTERN_DATA_DIR": str(data.root)}
    if mongodb_uri:
        ours["MONGODB_URI"] = mongodb_uri
    if redis_url:
        ours["REDIS_URL"] = redis_url
    if not with_files(os.environ).get("LECTERN_SECRET_KEY"):
        ours["LECTERN_SECRET_KEY"] = data.secret_key()
        ours.setdefault("LECTERN_OLD_SECRET_KEYS", ",".join(data.old_secret_keys()))
    if site_url and not os.environ.get("LECTERN_SITE_URL"):
        ours["LECTERN_SITE_URL"] = site_url
    return {**os.environ, **ours}
