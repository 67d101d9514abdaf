"""A second course out of one: everything that its teacher wrote, nothing of its learners."""

import re
from collections.abc import Callable

from bson import ObjectId

from lectern.assessment.documents import Choice, Question, Quiz
from lectern.catalog import services as catalog
from lectern.catalog.documents import Course, Lesson
from lectern.catalog.selectors import course_row
from lectern.interchange.documents import CourseFiles
from lectern.shared.clock import now
from lectern.shared.documents import Document
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

_LINK = re.compile(r"/learn/(?P<course>[0-9a-f]{24})/(?P<lesson>[0-9a-f]{24})")
_TEXTS = ("content", "content_html", "description", "description_html", "text", "text_html")
_REFERENCES = ("course_id", "lesson_id", "quiz_id", "question_id")
TITLE = 200


@transactional
def duplicate_course(
    tx: Transaction, *, course: ObjectId, record: Callable[[ObjectId], None]
) -> ObjectId:
    """Make a draft of the same content, taught by the same person; its id.

    Rows are copied as they are, with new ids; links between the lessons lead to the copies.
    `record` is told the id in the same transaction.
    """
    row, moment, copy = course_row(course), now(), _Copy()
    kinds: tuple[type[Document], ...] = (Lesson, Quiz, Question, Choice)
    stored = {kind: tx.find(kind, {"course_id": course}) for kind in kinds}
    for rows in ([row], *stored.values()):
        copy.rename(rows)
    new = {
        **copy.of(row),
        "published": False,
        "published_at": None,
        "enrollment_count": 0,
        "created_at": moment,
        "updated_at": moment,
    }
    # It is known to no import: the original keeps its name.
    for name in ("source", "source_digest", "archived_at"):
        new.pop(name, None)
    Course.collection().insert_one(new, session=tx.session)
    catalog.change_course(course=new["_id"], values={"title": f"Copy of {row['title']}"[:TITLE]})
    for kind, rows in stored.items():
        fresh = [_unpublished(kind, copy.of(one)) for one in rows]
        if fresh:
            kind.collection().insert_many(fresh, session=tx.session)
    files = tx.find_one(CourseFiles, {"course_id": course})
    if files is not None:
        tx.insert(CourseFiles(course=new["_id"], files=files["files"]))
    record(new["_id"])
    return ObjectId(new["_id"])


class _Copy:
    """New ids for old ones, wherever they are written."""

    def __init__(self) -> None:
        self._ids: dict[ObjectId, ObjectId] = {}

    def rename(self, rows: list[Row]) -> None:
        """Give each of these rows an id of its own."""
        self._ids |= {row["_id"]: ObjectId() for row in rows}

    def of(self, row: Row) -> Row:
        """The row under its new id, with new references and links."""
        new = {**row, "_id": self._ids[row["_id"]]}
        new |= {name: self._ids[row[name]] for name in _REFERENCES if name in row}
        for name in _TEXTS:
            if isinstance(new.get(name), str):
                new[name] = _LINK.sub(self._link, new[name])
        return new

    def _link(self, match: re.Match[str]) -> str:
        course = self._ids.get(ObjectId(match["course"]))
        lesson = self._ids.get(ObjectId(match["lesson"]))
        return f"/learn/{course}/{lesson}" if course and lesson else match[0]


def _unpublished(kind: type[Document], row: Row) -> Row:
    return {**row, "published": False} if kind is Lesson else row
