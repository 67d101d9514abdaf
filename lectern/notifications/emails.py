"""E-mails as text and HTML, out of one template each, in the language of whom they are for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from lectern.accounts.selectors import display_name, language_of
from lectern.notifications import links, words
from lectern.notifications.kinds import KINDS
from lectern.notifications.words import Facts, Language
from lectern.shared import mail, site
from lectern.shared.policies import Row

IN_A_DIGEST = 50  # messages that a digest tells one by one


@dataclass(frozen=True, slots=True)
class Letter:
    """A longer text behind a message, as text and as sanitised HTML."""

    text: str
    html: str


def send(
    *, key: str, person: Row, kind: str, facts: Facts, url: str, letter: Letter | None = None
) -> None:
    """Write one message to a person; the same key and address give the same Message-ID."""
    language = words.language(language_of(person))
    said = language.say(kind, facts)
    context = {
        "subject": said.subject,
        "message": said.message,
        "action": said.action,
        "url": address(url),
        "unsubscribe": language.frame.unsubscribe,
        "letter": letter,
    }
    stop = "" if KINDS[kind].required else links.token(person["_id"], kind)
    _send(key, person, language, "letter" if letter else "base", context, stop)


def send_digest(*, key: str, person: Row, messages: Sequence[Row]) -> None:
    """Write one e-mail of several messages, each with its link."""
    language = words.language(language_of(person))
    frame, count = language.frame, len(messages)
    context = {
        "subject": language.fill(frame.digest_subject, {"count": count}),
        "message": frame.digest_message,
        "items": [
            {
                "message": language.say(held["kind"], held.get("facts") or {}).message,
                "url": address(held["url"]),
            }
            for held in messages[:IN_A_DIGEST]
        ],
        "more": language.fill(frame.digest_more, {"count": count - IN_A_DIGEST})
        if count > IN_A_DIGEST
        else "",
        "action": frame.digest_action,
        "url": address("/notifications"),
        "unsubscribe": frame.unsubscribe_all,
    }
    _send(key, person, language, "digest", context, links.token(person["_id"], links.EVERYTHING))


def address(path: str) -> str:
    """A path of the web application as a link that works in an e-mail."""
    return f"{settings.SITE_URL}{path}"


def _send(
    key: str, person: Row, language: Language, template: str, context: dict[str, Any], stop: str
) -> None:
    """Send what a template makes of this; `stop` is the token by which e-mails like it end."""
    frame = language.frame
    context = {
        **context,
        "language": language.code,
        "greeting": language.fill(frame.greeting, {"name": display_name(person)}),
        "reason": language.fill(frame.reason, {"site": urlsplit(settings.SITE_URL).netloc}),
        "site": site.current().name,
        "settings": frame.settings,
        "settings_url": address("/settings/notifications"),
        "unsubscribe_url": stop and links.page(stop),
    }
    mail.send(
        key=key,
        to=person["email"],
        subject=context["subject"],
        text=render_to_string(f"notifications/{template}.txt", context),
        html=render_to_string(f"notifications/{template}.html", context),
        headers=links.headers(stop) if stop else {},
    )
