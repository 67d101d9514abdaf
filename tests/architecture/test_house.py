"""What every domain looks like, as far as import-linter cannot say it."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import lectern

ROOT = Path(lectern.__file__).parent
DOMAINS = (
    "accounts",
    "catalog",
    "learning",
    "certificates",
    "assessment",
    "interchange",
    "notifications",
)
TABLE = {
    "__init__",
    "api",
    "cache",
    "documents",
    "events",
    "handlers",
    "models",
    "policies",
    "selectors",
    "services",
    "tasks",
}
DATA = {"migrations", "templates"}
# Modules of other names are pure ideas of their domain. These two are not, and say why.
IMPURE = {
    "accounts.keys": "the token library signs with the keys of the settings",
    "accounts.tokens": "the claims are written with the token library",
    "notifications.emails": "the templates are rendered by Django",
    "notifications.links": "Django signs them",
    "notifications.words": "numbers and times are written by Django",
}
FRAMEWORKS = {"celery", "django", "mongoengine", "pymongo", "redis", "rest_framework"}


def own_modules(domain: str) -> Iterator[tuple[str, Path]]:
    """The modules and packages of a domain that the table of file names does not know."""
    for path in sorted((ROOT / domain).iterdir()):
        known = path.stem in TABLE | DATA or path.name == "__pycache__"
        if not known and (path.suffix == ".py" or path.is_dir()):
            yield path.stem, path


def frameworks_of(path: Path) -> set[str]:
    """The web and database libraries that a module or package imports."""
    roots = set()
    for file in [path] if path.is_file() else path.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                roots |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                roots.add(node.module.split(".")[0])
    return roots & (FRAMEWORKS | {"rest_framework_simplejwt"})


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_module_that_the_table_does_not_name_is_pure(domain: str) -> None:
    impure = {
        f"{domain}.{name}": frameworks_of(path)
        for name, path in own_modules(domain)
        if frameworks_of(path)
    }
    assert set(impure) == {name for name in IMPURE if name.startswith(f"{domain}.")}, impure


def test_every_domain_is_here() -> None:
    packages = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert packages == {*DOMAINS, "backup", "cli", "config", "shared", "upgrades"}


def services() -> Iterator[tuple[str, Any]]:
    """Every function that a domain offers for writing."""
    for domain in DOMAINS:
        if not any((ROOT / domain).glob("services*")):
            continue
        module = import_module(f"lectern.{domain}.services")
        for name in getattr(module, "__all__", vars(module)):
            found = getattr(module, name)
            ours = getattr(found, "__module__", "").startswith(module.__name__)
            if ours and inspect.isfunction(found) and not name.startswith("_"):
                yield f"{domain}.{name}", found


@pytest.mark.parametrize(
    ("name", "service"), [pytest.param(*pair, id=pair[0]) for pair in services()]
)
def test_services_take_keywords_only(name: str, service: Any) -> None:
    parameters = list(inspect.signature(service).parameters.values())
    if parameters and parameters[0].name == "tx":  # given by `transactional`, not by the caller
        parameters = parameters[1:]
    kinds = {parameter.name: parameter.kind for parameter in parameters}
    named = {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    assert set(kinds.values()) <= named, kinds
