"""E-mails as text and HTML, out of one template each."""

from typing import Any

from django.template.loader import render_to_string

from lectern.notifications.messages import Words
from lectern.shared import mail


def send(*, key: str, to: str, name: str, words: Words, facts: dict[str, Any], url: str) -> None:
    """Fill in the words and send them; the same key and address give the same Message-ID."""
    # A subject is one line: a line break in a title must not begin another header.
    subject = " ".join(words.subject.format(**facts).split())
    context = {
        "name": name,
        "message": words.message.format(**facts).strip(),
        "action": words.action,
        "url": url,
    }
    mail.send(
        key=key,
        to=to,
        subject=subject,
        text=render_to_string("notifications/email.txt", context),
        html=render_to_string("notifications/email.html", context),
    )
