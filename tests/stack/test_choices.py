"""What the stack may be told otherwise: TLS at the proxy, accounts in PostgreSQL."""

import os
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.stack import project
from tests.stack.project import compose

TLS_PORT = int(os.environ.get("LECTERN_TLS_PORT", "8443"))
SITE = f"https://localhost:{TLS_PORT}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a certificate that the proxy may read."""
    folder = tmp_path_factory.mktemp("tls")
    folder.chmod(0o755)
    renew(folder, 1)
    return folder


def renew(folder: Path, serial: int) -> None:
    """Write a certificate of this number, in place of the last one."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-set_serial", str(serial), "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt")),
        ],
        check=True,
        capture_output=True,
    )
    (folder / "tls.key").chmod(0o644)


@pytest.fixture(scope="module", autouse=True)
def stack(certificate: Path) -> Iterator[None]:
    """The stack with both, as `.env` and two files would say it."""
    told = {
        "COMPOSE_FILE": "compose.yaml:deploy/compose/tls.yaml",
        "COMPOSE_PROFILES": "postgres",
        "LECTERN_TLS": str(certificate),
        "LECTERN_TLS_PORT": str(TLS_PORT),
        "LECTERN_SITE_URL": SITE,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setitem(project.ENVIRONMENT, name, value)
        compose("down", "-v", "--remove-orphans", profile="*")
        compose("build")
        try:
            project.up()
            yield
        finally:
            compose("down", "-v", "--remove-orphans", profile="*")


@pytest.fixture
def browser(certificate: Path) -> Iterator[httpx.Client]:
    """Somebody who knows the certificate."""
    known = ssl.create_default_context(cafile=certificate / "tls.crt")
    with httpx.Client(base_url=SITE, verify=known, timeout=20) as client:
        yield client


def test_the_proxy_speaks_tls_and_leads_there(browser: httpx.Client, certificate: Path) -> None:
    home = browser.get("/")
    assert home.status_code == 200
    assert home.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    courses = browser.get("/api/courses/")
    assert courses.status_code == 200, courses.text
    assert spoken(certificate) == "h2"
    plain = httpx.get(f"{project.URL}/courses?page=2")
    assert plain.status_code == 308
    assert plain.headers["Location"] == "https://localhost/courses?page=2"


def spoken(certificate: Path) -> str | None:
    """What the proxy agrees to speak with who offers both."""
    known = ssl.create_default_context(cafile=certificate / "tls.crt")
    known.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("localhost", TLS_PORT), timeout=20) as plain,
        known.wrap_socket(plain, server_hostname="localhost") as secured,
    ):
        return secured.selected_alpn_protocol()


def test_a_renewed_certificate_is_shown_after_a_reload(certificate: Path) -> None:
    assert shown() == 1
    renew(certificate, 2)
    assert shown() == 1
    compose("exec", "-T", "nginx", "nginx", "-s", "reload")
    # Processes with the old one take visitors until those with the new one are there.
    deadline = time.monotonic() + 20
    while {shown() for _ in range(20)} != {2}:
        assert time.monotonic() < deadline


def shown() -> int:
    """The number of the certificate that the proxy shows now."""
    from cryptography import x509

    pem = ssl.get_server_certificate(("localhost", TLS_PORT))
    return x509.load_pem_x509_certificate(pem.encode()).serial_number


def test_accounts_are_in_postgresql_and_stay_there(browser: httpx.Client) -> None:
    password = "three wet otters sing"
    person = {"username": "secure", "email": "secure@example.org"}
    answer = browser.post(
        "/api/auth/registration/", json={**person, "password1": password, "password2": password}
    )
    assert answer.status_code == 201, answer.text
    assert "secure" in usernames()
    compose("down")
    project.up()
    assert "secure" in usernames()
    login = browser.post("/api/auth/login/", json={"username": "secure", "password": password})
    assert login.status_code == 200, login.text


def usernames() -> list[str]:
    """Who has an account, as PostgreSQL says it."""
    table = compose(
        *("exec", "-T", "postgres", "psql", "--username", "lectern", "--tuples-only"),
        *("--no-align", "--command", "SELECT username FROM accounts_account"),
    )
    return table.split()
