"""One file: a tar archive whose last parts are the checksums of the others and the manifest."""

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from lectern.backup.errors import BadArchive
from lectern.backup.plain import Checker, Summer
from lectern.backup.sealing import MAGIC, Sealer, Unsealer

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
PIECE = 256 * 1024
IN_MEMORY = 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024  # a part of a store; three times as much as any that we write
MOST_MANIFEST = 64 * 1024 * 1024


class Writer:
    """Writes parts one after the other; not complete before `finish`."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        self._stream = Sealer(target, passphrase) if passphrase else Summer(target)
        self._tar = tarfile.open(  # noqa: SIM115  # closed by `finish`
            fileobj=cast(IO[bytes], self._stream), mode="w|", format=tarfile.PAX_FORMAT
        )
        self._sums = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by `finish`

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """A part of a known size, in pieces; `OSError` when they are fewer."""
        self._sums.write(_line(self._put(name, size, pieces), name))

    def add_packed(self, name: str, data: bytes) -> None:
        """A part that is compressed."""
        packed = gzip.compress(data, 5, mtime=0)
        self.add(f"{name}.gz", len(packed), [packed])

    def finish(self, manifest: bytes) -> None:
        """Write the checksums and the manifest, and close."""
        size = self._sums.tell()
        self._sums.seek(0)
        self._put(SUMS, size, iter(lambda: self._sums.read(PIECE), b""))
        self._put(MANIFEST, len(manifest), [manifest])
        self._sums.close()
        self._tar.close()
        self._stream.finish()

    def _put(self, name: str, size: int, pieces: Iterable[bytes]) -> str:
        source = _Pieces(pieces)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, cast(IO[bytes], source))
        _forget_members(self._tar)
        return source.digest.hexdigest()


@dataclass(frozen=True)
class Part:
    """One part, to be read before the next is asked for."""

    name: str
    size: int
    source: "_Hashed"

    def pieces(self) -> Iterator[bytes]:
        """What it holds."""
        while piece := self.source.read(PIECE):
            yield piece

    def unpacked(self) -> bytes:
        """What it held before it was compressed."""
        stream = zlib.decompressobj(wbits=31)
        data = bytearray()
        try:
            for piece in self.pieces():
                data += stream.decompress(piece, MOST_UNPACKED + 1 - len(data))
                if len(data) > MOST_UNPACKED:
                    raise BadArchive(f"{self.name} is larger than any part that Lectern writes.")
        except zlib.error as error:
            raise BadArchive(f"{self.name} cannot be unpacked: the archive was altered.") from error
        if not stream.eof or stream.unused_data:
            raise BadArchive(f"{self.name} does not end as it should: the archive was altered.")
        return bytes(data)


class Reader:
    """Reads the parts in their order, and then knows the manifest."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        sealed = is_sealed(source)
        if sealed and not passphrase:
            raise BadArchive("The archive is encrypted, and no pass phrase was given.")
        self._stream = Unsealer(source, passphrase) if sealed else Checker(source)
        self.manifest = b""

    def parts(self) -> Iterator[Part]:
        """Each part but the checksums and the manifest, which are compared at the end."""
        try:
            yield from self._parts()
        except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
            self._stream.drain()  # it says better what is wrong, if it is the whole
            raise BadArchive(f"The archive cannot be read: {error}.") from error
        self._stream.drain()
        if not self.manifest:
            raise BadArchive("The archive has no manifest: it is no archive of Lectern.")

    def _parts(self) -> Iterator[Part]:
        expected = hashlib.sha256()
        found = ""
        with tarfile.open(fileobj=cast(IO[bytes], self._stream), mode="r|") as tar:
            while entry := tar.next():
                _forget_members(tar)
                content = tar.extractfile(entry)
                if content is None or not _is_plain(entry.name):
                    raise BadArchive(f"The archive holds {entry.name!r}, which is no part.")
                source = _Hashed(content)
                if entry.name == MANIFEST:
                    self.manifest = source.read(MOST_MANIFEST)
                elif entry.name == SUMS:
                    source.drain()
                    found = source.digest.hexdigest()
                else:
                    yield Part(entry.name, entry.size, source)
                    source.drain()
                    expected.update(_line(source.digest.hexdigest(), entry.name))
        if found != expected.hexdigest():
            raise BadArchive("The parts of the archive are not those that its checksums tell of.")


def is_sealed(source: BinaryIO) -> bool:
    """Whether a pass phrase is needed; the source is at its beginning afterwards."""
    source.seek(0)
    sealed = source.read(len(MAGIC)) == MAGIC
    source.seek(0)
    return sealed


class _Pieces:
    """Pieces as something that is read, hashed on the way."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._held = iter(pieces), b""
        self.digest = hashlib.sha256()

    def read(self, count: int) -> bytes:
        while len(self._held) < count and (piece := next(self._pieces, None)) is not None:
            self._held += piece
        data, self._held = self._held[:count], self._held[count:]
        self.digest.update(data)
        return data


class _Hashed:
    """Something that is read, hashed on the way."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.digest = source, hashlib.sha256()

    def read(self, count: int) -> bytes:
        data = self._source.read(count)
        self.digest.update(data)
        return data

    def drain(self) -> None:
        while self.read(PIECE):
            pass


def _forget_members(tar: tarfile.TarFile) -> None:
    """It remembers every part, and there may be millions."""
    vars(tar)["members"] = []


def _is_plain(name: str) -> bool:
    """Whether it stays within the folder it is put into."""
    path = PurePosixPath(name)
    return str(path) == name and not path.is_absolute() and ".." not in path.parts


def _line(digest: str, name: str) -> bytes:
    """As `sha256sum` writes it."""
    return f"{digest}  {name}\n".encode()
