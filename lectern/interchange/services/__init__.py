"""Storing what was read, and reading what is stored."""

from .courses import Imported, import_course
from .duplicate import duplicate_course
from .export import Exported, NothingToExport, course_called, export_course
from .naming import slug_of
from .questions import append_questions

__all__ = [
    "Exported",
    "Imported",
    "NothingToExport",
    "append_questions",
    "course_called",
    "duplicate_course",
    "export_course",
    "import_course",
    "slug_of",
]
