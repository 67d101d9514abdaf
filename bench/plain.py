"""A plain Django view that answers a file: what the web server and Django cost by themselves.

`/redis` and `/mongodb` first read what the least of answers needs that is kept, and that is not:
no program that asks these stores through these libraries is faster than that.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from pymongo import MongoClient
from redis import Redis

settings.configure(
    SECRET_KEY="of no use",  # noqa: S106
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=[],
)
BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
SESSION, KEPT = "bench:plain:session", "bench:plain:body"
HOUR = 3_600


@cache
def redis() -> Any:
    """A client, and two entries: a session, and an answer that is kept."""
    client = Redis.from_url(os.environ["BENCH_REDIS"], socket_timeout=0.25)
    client.set(SESSION, b"true", ex=HOUR)
    client.set(KEPT, BODY, ex=HOUR)
    return client


@cache
def one_row() -> tuple[Any, Any]:
    """The collection of courses, and the id of one."""
    courses = (
        MongoClient[dict[str, Any]](os.environ["BENCH_MONGODB"]).get_default_database().courses
    )
    return courses, (courses.find_one({}, {"_id": 1}) or {})["_id"]


def answer(_request: HttpRequest) -> HttpResponse:
    """The bytes of the file."""
    return HttpResponse(BODY, content_type="application/json")


def answer_of_redis(_request: HttpRequest) -> HttpResponse:
    """The bytes that one round trip brings, with another entry."""
    _session, body = redis().mget(SESSION, KEPT)
    return HttpResponse(body, content_type="application/json")


def answer_of_mongodb(request: HttpRequest) -> HttpResponse:
    """The bytes of the file, after reading a row by its id."""
    courses, row_id = one_row()
    courses.find_one({"_id": row_id})
    return answer(request)


urlpatterns = [
    path("", answer),
    path("redis", answer_of_redis),
    path("mongodb", answer_of_mongodb),
]
application = get_wsgi_application()
