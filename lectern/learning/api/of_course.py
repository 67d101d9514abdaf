"""What resources below one course have in common over HTTP."""

from functools import cached_property
from typing import Any

from lectern.catalog.selectors import visible_courses
from lectern.learning.selectors import joined_course_ids
from lectern.shared.api.permissions import asker
from lectern.shared.api.viewsets import object_id
from lectern.shared.policies import Row


class OfCourse:
    """A view below `courses/{id}/`: rights on it are rights on its course."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def course(self) -> Row:
        """The course that the path names, if its asker may see it and ask this about it."""
        who = asker(self.request)
        course = visible_courses(who, joined_course_ids(who)).get(object_id(self.kwargs["pk"]))
        self.check_object_permissions(self.request, course)  # type: ignore[attr-defined]
        return course
