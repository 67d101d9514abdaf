"""What people choose to be told holds for each kind and way, and for nobody else."""

from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.notifications import links
from lectern.notifications.kinds import KINDS
from tests.notifications import mailbox
from tests.notifications.mailbox import part, sent, subjects
from tests.notifications.test_inbox import speaks
from tests.together import at_once
from tests.world import Person, course, enroll, person, sign_in, teacher

URL = "/api/notifications/preferences/"
STOP = "/api/notifications/unsubscribe/"


@pytest.fixture(autouse=True)
def _empty_folder(clean: None) -> None:
    mailbox.empty()


def kinds_in_inbox(me: APIClient) -> list[str]:
    return [row["kind"] for row in me.get("/api/notifications/").json()["results"]]


def stored(somebody: Person) -> Any:
    from lectern.notifications.documents import Preferences

    return Preferences.collection().find_one({"person_id": somebody.id})


def test_who_has_chosen_nothing_is_told_everything() -> None:
    body = sign_in(person()).get(URL).json()
    assert body["digest"] == "off"
    assert body["kinds"] == {
        name: dict.fromkeys(kind.channels, True) for name, kind in KINDS.items()
    }


def test_the_page_of_settings_names_every_kind_in_the_language_of_its_reader() -> None:
    ada = person()
    me = sign_in(ada)
    groups = me.get(URL).json()["groups"]
    rows = {row["name"]: row for group in groups for row in group["kinds"]}
    assert list(rows) != []
    assert set(rows) == set(KINDS)
    assert rows["enrolled"] == {
        "name": "enrolled",
        "title": "You are enrolled in a course",
        "channels": ["inbox", "email"],
        "optional": True,
    }
    assert not rows["password-reset"]["optional"]
    assert groups[0]["title"] == "Places on courses"
    speaks(ada, "vi")
    assert me.get(URL).json()["groups"][0]["title"] == "Ghi danh khóa học"


@pytest.mark.parametrize(
    ("chosen", "inbox", "mails"),
    [
        ({}, ["enrolled"], 1),
        ({"email": False}, ["enrolled"], 0),
        ({"inbox": False}, [], 1),
        ({"inbox": False, "email": False}, [], 0),
        ({"inbox": True, "email": True}, ["enrolled"], 1),
    ],
)
def test_a_kind_goes_the_ways_that_were_chosen(
    deliver: Callable[[], None], chosen: dict[str, bool], inbox: list[str], mails: int
) -> None:
    ada = person()
    me = sign_in(ada)
    assert me.patch(URL, {"kinds": {"enrolled": chosen}}).status_code == 200
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    assert kinds_in_inbox(me) == inbox
    assert len(sent()) == mails


def test_the_choice_of_one_is_not_that_of_another(deliver: Callable[[], None]) -> None:
    ada, bob, python = person("ada"), person("bob"), course(teacher(), lessons=1)
    sign_in(ada).patch(URL, {"kinds": {"enrolled": {"email": False, "inbox": False}}})
    enroll(ada, python)
    enroll(bob, python)
    deliver()
    assert [mail["To"] for mail in sent()] == ["bob@example.org"]


def test_patch_keeps_what_it_does_not_name_and_put_does_not() -> None:
    me = sign_in(person())
    me.patch(URL, {"kinds": {"enrolled": {"email": False}}, "digest": "daily"})
    me.patch(URL, {"kinds": {"milestone": {"inbox": False}}})
    body = me.patch(URL, {"kinds": {"enrolled": {"inbox": False}}}).json()
    assert body["digest"] == "daily"
    assert body["kinds"]["enrolled"] == {"inbox": False, "email": False}
    assert body["kinds"]["milestone"] == {"inbox": False, "email": True}
    body = me.put(URL, {"kinds": {"milestone": {"email": False}}}).json()
    assert body["digest"] == "off"
    assert body["kinds"]["enrolled"] == {"inbox": True, "email": True}
    assert body["kinds"]["milestone"] == {"inbox": True, "email": False}
    assert me.get(URL).json() == body


def test_what_was_read_can_be_sent_back() -> None:
    me = sign_in(person())
    body = me.patch(URL, {"kinds": {"enrolled": {"email": False}}, "digest": "weekly"}).json()
    sent_back = {"kinds": body["kinds"], "digest": body["digest"]}
    assert me.put(URL, sent_back).json() == body
    assert me.patch(URL, sent_back).json() == body
    assert me.patch(URL, {}).json() == body


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"kinds": {"nothing": {"email": True}}}, "/kinds/nothing", "unknown-choice"),
        ({"kinds": {"a/b~c": {"email": True}}}, "/kinds/a~1b~0c", "unknown-choice"),
        ({"kinds": {"enrolled": {"sms": True}}}, "/kinds/enrolled/sms", "unknown-choice"),
        ({"kinds": {"$where": {"email": True}}}, "/kinds/$where", "unknown-choice"),
        (
            {"kinds": {"password-reset": {"inbox": True}}},
            "/kinds/password-reset/inbox",
            "unknown-choice",
        ),
        (
            {"kinds": {"password-reset": {"email": False}}},
            "/kinds/password-reset/email",
            "not-optional",
        ),
        ({"kinds": {"enrolled": {"email": "no"}}}, "/kinds/enrolled/email", "invalid"),
        ({"kinds": {"enrolled": {"email": 1}}}, "/kinds/enrolled/email", "invalid"),
        ({"kinds": {"enrolled": {"email": None}}}, "/kinds/enrolled/email", "null"),
        ({"kinds": {"enrolled": True}}, "/kinds/enrolled", "not-a-dict"),
        ({"kinds": []}, "/kinds", "not-a-dict"),
        ({"kinds": {}, "digest": "hourly"}, "/digest", "invalid-choice"),
        ({"kinds": {}, "groups": []}, "/groups", "unknown-field"),
    ],
)
@pytest.mark.parametrize("method", ["put", "patch"])
def test_what_cannot_be_chosen_is_refused_where_it_stands(
    method: str, body: Any, pointer: str, code: str
) -> None:
    ada = person()
    answer = getattr(sign_in(ada), method)(URL, body)
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert stored(ada) is None


def _decline(me: APIClient, kind: str) -> Any:
    return me.patch(URL, {"kinds": {kind: {"email": False}}})


def test_two_choices_at_once_are_both_kept() -> None:
    ada = person()
    clients = [sign_in(ada) for _ in range(2)]
    names = [name for name, kind in KINDS.items() if not kind.required]
    answers = at_once(_decline, cycle(clients), names)
    assert {answer.status_code for answer in answers} == {200}
    assert stored(ada)["kinds"] == {name: {"email": False} for name in names}


def test_choices_are_read_once_and_then_kept_warm(commands: Any) -> None:
    from lectern.notifications.selectors import preferences_of

    ada = person()
    assert len(commands(lambda: preferences_of(ada.id))) == 1
    assert len(commands(lambda: preferences_of(ada.id))) == 0
    sign_in(ada).patch(URL, {"digest": "daily"})
    assert preferences_of(ada.id).digest == "daily"


def enrolled_mail(somebody: Person, deliver: Callable[[], None]) -> Any:
    enroll(somebody, course(teacher(), lessons=1))
    deliver()
    (mail,) = sent()
    mailbox.empty()
    return mail


def path_of(mail: Any) -> str:
    """Where one click posts to."""
    address = str(mail["List-Unsubscribe"]).strip("<>").replace("\n", "").replace(" ", "")
    return address.partition("testserver")[2]


def test_one_click_in_a_mail_program_stops_the_kind(
    deliver: Callable[[], None], client: APIClient, settings: Any
) -> None:
    settings.SITE_URL = "https://testserver"
    ada = person()
    mail = enrolled_mail(ada, deliver)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = "List-Unsubscribe=One-Click"
    for _ in range(2):  # idempotent
        answer = client.post(path_of(mail), body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200
        assert answer.json() == {"kinds": ["enrolled"], "titles": ["You are enrolled in a course"]}
    assert sign_in(ada).get(URL).json()["kinds"]["enrolled"] == {"inbox": True, "email": False}
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    assert sent() == []


def test_the_link_in_the_text_leads_to_a_page_that_sends_the_token(
    deliver: Callable[[], None], client: APIClient, settings: Any
) -> None:
    mail = enrolled_mail(person(), deliver)
    for kind in ("plain", "html"):
        assert f"{settings.SITE_URL}/unsubscribe?token=" in part(mail, kind)
    token = part(mail, "plain").partition("?token=")[2].split()[0]
    assert client.post(STOP, {"token": token}).json()["kinds"] == ["enrolled"]


def test_looking_at_a_link_stops_nothing(client: APIClient) -> None:
    ada = person()
    assert client.get(f"{STOP}?token={links.token(ada.id, 'enrolled')}").status_code == 405
    assert stored(ada) is None


def test_everything_but_what_the_account_depends_on_can_be_stopped(
    client: APIClient, deliver: Callable[[], None]
) -> None:
    ada = person()
    kinds = client.post(STOP, {"token": links.token(ada.id, links.EVERYTHING)}).json()["kinds"]
    assert set(kinds) == {name for name, kind in KINDS.items() if not kind.required}
    enroll(ada, course(teacher(), lessons=1))
    client.post("/api/auth/password/reset/", {"email": ada.email})
    deliver()
    assert subjects() == ["Set a new password"]
    (mail,) = sent()
    assert mail["List-Unsubscribe"] is None
    assert "/unsubscribe?" not in part(mail, "plain")


@pytest.mark.parametrize("token", ["", "x", "WyJhIl0:1abc:forged", "a" * 501])
def test_a_link_that_is_not_ours_is_refused(client: APIClient, token: str) -> None:
    assert client.post(STOP, {"token": token}).status_code == 400


def test_a_link_that_was_changed_is_refused(client: APIClient) -> None:
    signed = links.token(person().id, "enrolled")
    other = links.token(person().id, "enrolled").split(":")[0]
    answer = client.post(STOP, {"token": ":".join([other, *signed.split(":")[1:]])})
    assert (answer.status_code, answer.json()["code"]) == (400, "unsubscribe-invalid")


def test_a_link_of_somebody_who_is_gone_stops_nothing_and_says_so_to_nobody(
    client: APIClient,
) -> None:
    from lectern.accounts import services

    ada = person()
    services.remove(user=ada.id)
    assert client.post(STOP, {"token": links.token(ada.id, "enrolled")}).status_code == 200
    assert stored(ada) is None
