"""What an archive says about itself."""

from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from lectern.backup.errors import BadArchive

FORMAT = 1


@dataclass
class Table:
    """One table of SQL: its columns in the order of the rows."""

    columns: list[str]
    rows: int = 0


@dataclass
class Manifest:
    """Versions, and how much there is of what; the last part of each archive."""

    lectern: str
    created_at: str
    mongodb: str
    sql: str
    key: str  # by which the key of the site is known again, but not guessed
    migrations: list[list[str]]
    format: int = FORMAT
    tables: dict[str, Table] = field(default_factory=dict)
    collections: dict[str, int] = field(default_factory=dict)
    files: int = 0
    file_bytes: int = 0

    def dump(self) -> bytes:
        """As it is kept."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)

    @property
    def documents(self) -> int:
        """Of all collections."""
        return sum(self.collections.values())

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables.values())


def load(data: bytes) -> Manifest:
    """The manifest of an archive, of this format or an older one."""
    try:
        values: dict[str, Any] = orjson.loads(data)
        if values["format"] > FORMAT:
            raise BadArchive(
                f"The archive was made by Lectern {values['lectern']} in a newer format. "
                "Restore it with that version or a later one."
            )
        tables = {name: Table(**table) for name, table in values.pop("tables").items()}
        return Manifest(tables=tables, **values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadArchive("The manifest of the archive cannot be understood.") from error
