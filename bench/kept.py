"""What an installation that runs keeps in Redis, forgotten on purpose to be asked for anew."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

import redis
from bson import ObjectId

from bench.client import Client
from lectern.accounts import cache as accounts
from lectern.assessment import cache as assessment
from lectern.catalog import cache as catalog
from lectern.cli import services
from lectern.cli.datadir import DataDir
from lectern.learning import cache as learning
from lectern.notifications import cache as notifications
from lectern.shared.cache import Key


class Kept:
    """The copies of one installation."""

    def __init__(self, data: Path) -> None:
        self._redis = redis.Redis.from_url(services.read(DataDir(data.resolve())).redis_url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._redis.close()

    def forget_unread(self, person: Client) -> Callable[[], object]:
        """How somebody's number of unread notifications is forgotten."""
        return self._forget(notifications.unread(ObjectId(person.get("/api/auth/user/")["id"])))

    def forget_analytics(self, course: str) -> Callable[[], object]:
        """How the numbers of a course are forgotten."""
        course_id = ObjectId(course)
        return self._forget(learning.analytics(course_id), assessment.analytics(course_id))

    def forget_activity(self, teacher: Client) -> Callable[[], object]:
        """How what happened lately on the courses of somebody is forgotten."""
        return self._forget(learning.teaching(ObjectId(teacher.get("/api/auth/user/")["id"])))

    def forget_totals(self) -> Callable[[], object]:
        """How the numbers of the whole installation are forgotten."""
        return self._forget(accounts.counts(), accounts.days(), catalog.states())

    def _forget(self, *keys: Key) -> Callable[[], object]:
        return lambda: self._redis.delete(*(key.name for key in keys))
