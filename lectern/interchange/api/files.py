"""Looking at what was handed in, as far as a glance goes, before anybody waits for a job."""

from collections.abc import Callable
from typing import IO, Any, TypeVar

from lectern.interchange import limits
from lectern.interchange.archive import open_zip
from lectern.interchange.people import ListRefused
from lectern.interchange.report import Finding, Findings
from lectern.interchange.sources import COURSE_FILE
from lectern.shared.errors import FieldError, Invalid

T = TypeVar("T")

SHOWN = 20
LIST_BYTES = 2 * limits.MIB


class FileRefused(Invalid):
    """The file is not what it should be, or would do harm."""

    code = "file-refused"
    title = "The file cannot be accepted."


def refused(code: str, message: str) -> FileRefused:
    """The refusal of a whole file."""
    return FileRefused(errors=[FieldError("/file", message, code)])


def is_zip(file: IO[bytes]) -> bool:
    """Whether the file begins like an archive."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    return start[:2] == b"PK"


def check_zip(file: IO[bytes], name: str) -> None:
    """Refuse an archive whose list of files shows what is wrong; nothing is unpacked."""
    findings = Findings()
    source = open_zip(file, name, findings)
    found = findings.report().of("error")
    if not found and source is not None and COURSE_FILE not in source.names:
        message = f"The archive holds no file “{COURSE_FILE}”."
        found = (Finding("error", name, 0, "missing-course-file", message),)
    if found:
        raise FileRefused(
            errors=[
                FieldError("/file", f"{finding.file}: {finding.message}", finding.code)
                for finding in found[:SHOWN]
            ]
        )
    file.seek(0)


def check_text(file: Any, most: int = limits.QUIZ) -> str:
    """The text of a file; refused when it is none, or too long."""
    file.seek(0)
    data = file.read(most + 1)
    file.seek(0)
    if len(data) > most:
        raise refused("too-large", f"The file is larger than {most // limits.MIB} MiB.")
    try:
        text = str(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refused("not-utf8", "This is not UTF-8 text.") from None
    if "\0" in text:
        raise refused("not-text", "This is not text: it holds a zero byte.")
    return text


def check_list(file: Any, read: Callable[[str], list[T]]) -> list[T]:
    """The people of a CSV file as `read` finds them; refused when there are none."""
    try:
        people = read(check_text(file, LIST_BYTES))
    except ListRefused as error:
        raise refused(error.code, error.message) from None
    if not people:
        raise refused("empty", "The list names nobody.")
    return people
