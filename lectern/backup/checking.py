"""Reading an archive from its first byte to its last, and touching nothing."""

from collections import Counter
from typing import BinaryIO

from lectern.backup.archive import Part, Reader
from lectern.backup.bson_parts import split
from lectern.backup.errors import BadArchive
from lectern.backup.manifest import Manifest, load
from lectern.shared.progress import Advance

LINE = b"\n"


def check(*, source: BinaryIO, passphrase: str, advance: Advance) -> Manifest:
    """What the archive says about itself, once it is proven; `BadArchive` says what is wrong."""
    archive = Reader(source, passphrase)
    found: Counter[str] = Counter()
    for done, part in enumerate(archive.parts(), 1):
        found.update(_content(part))
        advance("Parts checked", done, None)
    manifest = load(archive.manifest)
    expected = Counter({"files": manifest.files, "bytes": manifest.file_bytes})
    expected.update({f"mongo/{name}": count for name, count in manifest.collections.items()})
    expected.update({f"sql/{name}": table.rows for name, table in manifest.tables.items()})
    if +expected != +found:
        raise BadArchive("The archive does not hold as much as its manifest says.")
    return manifest


def store_of(part: Part) -> tuple[str, str]:
    """To which store a part belongs, and to what in it."""
    store, _, rest = part.name.partition("/")
    if store == "media" and rest:
        return store, rest
    name, _, file = rest.rpartition("/")
    if name and file and store in ("mongo", "sql"):
        return store, name
    raise BadArchive(f"The archive holds {part.name!r}, which belongs to no store.")


def _content(part: Part) -> dict[str, int]:
    """How much of what is in a part."""
    store, name = store_of(part)
    if store == "media":
        return {"files": 1, "bytes": part.size}
    data = part.unpacked()
    return {
        f"{store}/{name}": sum(1 for _ in split(data)) if store == "mongo" else data.count(LINE)
    }
