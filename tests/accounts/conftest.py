"""What the tests of accounts share."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from tests.accounts.letters import emptied_folder


@pytest.fixture
def folder(clean: None) -> Path:
    """Where e-mails go, empty."""
    return emptied_folder()


@pytest.fixture
def hashes(stores: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by an entry with each Argon2 hash that is made or compared."""
    made: list[str] = []

    def counted(name: str) -> Any:
        original = getattr(Argon2PasswordHasher, name)

        def run(self: Argon2PasswordHasher, *args: Any) -> Any:
            made.append(name)
            return original(self, *args)

        return run

    for name in ("encode", "verify"):
        monkeypatch.setattr(Argon2PasswordHasher, name, counted(name))
    return made
