"""Writes that are each a first time: a course of this run, and learners who come to it anew."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import count
from typing import Any

from bench import sessions
from bench.client import Client
from bench.installation import Site
from bench.load import Call


class Fresh:
    """A copy of "Rush", which nobody has a place on, and so many learners to come to it."""

    def __init__(self, site: Site, learners: int) -> None:
        teacher = site.client("bench-teacher")
        job = teacher.send("POST", f"/api/courses/{teacher.course('Rush')}/duplicate/")["job"]
        self.course = str(teacher.finish(job)["result"]["course"])
        teacher.send("POST", f"/api/courses/{self.course}/publish/")
        self.lesson = teacher.get(f"/api/lessons/?course={self.course}")["results"][0]["id"]
        self.quiz = teacher.get(f"/api/quizzes/?course={self.course}")["results"][0]["id"]
        choices = teacher.get(f"/api/choices/?course={self.course}&page_size=100")["results"]
        self.right = {each["question"]: each["id"] for each in choices if each["is_correct"]}
        self._site, self._count = site, learners
        self._papers: dict[Client, Any] = {}

    @cached_property
    def _learners(self) -> list[Client]:
        """Signed in as late as possible, for a token lives for a quarter of an hour."""
        names = [f"learner{number}" for number in range(self._count)]
        tokens = sessions.tokens(self._site.data, names)
        return [Client(self._site.url, token=token) for token in tokens]

    def calls(self) -> Iterator[tuple[str, Call]]:
        """From the place to the pass, in this order, each time by the next learner."""
        yield "enrol", self._each(self._enrol)
        yield "complete a lesson", self._each(self._complete)
        yield "begin a quiz", self._each(self._begin)
        yield "autosave", self._each(self._save)
        yield "submit ten answers and pass", self._each(self._submit)

    def _each(self, act: Callable[[Client], None]) -> Call:
        turn = count()
        return Call(lambda: act(self._learners[next(turn)]))

    def _enrol(self, learner: Client) -> None:
        learner.send("POST", "/api/enrollments/", {"course": self.course})

    def _complete(self, learner: Client) -> None:
        learner.send("POST", "/api/progress/", {"lesson": self.lesson, "completed": True})

    def _begin(self, learner: Client) -> None:
        self._papers[learner] = learner.send("POST", "/api/quiz-attempts/", {"quiz": self.quiz})

    def _save(self, learner: Client) -> None:
        paper = self._papers[learner]
        question = paper["questions"][0]["id"]
        answers = {question: {"value": self.right[question], "version": 1}}
        learner.send("PATCH", f"/api/quiz-attempts/{paper['id']}/", {"answers": answers})

    def _submit(self, learner: Client) -> None:
        body = {"attempt": self._papers[learner]["id"], "answers": self.right}
        if not learner.send("POST", "/api/quiz-submissions/", body)["passed"]:
            raise RuntimeError("Ten right answers do not pass.")
