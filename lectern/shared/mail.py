"""E-mail that can be sent twice without arriving twice, and a folder that takes it."""

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend


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
    """Send one message; the same key and address always give the same Message-ID."""
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
    message.send()
