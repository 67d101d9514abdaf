"""The name of a representation: a hash of its bytes."""

from hashlib import blake2b

from django.http.response import HttpResponseBase


def etag_of(body: bytes) -> str:
    """The entity tag of these bytes."""
    return f'"{blake2b(body, digest_size=16).hexdigest()}"'


def tag(response: HttpResponseBase) -> None:
    """Name what a successful answer shows; streams have no bytes yet."""
    content: bytes = getattr(response, "content", b"")
    if 200 <= response.status_code < 300 and content:
        response.headers.setdefault("ETag", etag_of(content))
