"""Where files are kept: what a folder and a bucket each have to get right."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from rest_framework.test import APIClient

from lectern.config.buckets import BadStorageUrl, bucket_options
from lectern.shared import media
from tests.shared.conftest import use_bucket
from tests.shared.files import form, picture
from tests.world import person, sign_in


def test_a_file_that_cannot_be_written_whole_is_not_there(
    stores: None,
) -> None:
    class Torn(ContentFile):
        """A file that ends in the middle."""

        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            """One piece, and no more."""
            yield b"half"
            raise OSError("torn")

    with pytest.raises(OSError, match="torn"):
        media.keep_as("courses/torn.png", Torn(b"whole"))
    folder = Path(configured.MEDIA_ROOT) / "courses"
    assert not [path for path in folder.iterdir() if path.suffix == ".part"]
    assert not (folder / "torn.png").exists()


@pytest.fixture
def away(settings: Any) -> Iterator[None]:
    """A bucket that takes calls and never answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(50)
        use_bucket(settings, f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=0.5)
        yield


def test_a_bucket_that_never_answers_makes_the_service_unavailable(
    client: APIClient, away: None
) -> None:
    me, began = sign_in(person()), time.monotonic()
    upload = me.post("/api/uploads/", form(picture()), format="multipart")
    for answer in (upload, me.get("/media/courses/map.png")):
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.headers["Retry-After"] == "2"
    assert time.monotonic() - began < 30  # a client that is not told waits a minute each time


def test_a_bucket_that_is_not_there_makes_the_service_unavailable(
    client: APIClient, settings: Any, s3: str
) -> None:
    use_bucket(settings, "http://127.0.0.1:9")
    assert client.get("/media/courses/map.png").status_code == 503
    use_bucket(settings, s3, bucket="another")
    me = sign_in(person())
    answer = me.post("/api/uploads/", form(picture()), format="multipart")
    assert answer.status_code == 503
    assert "another" not in answer.content.decode()


def test_a_bucket_may_give_out_signed_links(client: APIClient, settings: Any, s3: str) -> None:
    use_bucket(settings, s3, signed="true")
    for name, kind in (("map.svg", "image/svg+xml"), ("data.csv", "application/octet-stream")):
        answer = client.get(media.keep("courses", name, b"content"))
        assert answer.status_code == 302
        assert "Signature" in answer.headers["Location"]
        with urlopen(answer.headers["Location"]) as response:  # noqa: S310  # the test's own server
            assert response.read() == b"content"
            assert response.headers["Content-Type"] == kind
            shown = "inline" if name == "map.svg" else "attachment"
            assert response.headers["Content-Disposition"].startswith(shown)
    media.keep_as("private/1/a.png", ContentFile(b"secret"))
    assert client.get("/media/private/1/a.png").status_code == 404


def test_a_bucket_may_be_public(client: APIClient, settings: Any, s3: str) -> None:
    use_bucket(settings, s3, public="https://files.example.org/media/")
    url = media.keep("courses", "map.png", b"content")
    expected = url.replace("/media/", "https://files.example.org/media/", 1)
    assert client.get(url).headers["Location"] == expected


def test_a_storage_url_says_everything() -> None:
    keys = {"access_key": "a", "secret_key": "s"}
    assert bucket_options("", **keys) is None
    url = "s3://files/lectern/media?endpoint=http%3A%2F%2Fminio%3A9000&region=eu-west-1&timeout=3"
    assert bucket_options(url, **keys) == {
        "bucket_name": "files",
        "location": "lectern/media",
        "endpoint_url": "http://minio:9000",
        "path_style": True,
        "region_name": "eu-west-1",
        "signed": False,
        "public": "",
        "timeout": 3.0,
        **keys,
    }


@pytest.mark.parametrize(
    "url", ["https://files", "s3://", "s3:///prefix", "s3://b?colour=red", "s3://b?timeout=soon"]
)
def test_a_storage_url_that_cannot_be_read_is_refused(url: str) -> None:
    with pytest.raises(BadStorageUrl, match="MEDIA_STORAGE_URL"):
        bucket_options(url, access_key=None, secret_key=None)
