"""The addresses of the web application, as its source declares them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.server import ROOT

APP = ROOT / "web/src/app"
TOKEN = re.compile(
    r"(?P<open>[{\[])|(?P<close>[}\]])|\bpath: '(?P<path>[^']*)'|\.\.\.(?P<spread>\w+)"
    r"|(?P<page>\b(?:loadComponent|component):)|loadChildren: \(\) => import\('(?P<lazy>[^']+)'\)"
)


@dataclass
class Brace:
    """What stands between a pair of braces: perhaps a route, perhaps with a page of its own."""

    address: str | None = None
    has_page: bool = False


def patterns() -> set[str]:
    """Every address that shows a page: `/courses/:id`. The page for all others is left out."""
    found = {re.sub("/+", "/", one) for one in of_list(APP / "app.routes.ts", "routes", "/")}
    return {one.rstrip("/") or "/" for one in found if "**" not in one}


def of_list(file: Path, name: str, base: str) -> Iterator[str]:
    """The addresses with a page under the routes that this file exports by this name."""
    text = re.sub(r"(?m)^\s*//.*$|/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    start = re.search(rf"export const {name}: Routes = (?=\[)", text)
    assert start, f"{file} exports no routes {name}"
    stack: list[Brace] = []
    for token in TOKEN.finditer(text, start.end()):
        here = next((one.address for one in reversed(stack) if one.address is not None), base)
        if token["open"]:
            stack.append(Brace())
        elif token["close"]:
            closed = stack.pop()
            if closed.has_page and closed.address is not None:
                yield closed.address
            if not stack:
                return
        elif token["path"] is not None:
            stack[-1].address = f"{here}/{token['path']}"
        elif token["page"]:
            stack[-1].has_page = True
        elif token["lazy"]:
            yield from of_list(file.parent / f"{token['lazy']}.ts", "routes", here)
        elif token["spread"]:
            yield from of_list(exporting(token["spread"], file, text), token["spread"], here)


def exporting(name: str, file: Path, text: str) -> Path:
    """The file from which a list of routes is imported."""
    source = re.search(rf"import {{[^}}]*\b{name}\b[^}}]*}} from '([^']+)'", text)
    return file.parent / f"{source[1]}.ts" if source else file


def matches(pattern: str, address: str) -> bool:
    """Whether an address, perhaps with a query, is of this pattern."""
    expression = re.sub(r":\w+", "[^/?]+", pattern)
    return re.fullmatch(rf"{expression}/?(\?.*)?", address) is not None


def pattern_of(address: str) -> str:
    """The pattern that shows an address; where two could, the one that leaves less open."""
    found = [pattern for pattern in patterns() if matches(pattern, address)]
    assert found, address
    return min(found, key=lambda pattern: pattern.count(":"))
