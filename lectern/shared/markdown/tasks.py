"""Task lists: `- [ ] to do` and `- [x] done`."""

from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BOXES = {"[ ] ": ("To do", "☐"), "[x] ": ("Done", "☑"), "[X] ": ("Done", "☑")}


def mark_tasks(state: StateCore) -> None:
    """Turn the brackets into a box that reads as what it means; it is no control."""
    tokens = state.tokens
    for (item, paragraph), inline in zip(pairwise(tokens), tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open":
            continue
        children = inline.children or []
        box = _BOXES.get(children[0].content[:4]) if children else None
        if box is None or children[0].type != "text":
            continue
        item.attrJoin("class", "task")
        children[0].content = children[0].content[3:]
        children.insert(0, _box(*box))


def _box(label: str, sign: str) -> Token:
    html = f'<span class="task-box" role="img" aria-label="{label}">{sign}</span>'
    return Token("html_inline", "", 0, content=html)
