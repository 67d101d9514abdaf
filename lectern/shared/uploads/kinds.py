"""What a file is, by its content. A name alone is never believed."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.base import File

from lectern.shared.errors import FieldError, Invalid

HEAD = 4_096
CHUNK = 64 * 1024


class UnacceptableFile(Invalid):
    """The file is empty, damaged, too large a picture, or of a kind that is not accepted."""

    code = "unacceptable-file"
    title = "This file cannot be accepted."

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(errors=[FieldError("/file", sentence, code)])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its family, its media type, the ending of its name."""

    family: str
    media_type: str
    suffix: str = ""


PICTURE = Kind("picture", "image/webp", ".webp")  # as it will be kept


def _is_picture(head: bytes) -> bool:
    brand = head[8:12]
    return (
        head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))
        or (head.startswith(b"RIFF") and brand == b"WEBP")
        or (head[4:8] == b"ftyp" and brand in (b"avif", b"avis"))
    )


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0")


_ZIP = _starts(b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_BINARY: dict[str, tuple[Kind, Callable[[bytes], bool]]] = {
    ".pdf": (Kind("document", "application/pdf"), _starts(b"%PDF-")),
    ".mp4": (Kind("video", "video/mp4"), lambda head: head[4:8] == b"ftyp"),
    ".webm": (Kind("video", "video/webm"), _starts(b"\x1a\x45\xdf\xa3")),
    ".mp3": (Kind("audio", "audio/mpeg"), _is_mp3),
    ".zip": (Kind("archive", "application/zip"), _ZIP),
    ".docx": (Kind("document", f"{_OFFICE}.wordprocessingml.document"), _ZIP),
    ".pptx": (Kind("document", f"{_OFFICE}.presentationml.presentation"), _ZIP),
    ".xlsx": (Kind("document", f"{_OFFICE}.spreadsheetml.sheet"), _ZIP),
    ".odt": (Kind("document", "application/vnd.oasis.opendocument.text"), _ZIP),
}
_TEXT = {
    ".csv": "text/csv",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".md": "text/markdown",
    ".py": "text/x-python",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
}


def kind_of(file: "File[bytes]", *, pictures_only: bool) -> Kind:
    """The kind of a file; `UnacceptableFile` when it is not one that is kept."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise UnacceptableFile("empty", "The file is empty.")
    if _is_picture(head):
        return PICTURE
    if pictures_only:
        raise UnacceptableFile("kind", "This needs a picture: PNG, JPEG, GIF, WebP or AVIF.")
    suffix = PurePosixPath(file.name or "").suffix.lower()
    if suffix in _BINARY:
        kind, fits = _BINARY[suffix]
        if not fits(head):
            raise UnacceptableFile("lying-name", f"The content is not that of a {suffix} file.")
        return Kind(kind.family, kind.media_type, suffix)
    if suffix in _TEXT:
        _check_text(file, suffix)
        return Kind("text", _TEXT[suffix], suffix)
    kinds = " ".join(sorted({*_BINARY, *_TEXT}))
    raise UnacceptableFile("kind", f"Accepted are pictures (no SVG) and {kinds}.")


def _check_text(file: "File[bytes]", suffix: str) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        for piece in file.chunks(CHUNK):
            if "\0" in decoder.decode(piece):
                raise UnacceptableFile("lying-name", f"The content is not text ({suffix}).")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        sentence = f"The content is not text in UTF-8 ({suffix})."
        raise UnacceptableFile("lying-name", sentence) from error
