"""What holds for every request: a name in the logs, a limit, and the security headers."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, UnreadablePostError
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from lectern.shared import audit, correlation
from lectern.shared.address import address_of
from lectern.shared.etags import tag
from lectern.shared.policies import visitor
from lectern.shared.problem import problem_response

Handler = Callable[[HttpRequest], HttpResponse]

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class RequestId:
    """Every response carries `X-Request-ID`, which the logs repeat."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = correlation.name_of(request.headers.get("X-Request-ID", ""))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response


class WholeRequest:
    """What was answered before its body was read is read to its end, up to a limit.

    Otherwise the server has to close the connection, and the next request that a client or a proxy
    sends on it may be lost.
    """

    LIMIT = 1024 * 1024
    PIECE = 64 * 1024

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        with suppress(UnreadablePostError):  # the client has gone
            for _ in range(self.LIMIT // self.PIECE):
                if not request.read(self.PIECE):
                    break
        return response


class SecurityHeaders:
    """The content policy of every answer; the API's answers are never kept by shared caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.path.startswith("/api/"):
            response.setdefault("Cache-Control", "private, no-cache")
        return response


class AuditTrail:
    """Follows every request of the API that may write, to one record of what it wrote."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or not request.path.startswith("/api/"):
            return self.get_response(request)
        trail = audit.Trail(
            # Who it is the view finds out.
            who=lambda: getattr(request, "user", None) or visitor(),
            address=address_of(request),
            agent=request.headers.get("User-Agent", ""),
            request_id=correlation.request_id() or "",
        )
        with audit.followed_by(trail):
            response = self.get_response(request)
            if response.status_code < 400:
                trail.settle()
        return response

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, path: dict[str, Any]
    ) -> None:
        """Name what is asked for: `courses.publish`, `auth.login`."""
        trail, kind = audit.current(), getattr(view, "cls", None)
        if trail is None or not getattr(kind, "audited", True):
            audit.withdraw()
            return
        method = str(request.method).lower()
        actions = getattr(view, "actions", None)
        if actions:
            resource, verb = view.initkwargs["basename"], actions.get(method, "")
        else:
            name = request.resolver_match.url_name if request.resolver_match else ""
            resource, verb = "auth", name if method == "post" else f"{name}-{method}"
        trail.action = f"{resource}.{verb}".replace("_", "-")
        trail.subject = str(path.get("pk") or path.get("id") or "")[:64]
        trail.at_once = getattr(kind, "revocable", False)


class EntityTags:
    """What the API shows has a name; who has it already is told so, without the body.

    The name is of what this reader may see, so it is given after every check of rights.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/api/"):
            return response
        patch_vary_headers(response, ["Authorization"])
        if request.method not in ("GET", "HEAD", "PUT", "PATCH"):
            return response
        tag(response)
        asked = parse_etags(request.headers.get("If-None-Match", ""))
        if request.method in ("GET", "HEAD") and "ETag" in response and asked:
            known = {etag.removeprefix("W/") for etag in asked}
            if known & {"*", response["ETag"]}:
                return _not_modified(response)
        return response


class BodyLimit:
    """A body larger than the limit is refused by its announced length, before it is read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        upload = request.content_type == "multipart/form-data"
        limit = settings.UPLOAD_MAX_BYTES if upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > limit:
            return problem_response(
                status=413,
                code="too-large",
                title="The request is larger than this server accepts.",
                detail=f"At most {limit} bytes.",
            )
        return self.get_response(request)


def _not_modified(response: HttpResponse) -> HttpResponse:
    kept = ("Cache-Control", "ETag", "Vary")
    return HttpResponseNotModified(
        headers={name: response[name] for name in kept if name in response}
    )
