"""The inbox: one's own, marked one by one or all at once, counted without counting again."""

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings
from rest_framework.test import APIClient

from tests.world import Person, admin, course, enroll, person, sign_in, teacher

KIND = "site-announcement"


def tell(somebody: Person, *messages: str) -> list[str]:
    """Put messages into an inbox; their ids."""
    from lectern.notifications import services

    return [
        str(services.notify(recipient=somebody.id, kind=KIND, facts={"title": message}).pk)
        for message in messages
    ]


def said(me: APIClient, query: str = "") -> list[str]:
    """The titles of the messages, latest first."""
    rows = me.get(f"/api/notifications/?{query}").json()["results"]
    return [row["message"].removeprefix("Announcement: ") for row in rows]


def unread(me: APIClient) -> int:
    return int(me.get("/api/notifications/unread-count/").json()["unread"])


def test_an_inbox_is_latest_first_and_ones_own(client: APIClient) -> None:
    ada, bob = person(), person()
    tell(ada, "first", "second")
    tell(bob, "other")
    body = sign_in(ada).get("/api/notifications/").json()
    assert said(sign_in(ada)) == ["second", "first"]
    assert body["count"] == 2
    row = body["results"][0]
    assert row["recipient"] == str(ada.id)
    assert (row["is_read"], row["read_at"], row["kind"]) == (False, None, KIND)


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
    assert said(me, "is_read=true") == ["one"]
    assert said(me, "is_read=false") == ["two"]
    assert said(me, f"kind={KIND}") == ["two", "one"]
    assert said(me, "kind=enrolled") == []
    assert said(me, "ordering=created_at") == ["one", "two"]


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


def speaks(somebody: Person, language: str) -> None:
    """Let somebody have chosen a language."""
    from lectern.accounts.documents import User

    User.collection().update_one({"_id": somebody.id}, {"$set": {"language": language}})


def test_an_inbox_speaks_the_language_that_its_owner_has_now(client: APIClient) -> None:
    ada = person()
    enroll(ada, course(teacher(), lessons=1, title="Nấu ăn"))
    me = sign_in(ada)
    assert said(me) == ["You are enrolled in “Nấu ăn”. Enjoy the first lesson."]
    speaks(ada, "vi")
    assert said(me)[0].startswith("Bạn đã được ghi danh vào khóa học “Nấu ăn”.")
    one = me.get("/api/notifications/").json()["results"][0]["id"]
    assert me.get(f"/api/notifications/{one}/").json()["message"] == said(me)[0]
    changed = me.patch(f"/api/notifications/{one}/", {"is_read": True}).json()
    assert changed["message"] == said(me)[0]


def test_a_notification_of_a_newer_version_is_shown_in_general_words(client: APIClient) -> None:
    from lectern.notifications.documents import Notification

    ada = person()
    (note,) = tell(ada, "one")
    Notification.collection().update_one(
        {"_id": ObjectId(note)}, {"$set": {"kind": "from-the-future", "facts": {"x": 1}}}
    )
    assert said(sign_in(ada)) == ["Something happened."]


@pytest.mark.parametrize("facts", [{}, {"title": "x", "more": 1}])
def test_a_kind_is_told_with_its_facts_and_no_others(client: APIClient, facts: Any) -> None:
    from lectern.notifications import services

    with pytest.raises(ValueError, match="is told with"):
        services.notify(recipient=person().id, kind=KIND, facts=facts)


def test_what_was_read_long_ago_is_forgotten_and_nothing_else(client: APIClient) -> None:
    from lectern.notifications.documents import Notification
    from lectern.notifications.tasks import prune_notifications
    from lectern.shared.clock import now

    ada = person()
    old, fresh, _unread = tell(ada, "old", "fresh", "unread")
    me = sign_in(ada)
    me.patch(f"/api/notifications/{old}/", {"is_read": True})
    me.patch(f"/api/notifications/{fresh}/", {"is_read": True})
    long_ago = now() - settings.NOTIFICATION_LIFE - timedelta(minutes=1)
    Notification.collection().update_one({"_id": ObjectId(old)}, {"$set": {"read_at": long_ago}})
    Notification.collection().update_many(
        {"recipient_id": ada.id}, {"$set": {"created_at": long_ago}}
    )
    prune_notifications()
    assert sorted(said(me)) == ["fresh", "unread"]
