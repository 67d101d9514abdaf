"""The headers that Vercel puts on the files of the web application: those of our nginx."""

import json
import re

import pytest

from lectern.config.settings import web as settings
from tests.deploy.manifests import ROOT

RULES = json.loads((ROOT / "deploy/vercel/vercel.json").read_text())["headers"]
HEADERS = dict(
    re.findall(
        r'^add_header (\S+) "?(.+?)"? always;$',
        (ROOT / "deploy/nginx/headers.inc").read_text(),
        re.M,
    )
)
HASHED = "/chunk-AbCd1234.js"


def told(path: str) -> dict[str, str]:
    """By all rules that fit; `source` is an expression for the whole path."""
    found: dict[str, str] = {}
    for rule in RULES:
        if re.fullmatch(rule["source"], path):
            for one in rule["headers"]:
                assert one["key"] not in found, f"{path} is told {one['key']} twice"
                found[one["key"]] = one["value"]
    return found


@pytest.mark.parametrize("path", ["/", "/index.html", "/courses/one", "/my/courses", "/apiary"])
def test_pages_have_the_policy_of_pages(path: str) -> None:
    assert told(path) == HEADERS | {"Content-Security-Policy": settings.PAGE_POLICY}


@pytest.mark.parametrize("path", [HASHED, "/ngsw.json", "/worker.js", "/icons/one.png"])
def test_files_have_that_of_files(path: str) -> None:
    found = told(path)
    kept = found.pop("Cache-Control", None)
    assert found == HEADERS | {"Content-Security-Policy": settings.CONTENT_SECURITY_POLICY}
    assert kept == ("public, max-age=31536000, immutable" if path == HASHED else None)


@pytest.mark.parametrize(
    "path", ["/api/courses/", "/media/a/b.png", "/static/a-AbCd1234.js", "/swagger/", "/healthz"]
)
def test_answers_of_the_servers_have_their_own(path: str) -> None:
    assert told(path) == {}
