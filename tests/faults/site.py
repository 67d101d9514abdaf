"""A whole installation on loopback: the stores, two web servers behind NGINX, two workers, beat."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from lectern.cli import programs
from lectern.cli.embedded import ports
from tests.faults import nginx
from tests.faults.keeper import Keeper, Program, wait_for
from tests.faults.mongo import ReplicaSet
from tests.faults.redis import Watched
from tests.faults.smtp import MailServer

ROOT = Path(__file__).parents[2]
ADMIN, PASSWORD = "root", "correct horse battery staple"
MEDIA_MIB = 16
OURS = ("MONGODB_URI", "REDIS_URL", "DATABASE_URL", "EMAIL_URL", "LECTERN_", "MEDIA_STORAGE_URL")
# Everybody comes from one address here, and nobody waits for the pace of announcements.
UNLIMITED = ",".join(
    f"{scope}=1000000/s" for scope in ("auth", "account", "mail", "write", "search", "anonymous")
)


class Site:
    """What is running, and what can be done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.media = self.data / "media"
        self.media.mkdir(parents=True)
        self.media_is_small = _make_small(self.media)
        self.backup: tuple[Path, float] | None = None  # the last one, and when it was begun
        self.keeper = Keeper()
        self.mail = MailServer()

    def start(self) -> None:
        """Run everything; return when it answers."""
        self.mongo = ReplicaSet(self.keeper, self.folder / "mongo")
        self.redis = Watched(self.keeper, self.folder / "redis")
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith(OURS)},
            "LECTERN_ENV": "production",
            "LECTERN_DATA_DIR": str(self.data),
            "LECTERN_SECRET_KEY": secrets.token_urlsafe(48),
            "LECTERN_HOSTS": "127.0.0.1,localhost",
            "LECTERN_PROXIES": "1",
            "LECTERN_RATES": UNLIMITED,
            "LECTERN_INSTRUCTOR_APPROVAL": "off",
            "LECTERN_ANNOUNCEMENT_MAILS_PER_SECOND": "20",
            "LECTERN_UPLOADS_PER_DAY": "100000",
            "LECTERN_BREACHED_PASSWORDS_URL": "",
            "LECTERN_ADMIN_PASSWORD": PASSWORD,
            "MONGODB_URI": self.mongo.uri(),
            "REDIS_URL": self.redis.uri(),
            "EMAIL_URL": self.mail.url,
        }
        self.lectern("migrate", "--wait", "60")
        self.lectern("create-admin", "--username", ADMIN, "--email", "root@example.org")
        self._backends = [ports.free_port(), ports.free_port()]
        self.webs = [
            self._run(f"web{number}", programs.web(host=ports.LOOPBACK, port=port, workers=1))
            for number, port in enumerate(self._backends)
        ]
        self.workers = [
            self._run(name, [*programs.worker(), "--hostname", f"{name}@faults"])
            for name in ("worker0", "worker1")
        ]
        self._run("beat", programs.beat(self.folder / "beat-schedule"))
        self.url = nginx.run(self.keeper, self.folder / "nginx", self._backends)
        self.wait_until_whole()

    def lectern(self, *words: str, environment: Mapping[str, str] | None = None) -> str:
        """Run a command of the product; what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "lectern", *words],
            env={**self.environment, **(environment or {})},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"lectern {words[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def wait_until_whole(self) -> None:
        """Return when everything runs and answers."""
        self.mongo.wait_until_whole()
        self.redis.wait_until_whole()
        for url in (*(f"http://{ports.LOOPBACK}:{port}" for port in self._backends), self.url):
            wait_for(f"{url}/readyz", lambda url=url: _is_ready(url), 180)  # type: ignore[misc]

    def programs(self) -> list[Program]:
        """All that run."""
        return list(self.keeper.programs.values())

    def stop(self) -> None:
        """End everything."""
        self.keeper.stop()
        self.mail.shutdown()
        if self.media_is_small:
            subprocess.run(["umount", "--lazy", str(self.media)], check=False)

    def _run(self, name: str, command: list[str]) -> Program:
        log = self.folder / f"{name}.log"
        return self.keeper.start(name, command, log, self.environment)


@contextmanager
def running(folder: Path, *, keep: bool) -> Iterator[Site]:
    """A site for the length of a `with` block; its folder goes with it unless it is kept."""
    site = Site(folder)
    try:
        site.start()
        yield site
    finally:
        site.stop()
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _is_ready(url: str) -> bool:
    with suppress(httpx.HTTPError):
        answer = httpx.get(f"{url}/readyz", timeout=5)
        return bool(answer.status_code == 200 and answer.json()["status"] == "ready")
    return False


def _make_small(folder: Path) -> bool:
    """Give the folder a small disk of its own; only root may."""
    if os.geteuid() or not sys.platform.startswith("linux"):
        return False
    words = ["mount", "-t", "tmpfs", "-o", f"size={MEDIA_MIB}m", "tmpfs", str(folder)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
