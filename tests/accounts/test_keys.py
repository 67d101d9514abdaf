"""The key of the site is changed, and nobody is signed out."""

import os
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.core import signing
from rest_framework.test import APIClient
from rest_framework_simplejwt import state

from lectern.accounts import services
from lectern.accounts.keys import KeySet
from tests.accounts.test_second_factor import guard
from tests.accounts.test_sessions import Device
from tests.world import person

NEW = "another key that only these tests know, long enough for HS256"
Rotate = Callable[..., None]


@pytest.fixture
def rotate(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> Rotate:
    """Gives the site another key, and the keys that it still believes."""

    def change(key: str, *old: str) -> None:
        monkeypatch.setattr(settings, "SECRET_KEY", key)
        monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", list(old))
        monkeypatch.setattr(state, "token_backend", KeySet())

    return change


def kid(token: str) -> Any:
    return jwt.get_unverified_header(token)["kid"]


def test_tokens_and_links_of_before_are_believed(rotate: Rotate) -> None:
    desk, link = Device(person(), "Desk/1"), signing.dumps("a link", salt="test")
    before = kid(desk.pair["access"])
    rotate(NEW, settings.SECRET_KEY)
    assert desk.is_signed_in()
    assert desk.refresh() == 200
    assert kid(desk.pair["access"]) != before
    assert desk.is_signed_in()
    assert signing.loads(link, salt="test") == "a link"


def test_what_a_forgotten_key_has_signed_is_refused(rotate: Rotate) -> None:
    desk = Device(person(), "Desk/1")
    rotate(NEW)
    assert not desk.is_signed_in()
    assert desk.refresh() == 401


def test_a_token_says_nothing_of_its_key_to_whoever_forges_one(rotate: Rotate) -> None:
    desk, old = Device(person(), "Desk/1"), settings.SECRET_KEY
    claims = jwt.decode(desk.pair["access"], options={"verify_signature": False})
    rotate(NEW, old)
    named = {"kid": kid(desk.pair["access"])}
    for key, headers in ((NEW, named), ("x" * 50, named), (old, {"kid": "0" * 12})):
        desk.client.credentials(
            HTTP_AUTHORIZATION=f"Bearer {jwt.encode(claims, key, 'HS256', headers)}"
        )
        assert not desk.is_signed_in()


def test_a_token_of_a_version_without_names_is_of_the_oldest_key(rotate: Rotate) -> None:
    desk, old = Device(person(), "Desk/1"), settings.SECRET_KEY
    claims = jwt.decode(desk.pair["access"], options={"verify_signature": False})
    desk.client.credentials(HTTP_AUTHORIZATION=f"Bearer {jwt.encode(claims, old, 'HS256')}")
    assert desk.is_signed_in()
    rotate(NEW, old)
    assert desk.is_signed_in()


def test_second_factors_move_to_the_new_key(rotate: Rotate) -> None:
    ada, old = guard(person("ada")), settings.SECRET_KEY
    rotate(NEW, old)
    assert services.reseal() == 2  # the codes of the app, and the recovery codes
    assert services.reseal() == 0
    rotate(NEW)
    assert ada.answer(ada.code()).status_code == 200
    assert ada.answer(ada.recovery[0]).status_code == 200


def test_a_second_factor_is_read_before_it_has_moved(rotate: Rotate) -> None:
    ada, old = guard(person("ada")), settings.SECRET_KEY
    rotate(NEW, old)
    assert ada.answer(ada.code()).status_code == 200


def test_the_command_keeps_the_key_of_before(tmp_path: Any, monkeypatch: Any) -> None:
    from lectern.cli.commands import keys_rotate
    from lectern.cli.datadir import DataDir
    from lectern.cli.environment import compose
    from lectern.cli.errors import OperatorError

    with pytest.raises(OperatorError, match="LECTERN_OLD_SECRET_KEYS"):
        keys_rotate.run(data_dir=tmp_path)
    monkeypatch.delenv("LECTERN_SECRET_KEY")
    data = DataDir(tmp_path)
    first = data.secret_key()
    keys_rotate.run(data_dir=tmp_path)
    second = data.secret_key()
    keys_rotate.run(data_dir=tmp_path)
    assert data.old_secret_keys() == [second, first]
    assert (tmp_path / "old_secret_keys").stat().st_mode & 0o777 == 0o600
    told = compose(data)
    assert told["LECTERN_SECRET_KEY"] == data.secret_key() not in (first, second)
    assert told["LECTERN_OLD_SECRET_KEYS"] == f"{second},{first}"
    assert "LECTERN_SECRET_KEY" not in os.environ
