"""Who answers a path by each platform's plan: the servers theirs, the web application the rest.

`deploy/smoke.sh` looks from outside whether a site serves: what it asks gets through everywhere.
"""

import json
import re
from collections.abc import Callable
from fnmatch import fnmatchcase

import pytest

from tests.deploy import manifests
from tests.deploy.manifests import ROOT, of_kind

SMOKED = re.findall(r"answers '?(/[^ ']*)", (ROOT / "deploy/smoke.sh").read_text())
SERVERS = [*SMOKED[:-1], "/api/auth/login/", "/media/a/b.png", "/static/one.css"]
SERVERS += ["/swagger/", "/redoc/"]
APPLICATION = ["/", "/courses/one", "/my/courses", "/chunk-AbCd1234.js", "/apiary", "/healthz/one"]

Route = Callable[[str], str]


def nginx(path: str) -> str:
    """By its locations: the longest prefix, if it is final; else the first expression."""
    text = (ROOT / "deploy/nginx/lectern.inc").read_text()
    found = re.findall(r"^location (?:(=|~|\^~) )?(/\S*|\^\S*) {\n(.*?)^}", text, re.M | re.S)
    prefixes = [one for one in found if one[0] in ("", "^~") and path.startswith(one[1])]
    kind, _, block = max(prefixes, key=lambda one: len(one[1]))
    for own, expression, body in found:
        if own == "=" and path == expression:
            return _upstream(body)
        if own == "~" and kind != "^~" and re.search(expression, path):
            return _upstream(body)
    return _upstream(block)


def _upstream(block: str) -> str:
    if passed := re.search(r"proxy_pass http://(\w+);", block):
        return passed[1]
    return "backend" if "@backend" in block else "nobody"


def kubernetes(path: str) -> str:
    """By the two Ingresses: what is exact, then the longest prefix of whole names."""
    rules = [
        rule
        for one in of_kind("production", "Ingress").values()
        for rule in one["spec"]["rules"][0]["http"]["paths"]
        if rule["path"] == path
        or (rule["pathType"] == "Prefix" and path.startswith(rule["path"].rstrip("/") + "/"))
    ]
    best = max(rules, key=lambda rule: (rule["pathType"] == "Exact", len(rule["path"])))
    name: str = best["backend"]["service"]["name"]
    return name


def aws(path: str) -> str:
    """By the balancer: the first rule that fits, the frontend where none does."""
    text = (ROOT / "deploy/terraform/modules/alb/main.tf").read_text()
    rules = re.findall(r'^resource "aws_lb_listener_rule" "\w+" {\n(.*?)^}', text, re.M | re.S)
    for rule in sorted(rules, key=lambda rule: int(re.search(r"priority += (\d+)", rule)[1])):  # type: ignore[index]
        patterns = json.loads(re.search(r"values = (\[.*\])", rule)[1])  # type: ignore[index]
        if any(fnmatchcase(path, pattern) for pattern in patterns):
            to = re.search(r'aws_lb_target_group\.this\["(\w+)"\]', rule)
            return to[1] if to else "nobody"
    return "frontend"


def vercel(path: str) -> str:
    """By its rewrites; a file of the build comes before them."""
    settings = json.loads((ROOT / "deploy/vercel/vercel.json").read_text())
    for rule in settings["rewrites"]:
        assert ":" not in rule["source"], "a named part loses the slash at the end"
        if found := re.fullmatch(rule["source"], path):
            to = re.sub(r"\$(\d)", lambda number: found[int(number[1])], rule["destination"])
            if to == "/index.html":
                return "frontend"
            assert to == f"https://lectern-backend.onrender.com{path}"
            return "backend"
    return "frontend"


everywhere = pytest.mark.parametrize(
    "route",
    [
        nginx,
        pytest.param(
            kubernetes,
            marks=pytest.mark.skipif(not manifests.KUBECTL, reason=manifests.WITHOUT),
        ),
        aws,
        vercel,
    ],
)


@everywhere
@pytest.mark.parametrize("path", SERVERS)
def test_the_servers_answer_what_is_theirs(route: Route, path: str) -> None:
    assert route(path.partition("?")[0]) == "backend"


@everywhere
@pytest.mark.parametrize("path", APPLICATION)
def test_the_application_answers_the_rest(route: Route, path: str) -> None:
    assert route(path) == "frontend"


@everywhere
def test_nobody_outside_reads_the_numbers(route: Route) -> None:
    assert route("/metrics") != "backend"


def test_a_visit_looks_at_both() -> None:
    assert SMOKED == ["/healthz", "/readyz", "/api/courses/?page_size=1", "/"]
