"""Files that people brought: kept once, served so that none can act."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from rest_framework.test import APIClient

from lectern.shared import media

# The same of a folder and of a bucket.
pytestmark = pytest.mark.usefixtures("storage")

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_the_same_bytes_are_kept_once(stores: None) -> None:
    first = media.keep("courses", "map.SVG", SVG)
    assert first == media.keep("courses", "another name.svg", SVG)
    assert first.startswith("/media/courses/")
    assert first.endswith(".svg")
    assert first != media.keep("courses", "map.svg", SVG + b"\n")


def test_an_image_can_load_and_run_nothing(client: APIClient) -> None:
    response = client.get(media.keep("courses", "map.svg", SVG))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == SVG
    assert response.headers["Content-Type"] == "image/svg+xml"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["page.html", "run.js", "data.xml", "noext", "x.svgz"])
def test_what_is_no_picture_or_film_is_offered_as_a_download(client: APIClient, name: str) -> None:
    response = client.get(media.keep("courses", name, SVG))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "../secret.png",
        "..%2fsecret.png",
        "courses/../../secret.png",
        "courses/%2e%2e/%2e%2e/secret.png",
        "/etc/secret.png",
        "%2fetc%2fsecret.png",
        "..\\secret.png",
        "a%00.png",
        "secret.png%00.svg",
        "courses/",
        "courses",
        "courses.png/",
        "x" * 300 + ".png",
    ],
)
def test_nothing_outside_the_folder_is_reached(client: APIClient, path: str) -> None:
    secret = Path(settings.MEDIA_ROOT).parent / "secret.png"
    secret.parent.mkdir(parents=True, exist_ok=True)
    secret.write_bytes(b"secret")
    media.keep("courses", "map.svg", SVG)
    response = client.get(f"/media/{path}")
    assert response.status_code == 404, path
    assert response.json()["code"] == "not-found"


FILM = bytes(range(256)) * 1_000


def film(me: APIClient, **headers: str) -> tuple[int, bytes, Any]:
    """A part of a film, as a player asks for it."""
    response = me.get(media.keep("courses", "film.mp4", FILM), **headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body, response.headers


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-1023", 0, 1023),
        ("bytes=100-", 100, 255_999),
        ("bytes=-100", 255_900, 255_999),
        ("bytes=-999999999", 0, 255_999),
        ("bytes=255999-", 255_999, 255_999),
        ("bytes=200000-999999999", 200_000, 255_999),
    ],
)
def test_a_film_is_read_from_anywhere(client: APIClient, asked: str, first: int, last: int) -> None:
    status, body, headers = film(client, HTTP_RANGE=asked)
    assert (status, body) == (206, FILM[first : last + 1])
    assert headers["Content-Range"] == f"bytes {first}-{last}/256000"
    assert headers["Content-Length"] == str(last - first + 1)
    assert headers["Content-Type"] == "video/mp4"
    assert "sandbox" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(client: APIClient, asked: str) -> None:
    status, body, headers = film(client, HTTP_RANGE=asked)
    assert (status, headers["Content-Range"]) == (416, "bytes */256000")
    assert b"range-not-satisfiable" in body


@pytest.mark.parametrize(
    "asked",
    ["", "bytes", "bytes=", "bytes=-", "bytes=9-1", "bytes=a-b", "bytes=0-1,5-6", "lines=0-1",
     "bytes=" + "9" * 40 + "-"],
)  # fmt: skip
def test_what_is_no_part_is_answered_with_the_whole(client: APIClient, asked: str) -> None:
    status, body, headers = film(client, HTTP_RANGE=asked)
    assert (status, body, headers["Accept-Ranges"]) == (200, FILM, "bytes")


def test_a_part_of_another_file_is_not_put_to_this_one(client: APIClient) -> None:
    etag = film(client)[2]["ETag"]
    assert film(client, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=etag)[0] == 206
    assert film(client, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE='"other"')[0] == 200


def test_what_a_browser_has_is_not_sent_again(client: APIClient) -> None:
    etag = film(client)[2]["ETag"]
    for tags in (etag, f'"x", {etag}', f"W/{etag}"):
        status, body, headers = film(client, HTTP_IF_NONE_MATCH=tags)
        assert (status, body, headers["ETag"]) == (304, b"", etag)
    assert film(client, HTTP_IF_NONE_MATCH='"other"')[0] == 200


def test_head_tells_the_size_and_sends_nothing(client: APIClient) -> None:
    url = media.keep("courses", "film.mp4", FILM)
    response = client.head(url)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Length"] == "256000"
    refused = client.post(url)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")


def test_a_download_has_a_name_that_harms_nobody(client: APIClient) -> None:
    url = media.keep_as('uploads/1/a";x=y\u2028.txt', ContentFile(b"text"))
    disposition = client.get(url).headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename")
    assert disposition.isascii()
    assert (
        client.get(media.keep("courses", "map.svg", SVG))
        .headers["Content-Disposition"]
        .startswith("inline; filename=")
    )


def test_private_files_have_no_url(client: APIClient) -> None:
    media.keep_as("private/1/secret.png", ContentFile(b"secret"))
    assert client.get("/media/private/1/secret.png").status_code == 404
    for path in ("/media/./private/1/secret.png", "/media//private/1/secret.png"):
        assert client.get(path).status_code == 404
