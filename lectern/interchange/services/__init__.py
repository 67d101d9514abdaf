"""Storing what was read."""

from .courses import Imported, import_course

__all__ = ["Imported", "import_course"]
