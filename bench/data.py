"""A seeded installation of any size, written in bulk in the product's own document shapes.

Besides the many courses and learners there are four things to measure with, the same in every
size: the course "Crowd", on which everybody has a place; "Overview" with 500 learners, 130 lessons
and ten quizzes; "Rush", a published course with one quiz of ten questions; and the logins
`bench-student`, `bench-teacher` and `bench-admin`.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from bson import ObjectId

PASSWORD = "benchmarks only"  # noqa: S105 - of accounts that exist in these data alone
LESSONS = 10
OVERVIEW_LEARNERS, OVERVIEW_LESSONS, OVERVIEW_QUIZZES = 500, 130, 10
QUESTIONS = 10
CHOICES = 4
OWN_COURSES, OWN_NOTIFICATIONS, NOTIFICATIONS = 12, 40, 3
QUIZ_EVERY = 100
BATCH = 5_000
EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
WORDS = tuple(
    word
    for line in (
        "algebra analysis ancient applied art biology bridge chemistry cities climate code colour",
        "data design drawing ecology energy film garden geometry grammar history ideas language",
        "light logic maps matter media music nature number ocean orbit painting physics",
        "poetry probability proof reading rivers school sound space stars stories systems theatre",
        "time water writing",
    )
    for word in line.split()
)

Row = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How much there is."""

    courses: int
    learners: int
    seed: int = 1

    @property
    def teachers(self) -> int:
        """Few enough that each teaches some, and none thousands."""
        return max(2, min(self.courses // 50, 2_000))


def fill(size: Size, say: Say) -> None:
    """Write everything; the stores must be empty and the application set up.

    The indexes are made afterwards, which is what makes this a matter of minutes.
    """
    from django.core.management import call_command

    from lectern.cli import databases

    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    random_ = random.Random(size.seed)  # noqa: S311 - the same data each time, not secrets
    say(f"{size.learners:,} learners and {size.teachers:,} teachers")
    people = _people(size, random_)
    say(f"{size.courses:,} courses with {size.courses * LESSONS:,} lessons")
    categories = _categories()
    own = _courses(size, random_, people, categories)
    say("places, progress and notifications")
    _crowd(people, categories)
    _overview(people, categories)
    _rush(people, categories)
    for course, lessons in own.items():
        _enrol(people, course, lessons, [people.student])
    _notifications(people)
    say("indexes")
    databases.update()


@dataclass(frozen=True)
class People:
    """The ids of who is there."""

    student: ObjectId
    teacher: ObjectId
    teachers: list[ObjectId]
    learners: list[ObjectId]
    called: dict[ObjectId, Row]  # what a place keeps of each one's name


def _shape(document: Any) -> Row:
    """A validated document as it is stored, without its id: what thousands are copied from."""
    row: Row = document.validated()
    row.pop("_id", None)
    return row


def _write(kind: Any, rows: Iterable[Row]) -> None:
    collection = kind.collection()
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        collection.insert_many(batch, ordered=False)


def _ids(count: int) -> list[ObjectId]:
    return [ObjectId() for _ in range(count)]


def _title(random_: random.Random) -> str:
    return " ".join(random_.choices(WORDS, k=3)).capitalize()


def _people(size: Size, random_: random.Random) -> People:
    from django.contrib.auth.hashers import make_password

    from lectern.accounts.documents import User
    from lectern.accounts.models import Account
    from lectern.learning.names import kept_of

    named = [
        ("bench-admin", {"is_admin": True}),
        ("bench-teacher", {"is_instructor": True}),
        ("bench-student", {}),
        *((f"teacher{number}", {"is_instructor": True}) for number in range(size.teachers - 1)),
        *((f"learner{number}", {}) for number in range(size.learners)),
    ]
    password = make_password(PASSWORD)
    Account.objects.bulk_create(
        (
            Account(
                username=name,
                email=f"{name}@example.org",
                password=password,
                is_staff="is_admin" in roles,
            )
            for name, roles in named
        ),
        batch_size=BATCH,
    )
    keys = dict(Account.objects.values_list("username", "pk"))
    shape = _shape(User(auth_id=1, username="x", email="x@example.org", created_at=EPOCH))
    ids = _ids(len(named))
    called: dict[ObjectId, Row] = {}

    def rows() -> Iterator[Row]:
        for row_id, (name, roles) in zip(ids, named, strict=True):
            row = {
                **shape,
                **roles,
                "_id": row_id,
                "auth_id": keys[name],
                "username": name,
                "email": f"{name}@example.org",
                "first_name": random_.choice(WORDS).capitalize(),
                "last_name": random_.choice(WORDS).capitalize(),
            }
            called[row_id] = kept_of(row)
            yield row

    _write(User, rows())
    teachers = [ids[1], *ids[3 : 2 + size.teachers]]
    return People(
        student=ids[2],
        teacher=ids[1],
        teachers=teachers,
        learners=ids[2 + size.teachers :],
        called=called,
    )


def _categories() -> list[ObjectId]:
    from lectern.catalog.documents import Category

    shape, ids = _shape(Category(name="x")), _ids(20)
    _write(
        Category,
        ({**shape, "_id": row, "name": f"Subject {n}", "position": n} for n, row in enumerate(ids)),
    )
    return ids


def _course(row_id: ObjectId, title: str, number: int, **values: Any) -> Row:
    from lectern.catalog import words

    moment = EPOCH + timedelta(minutes=number)
    told = {"title": title, "summary": f"{title}, from the beginning.", "tags": []}
    return {
        **told,
        **words.of_course(told),
        "_id": row_id,
        "published": True,
        "published_at": moment,
        "created_at": moment,
        "updated_at": moment,
        **values,
    }


def _course_shape(people: People) -> Row:
    from lectern.catalog.documents import Course
    from lectern.shared.markdown import render

    text = "\n\n".join(f"## Part {n}\n\n{' '.join(WORDS[n * 9 : n * 9 + 9])}." for n in range(4))
    return _shape(
        Course(
            title="x",
            instructor=people.teacher,
            created_at=EPOCH,
            updated_at=EPOCH,
            description=text,
            description_html=render(text).html,
        )
    )


def _lessons(course: ObjectId, ids: Iterable[ObjectId], texts: list[Row]) -> Iterator[Row]:
    for position, row_id in enumerate(ids):
        yield {
            **texts[position % len(texts)],
            "_id": row_id,
            "course_id": course,
            "position": position,
            "preview": position == 0,
        }


def _texts(published: bool = True) -> list[Row]:
    """Lessons to copy from, each with a text of its own."""
    from lectern.catalog import words
    from lectern.catalog.documents import Lesson
    from lectern.shared.markdown import render

    texts = []
    for number in range(LESSONS):
        content = f"# Step {number + 1}\n\n" + "\n\n".join(
            f"{' '.join(WORDS[(number + part) % 40 :][:10])} **{part}**." for part in range(5)
        )
        shown = {"title": f"Step {number + 1}", "content_html": render(content).html}
        lesson = Lesson(
            course=ObjectId(),
            position=0,
            content=content,
            minutes=5,
            published=published,
            created_at=EPOCH,
            updated_at=EPOCH,
            **shown,
        )
        texts.append({**_shape(lesson), **words.of_lesson(shown)})
    return texts


def _courses(
    size: Size, random_: random.Random, people: People, categories: list[ObjectId]
) -> dict[ObjectId, list[ObjectId]]:
    """Write the many courses; some of them with their lessons, for the student to take."""
    from lectern.catalog.documents import Course, Lesson

    shape, texts = _course_shape(people), _texts()
    ids = _ids(size.courses)
    lessons = {course: _ids(LESSONS) for course in ids}
    values = {"lesson_count": LESSONS, "minutes": 5 * LESSONS}
    _write(
        Course,
        (
            {
                **shape,
                **_course(
                    row_id,
                    _title(random_),
                    number,
                    instructor_id=people.teachers[number % len(people.teachers)],
                    category_id=random_.choice(categories),
                    level=random_.choice(("beginner", "intermediate", "advanced")),
                    enrollment_count=int(number < OWN_COURSES),
                    **values,
                ),
            }
            for number, row_id in enumerate(ids)
        ),
    )
    _write(Lesson, (row for course in ids for row in _lessons(course, lessons[course], texts)))
    for course in ids[::QUIZ_EVERY]:
        _quiz(course, lessons[course][-1])
    return {course: lessons[course] for course in ids[:OWN_COURSES]}


def _quiz(course: ObjectId, lesson: ObjectId) -> tuple[ObjectId, list[ObjectId]]:
    """A quiz of single choices, the first of which is right each time; it and its questions."""
    from lectern.assessment.documents import Choice, Question, Quiz

    quiz, questions = ObjectId(), _ids(QUESTIONS)
    names = {"course_id": course}
    shape = _shape(Quiz(lesson=lesson, course=course, title="What you know", created_at=EPOCH))
    _write(Quiz, [{**shape, "_id": quiz}])
    asked = _shape(
        Question(
            quiz=quiz,
            course=course,
            text="Which?",
            text_html="<p>Which?</p>",
            kind="single",
            created_at=EPOCH,
        )
    )
    _write(Question, ({**asked, **names, "_id": q, "position": n} for n, q in enumerate(questions)))
    offered = _shape(Choice(question=questions[0], quiz=quiz, course=course, text="This one"))
    _write(
        Choice,
        (
            {**offered, "question_id": question, "position": n, "is_correct": n == 0}
            for question in questions
            for n in range(CHOICES)
        ),
    )
    return quiz, questions


def _place_shape() -> Row:
    from lectern.learning.documents import Enrollment

    return _shape(
        Enrollment(student=ObjectId(), course=ObjectId(), enrolled_at=EPOCH, active_at=EPOCH)
    )


def _progress(
    student: ObjectId, course: ObjectId, lessons: list[ObjectId], done: int
) -> Iterator[Row]:
    for number, lesson in enumerate(lessons):
        complete = number < done
        yield {
            "student_id": student,
            "lesson_id": lesson,
            "course_id": course,
            "completed": complete,
            "completed_at": EPOCH if complete else None,
            "updated_at": EPOCH,
            "left": False,
        }


def _enrol(
    people: People, course: ObjectId, lessons: list[ObjectId], students: list[ObjectId]
) -> None:
    """Places of these students, each further than the one before, with all their records."""
    from lectern.learning.documents import Enrollment, Progress

    shape = _place_shape()

    def done(number: int) -> int:
        return number % (len(lessons) + 1)

    _write(
        Enrollment,
        (
            {
                **shape,
                **people.called[student],
                "student_id": student,
                "course_id": course,
                "completed_lessons": lessons[: done(number)],
                "lessons_done": done(number),
                "enrolled_at": EPOCH + timedelta(seconds=number),
                "active_at": EPOCH + timedelta(seconds=number),
            }
            for number, student in enumerate(students)
        ),
    )
    _write(
        Progress,
        (
            row
            for number, student in enumerate(students)
            for row in _progress(student, course, lessons, done(number))
        ),
    )


def _special(
    people: People, categories: list[ObjectId], title: str, lessons: int, **values: Any
) -> tuple[ObjectId, list[ObjectId]]:
    """A course by name, behind all others in the catalogue."""
    from lectern.catalog.documents import Course, Lesson

    course, ids = ObjectId(), _ids(lessons)
    about = {"lesson_count": lessons, "minutes": 5 * lessons, "category_id": categories[0]}
    row = _course(course, title, -1, instructor_id=people.teacher, **about, **values)
    _write(Course, [{**_course_shape(people), **row}])
    _write(Lesson, _lessons(course, ids, _texts()))
    return course, ids


def _crowd(people: People, categories: list[ObjectId]) -> None:
    count = len(people.learners)
    course, lessons = _special(people, categories, "Crowd", LESSONS, enrollment_count=count)
    _enrol(people, course, lessons, people.learners)


def _overview(people: People, categories: list[ObjectId]) -> None:
    from lectern.assessment.documents import QuizAttempt, QuizSubmission

    learners = people.learners[:OVERVIEW_LEARNERS]
    course, lessons = _special(
        people, categories, "Overview", OVERVIEW_LESSONS, enrollment_count=len(learners)
    )
    _enrol(people, course, lessons, learners)
    tried = _shape(
        QuizAttempt(
            student=people.student, quiz=course, course=course, number=1, started_at=EPOCH, seed=1
        )
    )
    handed_in = _shape(
        QuizSubmission(
            student=people.student,
            quiz=course,
            course=course,
            attempt=course,
            status="graded",
            points=7,
            max_points=10,
            submitted_at=EPOCH,
        )
    )
    for lesson in lessons[-OVERVIEW_QUIZZES:]:
        quiz, _questions = _quiz(course, lesson)
        attempts = _ids(len(learners))
        who = list(zip(attempts, learners, strict=True))
        _write(
            QuizAttempt,
            (
                {**tried, "_id": a, "student_id": s, "quiz_id": quiz, "submitted_at": EPOCH}
                for a, s in who
            ),
        )
        _write(
            QuizSubmission,
            (
                {
                    **handed_in,
                    "attempt_id": a,
                    "student_id": s,
                    "quiz_id": quiz,
                    "score": float(number % 11 * 10),
                    "passed": number % 11 >= 7,
                }
                for number, (a, s) in enumerate(who)
            ),
        )


def _rush(people: People, categories: list[ObjectId]) -> None:
    course, lessons = _special(people, categories, "Rush", LESSONS)
    _quiz(course, lessons[-1])


def _notifications(people: People) -> None:
    from lectern.notifications.documents import Notification

    shape = _shape(
        Notification(
            recipient=people.student,
            kind="milestone",
            facts={"course": "Crowd", "percent": 50},
            created_at=EPOCH,
        )
    )
    many = {people.student: OWN_NOTIFICATIONS}
    _write(
        Notification,
        (
            {**shape, "recipient_id": person, "created_at": EPOCH + timedelta(minutes=number)}
            for person in (people.student, *people.learners)
            for number in range(many.get(person, NOTIFICATIONS))
        ),
    )
