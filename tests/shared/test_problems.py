"""Every error is a problem: JSON of one shape, whatever went wrong and whoever asked for what."""

from typing import Any

import pytest
from bson import ObjectId
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.test import APIClient
from rest_framework.views import APIView

from lectern import urls
from tests.world import course, sign_in, teacher

JSON = "application/json"


def check(response: Any, status: int, code: str) -> dict[str, Any]:
    """The body of a problem of this kind."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    body = dict(response.json())
    assert {"type", "title", "status", "code"} <= body.keys()
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"urn:lectern:problem:{code}"
    return body


@pytest.mark.parametrize(
    ("method", "url", "status", "code"),
    [
        ("get", "/api/nothing/", 404, "not-found"),
        ("get", "/api/courses", 404, "not-found"),
        ("get", "/api", 404, "not-found"),
        ("get", "/api/courses/x/", 404, "not-found"),
        ("get", f"/api/courses/{'0' * 24}/", 404, "not-found"),
        ("get", f"/api/courses/{'0' * 23}%00/", 404, "not-found"),
        ("get", "/api/courses/%F0%9F%92%A9/outline/", 404, "not-found"),
        ("put", "/api/courses/", 405, "method-not-allowed"),
        ("delete", "/api/auth/login/", 405, "method-not-allowed"),
        ("trace", "/api/categories/", 405, "method-not-allowed"),
        ("post", "/api/schema/", 405, "method-not-allowed"),
        ("post", "/swagger/", 405, "method-not-allowed"),
        ("post", "/courses/some-page", 405, "method-not-allowed"),
        ("post", "/api/courses/", 401, "unauthenticated"),
        ("get", "/api/dashboard/", 401, "unauthenticated"),
        ("get", "/missing.js", 404, "not-found"),
        ("get", "/media/missing.png", 404, "not-found"),
    ],
)
def test_what_cannot_be_served_is_a_problem(
    client: APIClient, method: str, url: str, status: int, code: str
) -> None:
    response = getattr(client, method)(url)
    check(response, status, code)
    if status == 401:
        assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/png"])
def test_who_accepts_no_json_is_told_in_json(client: APIClient, accept: str) -> None:
    check(client.get("/api/courses/", HTTP_ACCEPT=accept), 406, "not-acceptable")
    check(client.get("/api/nothing/", HTTP_ACCEPT=accept), 404, "not-found")


def test_an_unknown_host_is_refused(client: APIClient) -> None:
    check(client.get("/api/courses/", HTTP_HOST="evil.example"), 400, "malformed")


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x", "Bearer a.b.c", "Bearer a b", "Bearer \x00"]
)
def test_a_token_that_is_none_is_refused(client: APIClient, header: str) -> None:
    check(client.get("/api/courses/", HTTP_AUTHORIZATION=header), 401, "token-invalid")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"title": NaN}',
        b"\xff\xfe",
        rb'{"title": "\ud800"}',
        b"[" * 100_000,
        b'{"title": "x",}',
    ],
)
def test_a_body_that_is_no_json_is_malformed(client: APIClient, body: bytes) -> None:
    me = sign_in(teacher())
    check(me.generic("POST", "/api/courses/", body, content_type=JSON), 400, "malformed")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", ""])
def test_a_body_of_another_kind_is_unsupported(client: APIClient, kind: str) -> None:
    response = sign_in(teacher()).generic("POST", "/api/courses/", b"title=x", content_type=kind)
    check(response, 415, "unsupported-media-type")


def test_a_body_is_refused_by_its_announced_length(client: APIClient) -> None:
    response = client.generic(
        "POST", "/api/auth/login/", b"{}", content_type=JSON, CONTENT_LENGTH=str(2 * 1024**2 + 1)
    )
    check(response, 413, "too-large")
    assert response.headers["X-Request-ID"]
    assert response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("body", [[], "text", 5, None, True, [{"title": "x"}]])
def test_a_body_that_is_no_object_is_invalid(client: APIClient, body: Any) -> None:
    check(sign_in(teacher()).post("/api/courses/", body), 400, "invalid")
    check(client.post("/api/auth/login/", body), 400, "invalid")


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/title", "required"),
        ({"title": None}, "/title", "null"),
        ({"title": " "}, "/title", "blank"),
        ({"title": "x" * 201}, "/title", "max-length"),
        ({"title": 5}, "/title", "invalid"),
        ({"title": True}, "/title", "invalid"),
        ({"title": ["x"]}, "/title", "invalid"),
        ({"title": {"$ne": None}}, "/title", "invalid"),
        ({"title": "x", "summary": "a\0b"}, "/summary", "null-characters-not-allowed"),
        ({"title": "a\nBcc: all@example.org"}, "/title", "line"),
        ({"title": "a\x1b[31m"}, "/title", "line"),
        ({"title": "x", "tags": "xy"}, "/tags", "not-a-list"),
        ({"title": "x", "tags": [5]}, "/tags/0", "invalid"),
        ({"title": "x", "tags": ["fine", {"$gt": ""}]}, "/tags/1", "invalid"),
        ({"title": "x", "category": {"$oid": "0" * 24}}, "/category", "invalid"),
        ({"title": "x", "category": "zz"}, "/category", "invalid"),
        ({"title": "x", "level": []}, "/level", "invalid-choice"),
        ({"title": "x", "$where": "1"}, "/$where", "unknown-field"),
        ({"title": "x", "a/b~c": 1}, "/a~1b~0c", "unknown-field"),
        ({"title": "x", "enrollment_count": 9}, "/enrollment_count", "unknown-field"),
        ({"title": "x", "_id": "0" * 24}, "/_id", "unknown-field"),
    ],
)
def test_a_value_that_cannot_be_is_pointed_at(
    client: APIClient, body: dict[str, Any], pointer: str, code: str
) -> None:
    problem = check(sign_in(teacher()).post("/api/courses/", body), 400, "invalid")
    assert (pointer, code) in {(error["pointer"], error["code"]) for error in problem["errors"]}


def test_all_that_is_wrong_is_told_at_once(client: APIClient) -> None:
    body = {"title": "", "level": "hard", "price": 5, "minutes": 3, "tags": [1]}
    problem = check(sign_in(teacher()).post("/api/courses/", body), 400, "invalid")
    pointers = {error["pointer"] for error in problem["errors"]}
    assert pointers == {"/title", "/level", "/price", "/minutes", "/tags/0"}


def test_whole_numbers_and_flags_are_not_guessed(client: APIClient) -> None:
    by = teacher()
    body = {"course": str(course(by)), "title": "x"}
    for field, value in {"minutes": "5", "position": True, "preview": "true"}.items():
        problem = check(sign_in(by).post("/api/lessons/", {**body, field: value}), 400, "invalid")
        assert [error["pointer"] for error in problem["errors"]] == [f"/{field}"]


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ufffe", "😀", "$where", "{", '"', "-", "ﷺ" * 300])
@pytest.mark.parametrize("parameter", ["search", "tag", "language"])
def test_any_text_may_be_asked_for(client: APIClient, parameter: str, text: str) -> None:
    response = client.get("/api/courses/", {parameter: text})
    if parameter == "search" and ("\0" in text or len(text) > 200):
        check(response, 400, "invalid")
    else:
        assert response.status_code == 200, response.content


def test_bytes_that_are_no_text_are_read_as_something_else(client: APIClient) -> None:
    assert client.get("/api/courses/?search=%ED%A0%80%FF").status_code == 200


class Broken(APIView):
    """A view with a fault."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def get(self, _request: Any) -> None:
        raise RuntimeError("the password is swordfish")


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_a_fault_of_ours_tells_nothing_but_its_request(
    client: APIClient, monkeypatch: pytest.MonkeyPatch, settings: Any, accept: str
) -> None:
    settings.ROOT_URLCONF = type(
        "Urls",
        (),
        {
            "urlpatterns": [path("broken/", Broken.as_view()), path("worse/", worse)],
            "handler500": urls.handler500,
        },
    )
    for url in ("/broken/", "/worse/"):
        response = client.get(url, HTTP_X_REQUEST_ID="request-12345")
        body = check(response, 500, "unexpected")
        assert body.keys() == {"type", "title", "status", "code"}
        assert b"swordfish" not in response.content
        assert response.headers["X-Request-ID"] == "request-12345"


def worse(_request: Any) -> None:
    raise RuntimeError("the password is swordfish")


def test_ids_of_other_things_are_not_found(client: APIClient) -> None:
    by = teacher()
    for url in ("courses", "lessons", "categories", "users"):
        check(sign_in(by).get(f"/api/{url}/{ObjectId()}/"), 404, "not-found")
