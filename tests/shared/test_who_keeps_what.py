"""What the architecture says about who may keep an answer is what answers say."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.test import Client
from rest_framework.test import APIClient

from lectern.shared import media
from tests.shared.conftest import use_bucket
from tests.world import person, sign_in

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text()
HASHED = ("main-AB12CD34.js", "styles-AB12CD34.css")
FRESH = ("worker.js", "ngsw-worker.js", "ngsw.json")
PLAIN = ("icons/512.png", "favicon.ico", "fonts/inter.woff2")


def said() -> dict[str, set[str]]:
    """The directives of each row of the table."""
    table = PAGE.partition("| what | `Cache-Control` |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (.+?) \| `([^`]+)` \|", table, re.MULTILINE)
    return {what: directives(header) for what, header in rows}


def directives(header: str) -> set[str]:
    return set(header.split(", "))


SAID = said()


def kept(answers: Iterable[Any]) -> list[set[str]]:
    """What each of these answers says; all are answers, and no refusals."""
    found = []
    for answer in answers:
        assert answer.status_code in (200, 302), answer
        found.append(directives(answer.headers["Cache-Control"]))
        if hasattr(answer, "close"):
            answer.close()
    return found


@pytest.fixture
def built(settings: Any, tmp_path: Path) -> None:
    """A web application that has been built."""
    for name in ("index.html", *HASHED, *FRESH, *PLAIN):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    settings.WEB_ROOT = settings.WHITENOISE_ROOT = tmp_path


@pytest.mark.parametrize(
    ("what", "urls"),
    [
        ("hashed scripts and styles of the web application", HASHED),
        ("every page, which is `index.html`", ("", "courses", "learn/some-lesson")),
        ("`worker.js`, `ngsw-worker.js`, `ngsw.json`", FRESH),
        (
            "icons, fonts, `/static/`",
            (*PLAIN, "static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css"),
        ),
        ("answers of the API", ("api/courses/", "api/categories/")),
        ("`/readyz`, `/metrics`", ("readyz", "metrics")),
    ],
)
def test_it_is_kept_as_the_table_says(
    clean: None, built: None, what: str, urls: tuple[str, ...]
) -> None:
    asked = Client()
    assert kept(asked.get(f"/{url}") for url in urls) == [SAID[what]] * len(urls)


def test_media_are_kept_as_the_table_says(clean: None) -> None:
    url = media.keep("courses", "map.svg", b"<svg/>")
    assert kept([APIClient().get(url)]) == [SAID["media, which are named by their hash"]]


def test_the_way_to_a_bucket_is_kept_as_the_table_says(clean: None, settings: Any, s3: str) -> None:
    use_bucket(settings, s3, signed="true")
    url = media.keep("courses", "map.svg", b"<svg/>")
    answer = APIClient().get(url)
    assert answer.status_code == 302
    assert kept([answer]) == [SAID["the way to media that a bucket serves itself"]]
    there = httpx.get(answer.headers["Location"])
    assert kept([there]) == [SAID["media, which are named by their hash"]]


def test_downloads_are_kept_as_the_table_says(clean: None, work: Callable[[], None]) -> None:
    me = sign_in(person())
    job = me.post("/api/users/me/export/").json()["job"]
    work()
    answer = me.get(f"/api/jobs/{job}/file/")
    assert kept([answer]) == [SAID["what a job made, as a download"]]


def test_every_row_is_compared() -> None:
    source = Path(__file__).read_text()
    assert len(SAID) == 9
    assert not [what for what in SAID if f'"{what}"' not in source]


def test_the_page_preloads_what_it_needs_first() -> None:
    page = (ROOT / "web/src/index.html").read_text()
    preloads = [
        dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) | {"crossorigin": "crossorigin" in tag}
        for tag in re.findall(r"<link\s([^>]+)>", page)
        if 'rel="preload"' in tag
    ]
    fonts = [link["href"] for link in preloads if link["as"] == "font"]
    assert len(fonts) == 2
    assert all(link["crossorigin"] for link in preloads), "fetched twice"
    options = json.loads((ROOT / "web/angular.json").read_text())["projects"]["lectern"]
    build = options["architect"]["build"]["options"]
    assert build["index"]["preloadInitial"] is True
    brought = [
        re.sub(r"\{(.*?)\}", lambda some: f"({some[1].replace(',', '|')})", asset["glob"])
        for asset in build["assets"]
        if asset.get("output") == "fonts"
    ]
    for font in fonts:
        assert any(re.fullmatch(rf"fonts/{glob}", font) for glob in brought), font
