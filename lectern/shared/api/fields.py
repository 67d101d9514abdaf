"""Fields that several resources show."""

import re
from decimal import Decimal
from typing import Any

from bson.decimal128 import Decimal128
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

# What a line cannot hold, as the inside of a character class.
CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_AMOUNT = re.compile(r"[0-9]{1,8}(\.[0-9]{1,2})?")
_CONTROL = re.compile(f"[{CONTROLS}]")


class Line(serializers.CharField):
    """Text of one line: a title or a name, which also stands in the subject of an e-mail."""

    default_error_messages = {"line": "This is one line, without control characters."}

    @property
    def pattern(self) -> str:
        """What it accepts besides nothing at all, as a pattern; not only blanks, if refused."""
        if self.allow_blank:
            return f"^[^{CONTROLS}]+$"
        return rf"^[^{CONTROLS}]*[^\s{CONTROLS}][^{CONTROLS}]*$"

    def to_internal_value(self, data: Any) -> str:
        """The text."""
        text = super().to_internal_value(data)
        if _CONTROL.search(text):
            self.fail("line")
        return text


class SitePath(serializers.RegexField):
    """The path of a page of this site, or nothing: no other site can be named.

    Browsers take two slashes for another host, and a backslash for a slash.
    """

    default_error_messages = {"invalid": "This is a path of this site, like “/courses”."}

    def __init__(self) -> None:
        pattern = r"^(/([!-.0-\[\]-~][!-\[\]-~]*)?)?$"
        super().__init__(pattern, max_length=500, allow_blank=True, required=False)


class PictureUrl(serializers.CharField):
    """The path of a picture on this server, or nothing; services know whose it is."""

    def __init__(self) -> None:
        super().__init__(max_length=500, allow_blank=True, required=False)


@extend_schema_field({"type": "string", "pattern": r"^\d{1,8}\.\d{2}$", "examples": ["49.00"]})
class Money(serializers.Field):
    """An amount as a decimal string with two places."""

    default_error_messages = {
        "invalid": 'An amount is a string like "49.00", up to "99999999.99".',
    }

    def to_internal_value(self, data: Any) -> Decimal:
        """A decimal with two places."""
        if not isinstance(data, str) or not _AMOUNT.fullmatch(data):
            self.fail("invalid")
        return Decimal(data).quantize(Decimal("0.01"))

    def to_representation(self, value: Any) -> str:
        """Two places, always."""
        amount = value.to_decimal() if isinstance(value, Decimal128) else Decimal(value)
        return f"{amount:.2f}"


_ANY_SCALAR = {"type": ["string", "number", "boolean", "null"]}
_ANY_VALUE = {
    "type": ["string", "number", "boolean", "null", "array", "object"],
    "items": _ANY_SCALAR,
    "additionalProperties": _ANY_SCALAR,
}


@extend_schema_field({"type": "object", "additionalProperties": _ANY_VALUE})
class AnyObject(serializers.DictField):
    """An object whose fields depend on what it is about."""
