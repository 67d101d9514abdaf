"""How many tests of each kind ran: `python tests/summary.py REPORTS`, after `make test`."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

COLUMNS = ("passed", "failed", "skipped")


def of_pytest(report: Path) -> tuple[int, int, int]:
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - we wrote it
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def of_jest(report: Path) -> tuple[int, int, int]:
    result = json.loads(report.read_text())
    return (
        result["numPassedTests"],
        # a file that does not even load fails without naming a test
        result["numFailedTests"] + result["numRuntimeErrorTestSuites"],
        result["numPendingTests"] + result["numTodoTests"],
    )


def table(folder: Path) -> str:
    kinds = (
        ("server (pytest)", folder / "server.xml", of_pytest),
        ("web (Jest)", folder / "web.json", of_jest),
        ("end to end (Chromium)", folder / "e2e.xml", of_pytest),
    )
    lines = [f"{'':24}" + "".join(f"{column:>9}" for column in COLUMNS)]
    for name, report, count in kinds:
        cells = count(report) if report.exists() else ("did not", "run", "")
        lines.append(f"{name:24}" + "".join(f"{cell:>9}" for cell in cells))
    return "\n".join(lines)


if __name__ == "__main__":
    print(f"\n{table(Path(sys.argv[1]))}\n")  # noqa: T201
