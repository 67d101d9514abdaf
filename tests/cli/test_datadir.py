"""A data folder that cannot be used is refused with a sentence."""

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lectern.cli.datadir import DataDir
from lectern.cli.errors import OperatorError
from tests.cli.conftest import lectern

SMALL_FILES = """
import resource, sys
from pathlib import Path
from lectern.cli.datadir import DataDir
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
DataDir(Path(sys.argv[1])).prepare(embedded_mongo=True)
"""


def test_a_full_disk_is_named(disk: Callable[[str], Path]) -> None:
    tiny_disk = disk("512k")
    with pytest.raises(
        OperatorError, match=rf"{tiny_disk}/var.*No space left on device.*Make room"
    ):
        DataDir(tiny_disk / "var").prepare(embedded_mongo=True)
    result = lectern("up", "--data-dir", tiny_disk / "var")
    assert result.returncode == 1
    assert "No space left on device" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_limit_on_the_size_of_files_is_named(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SMALL_FILES, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "OperatorError" in result.stderr
    assert "File too large" in result.stderr


def test_a_disk_without_room_for_a_new_database_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lectern.cli.datadir.NEW_DATABASE", 1 << 60)
    with pytest.raises(OperatorError, match=r"The disk of .* is full: \d+ MiB are free"):
        DataDir(tmp_path).prepare(embedded_mongo=True)
    DataDir(tmp_path).prepare(embedded_mongo=False)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(OperatorError, match=r"cannot be written.*--data-dir"):
        DataDir(tmp_path / "var").prepare(embedded_mongo=False)


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    key = data.secret_key()
    assert len(key) >= 64
    assert data.secret_key() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
