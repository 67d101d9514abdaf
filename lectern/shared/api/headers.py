"""The headers that requests may carry and answers do, as components of the description."""

from collections.abc import Mapping
from typing import Any

HEADERS: Mapping[str, dict[str, Any]] = {
    "X-Request-ID": {
        "description": "The name of the request in the logs; quote it with a problem.",
        "schema": {"type": "string"},
        "example": "4f6b0a1e7d2c4e0f9a8b7c6d5e4f3a2b",
    },
    "ETag": {
        "description": "What it is now, for `If-None-Match` and `If-Match`.",
        "schema": {"type": "string"},
        "example": '"9b2c4d"',
    },
    "Retry-After": {
        "description": "Seconds to wait.",
        "schema": {"type": "integer", "minimum": 1},
        "example": 12,
    },
    "WWW-Authenticate": {
        "description": "How to sign in: with a bearer token.",
        "schema": {"type": "string"},
        "example": 'Bearer realm="api"',
    },
}

PARAMETERS: Mapping[str, dict[str, Any]] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "A word of one's own; the same request with it, within a day, is done once.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
        "example": "a7f0c5de-enrol",
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "description": "An `ETag`: change it only if it is still this.",
        "schema": {"type": "string"},
        "example": '"9b2c4d"',
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "An `ETag`: answer 304 if it is still this.",
        "schema": {"type": "string"},
        "example": '"9b2c4d"',
    },
}


def header(name: str) -> dict[str, str]:
    """A reference to one of an answer."""
    return {"$ref": f"#/components/headers/{name}"}


def parameter(name: str) -> dict[str, str]:
    """A reference to one of a request."""
    return {"$ref": f"#/components/parameters/{name}"}
