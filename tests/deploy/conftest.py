"""What is left out because a program is missing, and where that is a failure."""

import os
from collections.abc import Generator

import pytest

# `make ops-lint` is a gate: what could not be looked at has not passed.
EVERY_PROGRAM = bool(os.environ.get("EVERY_PROGRAM"))
# The schema of Compose is checked without Docker's program; the others have a target of their own.
MAY_BE_LEFT_OUT = ("needs the program docker", "make terraform-test")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that is left out for want of a program."""
    report = yield
    if (
        EVERY_PROGRAM
        and report.skipped
        and not any(n in str(report.longrepr) for n in MAY_BE_LEFT_OUT)
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was left out: {report.longrepr}"
    return report
