"""What a list may be filtered, ordered and searched by: an allow-list; all else is a 400."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bson import ObjectId
from rest_framework.request import Request

from lectern.shared.api.fields import CONTROLS
from lectern.shared.errors import FieldError, Invalid
from lectern.shared.policies import Row
from lectern.shared.selection import Order, Selection

MOMENT = {"type": "string", "format": "date-time"}
RFC_3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
MAX_SEARCH = 200
SEARCHED = re.compile(f"[^{CONTROLS}]{{0,{MAX_SEARCH}}}")
_COMMON = {"cursor", "page_size", "ordering", "expand", "search"}


@dataclass(frozen=True, slots=True)
class Filter:
    """One query parameter: how its text is read and which condition it makes."""

    parse: Callable[[str], Any]
    column: str
    schema: Mapping[str, Any]

    def condition(self, text: str) -> Row:
        """The condition on the rows; `ValueError` when the text cannot be read."""
        return {self.column: self.parse(text)}


def reference(column: str) -> Filter:
    """The id of another thing; an id that cannot exist matches nothing."""
    return Filter(
        lambda text: ObjectId(text) if ObjectId.is_valid(text) else _refuse(),
        column,
        {"type": "string", "pattern": "^[0-9a-f]{24}$"},
    )


def flag(column: str) -> Filter:
    """`true` or `false`."""
    return Filter(lambda text: {"true": True, "false": False}[text], column, {"type": "boolean"})


def choice(column: str, *values: str) -> Filter:
    """One of a few words."""
    return Filter(
        lambda text: text if text in values else _refuse(),
        column,
        {"type": "string", "enum": list(values)},
    )


def since(column: str) -> Filter:
    """From this moment on."""
    return Filter(lambda text: {"$gte": _moment(text)}, column, MOMENT)


def until(column: str) -> Filter:
    """Before this moment."""
    return Filter(lambda text: {"$lt": _moment(text)}, column, MOMENT)


def _moment(text: str) -> datetime:
    if not RFC_3339.fullmatch(text):
        raise ValueError
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError as error:  # before the first year, or after the last, in UTC
        raise ValueError from error


def word(column: str) -> Filter:
    """A word compared as it is."""
    return Filter(lambda text: text[:100], column, {"type": "string"})


def _refuse() -> Any:
    raise ValueError


def refuse_parameters(request: Request) -> None:
    """For what can neither be narrowed nor paged: a parameter is a mistake, and is told."""
    sentence = "This list has no such parameter."
    if request.query_params:
        raise Invalid(
            errors=[
                FieldError(f"?{name}", sentence, "unknown-parameter")
                for name in request.query_params
            ]
        )


@dataclass(frozen=True)
class Listing:
    """The declared ways to narrow and order one list."""

    order: str = "created"
    orders: Mapping[str, Order] = field(default_factory=lambda: {"created": (("_id", 1),)})
    filters: Mapping[str, Filter] = field(default_factory=dict)
    search: Callable[[str], Row] | None = None

    def narrow(self, request: Request, selection: Selection) -> Selection:
        """The selection with every filter of the request applied."""
        errors = []
        for name, texts in request.query_params.lists():
            text = texts[-1]
            if len(texts) > 1:
                sentence = "Give this parameter once."
                errors.append(FieldError(f"?{name}", sentence, "repeated-parameter"))
            elif name == "search" and self.search is not None:
                if not SEARCHED.fullmatch(text):
                    sentence = f"At most {MAX_SEARCH} characters, none of them a control character."
                    errors.append(FieldError("?search", sentence, "invalid-search"))
                elif text.strip():
                    selection = selection.narrowed(self.search(text.strip()))
            elif name in self.filters:
                try:
                    selection = selection.narrowed(self.filters[name].condition(text))
                except (ValueError, KeyError):
                    sentence = "This filter cannot have this value."
                    errors.append(FieldError(f"?{name}", sentence, "invalid-filter"))
            elif name not in _COMMON or name == "search":
                sentence = "This list has no such parameter."
                errors.append(FieldError(f"?{name}", sentence, "unknown-parameter"))
        if errors:
            raise Invalid(errors=errors)
        return selection

    def ordering(self, request: Request) -> Order:
        """The order that the request asks for; `-name` reverses."""
        asked = request.query_params.get("ordering", self.order)
        order = self.orders.get(asked.removeprefix("-"))
        if order is None:
            known = ", ".join(self.orders)
            sentence = f"This list can be ordered by: {known}."
            raise Invalid(errors=[FieldError("?ordering", sentence, "invalid-ordering")])
        if asked.startswith("-"):
            return tuple((column, -direction) for column, direction in order)
        return order

    def parameters(self) -> list[dict[str, Any]]:
        """The parameters in OpenAPI."""
        names = [sign + name for name in self.orders for sign in ("", "-")]
        rows: list[dict[str, Any]] = [
            {
                "name": "ordering",
                "in": "query",
                "schema": {"type": "string", "enum": names, "default": self.order},
            }
        ]
        if self.search is not None:
            schema = {"type": "string", "maxLength": MAX_SEARCH, "pattern": f"^[^{CONTROLS}]*$"}
            rows.append({"name": "search", "in": "query", "schema": schema})
        rows += [
            {"name": name, "in": "query", "schema": dict(filter_.schema)}
            for name, filter_ in self.filters.items()
        ]
        return rows
