"""A course in a zip file, opened with the suspicion that a file from elsewhere deserves."""

import re
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import IO

from lectern.interchange import limits
from lectern.interchange.report import Findings
from lectern.interchange.sources import COURSE_FILE, UnreadableError, size_of, too_large

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The record at the end of an archive, with its comment; and the sign of one beyond 4 GiB.
_END, _ZIP64_LOCATOR, _TAIL = b"PK\x05\x06", b"PK\x06\x07", 65_535 + 22 + 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
# Small files compress to almost nothing without being bombs.
_RATIO_MATTERS_FROM = limits.MIB


class ZipSource:
    """The files of an archive, all checked by its directory before any is unpacked."""

    def __init__(self, archive: zipfile.ZipFile, name: str, findings: Findings) -> None:
        self._archive = archive
        entries = self._entries(name, findings)
        prefix = _common_folder(entries)
        self._infos = {path.removeprefix(prefix): info for path, info in entries.items()}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._infos)

    def read(self, name: str, most: int) -> bytes:
        info = self._infos[name]
        if info.file_size > most:
            raise too_large(most)
        try:
            with self._archive.open(info) as file:
                data = file.read(info.file_size + 1)
        except (*_BROKEN, RuntimeError) as error:
            message = f"Cannot be unpacked: {error}."
            raise UnreadableError("broken-zip", message, what="packed", detail=str(error)) from None
        if len(data) != info.file_size:
            message = "The file has another size than the archive says."
            raise UnreadableError("lying-size", message)
        return data

    def _entries(self, name: str, findings: Findings) -> dict[str, zipfile.ZipInfo]:
        infos = [info for info in self._archive.infolist() if not _is_clutter(info)]
        if len(infos) > limits.FILES:
            _report_too_many(name, findings)
            return {}
        if sum(info.file_size for info in infos) > limits.TOTAL:
            size = size_of(limits.TOTAL)
            message = f"Unpacked, the archive is larger than {size}."
            findings.error(name, 0, "too-large", message, what="archive", size=size)
            return {}
        entries: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            wrong = _wrong_with(info)
            if wrong is None and info.filename in entries:
                wrong = ("duplicate", "The archive holds this name twice.", {})
            if wrong is not None:
                code, message, values = wrong
                findings.error(info.filename[:200], 0, code, message, **values)
            elif not info.is_dir():
                entries[info.filename] = info
        return entries


def _report_too_many(name: str, findings: Findings) -> None:
    message = f"The archive holds more than {limits.FILES} files."
    findings.error(name, 0, "too-many-files", message, most=limits.FILES)


def _is_clutter(info: zipfile.ZipInfo) -> bool:
    """What archivers leave behind."""
    parts = info.filename.split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return parts[0] == "__MACOSX" or hidden


def _wrong_with(info: zipfile.ZipInfo) -> tuple[str, str, dict[str, str]] | None:
    """The code, message and values of what makes an entry unacceptable."""
    # `filename` is cut at a NUL and has the system's separators replaced; the original is not.
    original = info.orig_filename
    parts = original.rstrip("/").split("/")
    if _CONTROL.search(original) or "\\" in original or not all(parts):
        return "zip-slip", "The name is not a path inside the course.", {"what": "strange"}
    if original.startswith("/") or _DRIVE.match(original) or {".", ".."} & set(parts):
        return "zip-slip", "The name leads out of the course.", {"what": "outside"}
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "symlink", "A link is not followed: it may lead out of the course.", {}
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "not-a-file", "This is neither a file nor a folder.", {}
    if info.flag_bits & 0x41:
        return "encrypted", "The file is encrypted.", {}
    if info.compress_type not in _METHODS:
        return "compression", "The file is compressed in a way that is not accepted.", {}
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _RATIO_MATTERS_FROM and ratio > limits.ZIP_RATIO:
        return (
            "zip-bomb",
            f"The file unpacks to {ratio:.0f} times its size.",
            {"times": f"{ratio:.0f}"},
        )
    return None


def _common_folder(entries: dict[str, zipfile.ZipInfo]) -> str:
    """The folder that holds everything, when the archive was made of the folder itself."""
    if COURSE_FILE in entries:
        return ""
    tops = {name.partition("/")[0] for name in entries}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if f"{top}/{COURSE_FILE}" in entries else ""


def _has_a_bearable_directory(file: IO[bytes]) -> bool:
    """Whether the list of files is short enough to be read at all.

    `zipfile` reads the whole list into memory, whatever its length. Every place that it could take
    for the end of the archive is looked at; the format for huge archives is not accepted.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    if _ZIP64_LOCATOR in tail:
        return False
    for match in re.finditer(re.escape(_END), tail):
        record = tail[match.start() : match.start() + 16]
        if len(record) == 16 and struct.unpack("<L", record[12:16])[0] > limits.DIRECTORY:
            return False
    return True


def open_zip(archive: Path | bytes | IO[bytes], name: str, findings: Findings) -> ZipSource | None:
    """The files of an archive; None, with a finding, when it is not one."""
    opened: IO[bytes]
    try:
        if isinstance(archive, Path):
            opened = archive.open("rb")
        else:
            opened = BytesIO(archive) if isinstance(archive, bytes) else archive
        if not _has_a_bearable_directory(opened):
            _report_too_many(name, findings)
            return None
        return ZipSource(zipfile.ZipFile(opened), name, findings)
    except _BROKEN as error:
        message = f"This is not a zip archive: {error}."
        findings.error(name, 0, "broken-zip", message, what="archive", detail=str(error))
        return None
