"""Files that people brought: kept under the hash of what they are, served so that none can act."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from lectern.shared.errors import Unavailable
from lectern.shared.problem import problem_response
from lectern.shared.storages import PRIVATE, SHOWN, store

# An image that is opened on its own must not run or load anything (SVG can).
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def keep(folder: str, name: str, content: bytes) -> str:
    """Store a file and answer its URL; the same bytes are stored once."""
    return keep_as(_path(folder, name, content), ContentFile(content))


def place(folder: str, name: str, content: bytes) -> str:
    """The URL under which `keep` would store a file."""
    return url_of(_path(folder, name, content))


def read(url: str, most: int) -> bytes | None:
    """The content of a kept file by its URL; None when it is not here or larger than `most`."""
    path = url.removeprefix(settings.MEDIA_URL)
    if path == url or path.startswith(PRIVATE) or ".." in PurePosixPath(path).parts:
        return None
    try:
        size = store().size(path)
        return b"".join(store().read(path, 0, size)) if size <= most else None
    except FileNotFoundError:
        return None


def keep_as(path: str, content: "File[bytes]") -> str:
    """Store a file under a name that follows from its content, and answer its URL."""
    if not store().exists(path):
        store().save(path, content)
    return url_of(path)


def url_of(path: str) -> str:
    """Where a kept file is served."""
    return f"{settings.MEDIA_URL}{path}"


def drop(path: str) -> None:
    """Remove a kept file; nothing happens when it is gone already."""
    store().delete(path)


def _path(folder: str, name: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()[:24]
    return f"{folder}/{digest}{PurePosixPath(name).suffix.lower()}"


def headers_of(path: str) -> dict[str, str]:
    """As what a file is served: shown when a browser can do nothing but show it."""
    name = PurePosixPath(path)
    kind = SHOWN.get(name.suffix.lower())
    disposition = content_disposition_header(as_attachment=kind is None, filename=name.name)
    return {
        "Content-Type": kind or "application/octet-stream",
        "Content-Disposition": str(disposition),
    }


def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """`GET /media/…`: kept files never change, so they may be kept by browsers for a year."""
    if request.method not in ("GET", "HEAD"):
        return problem_response(
            status=405,
            code="method-not-allowed",
            title="Files are only read.",
            headers={"Allow": "GET, HEAD"},
        )
    path = PurePosixPath(name)
    plain = str(path) == name and "\\" not in name
    if not plain or path.is_absolute() or ".." in path.parts or name.startswith(PRIVATE):
        return _no_such_file()
    try:
        return _answer(request, name)
    except FileNotFoundError:
        return _no_such_file()
    except Unavailable as error:
        return problem_response(
            status=error.status, code=error.code, title=error.title, headers={"Retry-After": "2"}
        )


def _answer(request: HttpRequest, name: str) -> HttpResponseBase:
    elsewhere = store().link(name, headers_of(name))
    if elsewhere:
        # A link outlives by far the time for which it is remembered.
        headers = {"Location": elsewhere, "Cache-Control": "private, max-age=300"}
        return HttpResponse(status=302, headers=headers)
    size = store().size(name)
    etag = quote_etag(hashlib.sha256(name.encode()).hexdigest()[:24])
    kept = {
        **headers_of(name),
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": POLICY,
        "ETag": etag,
    }
    unchanged = get_conditional_response(request, etag=etag, response=HttpResponse(headers=kept))
    if unchanged is not None and unchanged.status_code != 200:
        return unchanged
    part = _part(request, size, etag)
    if part is None:
        return _stream(request, name, 0, size, kept, 200)
    first, count = part
    if count <= 0:
        return problem_response(
            status=416,
            code="range-not-satisfiable",
            title="The file is shorter than that.",
            headers={"Content-Range": f"bytes */{size}"},
        )
    kept["Content-Range"] = f"bytes {first}-{first + count - 1}/{size}"
    return _stream(request, name, first, count, kept, 206)


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The first byte and the number of bytes that are asked for; None when all of them.

    Several parts at once, and what cannot be read, are answered with the whole file.
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first and not last:
        return None
    if not first:
        count = min(int(last), size)
        return size - count, count
    if last and int(last) < int(first):
        return None
    end = min(int(last) + 1, size) if last else size
    return int(first), end - int(first)


def _stream(
    request: HttpRequest, name: str, first: int, count: int, headers: dict[str, str], status: int
) -> HttpResponseBase:
    headers = {**headers, "Content-Length": str(count)}
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    pieces: Iterator[bytes] = store().read(name, first, count)
    return StreamingHttpResponse(pieces, status=status, headers=headers)


def _no_such_file() -> HttpResponse:
    return problem_response(status=404, code="not-found", title="There is no such file.")
