"""The list of error codes is complete, and names nothing that does not exist."""

import importlib
import pkgutil
import re
from pathlib import Path

import lectern
from tests import answers

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| `([a-z-]+)` \| (\w+) \|", (ROOT / "docs/reference/errors.md").read_text(), re.M
)
LISTED = [code for code, _status in ROWS]
# What no operation answers: it stands in the record of a job, is said on the command line, by what
# serves files, or of a method or a refusal that the description does not know.
ELSEWHERE = {
    "broken-demo",
    "import-refused",
    "job-abandoned",
    "job-cancelled",
    "method-not-allowed",
    "no-demo-in-production",
    "nothing-to-export",
    "overloaded",  # said before anybody has looked at what is asked
    "range-not-satisfiable",
    "refused",
}


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
    return below(DomainError) | literal | {code for code, _title in problems.TITLES.values()}


def test_every_code_is_listed_once_and_every_listed_code_exists() -> None:
    assert len(LISTED) == len(set(LISTED))
    assert set(LISTED) == raised()


def test_every_code_that_an_operation_declares_is_listed() -> None:
    components = answers.description()["components"]
    assert components["examples"].keys() <= set(LISTED)
    for code, example in components["examples"].items():
        assert example["value"]["code"] == code
        assert (code, str(example["value"]["status"])) in ROWS


def test_what_an_error_says_is_declared_by_who_may_say_it() -> None:
    """A code that no operation names can be met nowhere but in a job or on the command line."""
    declared = answers.description()["components"]["examples"].keys()
    assert set(LISTED) - declared == ELSEWHERE
