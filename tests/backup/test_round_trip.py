"""What was backed up comes back as it was: every document, every row, every file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from bson import Binary, Decimal128, Int64, MaxKey, ObjectId, Regex, Timestamp
from rest_framework.test import APIClient

from lectern.backup import checking, making, restoring
from lectern.backup.errors import BackupError
from lectern.backup.manifest import Manifest
from lectern.shared import restoring as mark
from tests import world
from tests.assessment.world import Classroom, start, submit
from tests.backup.stores import everything, quiet
from tests.conftest import empty
from tests.shared.conftest import use_bucket
from tests.world import sign_in

PASSPHRASE = "a pass phrase of some words"


def make(path: Path, passphrase: str = "") -> Manifest:
    return making.make(path=path, passphrase=passphrase, advance=quiet)


def restore(path: Path, passphrase: str = "", *, replace: bool = False) -> Manifest:
    with path.open("rb") as source:
        restored = restoring.restore(
            source=source, passphrase=passphrase, may_replace=lambda _: replace, advance=quiet
        )
    mark.end()
    return restored


def wipe() -> None:
    """Leave nothing in any store but its structure."""
    from lectern.backup import media

    empty()
    media.clear()


@pytest.fixture
def lived_in(client: APIClient) -> Classroom:
    """An installation in which something has happened."""
    from lectern.shared import media

    wipe()
    room = Classroom()
    me = sign_in(room.student)
    submit(me, attempt=start(me, room.quiz)["id"], answers=room.right)
    world.admin()
    media.keep("pictures", "a.png", b"not really a picture" * 10_000)
    media.keep("pictures", "empty.png", b"")
    media.keep_as("private/jobs/ä b.csv", _content(b"a,b\n"))
    return room


def _content(data: bytes) -> Any:
    from django.core.files.base import ContentFile

    return ContentFile(data)


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "sealed"])
def test_everything_comes_back_as_it_was(
    lived_in: Classroom, tmp_path: Path, passphrase: str
) -> None:
    before, path = everything(), tmp_path / "one.backup"
    made = make(path, passphrase)
    assert everything() == before
    assert path.stat().st_mode & 0o777 == 0o600
    wipe()
    assert everything() != before
    restored = restore(path, passphrase)
    assert everything() == before
    assert restored == made
    assert made.files == 3
    assert made.documents == sum(map(len, before["mongo"].values()))
    from lectern.cli import databases

    databases.update()
    assert databases.missing_indexes() == []
    assert databases.missing_migrations() == []
    assert world.person("somebody-new")  # ids go on behind the restored ones


def test_every_kind_of_value_and_the_largest_document_come_back(
    clean: None, tmp_path: Path
) -> None:
    from lectern.shared import mongo

    wipe()
    world.person()
    values = {
        "_id": ObjectId(),
        "decimal": Decimal128("0.10000000000000000000000000000001"),
        "date": datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=UTC),
        "long": Int64(2**62),
        "binary": Binary(bytes(range(256)), 128),
        "uuid": uuid4(),
        "pattern": Regex("^a.*", "i"),
        "stamp": Timestamp(7, 8),
        "largest": MaxKey(),
        "nested": {"none": None, "empty": {}, "list": [1, 2.5, True, "Tiếng Việt \0 end"]},
        "not a number": float("nan"),
    }
    # Other documents stand before and behind the ones that fill a part by themselves.
    odd = [{"_id": key} for key in (-1, 0.5, "text", Decimal128("7"), datetime.now(UTC))]
    large = [{"_id": n, "text": "x" * (16 * 1024 * 1024 - 100)} for n in range(3)]
    mongo.collection("outbox").insert_many([values, *odd])
    for document in large:
        mongo.collection("outbox").insert_one(document)
    before, path = everything(), tmp_path / "one.backup"
    make(path)
    wipe()
    restore(path)
    assert everything() == before


def test_files_of_a_bucket_come_back_into_a_folder(
    lived_in: Classroom,
    tmp_path: Path,
    settings: Any,
    s3: str,
) -> None:
    from lectern.shared import media

    path, usual = tmp_path / "one.backup", settings.STORAGES
    use_bucket(settings, s3)
    media.keep("pictures", "a.png", b"in a bucket")
    before = everything()
    assert len(before["files"]) == 1
    make(path)
    settings.STORAGES = usual
    wipe()
    restore(path)
    assert everything() == before


def test_what_is_there_stays_unless_it_may_be_replaced(lived_in: Classroom, tmp_path: Path) -> None:
    before, path = everything(), tmp_path / "one.backup"
    make(path)
    world.person("later")
    changed = everything()
    with pytest.raises(BackupError, match="not empty"):
        restore(path)
    assert everything() == changed
    restore(path, replace=True)
    assert everything() == before


def test_an_archive_is_not_written_over(lived_in: Classroom, tmp_path: Path) -> None:
    path = tmp_path / "one.backup"
    path.write_bytes(b"something else")
    with pytest.raises(BackupError, match="there already"):
        make(path)
    assert path.read_bytes() == b"something else"


def test_an_archive_of_an_older_version_is_brought_to_the_form_of_this_one(
    lived_in: Classroom, tmp_path: Path
) -> None:
    from django.core.management import call_command

    from lectern.accounts.models import Session
    from lectern.cli import databases

    path = tmp_path / "old.backup"
    started = set(Session.objects.values_list("access_jti", "created_at"))
    call_command("migrate", "accounts", "0001", verbosity=0, skip_checks=True)
    made = make(path)
    assert ["accounts", "0002_session_started_at"] not in made.migrations
    databases.update()
    restore(path, replace=True)
    assert "accounts.0003_email_link" in databases.missing_migrations()
    databases.update()
    assert databases.missing_migrations() == []
    assert set(Session.objects.values_list("access_jti", "created_at")) == started


def test_an_archive_of_a_newer_version_changes_nothing(
    lived_in: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.backup"
    with monkeypatch.context() as patch:
        patch.setattr(making, "__version__", "999.0")
        make(path)
    before = everything()
    with pytest.raises(BackupError, match=r"made by Lectern 999\.0"):
        restore(path, replace=True)
    assert everything() == before


def test_sessions_do_not_come_back_to_life(lived_in: Classroom, tmp_path: Path) -> None:
    from lectern.accounts import services
    from lectern.accounts.models import Account
    from lectern.shared import cache

    account = Account.objects.get(username=lived_in.student.username)
    signed_in = services.open_session(account=account)
    path = tmp_path / "one.backup"
    make(path)
    services.end_all(account=account.pk)
    restore(path, replace=True)
    assert services.end_everybody() > 0
    cache.connection().flushdb()
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {signed_in.access}")
    assert client.get("/api/auth/user/").status_code == 401
    with pytest.raises(services.TokenInvalid):
        services.rotate(refresh=str(signed_in.refresh))


def test_a_check_needs_no_store_and_counts(lived_in: Classroom, tmp_path: Path) -> None:
    path = tmp_path / "one.backup"
    made = make(path, PASSPHRASE)
    with path.open("rb") as source:
        assert checking.check(source=source, passphrase=PASSPHRASE, advance=quiet) == made
