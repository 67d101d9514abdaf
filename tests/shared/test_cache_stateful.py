"""Readers, writers and evictions in any order: no acknowledged write is ever unseen.

Each reader goes in three steps, between which anything may happen: it looks, it reads the truth,
it stores what it has read. A writer changes the truth and then forgets what follows from it; from
there on its write is acknowledged.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from lectern.shared import cache
from lectern.shared.cache import Key, Place

SUBJECTS = Key("version:test:subjects", 60)
NAMES = Key("version:test:names", 60)
# What each entry shows: by the key itself, by one version, by two.
ENTRIES = (
    Key("test:plain", 60),
    Key("test:of-subjects", 60, (SUBJECTS,)),
    Key("test:of-both", 60, (SUBJECTS, NAMES)),
)
SOURCES = (*ENTRIES, SUBJECTS, NAMES)

entries = st.sampled_from(ENTRIES)


class Warmth(RuleBasedStateMachine):
    """The cache against a model of what is true and what has been acknowledged."""

    reading = Bundle("reading")
    loaded = Bundle("loaded")
    writing = Bundle("writing")

    def __init__(self) -> None:
        super().__init__()
        cache.connection().flushdb()
        self.truth = dict.fromkeys((source.name for source in SOURCES), 0)
        self.acknowledged = dict(self.truth)

    def _sources(self, key: Key) -> list[str]:
        return [key.name, *(version.name for version in key.under)]

    def _value(self, key: Key) -> bytes:
        return " ".join(str(self.truth[name]) for name in self._sources(key)).encode()

    def _check(self, key: Key, seen: bytes) -> None:
        for name, number in zip(self._sources(key), seen.split(), strict=True):
            assert int(number) >= self.acknowledged[name], f"{key.name} is older than {name}"

    @rule(target=reading, key=entries)
    def look(self, key: Key) -> Any:
        """A reader begins; what it finds must be true."""
        place = cache.look(key)
        if place.found is None:
            return place
        self._check(key, place.found)
        return multiple()

    @rule(target=loaded, place=consumes(reading))
    def load(self, place: Place) -> tuple[Place, bytes]:
        """It reads the truth of this moment."""
        return place, self._value(place.key)

    @rule(read=consumes(loaded))
    def store(self, read: tuple[Place, bytes]) -> None:
        """It stores what it has read, however late."""
        place, value = read
        place.store(value)

    @rule(place=consumes(reading))
    def give_up(self, place: Place) -> None:
        """It fails, or may not keep what it has read."""
        place.give_up()

    @rule(target=writing, source=st.sampled_from(SOURCES))
    def commit(self, source: Key) -> tuple[Key, int]:
        """A writer changes the truth."""
        self.truth[source.name] += 1
        return source, self.truth[source.name]

    @rule(write=consumes(writing))
    def acknowledge(self, write: tuple[Key, int]) -> None:
        """It forgets what was true before, and its client hears of it."""
        source, number = write
        cache.forget([source])
        self.acknowledged[source.name] = max(number, self.acknowledged[source.name])

    @rule(source=st.sampled_from(SOURCES), what=st.sampled_from(["entry", "lease"]))
    def evict(self, source: Key, what: str) -> None:
        """Redis forgets an entry, a version or a lease by itself."""
        cache.connection().delete(source.name if what == "entry" else source.lease)

    @invariant()
    def what_is_kept_is_true(self) -> None:
        """The door reads without a lease; it, too, sees nothing that is stale."""
        for key in ENTRIES:
            names = (key.name, *(version.name for version in key.under))
            body, *versions = cache.read(*names) or [None]
            mark = b"".join(version or b"-" for version in versions)
            if body is not None and None not in versions and body.startswith(mark):
                self._check(key, body[len(mark) :])


@pytest.fixture(autouse=True)
def _impatient(clean: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader that meets a lease does not wait for a step that only we take."""
    monkeypatch.setattr(cache, "WAIT_SECONDS", 0)
    yield


def test_no_acknowledged_write_is_unseen() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Warmth,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
