"""Finds what a text shows and links to, fetches it, and reports what is not there."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from lectern.interchange import limits
from lectern.interchange.course import CourseFile
from lectern.interchange.links import lesson_target
from lectern.interchange.media import (
    ATTACHMENT_SUFFIXES,
    MediaError,
    check_attachment,
    check_image,
    suffix_of,
)
from lectern.interchange.report import Findings, Severity
from lectern.interchange.sources import Source, UnreadableError
from lectern.shared.markdown import Note, render


@dataclass
class Used:
    """The paths that one lesson shows and links to, each once, in the order of appearance."""

    images: dict[str, None] = field(default_factory=dict)
    attachments: dict[str, None] = field(default_factory=dict)


class References:
    """Collects the files that the texts of one course refer to."""

    def __init__(self, source: Source, stems: Collection[str], findings: Findings) -> None:
        self._source, self._stems, self._findings = source, stems, findings
        self._files: dict[str, CourseFile] = {}
        self._refused: set[str] = set()

    @property
    def files(self) -> tuple[CourseFile, ...]:
        return tuple(self._files[path] for path in sorted(self._files))

    def follow(self, text: str, file: str, line: int, used: Used) -> None:
        """Render a text as a learner will see it, noting what it uses and what it loses."""

        def image(path: str) -> str | None:
            if path not in self._source.names:
                return None
            if self.image(path):
                used.images[path] = None
            return path

        def link(path: str) -> str | None:
            if lesson_target(path, self._stems):
                return path
            if path not in self._source.names or suffix_of(path) not in ATTACHMENT_SUFFIXES:
                return None
            if self._attachment(path):
                used.attachments[path] = None
            return path

        rendered = render(text, image=image, link=link, first_line=line)
        self._report(rendered.dangling + rendered.unsupported, "warning", file)
        self._report(rendered.withheld, "info", file)

    def image(self, path: str) -> bool:
        """Fetch an image; a finding says when it is not fit to be shown."""
        return self._fetch(path, limits.IMAGE, check_image)

    def _attachment(self, path: str) -> bool:
        return self._fetch(path, limits.ATTACHMENT, check_attachment)

    def _fetch(self, path: str, most: int, check: Callable[[str, bytes], str]) -> bool:
        if path in self._files:
            return True
        if path in self._refused:
            return False
        try:
            data = self._source.read(path, most)
            self._files[path] = CourseFile(path, check(path, data), data)
        except (UnreadableError, MediaError) as error:
            self._findings.error(path, 0, error.code, error.message, **error.values)
            self._refused.add(path)
            return False
        return True

    def _report(self, notes: tuple[Note, ...], kind: Severity, file: str) -> None:
        for note in notes:
            self._findings.add(kind, file, note.line, note.code, note.message, subject=note.subject)
