"""What a browser fetches before the first page shows stays small enough for a phone."""

import re
from pathlib import Path

BUILT = Path(__file__).parents[2] / "web/dist/lectern/browser"
MOST = 150_000  # bytes of scripts and styles, as Brotli leaves them

NAMED = re.compile(r'(?:src|href)="([\w.-]+\.(?:js|css))"')
IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


def initial() -> set[str]:
    """The files that the page names, and what these cannot begin without."""
    found: set[str] = set()
    waiting = set(NAMED.findall((BUILT / "index.html").read_text()))
    while waiting:
        name = waiting.pop()
        found.add(name)
        if name.endswith(".js"):
            waiting |= set(IMPORTED.findall((BUILT / name).read_text())) - found
    return found


def test_the_application_begins_with_at_most_150_kb() -> None:
    files = initial()
    assert any(name.startswith("main-") for name in files)
    assert any(name.endswith(".css") for name in files)
    sizes = {name: (BUILT / f"{name}.br").stat().st_size for name in files}
    assert sum(sizes.values()) <= MOST, sizes
