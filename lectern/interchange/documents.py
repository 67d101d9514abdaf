"""What is remembered of imported courses."""

import mongoengine as me

from lectern.shared.documents import Document, Reference


class CourseFiles(Document):
    """Under which paths the texts of a course know its files: `{path, url}` each."""

    course = Reference("course", to="courses", required=True)
    files = me.ListField(me.DictField())

    meta = {
        "collection": "course_files",
        "indexes": [{"fields": ["course"], "unique": True}],
    }
