"""Storing what was read."""

from .courses import Imported, import_course
from .questions import append_questions

__all__ = ["Imported", "append_questions", "import_course"]
