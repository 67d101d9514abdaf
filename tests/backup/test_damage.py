"""An archive that is not what was written is refused before anything is touched."""

import io
import random
import resource
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lectern.backup import checking, sealing
from lectern.backup.archive import Writer
from lectern.backup.errors import BackupError, BadArchive
from lectern.backup.manifest import Manifest
from tests import world
from tests.backup.stores import everything, quiet
from tests.backup.test_round_trip import PASSPHRASE, make, restore

PLACES = 100
sealed = pytest.mark.parametrize("passphrase", [PASSPHRASE], indirect=True)
plain = pytest.mark.parametrize("passphrase", [""], indirect=True)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same derivation at less cost: an archive is opened hundreds of times here."""
    monkeypatch.setattr(sealing, "LOG_N", 10)


@pytest.fixture(params=["", PASSPHRASE], ids=["plain", "sealed"])
def passphrase(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def small(passphrase: str, tmp_path: Path) -> bytes:
    """An archive of several frames, as bytes."""
    file = io.BytesIO()
    writer = Writer(file, passphrase)
    noise = random.Random(1).randbytes(3 * sealing.FRAME)  # noqa: S311  # not for secrets
    writer.add("media/a.png", len(noise), [noise[:10], noise[10:]])
    writer.add_packed("sql/accounts.Account/000000.jsonl", b"[1]\n[2]\n")
    manifest = Manifest("0", "now", "6", "SQLite", "", [], files=1, file_bytes=len(noise))
    from lectern.backup.manifest import Table

    manifest.tables["accounts.Account"] = Table(["id"], 2)
    writer.finish(manifest.dump())
    return file.getvalue()


def check(data: bytes, passphrase: str) -> Manifest:
    return checking.check(source=io.BytesIO(data), passphrase=passphrase, advance=quiet)


def places(size: int) -> list[int]:
    """The ends, the seams between frames, and many others."""
    frame = sealing.FRAME + sealing.TAG
    seams = [start + n * frame for n in range(4) for start in (0, 36) if start + n * frame < size]
    chosen = random.Random(2).sample(range(size), PLACES)  # noqa: S311  # not for secrets
    return sorted({0, 1, size - 1, size - 2, *seams, *range(0, 2048, 61), *chosen})


def test_the_whole_archive_is_accepted(small: bytes, passphrase: str) -> None:
    assert check(small, passphrase).rows == 2


def test_a_truncated_archive_is_refused_wherever_it_was_cut(small: bytes, passphrase: str) -> None:
    for place in places(len(small)):
        with pytest.raises(BadArchive):
            check(small[:place], passphrase)


def test_one_altered_byte_is_noticed_wherever_it_is(small: bytes, passphrase: str) -> None:
    for place in places(len(small)):
        altered = bytearray(small)
        altered[place] ^= 1 << (place % 8)
        with pytest.raises(BadArchive):
            check(bytes(altered), passphrase)


def test_bytes_that_were_added_are_noticed(small: bytes, passphrase: str) -> None:
    for more in (b"\0", small, b"\0" * sealing.FRAME):
        with pytest.raises(BadArchive):
            check(small + more, passphrase)


@sealed
def test_frames_that_changed_places_are_noticed(small: bytes) -> None:
    frame = sealing.FRAME + sealing.TAG
    head, first, second = small[:36], small[36 : 36 + frame], small[36 + frame : 36 + 2 * frame]
    with pytest.raises(BadArchive):
        check(head + second + first + small[36 + 2 * frame :], PASSPHRASE)
    with pytest.raises(BadArchive):  # left out
        check(head + first + small[36 + 2 * frame :], PASSPHRASE)


@sealed
def test_another_pass_phrase_is_refused(small: bytes, passphrase: str) -> None:
    for other in (passphrase + " ", passphrase.upper(), "x"):
        with pytest.raises(BadArchive, match="pass phrase"):
            check(small, other)
    with pytest.raises(BadArchive, match="no pass phrase was given"):
        check(small, "")


@plain
def test_an_archive_that_is_not_encrypted_opens_with_tar(small: bytes) -> None:
    with tarfile.open(fileobj=io.BytesIO(small)) as tar:
        names = tar.getnames()
    assert names[0] == "media/a.png"
    assert names[-2:] == ["SHA256SUMS", "manifest.json"]


@pytest.mark.parametrize(
    "name", ["/etc/x", "media/../../x", "nowhere/x", "media/a/../b", "mongo/x"]
)
def test_a_part_that_leads_elsewhere_is_refused(name: str) -> None:
    file = io.BytesIO()
    writer = Writer(file, "")
    writer.add(name, 1, [b"x"])
    writer.finish(Manifest("0", "now", "6", "SQLite", "", []).dump())
    with pytest.raises(BadArchive, match=r"no part|no store"):
        check(file.getvalue(), "")


def test_a_part_that_unpacks_to_very_much_is_refused() -> None:
    file = io.BytesIO()
    writer = Writer(file, "")
    writer.add_packed("mongo/users/000000.bson", bytes(65 * 1024 * 1024))
    writer.finish(Manifest("0", "now", "6", "SQLite", "", []).dump())
    with pytest.raises(BadArchive, match="larger than any part"):
        check(file.getvalue(), "")


def test_fewer_parts_than_the_manifest_tells_of_are_refused() -> None:
    file = io.BytesIO()
    writer = Writer(file, "")
    writer.finish(Manifest("0", "now", "6", "SQLite", "", [], files=1).dump())
    with pytest.raises(BadArchive, match="as much as its manifest"):
        check(file.getvalue(), "")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def alter(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("spoil", [cut, alter])
def test_restoring_what_is_not_whole_changes_nothing(
    clean: None, tmp_path: Path, spoil: Callable[[Path], None], passphrase: str
) -> None:
    world.person()
    path = tmp_path / "one.backup"
    make(path, passphrase)
    spoil(path)
    world.person()
    before = everything()
    with pytest.raises(BadArchive):
        restore(path, passphrase, replace=True)
    assert everything() == before


@sealed
def test_restoring_with_another_pass_phrase_changes_nothing(
    clean: None, tmp_path: Path, passphrase: str
) -> None:
    world.person()
    path = tmp_path / "one.backup"
    make(path, passphrase)
    before = everything()
    with pytest.raises(BadArchive, match="pass phrase"):
        restore(path, "another pass phrase", replace=True)
    assert everything() == before


def test_a_full_disk_leaves_nothing(clean: None, tmp_path: Path) -> None:
    world.person()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    folder = tmp_path / "archives"
    folder.mkdir()
    # What the kernel says at this limit is what it says of a disk of this size.
    resource.setrlimit(resource.RLIMIT_FSIZE, (8 * 1024, hard))
    try:
        with pytest.raises(BackupError, match="no room left"):
            make(folder / "one.backup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_sentence(clean: None, tmp_path: Path) -> None:
    world.person()
    with pytest.raises(BackupError, match="could not be written"):
        make(tmp_path / "nowhere" / "one.backup")
