"""No answer in any test has a code that the description does not name for it."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PROBLEM = "application/problem+json"


def path_of(route: str) -> str:
    """The path in the description of what a URL pattern matches."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]+\)", r"{\1}", route)
    return "/" + re.sub(r"[$^]|\\Z", "", plain).replace("{pk}", "{id}")


_making = Lock()


def description() -> Mapping[str, Any]:
    """The description of the API, as the code gives it; made once, also for many threads."""
    with _making:
        return _description()


@cache
def _description() -> Mapping[str, Any]:
    from drf_spectacular.drainage import GENERATOR_STATS
    from drf_spectacular.generators import SchemaGenerator

    with GENERATOR_STATS.silence():
        return dict(SchemaGenerator().get_schema(request=None, public=True))


def codes_of(responses: Mapping[str, Any], status: int) -> set[str]:
    """The codes that an operation may answer with this status."""
    response = responses.get(str(status), responses["default"])
    if "$ref" in response:
        response = description()["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return set(response["content"][PROBLEM]["examples"])


_unchecked = 0


@contextmanager
def unchecked() -> Iterator[None]:
    """For tests that change what is answered."""
    global _unchecked
    _unchecked += 1
    try:
        yield
    finally:
        _unchecked -= 1


def check(request: HttpRequest, response: HttpResponseBase) -> None:
    """Fail when an operation answers what it does not declare."""
    found = request.resolver_match
    if response.status_code < 400 or found is None or _unchecked:
        return
    item = description()["paths"].get(path_of(found.route), {})
    method = str(request.method).lower().replace("head", "get")
    if method not in item:
        return
    said = f"{request.method} {request.path} answers {response.status_code}"
    assert response.headers.get("Content-Type") == PROBLEM, said
    code = json.loads(getattr(response, "content", b"{}"))["code"]
    declared = codes_of(item[method]["responses"], response.status_code)
    assert code in declared, f"{said} {code}; its view names {sorted(declared)} in `errors`"


@contextmanager
def checked() -> Iterator[None]:
    """Check whatever this process answers."""
    answer = BaseHandler.get_response

    def observed(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        response = answer(handler, request)
        check(request, response)
        return response

    BaseHandler.get_response = observed  # type: ignore[method-assign]
    try:
        yield
    finally:
        BaseHandler.get_response = answer  # type: ignore[method-assign]
