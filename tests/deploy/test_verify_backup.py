"""The function that looks at last night's archive, against a bucket and archives that are real."""

import importlib.util
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest
from moto import mock_aws

from lectern.backup import plain, sealing
from tests.deploy.manifests import ROOT

FILE = ROOT / "deploy/terraform/modules/lambda/function/verify_backup.py"
NOW = datetime.now(UTC)


@pytest.fixture
def function() -> ModuleType:
    """The module as the service loads it."""
    spec = importlib.util.spec_from_file_location("verify_backup", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="backups")
        yield client


def put(store: Any, day: int, body: bytes) -> None:
    """An archive of that day of a month."""
    store.put_object(
        Bucket="backups", Key=f"daily/lectern-202611{day:02}T021500Z.backup", Body=body
    )


WHOLE = b"x" * 1000 + plain.MARK + b"0" * 64 + b"\n"


def test_a_whole_archive_is_named(function: ModuleType, store: Any) -> None:
    put(store, 1, WHOLE)
    put(store, 2, WHOLE)
    said = function.verify(store, "backups", NOW)
    assert said == {"archive": "daily/lectern-20261102T021500Z.backup", "bytes": len(WHOLE)}


def test_so_is_one_that_is_encrypted(function: ModuleType, store: Any) -> None:
    put(store, 1, sealing.MAGIC + b"y" * 1000)
    assert function.verify(store, "backups", NOW)["bytes"]


@pytest.mark.parametrize(
    ("archives", "moment", "words"),
    [
        ([], NOW, "no archive"),
        ([WHOLE], NOW + timedelta(days=2), "newest archive is of"),
        ([WHOLE[:-100]], NOW, "cut off"),
        ([WHOLE * 3, WHOLE], NOW, "less than half"),
    ],
)
def test_what_is_wrong_is_an_error(
    function: ModuleType, store: Any, archives: list[bytes], moment: datetime, words: str
) -> None:
    for day, body in enumerate(archives, start=1):
        put(store, day, body)
    with pytest.raises(function.NoGoodBackup, match=words):
        function.verify(store, "backups", moment)


def test_the_function_is_one_file_without_packages_of_ours() -> None:
    assert "lectern" not in Path(FILE).read_text().split('"""', 2)[2].replace("lectern-", "")
