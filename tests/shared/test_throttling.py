"""What comes too often is told to wait, for as long as is right, and nobody else is."""

import json
import subprocess
import sys
import time
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.shared.limits import Limit, Rate, rate, take
from tests.costs import round_trips
from tests.together import at_once
from tests.world import PASSWORD, admin, person, sign_in

LOGIN = "/api/auth/login/"
RESET = "/api/auth/password/reset/"


@pytest.fixture
def rates(settings: Any) -> Any:
    """Sets some rates, and takes all others from an installation that has set none."""
    usual = defaults()

    def low(**some: str) -> None:
        settings.RATES = {**usual, **some}

    return low


def defaults() -> dict[str, str]:
    """The rates of an installation that has set none."""
    code = "import json; from lectern.config.settings.api import RATES; print(json.dumps(RATES))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"LECTERN_ENV": "development", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def visitor(address: str = "192.0.2.1") -> APIClient:
    return APIClient(raise_request_exception=False, REMOTE_ADDR=address)


def test_of_twenty_at_once_exactly_five_pass(clean: None) -> None:
    limit = Limit("race", Rate(5, 60))
    waits = at_once(lambda _: take([limit]), range(20))
    assert waits.count(0) == 5
    assert all(11 < wait <= 12 for wait in waits if wait)


def test_of_twenty_writes_at_once_exactly_five_pass(clean: None, rates: Any) -> None:
    rates(write="5/min")
    token = sign_in(admin())._credentials

    def write(number: int) -> int:
        me = visitor()
        me.credentials(**token)
        return int(me.post("/api/categories/", {"name": f"Subject {number}"}).status_code)

    answers = at_once(write, range(20))
    assert (answers.count(201), answers.count(429)) == (5, 15)


def test_who_waits_as_long_as_they_are_told_gets_through(clean: None, rates: Any) -> None:
    rates(anonymous="2/s")
    answers = [visitor().get("/api/categories/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Content-Type"] == "application/problem+json"
    assert answers[2].json()["code"] == "too-many-requests"
    assert answers[2]["Retry-After"] == "1"
    time.sleep(1)
    assert visitor().get("/api/categories/").status_code == 200


def test_what_is_refused_is_not_counted(clean: None) -> None:
    limits = [Limit("one", Rate(1, 1)), Limit("other", Rate(1, 3_600))]
    assert take(limits) == 0
    assert 3_500 < take(limits) <= 3_600
    time.sleep(1)
    assert take(limits[:1]) == 0  # the refusal by the other has cost nothing here


def test_a_rate_lets_its_number_through_at_once_and_then_one_by_one(clean: None) -> None:
    limit = [Limit("even", Rate(10, 1))]
    assert [take(limit) for _ in range(10)] == [0] * 10
    wait = take(limit)
    assert 0 < wait <= 0.1
    time.sleep(wait)
    assert take(limit) == 0
    assert take(limit) > 0


def test_an_entry_goes_with_its_time(clean: None) -> None:
    from lectern.shared import cache

    take([Limit("short", Rate(100, 60))])
    assert 0 < cache.connection().pttl("rate:short") <= 600


def test_a_read_costs_one_round_trip_more(clean: None, rates: Any) -> None:
    rates()
    me = visitor()
    me.get("/api/lessons/")
    with round_trips() as sent:
        assert me.get("/api/lessons/").status_code == 200
    assert len(sent) == 1


def test_a_sign_in_counts_address_and_name_in_one_round_trip(clean: None, rates: Any) -> None:
    rates()
    with round_trips() as sent:
        visitor().post(LOGIN, {"username": "nobody", "password": "x"})
    assert len(sent) == 1


def test_reads_of_those_who_are_signed_in_are_not_limited(clean: None, rates: Any) -> None:
    rates(anonymous="1/hour")
    me = sign_in(person())
    assert [me.get("/api/categories/").status_code for _ in range(3)] == [200] * 3


def test_writes_count_for_the_person_and_not_for_the_address(clean: None, rates: Any) -> None:
    rates(write="1/hour")
    people = [sign_in(person()) for _ in range(3)]
    path = "/api/notifications/mark-all-read/"
    assert [me.post(path).status_code for me in people] == [200] * 3
    assert [me.post(path).status_code for me in people] == [429] * 3


def test_a_class_signs_in_and_works_behind_one_address(clean: None, rates: Any) -> None:
    rates()
    people = [person() for _ in range(40)]
    me = visitor()
    for somebody in people:
        body = {"username": somebody.username, "password": PASSWORD}
        assert me.get("/api/courses/").status_code == 200
        assert me.post(LOGIN, {**body, "password": "mistyped"}).status_code == 401
        assert me.post(LOGIN, body).status_code == 200
    for somebody in people:
        mine = sign_in(somebody)
        mark = [mine.post("/api/notifications/mark-all-read/").status_code for _ in range(5)]
        assert mark == [200] * 5


def test_sign_ins_are_limited_by_address(clean: None, rates: Any) -> None:
    rates(auth="2/min")
    answers = [
        visitor().post(LOGIN, {"username": f"name{n}", "password": "x"}).status_code
        for n in range(3)
    ]
    assert answers == [401, 401, 429]
    other = visitor("192.0.2.2").post(LOGIN, {"username": "name", "password": "x"})
    assert other.status_code == 401


@pytest.mark.parametrize(
    "path",
    ["registration/", "token/", "token/refresh/", "token/verify/", "password/reset/confirm/"],
)
def test_every_door_is_limited_by_address(clean: None, rates: Any, path: str) -> None:
    rates(auth="2/min")
    answers = [visitor().post(f"/api/auth/{path}", {}).status_code for _ in range(3)]
    assert 429 not in answers[:2]
    assert answers[2] == 429


def test_sign_ins_are_limited_by_name_from_wherever(clean: None, rates: Any) -> None:
    rates(account="2/min")
    names = ("grace", "GRACE ", "grace")
    answers = [
        visitor(f"192.0.2.{n}").post(LOGIN, {"username": name, "password": "x"}).status_code
        for n, name in enumerate(names, 1)
    ]
    assert answers == [401, 401, 429]


@pytest.mark.parametrize("known", [True, False])
def test_nobody_is_bombed_with_mail(clean: None, rates: Any, known: bool) -> None:
    rates()
    address = person("grace").email if known else "nobody@example.org"
    answers = [
        visitor(f"192.0.2.{n}").post(RESET, {"email": address}).status_code for n in range(1, 8)
    ]
    assert answers == [200] * 5 + [429] * 2
    assert visitor().post(RESET, {"email": "another@example.org"}).status_code == 200


@pytest.mark.parametrize("body", [{"username": {"$gt": ""}}, {"email": ["x"]}, {}, [1], "text"])
def test_a_body_that_names_nobody_is_counted_by_its_address(
    clean: None, rates: Any, body: Any
) -> None:
    rates(auth="1/min")
    assert visitor().post(LOGIN, body).status_code == 400
    assert visitor().post(LOGIN, body).status_code == 429


def test_searches_are_limited(clean: None, rates: Any) -> None:
    rates(search="1/min")
    me, other = sign_in(person()), sign_in(person())
    for somebody in (me, other, visitor()):
        assert somebody.get("/api/courses/?search=sky").status_code == 200
        assert somebody.get("/api/courses/?search=sky").status_code == 429
        assert somebody.get("/api/courses/").status_code == 200


def test_one_ipv6_connection_counts_as_one(clean: None, rates: Any) -> None:
    rates(anonymous="1/min")
    addresses = ("2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1", "::ffff:192.0.2.9")
    answers = [visitor(address).get("/api/categories/").status_code for address in addresses]
    assert answers == [200, 429, 200, 200]
    assert visitor("192.0.2.9").get("/api/categories/").status_code == 429


@pytest.mark.parametrize(
    ("proxies", "heard", "client"),
    [
        (0, "192.0.2.7", "127.0.0.1"),
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "203.0.113.1, 192.0.2.7", "192.0.2.7"),
        (2, "203.0.113.1, 192.0.2.7, 10.0.0.1", "192.0.2.7"),
        (2, "192.0.2.7", "127.0.0.1"),
        (1, "not an address", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Any, proxies: int, heard: str, client: str
) -> None:
    from django.test import RequestFactory

    from lectern.shared.address import address_of

    settings.PROXIES = proxies
    request = RequestFactory(headers={"X-Forwarded-For": heard}).get("/")
    assert address_of(request) == client


def test_nothing_is_limited_while_redis_is_away(redis: Any, rates: Any) -> None:
    rates(anonymous="1/hour", auth="1/hour")
    assert visitor().get("/api/categories/").status_code == 200
    assert visitor().get("/api/categories/").status_code == 429
    redis.process.kill_group()
    assert [visitor().get("/api/categories/").status_code for _ in range(3)] == [200] * 3
    person("grace")
    # Guessing is limited all the same, in SQL.
    guess = {"username": "grace", "password": "x"}
    answers = [visitor().post(LOGIN, guess).status_code for _ in range(10)]
    assert answers == [401] * 9 + [429]


@pytest.mark.parametrize("text", ["", "5", "5/week", "0/s", "-1/s", "1.5/s", "5/min ", "x/s"])
def test_a_rate_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a rate"):
        rate(text)


@pytest.mark.parametrize("given", ["writes=5/min", "write=often"])
def test_a_wrong_setting_stops_the_start(given: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={
            "LECTERN_ENV": "development",
            "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
            "LECTERN_RATES": given,
            "PATH": "",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert given.partition("=")[0] in done.stderr or "often" in done.stderr
