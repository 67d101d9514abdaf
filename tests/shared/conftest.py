"""A second Redis that a test may stop, stall or kill; a bucket besides the folder of files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import boto3
import httpx
import pytest
from django.conf import settings
from moto.server import ThreadedMotoServer


@pytest.fixture
def redis(clean: None, tmp_path: Path) -> Iterator[Any]:
    """A Valkey of its own, which this process uses as its cache meanwhile."""
    from lectern.cli.embedded import valkey

    usual = settings.REDIS_URL
    with valkey.serve(tmp_path / "data", tmp_path / "log") as server:
        _use(server.uri)
        try:
            yield server
        finally:
            _use(usual)


def _use(uri: str) -> None:
    from lectern.shared import cache

    settings.REDIS_URL = uri
    cache.connection.cache_clear()
    cache._breaker.close()


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """A server that speaks the language of S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture
def s3(s3_server: str) -> str:
    """That server, holding nothing but the empty bucket `files`."""
    httpx.post(f"{s3_server}/moto-api/reset").raise_for_status()
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1", **keys)
    client.create_bucket(Bucket="files")
    return s3_server


def use_bucket(changing: Any, endpoint: str, bucket: str = "files", **parameters: Any) -> None:
    """Keep files in a bucket for the rest of a test."""
    from lectern.config.buckets import bucket_options

    query = urlencode({"endpoint": endpoint, "region": "us-east-1", **parameters})
    options = bucket_options(f"s3://{bucket}/some/where?{query}", access_key="a", secret_key="s")
    usual = changing.STORAGES["staticfiles"]
    changing.STORAGES = {
        "default": {"BACKEND": "lectern.shared.bucket.Bucket", "OPTIONS": options},
        "staticfiles": usual,
    }


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest) -> str:
    """Each of the places where files may be kept."""
    if request.param == "bucket":
        changing = request.getfixturevalue("settings")
        use_bucket(changing, request.getfixturevalue("s3"))
    return str(request.param)
