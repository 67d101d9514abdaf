"""Recounts from the clients' own record: what was acknowledged is there, once, and all agrees."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from bson import ObjectId
from pymongo.database import Database
from pymongo.read_concern import ReadConcern

from tests.faults import load
from tests.faults.client import Client
from tests.faults.keeper import wait_for
from tests.faults.ledger import Learner, Ledger
from tests.faults.site import Site

DRAINED_SECONDS = 200  # a job whose worker was killed waits for its lease of two minutes
COMPARED = 6
MARKS = (25, 50, 75, 100)


@dataclass
class Verdict:
    """What is missing and what is there too often."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def expect(self, what: str, found: int, wanted: int = 1, *, most: int | None = None) -> None:
        """So many of this must be there; no more than that, or than `most`."""
        most = wanted if most is None else max(wanted, most)
        if found < wanted:
            self.lost.append(f"{what}: {found} of {wanted}")
        elif found > most:
            self.doubled.append(f"{what}: {found} instead of {most}")


def check(site: Site, ledger: Ledger) -> Verdict:
    """Wait until everything has been delivered, then count."""
    verdict = Verdict(lost=list(ledger.wrong))
    database = site.mongo.client["lectern"]
    try:
        wait_for("the outbox, the jobs and the facts", lambda: _is_drained(site), DRAINED_SECONDS)
    except TimeoutError as error:
        verdict.lost.append(str(error))
    verdict.expect("dead letters", database["dead_letters"].count_documents({}), 0)
    check_stores(verdict, database, site.data / "identity.sqlite3", ledger.learners)
    for one in ledger.learners:
        check_inbox(verdict, database, one)
        _check_mails(verdict, site, database, one)
        _check_over_http(verdict, site, one)
    _check_announcements(verdict, database, ledger)
    _check_caches(verdict, site, ledger)
    return verdict


def check_stores(
    verdict: Verdict,
    database: Database[Any],
    sql: Path,
    learners: list[Learner],
    *,
    growing: bool = False,
) -> None:
    """What each learner was promised, in both databases; `growing`: they have gone on since."""
    snapshot = database.client.get_database(database.name, read_concern=ReadConcern("majority"))
    with sqlite3.connect(f"file:{sql}?mode=ro", uri=True) as accounts:
        for one in learners:
            query = "SELECT count(*) FROM accounts_account WHERE username = ?"
            (number,) = accounts.execute(query, [one.username]).fetchone()
            verdict.expect(f"account of {one.username}", number)
            _check_learner(verdict, snapshot, one, most=1 if growing else 0)
    accounts.close()


def _check_learner(verdict: Verdict, database: Database[Any], one: Learner, *, most: int) -> None:
    """`most` is how often that may be there which was not promised."""
    mine = {"student_id": ObjectId(one.id)}
    who = one.username
    verdict.expect(f"profile of {who}", database["users"].count_documents({"username": who}))
    if not one.place:
        return
    places = list(database["enrollments"].find(mine))
    verdict.expect(f"place of {who}", len(places))
    done = {str(lesson) for place in places for lesson in place["completed_lessons"]}
    verdict.expect(f"lessons of {who}", len(done & set(one.completed)), len(one.completed))
    records = list(database["progress"].find({**mine, "completed": True}))
    told = Counter(str(row["lesson_id"]) for row in records)
    for lesson in one.completed:
        verdict.expect(f"progress of {who}", told[lesson])
    reached = {place["_id"] for place in places}
    milestones = database["milestones"].find({"enrollment_id": {"$in": list(reached)}})
    marks = Counter(row["percent"] for row in milestones)
    for mark in MARKS:
        reached_it = len(one.completed) * 100 >= mark * len(one.lessons)
        verdict.expect(f"milestone {mark} of {who}", marks[mark], int(reached_it), most=most)
    certificates = database["certificates"].count_documents(mine)
    verdict.expect(f"certificate of {who}", certificates, int(one.is_whole), most=most)
    submissions = list(database["quiz_submissions"].find(mine))
    handed_in = int(bool(one.submission))
    verdict.expect(f"submission of {who}", len(submissions), handed_in, most=most)
    passes = sum(bool(row["passed"]) for row in submissions)
    verdict.expect(f"pass of {who}", passes, handed_in, most=most)
    if one.attempt:
        attempts = list(database["quiz_attempts"].find(mine))
        verdict.expect(f"attempt of {who}", len(attempts))
        for question, (value, version) in one.saved.items():
            kept = [attempt["answers"].get(question) for attempt in attempts]
            as_promised = [each for each in kept if each and _is_kept(each, value, version)]
            verdict.expect(f"saved answer of {who}", len(as_promised))


def _is_kept(kept: dict[str, Any], value: bool, version: int) -> bool:
    """As it was acknowledged, or newer."""
    return bool(kept["version"] > version or kept == {"value": value, "version": version})


def check_inbox(
    verdict: Verdict, database: Database[Any], one: Learner, *, growing: bool = False
) -> None:
    """Each fact is in the inbox once, and what is no fact is not."""
    inbox = database["notifications"].find({"recipient_id": ObjectId(one.id)}, {"kind": 1})
    kinds = Counter(row["kind"] for row in inbox)
    for kind, number, most in _expected(one):
        what = f"{kind} in the inbox of {one.username}"
        verdict.expect(what, kinds[kind], number, most=most if growing else 0)


def _check_mails(verdict: Verdict, site: Site, database: Database[Any], one: Learner) -> None:
    """Each was sent as one e-mail, however often it was sent; one more asked for the address."""
    inbox = database["notifications"].count_documents({"recipient_id": ObjectId(one.id)})
    mails = {mail.message_id for mail in site.mail.taken if mail.to == one.email}
    verdict.expect(f"e-mails to {one.username}", len(mails), inbox + 1)


def _expected(one: Learner) -> Iterator[tuple[str, int, int]]:
    """How many of which kind the inbox must hold, and how many a whole course brings."""
    between = MARKS[:-1]
    reached = sum(len(one.completed) * 100 >= mark * len(one.lessons) for mark in between)
    yield "enrolled", int(bool(one.place)), 1
    yield "milestone", reached, len(between)
    yield "course-completed", int(one.is_whole), 1
    yield "certificate-issued", int(one.is_whole), 1
    yield "quiz-passed", int(bool(one.submission)), 1


def _check_announcements(verdict: Verdict, database: Database[Any], ledger: Ledger) -> None:
    for said in ledger.announced:
        where = {"title": said.title}
        verdict.expect(said.title, database["announcements"].count_documents(where))
        for one in ledger.learners:
            if one.course != said.course or not one.enrolled_at:
                continue
            mine = {"announcement_id": ObjectId(said.id), "recipient_id": ObjectId(one.id)}
            number = database["notifications"].count_documents(mine)
            if one.enrolled_at < said.asked_at or number > 1:
                verdict.expect(f"{said.title} to {one.username}", number)


def _check_over_http(verdict: Verdict, site: Site, one: Learner) -> None:
    """Percentages as the API tells them, and files as they were brought."""
    with _client(site, one) as client:
        if one.place:
            progress = client.get(f"/api/enrollments/{one.place}/").json()["progress"]
            share = len(one.completed) * 100 // len(one.lessons)
            verdict.expect(f"percent of {one.username}", progress["percent"], share)
        if one.picture:
            verdict.expect(f"picture of {one.username}", client.get(one.picture).status_code, 200)


def _check_caches(verdict: Verdict, site: Site, ledger: Ledger) -> None:
    """What the API tells from warm copies is what it tells without any."""
    some = [one for one in ledger.learners if one.place and one.was_read][:COMPARED]
    if not some:
        verdict.lost.append("nobody's pages were read, so no warm copy was compared")
    warm = [_told(site, one) for one in some]
    cold = []
    for one in some:
        _forget_copies(site)
        cold.append(_told(site, one))
    for one, before, after in zip(some, warm, cold, strict=True):
        for path, body in before.items():
            if body != after[path]:
                verdict.lost.append(f"{path} of {one.username} was not what the stores hold")


def _told(site: Site, one: Learner) -> dict[str, str]:
    paths = (f"/api/courses/{one.course}/outline/", *(f"/api{path}" for path in load.TOLD))
    with _client(site, one) as client:
        answers = {path: client.get(path) for path in paths}
    return {path: f"{answer.status_code} {answer.text}" for path, answer in answers.items()}


def _forget_copies(site: Site) -> None:
    redis = site.redis.client()
    for key in redis.scan_iter(_type="string", count=1000):
        if not key.startswith((b"rate:", b"worker:", b"unacked")):
            redis.delete(key)


def _client(site: Site, one: Learner) -> httpx.Client:
    asking = Client(site.url, Ledger(), threading.Event())
    headers = {"Authorization": f"Bearer {load.token_of(asking, one)}"}
    asking.close()
    return httpx.Client(base_url=site.url, headers=headers, timeout=20)


def _is_drained(site: Site) -> bool:
    """Whether nothing waits to be told or done."""
    database = site.mongo.client["lectern"]
    jobs = {"status": {"$in": ["queued", "running"]}}
    waiting = database["outbox"].count_documents({}) + database["jobs"].count_documents(jobs)
    with sqlite3.connect(f"file:{site.data / 'identity.sqlite3'}?mode=ro", uri=True) as accounts:
        (facts,) = accounts.execute("SELECT count(*) FROM accounts_fact").fetchone()
    accounts.close()
    return bool(waiting + facts == 0)
