"""`lectern web`, `lectern worker`, `lectern beat`: one program, on stores that run elsewhere."""

import os
from pathlib import Path
from typing import NoReturn

from lectern.cli import programs
from lectern.cli.datadir import DataDir
from lectern.cli.environment import Given, compose
from lectern.cli.errors import OperatorError


def web(*, data_dir: Path, host: str, port: int, workers: int, threads: int) -> NoReturn:
    """Answer requests."""
    data = _prepared(data_dir)
    data.count_anew()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(data.metrics)
    os.environ["LECTERN_WEB_THREADS"] = str(threads)
    _become(data, programs.web(host=host, port=port, workers=workers, threads=threads))


def worker(*, data_dir: Path, threads: int) -> NoReturn:
    """Do the work that requests do not wait for."""
    _become(_prepared(data_dir), programs.worker(threads=threads))


def beat(*, data_dir: Path, schedule: Path | None) -> NoReturn:
    """Give the workers what is due."""
    data = _prepared(data_dir)
    _become(data, programs.beat(schedule or data.run / "beat-schedule"))


def _prepared(data_dir: Path) -> DataDir:
    data = DataDir(data_dir.resolve())
    data.prepare(embedded_mongo=False)
    return data


def _become(data: DataDir, command: list[str]) -> NoReturn:
    """Turn this process into that program, so that signals reach it and none stands between."""
    given = Given.read()
    if not (given.mongodb_uri and given.redis_url):
        raise OperatorError(
            "Name the stores: MONGODB_URI and REDIS_URL, or files that hold them with "
            "MONGODB_URI_FILE and REDIS_URL_FILE. 'lectern up' runs stores of its own."
        )
    os.execve(command[0], command, compose(data))  # noqa: S606 - our own command, without a shell
