"""Files that people brought: kept under the hash of what they are, served so that none can act."""

import hashlib
import mimetypes
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse

from lectern.shared.jobs import PRIVATE
from lectern.shared.problem import problem_response

# An image that is opened on its own must not run or load anything (SVG can).
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"
# Everything else is offered as a download and never shown.
SHOWN = frozenset(
    {".avif", ".gif", ".jpeg", ".jpg", ".mp4", ".pdf", ".png", ".svg", ".webm", ".webp"}
)


def keep(folder: str, name: str, content: bytes) -> str:
    """Store a file and answer its URL; the same bytes are stored once."""
    digest = hashlib.sha256(content).hexdigest()[:24]
    path = f"{folder}/{digest}{PurePosixPath(name).suffix.lower()}"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return f"{settings.MEDIA_URL}{path}"


def serve(_request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """`GET /media/…`: kept files never change, so they may be kept by browsers for a year."""
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and f"{path}/".find(PRIVATE) != 0
    if not inside or not default_storage.exists(name):
        return _no_such_file()
    try:
        content = default_storage.open(name, "rb")
    except (IsADirectoryError, FileNotFoundError):
        return _no_such_file()
    shown = path.suffix.lower() in SHOWN
    kind = (mimetypes.guess_type(name)[0] if shown else None) or "application/octet-stream"
    response = FileResponse(content, content_type=kind, as_attachment=not shown)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = POLICY
    return response


def _no_such_file() -> HttpResponse:
    return problem_response(status=404, code="not-found", title="There is no such file.")
