"""Our nginx behind somebody who ends TLS: who asks, and how they came, is what that one says."""

from collections.abc import Iterator

import httpx
import pytest

from tests.deploy import proxy as nginx

pytestmark = pytest.mark.skipif(not nginx.is_new_enough(), reason=nginx.WITHOUT)

HSTS = "Strict-Transport-Security"


@pytest.fixture(scope="module")
def http(emptied: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The one in front, which is us."""
    with (
        nginx.proxy(tmp_path_factory.mktemp("nginx"), servers=1, before=1) as one,
        httpx.Client(base_url=one.http, timeout=20) as client,
    ):
        yield client


def came(by: str, address: str = "198.51.100.1") -> dict[str, str]:
    """What the one in front says of somebody."""
    return {"X-Forwarded-For": address, "X-Forwarded-Proto": by}


def test_who_came_safely_comes_safely_from_then_on(http: httpx.Client) -> None:
    for path in ("/api/courses/", "/healthz", "/"):
        assert http.get(path, headers=came("https")).headers[HSTS].startswith("max-age=31536000")
        assert HSTS not in http.get(path, headers=came("http")).headers


def test_one_who_asks_too_often_does_not_slow_another_one_down(http: httpx.Client) -> None:
    def ask(address: str) -> int:
        return http.get("/api/auth/user/", headers=came("https", address)).status_code

    assert 429 in [ask("203.0.113.7") for _ in range(200)]
    assert ask("203.0.113.8") == 401
    assert ask("203.0.113.7, 203.0.113.9") == 401


def test_who_is_not_trusted_is_not_believed(
    emptied: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with (
        nginx.proxy(tmp_path_factory.mktemp("alone"), servers=1) as alone,
        alone.client() as client,
    ):
        answer = client.get("/api/courses/", headers=came("http"))
        assert HSTS in answer.headers
        addresses = [f"203.0.113.{number % 200}" for number in range(200)]
        codes = [
            client.get("/api/auth/user/", headers=came("https", one)).status_code
            for one in addresses
        ]
        assert 429 in codes
