"""Keyset pages: opaque cursors, both ways, the same cost on every page."""

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import bson
from bson import ObjectId, json_util
from bson.errors import BSONError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from lectern.shared.errors import FieldError, Invalid
from lectern.shared.policies import Row
from lectern.shared.selection import Order, Selection

DEFAULT_SIZE = 20
MAX_SIZE = 100
_SCALARS = (str, int, float, bool, datetime, ObjectId, type(None))
_UNREADABLE = (ValueError, KeyError, TypeError, OverflowError, RecursionError, BSONError)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an ordered list: the values of a row and the direction to read from it."""

    values: tuple[Any, ...]
    backwards: bool = False

    def encode(self) -> str:
        """The opaque form that travels in `?cursor=`."""
        text = json_util.dumps({"v": list(self.values), "b": self.backwards})
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, length: int) -> "Cursor":
        """The cursor, whose values are scalars so that none can smuggle an operator in."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            options = json_util.JSONOptions(tz_aware=True)
            parsed = json_util.loads(raw.decode(), json_options=options)
            values, backwards = parsed["v"], parsed["b"]
            bson.encode({"v": values})  # what cannot be stored cannot be compared either
        except _UNREADABLE as error:
            raise _invalid("cursor", "This is not a cursor of this list.") from error
        scalar = isinstance(values, list) and all(isinstance(value, _SCALARS) for value in values)
        if not scalar or len(values) != length or not isinstance(backwards, bool):
            raise _invalid("cursor", "This is not a cursor of this list.")
        return cls(tuple(values), backwards)


class KeysetPagination(BasePagination):
    """`{next, previous, count, results}`; `?cursor=` and `?page_size=` (1-100)."""

    def read(self, request: Request, selection: Selection, order: Order) -> list[Row]:
        """The rows of the page that the request asks for."""
        order = order if order[-1][0] == "_id" else (*order, ("_id", order[-1][1]))
        self.request = request
        self.count = selection.count()
        size = _size(request)
        text = request.query_params.get("cursor")
        cursor = Cursor.decode(text, len(order)) if text else None
        backwards = cursor is not None and cursor.backwards
        direction = _reversed(order) if backwards else order
        rows = selection.page(direction, cursor.values if cursor else None, size + 1)
        more, rows = len(rows) > size, rows[:size]
        if backwards:
            rows.reverse()
        self.next = rows and (more or backwards) and Cursor(_values(rows[-1], order))
        has_previous = more if backwards else cursor is not None
        self.previous = rows and has_previous and Cursor(_values(rows[0], order), backwards=True)
        return rows

    def body(self, results: list[Any]) -> dict[str, Any]:
        """The page as it is answered."""
        return {
            "next": self._link(self.next),
            "previous": self._link(self.previous),
            "count": self.count,
            "results": results,
        }

    def _link(self, cursor: Any) -> str | None:
        if not cursor:
            return None
        return replace_query_param(self.request.get_full_path(), "cursor", cursor.encode())

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page in OpenAPI."""
        link = {"type": ["string", "null"], "description": "Path of the neighbouring page."}
        return {
            "type": "object",
            "required": ["next", "previous", "count", "results"],
            "properties": {
                "next": link,
                "previous": link,
                "count": {"type": "integer", "description": "Exact up to 10,000."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, _view: Any) -> list[dict[str, Any]]:
        """The parameters of every list in OpenAPI."""
        return [
            {
                "name": "cursor",
                "in": "query",
                "description": "Where the page begins; taken from `next` or `previous`.",
                "schema": {"type": "string"},
            },
            {
                "name": "page_size",
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": 20},
            },
        ]


def _size(request: Request) -> int:
    text = request.query_params.get("page_size", str(DEFAULT_SIZE))
    number = re.fullmatch(r"[0-9]{1,3}", text)
    if number is None or not 1 <= int(text) <= MAX_SIZE:
        raise _invalid("page_size", f"A whole number from 1 to {MAX_SIZE}.")
    return int(text)


def _values(row: Row, order: Order) -> tuple[Any, ...]:
    return tuple(row.get(field) for field, _ in order)


def _reversed(order: Order) -> Order:
    return tuple((field, -direction) for field, direction in order)


def _invalid(parameter: str, sentence: str) -> Invalid:
    return Invalid(
        errors=[FieldError(f"?{parameter}", sentence, f"invalid-{parameter.replace('_', '-')}")]
    )
