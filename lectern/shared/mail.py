"""E-mail that can be sent twice without arriving twice, and a folder that takes it."""

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from email.utils import parseaddr
from pathlib import Path
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from lectern.shared.breaker import Breaker
from lectern.shared.errors import Unavailable

log = structlog.get_logger(__name__)

BREAKER_SECONDS = 5.0


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
    if _breaker.call(lambda: _hand_over(message)) is None:
        raise Unavailable("The mail server does not answer.")


class _Away(Exception):
    """It is not about this message: nobody takes any."""


def _hand_over(message: EmailMessage) -> int:
    try:
        return message.send()
    except (SMTPConnectError, SMTPServerDisconnected) as error:
        raise _Away(str(error)) from error
    except SMTPException:  # about this message
        raise
    except OSError as error:
        raise _Away(str(error)) from error


def _failed(error: Exception) -> None:
    log.warning("mail_server_unavailable", error=str(error))


# A server that lets everybody wait for its time-out would keep all other events from delivery.
_breaker = Breaker(seconds=BREAKER_SECONDS, failures=(_Away,), on_failure=_failed)
