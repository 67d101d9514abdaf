"""Lists of people as CSV: a header with `username` or `email`, then one person a line."""

import csv
from dataclasses import dataclass
from io import StringIO

PEOPLE = 10_000
LINE = 4_000
_NAMES = ("username", "email", "e-mail")


class ListRefused(Exception):
    """The text is no list of people; `code` says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a line names them, by username or e-mail address."""

    line: int
    name: str


def read_people(text: str) -> list[Named]:
    """The people of a CSV text, separated by commas or semicolons; empty lines are passed over."""
    lines = text.splitlines()
    if any(len(line) > LINE for line in lines):
        raise ListRefused("line-too-long", f"A line has up to {LINE} characters.")
    if len(lines) > PEOPLE + 1:
        raise ListRefused("too-many-people", f"A list names up to {PEOPLE} people.")
    header = lines[0] if lines else ""
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(StringIO("\n".join(lines)), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        wanted = [columns.index(name) for name in _NAMES if name in columns]
        if not wanted:
            message = "The first line names the columns; one of them is “username” or “email”."
            raise ListRefused("missing-column", message)
        return [
            Named(reader.line_num, _first(row, wanted))
            for row in reader
            if any(map(str.strip, row))
        ]
    except csv.Error as error:
        raise ListRefused("not-csv", f"Line {reader.line_num}: {error}.") from None


def _first(row: list[str], wanted: list[int]) -> str:
    """The first of the columns that says something."""
    told = (row[place].strip() for place in wanted if place < len(row))
    return next(filter(None, told), "")
