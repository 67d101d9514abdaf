"""Which problems each operation may answer, and which headers it takes and gives; by its method.

Everything is a reference to a shared component, so that clients are generated with one type each.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lectern.shared.problem import CONTENT_TYPE, problem

WRITES = frozenset({"post", "put", "patch", "delete"})
# Who presents a password or a token may be told that it is not good, also without being signed in.
_CREDENTIALS = re.compile(r"/(login|token)/")


class Failure(NamedTuple):
    """A status: the name of its component, what it says, its usual codes."""

    name: str
    description: str
    codes: tuple[str, ...]
    headers: tuple[str, ...] = ()


FAILURES: Mapping[int, Failure] = {
    400: Failure(
        "Invalid", "Something cannot be accepted; see `errors`.", ("invalid", "malformed")
    ),
    401: Failure(
        "Unauthenticated",
        "A token or password is needed, or the one that was given is not good.",
        ("unauthenticated", "token-invalid"),
        ("WWW-Authenticate",),
    ),
    403: Failure("Forbidden", "One may see it, but not do this to it.", ("forbidden",)),
    404: Failure("NotFound", "It is not there, or one may not know that it is.", ("not-found",)),
    409: Failure("Conflict", "The state of things does not allow this.", ("conflict",)),
    412: Failure(
        "PreconditionFailed", "It has changed since `If-Match` was read.", ("precondition-failed",)
    ),
    413: Failure("TooLarge", "The request is larger than the server accepts.", ("too-large",)),
    415: Failure(
        "UnsupportedMediaType", "The body is of another kind.", ("unsupported-media-type",)
    ),
    422: Failure(
        "KeyReused",
        "The `Idempotency-Key` came with another request before.",
        ("idempotency-key-reused",),
    ),
    429: Failure(
        "TooManyRequests",
        "It was asked too often; wait as long as `Retry-After` says.",
        ("too-many-requests",),
        ("Retry-After",),
    ),
    503: Failure(
        "Unavailable", "A store does not answer; try again.", ("unavailable",), ("Retry-After",)
    ),
}

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


def describe_failures(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Add them to every operation."""
    components = result["components"]
    components["responses"] = {
        failure.name: _component(status, failure) for status, failure in FAILURES.items()
    }
    components["headers"] = dict(HEADERS)
    components["parameters"] = dict(PARAMETERS)
    for path, item in result["paths"].items():
        for method, operation in item.items():
            _describe(method, path, operation)
    return result


def _describe(method: str, path: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    names = [name for name, applies in _parameters(method, path) if applies]
    refs = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    statuses = sorted(_statuses(method, path, operation))
    if refs:
        operation["parameters"] = [*operation.get("parameters", []), *refs]
    if "IfNoneMatch" in names:
        responses["304"] = {"description": "It is what `If-None-Match` names."}
    for code, response in responses.items():
        headers = ["X-Request-ID"]
        if code == "304" or (code == "200" and {"IfNoneMatch", "IfMatch"} & set(names)):
            headers.append("ETag")
        response["headers"] = {name: _header(name) for name in headers}
    for status in statuses:
        ref = {"$ref": f"#/components/responses/{FAILURES[status].name}"}
        responses.setdefault(str(status), ref)
    operation["responses"] = dict(sorted(responses.items()))


def _parameters(method: str, path: str) -> Iterator[tuple[str, bool]]:
    doors = path.startswith("/api/auth/")  # their answers carry tokens, which nobody keeps
    yield "IdempotencyKey", method == "post" and not doors
    yield "IfMatch", method in ("put", "patch") and "{id}" in path
    yield "IfNoneMatch", method == "get" and not doors


def _statuses(method: str, path: str, operation: dict[str, Any]) -> Iterator[int]:
    security = operation.get("security", [])
    doors = path.startswith("/api/auth/")
    body = "requestBody" in operation
    places = {row.get("in") for row in operation.get("parameters", [])}
    queries = {row.get("name") for row in operation.get("parameters", [])}
    applies = {
        400: body or "query" in places or method == "post",
        401: any(security) or bool(_CREDENTIALS.search(path)),
        403: any(security) and {} not in security and not doors,
        404: "path" in places or (body and not doors),
        409: method in WRITES and not doors,
        412: method in ("put", "patch") and "{id}" in path,
        413: body,
        415: body,
        422: method == "post" and not doors,
        429: method in WRITES or {} in security or bool({"search", "q"} & queries),
        503: True,
    }
    yield from (status for status, yes in applies.items() if yes)


def _component(status: int, failure: Failure) -> dict[str, Any]:
    examples = {
        code: {"value": problem(status=status, code=code, title=failure.description)}
        for code in failure.codes
    }
    return {
        "description": failure.description,
        "headers": {name: _header(name) for name in ("X-Request-ID", *failure.headers)},
        "content": {
            CONTENT_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": examples,
            }
        },
    }


def _header(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/headers/{name}"}
