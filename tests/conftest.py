"""What all tests share: empty stores, people who ask, and the delivery of events."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bson import MinKey
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction
from rest_framework.test import APIClient

from tests import answers
from tests.world import Person, sign_in

EVERYTHING = {"_id": {"$gte": MinKey()}}


@pytest.fixture(scope="session", autouse=True)
def declared_answers() -> Iterator[None]:
    """Whatever any test is answered has been declared by who answers it."""
    with answers.checked():
        yield


@pytest.fixture(scope="session")
def stores(django_db_blocker: Any) -> Iterator[None]:
    """Both databases, migrated as an installation is; a query that scans a collection fails."""
    from lectern.cli import databases
    from lectern.shared import mongo

    # Django's test runner swaps the mail backend; here e-mails really reach the folder.
    settings.EMAIL_BACKEND = "lectern.shared.mail.FolderBackend"
    # Real password hashes, only cheaper: these tests register hundreds of people.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 1024
    with django_db_blocker.unblock():
        databases.update()
        mongo.client().admin.command({"setParameter": 1, "notablescan": True})
        yield


@pytest.fixture
def clean(stores: None) -> None:
    """Empty stores."""
    empty()


@pytest.fixture(scope="module")
def emptied(stores: None) -> None:
    """Stores that are empty when a module begins; its tests share what they make."""
    empty()


def empty() -> None:
    """Leave nothing in any store but its structure."""
    from lectern.shared import cache, mongo

    for name in _filled():
        mongo.collection(name).delete_many(EVERYTHING)
    # What refers to a row is looked at when the transaction ends, so any order will do.
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _with_rows():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    cache.connection().flushdb()


def _filled() -> list[str]:
    """The collections that hold anything, in one question: most tests write to a few of them."""
    from lectern.shared import mongo

    database = mongo.client()[mongo.database_name()]
    anything: list[Any] = [{"$match": EVERYTHING}, {"$limit": 1}]
    of_each = [
        {"$unionWith": {"coll": name, "pipeline": [*anything, {"$project": {"_id": name}}]}}
        for name in database.list_collection_names()
    ]
    return [row["_id"] for row in database.aggregate([{"$documents": []}, *of_each])]


def _with_rows() -> list[str]:
    """The tables that hold anything, in one question too."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in ("contenttypes",)
    ]
    of_each = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(of_each))
        return [table for (table,) in cursor.fetchall()]


@pytest.fixture
def client(clean: None) -> APIClient:
    """A visitor."""
    return APIClient(raise_request_exception=False)


@pytest.fixture
def as_(client: APIClient) -> Callable[[Person], APIClient]:
    """A client in which this person is signed in."""
    return sign_in


@pytest.fixture
def deliver(clean: None) -> Callable[[], None]:
    """Delivers what is in the outbox, as a worker would."""
    from lectern.shared.tasks import sweep_outbox

    return sweep_outbox


@pytest.fixture
def work(clean: None) -> Callable[[], None]:
    """Does the jobs that wait, as a worker would."""
    return do_jobs


def do_jobs() -> None:
    """Do every job that can be begun now."""
    from lectern.shared import jobs

    while waiting := jobs.due():
        for job in waiting:
            jobs.run(job)
