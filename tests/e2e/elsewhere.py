"""The stories before what runs already: LECTERN_E2E_URL is its address.

LECTERN_E2E_STACK names the Compose project; without it a site is known by its address alone.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from tests.cli.conftest import Up
from tests.e2e.server import COURSE, TEACHER, Site

MAIL = "/var/lib/lectern/mail"


def is_named() -> bool:
    """Whether the stories are told elsewhere."""
    return "LECTERN_E2E_URL" in os.environ


@dataclass
class Stack:
    """A Compose project, in the place of a `lectern up`."""

    project: str
    data: Path

    @property
    def output(self) -> str:
        """The logs of its services."""
        return self.compose("logs", "--no-color").decode()

    def wait_until(self, true: Callable[[], bool], within: float) -> float:
        """Seconds until it came true."""
        began = time.monotonic()
        while not true():
            assert time.monotonic() - began < within, self.output[-2000:]
            time.sleep(0.5)
        return time.monotonic() - began

    def fetch_mail(self) -> None:
        """Bring the e-mails that were written meanwhile to where a `lectern up` has them."""
        packed = self.compose("exec", "-T", "worker", "tar", "-C", MAIL, "-c", ".")
        subprocess.run(["tar", "-x", "-C", self.data / "mail"], input=packed, check=True)

    def put(self, folder: Path, to: str) -> None:
        """Copy a folder into the scratch space of the web server."""
        packed = subprocess.run(
            ["tar", "-C", folder, "-c", "."], capture_output=True, check=True
        ).stdout
        unpack = f"mkdir -p {to} && tar -C {to} -x"
        self.compose("exec", "-T", "backend", "sh", "-c", unpack, input=packed)

    def compose(self, *words: str, input: bytes | None = None) -> bytes:  # noqa: A002
        """What a command of Compose answers."""
        command = ["docker", "compose", "-p", self.project, *words]
        return subprocess.run(command, input=input, capture_output=True, check=True).stdout


@dataclass(frozen=True)
class StackSite(Site):
    """The installation, asked through its proxy."""

    up: Stack

    def emails_to(self, address: str) -> list[EmailMessage]:
        """What has been sent to this address so far."""
        self.up.fetch_mail()
        return super().emails_to(address)


@dataclass
class Stranger:
    """A site of which nobody here sees the inside."""

    data: Path
    output: str = ""


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """The stack with the demo and the course of the stories, or a site as it is."""
    if "LECTERN_E2E_STACK" not in os.environ:
        yield Site(cast(Up, Stranger(folder)), os.environ["LECTERN_E2E_URL"], password="")
        return
    (folder / "mail").mkdir()
    stack = Stack(os.environ["LECTERN_E2E_STACK"], folder)
    stack.put(COURSE, "/tmp/course")
    stack.compose("exec", "-T", "backend", "lectern", "demo")
    stack.compose(
        *("exec", "-T", "backend", "lectern", "import", "/tmp/course"),
        *("--publish", "--instructor", TEACHER),
    )
    password = stack.compose("exec", "-T", "backend", "cat", "/run/lectern/demo_password").decode()
    yield StackSite(stack, os.environ["LECTERN_E2E_URL"], password.strip())
