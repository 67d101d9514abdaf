"""YAML with few surprises: no aliases, no tags, no duplicate keys, and `no` is a word.

Only `true` and `false` are truth values and only plain decimals are numbers, as in YAML 1.2. So
a course in Norwegian (`no`), a title such as `2024-01-01` and a time such as `1:30` stay text.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml


class YamlError(Exception):
    """The text is not a mapping that can be read. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


@dataclass(frozen=True, slots=True)
class Located:
    """A value and the line of its key."""

    value: Any
    line: int


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            self._refuse("aliases (*name)", event)
        if getattr(event, "tag", None) is not None:
            self._refuse("tags (!name)", event)
        return super().compose_node(parent, index)

    @staticmethod
    def _refuse(what: str, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        raise YamlError(line, f"YAML: {what} are not allowed.")


_RESOLVERS = [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
]
for _name, _pattern, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern})\Z"), list(_first)
    )


def read_mapping(text: str) -> dict[str, Located]:
    """The keys of a YAML mapping with their values; an empty text has none."""
    try:
        return _mapping(_Loader(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "cannot be read"
        raise YamlError(mark.line + 1 if mark else 1, f"YAML: {problem}.") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise YamlError(line, "YAML: a character here is not allowed.") from None
    except RecursionError:
        raise YamlError(1, "YAML: nested too deep.") from None
    except ValueError as error:
        raise YamlError(1, f"YAML: a value cannot be read ({error}).") from None


def _mapping(loader: _Loader) -> dict[str, Located]:
    node = loader.get_single_node()
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise YamlError(node.start_mark.line + 1, "Expected “key: value” lines.")
    read: dict[str, Located] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise YamlError(line, "A key is a word.")
        if key in read:
            raise YamlError(line, f"The key “{key}” is given twice.")
        read[key] = Located(loader.construct_object(value_node, deep=True), line)
    return read


def write_mapping(values: dict[str, Any]) -> str:
    """YAML that `read_mapping` reads back to the same values."""
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=100)
