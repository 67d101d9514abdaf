"""`lectern schema`: the description of the HTTP API, from which the web types are generated."""

import os
from pathlib import Path

from lectern.cli import django_project
from lectern.cli.screen import Screen


def run(*, output: Path) -> None:
    """Needs no store: the schema follows from the code."""
    os.environ.setdefault("LECTERN_ENV", "development")
    django_project.load()
    from django.core.management import call_command

    output.parent.mkdir(parents=True, exist_ok=True)
    call_command("spectacular", file=str(output), validate=True)
    Screen().done(f"{output} is written")
