"""Formulas between dollars, as MathML."""

import html
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import convert_to_element
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# Longer than any formula worth reading; it also bounds how far an opening dollar looks ahead.
_LONGEST = 2_000
_MOST_LINES = 100


def to_mathml(tex: str, *, display: bool) -> str | None:
    """The formula as a `<math>` element that carries its source as text; None when it is not TeX.

    The converter puts `<` and `>` of the source into the markup as they are and speaks in
    character references, so the tree is decoded and serialised here instead.
    """
    try:
        tree = convert_to_element(tex, display="block" if display else "inline")
        unknown = any(element.text and element.text.startswith("\\") for element in tree.iter())
    except Exception:  # the converter documents no exceptions and raises many kinds
        return None
    if unknown:
        return None
    _decode(tree)
    tree.set("alttext", tex)
    tree.attrib.pop("xmlns", None)
    return tostring(tree, encoding="unicode")


def _decode(tree: Element) -> None:
    for element in tree.iter():
        if element.text:
            element.text = html.unescape(element.text)


def _dollar_inline(state: StateInline, silent: bool) -> bool:
    """`$x$` and `$$x$$` within a line, by Pandoc's rule: "5 $ and 6 $" or "$5 or $6" is money."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    mark = "$$" if source.startswith("$$", start) else "$"
    begin = start + len(mark)
    limit = min(state.posMax, begin + _LONGEST)
    end = _closing(source, mark, begin, limit)
    if end < 0:
        # All the dollars at once: the second of two must not open a formula of its own.
        if not silent:
            state.pending += mark
        state.pos = begin
        return True
    if not silent:
        token = state.push("math", "math", 0)
        token.content = source[begin:end].strip()
        token.markup = mark
    state.pos = end + len(mark)
    return True


def _closing(source: str, mark: str, begin: int, limit: int) -> int:
    """Where the closing mark starts, or -1."""
    single = mark == "$"
    if begin >= limit or (single and source[begin].isspace()):
        return -1
    position = begin
    while position < limit:
        found = source.find("$", position, limit)
        if found < 0:
            return -1
        backslashes = found - len(source[begin:found].rstrip("\\")) - begin
        if backslashes % 2:
            position = found + 1
            continue
        if not single:
            if source.startswith("$$", found):
                return found if source[begin:found].strip() else -1
            return -1
        after = source[found + 1 : found + 2]
        if found == begin or source[found - 1].isspace() or after.isdigit():
            return -1
        return found
    return -1


def _dollar_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """`$$` at the start of a line up to the line that ends with `$$`."""
    if state.is_code_block(first):
        return False
    text = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    if not text.startswith("$$"):
        return False
    lines = [text[2:]]
    line = first
    while not (closed := lines[-1].rstrip().endswith("$$")):
        line += 1
        if line >= min(last, first + _MOST_LINES) or state.isEmpty(line):
            return False
        if state.sCount[line] < state.blkIndent:
            return False
        lines.append(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    body = "\n".join(lines).rstrip().removesuffix("$$").strip()
    if not closed or not body or "$$" in body or len(body) > _LONGEST:
        return False
    if silent:
        return True
    state.line = line + 1
    token = state.push("math", "math", 0)
    token.block = True
    token.content = body
    token.markup = "$$"
    token.map = [first, line + 1]
    return True


def maths_plugin(md: MarkdownIt) -> None:
    md.inline.ruler.before("escape", "dollar_inline", _dollar_inline)
    md.block.ruler.before(
        "fence",
        "dollar_block",
        _dollar_block,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
