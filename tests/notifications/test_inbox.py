"""The inbox: one's own, marked one by one or all at once, counted without counting again."""

from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from tests.world import Person, admin, course, enroll, person, sign_in, teacher


def tell(somebody: Person, *messages: str) -> list[str]:
    """Put messages into an inbox; their ids."""
    from lectern.notifications import services

    return [
        str(services.notify(recipient=somebody.id, kind="test", message=message).pk)
        for message in messages
    ]


def unread(me: APIClient) -> int:
    return int(me.get("/api/notifications/unread-count/").json()["unread"])


def test_an_inbox_is_latest_first_and_ones_own(client: APIClient) -> None:
    ada, bob = person(), person()
    tell(ada, "first", "second")
    tell(bob, "other")
    body = sign_in(ada).get("/api/notifications/").json()
    assert [row["message"] for row in body["results"]] == ["second", "first"]
    assert body["count"] == 2
    row = body["results"][0]
    assert row["recipient"] == str(ada.id)
    assert (row["is_read"], row["read_at"], row["kind"]) == (False, None, "test")


@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize("method", ["patch", "put"])
def test_one_is_marked_and_marked_back(client: APIClient, method: str, is_read: bool) -> None:
    ada = person()
    (note, _other) = tell(ada, "one", "two")
    me = sign_in(ada)
    change = getattr(me, method)
    for wanted in (not is_read, is_read, is_read):
        body = change(f"/api/notifications/{note}/", {"is_read": wanted}).json()
        assert body["is_read"] is wanted
        assert (body["read_at"] is not None) is wanted
    assert unread(me) == (1 if is_read else 2)


def test_marking_again_keeps_the_moment(client: APIClient) -> None:
    ada = person()
    (note,) = tell(ada, "one")
    me = sign_in(ada)
    url = f"/api/notifications/{note}/"
    first = me.patch(url, {"is_read": True}).json()["read_at"]
    assert me.patch(url, {"is_read": True}).json()["read_at"] == first


def test_a_change_of_nothing_changes_nothing(client: APIClient) -> None:
    ada = person()
    (note,) = tell(ada, "one")
    response = sign_in(ada).patch(f"/api/notifications/{note}/", {})
    assert (response.status_code, response.json()["is_read"]) == (200, False)


@pytest.mark.parametrize("body", [{"message": "forged"}, {"recipient": "0" * 24}, {"is_read": 1}])
def test_nothing_else_can_be_written(client: APIClient, body: Any) -> None:
    ada = person()
    (note,) = tell(ada, "one")
    me = sign_in(ada)
    assert me.patch(f"/api/notifications/{note}/", body).status_code == 400
    assert me.post("/api/notifications/", {"message": "x"}).status_code == 405


def test_all_are_marked_at_once(client: APIClient) -> None:
    ada, bob = person(), person()
    first, *_ = tell(ada, "a", "b", "c")
    tell(bob, "other")
    me = sign_in(ada)
    me.patch(f"/api/notifications/{first}/", {"is_read": True})
    assert me.post("/api/notifications/mark-all-read/").json() == {"marked": 2}
    assert me.post("/api/notifications/mark-all-read/").json() == {"marked": 0}
    assert unread(me) == 0
    assert unread(sign_in(bob)) == 1
    assert all(row["is_read"] for row in me.get("/api/notifications/").json()["results"])


def test_the_count_is_right_after_every_change(client: APIClient) -> None:
    ada = person()
    me = sign_in(ada)
    assert unread(me) == 0
    first, second = tell(ada, "one", "two")
    assert unread(me) == 2
    me.patch(f"/api/notifications/{first}/", {"is_read": True})
    assert unread(me) == 1
    me.patch(f"/api/notifications/{first}/", {"is_read": False})
    assert unread(me) == 2
    assert me.delete(f"/api/notifications/{second}/").status_code == 204
    assert unread(me) == 1
    me.post("/api/notifications/mark-all-read/")
    assert unread(me) == 0
    enroll(ada, course(teacher(), lessons=1))
    assert unread(me) == 1


def test_the_count_is_kept_warm(client: APIClient) -> None:
    from lectern.notifications.documents import Notification

    ada = person()
    tell(ada, "one")
    me = sign_in(ada)
    assert unread(me) == 1
    Notification.collection().delete_many({"recipient_id": ada.id})  # behind the product's back
    assert unread(me) == 1


def test_an_inbox_is_filtered(client: APIClient) -> None:
    ada = person()
    first, _second = tell(ada, "one", "two")
    me = sign_in(ada)
    me.patch(f"/api/notifications/{first}/", {"is_read": True})

    def messages(query: str) -> list[str]:
        rows = me.get(f"/api/notifications/?{query}").json()["results"]
        return [row["message"] for row in rows]

    assert messages("is_read=true") == ["one"]
    assert messages("is_read=false") == ["two"]
    assert messages("kind=test") == ["two", "one"]
    assert messages("kind=enrolled") == []
    assert messages("ordering=created_at") == ["one", "two"]


def test_strangers_find_nothing_not_even_admins(client: APIClient) -> None:
    (note,) = tell(person(), "private")
    url = f"/api/notifications/{note}/"
    for stranger in (person(), teacher(), admin()):
        me = sign_in(stranger)
        assert me.get(url).status_code == 404
        assert me.patch(url, {"is_read": True}).status_code == 404
        assert me.delete(url).status_code == 404
        assert me.get("/api/notifications/").json()["count"] == 0
    assert sign_in(person()).get(f"/api/notifications/{ObjectId()}/").status_code == 404
    assert client.get(url).status_code == 401
    assert client.get("/api/notifications/").status_code == 401
    assert client.get("/api/notifications/unread-count/").status_code == 401
    assert client.post("/api/notifications/mark-all-read/").status_code == 401
