"""Call-outs fenced by colons, as in the Carpentries' lessons.

The block rule only marks the lines that open and close; `pair_callouts` then matches them
inside the list item, quote or page they stand in. So a fence inside a code block is never
mistaken for one, any number of colons will do, and the cost is one pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lectern.shared.markdown.classes import CALLOUT_TITLES
from lectern.shared.markdown.notes import Notes, Topic

_FENCE = re.compile(r":{3,}[ \t]*(?P<info>.*?)[ \t]*:*[ \t]*")
_INFO = re.compile(r"(?:\{[ \t]*)?\.?(?P<name>[A-Za-z][\w-]*)(?P<rest>[^}]*)\}?(?P<after>.*)", re.S)
_TEACHERS = "instructor"
_MOST_NESTED = 20


def callout_fence(state: StateBlock, line: int, _last: int, silent: bool) -> bool:
    """A line of colons: with a name it opens a call-out, alone it closes the innermost."""
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", start):
        return False
    fence = _FENCE.fullmatch(state.src[start : state.eMarks[line]])
    if fence is None:
        return False
    info = _INFO.fullmatch(fence["info"])
    if fence["info"] and info is None:
        return False
    if silent:
        return True
    state.line = line + 1
    token = state.push("callout_mark", "", 0)
    token.map = [line, line + 1]
    if info is not None:
        braced = fence["info"].startswith("{")
        token.info = info["name"]
        token.content = (info["after"] if braced else info["rest"] + info["after"]).strip()
    return True


@dataclass
class _Container:
    """A list item, quote or the page itself, with the call-outs that are open in it."""

    open_callouts: list[Token] = field(default_factory=list)


class _Pairing:
    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.out: list[Token] = []
        self.containers = [_Container()]
        self.depth = 0

    def run(self, tokens: list[Token]) -> list[Token]:
        for token in tokens:
            if token.type == "callout_mark":
                self._open(token) if token.info else self._close(token)
                continue
            if token.nesting < 0:
                self._leave()
            self.out.append(token)
            if token.nesting > 0:
                self.containers.append(_Container())
        self._leave()
        return self.out

    def _open(self, mark: Token) -> None:
        name, line = mark.info.lower(), _line(mark)
        if name not in CALLOUT_TITLES and name != _TEACHERS:
            self.notes.add(
                Topic.UNSUPPORTED,
                line,
                "unknown-callout",
                mark.info,
                f"A call-out of the unknown kind “{mark.info}” is shown as a plain one.",
            )
            name = "callout"
        token = Token("callout_open", "details" if name == "solution" else "aside", 1)
        token.map, token.info, token.content, token.block = mark.map, name, mark.content, True
        token.meta["shown"] = self.depth < _MOST_NESTED
        token.attrs = {"class": f"callout callout-{name}"}
        if token.tag == "aside":
            token.attrs["role"] = "note"
        self.depth += 1
        self.containers[-1].open_callouts.append(token)
        self.out.append(token)

    def _close(self, mark: Token) -> None:
        if not self.containers[-1].open_callouts:
            self.notes.add(
                Topic.UNSUPPORTED,
                _line(mark),
                "stray-fence",
                ":::",
                "This line of colons closes nothing and is left out.",
            )
            return
        self._end(self.containers[-1].open_callouts.pop())

    def _end(self, opened: Token) -> None:
        token = Token("callout_close", opened.tag, -1)
        token.info, token.block, token.meta = opened.info, True, dict(opened.meta)
        self.depth -= 1
        self.out.append(token)

    def _leave(self) -> None:
        """Close what the author left open at the end of its container."""
        for opened in reversed(self.containers.pop().open_callouts):
            self.notes.add(
                Topic.UNSUPPORTED,
                _line(opened),
                "open-callout",
                opened.info,
                "This call-out is never closed; it ends with what surrounds it.",
            )
            self._end(opened)


def pair_callouts(state: StateCore) -> None:
    """Match the fences, leave out what is for teachers and give every call-out a title."""
    notes: Notes = state.env["notes"]
    if not any(token.type == "callout_mark" for token in state.tokens):
        return
    paired = _Pairing(notes).run(state.tokens)
    for token in paired:
        if token.type.startswith("callout_") and not token.meta["shown"]:
            token.hidden = True
    state.tokens = list(_titled(list(_for_learners(paired, notes))))


def _for_learners(tokens: list[Token], notes: Notes) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        if token.type == "callout_open" and (inside or token.info == _TEACHERS):
            inside += 1
            if inside == 1:
                notes.add(
                    Topic.WITHHELD,
                    _line(token),
                    "for-instructors",
                    _TEACHERS,
                    "A note for instructors is not shown to learners.",
                )
            continue
        if token.type == "callout_close" and inside:
            inside -= 1
            continue
        if not inside:
            yield token


def _titled(tokens: list[Token]) -> Iterator[Token]:
    """The first heading inside a call-out is its title; without one, a default word is."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        yield token
        index += 1
        if token.type != "callout_open" or token.hidden:
            continue
        summary = token.tag == "details"
        if not token.content and index < len(tokens) and tokens[index].type == "heading_open":
            heading = tokens[index : index + 3]
            index += 3
            if summary:
                heading[0].tag = heading[2].tag = "summary"
            else:
                heading[0].attrJoin("class", "callout-title")
                token.meta["title"] = heading[0]
            yield from heading
        else:
            title = token.content or CALLOUT_TITLES[token.info]
            if not summary:
                token.attrSet("aria-label", title)
            yield from _title(title, token, "summary" if summary else "p")


def _title(text: str, callout: Token, tag: str) -> Iterator[Token]:
    opening, closing = Token("title_open", tag, 1), Token("title_close", tag, -1)
    opening.block = closing.block = True
    if tag == "p":
        opening.attrs = {"class": "callout-title"}
    inline = Token("inline", "", 0, content=text, children=[], map=callout.map, block=True)
    yield from (opening, inline, closing)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
