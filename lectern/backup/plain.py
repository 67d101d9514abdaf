"""A stream that ends with the SHA-256 of all that came before, so that every byte counts."""

import hashlib
from typing import BinaryIO

from lectern.backup.errors import BadArchive

MARK = b"\nlectern-end "
END = len(MARK) + 64 + 1  # the mark, the digest in hexadecimal, a line feed
PIECE = 1024 * 1024


class Summer:
    """Writes such a stream. What reads tar files stops before its last line."""

    def __init__(self, target: BinaryIO) -> None:
        self._target, self._digest = target, hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Pass the bytes on."""
        self._digest.update(data)
        self._target.write(data)
        return len(data)

    def finish(self) -> None:
        """Write the last line."""
        self._target.write(_end(self._digest.hexdigest()))


class Checker:
    """Reads such a stream; at its end, `BadArchive` when it is not the one that was written."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._digest = source, hashlib.sha256()
        self._held = source.read(END)  # the last line, as far as we know
        self._ended = False

    def read(self, count: int) -> bytes:
        """Up to so many bytes; none at the end."""
        if self._ended:
            return b""
        piece = self._source.read(count)
        both = self._held + piece
        data, self._held = both[:-END], both[-END:]
        self._digest.update(data)
        if not piece:
            self._ended = True
            self._compare()
        return data

    def drain(self) -> None:
        """Read what is left, so that its end is proven."""
        while self.read(PIECE):
            pass

    def _compare(self) -> None:
        if not self._held.startswith(MARK):
            raise BadArchive("The archive is cut off, or is no archive of Lectern.")
        if self._held != _end(self._digest.hexdigest()):
            raise BadArchive("The archive has been altered: its checksum is another.")


def _end(digest: str) -> bytes:
    return MARK + digest.encode() + b"\n"
