"""Turning every exception of the API into problem details."""

import math
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from lectern.shared.errors import DomainError, FieldError
from lectern.shared.mongo import NOT_ANSWERING
from lectern.shared.problem import problem_response

log = structlog.get_logger(__name__)

TITLES = {
    400: ("invalid", "Some values cannot be accepted."),
    401: ("unauthenticated", "Sign in first."),
    403: ("forbidden", "You may not do this."),
    404: ("not-found", "There is nothing here that you can see."),
    405: ("method-not-allowed", "This method is not supported here."),
    406: ("not-acceptable", "No representation of the kind you accept exists."),
    415: ("unsupported-media-type", "The body is of a kind that is not understood here."),
    429: ("too-many-requests", "Too many requests; wait a moment."),
}


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """The problem response for an exception that a view raised."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, DomainError):
        return problem_response(
            status=error.status,
            code=error.code,
            title=error.title,
            detail=error.detail,
            errors=error.errors,
            headers=_headers(error),
        )
    if isinstance(error, exceptions.APIException):
        return _api_problem(error)
    if isinstance(error, SuspiciousOperation):
        return problem_response(status=400, code="invalid", title=TITLES[400][1])
    if isinstance(error, (*NOT_ANSWERING, OperationalError, InterfaceError)):
        log.warning("database_unavailable", error=str(error))
        title = "The service is not available right now."
        headers = {"Retry-After": "2"}
        return problem_response(status=503, code="unavailable", title=title, headers=headers)
    request = context.get("request")
    log.exception("unexpected_error", path=getattr(request, "path", ""))
    return problem_response(status=500, code="unexpected", title="Something broke on our side.")


def _headers(error: DomainError) -> dict[str, str]:
    headers = {}
    if error.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="api"'
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return headers


def _api_problem(error: exceptions.APIException) -> HttpResponse:
    code, title = TITLES.get(error.status_code, ("refused", "The request cannot be served."))
    headers: dict[str, str] = {}
    authenticate = getattr(error, "auth_header", None)
    if authenticate:
        headers["WWW-Authenticate"] = authenticate
    wait = getattr(error, "wait", None)
    if wait:
        headers["Retry-After"] = str(math.ceil(wait))
    errors: list[FieldError] = []
    detail = ""
    if isinstance(error, exceptions.ValidationError):
        errors = list(_field_errors(error.detail))
    elif isinstance(error, exceptions.ParseError):
        code, title, detail = "malformed", "The body cannot be read.", str(error.detail)
    elif error.status_code not in (401, 403, 404):
        detail = str(error.detail)
    elif error.status_code == 401 and not isinstance(error, exceptions.NotAuthenticated):
        code, title = "token-invalid", "The token is not valid or has ended."
    return problem_response(
        status=error.status_code,
        code=code,
        title=title,
        detail=detail,
        errors=errors,
        headers=headers,
    )


def _field_errors(detail: Any, pointer: str = "") -> Any:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            escaped = str(name).replace("~", "~0").replace("/", "~1")
            own = name in ("non_field_errors", "__all__")
            yield from _field_errors(inner, pointer if own else f"{pointer}/{escaped}")
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _field_errors(inner, f"{pointer}/{index}" if nested else pointer)
    else:
        code = str(getattr(detail, "code", "invalid")).replace("_", "-")
        yield FieldError(pointer, str(detail), code)


def not_found(_request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """A path below `/api/` that is no resource."""
    return problem_response(status=404, code="not-found", title=TITLES[404][1])


def bad_request(_request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """A request that Django refuses before any view sees it."""
    return problem_response(status=400, code="malformed", title="The request cannot be read.")


def server_error(_request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """What broke outside the API's own handling."""
    return problem_response(status=500, code="unexpected", title="Something broke on our side.")
