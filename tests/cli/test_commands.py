"""The other verbs find their stores: those of a running `up`, else servers of their own."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import psutil
import pytest
import yaml

from lectern import __version__
from tests.cli.conftest import COMMAND, StartUp, environment, lectern

COURSES = Path(__file__).parents[2] / "demo" / "courses"
PASSWORD = "a long and unusual sentence"


def admins(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "identity.sqlite3")) as database:
        rows = database.execute("SELECT username FROM accounts_account WHERE is_staff").fetchall()
    return [username for (username,) in rows]


def create_admin(data: Path, username: str, password: str = PASSWORD) -> tuple[int, str]:
    options = ["--username", username, "--email", f"{username}@example.org"]
    result = lectern("create-admin", *options, "--password", password, "--data-dir", data)
    return result.returncode, result.stderr


def test_create_admin_works_on_an_empty_folder_and_leaves_no_server(tmp_path: Path) -> None:
    before = set(psutil.pids())
    assert create_admin(tmp_path, "grace") == (0, "")
    assert admins(tmp_path) == ["grace"]
    left = [p for p in psutil.process_iter(["cmdline"]) if p.pid not in before]
    assert not [p for p in left if str(tmp_path) in " ".join(p.info["cmdline"] or [])]


def test_create_admin_says_why_not(tmp_path: Path) -> None:
    code, said = create_admin(tmp_path, "grace", "12345")
    assert code == 1
    assert "too short" in said
    assert create_admin(tmp_path, "grace")[0] == 0
    code, said = create_admin(tmp_path, "Grace")
    assert code == 1
    assert "taken" in said
    assert "Traceback" not in said
    assert admins(tmp_path) == ["grace"]


def test_doctor_names_what_is_missing_and_mends_it(tmp_path: Path) -> None:
    ill = lectern("doctor", "--data-dir", tmp_path)
    assert ill.returncode == 1
    assert "SQL migrations have not run" in ill.stdout
    assert "MongoDB indexes are missing" in ill.stdout
    assert "doctor --repair" in ill.stderr
    assert lectern("doctor", "--repair", "--data-dir", tmp_path).returncode == 0
    well = lectern("doctor", "--data-dir", tmp_path)
    assert (well.returncode, well.stderr) == (0, "")


def test_doctor_asks_the_stores_of_a_running_product(start_up: StartUp) -> None:
    up = start_up()
    up.wait_until_ready()
    up.wait_until(lambda: "A worker runs" in lectern("doctor", "--data-dir", up.data).stdout, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LECTERN_ENV", "no-such"),
        ("REDIS_URL", "redis+sentinel://no-such"),
        ("MEDIA_STORAGE_URL", "ftp://no-such"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(tmp_path: Path, name: str, value: str) -> None:
    done = subprocess.run(
        [*COMMAND, "doctor", "--data-dir", str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment() | {name: value},
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert name in said
    assert "not expected" not in said


def test_schema_needs_no_store(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "openapi.yaml"
    result = lectern("schema", "--output", file)
    assert result.returncode == 0, result.stderr
    schema = yaml.safe_load(file.read_text())
    assert schema["openapi"].startswith("3.1")
    assert schema["info"]["version"] == __version__


def test_version_is_printed() -> None:
    assert lectern("version").stdout.strip() == __version__


def test_import_stores_a_course_once_and_says_whose_it_is_missing(tmp_path: Path) -> None:
    course, data = COURSES / "the-night-sky", tmp_path / "var"
    nobody = lectern("import", course, "--data-dir", data)
    assert nobody.returncode == 1
    assert "create-admin" in nobody.stderr or "--instructor" in nobody.stderr
    assert create_admin(data, "grace")[0] == 0
    options = ["--instructor", "grace", "--data-dir", str(data)]
    assert ": created (" in lectern("import", course, *options).stdout
    assert ": unchanged (" in lectern("import", course, *options).stdout


def test_export_writes_what_can_be_imported_and_nothing_over_what_is_there(tmp_path: Path) -> None:
    course, data = COURSES / "the-night-sky", tmp_path / "var"
    assert create_admin(data, "grace")[0] == 0
    here = ["--data-dir", str(data)]
    steps = lectern("import", course, "--instructor", "grace", *here).stdout
    assert "Preparing lesson 1 of " in steps
    assert "01-" in steps
    title = yaml.safe_load((course / "course.yaml").read_text())["title"]
    archive, folder = tmp_path / "sky.zip", tmp_path / "sky"
    assert "exported to" in lectern("export", title, archive, *here).stdout
    assert "exported to" in lectern("export", title, folder, *here).stdout
    again = lectern("import", archive, "--instructor", "grace", *here)
    assert ": created (" in again.stdout
    twice = lectern("export", title, folder, *here)
    assert twice.returncode == 1
    assert "there already" in twice.stderr
    nowhere = lectern("export", "No such course", tmp_path / "x", *here)
    assert nowhere.returncode == 1
    assert "Traceback" not in nowhere.stderr


def test_import_refuses_a_broken_course_with_the_file_that_is_wrong(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "01-first.md").write_text("---\ntitle: [\n---\n")
    assert create_admin(tmp_path / "var", "grace")[0] == 0
    result = lectern("import", broken, "--data-dir", tmp_path / "var")
    assert result.returncode == 1
    assert "01-first.md:" in result.stdout
    assert "Traceback" not in result.stderr
