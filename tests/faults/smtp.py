"""A mail server that remembers what it took, and can be told to refuse."""

import socketserver
import threading
from contextlib import suppress
from email import message_from_bytes, policy
from typing import NamedTuple


class Taken(NamedTuple):
    """A message that was acknowledged."""

    to: str
    message_id: str
    subject: str


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on loopback until the end."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refusing = False
        self.taken: list[Taken] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """How the product reaches it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs."""

    server: MailServer

    def handle(self) -> None:
        with suppress(ConnectionError):  # a worker is killed while it speaks
            self._converse()

    def _converse(self) -> None:
        if self.server.refusing:
            self._say("421 come back later")
            return
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self._receive()
                continue
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _receive(self) -> None:
        """Take a message; one that is cut off before its end is none."""
        content = bytearray()
        for line in self.rfile:
            if line == b".\r\n":
                self._take(bytes(content))
                return
            content += line

    def _take(self, content: bytes) -> None:
        if self.server.refusing:
            self._say("451 not now")
            return
        message = message_from_bytes(content, policy=policy.default)
        one = Taken(str(message["To"]), str(message["Message-ID"]), str(message["Subject"]))
        self.server.taken.append(one)
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
