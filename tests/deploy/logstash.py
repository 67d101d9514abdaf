"""As much of Logstash as our pipeline is made of: its language, and what its filters do."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Event = dict[str, Any]

_TOKEN = re.compile(r"""\s+|\#[^\n]*|(?P<token>"[^"]*"|=>|[{}\[\],]|[\w.-]+)""")
_PLACE = re.compile(r"%\{([^+}][^}]*)\}")


@dataclass
class Plugin:
    """A filter, an input or an output, with its settings."""

    name: str
    settings: dict[str, Any]


@dataclass
class Choice:
    """What is done only where a value is, or is not, among others."""

    left: Any
    negated: bool
    right: Any
    steps: list["Plugin | Choice"] = field(default_factory=list)


class Field(str):
    """The name of a field, such as `[lectern][status]`."""


Step = Plugin | Choice


def read(text: str) -> dict[str, list[Step]]:
    """The sections of a pipeline; `ValueError` for what is not of its language."""
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"Not of the language: {text[at : at + 20]!r}")
        at = found.end()
        if found["token"]:
            tokens.append(found["token"])
    return dict(_sections(_Reader(tokens)))


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, expected: str = "") -> str:
        if not self.tokens or (expected and self.tokens[0] != expected):
            raise ValueError(f"{expected or 'More'} is missing before {self.tokens[:3]}")
        return self.tokens.pop(0)

    def until(self, end: str) -> Iterator[None]:
        while self.peek() != end:
            yield
        self.take(end)


def _sections(reader: _Reader) -> Iterator[tuple[str, list[Step]]]:
    while reader.peek():
        name = reader.take()
        yield name, _steps(reader)


def _steps(reader: _Reader) -> list[Step]:
    reader.take("{")
    return [_step(reader) for _ in reader.until("}")]


def _step(reader: _Reader) -> Step:
    name = reader.take()
    if name != "if":
        reader.take("{")
        return Plugin(name, dict(_setting(reader) for _ in reader.until("}")))
    left = _operand(reader)
    negated = reader.peek() == "not"
    if negated:
        reader.take()
    reader.take("in")
    right = _operand(reader)
    return Choice(left, negated, right, _steps(reader))


def _setting(reader: _Reader) -> tuple[str, Any]:
    name = reader.take().strip('"')
    reader.take("=>")
    return name, _value(reader)


def _value(reader: _Reader) -> Any:
    if reader.peek() == "{":
        reader.take()
        return dict(_setting(reader) for _ in reader.until("}"))
    if reader.peek() == "[":
        return _operand(reader)
    return reader.take().strip('"')


def _operand(reader: _Reader) -> Any:
    """A text, a list of texts, or a field: one or more names, each in brackets."""
    if reader.peek() != "[":
        return reader.take().strip('"')
    name = ""
    while reader.peek() == "[":
        reader.take()
        items = [reader.take() for _ in _until_bracket(reader)]
        if any(item.startswith('"') for item in items):
            return [item.strip('"') for item in items if item != ","]
        name += f"[{items[0]}]"
    return Field(name)


def _until_bracket(reader: _Reader) -> Iterator[None]:
    yield from reader.until("]")


def run(steps: list[Step], event: Event) -> Event:
    """What becomes of an event; `KeyError` for a filter that is not known here."""
    for step in steps:
        if isinstance(step, Choice):
            among = _get(event, step.right) if isinstance(step.right, Field) else step.right
            value = _get(event, step.left) if isinstance(step.left, Field) else step.left
            if (value in (among or [])) != step.negated:
                run(step.steps, event)
        else:
            _FILTERS[step.name](event, **step.settings)
    return event


def _json(event: Event, *, source: str, target: str, tag_on_failure: list[str]) -> None:
    try:
        event[target] = json.loads(event[source])
    except ValueError:
        event.setdefault("tags", []).extend(tag_on_failure)


def _date(event: Event, *, match: list[str]) -> None:
    name, form = match
    assert form == "ISO8601"
    event["@timestamp"] = datetime.fromisoformat(_get(event, name))


def _mutate(
    event: Event, *, add_field: dict[str, str] | None = None, remove_field: list[str] | None = None
) -> None:
    for name, text in (add_field or {}).items():
        event[name] = _PLACE.sub(lambda found: str(_get(event, found[1]) or found[0]), text)
    for name in remove_field or []:
        *way, last = _names(name)
        inside = _get(event, "".join(f"[{one}]" for one in way)) if way else event
        if isinstance(inside, dict):
            inside.pop(last, None)


_FILTERS = {"json": _json, "date": _date, "mutate": _mutate}


def _names(name: str) -> list[str]:
    return re.findall(r"\[([^\]]+)\]", name) or [name]


def _get(event: Any, name: str) -> Any:
    for one in _names(name):
        event = event.get(one) if isinstance(event, dict) else None
    return event
