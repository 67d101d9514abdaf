"""What is wrong with a course is named with file and line, and then nothing of it is taken."""

import os
from pathlib import Path

import pytest

from lectern.interchange import read_course
from tests.interchange.courses import folder, png

FRONT = b"---\ntitle: First\n"


def refused(root: Path) -> list[tuple[str, int, str]]:
    course, report = read_course(root)
    assert course is None
    assert not report.ok
    assert report.lines()[-1].startswith("The course was not imported")
    return [(f.file, f.line, f.code) for f in report.of("error")]


@pytest.mark.parametrize(
    ("yaml", "line", "code"),
    [
        (b"", 1, "missing-title"),
        (b"summary: x\n", 1, "missing-title"),
        (b"title:\n", 1, "missing-title"),
        (b"title: [a\nb: c\n", 2, "yaml"),
        (b"title: x\n  y: z\n", 2, "yaml"),
        (b"- title\n", 1, "yaml"),
        (b"title: a\ntitle: b\n", 2, "yaml"),
        (b"a: &x 1\ntitle: *x\n", 2, "yaml"),
        (b"title: !!python/object/apply:os.system [id]\n", 1, "yaml"),
        (b"title: a\n1: b\n", 2, "yaml"),
        (b"title: a\x07\n", 1, "yaml"),
        (b"title: " + b"[" * 3_000 + b"\n", 1, "yaml"),
        (b"title: a\nx: " + b"9" * 5_000 + b"\n", 1, "yaml"),
        (b"title: 5\n", 1, "type"),
        (b"title: |\n  two\n  lines\n", 1, "type"),
        (b'title: "a\\0b"\n', 1, "type"),
        (b'title: a\ndescription: "\\ud800"\n', 2, "type"),
        (b"title: " + b"x" * 201, 1, "too-long"),
        (b"title: a\ntags: x\n", 2, "type"),
        (b"title: a\ntags: [1]\n", 2, "type"),
        (b"title: a\nprice: -1\n", 2, "type"),
        (b"title: a\nprice: 1.005\n", 2, "type"),
        (b"title: a\nprice: free\n", 2, "type"),
        (b"title: a\nprice: true\n", 2, "type"),
        (b"title: a\nprice: NaN\n", 2, "type"),
        (b"title: a\ncurrency: euro\n", 2, "type"),
        (b"title: a\nlanguage: english please\n", 2, "type"),
        (b"title: caf\xe9\n", 1, "not-utf8"),
        (b"title: a\n#" + b"x" * 70_000, 0, "too-large"),
    ],
)
def test_course_yaml(tmp_path: Path, yaml: bytes, line: int, code: str) -> None:
    assert refused(folder(tmp_path, {"course.yaml": yaml})) == [("course.yaml", line, code)]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (b"No front matter\n", 1, "front-matter"),
        (b"---\ntitle: never closed\n", 1, "front-matter"),
        (b"---\n---\ntext\n", 2, "missing-title"),
        (b"---\ntitle: a\nb: [\n---\n", 4, "yaml"),
        (FRONT + b"minutes: soon\n---\n", 3, "type"),
        (FRONT + b"minutes: -1\n---\n", 3, "type"),
        (FRONT + b"teaching: true\n---\n", 3, "type"),
        (FRONT + b"preview: maybe\n---\n", 3, "type"),
        (FRONT + b"completion: half\n---\n", 3, "type"),
        (FRONT + b"video_url: javascript:alert(1)\n---\n", 3, "type"),
        (FRONT + b"video_url: 'https://['\n---\n", 3, "type"),
        (FRONT + b"---\none\ntwo \xff\n", 5, "not-utf8"),
        (FRONT + b"---\none \0\n", 4, "not-text"),
        (FRONT + b"---\n" + b"x" * 1_100_000, 0, "too-large"),
    ],
)
def test_a_lesson(tmp_path: Path, text: bytes, line: int, code: str) -> None:
    assert refused(folder(tmp_path, {"01-first.md": text})) == [("01-first.md", line, code)]


def test_a_quiz_with_a_mistake(tmp_path: Path) -> None:
    root = folder(tmp_path, {"01-first.gift": b"Good {T}\n\nBad {=a\n\nGood {F}\n"})
    assert refused(root) == [("01-first.gift", 3, "brace")]


def test_a_quiz_without_a_question_or_a_lesson(tmp_path: Path) -> None:
    root = folder(tmp_path, {"01-first.gift": b"// nothing\n", "02-other.gift": b"Q {T}\n"})
    assert refused(root) == [
        ("01-first.gift", 0, "empty-quiz"),
        ("02-other.gift", 0, "quiz-without-lesson"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("map.png", b"GIF89a not really", "broken-image"),
        ("map.png", png()[:-20], "broken-image"),
        ("map.png", png(kind="JPEG"), "lying-image"),
        ("map.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "broken-image"),
        ("map.png", png(10_000, 6_000), "huge-image"),
        ("map.svg", b"<svg><script>alert(1)</script></svg>", "unsafe-svg"),
        ("map.svg", png(), "unsafe-svg"),
        ("map.bmp", png(kind="BMP"), "image-kind"),
        ("map.png", b"x" * (10 * 1024 * 1024 + 1), "too-large"),
    ],
)
def test_an_image_that_lies_about_itself(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    lesson = FRONT + f"---\n![a](fig/{name}) ![b](fig/{name})\n".encode()
    root = folder(tmp_path, {"01-first.md": lesson, f"fig/{name}": data})
    assert refused(root) == [(f"fig/{name}", 0, code)]


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"<html>"), ("a.csv", b"\xff\xfe\0")])
def test_a_download_that_lies_about_itself(tmp_path: Path, name: str, data: bytes) -> None:
    lesson = FRONT + f"---\n[get]({name})\n".encode()
    assert refused(folder(tmp_path, {"01-first.md": lesson, name: data})) == [
        (name, 0, "lying-file")
    ]


def test_a_download_that_a_browser_would_run_is_not_carried(tmp_path: Path) -> None:
    lesson = FRONT + b"---\n[get](page.html)\n"
    course, report = read_course(folder(tmp_path, {"01-first.md": lesson, "page.html": b"<p>"}))
    assert course is not None
    assert course.files == ()
    assert [finding.code for finding in report.findings] == ["missing-target"]


class TestLinks:
    def test_a_link_to_a_file_outside(self, tmp_path: Path) -> None:
        (tmp_path / "secret.png").write_bytes(png())
        root = folder(tmp_path / "course", {"fig/map.png": None})
        (root / "fig").mkdir()
        (root / "fig/map.png").symlink_to(tmp_path / "secret.png")
        assert refused(root) == [("fig/map.png", 0, "symlink")]

    def test_a_link_to_a_folder(self, tmp_path: Path) -> None:
        root = folder(tmp_path)
        (root / "more").symlink_to("/etc")
        assert refused(root) == [("more", 0, "symlink")]

    def test_a_pipe(self, tmp_path: Path) -> None:
        root = folder(tmp_path, {"01-first.md": None})
        os.mkfifo(root / "01-first.md")
        assert refused(root) == [("01-first.md", 0, "not-a-file")]

    @pytest.mark.parametrize("target", ["../secret.png", "/etc/passwd", "fig/../../secret.png"])
    def test_a_path_that_leaves_the_folder_dangles(self, tmp_path: Path, target: str) -> None:
        (tmp_path / "secret.png").write_bytes(png())
        lesson = FRONT + f"---\n![a]({target})\n".encode()
        course, report = read_course(folder(tmp_path / "course", {"01-first.md": lesson}))
        assert course is not None
        assert course.files == ()
        assert [(f.line, f.code) for f in report.findings] == [(4, "missing-image")]


def test_a_course_without_its_file_hints_at_the_one_that_was_meant(tmp_path: Path) -> None:
    root = folder(tmp_path, {"course.yaml": None, "course.yml": b"title: x\n"})
    assert refused(root) == [("course.yaml", 0, "missing-course-file")]
    assert "course.yml" in read_course(root)[1].lines()[0]


def test_no_lessons_no_folder_no_two_lessons_of_one_name(tmp_path: Path) -> None:
    assert refused(folder(tmp_path / "a", {"01-first.md": None})) == [
        ("course.yaml", 0, "no-lessons")
    ]
    assert refused(tmp_path / "nowhere") == [("nowhere", 0, "no-folder")]
    twice = folder(tmp_path / "b", {"02-first.md": FRONT + b"---\nx\n"})
    assert refused(twice) == [("02-first.md", 0, "duplicate-lesson")]


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        {"course.yaml": b"tags: 1\n", "01-first.md": b"x", "02-b.md": b"---\nminutes: a\n---\n"},
    )
    assert refused(root) == [
        ("01-first.md", 1, "front-matter"),
        ("02-b.md", 2, "missing-title"),
        ("02-b.md", 2, "type"),
        ("course.yaml", 1, "missing-title"),
        ("course.yaml", 1, "type"),
    ]


def test_what_only_looks_odd_is_a_warning(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        {
            "course.yaml": b"title: a\nsumary: b\nimage: gone.png\n",
            "01-second.md": FRONT + b"teachers: 2\n---\n\n",
            "README.md": b"hello",
        },
    )
    course, report = read_course(root)
    assert course is not None
    assert [(f.kind, f.file, f.line, f.code) for f in report.findings] == [
        ("warning", "01-second.md", 0, "duplicate-number"),
        ("warning", "01-second.md", 3, "unknown-key"),
        ("warning", "01-second.md", 5, "empty-lesson"),
        ("warning", "README.md", 0, "ignored-file"),
        ("warning", "course.yaml", 2, "unknown-key"),
        ("warning", "course.yaml", 3, "missing-image"),
    ]
    assert "Did you mean “summary”?" in report.findings[4].message
