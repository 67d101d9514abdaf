"""What a student does while a class takes its quiz: `bench.rush` runs this with Locust.

The plan comes as a file that `BENCH_RUSH` names. What was acknowledged is written to a ledger, a
line each, when its answer is here and not before.
"""

import json
import os
import random
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import gevent  # type: ignore[import-untyped]
from locust import FastHttpUser, events, task
from locust.env import Environment
from locust.exception import StopUser


@dataclass(frozen=True)
class Plan:
    """Who takes which quiz, and when: seconds."""

    tokens: list[str]
    quiz: str
    ledger: str
    figures: str  # the file for what Locust has measured
    arrive: float  # within which all begin
    every: float  # between two autosaves
    length: float  # from one's own begin to one's own end
    seed: int = 1


PLAN = Plan(**json.loads(Path(os.environ["BENCH_RUSH"]).read_text()))
LEDGER = Path(PLAN.ledger).open("a", buffering=1)  # noqa: SIM115 - open as long as we run
NUMBERS = count()
DONE = count(1)


def note(**facts: Any) -> None:
    """Keep what was acknowledged."""
    LEDGER.write(json.dumps(facts) + "\n")


@events.quitting.add_listener  # type: ignore[untyped-decorator]
def tell(environment: Environment, **_more: Any) -> None:
    """Leave the figures: p95 by kind of request, and what went wrong."""
    stats = environment.stats
    figures = {
        "p95": {
            entry.name: entry.get_response_time_percentile(0.95) for entry in stats.entries.values()
        },
        "errors": stats.total.num_failures,
        "failures": [
            f"{error.name}: {error.error} ({error.occurrences} times)"
            for error in stats.errors.values()
        ],
    }
    Path(PLAN.figures).write_text(json.dumps(figures))


class Student(FastHttpUser):
    """Begins, saves one more answer every so often, and hands in when their own time is over."""

    network_timeout = connection_timeout = 60.0

    @task
    def take_the_quiz(self) -> None:
        """One student, once; who is refused goes home and is counted as an error."""
        number = next(NUMBERS)
        self.signed_in = {"Authorization": f"Bearer {PLAN.tokens[number]}"}
        self.random = random.Random(PLAN.seed * 1_000_000 + number)  # noqa: S311 - when, and which
        gevent.sleep(self.random.uniform(0, PLAN.arrive))
        if paper := self.ask("POST", "/api/quiz-attempts/", "begin", {"quiz": PLAN.quiz}):
            self.answer(paper)
        if next(DONE) == len(PLAN.tokens):
            gevent.spawn(self.environment.runner.quit)
        raise StopUser

    def answer(self, paper: dict[str, Any]) -> None:
        """From the first autosave to the end, each at one's own time."""
        attempt, waited = paper["id"], self.random.uniform(0, PLAN.every)
        gevent.sleep(waited)
        for version, question in enumerate(paper["questions"], start=1):
            value = self.random.choice(question["choices"])["id"]
            body = {"answers": {question["id"]: {"value": value, "version": version}}}
            if self.ask("PATCH", f"/api/quiz-attempts/{attempt}/", "save", body):
                note(attempt=attempt, question=question["id"], value=value, version=version)
            if waited + PLAN.every > PLAN.length:
                break
            waited += PLAN.every
            gevent.sleep(PLAN.every)
        gevent.sleep(PLAN.length - waited)
        if done := self.ask("POST", "/api/quiz-submissions/", "submit", {"attempt": attempt}):
            note(attempt=attempt, submission=done["id"])

    def ask(self, method: str, path: str, kind: str, body: Any) -> Any:
        """What is answered; None when it is no success."""
        # A connection of its own each time: a server may close a kept one at the moment it is used
        # again, which browsers repeat by themselves and Locust counts as an error.
        headers = {**self.signed_in, "Connection": "close"}
        asked = {"json": body, "headers": headers, "catch_response": True}
        with self.client.request(method, path, name=kind, **asked) as answer:
            if 200 <= answer.status_code < 300:
                return answer.json()
            answer.failure(f"{answer.status_code} {_why(answer)}")
        return None


def _why(answer: Any) -> str:
    """The code of a problem, or what was said instead."""
    try:
        return str(json.loads(answer.text)["code"])
    except (ValueError, TypeError, KeyError):
        return str(answer.error or answer.text)[:100]
