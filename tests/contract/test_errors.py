"""The list of error codes is complete, and names nothing that does not exist."""

import importlib
import pkgutil
import re
from pathlib import Path

import lectern

ROOT = Path(__file__).parents[2]
LISTED = re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/reference/errors.md").read_text(), re.M)


def raised() -> set[str]:
    """The codes of every declared error and of the framework's own refusals."""
    from lectern.shared.api import problems
    from lectern.shared.errors import DomainError

    for module in pkgutil.walk_packages(lectern.__path__, "lectern."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(kind: type[DomainError]) -> set[str]:
        return {kind.code}.union(*map(below, kind.__subclasses__()))

    written = re.compile(r'(?:code=|code, title = (?:\n\s*)?)"([a-z-]+)"')
    sources = [Path(problems.__file__), *(ROOT / "lectern/shared").glob("*.py")]
    literal = {code for path in sources for code in written.findall(path.read_text())}
    return below(DomainError) | literal | {code for code, _title in problems._TITLES.values()}


def test_every_code_is_listed_once_and_every_listed_code_exists() -> None:
    assert len(LISTED) == len(set(LISTED))
    assert set(LISTED) == raised()
