"""A student takes a quiz, from the first look to the completed lesson."""

from collections.abc import Callable
from datetime import timedelta

from rest_framework.test import APIClient

from tests.assessment.world import Classroom, choices, pairs, question, save, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]


def test_a_student_passes_a_quiz_and_completes_its_lesson(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)

    (listed,) = ann.get(f"/api/quizzes/?lesson={room.lesson}").json()["results"]
    assert listed["title"] == "A quiz"

    begun = ann.post("/api/quiz-attempts/", {"quiz": listed["id"]})
    assert begun.status_code == 201
    attempt = begun.json()
    assert attempt["number"] == 1
    assert attempt["submission"] is None
    assert attempt["attempts_left"] is None
    assert [one["id"] for one in attempt["questions"]] == [room.question]
    assert attempt["questions"][0]["text_html"].strip() == "<p>What is <em>right</em>?</p>"

    saved = save(ann, attempt["id"], **{room.question: (True, 1)})
    assert saved.status_code == 200
    assert saved.json()["answers"] == {room.question: {"value": True, "version": 1}}

    handed_in = ann.post("/api/quiz-submissions/", {"attempt": attempt["id"]})
    assert handed_in.status_code == 201
    result = handed_in.json()
    assert (result["status"], result["score"], result["passed"]) == ("graded", 100, True)
    assert result["answers"] == {room.question: True}
    assert result["feedback"] == [
        {
            "question": room.question,
            "correct": True,
            "partial": False,
            "points": 1,
            "max_points": 1,
            "chosen": [],
            "answer": True,
            "explanation": "Because.",
        }
    ]

    (progress,) = ann.get(f"/api/progress/?lesson={room.lesson}").json()["results"]
    assert progress["completed"] is True
    (place,) = ann.get("/api/enrollments/").json()["results"]
    assert place["progress"] == {"completed": 1, "total": 1, "percent": 100}
    kinds = [row["kind"] for row in ann.get("/api/notifications/").json()["results"]]
    assert "quiz-passed" in kinds

    closed = ann.get(f"/api/quiz-attempts/{attempt['id']}/").json()
    assert closed["submission"] == result["id"]
    assert closed["submitted_at"] == result["submitted_at"]


def test_a_student_fails_a_quiz_and_may_try_again(as_: As) -> None:
    room = Classroom(max_attempts=2)
    ann = as_(room.student)

    result = submit(ann, quiz=str(room.quiz), answers=room.wrong)
    assert (result["score"], result["passed"], result["attempts_left"]) == (0, False, 1)

    (progress,) = ann.get(f"/api/progress/?lesson={room.lesson}").json()["results"]
    assert progress["completed"] is False
    told = ann.get("/api/notifications/").json()["results"]
    (failed,) = [row for row in told if row["kind"] == "quiz-failed"]
    assert "One attempt is left." in failed["message"]
    assert start(ann, room.quiz)["number"] == 2


def test_a_later_failure_keeps_the_pass(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    submit(ann, quiz=str(room.quiz), answers=room.right)

    again = submit(ann, quiz=str(room.quiz), answers=room.wrong)

    assert again["passed"] is False
    (progress,) = ann.get(f"/api/progress/?lesson={room.lesson}").json()["results"]
    assert progress["completed"] is True


def test_answers_of_every_kind_are_graded_with_partial_credit(as_: As) -> None:
    room = Classroom(passing_score=50)
    single = question(room.quiz, "single", points=2)
    one = choices(single, "a", "b", right=("b",))
    several = question(room.quiz, "multiple", points=4)
    many = choices(several, "x", "y", "z", right=("x", "y"))
    short = question(room.quiz, "short_text", answer="colour\ncolor")
    number = question(room.quiz, "numeric", answer="0.3", tolerance=0.1)
    matching = question(room.quiz, "matching", points=3)
    prompts = pairs(matching, cow="moo", cat="meow", kitten="meow")
    ann = as_(room.student)
    attempt = start(ann, room.quiz)
    (shown,) = [one for one in attempt["questions"] if one["id"] == matching]
    sounds = {match["text"]: match["id"] for match in shown["matches"]}
    assert set(sounds) == {"moo", "meow"}
    assert {prompt["text"] for prompt in shown["prompts"]} == {"cow", "cat", "kitten"}

    result = submit(
        ann,
        attempt=attempt["id"],
        answers={
            room.question: False,
            single: one["b"],
            several: [many["x"]],
            short: "  COLOR ",
            number: 0.4,
            matching: {
                prompts["cow"]: sounds["moo"],
                prompts["cat"]: sounds["meow"],
                prompts["kitten"]: sounds["moo"],
            },
        },
    )

    points = {entry["question"]: entry["points"] for entry in result["feedback"]}
    assert points == {room.question: 0, single: 2, several: 2, short: 1, number: 1, matching: 2}
    assert (result["points"], result["max_points"]) == (8, 12)
    assert (result["score"], result["passed"]) == (66.67, True)
    (chosen,) = [entry["chosen"] for entry in result["feedback"] if entry["question"] == single]
    assert chosen == [{"choice": one["b"], "is_correct": True, "feedback": "About b."}]


def test_one_resumes_the_same_attempt_in_the_same_order(as_: As) -> None:
    room = Classroom(shuffle=True)
    for _ in range(6):
        choices(question(room.quiz, "single"), "a", "b", "c", "d", right=("a",))
    ann = as_(room.student)
    first = ann.post("/api/quiz-attempts/", {"quiz": str(room.quiz)})

    again = ann.post("/api/quiz-attempts/", {"quiz": str(room.quiz)})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["questions"] == first.json()["questions"]
    read = ann.get(f"/api/quiz-attempts/{first.json()['id']}/")
    assert read.json()["questions"] == first.json()["questions"]


def test_handing_in_twice_gives_the_first_result(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    first = ann.post("/api/quiz-submissions/", {"attempt": attempt, "answers": room.wrong})

    again = ann.post("/api/quiz-submissions/", {"attempt": attempt, "answers": room.right})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


def test_what_is_sent_wins_over_what_was_saved_and_null_clears_it(as_: As) -> None:
    room = Classroom()
    second = question(room.quiz, "short_text", answer="yes")
    third = question(room.quiz, "short_text", answer="yes")
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{room.question: (True, 1), second: ("no", 1), third: ("yes", 1)})

    result = submit(ann, attempt=attempt, answers={second: "yes", third: None})

    assert result["answers"] == {room.question: True, second: "yes"}


def test_a_quiz_without_an_open_attempt_is_started_and_handed_in_at_once(as_: As) -> None:
    room = Classroom(max_attempts=1)
    ann = as_(room.student)

    result = submit(ann, quiz=str(room.quiz), answers=room.right)

    attempt = ann.get(f"/api/quiz-attempts/{result['attempt']}/").json()
    assert (attempt["number"], attempt["submission"]) == (1, result["id"])
    refused = ann.post("/api/quiz-submissions/", {"quiz": str(room.quiz), "answers": room.wrong})
    assert (refused.status_code, refused.json()["code"]) == (409, "no-attempts-left")


def test_a_second_click_gets_the_first_result_and_costs_no_attempt(as_: As) -> None:
    from lectern.assessment.documents import QuizSubmission

    room = Classroom(max_attempts=3)
    ann, body = as_(room.student), {"quiz": str(room.quiz), "answers": room.wrong}

    first, second = [ann.post("/api/quiz-submissions/", body) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()
    assert second.json()["attempts_left"] == 2

    begun = start(ann, room.quiz)["id"]  # who begins anew means it
    assert submit(ann, **body)["attempt"] == begun

    lately = QuizSubmission.collection().find({"student_id": room.student.id})
    for row in lately:
        earlier = {"$set": {"submitted_at": row["submitted_at"] - timedelta(seconds=11)}}
        QuizSubmission.collection().update_one({"_id": row["_id"]}, earlier)
    assert ann.post("/api/quiz-submissions/", body).status_code == 201


def test_what_was_handed_in_is_shown_while_its_quiz_is_removed(as_: As) -> None:
    from lectern.assessment.documents import Quiz

    room = Classroom(max_attempts=2)
    ann = as_(room.student)
    made = submit(ann, quiz=str(room.quiz), answers=room.right)
    Quiz.collection().delete_one({"_id": room.quiz})  # as between two reads of one answer

    (listed,) = ann.get("/api/quiz-submissions/").json()["results"]
    shown = ann.get(f"/api/quiz-submissions/{made['id']}/").json()
    assert (listed["attempts_left"], shown["attempts_left"]) == (None, None)
    assert not [entry for entry in shown["feedback"] if "answer" in entry]


def test_who_teaches_may_try_the_quiz_without_a_place(as_: As) -> None:
    room = Classroom()

    result = submit(as_(room.teacher), quiz=str(room.quiz), answers=room.right)

    assert result["passed"] is True
