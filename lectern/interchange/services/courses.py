"""Storing a course folder: all of it in one transaction, and only what has changed."""

from dataclasses import dataclass
from typing import Literal

from bson import ObjectId

from lectern.assessment import services as assessment
from lectern.assessment.documents import Choice, Question, Quiz
from lectern.catalog import services as catalog
from lectern.catalog.documents import LEVELS, Course, Lesson
from lectern.interchange.course import CourseFolder
from lectern.interchange.report import Finding
from lectern.interchange.services.materials import Materials, QuestionRows, digest_of
from lectern.interchange.sources import COURSE_FILE
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

State = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    course: ObjectId
    state: State
    lessons: int
    quizzes: int
    findings: tuple[Finding, ...] = ()


def import_course(
    *, folder: CourseFolder, source: str, instructor: ObjectId, publish: bool = False
) -> Imported:
    """Store the folder as the course that `instructor` keeps under the name `source`.

    A lesson is known by its slug and a question by its title, so learners keep their progress when
    a course is imported again. An equal folder changes nothing.
    """
    digest = digest_of(folder)
    before = _stored(instructor, source)
    lessons = sum(1 for _ in folder.lessons)
    quizzes = sum(lesson.quiz is not None for lesson in folder.lessons)
    if before is not None and before.get("source_digest") == digest:
        course, state = before["_id"], "unchanged"
    else:
        course = before["_id"] if before else ObjectId()
        ids = _lesson_ids(folder, course)
        materials = Materials(folder, course, {stem: ids[stem] for stem in ids})
        _store(materials=materials, instructor=instructor, source=source, digest=digest)
        state = "changed" if before else "created"
    if publish and not (before and before["published"]):
        catalog.publish(course=course)
    return Imported(course, state, lessons, quizzes, _findings(folder))  # type: ignore[arg-type]


def _stored(instructor: ObjectId, source: str) -> Row | None:
    where = {"instructor_id": instructor, "source": source}
    return Course.collection().find_one(where, {"source_digest": 1, "published": 1})


def _lesson_ids(folder: CourseFolder, course: ObjectId) -> dict[str, ObjectId]:
    found = Lesson.collection().find({"course_id": course}, {"source": 1})
    known = {row.get("source"): row["_id"] for row in found}
    return {lesson.stem: known.get(lesson.slug, ObjectId()) for lesson in folder.lessons}


def _findings(folder: CourseFolder) -> tuple[Finding, ...]:
    if not folder.level or folder.level in LEVELS:
        return ()
    message = f"The level “{folder.level}” is not one of {', '.join(LEVELS)}: left as it was."
    return (Finding("warning", COURSE_FILE, 0, "unknown-level", message),)


@transactional
def _store(
    tx: Transaction, /, *, materials: Materials, instructor: ObjectId, source: str, digest: str
) -> None:
    folder, course = materials.folder, materials.course
    values = {**materials.course_values(), "source": source, "source_digest": digest}
    if folder.category:
        values["category"] = catalog.category_named(name=folder.category)
    if tx.find_one(Course, {"_id": course}, {"_id": 1}) is None:
        catalog.add_course(instructor=instructor, id=course, **values)
    else:
        catalog.change_course(course=course, values=values)
    known = {row["_id"] for row in tx.find(Lesson, {"course_id": course}, {"_id": 1})}
    for position, lesson in enumerate(folder.lessons):
        lesson_id = materials.lessons[lesson.stem]
        lesson_values = materials.lesson_values(lesson, position)
        if lesson_id in known:
            catalog.change_lesson(lesson=lesson_id, values=lesson_values)
        else:
            catalog.add_lesson(course=course, id=lesson_id, **lesson_values)
        if lesson.quiz is not None:
            rules = materials.quiz_values(lesson, lesson.quiz)
            _store_quiz(tx, lesson_id, rules, materials.questions(lesson.quiz), lesson.slug)
        else:
            _drop_quizzes(tx, lesson_id)
    for lesson_id in known - set(materials.lessons.values()):
        catalog.remove_lesson(lesson=lesson_id)


def _store_quiz(
    tx: Transaction, lesson: ObjectId, rules: Row, questions: list[QuestionRows], source: str
) -> None:
    row = tx.find_one(Quiz, {"lesson_id": lesson, "source": {"$type": "string"}}, {"_id": 1})
    if row is None:
        quiz = ObjectId(assessment.add_quiz(lesson=lesson, source=source, **rules).pk)
    else:
        quiz = row["_id"]
        assessment.change_quiz(quiz=quiz, values=rules)
    known = {
        row["source"]: row["_id"]
        for row in tx.find(Question, {"quiz_id": quiz}, {"source": 1})
        if row.get("source")
    }
    for question in questions:
        question_id = known.pop(question.source, None)
        if question_id is None:
            added = assessment.add_question(quiz=quiz, source=question.source, **question.values)
            question_id = ObjectId(added.pk)
        else:
            assessment.change_question(question=question_id, values=question.values)
        _store_choices(tx, question_id, question)
    for vanished in known.values():
        assessment.remove_question(question=vanished)


def _store_choices(tx: Transaction, question: ObjectId, rows: QuestionRows) -> None:
    known = {
        row["text"]: row["_id"] for row in tx.find(Choice, {"question_id": question}, {"text": 1})
    }
    for values in rows.choices:
        choice = known.pop(values["text"], None)
        if choice is None:
            assessment.add_choice(question=question, **values)
        else:
            assessment.change_choice(choice=choice, values=values)
    for vanished in known.values():
        assessment.remove_choice(choice=vanished)


def _drop_quizzes(tx: Transaction, lesson: ObjectId) -> None:
    for row in tx.find(Quiz, {"lesson_id": lesson, "source": {"$type": "string"}}, {"_id": 1}):
        assessment.remove_quiz(quiz=row["_id"])
