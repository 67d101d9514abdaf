"""How the site is set: as the environment says, until an admin changes it for all processes."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from lectern.accounts import services as accounts
from lectern.accounts.documents import User
from lectern.accounts.models import Account
from lectern.shared import cache, site
from lectern.shared.audit import AuditEvent
from tests.accounts.letters import emptied_folder, mails, part
from tests.world import PASSWORD, admin, person, sign_in

URL = "/api/site/"
JOINING = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def boss(client: APIClient) -> APIClient:
    return sign_in(admin())


def join(name: str, **more: Any) -> Any:
    values = {"username": name, "email": f"{name}@example.org", **JOINING, **more}
    return APIClient().post("/api/auth/registration/", values)


def test_everybody_reads_what_the_environment_says(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SITE_NAME", "Trường Làng")
    monkeypatch.setattr(settings, "REGISTRATION_OPEN", False)
    assert client.get(URL).json() == {
        "name": "Trường Làng",
        "support_email": "",
        "language": "en",
        "registration_open": False,
        "instructor_approval": True,
    }


def test_what_an_admin_changes_holds_and_the_rest_follows_the_environment(
    boss: APIClient, client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {"name": "Village School", "support_email": "help@example.org"}
    answer = boss.patch(URL, changed)
    assert answer.status_code == 200, answer.content
    monkeypatch.setattr(settings, "SITE_NAME", "Another")
    monkeypatch.setattr(settings, "SITE_LANGUAGE", "vi")
    now = client.get(URL).json()
    assert now == {**answer.json(), "language": "vi"}
    assert now.items() >= changed.items()
    assert boss.patch(URL, {}).json() == now


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "blank"),
        ({"name": "two\nlines"}, "line"),
        ({"name": "x" * 61}, "max_length"),
        ({"name": None}, "null"),
        ({"support_email": "nobody"}, "invalid"),
        ({"language": "fr"}, "invalid_choice"),
        ({"registration_open": "yes"}, "invalid"),
        ({"secret_key": "x"}, "unknown-field"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    boss: APIClient, change: dict[str, Any], code: str
) -> None:
    before = boss.get(URL).json()
    answer = boss.patch(URL, {"instructor_approval": False, **change})
    (name,) = change
    assert answer.status_code == 400
    assert [(row["pointer"], row["code"]) for row in answer.json()["errors"]] == [
        (f"/{name}", code.replace("_", "-"))
    ]
    assert boss.get(URL).json() == before


def test_two_admins_do_not_overwrite_each_other(boss: APIClient) -> None:
    seen = boss.get(URL)["ETag"]
    first = boss.patch(URL, {"name": "One"}, HTTP_IF_MATCH=seen)
    assert (first.status_code, first["ETag"]) == (200, boss.get(URL)["ETag"])
    second = boss.patch(URL, {"name": "Two"}, HTTP_IF_MATCH=seen)
    assert (second.status_code, second.json()["code"]) == (412, "precondition-failed")
    assert boss.get(URL).json()["name"] == "One"
    assert boss.patch(URL, {"name": "Two"}, HTTP_IF_MATCH=first["ETag"]).status_code == 200


def test_it_is_read_without_the_database_and_holds_as_soon_as_it_is_changed(
    boss: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.current().name == "Lectern"
    site.SiteSettings.collection().delete_many({"_id": "site"})
    cache.put(site.selectors.keys.changes(), {"name": "Kept"})
    assert site.current().name == "Kept"
    boss.patch(URL, {"name": "Changed"})
    assert site.current().name == "Changed"


def test_a_change_is_recorded_with_who_made_it(boss: APIClient) -> None:
    boss.patch(URL, {"name": "Village School", "registration_open": False})
    (row,) = AuditEvent.collection().find({"action": "site.change"})
    assert row["changed"] == ["name", "registration_open"]
    assert row["actor_id"] is not None


def test_where_registration_is_closed_only_admins_bring_people_in(boss: APIClient) -> None:
    boss.patch(URL, {"registration_open": False})
    refused = join("eve")
    assert (refused.status_code, refused.json()["code"]) == (403, "registration-closed")
    assert not Account.objects.filter(username="eve").exists()
    body = {"username": "ada", "email": "ada@example.org", "password": PASSWORD}
    assert boss.post("/api/users/", body).status_code == 201
    boss.patch(URL, {"registration_open": True})
    assert join("eve").status_code == 201


def test_whether_who_wants_to_teach_waits_is_decided_at_once(boss: APIClient) -> None:
    assert join("slow", is_instructor=True).json()["user"]["is_instructor"] is False
    boss.patch(URL, {"instructor_approval": False})
    assert join("quick", is_instructor=True).json()["user"]["is_instructor"] is True
    later = person()
    accounts.request_to_teach(user=later.id)
    assert (User.collection().find_one({"_id": later.id}) or {})["is_instructor"] is True


BUILT = """<!doctype html><title>Lectern</title>
<meta name="description" content="Lectern is a place to learn."><script src="main-AB12CD34.js">"""


def test_pages_bear_its_name_and_come_again_only_when_it_changes(
    boss: APIClient, client: APIClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(BUILT)
    monkeypatch.setattr(settings, "WEB_ROOT", tmp_path)
    boss.patch(URL, {"name": 'Dây & "Buồm" <b>'})
    page = client.get("/courses")
    name = "Dây &amp; &quot;Buồm&quot; &lt;b&gt;"
    assert page.content.decode() == BUILT.replace("Lectern", name)
    again = client.get("/courses", HTTP_IF_NONE_MATCH=page["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == page["Content-Security-Policy"]
    boss.patch(URL, {"name": "Village School"})
    changed = client.get("/courses", HTTP_IF_NONE_MATCH=page["ETag"])
    assert (changed.status_code, changed["Cache-Control"]) == (200, "no-cache")
    assert "<title>Village School</title>" in changed.content.decode()


def test_a_phone_installs_the_application_under_its_name(
    boss: APIClient, client: APIClient
) -> None:
    boss.patch(URL, {"name": 'Dây & "Buồm"'})
    manifest = client.get("/api/site/manifest/").json()
    assert (manifest["name"], manifest["start_url"]) == ('Dây & "Buồm"', "/dashboard")
    public = Path(__file__).parents[2] / "web/public"
    assert all((public / icon["src"][1:]).is_file() for icon in manifest["icons"])
    link = f'<link rel="manifest" href="{URL}manifest/" />'
    assert link in (public.parent / "src/index.html").read_text()


ONE_PAGE = """
import sys, django
django.setup()
from django.test import Client
sys.stdout.buffer.write(Client().get("/").content)
"""


def test_pages_come_without_the_database(clean: None, tmp_path: Path) -> None:
    from lectern.cli.embedded import ports

    (tmp_path / "index.html").write_text(BUILT)
    environment = os.environ | {
        "MONGODB_URI": f"mongodb://127.0.0.1:{ports.free_port()}/x?serverSelectionTimeoutMS=100",
        "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
        "LECTERN_WEB_ROOT": str(tmp_path),
        "LECTERN_SITE_NAME": "Trường Làng",
    }
    done = subprocess.run(
        [sys.executable, "-c", ONE_PAGE], env=environment, timeout=60, capture_output=True
    )
    assert done.stdout.decode() == BUILT.replace("Lectern", "Trường Làng"), done.stderr


def test_e_mails_bear_its_name_and_speak_its_language(
    boss: APIClient, deliver: Callable[[], None]
) -> None:
    folder = emptied_folder()
    boss.patch(URL, {"name": "Trường & Làng", "language": "vi"})
    ada = person()
    accounts.request_reset(email=ada.email)
    deliver()
    (mail,) = mails(folder)
    assert "mật khẩu" in mail["Subject"]
    assert re.search(r"^Trường & Làng$", part(mail, "plain"), re.MULTILINE)
    assert "Trường &amp; Làng</p>" in part(mail, "html")
    assert "Lectern" not in part(mail, "plain")
    assert sign_in(ada).get("/api/auth/user/").json()["language"] == "vi"


def test_apps_that_make_codes_list_it_by_its_name(boss: APIClient) -> None:
    boss.patch(URL, {"name": "Village School"})
    answer = sign_in(person()).post("/api/auth/mfa/begin/", {"password": PASSWORD})
    assert "issuer=Village%20School" in answer.json()["uri"]
