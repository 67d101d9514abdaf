"""Lists of people as CSV: a header that names the columns, then one person a line."""

import csv
from dataclasses import dataclass, fields
from io import StringIO

from lectern.accounts.services import Newcomer

PEOPLE = 10_000
LINE = 4_000
_NAMES = ("username", "email", "e-mail")
_KNOWN = fields(Newcomer)


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
    """The people of a CSV text, each by the first of the columns that says something."""
    columns, rows = _table(text)
    wanted = [columns.index(name) for name in _NAMES if name in columns]
    if not wanted:
        message = "The first line names the columns; one of them is “username” or “email”."
        raise ListRefused("missing-column", message)
    return [Named(line, _first(row, wanted)) for line, row in rows]


def read_newcomers(text: str) -> list[tuple[int, Newcomer]]:
    """The people of a CSV text with what their accounts begin with, and the lines they stand in."""
    columns, rows = _table(text)
    columns = ["email" if column == "e-mail" else column for column in columns]
    if not {"username", "email"} <= set(columns):
        message = "The first line names the columns; “username” and “email” are among them."
        raise ListRefused("missing-columns", message)
    places = {field.name: columns.index(field.name) for field in _KNOWN if field.name in columns}
    return [
        (line, Newcomer(**{name: _field(row, name, place) for name, place in places.items()}))
        for line, row in rows
    ]


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and rows, separated by commas or semicolons; empty lines are passed over."""
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
        return columns, [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise ListRefused("not-csv", f"Line {reader.line_num}: {error}.") from None


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _field(row: list[str], name: str, place: int) -> str:
    """What is one of a few words may be written in whatever case."""
    value = _cell(row, place)
    return value.lower() if name in ("role", "language") else value


def _first(row: list[str], wanted: list[int]) -> str:
    """The first of the columns that says something."""
    return next(filter(None, (_cell(row, place) for place in wanted)), "")
