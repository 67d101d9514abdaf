"""The nginx of the web application: packed once, kept as long as the names allow."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from lectern.config.settings import web as settings
from tests.deploy import proxy as nginx

ROOT = Path(__file__).parents[2]
HASHED = "chunk-AbCd1234.js"
OLDER = "chunk-Older123.js"
POLICIES = (ROOT / "deploy/nginx/policies.inc").read_text()
HEADERS = (ROOT / "deploy/nginx/headers.inc").read_text()


def test_policies_are_those_of_the_application() -> None:
    assert f'"{settings.CONTENT_SECURITY_POLICY}"' in POLICIES
    assert f'"{settings.PAGE_POLICY}"' in POLICIES
    for said in (
        f"X-Frame-Options {settings.X_FRAME_OPTIONS}",
        f"Referrer-Policy {settings.SECURE_REFERRER_POLICY}",
        f"Cross-Origin-Opener-Policy {settings.SECURE_CROSS_ORIGIN_OPENER_POLICY}",
        "X-Content-Type-Options nosniff",
    ):
        assert f"add_header {said} always;" in HEADERS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serves a small build, packed by the tool that packs the real one."""
    if not nginx.is_new_enough():
        pytest.skip(nginx.WITHOUT)
    folder = tmp_path_factory.mktemp("files")
    built = folder / "built"
    (built / "icons").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>Lectern</title>" + " " * 2000)
    (built / HASHED).write_text("export const answer = 42;\n" * 100)
    (built / "ngsw.json").write_text('{"configVersion": 1}')
    (built / "icons/one.png").write_bytes(b"\x89PNG" + bytes(100))
    tool = ROOT / "web/tools/pack.mjs"
    subprocess.run(["node", tool, built, folder / "srv/web"], check=True)
    for tree in ("plain", "br", "gz"):
        kept = folder / "srv/older" / tree
        kept.mkdir(parents=True)
        (kept / OLDER).write_bytes((folder / "srv/web" / tree / HASHED).read_bytes())
        (kept / "gone.txt").write_text("of an older build")
    with nginx.files(folder) as one:
        yield one


def ask(url: str, packed: str = "br, gzip") -> httpx.Response:
    return httpx.get(url, headers={"Accept-Encoding": packed})


@pytest.mark.parametrize(
    ("accepted", "told"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("gzip, br;q=0", "gzip"), ("identity", None)],
)
@pytest.mark.parametrize("path", ["/", "/courses/some-course", f"/{HASHED}", "/ngsw.json"])
def test_a_file_is_packed_as_asked(address: str, path: str, accepted: str, told: str) -> None:
    answer = ask(address + path, accepted)
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == told
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.text == ask(address + path, "identity").text


def test_what_is_packed_already_is_left_alone(address: str) -> None:
    answer = ask(f"{address}/icons/one.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (f"/{HASHED}", "public, max-age=31536000, immutable"),
        (f"/{OLDER}", "public, max-age=31536000, immutable"),
        ("/", "no-cache"),
        ("/my/courses", "no-cache"),
        ("/ngsw.json", "no-cache"),
        ("/icons/one.png", "public, max-age=60"),
    ],
)
def test_each_file_says_how_long_it_may_be_kept(address: str, path: str, kept: str) -> None:
    assert ask(address + path).headers.get_list("Cache-Control") == [kept]


def test_pages_and_files_carry_their_policies(address: str) -> None:
    for path in ("/", "/courses/one", "/index.html"):
        page = ask(address + path)
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Content-Security-Policy"] == settings.PAGE_POLICY
    script = ask(f"{address}/{HASHED}")
    assert script.headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY
    for answer in (page, script, ask(f"{address}/nothing.js")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/nothing.js", "/chunk-Nothing1.js", "/gone.txt"])
def test_what_is_not_there_is_no_page(address: str, path: str) -> None:
    answer = ask(address + path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_builds_are_kept_for_a_month_after_they_served(tmp_path: Path) -> None:
    script = (ROOT / "deploy/nginx/entrypoint/50-keep.sh").read_text()
    kept = tmp_path / "older"
    kept.mkdir()

    def starts(build: str) -> None:
        shutil.rmtree(tmp_path / "web", ignore_errors=True)
        (tmp_path / "web/plain").mkdir(parents=True)
        (tmp_path / f"web/plain/{build}.js").write_text(build)
        subprocess.run(["sh", "-c", script.replace("/srv", str(tmp_path))], check=True)

    def days_pass(days: int) -> None:
        for file in kept.rglob("*.js"):
            then = file.stat().st_mtime - days * 86_400
            os.utime(file, (then, then))

    starts("first")
    days_pass(90)
    starts("second")
    assert {file.stem for file in kept.rglob("*.js")} == {"first", "second"}
    days_pass(31)
    starts("third")
    assert {file.stem for file in kept.rglob("*.js")} == {"second", "third"}
