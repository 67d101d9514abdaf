"""`lectern doctor`: look at everything Lectern depends on, and mend what can be mended."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

from lectern.cli import django_project
from lectern.cli.acting import acting
from lectern.cli.errors import OperatorError
from lectern.cli.looks import Finding, stores, work
from lectern.cli.looks import data as data_looks
from lectern.cli.screen import Screen


def run(*, data_dir: Path, repair: bool) -> None:
    """Say how each part is; fail when one of them needs somebody."""
    screen, ill = Screen(), 0
    with django_project.ready(data_dir, "doctor") as data:
        _refuse_half()
        looks: list[Callable[[], Iterator[Finding]]] = [
            lambda: stores.machine(data),
            stores.mongo,
            stores.redis,
            lambda: stores.sql(data),
            stores.files,
            lambda: data_looks.forms(repair=repair),
            lambda: data_looks.people(repair=repair),
            lambda: data_looks.numbers(repair=repair),
            lambda: data_looks.references(repair=repair),
            lambda: data_looks.files(repair=repair),
            lambda: work.debts(repair=repair),
            lambda: work.facts(repair=repair),
            lambda: work.events(repair=repair),
            lambda: work.outbox(repair=repair),
            lambda: stores.worker(data),
        ]
        with acting("doctor-repair") if repair else nullcontext():
            for finding in chain.from_iterable(_careful(look) for look in looks):
                ill += not finding.well
                (screen.done if finding.well else screen.warn)(finding.text)
    if ill:
        advice = "" if repair else " 'lectern doctor --repair' mends what it can."
        raise OperatorError(f"{ill} of these need attention.{advice}")


def _refuse_half() -> None:
    """There is nothing to compare, and nothing that mending could lead to."""
    from pymongo.errors import PyMongoError

    from lectern.shared.restoring import HalfRestored, refuse_half

    try:
        refuse_half()
    except HalfRestored as error:
        raise OperatorError(str(error)) from error
    except PyMongoError:
        return  # which is what the first look says


def _careful(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """A part that cannot even be looked at is ill; the others are still looked at."""
    try:
        yield from look()
    except Exception as error:
        yield Finding(f"{type(error).__name__}: {error}", well=False)
