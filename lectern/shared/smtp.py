"""A conversation with a mail server that comes to its end, however slowly the server talks."""

import smtplib
import socket
import threading
from contextlib import suppress
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

# Each step has a time-out of its own, but a server that says a little now and then is never late.
CONVERSATION_SECONDS = 30.0


class _Limited(smtplib.SMTP):
    def __init__(self, *args: Any, **options: Any) -> None:
        self._over = threading.Event()
        self._clock = threading.Timer(CONVERSATION_SECONDS, self._end)
        self._clock.daemon = True
        self._clock.start()
        super().__init__(*args, **options)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer, while there is time."""
        if self._over.is_set():
            raise smtplib.SMTPServerDisconnected("The mail server takes too long.")
        return super().getreply()

    def close(self) -> None:
        """Hang up."""
        self._clock.cancel()
        super().close()

    def _end(self) -> None:
        self._over.set()
        if self.sock is not None:
            with suppress(OSError):
                # Below TLS, which another thread is reading.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class _LimitedByTls(_Limited, smtplib.SMTP_SSL):
    """The same, encrypted from its first word on."""


class ServerBackend(EmailBackend):
    """SMTP as Django speaks it, within a limit."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """How to talk."""
        return _LimitedByTls if self.use_ssl else _Limited
