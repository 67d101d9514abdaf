"""Documents that stand one behind the other, as `mongodump` writes them."""

from collections.abc import Iterator

from lectern.backup.errors import BadArchive

SMALLEST = 5


def split(part: bytes) -> Iterator[bytes]:
    """Each document; it begins with its length. `BadArchive` when one is not whole."""
    place = 0
    while place < len(part):
        size = int.from_bytes(part[place : place + 4], "little")
        if size < SMALLEST or place + size > len(part):
            raise BadArchive("The archive holds documents that are not whole.")
        yield part[place : place + size]
        place += size
