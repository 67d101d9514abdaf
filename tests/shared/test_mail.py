"""E-mail reaches the folder by default and an SMTP server when one is named; twice is once."""

import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

SEND = """
import django
django.setup()
from lectern.shared import mail
for _ in range(2):
    mail.send(key="k", to="ada@example.org", subject="Hello", text="plain", html="<p>rich</p>")
"""


class Sink(socketserver.ThreadingTCPServer):
    """An SMTP server that keeps what it is given."""

    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.kept: list[bytes] = []


class Conversation(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self._say("220 sink")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.kept.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def send(tmp_path: Path, **more: str) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
        "LECTERN_DATA_DIR": str(tmp_path),
        "LECTERN_MAIL_FROM": "School <school@example.net>",
        **more,
    }
    subprocess.run([sys.executable, "-c", SEND], env=environment, check=True, timeout=60)


def test_by_default_a_message_is_one_file_however_often_it_is_sent(tmp_path: Path) -> None:
    send(tmp_path)
    (file,) = (tmp_path / "mail").iterdir()
    message = message_from_bytes(file.read_bytes())
    assert message["To"] == "ada@example.org"
    assert message["From"] == "School <school@example.net>"
    assert message["Subject"] == "Hello"
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_a_named_server_gets_it_under_the_same_message_id_each_time(
    tmp_path: Path, sink: Sink
) -> None:
    host, port = sink.server_address[:2]
    send(tmp_path, EMAIL_URL=f"smtp://{host}:{port}")
    ids = {message_from_bytes(raw)["Message-ID"] for raw in sink.kept}
    assert len(sink.kept) == 2
    assert len(ids) == 1
    assert next(iter(ids)).endswith("@example.net>")
    assert not (tmp_path / "mail").exists()
