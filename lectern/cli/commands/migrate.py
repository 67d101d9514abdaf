"""`lectern migrate`: bring both databases to the form that this version needs."""

from pathlib import Path

from lectern.cli import databases, django_project
from lectern.cli.bars import Bars
from lectern.cli.screen import Screen


def run(*, data_dir: Path, wait: float) -> None:
    """Safe to run again, and while Lectern runs."""
    with django_project.ready(data_dir, "migrate"):
        databases.wait_for_mongodb(wait)
        with Bars() as bars:
            databases.update(bars.advance)
        _lay_out_static_files()
    Screen().done("The databases are up to date")


def _lay_out_static_files() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if settings.STATIC_ROOT:
        call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
