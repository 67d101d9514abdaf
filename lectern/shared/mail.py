"""E-mail that can be sent twice without arriving twice, and a folder that takes it."""

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from lectern.shared import tracing
from lectern.shared.breaker import Breaker
from lectern.shared.errors import Unavailable
from lectern.shared.metrics.instruments import EMAILS

log = structlog.get_logger(__name__)

BREAKER_SECONDS = 5.0
CLOSING = 421  # the one answer that is about the server, wherever it comes


class FolderBackend(BaseEmailBackend):
    """One `.eml` file a message, named by its Message-ID: sending again overwrites it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message to the folder; it is there whole or not at all."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            name = re.sub(r"[^A-Za-z0-9._-]", "", str(message["Message-ID"]).split("@")[0])
            target = folder / f"{name}.eml"
            partial = target.with_suffix(f".{os.getpid()}.part")
            partial.write_bytes(message.as_bytes())
            partial.replace(target)
        return len(email_messages)


def send(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send one message; the same key and address always give the same Message-ID.

    `Unavailable` when the server takes none at the moment.
    """
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    digest = hashlib.sha256(f"{key}:{to}".encode()).hexdigest()[:32]
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        to=[to],
        headers={
            **(headers or {}),
            "Message-ID": f"<{digest}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    outcome = "refused"
    try:
        with tracing.step("e-mail", "client"):
            if _breaker.call(lambda: _hand_over(message)) is None:
                raise Unavailable("The mail server does not answer.")
        outcome = "handed_over"
    except Unavailable:
        outcome = "put_off"
        raise
    finally:
        EMAILS.labels(outcome).inc()


class _Away(Exception):
    """It is not about this message: nobody takes any."""


def _hand_over(message: EmailMessage) -> int:
    """`Unavailable` when the server wants to be asked about this message again later."""
    message.connection = get_connection()
    try:
        message.connection.open()
    except OSError as error:  # unreachable, busy, or of another opinion about our password
        raise _Away(str(error)) from error
    try:
        return message.send()
    except SMTPException as error:
        code = _code(error)
        if isinstance(error, SMTPServerDisconnected) or code == CLOSING:
            raise _Away(str(error)) from error
        if 400 <= code < 500:
            raise Unavailable(f"The mail server answers {code} for now.") from error
        raise  # about this message, and for good
    except OSError as error:
        raise _Away(str(error)) from error
    finally:
        with suppress(OSError):
            message.connection.close()


def _code(error: SMTPException) -> int:
    """What the server has answered; 0 when it was not the server who refused."""
    if isinstance(error, SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    return int(error.smtp_code) if isinstance(error, SMTPResponseException) else 0


def _failed(error: Exception) -> None:
    log.warning("mail_server_unavailable", error=str(error))


# A server that lets everybody wait for its time-out would keep all other events from delivery.
_breaker = Breaker(seconds=BREAKER_SECONDS, failures=(_Away,), on_failure=_failed)
