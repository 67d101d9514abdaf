"""Whatever is sent, the answer is a course or a report, and never a crash."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lectern.interchange import read_course, read_zip
from lectern.interchange.media import MediaError, check_attachment, check_image
from lectern.interchange.strict_yaml import YamlError, read_mapping
from lectern.interchange.svg import UnsafeSvgError, check_svg
from tests.interchange.courses import FIXTURE, folder, png, zipped

ARCHIVE = zipped(
    {
        path.relative_to(FIXTURE).as_posix(): path.read_bytes()
        for path in sorted(FIXTURE.rglob("*"))
        if path.is_file()
    }
)
PATCHES = st.lists(
    st.tuples(st.integers(0, len(ARCHIVE) - 1), st.integers(0, 255)), min_size=1, max_size=6
)
DIRECTORY = ARCHIVE.index(b"PK\x01\x02")


@settings(max_examples=300, deadline=None)
@given(PATCHES, st.integers(DIRECTORY, len(ARCHIVE)))
def test_a_damaged_archive(patches: list[tuple[int, int]], length: int) -> None:
    data = bytearray(ARCHIVE)
    for place, value in patches:
        data[place] = value
    for candidate in (bytes(data), bytes(data[:length])):
        course, report = read_zip(candidate)
        assert (course is not None) == report.ok


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(DIRECTORY, len(ARCHIVE) - 1), st.integers(0, 255))))
def test_a_damaged_directory_of_an_archive(patches: list[tuple[int, int]]) -> None:
    data = bytearray(ARCHIVE)
    for place, value in patches:
        data[place] = value
    course, report = read_zip(bytes(data))
    assert (course is not None) == report.ok


_YAML_SIGNS = r"""title: - [ ] { } &a *a !! !!binary !!set !!timestamp | > " ' \u # ? <<: ---
    ... %YAML 9.9 1e5 0x .inf ~"""
YAMLISH = st.lists(
    st.one_of(
        st.sampled_from([*_YAML_SIGNS.split(), " ", "  ", "\n", "\t", "\x85", "\ufeff"]),
        st.text(max_size=4),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(YAMLISH)
def test_any_yaml(text: str) -> None:
    try:
        values = read_mapping(text)
    except YamlError as error:
        breaks = re.findall("\r\n|[\r\n\x85\u2028\u2029]", text)
        assert 1 <= error.line <= len(breaks) + 2
    else:
        assert all(isinstance(key, str) for key in values)


@settings(max_examples=100, deadline=None)
@given(YAMLISH, YAMLISH, st.binary(max_size=40))
def test_any_files(course_yaml: str, front_matter: str, quiz: bytes) -> None:
    lesson = f"---\n{front_matter}\n---\ntext\n"
    with TemporaryDirectory() as root:
        course, report = read_course(
            folder(
                Path(root),
                {
                    "course.yaml": course_yaml.encode(),
                    "01-first.md": lesson.encode(),
                    "01-first.gift": quiz,
                },
            )
        )
    assert (course is not None) == report.ok


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_drawing(data: bytes) -> None:
    with pytest.raises(UnsafeSvgError):
        check_svg(data)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]),
    st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=5),
    st.integers(0, 2_000),
)
def test_any_image(kind: str, patches: list[tuple[int, int]], length: int) -> None:
    data = bytearray(png(8, 8, kind))
    for place, value in patches:
        data[place % len(data)] = value
    try:
        media_type = check_image(f"x.{kind.lower()}", bytes(data[:length]))
    except MediaError as error:
        assert error.code in ("broken-image", "lying-image", "huge-image")
    else:
        assert media_type == f"image/{kind.lower()}"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["a.pdf", "a.csv", "a.json"]), st.binary())
def test_any_download(name: str, data: bytes) -> None:
    try:
        assert "/" in check_attachment(name, data)
    except MediaError as error:
        assert error.code == "lying-file"
