"""Every kind of message: the group it belongs to, the facts that fill it in, where it goes.

A new kind is a row here, its words in each language of `words/`, and the event it follows from in
`facts.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

INBOX = "inbox"
EMAIL = "email"
CHANNELS = (INBOX, EMAIL)

GROUPS = ("courses", "progress", "quizzes", "announcements", "account")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of message is about, and what has to be known to write one."""

    group: str
    facts: tuple[str, ...]
    channels: tuple[str, ...] = CHANNELS
    # What an account depends on is always sent, and at once.
    required: bool = False


KINDS: dict[str, Kind] = {
    "enrolled": Kind("courses", ("course",)),
    "place-requested": Kind("courses", ("course",)),
    "place-to-confirm": Kind("courses", ("course",)),
    "place-activated": Kind("courses", ("course",)),
    "place-suspended": Kind("courses", ("course",)),
    "milestone": Kind("progress", ("course", "percent")),
    "course-completed": Kind("progress", ("course",)),
    "certificate-issued": Kind("progress", ("course", "number")),
    "certificate-revoked": Kind("progress", ("course", "reason")),
    "certificate-reinstated": Kind("progress", ("course",)),
    "quiz-passed": Kind("quizzes", ("quiz", "score")),
    "quiz-failed": Kind("quizzes", ("quiz", "score", "attempts_left")),
    "quiz-retaken": Kind("quizzes", ("quiz", "score")),
    "quiz-awaiting-review": Kind("quizzes", ("quiz",)),
    "essay-to-review": Kind("quizzes", ("quiz", "course")),
    "course-announcement": Kind("announcements", ("title", "course")),
    "site-announcement": Kind("announcements", ("title",)),
    # Always in the inbox, as whoever writes is answered that it is there.
    "message": Kind("announcements", ("text",), channels=(EMAIL,)),
    "instructor-requested": Kind("account", ("name",), required=True),
    "instructor-approved": Kind("account", (), required=True),
    "instructor-declined": Kind("account", (), required=True),
    "second-factor-on": Kind("account", (), required=True),
    "second-factor-off": Kind("account", (), required=True),
    # By e-mail only: who cannot sign in does not see an inbox.
    "password-reset": Kind("account", ("minutes",), channels=(EMAIL,), required=True),
    "invitation": Kind("account", ("username", "days"), channels=(EMAIL,), required=True),
    "email-verification": Kind("account", ("address", "days"), channels=(EMAIL,), required=True),
    "email-change": Kind("account", ("address",), channels=(EMAIL,), required=True),
}

Choices = Mapping[str, Mapping[str, bool]]


def is_wanted(kind: str, channel: str, choices: Choices) -> bool:
    """Whether a message of this kind goes this way to a person with these choices.

    What nobody has chosen is sent; what the account depends on is sent whatever was chosen.
    """
    known = KINDS[kind]
    if channel not in known.channels:
        return False
    return known.required or choices.get(kind, {}).get(channel, True)
