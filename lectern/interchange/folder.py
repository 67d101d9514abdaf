"""Reads a whole course, from a folder or a zip file: all of it, or none with the reasons."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from lectern.interchange import limits
from lectern.interchange.archive import open_zip
from lectern.interchange.course import CourseFolder
from lectern.interchange.fields import Fields
from lectern.interchange.lessons import LESSON_NAME, QUIZ_SUFFIX, LessonReader
from lectern.interchange.references import References, Used
from lectern.interchange.report import Findings, Report
from lectern.interchange.sources import COURSE_FILE, FolderSource, MemorySource, Source, size_of
from lectern.interchange.strict_yaml import Located, YamlError, read_mapping
from lectern.interchange.texts import read_text


def read_course(path: Path) -> tuple[CourseFolder | None, Report]:
    """Read a course folder. The course is None when the report holds an error."""
    findings = Findings()
    if not path.is_dir():
        findings.error(path.name, 0, "no-folder", "This is not a folder.")
        return None, findings.report()
    return _read(FolderSource(path, findings), findings)


def read_zip(
    archive: Path | bytes | IO[bytes], name: str = "course.zip"
) -> tuple[CourseFolder | None, Report]:
    """Read a course folder out of a zip file; `name` stands for the archive in the report."""
    findings = Findings()
    source = open_zip(archive, name, findings)
    if source is None:
        return None, findings.report()
    return _read(source, findings)


def read_files(files: Mapping[str, bytes]) -> tuple[CourseFolder | None, Report]:
    """Read a course folder out of its files by name."""
    findings = Findings()
    return _read(MemorySource(files), findings)


def _read(source: Source, findings: Findings) -> tuple[CourseFolder | None, Report]:
    course = None
    # A listing that holds something refused is not opened any further.
    if findings.report().ok:
        course = _course(source, findings)
    report = findings.report()
    return (course if report.ok else None), report


def _course(source: Source, findings: Findings) -> CourseFolder | None:
    values = _course_values(source, findings)
    names = [match for name in source.names if (match := LESSON_NAME.fullmatch(name))]
    stems = sorted((match["stem"] for match in names), key=_order)
    _check_names(source, stems, findings)
    if len(stems) > limits.LESSONS:
        message = f"A course has up to {limits.LESSONS} lessons; these are {len(stems)}."
        findings.error(
            COURSE_FILE, 0, "too-many-lessons", message, most=limits.LESSONS, count=len(stems)
        )
        return None
    references = References(source, frozenset(stems), findings)
    reader = LessonReader(source, references, findings)
    lessons = [reader.read(stem) for stem in stems]
    if values is None:
        return None
    fields = Fields(COURSE_FILE, values, findings)
    image = _image(fields, source, references, findings)
    description = fields.text("description", most=50_000)
    references.follow(description, COURSE_FILE, fields.line("description"), Used())
    course = CourseFolder(
        title=fields.title(),
        summary=fields.text("summary", most=500),
        description=description,
        category=fields.text("category", most=100, one_line=True),
        level=fields.text("level", most=40, one_line=True),
        language=fields.language("language"),
        tags=fields.texts("tags", most=20),
        price=fields.price("price"),
        currency=fields.currency("currency") or "USD",
        image=image,
        instructor=fields.text("instructor", most=254, one_line=True),
        lessons=tuple(lesson for lesson in lessons if lesson),
        files=references.files,
    )
    fields.report_unknown()
    if sum(len(file.data) for file in course.files) > limits.TOTAL:
        size = size_of(limits.TOTAL)
        message = f"The files are larger than {size} together."
        findings.error(COURSE_FILE, 0, "too-large", message, what="files", size=size)
    return course


def _order(stem: str) -> tuple[int, str]:
    return int(stem.partition("-")[0]), stem


def _course_values(source: Source, findings: Findings) -> dict[str, Located] | None:
    if COURSE_FILE not in source.names:
        close = difflib.get_close_matches(COURSE_FILE, sorted(source.names), n=1)
        hint = f" Is “{close[0]}” meant to be it?" if close else ""
        message = f"A course folder holds a file “{COURSE_FILE}” with at least a title.{hint}"
        what = "similar" if close else "absent"
        findings.error(
            COURSE_FILE,
            0,
            "missing-course-file",
            message,
            what=what,
            name=COURSE_FILE,
            close="".join(close),
        )
        return None
    text = read_text(source, COURSE_FILE, limits.COURSE_YAML, findings)
    if text is None:
        return None
    try:
        return read_mapping(text)
    except YamlError as error:
        findings.error(COURSE_FILE, error.line, "yaml", error.message, detail=error.message)
        return None


def _check_names(source: Source, stems: list[str], findings: Findings) -> None:
    """Lessons and quizzes have names that say which is which and where it belongs."""
    if not stems:
        message = "The course has no lesson: name the files “01-first.md”, “02-second.md”."
        findings.error(COURSE_FILE, 0, "no-lessons", message)
    seen: dict[str, str] = {}
    numbers: dict[int, str] = {}
    for stem in stems:
        number, slug = _order(stem)[0], stem.partition("-")[2].lower()
        if slug in seen:
            message = f"The lesson “{seen[slug]}” has the same name behind its number."
            findings.error(f"{stem}.md", 0, "duplicate-lesson", message, lesson=seen[slug])
        elif number in numbers:
            message = f"The lesson “{numbers[number]}” has the same number."
            findings.warning(f"{stem}.md", 0, "duplicate-number", message, lesson=numbers[number])
        seen[slug] = numbers[number] = stem
    for name in sorted(source.names):
        if "/" in name:
            continue
        if name.endswith(QUIZ_SUFFIX) and name.removesuffix(QUIZ_SUFFIX) not in stems:
            lesson = name.removesuffix(QUIZ_SUFFIX) + ".md"
            message = f"The quiz belongs to no lesson: there is no “{lesson}”."
            findings.error(name, 0, "quiz-without-lesson", message, lesson=lesson)
        elif name.endswith(".md") and not LESSON_NAME.fullmatch(name):
            message = "The name is not that of a lesson (“01-name.md”): the file is not carried."
            findings.warning(name, 0, "ignored-file", message)


def _image(fields: Fields, source: Source, references: References, findings: Findings) -> str:
    path = fields.text("image", most=500, one_line=True).removeprefix("./")
    if not path:
        return ""
    if path not in source.names:
        message = f"The image “{path}” is not part of the course."
        findings.warning(COURSE_FILE, fields.line("image"), "missing-image", message, subject=path)
        return ""
    return path if references.image(path) else ""
