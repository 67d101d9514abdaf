"""`lectern demo`: five courses and the people who learn in them."""

import os
import secrets
import time
from pathlib import Path

from lectern.cli import databases, django_project
from lectern.cli.acting import acting
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen
from lectern.config.secret_files import with_files

PACKAGED = Path(__file__).parents[2] / "demo"
CHECKOUT = Path(__file__).parents[3] / "demo"


def run(*, data_dir: Path) -> None:
    """Load what is missing of the demo and say how to log in."""
    screen, began = Screen(), time.monotonic()
    folder = next((one for one in (PACKAGED, CHECKOUT) if one.is_dir()), None)
    if folder is None:
        raise OperatorError("The demo courses are not part of this installation.")
    with django_project.ready(data_dir, "demo") as data:
        from lectern.interchange.services import demo

        databases.update()
        password = (
            data.demo_password()
            or with_files(os.environ).get("LECTERN_DEMO_PASSWORD")
            or secrets.token_urlsafe(9)
        )
        with acting("demo"):
            loaded = demo.load(
                folder=folder, password=password, say=lambda text: screen.step(f"Loading {text}")
            )
        data.keep_demo_password(password)
    screen.rest()
    screen.done(
        f"The demo is loaded: {loaded.courses} courses and {loaded.people} people, of them "
        f"{loaded.new_courses} and {loaded.new_people} new, in {time.monotonic() - began:.1f} s"
    )
    screen.say(f"  Log in as student, instructor or admin with the password {password}")
