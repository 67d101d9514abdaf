"""The last word on what reaches a browser: an allow-list, whatever the renderer did before."""

import re
from collections.abc import Callable

import nh3

from lectern.shared.markdown.classes import ANCHOR_PREFIX, CONTENT_CLASSES

_MATHS = """math mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder
    munderover mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts"""
_TEXT = """a abbr aside b blockquote br caption cite code dd del details dfn div dl dt em figcaption
    figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong
    sub summary sup table tbody td tfoot th thead time tr u ul var wbr"""
TAGS = frozenset(f"{_MATHS} {_TEXT}".split())
_REMOVED_WITH_CONTENT = {"script", "style", "title", "textarea", "iframe", "noscript", "template"}

_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "aside": {"aria-label", "aria-labelledby"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "pre": {"aria-label"},
    "span": {"aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "math": {"alttext"},
    "menclose": {"notation"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "lspace", "rspace", "minsize", "maxsize", "accent"},
    "mover": {"accent"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mspace": {"width", "height", "depth"},
    "mstyle": {"displaystyle", "scriptlevel", "mathcolor", "mathvariant"},
    "mtable": {"columnalign", "rowspacing", "columnspacing", "columnlines", "rowlines"},
    "mtd": {"columnalign"},
    "munder": {"accentunder"},
}
_VALUES = {
    "aside": {"role": {"note"}},
    "img": {"loading": {"lazy"}},
    "math": {"display": {"inline", "block"}},
    "pre": {"tabindex": {"0"}, "role": {"group"}},
    "section": {"role": {"doc-endnotes"}},
    "span": {"role": {"img"}},
    "th": {"scope": {"col", "row"}},
}
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_NEVER_DEEPER = {"br", "hr", "img", "wbr", "p", "li", "td", "th", "tr", "dt", "dd"}

# Answers the address to use for (tag, address), or None to leave the attribute out.
AddressFilter = Callable[[str, str], str | None]


def foreign_tags(html: str) -> list[str]:
    """The elements of a piece of HTML that the sanitiser will not let through."""
    names = (name.lower() for closing, name in _TAG_NAME.findall(html) if not closing)
    return sorted({name for name in names if name not in TAGS})


def deepening(html: str) -> int:
    """By how much a piece of HTML deepens the tree: what it opens less what it closes."""
    tags = ((closing, name.lower()) for closing, name in _TAG_NAME.findall(html))
    return sum(-1 if closing else 1 for closing, name in tags if name not in _NEVER_DEEPER)


def sanitize(html: str, address: AddressFilter) -> str:
    """Keep the allowed elements, attributes and classes; `address` decides on src and href."""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute in ("src", "href"):
            return address(tag, value)
        return value

    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=_REMOVED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_VALUES,
        allowed_classes={tag: set(names) for tag, names in CONTENT_CLASSES.items()},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        id_prefix=ANCHOR_PREFIX,
    )
