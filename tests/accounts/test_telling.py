"""What happens to accounts in SQL reaches those who listen once, whoever is away or dies."""

from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from pymongo.errors import AutoReconnect
from rest_framework.test import APIClient

from lectern.accounts import services
from lectern.accounts.events import InstructorRequested
from lectern.accounts.models import Fact
from lectern.accounts.services import telling
from lectern.notifications.documents import Notification
from lectern.shared.mongo import OUTBOX, collection
from tests.world import PASSWORD, admin, person

REGISTER = "/api/auth/registration/"
NEWCOMER = {
    "username": "ada",
    "email": "ada@example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "is_instructor": True,
}


@pytest.fixture
def mongodb_goes_away(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let MongoDB be away for facts from now on, until the function is called again."""
    usual, away = telling._publish, [False]

    def publish(**fact: Any) -> None:
        if away[0]:
            raise AutoReconnect("no primary")
        usual(**fact)

    monkeypatch.setattr(telling, "_publish", publish)

    def switch() -> None:
        away[0] = not away[0]

    return switch


def told() -> int:
    """How many events of accounts wait in the outbox."""
    kinds = ["EmailLinkRequested", "InstructorRequested"]
    return sum(one["kind"] in kinds for one in collection(OUTBOX).find())


def test_a_fact_is_in_the_outbox_once_sql_holds_it(client: APIClient) -> None:
    assert client.post(REGISTER, NEWCOMER).status_code == 201
    assert told() == 2
    assert not Fact.objects.exists()


def test_a_fact_waits_in_sql_while_mongodb_is_away(
    client: APIClient, mongodb_goes_away: Callable[[], None]
) -> None:
    boss = admin()
    mongodb_goes_away()
    assert client.post(REGISTER, NEWCOMER).status_code == 201
    assert (told(), Fact.objects.count()) == (0, 2)
    assert services.waiting_since() is not None
    mongodb_goes_away()
    assert services.hand_over_waiting() == 2
    assert (told(), Fact.objects.count()) == (2, 0)
    assert services.waiting_since() is None
    assert Notification.collection().count_documents({"recipient_id": boss.id}) == 1


def test_a_fact_that_was_told_before_its_teller_died_is_told_once(clean: None) -> None:
    boss, somebody = admin(), person()
    fact = Fact(event_id=str(ObjectId()), kind="InstructorRequested")
    fact.payload = telling.json_util.dumps({"user": somebody.id})
    fact.recorded_at = telling.now()
    fact.save()
    telling._publish(fact_id=ObjectId(fact.event_id), event=InstructorRequested(somebody.id))
    assert services.hand_over_waiting() == 1
    assert services.hand_over_waiting() == 0
    assert Notification.collection().count_documents({"recipient_id": boss.id}) == 1


def test_what_is_not_committed_is_not_told(clean: None) -> None:
    services.register(username="ada", email="ada@example.org", password=PASSWORD)
    before = told()
    with pytest.raises(services.UsernameTaken):
        services.register(username="Ada", email="other@example.org", password=PASSWORD)
    assert told() == before
    assert not Fact.objects.exists()
