"""The faults: what each does, for how long, and how long service may pause for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.keeper import Program, wait_for
from tests.faults.mongo import ELECTION_SECONDS
from tests.faults.site import Site

FROZEN_SECONDS = 20.0
GAP_SECONDS = 3.0
ELECTION_GAP_SECONDS = ELECTION_SECONDS + 2.0


@dataclass(frozen=True)
class Fault:
    """One kind of trouble. `strike` returns when it is over."""

    name: str
    text: str
    strike: Callable[[Site], None]
    gap: float = GAP_SECONDS
    skewed: bool = False
    needs_small_disk: bool = False


def _nothing(_site: Site) -> None:
    time.sleep(10)


def _primary_kill(site: Site) -> None:
    site.mongo.primary().kill()
    time.sleep(8)


def _primary_freeze(site: Site) -> None:
    frozen = site.mongo.primary()
    frozen.freeze()
    try:
        time.sleep(FROZEN_SECONDS)
    finally:
        frozen.thaw()


def _secondary_freeze(site: Site) -> None:
    frozen = site.mongo.a_secondary()
    frozen.freeze()
    try:
        time.sleep(FROZEN_SECONDS)
    finally:
        frozen.thaw()


def _web_kill(site: Site) -> None:
    for one in site.webs:
        one.kill()
        time.sleep(3)
        site.wait_until_whole()
        time.sleep(2)  # until the proxy has tried it again


def _worker_kill(site: Site) -> None:
    for one in site.workers:
        one.kill()
        time.sleep(5)


def _redis_kill(site: Site) -> None:
    servers = _redis_servers(site)
    for one in servers:
        one.kill(restart=False)
    time.sleep(6)
    for one in servers:
        one.start_again()
    time.sleep(2)


def _redis_master_kill(site: Site) -> None:
    master = site.redis.master()
    master.kill(restart=False)
    wait_for("the sentinels", lambda: site.redis.master() is not master, 30)
    time.sleep(3)
    master.start_again()


def _redis_freeze(site: Site) -> None:
    servers = _redis_servers(site)
    for one in servers:
        one.freeze()
    try:
        time.sleep(FROZEN_SECONDS)
    finally:
        for one in servers:
            one.thaw()


def _redis_master_freeze(site: Site) -> None:
    master = site.redis.master()
    master.freeze()
    try:
        time.sleep(FROZEN_SECONDS)
    finally:
        master.thaw()


def _redis_servers(site: Site) -> list[Program]:
    return [one for one in site.programs() if one.name.startswith("valkey")]


def _smtp_refuse(site: Site) -> None:
    site.mail.refusing = True
    try:
        time.sleep(12)
    finally:
        site.mail.refusing = False


def _disk_full(site: Site) -> None:
    heap = site.media / ".heap"
    try:
        with heap.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 65536)
    except OSError:
        time.sleep(8)
    finally:
        heap.unlink(missing_ok=True)


ALL = (
    Fault("none", "nothing at all: what the load and this machine do by themselves", _nothing),
    Fault("primary-kill", "kill -9 of the Mongo primary", _primary_kill, gap=ELECTION_GAP_SECONDS),
    Fault(
        "primary-freeze",
        "the Mongo primary cut off (SIGSTOP) for 20 s",
        _primary_freeze,
        gap=ELECTION_GAP_SECONDS,
    ),
    Fault("secondary-freeze", "a Mongo secondary frozen for 20 s", _secondary_freeze),
    Fault("web-kill", "kill -9 of each web process, one after the other", _web_kill),
    Fault("worker-kill", "kill -9 of each worker, one after the other", _worker_kill),
    Fault("redis-kill", "kill -9 of both Redis servers, gone for 6 s", _redis_kill),
    Fault(
        "redis-master-kill", "kill -9 of the Redis master; its replica leads", _redis_master_kill
    ),
    Fault("redis-freeze", "both Redis servers frozen for 20 s: nobody leads", _redis_freeze),
    Fault(
        "redis-master-freeze",
        "the Redis master frozen for 20 s; its replica leads",
        _redis_master_freeze,
    ),
    Fault("smtp-refuse", "the mail server refuses for 12 s", _smtp_refuse),
    Fault("disk-full", "no room for files for 8 s", _disk_full, needs_small_disk=True),
    Fault("client-clock", "clocks of clients wrong by a day", _nothing, skewed=True),
)
