"""The web application: every path that is no file and no API is a page of it."""

from html import escape
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from lectern.shared import site
from lectern.shared.etags import tag
from lectern.shared.problem import problem_response

BUILT_AS = "Lectern"  # what the words of the page call the site


def page(request: HttpRequest) -> HttpResponse:
    """`index.html` in the name of the site, asked for each time: it names the hashed files.

    The service worker keeps `/index.html` as it was built, because it compares it with its hash.
    """
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
    text = index.read_text("utf-8").replace(BUILT_AS, escape(site.name()))
    response = HttpResponse(text, content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    tag(response)
    response = get_conditional_response(request, response["ETag"], None, response) or response
    response["Content-Security-Policy"] = settings.PAGE_POLICY
    return response
