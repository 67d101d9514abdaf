"""How the tokens that are ours become HTML."""

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from lectern.shared.markdown.code import render_code
from lectern.shared.markdown.maths import to_mathml
from lectern.shared.markdown.notes import Topic
from lectern.shared.markdown.sanitize import deepening, foreign_tags


def _code(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    html, unknown = render_code(token.content, token.info)
    if unknown:
        message = f"The language “{unknown}” is unknown: the block is shown without colours."
        env["notes"].add(Topic.UNSUPPORTED, line_of(token), "code-language", unknown, message)
    return html


def _maths(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    token = tokens[index]
    math = to_mathml(token.content, display=token.markup == "$$")
    if math is None:
        message = "This formula could not be read and is shown as written."
        env["notes"].add(Topic.UNSUPPORTED, line_of(token), "formula", token.content, message)
        math = f'<code class="math-source">{escape(token.content)}</code>'
    return f"<p>{math}</p>\n" if token.block else math


def _missing_image(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any
) -> str:
    return f'<span class="missing-image">{escape(tokens[index].content)}</span>'


# The cost of parsing HTML grows with the square of its depth.
_DEEPEST_HTML = 200


def _raw_html(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    token = tokens[index]
    env["raw_depth"] = max(0, env["raw_depth"] + deepening(token.content))
    if env["raw_depth"] > _DEEPEST_HTML:
        message = "HTML nested this deep is shown as text."
        env["notes"].add(Topic.UNSUPPORTED, line_of(token), "html-depth", "", message)
        return escape(token.content)
    env["raw_html"].append(token)
    for tag in foreign_tags(token.content):
        message = f"The HTML element <{tag}> is not carried."
        env["notes"].add(Topic.UNSUPPORTED, line_of(token), "html", tag, message)
    return token.content


def line_of(token: Token) -> int:
    if token.map:
        return token.map[0]
    return int(token.meta.get("line", 0))


def _table_open(*_: Any) -> str:
    return '<div class="table-scroll"><table>\n'


def _table_close(*_: Any) -> str:
    return "</table></div>\n"


RENDER_RULES = {
    "fence": _code,
    "code_block": _code,
    "math": _maths,
    "missing_image": _missing_image,
    "html_inline": _raw_html,
    "html_block": _raw_html,
    "table_open": _table_open,
    "table_close": _table_close,
}
