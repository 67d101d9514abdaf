"""Every CSS class that rendered content can carry, so that style sheets can cover all of them."""

from types import MappingProxyType

from pygments.token import STANDARD_TYPES

# Ids and fragments in content carry this prefix, so that a heading called "login" can never
# shadow an element or a global of the page around it.
ANCHOR_PREFIX = "content-"

HIGHLIGHT_CLASSES = MappingProxyType(
    {name: ".".join(token) for token, name in STANDARD_TYPES.items() if name}
)
"""Class of a highlighted `<span>` -> the Pygments token it stands for ("k" -> "Keyword")."""

CALLOUT_TITLES = MappingProxyType(
    {
        "callout": "Note",
        "challenge": "Challenge",
        "solution": "Solution",
        "objectives": "Objectives",
        "questions": "Questions",
        "keypoints": "Key points",
        "prereq": "Prerequisites",
        "note": "Note",
        "tip": "Tip",
        "warning": "Warning",
    }
)
"""Call-outs that learners see -> the title of one that brings no heading of its own."""

_ALIGNMENTS = frozenset({"align-left", "align-center", "align-right"})

CONTENT_CLASSES: dict[str, frozenset[str]] = {
    "a": frozenset({"footnote-backref"}),
    "aside": frozenset({"callout", *(f"callout-{name}" for name in CALLOUT_TITLES)}),
    "code": frozenset({"highlight", "math-source"}),
    "details": frozenset({"callout", "callout-solution"}),
    "div": frozenset({"table-scroll"}),
    "figure": frozenset({"code", "code-output", "code-error", "figure"}),
    "hr": frozenset({"footnotes-sep"}),
    "li": frozenset({"footnote-item", "task"}),
    "ol": frozenset({"footnotes-list"}),
    "p": frozenset({"callout-title"}),
    **{f"h{level}": frozenset({"callout-title"}) for level in range(2, 7)},
    "section": frozenset({"footnotes"}),
    "span": frozenset({"missing-image", "task-box", *HIGHLIGHT_CLASSES}),
    "sup": frozenset({"footnote-ref"}),
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}
"""Element -> the classes it may carry; the sanitiser removes any other."""
