"""Lesson Markdown to safe HTML: `render(source)` and what it reports."""

from lectern.shared.markdown.classes import ANCHOR_PREFIX, CONTENT_CLASSES, HIGHLIGHT_CLASSES
from lectern.shared.markdown.notes import Note
from lectern.shared.markdown.render import Rendered, render

__all__ = [
    "ANCHOR_PREFIX",
    "CONTENT_CLASSES",
    "HIGHLIGHT_CLASSES",
    "Note",
    "Rendered",
    "render",
]
