"""Headings: their place in the page's outline, and their anchors."""

import re
from dataclasses import dataclass, field

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lectern.shared.markdown.attributes import read_attributes
from lectern.shared.markdown.classes import ANCHOR_PREFIX

# The page's own title is the h1.
_TOP, _DEEPEST = 2, 6
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_TRAILING_BRACES = re.compile(r"\s*(\{[^{}]*\})\s*\Z")


@dataclass
class _Outline:
    """Open headings of the page, then of each open call-out, as their authors numbered them."""

    open_levels: list[list[int]] = field(default_factory=lambda: [[]])

    def place(self, written: int) -> int:
        """The level that never skips one: as deep as there are open headings above it."""
        current = self.open_levels[-1]
        while current and current[-1] >= written:
            current.pop()
        level = _TOP + sum(map(len, self.open_levels))
        current.append(written)
        return min(level, _DEEPEST)


@dataclass
class _Slugs:
    """Anchors in GitHub's style, each given once."""

    taken: set[str] = field(default_factory=set)
    last_number: dict[str, int] = field(default_factory=dict)

    def give(self, text: str) -> str:
        base = _NOT_IN_SLUG.sub("", text.strip().lower()).replace(" ", "-") or "section"
        slug = base
        while slug in self.taken:
            number = self.last_number[base] = self.last_number.get(base, 0) + 1
            slug = f"{base}-{number}"
        self.taken.add(slug)
        return slug


def take_heading_ids(state: StateCore) -> None:
    """`## Title {#anchor}`: the braces name the anchor and are not part of the title."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        braces = _TRAILING_BRACES.search(inline.content[-200:])
        attributes = read_attributes(braces.group(1)) if braces else None
        if braces and attributes:
            inline.content = inline.content[: len(inline.content) - len(braces.group())]
            opening.meta["anchor"] = attributes[0].id


def place_headings(state: StateCore) -> None:
    """Give each heading its level below the page's title and its anchor."""
    outline, slugs = _Outline(), _Slugs()
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "callout_open":
            outline.open_levels.append([])
        elif token.type == "callout_close":
            outline.open_levels.pop()
        elif token.type == "heading_open":
            slug = slugs.give(token.meta.get("anchor") or _text(tokens[index + 1]))
            token.attrSet("id", slug)
            if token.tag != "summary":
                level = outline.place(int(token.tag[1:]))
                token.tag = tokens[index + 2].tag = f"h{level}"
    for token in tokens:
        if token.type == "callout_open" and "title" in token.meta:
            token.attrSet("aria-labelledby", ANCHOR_PREFIX + str(token.meta["title"].attrs["id"]))


def _text(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())
