"""What clients asked, what they were answered and when: their own record, from which we count."""

import copy
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

READ, WRITE = "read", "write"


@dataclass
class Learner:
    """What one person has been promised."""

    username: str
    email: str
    course: str
    lessons: list[str]
    id: str = ""
    token: str = ""
    token_since: float = 0.0
    place: str = ""
    enrolled_at: float = 0.0  # when the answer came
    completed: list[str] = field(default_factory=list)
    attempt: str = ""
    saved: dict[str, tuple[bool, int]] = field(default_factory=dict)
    submission: str = ""
    picture: str = ""
    was_read: bool = False  # so that some of what is told of them is warm
    history: list[tuple[float, "Learner"]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether they have done the whole course."""
        return len(self.completed) == len(self.lessons)

    def bear(self, token: str) -> None:
        """A fresh token."""
        self.token, self.token_since = token, time.monotonic()

    def note(self) -> None:
        """Remember that all this has been acknowledged by now."""
        self.history.append((time.monotonic(), copy.deepcopy(replace(self, history=[]))))

    def at(self, moment: float) -> "Learner | None":
        """What had been promised by then; None when nothing had."""
        known = [promised for since, promised in self.history if since < moment]
        return known[-1] if known else None


@dataclass(frozen=True)
class Announced:
    """An announcement that was acknowledged."""

    id: str
    course: str
    asked_at: float
    title: str


@dataclass
class Ledger:
    """The record of one scenario."""

    began: float = field(default_factory=time.monotonic)
    learners: list[Learner] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    # What was answered otherwise than it may be, fault or no fault.
    wrong: list[str] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    acknowledged: int = 0
    _successes: dict[str, list[float]] = field(default_factory=lambda: {READ: [], WRITE: []})
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note_success(self, kind: str) -> None:
        """A request was answered as it should be."""
        with self._lock:
            self.sent += 1
            self.acknowledged += 1
            self._successes[kind].append(time.monotonic())

    def note_error(self, what: str) -> None:
        """A request was refused for now, or not answered."""
        with self._lock:
            self.sent += 1
            self.errors[what] += 1

    def longest_gap(self, kind: str, since: float, until: float) -> float:
        """For how long nobody was answered, within this time."""
        moments = [at for at in sorted(self._successes[kind]) if since <= at <= until]
        edges = [since, *moments, until]
        return max(later - earlier for earlier, later in pairwise(edges))
