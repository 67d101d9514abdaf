"""Who sets an installation up finds every variable in one table."""

import re
from pathlib import Path

import pytest

import lectern

ROOT = Path(lectern.__file__).parent
TABLE = (ROOT.parent / "docs" / "reference" / "settings.md").read_text()
READ = re.compile(r'_(?:env\.\w+|one_of|required_in_production)\(\s*"([A-Z_]+)"')
NAMES = set(READ.findall((ROOT / "config" / "env.py").read_text()))


def test_the_variables_are_found() -> None:
    assert {"LECTERN_ENV", "MONGODB_URI", "LECTERN_LANGUAGE", "LECTERN_SECRET_KEY"} <= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_variable_is_described(name: str) -> None:
    assert f"`{name}`" in TABLE
