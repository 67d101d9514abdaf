"""A POST that is sent again under its key is done once and answered the same."""

from collections.abc import Iterator
from typing import Any

import pytest
from bson import ObjectId
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import path
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.test import APIClient

from lectern import urls
from lectern.catalog.documents import Category, Course
from lectern.learning.documents import Enrollment
from lectern.shared import idempotency
from lectern.shared.api.idempotency import Repeatable
from lectern.shared.errors import Unavailable
from lectern.shared.idempotency import IdempotencyKey
from lectern.shared.jobs import DONE, JobRecord
from tests.interchange.courses import MINIMAL, zipped
from tests.repeating import CATEGORIES, die_before_answering, forget_answers, let_lease_end, post
from tests.together import at_once
from tests.world import PASSWORD, admin, course, person, sign_in, teacher


@pytest.fixture
def boss(clean: None) -> APIClient:
    """Somebody who may make categories."""
    return sign_in(admin())


def made() -> int:
    return Category.collection().count_documents({"name": {"$gte": ""}})


def keys() -> list[dict[str, Any]]:
    return list(IdempotencyKey.collection().find({"_id": {"$gte": ""}}))


def test_the_second_time_is_answered_as_the_first(boss: APIClient) -> None:
    first, second = (post(boss, {"name": "Ropes"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"] == "application/json"
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert second["X-Request-ID"] != first["X-Request-ID"]
    assert made() == 1


def test_what_is_answered_again_is_the_first_answer_whatever_happened_since(
    boss: APIClient,
) -> None:
    first = post(boss, {"name": "Ropes"})
    boss.patch(f"{CATEGORIES}{first.json()['id']}/", {"name": "Knots"})
    assert post(boss, {"name": "Ropes"}).json() == first.json()


def test_a_refusal_is_answered_again_too(boss: APIClient) -> None:
    post(boss, {"name": "Ropes"}, key="another")
    first, second = (post(boss, {"name": "Ropes"}) for _ in range(2))
    assert first.status_code == 400
    assert (second.status_code, second.content) == (400, first.content)
    assert second["Content-Type"] == "application/problem+json"
    assert second["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (CATEGORIES, {"name": "Knots"}),
        (f"{CATEGORIES}?expand=", {"name": "Ropes"}),
        ("/api/courses/", {"name": "Ropes"}),
    ],
)
def test_a_key_stands_for_one_request(boss: APIClient, url: str, body: Any) -> None:
    post(boss, {"name": "Ropes"})
    second = post(boss, body, url=url)
    assert (second.status_code, second.json()["code"]) == (422, "idempotency-key-reused")
    assert made() == 1


def test_everybody_has_keys_of_their_own(boss: APIClient) -> None:
    assert post(boss, {"name": "Ropes"}).status_code == 201
    assert post(sign_in(admin()), {"name": "Knots"}).status_code == 201
    assert made() == 2


def test_without_a_key_nothing_is_kept(boss: APIClient) -> None:
    assert boss.post(CATEGORIES, {"name": "Ropes"}).status_code == 201
    assert keys() == []


@pytest.mark.parametrize("key", ["", " ", "a b", "a" * 256, "é", "a\tb", "a\x7f", "\x00", "a, b"])
def test_a_key_that_is_none_is_refused(boss: APIClient, key: str) -> None:
    answer = post(boss, {"name": "Ropes"}, key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-idempotency-key")
    assert made() == 0


@pytest.mark.parametrize("key", ["x-9", "~" * 255, '"quoted"', '{"$gt":""}', "$where", "../../x"])
def test_any_other_key_is_a_name_and_nothing_else(boss: APIClient, key: str) -> None:
    answers = [post(boss, {"name": "Ropes"}, key=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert made() == 1
    assert key not in str(keys())


def test_other_methods_ignore_it(boss: APIClient) -> None:
    url = f"{CATEGORIES}{post(boss, {'name': 'Ropes'}).json()['id']}/"
    for _ in range(2):
        assert boss.patch(url, {"name": "Knots"}, HTTP_IDEMPOTENCY_KEY="\x00").status_code == 200
    assert boss.get(url, HTTP_IDEMPOTENCY_KEY="key-1").status_code == 200
    assert len(keys()) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_who_may_not_ask_claims_nothing(clean: None, status: int) -> None:
    me = APIClient() if status == 401 else sign_in(person())
    assert post(me, {"name": "Ropes"}).status_code == status
    assert keys() == []


def test_who_has_lost_the_right_is_not_answered_again(boss: APIClient) -> None:
    post(boss, {"name": "Ropes"})
    boss.post("/api/auth/logout/")
    assert post(boss, {"name": "Ropes"}).status_code == 401


def test_of_twenty_at_once_one_is_done(clean: None) -> None:
    ada, knots = person(), course(teacher(), lessons=1)
    clients = [sign_in(ada) for _ in range(20)]
    answers = at_once(lambda me: post(me, {"course": str(knots)}, url="/api/enrollments/"), clients)
    assert {answer.status_code for answer in answers} <= {201, 409}
    done = [answer for answer in answers if answer.status_code == 201]
    assert [one.get("Idempotent-Replayed") for one in done].count(None) == 1
    assert len({one.content for one in done}) == 1
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["code"] == "idempotency-key-in-use"
            assert answer["Retry-After"] == "1"
    assert Enrollment.collection().count_documents({"student_id": ada.id}) == 1


def test_an_unanswered_first_is_waited_for_and_then_taken_over(boss: APIClient) -> None:
    first = post(boss, {"name": "Ropes"})
    IdempotencyKey.collection().update_many({"_id": {"$gte": ""}}, {"$unset": {"answer": 1}})
    assert post(boss, {"name": "Ropes"}).json()["code"] == "idempotency-key-in-use"
    let_lease_end()
    again = post(boss, {"name": "Ropes"})
    assert (again.status_code, again.json()) == (201, first.json())
    assert "Idempotent-Replayed" not in again
    assert post(boss, {"name": "Ropes"})["Idempotent-Replayed"] == "true"
    assert made() == 1


def test_what_was_made_and_is_gone_is_not_made_again(boss: APIClient) -> None:
    first = post(boss, {"name": "Ropes"})
    forget_answers()
    boss.delete(f"{CATEGORIES}{first.json()['id']}/")
    assert post(boss, {"name": "Ropes"}).status_code == 404
    assert made() == 0


def test_a_process_that_dies_after_the_commit_has_made_it_once(clean: None) -> None:
    me = sign_in(teacher())
    die_before_answering(me, "/api/courses/", {"title": "Knots"})
    (course_row,) = Course.collection().find({"_id": {"$gte": ObjectId("0" * 24)}})
    assert post(me, {"title": "Knots"}, url="/api/courses/").status_code == 409
    let_lease_end()
    again = post(me, {"title": "Knots"}, url="/api/courses/")
    assert (again.status_code, again.json()["id"]) == (201, str(course_row["_id"]))
    assert Course.collection().count_documents({"_id": {"$gte": ObjectId("0" * 24)}}) == 1


def test_who_was_too_slow_and_lost_its_claim_makes_nothing(boss: APIClient) -> None:
    held = idempotency.claim(key="k", request="r", owner=None)
    assert isinstance(held, idempotency.Claim)
    let_lease_end()
    taken = idempotency.claim(key="k", request="r", owner=None)
    assert isinstance(taken, idempotency.Claim)
    view = Repeatable()
    view.claim = held

    def make() -> ObjectId:
        from lectern.catalog import services

        return ObjectId(services.add_category(name="Ropes").pk)

    with pytest.raises(idempotency.KeyInUse):
        view.once(make)
    assert made() == 0
    view.claim = taken
    view.once(make)
    assert made() == 1


def test_a_failure_of_ours_is_not_kept(boss: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from lectern.catalog import services

    def fail(**_values: Any) -> None:
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(services, "add_category", fail)
        assert post(boss, {"name": "Ropes"}).status_code == 503
    answer = post(boss, {"name": "Ropes"})
    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer


def test_a_long_answer_is_made_again_not_kept(clean: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "MAX_ANSWER", 1_000)
    by = teacher()
    me, body = sign_in(by), {"course": str(course(by)), "title": "Long", "content": "x" * 2_000}
    first, second = (post(me, body, url="/api/lessons/") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert "answer" not in keys()[0]
    assert me.get("/api/lessons/").json()["count"] == 1


def test_people_are_registered_once(boss: APIClient) -> None:
    body = {"username": "grace", "email": "grace@example.org", "password": PASSWORD}
    first = post(boss, body, url="/api/users/")
    forget_answers()
    second = post(boss, body, url="/api/users/")
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()


def test_an_action_is_done_once(clean: None) -> None:
    by = teacher()
    me, knots = sign_in(by), course(by, lessons=1, published=False)
    url = f"/api/courses/{knots}/publish/"
    answers = [post(me, None, url=url) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1]["Idempotent-Replayed"] == "true"


def long_work() -> dict[str, Any]:
    """Every operation that asks for a job, with a body."""
    by = teacher()
    knots = course(by, lessons=1)
    ada, packed, people = person(), zipped(MINIMAL), b"username,email\nnew,new@example.org\n"
    return {
        f"/api/courses/{knots}/duplicate/": (by, lambda: None),
        f"/api/courses/{knots}/export/": (by, lambda: None),
        "/api/courses/import/": (by, lambda: {"file": SimpleUploadedFile("new.zip", packed)}),
        "/api/enrollments/bulk/": (by, lambda: {"course": str(knots), "people": [ada.username]}),
        "/api/users/bulk/": (admin(), lambda: {"file": SimpleUploadedFile("people.csv", people)}),
        "/api/users/me/export/": (ada, lambda: None),
    }


def test_long_work_is_asked_for_once_also_when_its_answer_was_lost(clean: None) -> None:
    jobs = JobRecord.collection()
    for url, (who, body) in long_work().items():
        me, before = sign_in(who), jobs.count_documents({"_id": {"$gte": ObjectId("0" * 24)}})
        answers = []
        for _ in range(2):
            sent = body()
            form = "multipart" if sent and "file" in sent else None
            answers.append(post(me, sent, key=url, url=url, format=form))
            jobs.update_many({"kind": "personal-data"}, {"$set": {"status": DONE}})  # not joined
            forget_answers()
        assert [answer.status_code for answer in answers] == [202, 202], answers[0].content
        assert answers[0].json() == answers[1].json(), url
        assert jobs.count_documents({"_id": {"$gte": ObjectId("0" * 24)}}) == before + 1, url


def test_nothing_of_signing_in_is_kept(client: APIClient) -> None:
    ada = person()
    login = {"username": ada.username, "password": PASSWORD}
    joining = {"username": "new", "email": "new@example.org"}
    joining |= {"password1": PASSWORD, "password2": PASSWORD}
    for url, body in {"login/": login, "token/": login, "registration/": joining}.items():
        answers = [post(client, body, url=f"/api/auth/{url}") for _ in range(2)]
        assert answers[0].status_code in (200, 201)
        assert "Idempotent-Replayed" not in answers[1]
    assert keys() == []


def test_neither_keys_nor_bodies_can_be_read_from_what_is_kept(boss: APIClient) -> None:
    body = {"username": "grace", "email": "grace@example.org", "password": PASSWORD}
    post(boss, body, key="a-key-to-find", url="/api/users/")
    post(boss, {"name": ["not", PASSWORD]}, key="another-to-find")
    kept = str(keys())
    assert PASSWORD not in kept
    assert "to-find" not in kept


class Received(Repeatable):
    """A view that takes forms, and counts how often."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    parser_classes = (MultiPartParser,)
    throttle_classes = ()
    contents: list[bytes] = []

    def post(self, request: Any) -> Response:
        self.contents.append(request.data["file"].read())
        return Response({"times": len(self.contents)})


@pytest.fixture
def forms(settings: Any) -> Iterator[list[bytes]]:
    """Where forms can be sent."""
    patterns = [path("forms/", Received.as_view())]
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": patterns, **vars(urls)})
    settings.ROOT_URLCONF.urlpatterns = patterns
    Received.contents.clear()
    yield Received.contents


def send(me: APIClient, content: bytes, address: str = "192.0.2.1", **fields: str) -> Any:
    body = {"file": SimpleUploadedFile("a.txt", content), **fields}
    options = {"HTTP_IDEMPOTENCY_KEY": "key-1", "REMOTE_ADDR": address}
    return me.post("/forms/", body, format="multipart", **options)


def test_the_same_form_is_the_same_in_whatever_bytes(
    client: APIClient, forms: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rest_framework.renderers import MultiPartRenderer

    first = send(client, b"x" * 3_000_000, title="T")
    monkeypatch.setattr(MultiPartRenderer, "BOUNDARY", "Other")
    monkeypatch.setattr(MultiPartRenderer, "media_type", "multipart/form-data; boundary=Other")
    assert send(client, b"x" * 3_000_000, title="T").content == first.content
    assert forms == [b"x" * 3_000_000]
    assert send(client, b"y", title="T").status_code == 422
    assert send(client, b"x" * 3_000_000, title="U").status_code == 422


def test_visitors_at_other_addresses_are_others(client: APIClient, forms: list[bytes]) -> None:
    assert [send(client, b"x", address).json()["times"] for address in ("192.0.2.1", "::1")] == [
        1,
        2,
    ]
    assert send(client, b"x").json()["times"] == 1
