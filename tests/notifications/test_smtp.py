"""A mail server in trouble: what it refuses is tried again, arrives once, or is laid aside."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest

from lectern.cli.embedded.ports import free_port
from lectern.shared import clock, mail, outbox
from lectern.shared.errors import Unavailable
from tests.world import course, enroll, person, teacher


class Server(socketserver.ThreadingTCPServer):
    """An SMTP server that refuses so many messages before it takes one."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refuses = 0
        self.refused = 0
        self.taken: list[bytes] = []


class Conversation(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self._decide(b"".join(iter(self.rfile.readline, b".\r\n")))
                continue
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _decide(self, message: bytes) -> None:
        if self.server.refused < self.server.refuses:
            self.server.refused += 1
            self._say("451 not now")
            return
        self.server.taken.append(message)
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server(clean: None, settings: Any) -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        yield server
        server.shutdown()


def try_often(deliver: Callable[[], None]) -> None:
    """Let so much time pass that the outbox has tried as often as it ever will."""
    moment = clock.now()
    for hour in range(outbox.MAX_ATTEMPTS + 2):
        with clock.at(moment + timedelta(hours=hour)):
            deliver()


def test_what_was_refused_at_first_arrives_once(
    server: Server, deliver: Callable[[], None]
) -> None:
    server.refuses = 3
    enroll(person("ada"), course(teacher(), lessons=1))
    try_often(deliver)
    (message,) = server.taken
    assert server.refused == 3
    assert message_from_bytes(message)["Message-ID"]
    assert outbox.dead_letters() == []


def test_what_is_always_refused_is_laid_aside_and_can_be_sent_later(
    server: Server, deliver: Callable[[], None]
) -> None:
    server.refuses = outbox.MAX_ATTEMPTS
    enroll(person("ada"), course(teacher(), lessons=1))
    try_often(deliver)
    assert server.taken == []
    (letter,) = outbox.dead_letters()
    assert "451" in letter["error"]
    outbox.retry(letter["_id"])
    deliver()
    assert len(server.taken) == 1
    assert outbox.dead_letters() == []


def test_a_server_that_is_away_is_waited_for(
    server: Server, deliver: Callable[[], None], settings: Any
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    enroll(person("ada"), course(teacher(), lessons=1))
    try_often(deliver)
    assert (server.taken, outbox.dead_letters()) == ([], [])
    settings.EMAIL_PORT = port
    mail._breaker.close()
    with clock.at(clock.now() + timedelta(hours=12)):
        deliver()
    assert len(server.taken) == 1
    assert outbox.waiting_count() == 0


def test_a_server_that_stays_away_becomes_a_case_for_people(
    server: Server, deliver: Callable[[], None], settings: Any
) -> None:
    settings.EMAIL_PORT = free_port()
    enroll(person("ada"), course(teacher(), lessons=1))
    try_often(deliver)
    with clock.at(clock.now() + outbox.PATIENCE + timedelta(hours=1)):
        deliver()
    assert len(outbox.dead_letters()) == 1
    mail._breaker.close()


def test_after_one_failure_others_do_not_wait_for_theirs(clean: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = free_port()
    letter = {"subject": "a", "text": "b", "html": "c", "to": "ada@example.org"}
    try:
        for key in ("one", "two"):
            with pytest.raises(Unavailable):
                mail.send(key=key, **letter)
        assert not mail._breaker.is_closed()
    finally:
        mail._breaker.close()
