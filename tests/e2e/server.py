"""The product as its users have it: a `lectern up` of its own, with courses and people to meet."""

import email
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path

from tests.cli.conftest import COMMAND, Up, environment, lectern

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "web/dist/lectern/browser"
COURSE = Path(__file__).parent / "course"
COURSE_TITLE = "Knots That Hold"
TEACHER = "instructor"


@dataclass(frozen=True)
class Site:
    """A running installation."""

    up: Up
    url: str
    password: str

    def emails_to(self, address: str) -> list[EmailMessage]:
        """What has been sent to this address so far."""
        files = sorted((self.up.data / "mail").glob("*.eml"))
        everything = (
            email.message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=policy.default)
            for path in files
        )
        return [message for message in everything if message["To"] == address]


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Start everything on free ports, with the demo and the course of the stories loaded.

    What is served is a copy of the built web application, so that building it again meanwhile
    changes nothing for whoever is looking.
    """
    assert (BUILT / "index.html").exists(), "The web application is not built; `make e2e` does it."
    web_root = shutil.copytree(BUILT, folder / "web")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    data = folder / "var"
    process = subprocess.Popen(
        [*COMMAND, "up", "--no-demo", "--port", str(port), "--data-dir", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environment(), "LECTERN_WEB_ROOT": str(web_root)},
    )
    up = Up(data, process, port)
    try:
        up.wait_until_ready(within=180)
        _run("demo", "--data-dir", data)
        _run("import", COURSE, "--publish", "--instructor", TEACHER, "--data-dir", data)
        password = (data / "demo_password").read_text().strip()
        yield Site(up, f"http://127.0.0.1:{port}", password)
    finally:
        if process.poll() is None:
            up.end()


def _run(*words: str | Path) -> None:
    done = lectern(*words)
    assert done.returncode == 0, done.stdout + done.stderr
