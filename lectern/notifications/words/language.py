"""What a language has to know: its words, how it counts, how it writes numbers and times.

Words are templates: `{course}` is a fact as it is, `{minutes:minutes}` the phrase of that name in
the form that the number asks for. Only our templates are filled in; what people wrote never is one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import formats, numberformat, translation

from lectern.notifications.words.safety import one_line

Facts = Mapping[str, Any]
Forms = Mapping[str, str]

IN_A_SENTENCE, IN_A_SUBJECT = 300, 100  # characters of what people wrote


@dataclass(frozen=True, slots=True)
class Words:
    """One kind: its name among the settings, the message, the subject and button of the e-mail."""

    label: str
    message: str
    subject: str
    action: str


@dataclass(frozen=True, slots=True)
class Said:
    """A message, filled in."""

    message: str
    subject: str
    action: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the message in every e-mail."""

    greeting: str
    reason: str
    settings: str
    unsubscribe: str
    unsubscribe_all: str
    digest_subject: str
    digest_message: str
    digest_more: str
    digest_action: str


@dataclass(frozen=True, slots=True)
class Language:
    """One language, complete.

    `plural` names the form for a number, `plurals` all names it can give. A phrase may have forms
    for exact numbers too, and one (`none`) for a number that there is not.
    """

    code: str
    plurals: tuple[str, ...]
    plural: Callable[[float], str]
    kinds: Mapping[str, Words]
    groups: Mapping[str, str]
    phrases: Mapping[str, Forms]
    frame: Frame
    unknown: str

    def say(self, kind: str, facts: Facts) -> Said:
        """A message of this kind; something general when it is of a version that knows more."""
        words = self.kinds.get(kind) or Words("", self.unknown, self.unknown, self.frame.settings)
        return Said(
            message=self.fill(words.message, facts),
            subject=self.fill(words.subject, facts, IN_A_SUBJECT),
            action=words.action,
        )

    def fill(self, template: str, facts: Facts, longest: int = IN_A_SENTENCE) -> str:
        """A template of ours with these facts; what is not known is left out."""
        return _Filler(self, longest).vformat(template, (), facts).strip()

    def written(self, value: Any, longest: int = IN_A_SENTENCE) -> str:
        """A fact as this language writes it; text is one line and keeps its direction to itself."""
        with translation.override(self.code):
            if isinstance(value, int | float):
                return str(
                    numberformat.format(
                        Decimal(f"{value:.12g}"),
                        decimal_sep=formats.get_format("DECIMAL_SEPARATOR"),
                        thousand_sep=formats.get_format("THOUSAND_SEPARATOR"),
                        grouping=3,  # Django does not know it of every language
                        force_grouping=True,
                    )
                )
            if isinstance(value, datetime):
                zone = ZoneInfo(settings.SITE_TIME_ZONE)
                return formats.date_format(value.astimezone(zone), "DATETIME_FORMAT")
        return "" if value is None else one_line(str(value), longest)

    def phrase(self, name: str, value: Any) -> str:
        """The form of a phrase that this number asks for."""
        forms = self.phrases[name]
        if value is None:
            return forms.get("none", "")
        form = forms.get(str(value)) or forms[self.plural(value)]
        return self.fill(form, {"n": value})


class _Filler(Formatter):
    """Fills in templates the way of one language."""

    def __init__(self, language: Language, longest: int) -> None:
        self.language = language
        self.longest = longest

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key)

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec:
            return self.language.phrase(format_spec, value)
        return self.language.written(value, self.longest)
