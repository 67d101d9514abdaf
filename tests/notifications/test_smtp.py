"""A mail server in trouble: what it refuses is tried again, arrives once, or is laid aside."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from smtplib import SMTPException
from typing import Any

import pytest

from lectern.cli.embedded.ports import free_port
from lectern.shared import clock, mail, mongo, outbox, smtp
from lectern.shared.errors import Unavailable
from tests.world import course, enroll, person, teacher

BACKEND = "lectern.shared.smtp.ServerBackend"
LETTER = {"subject": "a", "text": "b", "html": "c", "to": "ada@example.org"}


class Server(socketserver.ThreadingTCPServer):
    """An SMTP server that says what it is told to, and takes what it is not told to refuse."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.says: dict[bytes, str] = {}  # to a word, or at the end of a message (`.`)
        self.refuses = 0  # so many messages, before it takes one
        self.refused = 0
        self.thinks = 0.0  # for so long about each message
        self.taken: list[bytes] = []


class Conversation(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self._say(self.server.says.get(b"", "220 here"))
        for line in self.rfile:
            word = line[:4].strip().upper()
            usual = "354 go on" if word == b"DATA" else "250 ok"
            if word == b"EHLO":
                self._say("250-here")
                usual = "250 AUTH PLAIN"
            self._say(answer := self.server.says.get(word, usual))
            if word == b"DATA" and answer.startswith("354"):
                self._decide(b"".join(iter(self.rfile.readline, b".\r\n")))
            if word == b"QUIT":
                return

    def _decide(self, message: bytes) -> None:
        time.sleep(self.server.thinks)
        answer = self.server.says.get(b".", "250 taken")
        if self.server.refused < self.server.refuses:
            self.server.refused += 1
            answer = "451 not now"
        if answer.startswith("250"):
            self.server.taken.append(message)
        self._say(answer)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server(clean: None, settings: Any) -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = BACKEND
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        yield server
        server.shutdown()
        mail._breaker.close()


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
    server.says[b"RCPT"] = "550 nobody of this name"
    enroll(person("ada"), course(teacher(), lessons=1))
    try_often(deliver)
    assert server.taken == []
    (letter,) = outbox.dead_letters()
    assert "550" in letter["error"]
    server.says.clear()
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


def test_after_one_failure_others_do_not_wait_for_theirs(clean: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = BACKEND
    settings.EMAIL_PORT = free_port()
    try:
        for key in ("one", "two"):
            with pytest.raises(Unavailable):
                mail.send(key=key, **LETTER)
        assert not mail._breaker.is_closed()
    finally:
        mail._breaker.close()


@pytest.mark.parametrize(
    ("word", "answer"),
    [(b"MAIL", "452 full"), (b"RCPT", "450 known in a minute"), (b".", "451 not now")],
)
def test_a_message_that_is_refused_for_now_waits_and_keeps_nobody_waiting(
    server: Server, deliver: Callable[[], None], word: bytes, answer: str
) -> None:
    server.says[word] = answer
    enroll(person("ada"), course(teacher(), lessons=1))
    try_often(deliver)
    assert (server.taken, outbox.dead_letters()) == ([], [])
    assert mail._breaker.is_closed()
    server.says.clear()
    with clock.at(clock.now() + timedelta(hours=23)):
        deliver()
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("word", "answer"),
    [(b"", "554 not from you"), (b"AUTH", "535 another password"), (b"MAIL", "421 closing")],
)
def test_a_server_that_takes_nothing_is_waited_for(
    server: Server, settings: Any, word: bytes, answer: str
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "lectern", "not this one"
    server.says |= {b"AUTH": "235 welcome", word: answer}
    with pytest.raises(Unavailable):
        mail.send(key="one", **LETTER)
    assert not mail._breaker.is_closed()


@pytest.mark.parametrize(("word", "answer"), [(b"RCPT", "550 nobody"), (b".", "554 not this")])
def test_a_message_that_is_refused_for_good_says_so(
    server: Server, word: bytes, answer: str
) -> None:
    server.says[word] = answer
    with pytest.raises(SMTPException):
        mail.send(key="one", **LETTER)
    assert mail._breaker.is_closed()


def test_a_server_that_talks_without_end_is_cut_off(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "CONVERSATION_SECONDS", 1.0)

    def talk(conversation: Conversation) -> None:
        with suppress(OSError):
            while True:
                conversation._say("220-wait")
                time.sleep(0.2)

    monkeypatch.setattr(Conversation, "handle", talk)
    started = time.monotonic()
    with pytest.raises(Unavailable):
        mail.send(key="one", **LETTER)
    assert time.monotonic() - started < 5


def test_a_server_that_thinks_for_longer_than_a_transaction_lives_is_asked_once(
    server: Server, deliver: Callable[[], None]
) -> None:
    enroll(person("ada"), course(teacher(), lessons=1))
    server.thinks = 4.0
    limit = mongo.client().admin.command({"setParameter": 1, "transactionLifetimeLimitSeconds": 1})[
        "was"
    ]
    try:
        deliver()
    finally:
        mongo.client().admin.command({"setParameter": 1, "transactionLifetimeLimitSeconds": limit})
    assert len(server.taken) == 1
    assert outbox.waiting_count() == 0
