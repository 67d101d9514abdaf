"""Markdown to HTML: CommonMark with tables, task lists, footnotes, maths and call-outs."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from lectern.shared.markdown.callouts import callout_fence, pair_callouts
from lectern.shared.markdown.classes import ANCHOR_PREFIX
from lectern.shared.markdown.elements import RENDER_RULES, line_of
from lectern.shared.markdown.maths import maths_plugin
from lectern.shared.markdown.notes import Note, Notes, Topic
from lectern.shared.markdown.outline import place_headings, take_heading_ids
from lectern.shared.markdown.references import (
    References,
    Resolver,
    attributes_plugin,
    own_address,
    own_file,
    resolve_references,
)
from lectern.shared.markdown.sanitize import sanitize
from lectern.shared.markdown.tasks import mark_tasks


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text ready for the page, and what its author should know about it."""

    html: str
    dangling: tuple[Note, ...] = ()
    unsupported: tuple[Note, ...] = ()
    withheld: tuple[Note, ...] = ()


def render(
    source: str,
    *,
    image: Resolver = own_file,
    link: Resolver = own_address,
    first_line: int = 1,
) -> Rendered:
    """Render any text; nothing in it raises.

    `image` and `link` get the path of a target on this site or beside the text (normalised,
    without fragment) and answer its address, or None when there is no such thing; left out, only
    addresses of this site lead anywhere. `first_line` is the line of the file on which the text
    starts, for the notes.
    """
    notes = Notes(first_line)
    references = References(image, link, notes)
    env: dict[str, Any] = {"notes": notes, "resolver": references, "raw_html": [], "raw_depth": 0}
    html = _markdown().render(source, env)
    html = sanitize(html, _RawAddresses(references, env["raw_html"]))
    return Rendered(
        html=html,
        dangling=notes.about(Topic.DANGLING),
        unsupported=notes.about(Topic.UNSUPPORTED),
        withheld=notes.about(Topic.WITHHELD),
    )


@cache
def _markdown() -> MarkdownIt:
    """The parser, built once: it keeps no state between texts."""
    md = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    md.use(footnote_plugin).use(maths_plugin).use(attributes_plugin)
    md.block.ruler.before(
        "fence",
        "callout",
        callout_fence,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.core.ruler.after("block", "callouts", pair_callouts)
    md.core.ruler.after("callouts", "heading_ids", take_heading_ids)
    md.core.ruler.push("tasks", mark_tasks)
    md.core.ruler.push("headings", place_headings)
    md.core.ruler.push("references", resolve_references)
    md.core.ruler.push("dashes", _join_dashes)
    md.core.ruler.push("columns", _align_columns)
    for name, rule in RENDER_RULES.items():
        md.add_render_rule(name, rule)
    return md


_DASH = re.compile(r"(?<![-\w])---(?![-\w])|(?<=\w)---(?=\w)")


def _join_dashes(state: StateCore) -> None:
    """Three hyphens in prose are a dash."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = _DASH.sub("—", child.content)


def _align_columns(state: StateCore) -> None:
    """The alignment of a column is a class; styles do not pass the sanitiser."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            side = str(token.attrs.pop("style")).removeprefix("text-align:")
            token.attrSet("class", f"align-{side}")


_RAW_ADDRESS = re.compile(r"""(?:src|href)\s*=\s*["']?([^"'\s>]+)""", re.I)


class _RawAddresses:
    """Decides on the addresses that reach the sanitiser: ours pass, those in raw HTML resolve."""

    def __init__(self, references: References, raw_html: list[Token]) -> None:
        self._references, self._raw_html = references, raw_html

    def __call__(self, tag: str, address: str) -> str | None:
        if address in self._references.given or address.startswith("#" + ANCHOR_PREFIX):
            return address
        line = self._lines.get(address, 0)
        if tag == "img":
            return self._references.image(address, line)
        return self._references.link(address, line)

    @cached_property
    def _lines(self) -> dict[str, int]:
        """The line on which each address of the raw HTML is first written."""
        lines: dict[str, int] = {}
        for token in self._raw_html:
            line, counted = line_of(token), 0
            for found in _RAW_ADDRESS.finditer(token.content):
                line += token.content.count("\n", counted, found.start())
                counted = found.start()
                lines.setdefault(unescape(found.group(1)), line)
        return lines
