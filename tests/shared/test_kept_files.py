"""Files that people brought: kept once, served so that none can act."""

from pathlib import Path

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from lectern.shared import media

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
