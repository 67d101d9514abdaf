"""`rush`: the largest class that takes a quiz at once, and whether any answer of it is lost.

The n students begin within one interval of autosaves (30 s) and each has the same time from their
own begin, so that they hand in within 30 s as well. Between the two each saves one more answer
every 30 s, at a moment of their own. They have signed in before. n is doubled until a kind of
request takes a second or more (p95) or fails, then halved into. The largest class is let in once
more within ten seconds, which says what a harder burst does and has no bound.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import sessions
from bench.client import Client
from bench.installation import Site
from bench.load import processor_seconds, settle
from bench.report import Report, at_least, at_most

KINDS = ("begin", "save", "submit")
EVERY, LENGTH, BURST = 30.0, 60.0, 10.0
LONGEST_MS = 1_000
PER_CORE = 300
STORY = Path(__file__).parent / "rush_story.py"


@dataclass(frozen=True)
class Pace:
    """When things happen: seconds."""

    arrive: float = EVERY
    every: float = EVERY
    length: float = LENGTH


USUAL = Pace()


@dataclass(frozen=True)
class Outcome:
    """How one class went."""

    students: int
    pace: Pace
    p95: Mapping[str, float]  # milliseconds by kind of request
    errors: int  # requests that failed, and students who did not come to the end
    failures: Sequence[str]  # what was said of them
    acknowledged: int
    lost: int
    processor: float  # milliseconds of all programs of the product, a student

    @property
    def is_good(self) -> bool:
        """Whether everybody was served, in time."""
        return (
            not self.errors
            and not self.lost
            and max(self.p95.values(), default=LONGEST_MS) < LONGEST_MS
        )


class Room:
    """The course whose quiz is taken, and those who have a place on it."""

    def __init__(self, site: Site) -> None:
        self.site, self.teacher = site, site.client("bench-teacher")
        self.course = self.teacher.course("Rush")
        self.quiz = self.teacher.get(f"/api/quizzes/?course={self.course}")["results"][0]["id"]
        self._seated = 0

    def seat(self, students: int) -> list[str]:
        """The names of so many, who have a place."""
        names = [f"learner{number}" for number in range(students)]
        if students > self._seated:
            body = {"course": self.course, "people": names[self._seated :]}
            self.teacher.finish(self.teacher.send("POST", "/api/enrollments/bulk/", body)["job"])
            self._seated = students
        return names

    def take(self, students: int, pace: Pace) -> Outcome:
        """Let a class take the quiz, and read back what it was told is kept."""
        names = self.seat(students)
        with TemporaryDirectory() as folder:
            plan, ledger, figures = (Path(folder) / name for name in ("plan", "ledger", "figures"))
            told = {"quiz": self.quiz, "ledger": str(ledger), "figures": str(figures)}
            tokens = sessions.tokens(self.site.data, names)
            plan.write_text(json.dumps({"tokens": tokens, **told, **asdict(pace)}))
            settle(self.site.process)
            before = processor_seconds(self.site.process)
            _locust(self.site.url, plan, students, pace)
            spent = processor_seconds(self.site.process) - before
            measured = json.loads(figures.read_text())
            lines = [json.loads(line) for line in ledger.read_text().splitlines()]
        handed_in = {line["attempt"]: line["submission"] for line in lines if "submission" in line}
        saved = [line for line in lines if "question" in line]
        return Outcome(
            students=students,
            pace=pace,
            p95=measured["p95"],
            errors=max(measured["errors"], students - len(handed_in)),
            failures=measured["failures"],
            acknowledged=len(saved),
            lost=lost(self.teacher, saved, handed_in),
            processor=spent * 1_000 / students,
        )


def measure(
    site: Site, *, cores: int, students: int, most: int, steps: int, pace: Pace = USUAL
) -> Report:
    """The table: from a class of so many up, on a product that was given so many cores."""
    room = Room(site)
    report = Report(
        "A class takes a quiz: begin, save every 30 s, hand in; p95 in milliseconds",
        *("arrive", *KINDS, "errors", "saved", "lost", "processor"),
        caption=(
            f"Attempts begin within {pace.arrive:g} s and last {pace.length:g} s each, so they end "
            f"within {pace.arrive:g} s. Stores, worker and Locust share the machine; so does "
            "whatever else it does, which makes n smaller, never larger. Processor: milliseconds "
            "that all programs of the product spend on a student, which others hardly change."
        ),
    )

    def works(count: int) -> bool:
        outcome = room.take(count, pace)
        _add(report, outcome)
        return outcome.is_good

    best = largest(works, first=min(students, most), most=most, steps=steps)
    if best:
        burst = Pace(min(BURST, pace.arrive / 3), pace.every, pace.length)
        _add(report, room.take(best, burst))
    report.table.add_section()
    per_core = best / cores
    report.add(
        f"largest class that was served, {best:,}, for each of {cores} cores",
        f"{per_core:.0f}",
        checks=[at_least(PER_CORE, per_core)],
    )
    return report


def largest(works: Callable[[int], bool], *, first: int, most: int, steps: int) -> int:
    """The largest number known to work: doubled until one does not, then halved into."""
    good, bad, number = 0, 0, first
    for _ in range(steps):
        if works(number):
            good = number
        else:
            bad = number
        number = (good + bad) // 2 if bad else min(good * 2, most)
        if number in (good, 0):
            break
    return good


def lost(teacher: Client, saved: list[dict[str, Any]], handed_in: Mapping[str, str]) -> int:
    """How many acknowledged answers are not kept in their version, or not in what was handed in."""
    attempts: dict[str, list[dict[str, Any]]] = {}
    for line in saved:
        attempts.setdefault(line["attempt"], []).append(line)
    missing = 0
    for attempt, lines in attempts.items():
        kept = teacher.get(f"/api/quiz-attempts/{attempt}/")["answers"]
        want = {line["question"]: (line["value"], line["version"]) for line in lines}
        have = {name: (answer["value"], answer["version"]) for name, answer in kept.items()}
        if submission := handed_in.get(attempt):
            graded = teacher.get(f"/api/quiz-submissions/{submission}/")["answers"]
            have = {name: each for name, each in have.items() if graded.get(name) == each[0]}
        missing += len(want.items() - have.items())
    return missing


def _locust(url: str, plan: Path, students: int, pace: Pace) -> None:
    """Run the story, which leaves its figures where the plan says."""
    longest = pace.arrive + pace.length + 60
    command = [
        *(sys.executable, "-m", "locust", "--locustfile", str(STORY), "--headless"),
        *("--host", url, "--users", str(students), "--spawn-rate", str(students)),
        *("--run-time", f"{longest:.0f}s", "--only-summary", "--loglevel", "ERROR"),
        *("--exit-code-on-error", "0"),
    ]
    done = subprocess.run(  # noqa: S603 - our own command
        command,
        env={**os.environ, "BENCH_RUSH": str(plan)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def _add(report: Report, outcome: Outcome) -> None:
    report.add(
        f"{outcome.students:,} students",
        f"{outcome.pace.arrive:g} s",
        *(f"{outcome.p95[kind]:.0f}" if kind in outcome.p95 else "" for kind in KINDS),
        str(outcome.errors),
        f"{outcome.acknowledged:,}",
        str(outcome.lost),
        f"{outcome.processor:.0f}",
        checks=[at_most(0, outcome.lost, "lost ")],
    )
    for failure in outcome.failures:
        report.add(f"  {failure}")
