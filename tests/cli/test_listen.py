"""The web server gets the port asked for, or the default one, or the next."""

import socket
from collections.abc import Iterator

import pytest

from lectern.cli import listen
from lectern.cli.errors import OperatorError
from lectern.cli.supervisor.plan import Address


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_that_was_asked_for_is_refused(taken: int) -> None:
    with pytest.raises(OperatorError, match=rf"Port {taken} is in use.*--port"):
        listen.choose("127.0.0.1", taken)


def test_a_taken_default_port_gives_way_to_the_next(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listen, "DEFAULT_PORT", taken)
    chosen = listen.choose("127.0.0.1", None)
    assert taken < chosen.port < taken + listen.PORTS_TRIED


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(OperatorError, match=r"cannot listen on 192\.0\.2\.1.*--host"):
        listen.choose("192.0.2.1", None)


def test_a_name_that_means_nothing_is_refused() -> None:
    with pytest.raises(OperatorError, match=r"--host nowhere\.invalid is not an address"):
        listen.choose("nowhere.invalid", 8000)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (Address("127.0.0.1", 80), "http://127.0.0.1:80"),
        (Address("0.0.0.0", 8000), "http://127.0.0.1:8000"),  # noqa: S104
        (Address("::", 8000), "http://[::1]:8000"),
        (Address("192.168.1.4", 8000), "http://192.168.1.4:8000"),
    ],
)
def test_the_url_is_one_that_a_browser_on_this_machine_can_open(address: Address, url: str) -> None:
    assert address.url == url
