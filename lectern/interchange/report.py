"""What reading a course has to say, item by item, to people and to programs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one place. `line` is 0 when the remark is about the whole file.

    `values` are what the sentence speaks of, for who says it in another language; where a code has
    several sentences, `what` among them tells which.
    """

    kind: Severity
    file: str
    line: int
    code: str
    message: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False, compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.kind}: {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one course, by file and line. One error rejects the whole course."""

    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.of("error")

    def of(self, kind: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.kind == kind)

    def as_dict(self) -> dict[str, Any]:
        counts = Counter(finding.kind for finding in self.findings)
        return {
            "ok": self.ok,
            "errors": counts["error"],
            "warnings": counts["warning"],
            "infos": counts["info"],
            "items": [asdict(finding) for finding in self.findings],
        }

    def lines(self) -> list[str]:
        """The report as text, one line an item and a sum at the end."""
        counts = Counter(finding.kind for finding in self.findings)
        verdict = "The course can be imported" if self.ok else "The course was not imported"
        total = f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} notes"
        return [*map(str, self.findings), f"{verdict}: {total}."]


@dataclass
class Findings:
    """Collects what is found while a course is read."""

    items: dict[Finding, None] = field(default_factory=dict)

    def add(
        self, kind: Severity, file: str, line: int, code: str, message: str, **values: str | int
    ) -> None:
        self.items[Finding(kind, file, line, code, message, values)] = None

    def error(self, file: str, line: int, code: str, message: str, **values: str | int) -> None:
        self.add("error", file, line, code, message, **values)

    def warning(self, file: str, line: int, code: str, message: str, **values: str | int) -> None:
        self.add("warning", file, line, code, message, **values)

    def report(self) -> Report:
        ordered = sorted(self.items, key=lambda finding: (finding.file, finding.line))
        return Report(tuple(ordered))
