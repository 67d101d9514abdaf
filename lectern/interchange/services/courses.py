"""Storing a course folder: all of it in one transaction, and only what has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from bson import ObjectId

from lectern.assessment import services as assessment
from lectern.assessment.documents import Quiz
from lectern.catalog import services as catalog
from lectern.catalog.documents import LEVELS, Course, Lesson
from lectern.interchange.course import CourseFolder
from lectern.interchange.course import Lesson as FolderLesson
from lectern.interchange.documents import CourseFiles
from lectern.interchange.lessons import QUIZ_SUFFIX
from lectern.interchange.report import Finding, Findings
from lectern.interchange.services.materials import Materials, QuestionRows, digest_of
from lectern.interchange.services.outcome import became
from lectern.interchange.services.questions import differs, store_quiz
from lectern.interchange.services.rehearsal import Rehearsed
from lectern.interchange.sources import COURSE_FILE
from lectern.shared import media
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

State = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: to the whole, and (`findings`) item by item, with remarks."""

    course: ObjectId
    state: State
    lessons: int
    quizzes: int
    findings: tuple[Finding, ...] = ()

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What its author should know."""
        return tuple(finding for finding in self.findings if finding.kind == "warning")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A lesson with all its texts rendered, so that the transaction only writes."""

    id: ObjectId
    stem: str
    values: Row
    rules: Row
    questions: list[QuestionRows] | None

    @classmethod
    def of(cls, materials: Materials, lesson: FolderLesson, position: int) -> "_Prepared":
        """What the folder says about one lesson and its quiz."""
        quiz = lesson.quiz
        return cls(
            id=materials.lessons[lesson.stem],
            stem=lesson.stem,
            values=materials.lesson_values(lesson, position),
            rules=materials.quiz_values(lesson, quiz) if quiz else {},
            questions=materials.questions(quiz) if quiz else None,
        )


def import_course(
    *,
    folder: CourseFolder,
    source: str,
    instructor: ObjectId,
    publish: bool = False,
    dry_run: bool = False,
    advance: Callable[[int, int], None] = lambda _done, _total: None,
    record: Callable[[Imported], None] = lambda _done: None,
) -> Imported:
    """Store the folder as the course that `instructor` keeps under the name `source`.

    A lesson is known by its slug and a question by its title, so learners keep their progress when
    a course is imported again. An equal folder changes nothing. `advance` hears of each lesson that
    is prepared; `record` is told the result in the transaction that stores them. A dry run does it
    all and takes it back.
    """
    digest = digest_of(folder)
    before = _stored(instructor, source)
    if before is not None and before.get("source_digest") == digest:
        done = _unchanged(folder, before["_id"])
        if publish and not before["published"] and not dry_run:
            catalog.publish(course=before["_id"])
        record(done)
        return done
    course = before["_id"] if before else ObjectId()
    ids = _lesson_ids(folder, course)
    materials = Materials(folder, course, ids, media.place if dry_run else media.keep)
    lessons = []
    for position, lesson in enumerate(folder.lessons):
        advance(position, len(folder.lessons))
        lessons.append(_Prepared.of(materials, lesson, position))
    try:
        return _store(
            materials=materials,
            lessons=lessons,
            instructor=instructor,
            source=source,
            digest=digest,
            publish=publish and not (before and before["published"]),
            dry_run=dry_run,
            record=record,
        )
    except Rehearsed as rehearsal:
        done = cast(Imported, rehearsal.done)
        record(done)
        return done


def _stored(instructor: ObjectId, source: str) -> Row | None:
    where = {"instructor_id": instructor, "source": source}
    return Course.collection().find_one(where, {"source_digest": 1, "published": 1})


def _lesson_ids(folder: CourseFolder, course: ObjectId) -> dict[str, ObjectId]:
    found = Lesson.collection().find({"course_id": course}, {"source": 1})
    known = {row.get("source"): row["_id"] for row in found}
    return {lesson.stem: known.get(lesson.slug, ObjectId()) for lesson in folder.lessons}


def _unchanged(folder: CourseFolder, course: ObjectId) -> Imported:
    items = Findings()
    became(items, COURSE_FILE, 0, "unchanged", "course", folder.title)
    return _result(folder, course, "unchanged", items)


def _result(folder: CourseFolder, course: ObjectId, state: State, items: Findings) -> Imported:
    if folder.level and folder.level not in LEVELS:
        known = ", ".join(LEVELS)
        message = f"The level “{folder.level}” is not one of {known}: left as it was."
        items.warning(COURSE_FILE, 0, "unknown-level", message, level=folder.level, known=known)
    quizzes = sum(lesson.quiz is not None for lesson in folder.lessons)
    return Imported(course, state, len(folder.lessons), quizzes, items.report().findings)


@transactional
def _store(
    tx: Transaction,
    /,
    *,
    materials: Materials,
    lessons: list[_Prepared],
    instructor: ObjectId,
    source: str,
    digest: str,
    publish: bool,
    dry_run: bool,
    record: Callable[[Imported], None],
) -> Imported:
    folder, course, items = materials.folder, materials.course, Findings()
    state = _store_course(tx, materials, {"source": source, "source_digest": digest}, instructor)
    became(items, COURSE_FILE, 0, state[1], "course", folder.title)
    known = {row["_id"]: row for row in tx.find(Lesson, {"course_id": course})}
    for lesson in lessons:
        change = _store_lesson(course, lesson.id, known.pop(lesson.id, None), lesson.values)
        became(items, f"{lesson.stem}.md", 0, change, "lesson", lesson.values["title"])
        if lesson.questions is None:
            _drop_quizzes(tx, lesson.id)
            continue
        store_quiz(
            tx,
            lesson=lesson.id,
            rules=lesson.rules,
            questions=lesson.questions,
            source=lesson.values["source"],
            file=lesson.stem + QUIZ_SUFFIX,
            items=items,
        )
    for lesson_id, row in known.items():
        catalog.remove_lesson(lesson=lesson_id)
        became(items, COURSE_FILE, 0, "removed", "lesson", row["title"])
    if publish:
        catalog.publish(course=course)
    done = _result(folder, course, state[0], items)
    if dry_run:
        raise Rehearsed(done)
    record(done)
    return done


def _store_course(
    tx: Transaction, materials: Materials, origin: Row, instructor: ObjectId
) -> tuple[State, State]:
    """What happened to the whole, and to what it says about itself."""
    folder, course = materials.folder, materials.course
    values = materials.course_values()
    if folder.category:
        values["category"] = catalog.category_named(name=folder.category)
    files = [{"path": path, "url": url} for path, url in materials.urls.items()]
    tx.upsert(CourseFiles, {"course_id": course}, {"$set": {"files": files}})
    row = tx.find_one(Course, {"_id": course})
    if row is None:
        catalog.add_course(instructor=instructor, id=course, **values, **origin)
        return "created", "created"
    catalog.change_course(course=course, values={**values, **origin})
    return "changed", "changed" if differs(row, Course, values) else "unchanged"


def _store_lesson(course: ObjectId, lesson: ObjectId, row: Row | None, values: Row) -> State:
    if row is None:
        catalog.add_lesson(course=course, id=lesson, **values)
        return "created"
    if not differs(row, Lesson, values):
        return "unchanged"
    catalog.change_lesson(lesson=lesson, values=values)
    return "changed"


def _drop_quizzes(tx: Transaction, lesson: ObjectId) -> None:
    for row in tx.find(Quiz, {"lesson_id": lesson, "source": {"$type": "string"}}, {"_id": 1}):
        assessment.remove_quiz(quiz=row["_id"])
