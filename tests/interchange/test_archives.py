"""A zip file is a course too, and no way to do harm."""

import struct
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from lectern.interchange import read_course, read_zip
from tests.interchange.courses import FIXTURE, MINIMAL, zipped

FILES = {
    path.relative_to(FIXTURE).as_posix(): path.read_bytes()
    for path in FIXTURE.rglob("*")
    if path.is_file()
}


@pytest.mark.parametrize("prefix", ["", "rainfall/"])
def test_it_reads_like_the_folder(tmp_path: Path, prefix: str) -> None:
    data = zipped({prefix + name: content for name, content in FILES.items()})
    path = tmp_path / "course.zip"
    path.write_bytes(data)
    expected = read_course(FIXTURE)
    assert read_zip(data) == expected
    assert read_zip(path) == expected
    assert read_zip(BytesIO(data)) == expected


def test_what_archivers_leave_behind_is_passed_over() -> None:
    data = zipped({**MINIMAL, "__MACOSX/._course.yaml": b"x", ".DS_Store": b"x"})
    course, report = read_zip(data)
    assert course is not None
    assert report.findings == ()


def refused(data: bytes) -> list[tuple[str, str]]:
    course, report = read_zip(data, "upload.zip")
    assert course is None
    return [(finding.file, finding.code) for finding in report.of("error")]


@pytest.mark.parametrize(
    "name",
    ["../evil.md", "/etc/cron.d/evil", "fig/../../evil", "C:/evil", "a\\..\\evil", "a//b", "./a",
     "line\nbreak"],
)  # fmt: skip
def test_a_name_that_leaves_the_course(name: str) -> None:
    assert [code for _, code in refused(zipped({**MINIMAL, name: b"x"}))] == ["zip-slip"]


def test_a_name_with_a_zero_byte() -> None:
    data = zipped({**MINIMAL, "fig/aXb.png": b"x"}).replace(b"fig/aXb.png", b"fig/a\0b.png")
    assert refused(data) == [("fig/a", "zip-slip")]


@pytest.mark.parametrize(("mode", "code"), [(0o120777, "symlink"), (0o010644, "not-a-file")])
def test_links_and_pipes(mode: int, code: str) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in MINIMAL.items():
            archive.writestr(name, content)
        link = zipfile.ZipInfo("fig/link.png")
        link.external_attr = mode << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(file.getvalue()) == [("fig/link.png", code)]


def test_a_bomb_by_its_ratio() -> None:
    bomb = zipped({**MINIMAL, "fig/bomb.png": bytes(5_000_000)})
    assert refused(bomb) == [("fig/bomb.png", "zip-bomb")]


def test_a_bomb_by_its_total_size() -> None:
    data = bytearray(zipped({**MINIMAL, "big.bin": b"x" * 100}))
    for name in ("big.bin", "fig/map.png"):
        _set_size(data, name, 150 * 1024 * 1024)
    assert refused(bytes(data)) == [("upload.zip", "too-large")]


def test_a_bomb_by_its_number_of_files() -> None:
    data = zipped({**MINIMAL, **{f"f/{n}": b"" for n in range(2_001)}})
    assert refused(data) == [("upload.zip", "too-many-files")]


@pytest.mark.parametrize("size", [10, 100_000])
def test_a_size_that_lies(size: int) -> None:
    data = bytearray(zipped(MINIMAL))
    _set_size(data, "01-first.md", size)
    (finding,) = refused(bytes(data))
    assert finding[0] == "01-first.md"
    assert finding[1] in ("broken-zip", "lying-size")


def _set_size(data: bytearray, name: str, size: int) -> None:
    """Overwrite the unpacked size that the archive's directory states for a file."""
    entry = data.index(b"PK\x01\x02")
    while data[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = data.index(b"PK\x01\x02", entry + 4)
    data[entry + 24 : entry + 28] = struct.pack("<I", size)


def test_an_encrypted_file() -> None:
    data = bytearray(zipped(MINIMAL))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert refused(bytes(data)) == [("course.yaml", "encrypted")]


def test_another_compression() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("course.yaml", "title: x\n")
    assert refused(file.getvalue()) == [("course.yaml", "compression")]


def test_a_name_given_twice() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("course.yaml", "title: x\n")
        archive.writestr("course.yaml", "title: y\n")
    assert refused(file.getvalue()) == [("course.yaml", "duplicate")]


def test_a_damaged_content() -> None:
    data = bytearray(zipped(MINIMAL))
    place = data.index(b"01-first.md") + len("01-first.md") + 3
    data[place] ^= 0xFF
    assert refused(bytes(data)) == [("01-first.md", "broken-zip")]


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all", zipped(MINIMAL)[:-30]])
def test_what_is_no_archive(data: bytes) -> None:
    assert refused(data) == [("upload.zip", "broken-zip")]
