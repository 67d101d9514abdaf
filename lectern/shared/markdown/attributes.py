"""Pandoc attributes in braces: `{alt='A map' width=50% .wide #map}`."""

import re
from dataclasses import dataclass, field

_BLOCK = re.compile(r"\{((?:[^{}\"'\n]|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\n(?!\n))*)\}", re.S)
_ITEM = re.compile(
    r"\s*(?:"
    r"#(?P<id>[^\s{}=\"']+)"
    r"|\.(?P<class>[^\s{}=\"']+)"
    r"|(?P<key>[A-Za-z][\w:-]*)="
    r"(?:\"(?P<double>(?:\\.|[^\"\\])*)\"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^\s{}\"']+))"
    r")",
    re.S,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Longer braces are text, and looking for their end from every image would cost the square.
_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood in the braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


def read_attributes(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Read `{...}` at `start`: the attributes and the position behind; None when it is text."""
    if not text.startswith("{", start):
        return None
    block = _BLOCK.match(text, start, min(len(text), start + _LONGEST))
    if block is None:
        return None
    inside = block.group(1).rstrip()
    name, classes, values, position = "", [], {}, 0
    while position < len(inside):
        item = _ITEM.match(inside, position)
        if item is None:
            return None
        position = item.end()
        if item["id"]:
            name = item["id"]
        elif item["class"]:
            classes.append(item["class"])
        else:
            quoted = item["double"] if item["double"] is not None else item["single"]
            raw = item["bare"] if quoted is None else quoted
            values[item["key"]] = " ".join(_ESCAPED.sub(r"\1", raw).split())
    if not (name or classes or values):
        return None
    return Attributes(name, tuple(classes), values), block.end()
