"""Fields that several resources show."""

from decimal import Decimal, InvalidOperation
from typing import Any

from bson.decimal128 import Decimal128
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"type": "string", "pattern": r"^\d{1,8}\.\d{2}$", "examples": ["49.00"]})
class Money(serializers.Field):
    """An amount as a decimal string with two places."""

    default_error_messages = {
        "invalid": 'An amount is a string like "49.00".',
        "range": "An amount is between 0.00 and 99999999.99.",
    }

    def to_internal_value(self, data: Any) -> Decimal:
        """A decimal with two places."""
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            amount = Decimal(data)
            exact = amount.quantize(Decimal("0.01"))
        except InvalidOperation:
            self.fail("invalid")
        if amount != exact:
            self.fail("invalid")
        if not 0 <= exact < 100_000_000:
            self.fail("range")
        return exact

    def to_representation(self, value: Any) -> str:
        """Two places, always."""
        amount = value.to_decimal() if isinstance(value, Decimal128) else Decimal(value)
        return f"{amount:.2f}"
