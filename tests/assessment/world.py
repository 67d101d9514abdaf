"""Quizzes for tests, made by the services that make them in life."""

from typing import Any

from bson import ObjectId
from rest_framework.test import APIClient

from tests import world

KEY = {"is_correct", "answer", "tolerance", "explanation", "match"}


def quiz(lesson: ObjectId, **values: Any) -> ObjectId:
    """A quiz of a lesson."""
    from lectern.assessment import services

    return ObjectId(services.add_quiz(lesson=lesson, **{"title": "A quiz", **values}).pk)


def question(quiz_id: ObjectId, kind: str, **values: Any) -> str:
    """A question at the end of a quiz; its id as answers name it."""
    from lectern.assessment import services

    made = services.add_question(
        quiz=quiz_id,
        **{"kind": kind, "text": "What is *right*?", "explanation": "Because.", **values},
    )
    return str(made.pk)


def choices(question_id: str, *texts: str, right: tuple[str, ...] = ()) -> dict[str, str]:
    """Choices of a question; their ids by text."""
    from lectern.assessment import services

    return {
        text: str(
            services.add_choice(
                question=ObjectId(question_id),
                text=text,
                is_correct=text in right,
                feedback=f"About {text}.",
            ).pk
        )
        for text in texts
    }


def pairs(question_id: str, **matches: str) -> dict[str, str]:
    """Prompts of a matching question with their matches; their ids by prompt."""
    from lectern.assessment import services

    return {
        prompt: str(
            services.add_choice(question=ObjectId(question_id), text=prompt, match=match).pk
        )
        for prompt, match in matches.items()
    }


class Classroom:
    """A course with one lesson and a quiz of one question, its teacher and one student."""

    def __init__(self, **rules: Any) -> None:
        self.teacher = world.teacher()
        self.student = world.person()
        self.course = world.course(self.teacher, lessons=1)
        from lectern.catalog.selectors import lesson_ids

        (self.lesson,) = lesson_ids(self.course)
        world.enroll(self.student, self.course)
        self.quiz = quiz(self.lesson, **rules)
        self.question = question(self.quiz, "true_false", answer="true")

    @property
    def right(self) -> dict[str, Any]:
        """Answers that pass."""
        return {self.question: True}

    @property
    def wrong(self) -> dict[str, Any]:
        """Answers that fail."""
        return {self.question: False}


def start(client: APIClient, quiz_id: ObjectId) -> dict[str, Any]:
    """Start or resume an attempt."""
    answer = client.post("/api/quiz-attempts/", {"quiz": str(quiz_id)})
    assert answer.status_code in (200, 201), answer.content
    return dict(answer.json())


def submit(client: APIClient, **body: Any) -> dict[str, Any]:
    """Hand in."""
    answer = client.post("/api/quiz-submissions/", body)
    assert answer.status_code in (200, 201), answer.content
    return dict(answer.json())


def save(client: APIClient, attempt: str, **answers: tuple[Any, int]) -> Any:
    """Autosave: answers with their versions, by question."""
    body = {
        name: {"value": value, "version": version} for name, (value, version) in answers.items()
    }
    return client.patch(f"/api/quiz-attempts/{attempt}/", {"answers": body})
