"""Names, addresses and passwords, as people type them."""

from typing import Any, cast

from django.conf import settings
from rest_framework import serializers

from lectern.accounts import names, selectors


class Username(serializers.RegexField):
    """A username, taken as it is or not at all."""

    default_error_messages = {
        "invalid": (
            "Three to thirty letters from A to Z, digits, dots, hyphens and underscores; a letter "
            "or digit first, no dot last."
        )
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(names.USERNAME, trim_whitespace=False, **options)


class Address(serializers.EmailField):
    """An e-mail address, in the one form in which it is kept and compared."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=names.MAX_ADDRESS, **options)

    def to_internal_value(self, data: Any) -> str:
        """The address in lower case, its domain in ASCII."""
        try:
            return names.address(super().to_internal_value(data))
        except ValueError:
            self.fail("invalid")


class Password(serializers.CharField):
    """A password as it was typed, to the last space; never shown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(write_only=True, trim_whitespace=False, max_length=1_000, **options)


class Code(serializers.CharField):
    """A code of an app or a recovery code, with or without the blanks of its groups."""

    def __init__(self, **options: Any) -> None:
        super().__init__(write_only=True, max_length=32, **options)


class Language(serializers.ChoiceField):
    """The language of a person's e-mails and notifications; the site's, until they choose."""

    SITES = "language_of_site"

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=settings.LANGUAGES, required=False, **options)

    def get_attribute(self, row: Any) -> str:
        """Rows keep what was chosen; that of the site is looked up once for all of an answer."""
        kept = cast("dict[str, str]", self.context)
        if not row.get("language") and self.SITES not in kept:
            kept[self.SITES] = selectors.language_of(None)
        return str(row.get("language") or kept[self.SITES])
