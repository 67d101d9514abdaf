"""An encrypted stream in which nothing can be changed, left out, moved or cut off unnoticed.

A key is derived from the pass phrase by scrypt with a salt of its own for each archive. The stream
is cut into frames of one size; each is sealed by AES-256-GCM with its number and whether it is the
last one as the nonce, and the header as associated data.
"""

import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from lectern.backup.errors import BadArchive

MAGIC = b"lectern-sealed-1\n"
SALT = 16
FRAME = 1024 * 1024
TAG = 16
# 128 MiB and about half a second for each guess.
LOG_N, R, P = 17, 8, 1
MOST_LOG_N, MOST_R, MOST_P = 20, 16, 4  # an altered header must not take all memory
_COSTS = struct.Struct(">BBB")


class Sealer:
    """Writes a sealed stream; without `finish` it has no end and will not be accepted."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        salt = os.urandom(SALT)
        self._header = MAGIC + salt + _COSTS.pack(LOG_N, R, P)
        self._key = _key(passphrase, salt, LOG_N, R, P)
        self._target, self._frame, self._held = target, 0, bytearray()
        target.write(self._header)

    def write(self, data: bytes) -> int:
        """Take some bytes; what fills no frame is held back, as is a frame that may be the last."""
        self._held += data
        while len(self._held) > FRAME:
            self._seal(bytes(self._held[:FRAME]), last=False)
            del self._held[:FRAME]
        return len(data)

    def finish(self) -> None:
        """Seal what is held back as the last frame."""
        self._seal(bytes(self._held), last=True)
        self._held.clear()

    def _seal(self, data: bytes, *, last: bool) -> None:
        nonce = _nonce(self._frame, last=last)
        self._target.write(self._key.encrypt(nonce, data, self._header))
        self._frame += 1


class Unsealer:
    """Reads a sealed stream; `BadArchive` as soon as a frame is not what was written."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self._header = source.read(len(MAGIC) + SALT + _COSTS.size)
        salt = self._header[len(MAGIC) : len(MAGIC) + SALT]
        costs = self._header[len(MAGIC) + SALT :]
        if len(costs) < _COSTS.size:
            raise BadArchive("The archive is cut off within its first bytes.")
        log_n, r, p = _COSTS.unpack(costs)
        if not (0 < log_n <= MOST_LOG_N and 0 < r <= MOST_R and 0 < p <= MOST_P):
            raise BadArchive("The archive has been altered in its first bytes.")
        self._key = _key(passphrase, salt, log_n, r, p)
        self._source, self._frame, self._opened = source, 0, b""
        self._next = source.read(FRAME + TAG)
        self._ended = False

    def read(self, count: int) -> bytes:
        """Up to so many bytes; none at the end, which is accepted only where it was written."""
        while not self._opened and not self._ended:
            self._open_frame()
        data, self._opened = self._opened[:count], self._opened[count:]
        return data

    def drain(self) -> None:
        """Read what is left, so that its end is proven."""
        while self.read(FRAME):
            pass

    def _open_frame(self) -> None:
        sealed, self._next = self._next, self._source.read(FRAME + TAG)
        last = not self._next
        try:
            nonce = _nonce(self._frame, last=last)
            self._opened = self._key.decrypt(nonce, sealed, self._header)
        except InvalidTag as error:
            raise BadArchive(_reason(self._frame, last=last)) from error
        self._ended = last
        self._frame += 1


def _reason(frame: int, *, last: bool) -> str:
    if frame == 0:
        return (
            "The archive cannot be opened: the pass phrase is not the one it was made with, or its "
            "beginning has been altered or cut off."
        )
    place = f"after {frame} MiB"
    return f"The archive has been {'cut off or ' if last else ''}altered {place}."


def _nonce(frame: int, *, last: bool) -> bytes:
    return frame.to_bytes(11, "big") + bytes([last])


def _key(passphrase: str, salt: bytes, log_n: int, r: int, p: int) -> AESGCM:
    scrypt = Scrypt(salt=salt, length=32, n=2**log_n, r=r, p=p)
    return AESGCM(scrypt.derive(passphrase.encode()))
