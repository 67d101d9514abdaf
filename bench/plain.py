"""A plain Django view that answers a file: what the web server and Django cost by themselves."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

settings.configure(
    SECRET_KEY="of no use",  # noqa: S106
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=[],
)
BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


def answer(_request: HttpRequest) -> HttpResponse:
    """The bytes of the file."""
    return HttpResponse(BODY, content_type="application/json")


urlpatterns = [re_path("", answer)]
application = get_wsgi_application()
