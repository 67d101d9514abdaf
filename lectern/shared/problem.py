"""RFC 9457 problem details: the one shape in which every error leaves the server."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import orjson
from django.http import HttpResponse

from lectern.shared.errors import FieldError

CONTENT_TYPE = "application/problem+json"


def problem(
    *, status: int, code: str, title: str, detail: str = "", errors: Sequence[FieldError] = ()
) -> dict[str, Any]:
    """The body of a problem; `detail` and `errors` appear only when they say something."""
    body: dict[str, Any] = {
        "type": f"urn:lectern:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
    }
    if detail and detail != title:
        body["detail"] = detail
    if errors:
        body["errors"] = [asdict(error) for error in errors]
    return body


def problem_response(
    *,
    status: int,
    code: str,
    title: str,
    detail: str = "",
    errors: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem as a plain response, in the same form whatever client or view accept."""
    body = problem(status=status, code=code, title=title, detail=detail, errors=errors)
    return HttpResponse(
        orjson.dumps(body), status=status, content_type=CONTENT_TYPE, headers=dict(headers or {})
    )
