"""What taking a quiz costs the database does not grow with the quiz or with the page."""

from collections.abc import Callable

from rest_framework.test import APIClient

from tests import world
from tests.assessment.world import Classroom, choices, question, save, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]


def commands(act: Callable[[], object]) -> list[str]:
    """What an action asks of which collection, once for every command, as MongoDB saw it."""
    from lectern.shared import mongo

    database = mongo.client()[mongo.database_name()]
    database.command("profile", 2)
    try:
        act()
    finally:
        database.command("profile", 0)
    seen = list(database["system.profile"].find())
    database.drop_collection("system.profile")
    return sorted(f"{row['op']} {row['ns'].partition('.')[2]}" for row in seen)


def test_an_autosave_is_one_update_whatever_the_number_of_answers(as_: As) -> None:
    room = Classroom()
    asked = [question(room.quiz, "short_text", answer="x") for _ in range(10)]
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]

    one = commands(lambda: save(ann, attempt, **{room.question: (True, 1)}))
    many = commands(lambda: save(ann, attempt, **dict.fromkeys(asked, ("y", 1))))

    assert one == many
    writes = [command for command in many if "query" not in command]
    assert sorted(writes) == ["insert audit_events", "update quiz_attempts"]


def test_an_attempt_is_read_in_the_same_number_of_queries_whatever_its_length(as_: As) -> None:
    short, long = Classroom(), Classroom()
    for _ in range(10):
        choices(question(long.quiz, "single"), "a", "b", "c", right=("a",))
    read = []
    for room in (short, long):
        ann = as_(room.student)
        path = f"/api/quiz-attempts/{start(ann, room.quiz)['id']}/"
        read.append(commands(lambda ann=ann, path=path: ann.get(path)))

    assert read[0] == read[1]
    assert len(read[0]) <= 9


def test_a_page_of_submissions_costs_the_same_whatever_its_length(as_: As) -> None:
    room = Classroom()
    bob = as_(room.teacher)
    submit(as_(room.student), quiz=str(room.quiz), answers=room.right)
    one = commands(lambda: bob.get("/api/quiz-submissions/"))
    for _ in range(5):
        learner = world.person()
        world.enroll(learner, room.course)
        submit(as_(learner), quiz=str(room.quiz), answers=room.wrong)

    assert commands(lambda: bob.get("/api/quiz-submissions/")) == one
