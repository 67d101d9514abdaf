"""The nginx of `deploy/nginx`, on ports of its own, before real web servers."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
NGINX = os.environ.get("NGINX_BINARY") or shutil.which("nginx") or ""
MODULES = Path(NGINX).parents[1] / "lib/nginx/modules" if NGINX else Path()
WITHOUT = "needs nginx 1.25 or newer with the Brotli modules, on PATH or named by NGINX_BINARY"


def is_new_enough() -> bool:
    """Whether there is an nginx that can read the configuration."""
    if not NGINX:
        return False
    said = subprocess.run([NGINX, "-v"], capture_output=True, text=True, check=True).stderr
    version = re.search(r"nginx/(\d+)\.(\d+)", said)
    brotli = MODULES / "ngx_http_brotli_filter_module.so"
    return version is not None and (int(version[1]), int(version[2])) >= (1, 25) and brotli.exists()


@dataclass(frozen=True)
class Proxy:
    """Where it listens, and the web servers behind it."""

    https: str
    http: str
    servers: list[subprocess.Popen[bytes]]

    def client(self) -> httpx.Client:
        """Somebody who asks it, and believes the certificate that it made for itself."""
        return httpx.Client(base_url=self.https, verify=False, timeout=20)  # noqa: S501


@contextmanager
def proxy(folder: Path, servers: int = 2, before: int = 0) -> Iterator[Proxy]:
    """Run so many web servers and nginx before them, with so many proxies before it."""
    from lectern.cli.embedded.ports import free_port

    with ExitStack() as stack:
        ports = [free_port() for _ in range(servers)]
        running = [stack.enter_context(_web(port, 1 + before)) for port in ports]
        http, https = free_port(), free_port()
        main = write(folder, ports, http, https, "conf.d" if before else "tls.d")
        _trust(folder, 1 + before)
        stack.enter_context(started(folder, main))
        for port in ports:
            _wait(f"http://127.0.0.1:{port}/healthz")
        _wait(
            f"http://127.0.0.1:{http}/healthz" if before else f"https://127.0.0.1:{https}/healthz"
        )
        yield Proxy(f"https://127.0.0.1:{https}", f"http://127.0.0.1:{http}", running)


@contextmanager
def before(folder: Path, port: int) -> Iterator[str]:
    """Run nginx before the web server on this port; the address that speaks TLS and HTTP/2."""
    from lectern.cli.embedded.ports import free_port

    https = free_port()
    main = write(folder, [port], free_port(), https)
    _trust(folder, 1)
    with started(folder, main):
        address = f"https://localhost:{https}"
        _wait(f"{address}/healthz")
        yield address


@contextmanager
def files(folder: Path) -> Iterator[str]:
    """Run the nginx of the web application over `folder/srv`; its address."""
    from lectern.cli.embedded.ports import free_port

    port = free_port()
    write(folder, [1], port, 1)
    with started(folder, folder / "frontend.conf"):
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/")
        yield address


@contextmanager
def started(folder: Path, main: Path) -> Iterator[None]:
    """Run nginx; the folder belongs to whoever runs the tests."""
    told = "daemon off;" if os.geteuid() else "daemon off; user root;"
    with _running([NGINX, "-p", f"{folder}/", "-c", str(main), "-g", told]):
        yield


def write(folder: Path, backends: list[int], http: int, https: int, site: str = "tls.d") -> Path:
    """The configuration as it is shipped, but for ports, addresses and folders of this machine."""
    shutil.copytree(ROOT / "deploy/nginx", folder, dirs_exist_ok=True)
    if site != "conf.d":
        shutil.rmtree(folder / "conf.d")
        (folder / site).rename(folder / "conf.d")
    # As the image does where its nginx has the module.
    for kind in ("modules", "http"):
        (folder / f"{kind}.d").mkdir()
        shutil.copy(folder / f"brotli/{kind}.conf", folder / f"{kind}.d/brotli.conf")
    mime = next(Path(NGINX).parents[2].glob("etc/nginx/mime.types"), Path("/etc/nginx/mime.types"))
    shutil.copy(mime, folder / "mime.types")
    tls = folder / "tls"
    tls.mkdir()
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-keyout", tls / "tls.key", "-out", tls / "tls.crt"),
        ],
        check=True,
        capture_output=True,
    )
    server = re.compile(r"server backend:8000( [^;]*;)")
    for file in [*folder.glob("*.conf"), *folder.glob("*.d/*.conf"), *folder.glob("*.inc")]:
        text = file.read_text()
        text = server.sub(
            lambda found: "\n".join(f"server 127.0.0.1:{port}{found[1]}" for port in backends), text
        )
        text = text.replace("listen 8080", f"listen 127.0.0.1:{http}")
        text = text.replace("listen 8443", f"listen 127.0.0.1:{https}")
        # Whatever the proxy gives to the frontend is a page; the application stands in for it.
        text = text.replace("server frontend:8080", f"server 127.0.0.1:{backends[0]}")
        text = text.replace(" /tmp/", f" {folder}/").replace("/etc/nginx/", f"{folder}/")
        text = text.replace(" /srv", f" {folder}/srv")
        text = text.replace(" /dev/std", f" {folder}/std")
        file.write_text(text.replace("load_module modules", f"load_module {MODULES}"))
    return folder / "nginx.conf"


def _trust(folder: Path, proxies: int) -> None:
    """As the image does at its start."""
    script = (ROOT / "deploy/nginx/entrypoint/45-trust.sh").read_text()
    environment = os.environ | {"LECTERN_PROXIES": str(proxies)}
    subprocess.run(
        ["sh", "-c", script.replace("/tmp", str(folder))],
        env=environment,
        check=True,
    )


@contextmanager
def _web(port: int, proxies: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"LECTERN_PROXIES": str(proxies)}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "2"]
    command += ["--log-level", "critical", "lectern.config.wsgi:application"]
    with _running(command, environment) as process:
        yield process


@contextmanager
def _running(
    command: list[str], environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, start_new_session=True, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(20)


def _wait(url: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            if httpx.get(url, verify=False).status_code == 200:  # noqa: S501  # its own certificate
                return
        except httpx.HTTPError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.2)
