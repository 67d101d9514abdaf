"""The web application: every path that is no file and no API is a page of it."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse

from lectern.shared.problem import problem_response


def page(request: HttpRequest) -> HttpResponse | FileResponse:
    """`index.html`, never cached, because it names the hashed files of this build."""
    if request.method not in ("GET", "HEAD"):
        return problem_response(
            status=405,
            code="method-not-allowed",
            title="Pages are only read.",
            headers={"Allow": "GET, HEAD"},
        )
    index = Path(settings.WEB_ROOT) / "index.html"
    looks_like_file = "." in request.path.rsplit("/", 1)[-1]
    if looks_like_file or not index.is_file():
        return problem_response(
            status=404,
            code="not-found",
            title="There is no such file."
            if looks_like_file
            else "The web application has not been built; run `make up`.",
        )
    response = FileResponse(index.open("rb"), content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = settings.PAGE_POLICY
    return response
