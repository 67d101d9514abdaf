"""What assistive technology is told about a page, by the browser's own accessibility tree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

CONTROLS = {
    "button",
    "checkbox",
    "combobox",
    "image",
    "link",
    "listbox",
    "menuitem",
    "menuitemradio",
    "option",
    "progressbar",
    "radio",
    "radiogroup",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
}


@dataclass(frozen=True)
class Node:
    """One thing on the page that assistive technology meets."""

    role: str
    name: str
    level: int


def faults(page: Page) -> Iterator[str]:
    """Sentences about what a person who cannot see the page would miss."""
    nodes = list(tree(page))
    roles = Counter(node.role for node in nodes)
    headings = [node for node in nodes if node.role == "heading"]
    if (count := sum(node.level == 1 for node in headings)) != 1:
        yield f"{count} headings of the first level"
    for landmark in ("main", "banner", "contentinfo"):
        if roles[landmark] != 1:
            yield f"{roles[landmark]} landmarks {landmark}"
    for before, heading in pairwise(headings):
        if heading.level > before.level + 1:
            yield f"heading {heading.name!r} of level {heading.level} follows level {before.level}"
    for role in sorted(CONTROLS):
        if nameless := sum(node.role == role and not node.name for node in nodes):
            yield f"{nameless} times {role} without a name"
    if not page.title() or not page.locator("html").get_attribute("lang"):
        yield "no title or no language"


def tree(page: Page) -> Iterator[Node]:
    """What is there to meet, in the order in which it is met."""
    session = page.context.new_cdp_session(page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    known = {node["nodeId"]: node for node in nodes}
    waiting = [nodes[0]["nodeId"]]
    while waiting:
        node = known[waiting.pop()]
        waiting += reversed([child for child in node["childIds"] if child in known])
        if not node["ignored"]:
            yield Node(_value(node, "role"), _value(node, "name").strip(), _level(node))


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _level(node: dict[str, Any]) -> int:
    levels = [one["value"]["value"] for one in node["properties"] if one["name"] == "level"]
    return int(levels[0]) if levels else 0
