"""Reads text files: UTF-8, with the line ends of any system."""

from lectern.interchange.report import Findings
from lectern.interchange.sources import Source, UnreadableError


def read_text(source: Source, name: str, most: int, findings: Findings) -> str | None:
    """The text of a file; None, with a finding, when it cannot be read."""
    try:
        data = source.read(name, most)
    except UnreadableError as error:
        findings.error(name, 0, error.code, error.message, **error.values)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.error(name, line, "not-utf8", "This is not UTF-8 text.")
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        findings.error(name, line, "not-text", "This is not text: it holds a zero byte.")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
