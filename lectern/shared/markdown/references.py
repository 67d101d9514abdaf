"""Links and images: where they lead, and what becomes of those that lead nowhere."""

import posixpath
import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote, unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from lectern.shared.markdown.attributes import Attributes, read_attributes
from lectern.shared.markdown.classes import ANCHOR_PREFIX
from lectern.shared.markdown.notes import Notes, Topic

Resolver = Callable[[str], str | None]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OWN_PAGE = re.compile(r"/(?:courses|learn|quizzes)(?:/|$)")
_LINK_SCHEMES = ("http:", "https:", "mailto:")
_IMAGE_SCHEMES = ("http:", "https:")


class References:
    """Resolves the targets of one text and reports those that cannot be."""

    def __init__(self, image: Resolver, link: Resolver, notes: Notes) -> None:
        self._image, self._link, self._notes = image, link, notes
        self.given: set[str] = set()

    def image(self, target: str, line: int) -> str | None:
        """The address of an image; None when it is missing or of a kind not carried."""
        if _is_foreign(target):
            return self._foreign(target, _IMAGE_SCHEMES, line)
        path, _ = _split(target)
        return self._known(self._image(path), path, line, "missing-image", "The image")

    def link(self, target: str, line: int) -> str | None:
        """The address of a link; anchors are prefixed as those of our headings are."""
        if target.startswith("#"):
            return "#" + ANCHOR_PREFIX + target[1:]
        if _is_foreign(target):
            return self._foreign(target, _LINK_SCHEMES, line)
        path, fragment = _split(target)
        found = self._known(self._link(path), target, line, "missing-target", "The link target")
        if found is None or not fragment:
            return found
        found = f"{found.partition('#')[0]}#{ANCHOR_PREFIX}{fragment}"
        self.given.add(found)
        return found

    def _known(self, found: str | None, target: str, line: int, code: str, what: str) -> str | None:
        if found is None:
            message = f"{what} “{target}” is not part of the course."
            self._notes.add(Topic.DANGLING, line, code, target, message)
        else:
            self.given.add(found)
        return found

    def _foreign(self, target: str, schemes: tuple[str, ...], line: int) -> str | None:
        if target.lower().startswith(schemes) and _is_well_formed(target):
            return target
        message = "An address of this kind is not carried."
        self._notes.add(Topic.UNSUPPORTED, line, "address", target[:200], message)
        return None


def _is_foreign(target: str) -> bool:
    return target.startswith(("//", "\\")) or _SCHEME.match(target) is not None


def _is_well_formed(target: str) -> bool:
    try:
        return bool(urlsplit(target).netloc) or target.lower().startswith("mailto:")
    except ValueError:
        return False


def _split(target: str) -> tuple[str, str]:
    """The path inside the course, in one spelling, and the fragment."""
    path, _, fragment = target.partition("#")
    path = unquote(path.partition("?")[0])
    return (posixpath.normpath(path) if path else ""), fragment


def own_file(path: str) -> str | None:
    """A file that this site keeps: the images that a text standing alone can show."""
    return quote(path) if path.startswith("/media/") else None


def own_address(path: str) -> str | None:
    """A page or a kept file of this site: the links that a text standing alone can have."""
    return quote(path) if _OWN_PAGE.match(path) else own_file(path)


def attributes_plugin(md: MarkdownIt) -> None:
    """Let `![…](…)` and `[…](…)` take Pandoc attributes in braces behind them."""
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__}
    for name in ("image", "link"):
        md.inline.ruler.at(name, _with_attributes(rules[name]))


def _with_attributes(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    def parse(state: StateInline, silent: bool) -> bool:
        if not rule(state, silent):
            return False
        read = read_attributes(state.src[: state.posMax], state.pos) if _braces(state) else None
        if read is not None:
            attributes, state.pos = read
            if not silent:
                state.tokens[-1].meta["attributes"] = attributes
        return True

    return parse


def _braces(state: StateInline) -> bool:
    return state.pos < state.posMax and state.src[state.pos] == "{"


def resolve_references(state: StateCore) -> None:
    """Replace every target of links and images by its address."""
    references: References = state.env["resolver"]
    notes: Notes = state.env["notes"]
    for index, token in enumerate(state.tokens):
        if token.type != "inline" or not token.children:
            continue
        line = token.map[0] if token.map else 0
        token.children = _resolved(token.children, line, references, notes)
        _as_figure(state.tokens, index)


def _resolved(
    children: list[Token], line: int, references: References, notes: Notes
) -> list[Token]:
    out: list[Token] = []
    dropped: list[bool] = []
    for child in children:
        attributes: Attributes | None = child.meta.get("attributes")
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "image":
            child = _image(child, attributes or Attributes(), line, references)
        elif child.type == "link_open":
            address = references.link(str(child.attrs.get("href", "")), line)
            dropped.append(address is None)
            if address is None:
                continue
            child.attrs["href"] = address
        elif child.type == "link_close" and dropped.pop():
            child = Token("text", "", 0, meta=child.meta)
        if attributes:
            _report_ignored(attributes, child, line, notes)
        child.meta["line"] = line
        out.append(child)
    return out


def _image(image: Token, attributes: Attributes, line: int, references: References) -> Token:
    """An image with its alternative text; the text alone when there is no image to show."""
    parts = image.children or ()
    caption = "".join(" " if part.type.endswith("break") else part.content for part in parts)
    alternative = attributes.values.get("alt", caption)
    target = str(image.attrs.get("src", ""))
    address = references.image(target, line)
    if address is None:
        told = alternative or caption or unquote(posixpath.basename(target))
        return Token("missing_image", "span", 0, content=told)
    shown = Token("image", "img", 0, content=alternative)
    shown.attrs = {"src": address, "alt": "", "loading": "lazy"}
    if "title" in image.attrs:
        shown.attrs["title"] = image.attrs["title"]
    shown.children = [Token("text", "", 0, content=alternative)]
    if caption and caption != alternative:
        shown.meta["caption"] = caption
        shown.attrs.setdefault("title", caption)
    return shown


def _report_ignored(attributes: Attributes, child: Token, line: int, notes: Notes) -> None:
    images = child.type in ("image", "missing_image")
    ignored = [key for key in attributes.values if not (images and key == "alt")]
    ignored += [f".{name}" for name in attributes.classes]
    ignored += [f"#{attributes.id}"] if attributes.id else []
    for name in ignored:
        message = f"The attribute “{name}” is not carried."
        notes.add(Topic.UNSUPPORTED, line, "attribute", name, message)


def _as_figure(tokens: list[Token], index: int) -> None:
    """A captioned image alone in its paragraph becomes a figure."""
    inline = tokens[index]
    children = inline.children or []
    alone = len(children) == 1 and "caption" in children[0].meta
    if not alone or not 0 < index < len(tokens) - 1:
        return
    before, after = tokens[index - 1], tokens[index + 1]
    if before.type != "paragraph_open" or before.hidden:
        return
    before.tag = after.tag = "figure"
    before.attrs["class"] = "figure"
    children[0].attrs.pop("title", None)
    caption = escape(children[0].meta["caption"])
    children.append(Token("html_inline", "", 0, content=f"<figcaption>{caption}</figcaption>"))
