"""What quizzes, questions and choices have in common over HTTP."""

from typing import Any

from bson import ObjectId

from lectern.assessment import selectors
from lectern.catalog.selectors import course_row
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Editable
from lectern.shared.policies import Row


class Keyed(Resource):
    """A row of which some fields are the key: only who teaches the row's course sees them."""

    def to_representation(self, row: Row) -> dict[str, Any]:
        """The row, without the key unless the asker teaches its course."""
        shown: dict[str, Any] = super().to_representation(row)
        courses = self.context["view"].key_courses
        if courses is not None and row["course_id"] not in courses:
            for name in self.withheld:
                shown.pop(name, None)
        return shown


class CourseMaterial(Editable):
    """Material of a course, written by those who teach it."""

    @property
    def key_courses(self) -> set[ObjectId] | None:
        """The courses whose keys the asker may see; None means all."""
        if not hasattr(self, "_key_courses"):
            self._key_courses = selectors.key_courses(self.who)
        return self._key_courses

    def check_object_permissions(self, request: Any, obj: Row) -> None:
        """Rights on material are rights on its course."""
        if self.action != "retrieve":
            obj = course_row(obj["course_id"])
        super().check_object_permissions(request, obj)
