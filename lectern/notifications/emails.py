"""E-mails as text and HTML, out of one template each, in the language of whom they are for."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from lectern.accounts.selectors import display_name
from lectern.notifications import words
from lectern.notifications.selectors import language_of
from lectern.notifications.words import Facts
from lectern.shared import mail
from lectern.shared.policies import Row


def send(*, key: str, person: Row, kind: str, facts: Facts, url: str) -> None:
    """Write one message to a person; the same key and address give the same Message-ID."""
    language = words.language(language_of(person))
    said = language.say(kind, facts)
    frame = language.frame
    context: dict[str, Any] = {
        "language": language.code,
        "greeting": language.fill(frame.greeting, {"name": display_name(person)}),
        "subject": said.subject,
        "message": said.message,
        "action": said.action,
        "url": address(url),
        "reason": language.fill(frame.reason, {"site": urlsplit(settings.SITE_URL).netloc}),
        "settings": frame.settings,
        "settings_url": address("/settings/notifications"),
    }
    mail.send(
        key=key,
        to=person["email"],
        subject=said.subject,
        text=render_to_string("notifications/email.txt", context),
        html=render_to_string("notifications/email.html", context),
    )


def address(path: str) -> str:
    """A path of the web application as a link that works in an e-mail."""
    return f"{settings.SITE_URL}{path}"
