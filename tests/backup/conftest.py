"""Stores that are whole again after each test."""

from collections.abc import Iterator

import pytest

from tests.shared.conftest import s3, s3_server

__all__ = ["s3", "s3_server"]


@pytest.fixture(autouse=True)
def whole(stores: None) -> Iterator[None]:
    """Restoring leaves migrating and indexes to its caller; the next test needs them."""
    from lectern.backup import media
    from lectern.cli import databases
    from tests.conftest import empty

    yield
    databases.update()
    empty()
    media.clear()
