"""A second Redis that a test may stop, stall or kill."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings


@pytest.fixture
def redis(clean: None, tmp_path: Path) -> Iterator[Any]:
    """A Valkey of its own, which this process uses as its cache meanwhile."""
    from lectern.cli.embedded import valkey

    usual = settings.REDIS_URL
    with valkey.serve(tmp_path / "data", tmp_path / "log") as server:
        _use(server.uri)
        try:
            yield server
        finally:
            _use(usual)


def _use(uri: str) -> None:
    from lectern.shared import cache

    settings.REDIS_URL = uri
    cache.connection.cache_clear()
    cache._breaker.closed_from = 0.0
