"""The reference pages say what the code does."""

import ast
import re
from pathlib import Path

import pytest

from lectern.interchange import read_course
from lectern.interchange.gift import parse
from lectern.shared.markdown.classes import CALLOUT_TITLES

ROOT = Path(__file__).parents[2]
FOLDER_PAGE = (ROOT / "docs/reference/course-folder.md").read_text()
GIFT_PAGE = (ROOT / "docs/reference/gift.md").read_text()

_REPORTING = {"error", "warning", "add", "tell", "_wrong"}
_RAISED = {"AnswerError", "MediaError", "UnreadableError"}
_CODE = re.compile(r"[a-z]+[a-z0-9]*(?:-[a-z0-9]+)*")
_NOT_CODES = {"error", "warning", "info", "title"}


def codes_in(package: str) -> set[str]:
    """The codes that the modules of a package report."""
    codes: set[str] = set()
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                values = node.args if name in _REPORTING | _RAISED else []
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
                values = node.value.elts[:1]
            else:
                continue
            constants = {value.value for value in values if isinstance(value, ast.Constant)}
            codes |= {c for c in constants if isinstance(c, str) and _CODE.fullmatch(c)}
    return codes - _NOT_CODES


@pytest.mark.parametrize("package", ["lectern/interchange", "lectern/shared/markdown"])
def test_every_code_is_documented(package: str) -> None:
    documented = set(re.findall(r"`([a-z0-9-]+)`", FOLDER_PAGE + GIFT_PAGE))
    codes = codes_in(package)
    keys = {"tags", "price", "image", "preview", "minutes", "section", "completion"}
    assert len(codes) > 8
    assert codes - keys <= documented


def test_the_example_quiz_can_be_read() -> None:
    example = re.search(r"```\n(.*?)```", GIFT_PAGE, re.DOTALL)
    assert example is not None
    quiz = parse(example.group(1))
    assert quiz.problems == ()
    assert [question.kind for question in quiz.questions] == ["single", "numeric"]


@pytest.mark.parametrize("braces", re.findall(r"`(\{[^`]*\})`", GIFT_PAGE))
def test_the_examples_of_kinds_can_be_read(braces: str) -> None:
    assert parse(f"Question {braces}").ok


def test_the_example_course_can_be_read(tmp_path: Path) -> None:
    course_yaml = re.search(r"```yaml\n(.*?)```", FOLDER_PAGE, re.DOTALL)
    lesson = re.search(r"```markdown\n(.*?)```", FOLDER_PAGE, re.DOTALL)
    assert course_yaml is not None
    assert lesson is not None
    (tmp_path / "course.yaml").write_text(course_yaml.group(1))
    (tmp_path / "02-reading.md").write_text(lesson.group(1))
    course, report = read_course(tmp_path)
    assert course is not None
    assert [finding.code for finding in report.findings] == ["missing-image"]


def test_every_callout_is_documented() -> None:
    table = FOLDER_PAGE[FOLDER_PAGE.index("| name | is for |") :]
    assert set(CALLOUT_TITLES) | {"instructor"} <= set(re.findall(r"`(\w+)`", table))
