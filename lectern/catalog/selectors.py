"""Reads of the catalogue; what somebody may see is the query."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bson import ObjectId

from lectern.catalog import cache as keys
from lectern.catalog import words
from lectern.catalog.documents import Category, Course, Lesson
from lectern.shared import cache
from lectern.shared.errors import NotFound
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection

MAX_FOUND = 10
SEARCHED = ("plain", "title_words", "summary_words", "tags_words", "content_words")
CONTENT = ("content", "content_html", "video_url")
_OUTLINE = {"title": 1, "section": 1, "minutes": 1, "preview": 1, "position": 1, "completion": 1}


def categories() -> Selection:
    """All subjects; they are public."""
    return Selection(Category)


def visible_courses(who: Principal, also: Iterable[ObjectId] = ()) -> Selection:
    """Published courses, one's own, and those named in `also` (where one has a place)."""
    if who.is_admin:
        return Selection(Course, hidden=SEARCHED, counted=keys.course_count)
    alternatives: list[Row] = [{"published": True}]
    if who.is_instructor:
        alternatives.append({"instructor_id": who.id})
    joined = list(also)
    if joined:
        alternatives.append({"_id": {"$in": joined}})
    where = (_any_of(alternatives),)
    return Selection(Course, where, hidden=SEARCHED, counted=keys.course_count)


def visible_lessons(who: Principal, courses: Iterable[ObjectId] = ()) -> Selection:
    """The lessons of published courses, and all lessons of the named courses."""
    if who.is_admin:
        return Selection(Lesson, hidden=SEARCHED)
    alternatives: list[Row] = [{"published": True}]
    own = list(courses)
    if own:
        alternatives.append({"course_id": {"$in": own}})
    return Selection(Lesson, (_any_of(alternatives),), hidden=SEARCHED)


def readable_lessons(who: Principal, courses: Iterable[ObjectId] = ()) -> Selection:
    """The lessons whose content one may read: previews, and those of the named courses."""
    if who.is_admin:
        return Selection(Lesson)
    alternatives: list[Row] = [{"preview": True, "published": True}]
    own = list(courses)
    if own:
        alternatives.append({"course_id": {"$in": own}})
    return Selection(Lesson, (_any_of(alternatives),))


def courses_matching(text: str) -> Row:
    """The condition that a course has words that begin as those of the text do."""
    return words.matching(words.terms_of(text), "title_words", "summary_words", "tags_words")


def found_courses(visible: Selection, terms: list[str]) -> list[Row]:
    """Some of these courses that have the terms; those first that have them in their title."""
    columns = ("title_words", "summary_words", "tags_words")
    return _found(visible, terms, columns, show=("title", "summary", "image"))


def found_lessons(readable: Selection, terms: list[str]) -> list[Row]:
    """The same of lessons; their content is searched as well."""
    columns = ("title_words", "content_words")
    return _found(readable, terms, columns, show=("title", "course_id", "plain"))


def _found(
    rows: Selection, terms: list[str], columns: tuple[str, ...], show: tuple[str, ...]
) -> list[Row]:
    """In two queries without an order, each of which ends when it has found enough."""
    rows = replace(rows, projection=show, hidden=())
    first = rows.narrowed(words.matching(terms, columns[0])).some(MAX_FOUND)
    others = {"_id": {"$nin": [row["_id"] for row in first]}}
    rest = rows.narrowed(words.matching(terms, *columns)).narrowed(others).some(MAX_FOUND)
    return [*first, *rest][:MAX_FOUND]


def taught_course_ids(who: Principal) -> list[ObjectId]:
    """The courses that this person teaches."""
    if not who.is_instructor:
        return []
    found = Course.collection().find({"instructor_id": who.id}, {"_id": 1})
    return [row["_id"] for row in found]


def taught_courses(instructor_id: ObjectId) -> list[Row]:
    """What a list shows of the courses that this person teaches, the newest first."""
    columns = {"title": 1, "published": 1, "archived_at": 1, "lesson_count": 1}
    found = Course.collection().find({"instructor_id": instructor_id}, columns)
    return list(found.sort([("created_at", -1), ("_id", -1)]))


def course_counts() -> dict[str, int]:
    """How many courses are published, drafts, and archived, as of a minute ago at the most."""
    return cache.remember(keys.states(), _count_courses)


def _count_courses() -> dict[str, int]:
    """From what the database knows of the collection, and the few whom an index finds."""
    courses = Course.collection()
    total = int(courses.estimated_document_count())
    archived = int(courses.count_documents({"archived_at": {"$ne": None}}))
    hidden = int(courses.count_documents({"published": False}))
    return {"published": total - hidden, "drafts": hidden - archived, "archived": archived}


def course_row(course_id: ObjectId) -> Row:
    """A course by its id, for rules that need it; `NotFound` when it is gone."""
    row = Course.collection().find_one({"_id": course_id})
    if row is None:
        raise NotFound
    return row


def lesson_row(lesson_id: ObjectId) -> Row:
    """A lesson without its content; `NotFound` when it is gone."""
    row = Lesson.collection().find_one({"_id": lesson_id}, {**_OUTLINE, "course_id": 1})
    if row is None:
        raise NotFound
    return row


def lesson_ids(course_id: ObjectId) -> list[ObjectId]:
    """The lessons of a course, in order."""
    found = Lesson.collection().find({"course_id": course_id}, {"_id": 1})
    return [row["_id"] for row in found.sort([("position", 1), ("_id", 1)])]


def course_totals(ids: Iterable[ObjectId]) -> dict[ObjectId, Row]:
    """Title, number of lessons and teacher of these courses, in one query."""
    columns = {"title": 1, "lesson_count": 1, "instructor_id": 1, "category_id": 1, "image": 1}
    found = Course.collection().find({"_id": {"$in": list(ids)}}, columns)
    return {row["_id"]: row for row in found}


def outline(course_id: ObjectId) -> list[dict[str, Any]]:
    """The lessons of a course in order, without content, as plain data."""
    return cache.remember(keys.outline(course_id), lambda: _read_outline(course_id))


def _read_outline(course_id: ObjectId) -> list[dict[str, Any]]:
    found = Lesson.collection().find({"course_id": course_id}, _OUTLINE)
    return [{**row, "_id": str(row["_id"])} for row in found.sort([("position", 1), ("_id", 1)])]


def course_summaries(ids: Iterable[ObjectId]) -> dict[ObjectId, dict[str, Any]]:
    """What a list shows of these courses, in one query."""
    return {
        course_id: {
            "id": str(course_id),
            "title": row["title"],
            "image": row.get("image") or "",
            "lesson_count": row["lesson_count"],
            "category": str(row["category_id"]) if row.get("category_id") else None,
        }
        for course_id, row in course_totals(ids).items()
    }


def category_summaries(ids: Iterable[ObjectId]) -> dict[ObjectId, dict[str, Any]]:
    """The names of these categories, in one query."""
    found = Category.collection().find({"_id": {"$in": list(ids)}}, {"name": 1})
    return {row["_id"]: {"id": str(row["_id"]), "name": row["name"]} for row in found}


def lesson_summaries(ids: Iterable[ObjectId]) -> dict[ObjectId, dict[str, Any]]:
    """The titles of these lessons, in one query."""
    found = Lesson.collection().find({"_id": {"$in": list(ids)}}, {"title": 1, "minutes": 1})
    return {
        row["_id"]: {"id": str(row["_id"]), "title": row["title"], "minutes": row["minutes"]}
        for row in found
    }


def next_lessons(
    done: Mapping[ObjectId, Collection[ObjectId]], opened: Mapping[ObjectId, ObjectId | None]
) -> dict[ObjectId, dict[str, Any]]:
    """Where each course goes on, in one query: the lesson opened last, else the first not done.

    A course of which everything is done is absent.
    """
    columns = {"title": 1, "minutes": 1, "course_id": 1}
    found = Lesson.collection().find({"course_id": {"$in": list(done)}}, columns)
    following: dict[ObjectId, Row] = {}
    for row in found.sort([("course_id", 1), ("position", 1), ("_id", 1)]):
        course = row["course_id"]
        if row["_id"] in done[course]:
            continue
        if course not in following or row["_id"] == opened.get(course):
            following[course] = row
    return {
        course: {"id": str(row["_id"]), "title": row["title"], "minutes": row["minutes"]}
        for course, row in following.items()
    }


def _any_of(alternatives: list[Row]) -> Row:
    return {"$or": alternatives} if len(alternatives) > 1 else alternatives[0]


def every_taught_course(user: ObjectId) -> Iterator[Row]:
    """What a person teaches, for themselves, without the courses' own text."""
    columns = {"title": 1, "created_at": 1, "updated_at": 1, "published": 1}
    yield from Course.collection().find({"instructor_id": user}, columns).sort("created_at", 1)
