"""Long work is seen through: once, whoever dies, fails, is cancelled or takes it over meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings
from rest_framework.test import APIClient

from lectern.catalog.documents import Category
from lectern.shared import cache, jobs, leaving
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, Unavailable
from lectern.shared.jobs import running
from lectern.shared.jobs.forgetting import KEPT
from lectern.shared.jobs.handle import LEASE
from lectern.shared.mongo import Transaction, transactional
from tests.together import at_once
from tests.world import Person, admin, person, sign_in

Do = Callable[[jobs.Job], dict[str, Any]]
Submit = Callable[..., ObjectId]


@pytest.fixture
def doing(clean: None) -> Iterator[Callable[[Do], None]]:
    """Says what jobs of the kind `test` do."""
    from lectern.subscriptions import JOBS

    yield lambda do: jobs.install({"test": do})
    jobs.install(JOBS)


def submit(**payload: Any) -> ObjectId:
    return jobs.submit(kind="test", owner=ObjectId(), payload=payload)


def record(job: ObjectId) -> dict[str, Any]:
    row = jobs.JobRecord.collection().find_one({"_id": job})
    assert row is not None
    return row


def let_time_pass() -> None:
    """Leases have run out and waits are over."""
    jobs.JobRecord.collection().update_many(
        {"lease_until": {"$gt": now()}}, {"$set": {"lease_until": now() - timedelta(seconds=1)}}
    )


def private_files() -> list[Path]:
    return [path for path in (Path(settings.MEDIA_ROOT) / "private").rglob("*") if path.is_file()]


@transactional
def count(tx: Transaction, *, thing: ObjectId) -> None:
    tx.update(Category, {"_id": thing}, {"$inc": {"position": 1}})


@transactional
def thing(tx: Transaction) -> ObjectId:
    return ObjectId(tx.insert(Category(name="thing")).pk)


def effects(of: ObjectId) -> int:
    row = Category.collection().find_one({"_id": of})
    assert row is not None
    return int(row["position"])


def test_a_job_is_done_once_and_says_what_it_did(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    it = thing()

    def do(job: jobs.Job) -> dict[str, Any]:
        count(thing=job.payload["thing"])
        job.note(code="counted", message="One more.")
        job.advance(3, 3)
        return {"things": 1}

    doing(do)
    job = submit(thing=it)
    assert record(job)["status"] == "queued"
    work()
    work()
    assert not jobs.run(job)
    assert effects(it) == 1
    done = record(job)
    assert (done["status"], done["result"], done["attempts"]) == ("done", {"things": 1}, 1)
    assert done["report"] == [{"code": "counted", "message": "One more."}]
    assert done["progress"] == {"done": 3, "total": 3}
    assert done["created_at"] <= done["started_at"] <= done["finished_at"]
    assert not {"payload", "state", "lease", "lease_until"} & done.keys()


def test_it_joins_the_transaction_of_whoever_asks_for_it(clean: None) -> None:
    @transactional
    def ask(tx: Transaction) -> None:
        submit()
        raise Conflict

    with pytest.raises(Conflict):
        ask()
    assert jobs.due() == []


def test_many_workers_do_it_once(doing: Callable[[Do], None]) -> None:
    it = thing()

    def do(job: jobs.Job) -> dict[str, Any]:
        time.sleep(0.1)
        count(thing=it)
        return {}

    doing(do)
    job = submit()
    ran = at_once(jobs.run, [job] * 8)
    assert ran.count(True) == 1
    assert effects(it) == 1


def test_no_more_are_done_at_once_than_leave_room_for_events(doing: Callable[[Do], None]) -> None:
    now_doing: list[int] = []
    most = []

    def do(job: jobs.Job) -> dict[str, Any]:
        now_doing.append(1)
        most.append(len(now_doing))
        time.sleep(0.2)
        now_doing.pop()
        return {}

    doing(do)
    waiting = [submit() for _ in range(4)]
    ran = at_once(jobs.run, waiting)
    assert max(most) == ran.count(True) == running.AT_ONCE
    assert len(jobs.due()) == 4 - running.AT_ONCE


def test_what_breaks_is_tried_again_a_while_later_and_then_fails_visibly(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    tries: list[int] = []

    def do(job: jobs.Job) -> dict[str, Any]:
        tries.append(1)
        job.note(code="tried")
        raise ValueError("inner workings")

    doing(do)
    job = submit()
    waits = []
    for _ in range(running.MAX_ATTEMPTS):
        assert record(job)["status"] == "queued"
        work()
        assert jobs.due() == []
        waits.append((record(job).get("lease_until", now()) - now()).total_seconds())
        let_time_pass()
    assert len(tries) == running.MAX_ATTEMPTS
    assert waits[:-1] == sorted(waits[:-1])
    failed = record(job)
    assert failed["status"] == "failed"
    assert failed["error"]["code"] == "unexpected"
    assert "inner workings" not in str(failed)
    assert failed["report"] == []  # nothing of it was done


def test_what_broke_is_tried_again_when_somebody_asks_for_it(
    doing: Callable[[Do], None], work: Callable[[], None], client: APIClient
) -> None:
    ada, broken = person(), [True]

    def do(job: jobs.Job) -> dict[str, Any]:
        assert job.payload == {"of": "worth"}
        job.note(code="tried")
        if broken:
            raise ValueError
        return {"it": "works"}

    doing(do)
    job = jobs.submit(kind="test", owner=ada.id, payload={"of": "worth"})
    url, me = f"/api/jobs/{job}/", sign_in(ada)
    assert me.post(f"{url}retry/").json()["code"] == "job-not-retriable"
    for _ in range(running.MAX_ATTEMPTS):
        work()
        let_time_pass()
    assert me.get(url).json()["can_be_retried"]

    broken.clear()
    assert me.post(f"{url}retry/").json()["status"] == "queued"
    work()
    told = me.get(url).json()
    assert (told["status"], told["result"], told["report"]) == (
        "done",
        {"it": "works"},
        [{"code": "tried"}],
    )
    assert "payload" not in record(job)
    assert me.post(f"{url}retry/").status_code == 409


def test_a_store_that_is_away_is_waited_for(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    answers = [Unavailable(), None]

    def do(job: jobs.Job) -> dict[str, Any]:
        error = answers.pop(0)
        if error is not None:
            raise error
        return {}

    doing(do)
    job = submit()
    work()
    assert record(job)["status"] == "queued"
    let_time_pass()
    work()
    assert record(job)["status"] == "done"


def test_a_broken_rule_fails_at_once_and_says_which(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    def do(job: jobs.Job) -> dict[str, Any]:
        job.note(code="looked")
        raise Conflict("It does not fit.")

    doing(do)
    job = submit()
    work()
    failed = record(job)
    assert (failed["status"], failed["attempts"]) == ("failed", 1)
    assert failed["error"]["code"] == "conflict"
    assert failed["error"]["detail"] == "It does not fit."
    assert failed["report"] == [{"code": "looked"}]


def test_a_kind_that_this_version_does_not_know_fails_in_the_end(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    job = submit()
    for _ in range(running.MAX_ATTEMPTS):
        work()
        let_time_pass()
    assert record(job)["error"]["code"] == "unexpected"


def test_what_a_worker_held_when_it_died_is_taken_over_until_that_is_hopeless(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    def do(job: jobs.Job) -> dict[str, Any]:
        raise SystemExit

    doing(do)
    job = submit()
    for _ in range(running.MAX_ATTEMPTS):
        with pytest.raises(SystemExit):
            work()
        assert record(job)["status"] == "running"
        assert timedelta(0) < record(job)["lease_until"] - now() <= LEASE
        assert jobs.due() == []
        let_time_pass()
    work()
    assert record(job)["error"]["code"] == "job-abandoned"


def test_who_has_lost_the_lease_can_write_nothing_more(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    it = thing()
    slow_one: list[jobs.Job] = []

    @transactional
    def batch(tx: Transaction, *, job: jobs.Job) -> None:
        count(thing=it)
        job.checkpoint({"at": 1})

    def do(job: jobs.Job) -> dict[str, Any]:
        if not slow_one:
            slow_one.append(job)
            let_time_pass()
            jobs.run(job.id)  # another worker takes it over and is quicker
        if not job.state:
            batch(job=job)
        return {"by": str(job.lease)}

    doing(do)
    job = submit()
    work()
    assert effects(it) == 1
    assert record(job)["status"] == "done"
    assert record(job)["result"] != {"by": str(slow_one[0].lease)}


def test_a_batch_and_its_mark_are_one_also_when_the_database_repeats_it(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    it = thing()
    tries: list[int] = []

    @transactional
    def batch(tx: Transaction, *, job: jobs.Job) -> None:
        job.checkpoint({"at": 1}, [{"code": "batch"}])
        tries.append(1)
        if len(tries) == 1:  # somebody else was quicker: this try is taken back
            Category.collection().update_one({"_id": it}, {"$set": {"description": "changed"}})
        count(thing=it)

    def do(job: jobs.Job) -> dict[str, Any]:
        job.note(code="begun")
        if not job.state:
            batch(job=job)
            raise ValueError
        return {}

    doing(do)
    job = submit()
    work()
    assert len(tries) == 2
    let_time_pass()
    work()
    assert effects(it) == 1
    assert [row["code"] for row in record(job)["report"]] == ["begun", "batch", "begun"]


def test_progress_renews_the_lease_and_is_not_written_each_time(
    doing: Callable[[Do], None], work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, Any]] = []

    def do(job: jobs.Job) -> dict[str, Any]:
        before = record(job.id)["lease_until"]
        job.advance(1, 10)
        seen.append(record(job.id))
        assert seen[0]["progress"]["done"] == 0
        monkeypatch.setattr("lectern.shared.jobs.handle.WRITE_EVERY_SECONDS", 0)
        time.sleep(0.01)
        job.advance(2, 10)
        assert record(job.id)["progress"] == {"done": 2, "total": 10}
        assert record(job.id)["lease_until"] > before
        return {}

    doing(do)
    job = submit()
    work()
    assert record(job)["status"] == "done"


def test_a_report_has_bounds_and_counts_what_is_beyond(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    def do(job: jobs.Job) -> dict[str, Any]:
        for number in range(10_050):
            job.note(n=number)
        return {}

    doing(do)
    job = submit()
    work()
    assert len(record(job)["report"]) == 10_000
    assert record(job)["report_dropped"] == 50


def test_a_queued_job_is_cancelled_at_once_and_a_running_one_when_it_looks_up(
    doing: Callable[[Do], None], work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lectern.shared.jobs.handle.WRITE_EVERY_SECONDS", 0)

    def do(job: jobs.Job) -> dict[str, Any]:
        jobs.cancel(job=job.id)
        job.advance(1, 2)
        raise AssertionError("It was not stopped.")

    doing(do)
    waits, runs = submit(), submit()
    jobs.cancel(job=waits)
    work()
    for job in (waits, runs):
        assert record(job)["error"]["code"] == "job-cancelled"
        with pytest.raises(jobs.JobOver):
            jobs.cancel(job=job)


def test_what_was_handed_in_is_gone_after_and_what_was_made_goes_with_the_job(
    doing: Callable[[Do], None], work: Callable[[], None]
) -> None:
    def do(job: jobs.Job) -> dict[str, Any]:
        with job.upload() as file:
            job.keep_file("turned.txt", BytesIO(file.read()[::-1]), "text/plain")
        return {}

    doing(do)
    before = set(private_files())
    owner = person()
    with jobs.upload("../in.txt", BytesIO(b"abc")) as file:
        job = jobs.submit(kind="test", owner=owner.id, payload={}, file=file)
    (waiting,) = set(private_files()) - before
    assert waiting.read_bytes() == b"abc"
    work()
    (made,) = set(private_files()) - before
    assert made.read_bytes() == b"cba"
    assert len(made.parent.name) >= 40  # nobody guesses it
    jobs.JobRecord.collection().update_one(
        {"_id": job}, {"$set": {"finished_at": now() - KEPT + timedelta(hours=1)}}
    )
    assert jobs.prune() == 0
    jobs.JobRecord.collection().update_one({"_id": job}, {"$set": {"finished_at": now() - KEPT}})
    assert jobs.prune() == 1
    assert set(private_files()) == before
    assert jobs.JobRecord.collection().find_one({"_id": job}) is None


def test_what_no_job_waits_for_is_dropped() -> None:
    before = set(private_files())
    with jobs.upload("in.txt", BytesIO(b"abc")):
        assert len(set(private_files()) - before) == 1
    assert set(private_files()) == before


def test_the_file_is_streamed_to_its_owner_and_to_nobody_else(
    doing: Callable[[Do], None],
    work: Callable[[], None],
    client: APIClient,
    as_: Callable[[Person], APIClient],
) -> None:
    def do(job: jobs.Job) -> dict[str, Any]:
        job.keep_file("a.txt", BytesIO(b"mine"), "text/plain")
        return {}

    doing(do)
    owner, stranger, boss = person(), person(), admin()
    job = jobs.submit(kind="test", owner=owner.id, payload={})
    url = f"/api/jobs/{job}/file/"
    assert as_(owner).get(url).status_code == 404
    work()
    answer = as_(owner).get(url)
    assert b"".join(answer.streaming_content) == b"mine"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert "no-store" in answer.headers["Cache-Control"]
    shown = as_(owner).get(f"/api/jobs/{job}/").json()
    assert shown["file"] == {
        "name": "a.txt", "size": 4, "content_type": "text/plain", "url": url
    }  # fmt: skip
    assert as_(stranger).get(url).status_code == 404
    assert as_(boss).get(url).status_code == 403
    for path in (record(job)["file"]["path"], "./" + record(job)["file"]["path"]):
        assert client.get(f"/media/{path}").status_code == 404


def test_the_api_shows_how_far_it_is_and_hides_what_is_private(
    doing: Callable[[Do], None],
    as_: Callable[[Person], APIClient],
    work: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lectern.shared.jobs.handle.WRITE_EVERY_SECONDS", 0)
    owner = person()
    me = as_(owner)

    def do(job: jobs.Job) -> dict[str, Any]:
        job.advance(2, 3)
        shown = me.get(f"/api/jobs/{job.id}/").json()
        assert (shown["status"], shown["progress"]["percent"]) == ("running", 66)
        assert me.post(f"/api/jobs/{job.id}/cancel/").json()["cancel_requested"] is True
        job.advance(3, 3)
        return {}

    doing(do)
    job = jobs.submit(kind="test", owner=owner.id, payload={"key": "hidden"})
    assert "hidden" not in me.get(f"/api/jobs/{job}/").content.decode()
    work()
    shown = me.get(f"/api/jobs/{job}/").json()
    assert shown["status"] == "failed"
    assert shown["error"]["code"] == "job-cancelled"
    assert shown["report"] == []
    (listed,) = me.get("/api/jobs/?status=failed&kind=test").json()["results"]
    assert "report" not in listed
    assert me.post(f"/api/jobs/{job}/cancel/").json()["code"] == "job-over"
    assert as_(person()).get("/api/jobs/").json()["results"] == []
    assert len(as_(admin()).get("/api/jobs/").json()["results"]) == 1


@contextmanager
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker with its schedule."""
    command = [
        *(sys.executable, "-m", "celery", "-A", "tests.shared.slow_worker", "worker", "--beat"),
        *("--pool", "threads", "--concurrency", "4", "--loglevel", "WARNING"),
        *("--schedule", str(tmp_path / "schedule"), "--without-mingle", "--without-gossip"),
    ]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
        "REDIS_URL": settings.REDIS_URL,
    }
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)
        # The clock is a child of its own, which outlives a worker that is killed.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def until(true: Callable[[], bool], within: float = 60) -> None:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < within
        time.sleep(0.02)


def test_a_worker_that_is_killed_only_delays(clean: None, tmp_path: Path) -> None:
    it = thing()
    job = jobs.submit(kind="slow", owner=ObjectId(), payload={"thing": str(it)})
    with worker(tmp_path) as first:
        until(lambda: record(job).get("state", {}).get("steps", 0) >= 4)
        first.kill()
        first.wait(30)
    halfway = effects(it)
    assert 4 <= halfway < 12
    assert record(job)["status"] == "running"
    let_time_pass()
    with worker(tmp_path):
        until(lambda: record(job)["status"] == "done")
    assert effects(it) == 12
    assert [row["step"] for row in record(job)["report"]] == list(range(12))
    assert record(job)["result"] == {"steps": 12}


def test_what_a_worker_hands_back_another_one_finishes(clean: None, tmp_path: Path) -> None:
    it = thing()
    job = jobs.submit(kind="slow", owner=ObjectId(), payload={"thing": str(it)})
    with worker(tmp_path) as first:
        until(lambda: record(job).get("state", {}).get("steps", 0) >= 3)
        first.terminate()
        assert first.wait(60) == 0
    handed = record(job)
    assert (handed["status"], handed["attempts"], "lease" in handed) == ("queued", 0, False)
    assert 3 <= effects(it) < 12
    with worker(tmp_path):
        until(lambda: record(job)["status"] == "done")
    assert effects(it) == 12
    assert [row["step"] for row in record(job)["report"]] == list(range(12))


def test_a_worker_outlives_a_redis_that_takes_no_writes(redis: Any, tmp_path: Path) -> None:
    it = thing()
    server = cache.connection()
    with worker(tmp_path) as process:
        until(cache.worker_is_here)
        # So a new master answers until its first replica has found it.
        server.config_set("min-replicas-to-write", 1)
        refused = int(server.info("stats")["total_error_replies"])
        until(lambda: int(server.info("stats")["total_error_replies"]) > refused + 2)
        time.sleep(2)
        server.config_set("min-replicas-to-write", 0)
        job = jobs.submit(kind="slow", owner=ObjectId(), payload={"thing": str(it)})
        until(lambda: record(job)["status"] == "done")
        assert process.poll() is None
    assert effects(it) == 12


def test_a_worker_that_is_asked_to_end_hands_its_job_back(
    doing: Callable[[Do], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[dict[str, Any]] = []

    def do(job: jobs.Job) -> dict[str, Any]:
        begun.append(dict(job.state))
        job.checkpoint({"at": 1})
        job.advance(1, 2)
        return {"done": True}

    doing(do)
    job = submit()
    with monkeypatch.context() as ending:
        ending.setattr(leaving, "is_asked", lambda: True)
        jobs.run(job)
    handed = record(job)
    assert (handed["status"], handed["attempts"], "lease" in handed) == ("queued", 0, False)
    assert jobs.due() == [job]  # at once: nobody waits for a lease to run out
    jobs.run(job)
    assert record(job)["status"] == "done"
    assert begun == [{}, {"at": 1}]
